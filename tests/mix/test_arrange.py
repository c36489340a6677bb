from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from audiodrama.events import Event, Warned
from audiodrama.mix import pacing
from audiodrama.model import (
    NARRATOR,
    SAMPLE_RATE,
    Cast,
    Chapter,
    Clip,
    Cue,
    Line,
    Music,
    Note,
    Placement,
    Role,
    Scene,
    Script,
    Timeline,
)

pytestmark = pytest.mark.usefixtures("quick_music")

Tone = Callable[..., Clip]
Say = Callable[..., Line]
Play = Callable[..., Script]
Arranged = Callable[..., Timeline]
NoiseFile = Callable[..., Path]


def gaps(timeline: Timeline) -> list[float]:
    """Seconds between one line's end and the next one's start, in their order."""
    return [(after.start - before.end) / SAMPLE_RATE for before, after in pairwise(timeline.voices)]


def sound(text: str, *options: str) -> Cue:
    return Cue(kind="sound", text=text, options=options)


# --- lines ---


def test_lines_follow_one_another_with_their_gaps(say: Say, play: Play, arranged: Arranged) -> None:
    timeline = arranged(
        play([say(NARRATOR, "It rained."), say("ADA", "I know.", joined=True), say("BEN", "Do you?"), say(NARRATOR, "He sat.")])
    )
    joined, turn, narration = gaps(timeline)
    assert joined < 0.2 < 0.4 < turn < 0.6 < narration + 0.1
    assert timeline.voices[0].start == round(pacing.LEAD_IN * SAMPLE_RATE)
    assert timeline.frames == timeline.voices[-1].end + round(pacing.TAIL * SAMPLE_RATE)


def test_an_interruption_overlaps_and_the_cut_line_knows(say: Say, play: Play, arranged: Arranged) -> None:
    timeline = arranged(play([say("ADA", "You always said—"), say("BEN", "Never!"), say("ADA", "Always.")]))
    assert -0.3 <= gaps(timeline)[0] <= -0.12
    assert timeline.voices[0].overlapped == timeline.voices[0].end - timeline.voices[1].start
    assert timeline.voices[1].overlapped == 0
    assert gaps(timeline)[1] > 0


@pytest.mark.parametrize("between", [Cue(kind="pause", text="1s"), None])
def test_a_pause_between_is_no_interruption(say: Say, play: Play, arranged: Arranged, between: Cue | None) -> None:
    first = say("ADA", "You always said—", notes=() if between else (Note("pause", "1s"),))
    timeline = arranged(play([first, *([between] if between else []), say("BEN", "Never!")]))
    assert gaps(timeline) == [pytest.approx(1.0, abs=0.001)]
    assert timeline.voices[0].overlapped == 0


def test_dual_lines_begin_together(say: Say, play: Play, arranged: Arranged, tone: Tone) -> None:
    long, short, after = say("ADA", "Run for it!"), say("BEN", "Run!", dual=True), say("CLEO", "Where?")
    timeline = arranged(play([long, short, after]), clips={long: tone(3.0), short: tone(1.0), after: tone(1.0)})
    first, second, third = timeline.voices
    assert first.start == second.start
    assert third.start > first.end


def test_pauses_that_the_script_asks_for_are_exact_and_add_up(say: Say, play: Play, arranged: Arranged) -> None:
    pause = Cue(kind="pause", text="1.5s")
    timeline = arranged(
        play([say("ADA", "One.", notes=(Note("pause", "0.8s"),)), say("BEN", "Two."), pause, pause, say("ADA", "Three.")])
    )
    assert gaps(timeline) == pytest.approx([0.8, 3.0], abs=0.001)


def test_a_pause_without_a_length_is_said(say: Say, play: Play, arranged: Arranged) -> None:
    events: list[Event] = []
    arranged(play([say("ADA", "One."), Cue(kind="pause", text="a beat"), say("BEN", "Two.")]), listen=events)
    assert [event.message for event in events if isinstance(event, Warned)] == [
        "the pause 'a beat' has no length: 1 s is taken"
    ]


def test_a_line_without_a_clip_takes_no_time(say: Say, play: Play, arranged: Arranged, tone: Tone) -> None:
    one, skipped, two = say("ADA", "One."), say("BEN", "Not this."), say("BEN", "Two.")
    clip = tone(1.0)
    with_it = arranged(play([one, skipped, two]), clips={one: clip, two: clip})
    without = arranged(play([one, two]), clips={one: clip, two: clip})
    assert with_it.voices == without.voices


def test_nothing_to_say_is_a_short_silence(play: Play, arranged: Arranged) -> None:
    assert arranged(play()).frames > 0
    empty = Script(title="", author="", language="en", chapters=())
    assert arranged(empty, cast=Cast()).voices == ()


def test_arranging_twice_gives_the_same_timeline(say: Say, play: Play, arranged: Arranged, tone: Tone) -> None:
    script = play([say("ADA", f"Line {number}.") for number in range(5)], [say("BEN", "End.")])
    clips = dict.fromkeys(script.lines, tone(1.0))
    assert arranged(script, clips=clips) == arranged(script, clips=clips)


def test_a_role_is_where_and_as_loud_as_voices_yaml_says(say: Say, play: Play, arranged: Arranged) -> None:
    role = Role(name="ADA", placement=Placement(pan=0.4, gain_db=-3.0, effect="phone"))
    quiet = Music(bed="none")
    ada, ben = arranged(play([say("Ada", "One."), say("BEN", "Two.")]), cast=Cast(roles=(role,), music=quiet)).voices
    assert (ada.pan, ada.effect) == (0.4, "phone")
    assert ada.gain_db == pytest.approx(ben.gain_db - 3)


# --- scenes and chapters ---


def test_scenes_and_chapters_are_set_apart(say: Say, arranged: Arranged) -> None:
    scenes = [Scene(heading="", items=(say(NARRATOR, f"Scene {number}."),)) for number in range(3)]
    heading = say(NARRATOR, "Two", notes=(Note("announce", "chapter"),))
    last = Scene(heading="", items=(heading, say(NARRATOR, "It was late.")))
    chapters = (Chapter(title="One", scenes=tuple(scenes)), Chapter(title="Two", scenes=(last,)))
    timeline = arranged(Script(title="", author="", language="en", chapters=chapters))
    scene, other, chapter, heading_gap = gaps(timeline)
    assert scene == other == pytest.approx(pacing.SCENE, abs=0.001)
    assert chapter == pytest.approx(pacing.CHAPTER, abs=0.001)
    assert heading_gap == pytest.approx(pacing.AFTER_HEADING, abs=0.001)
    assert [marker.title for marker in timeline.markers] == ["One", "Two"]
    assert timeline.markers[0].start == 0
    assert 0 < timeline.voices[3].start - timeline.markers[1].start < 0.5 * SAMPLE_RATE


def test_a_script_without_chapters_is_marked_by_its_scenes(play: Play, say: Say, arranged: Arranged) -> None:
    timeline = arranged(play([say("ADA", "One."), say("BEN", "Two.")], [], [say("ADA", "Three.")]))
    assert [marker.title for marker in timeline.markers] == ["Scene 1", "Scene 2"]
    assert timeline.markers[0].start == 0
    assert 0 < timeline.voices[2].start - timeline.markers[1].start < 0.5 * SAMPLE_RATE


def test_empty_scenes_add_no_silence(say: Say, play: Play, arranged: Arranged) -> None:
    timeline = arranged(play([say("ADA", "One.")], [], [], [say("BEN", "Two.")]))
    assert gaps(timeline) == [pytest.approx(pacing.SCENE, abs=0.001)]


def test_the_first_twenty_seconds(say: Say, play: Play, arranged: Arranged) -> None:
    """Some seconds of theme, the title over it, a breath, the story; music comes forward between scenes and at the end."""
    title = say(NARRATOR, "The Quiet Ferry, by A. Hand.", notes=(Note("announce", "title"),))
    script = play([title, say(NARRATOR, "It rained.")], [say("ADA", "At last.")])
    timeline = arranged(script, cast=Cast())
    announced, story, next_scene = timeline.voices
    assert announced.start == round(pacing.THEME_ALONE * SAMPLE_RATE)
    assert gaps(timeline)[0] == pytest.approx(pacing.AFTER_TITLE, abs=0.001)
    assert "theme" in timeline.beds[0].path.name
    assert announced.end < timeline.beds[1].start + timeline.beds[1].fade_in
    opening, change, end = timeline.forward
    assert opening.start == 0
    assert opening.end < announced.start
    assert story.end < change.start < change.end < next_scene.start
    assert end.start > next_scene.end
    assert end.end == timeline.frames
    assert timeline.frames == next_scene.end + round(pacing.RESOLUTION * SAMPLE_RATE)


# --- cues ---


def test_a_short_sound_is_waited_for_and_a_long_one_is_not(
    say: Say, play: Play, arranged: Arranged, noise_file: NoiseFile, tmp_path: Path
) -> None:
    noise_file(tmp_path / "sounds" / "knock.wav", 0.5)
    noise_file(tmp_path / "sounds" / "train.wav", 8.0)
    timeline = arranged(play([say("ADA", "Hush."), sound("knock"), say("BEN", "Who?"), sound("train"), say("ADA", "There.")]))
    knock, train = timeline.sounds
    first, second, third = timeline.voices
    assert first.end < knock.start < knock.start + knock.frames < second.start
    assert second.end < train.start < third.start < train.start + train.frames


def test_a_sound_under_takes_no_time(say: Say, play: Play, arranged: Arranged, noise_file: NoiseFile, tmp_path: Path) -> None:
    noise_file(tmp_path / "sounds" / "knock.wav", 0.5)
    lines = [say("ADA", "Hush."), say("BEN", "Who?")]
    timeline = arranged(play([lines[0], sound("knock", "under", "left", "-6 dB"), lines[1]]))
    assert gaps(timeline) == gaps(arranged(play(lines)))
    assert timeline.sounds[0].pan < 0
    assert timeline.sounds[0].gain_db < arranged(play([lines[0], sound("knock"), lines[1]])).sounds[0].gain_db - 10


def test_a_sound_without_a_file_changes_nothing_but_is_said(say: Say, play: Play, arranged: Arranged) -> None:
    events: list[Event] = []
    lines = [say("ADA", "You said—"), say("BEN", "No!")]
    timeline = arranged(play([lines[0], sound("owl"), lines[1], sound("owl")]), listen=events)
    assert gaps(timeline) == gaps(arranged(play(lines)))
    assert len(events) == 1


def test_an_ambience_lasts_until_the_next_or_the_scenes_end(
    say: Say, play: Play, arranged: Arranged, noise_file: NoiseFile, tmp_path: Path
) -> None:
    for name in ("rain", "wind"):
        noise_file(tmp_path / "sounds" / f"{name}.wav", 3.0 if name == "rain" else 2.0)
    rain, wind = (Cue(kind="ambience", text=name) for name in ("rain", "wind"))
    timeline = arranged(play([rain, say("ADA", "Wet."), wind, say("BEN", "Cold.")], [say("ADA", "Indoors.")]))
    first, second = timeline.sounds
    wet, cold, indoors = timeline.voices
    assert first.loop
    assert second.loop
    assert first.start < wet.start
    assert wet.end < first.start + first.frames < cold.end
    assert cold.end < second.start + second.frames < indoors.start
    assert second.fade_in > 0


def test_a_looped_sound_stops_when_told(
    say: Say, play: Play, arranged: Arranged, noise_file: NoiseFile, tmp_path: Path
) -> None:
    noise_file(tmp_path / "sounds" / "clock.wav", 2.0)
    items = [sound("clock", "loop", "under"), say("ADA", "Tick."), sound("Clock", "stop"), say("BEN", "Tock.")]
    (clock,) = (timeline := arranged(play(items))).sounds
    assert timeline.voices[0].end < clock.start + clock.frames < timeline.voices[1].start + SAMPLE_RATE


def test_a_mood_in_a_music_cue_changes_the_bed(say: Say, play: Play, arranged: Arranged) -> None:
    events: list[Event] = []
    cue = Cue(kind="music", text="low strings", options=("uneasy", "under"))
    timeline = arranged(play([say("ADA", "Tea?"), cue, say("BEN", "Please.")]), cast=Cast(), listen=events)
    assert ["tense" in bed.path.name for bed in timeline.beds] == [False, False, True, True]
    assert not events


def test_own_music_comes_forward(say: Say, play: Play, arranged: Arranged, noise_file: NoiseFile, tmp_path: Path) -> None:
    noise_file(tmp_path / "music" / "waltz.wav", 25.0)
    cue = Cue(kind="music", text="Waltz")
    timeline = arranged(play([say("ADA", "Shall we?"), cue, say("BEN", "Please.")]), cast=Cast())
    assert gaps(timeline)[0] == pytest.approx(3.0, abs=0.001)
    between = [stretch for stretch in timeline.forward if timeline.voices[0].end < stretch.start < timeline.voices[1].start]
    assert len(between) == 1
    assert timeline.beds[-1].loop


def test_music_that_the_script_begins_with_is_its_theme(
    say: Say, play: Play, arranged: Arranged, noise_file: NoiseFile, tmp_path: Path
) -> None:
    noise_file(tmp_path / "music" / "waltz.wav", 25.0)
    title = say(NARRATOR, "The Quiet Ferry.", notes=(Note("announce", "title"),))
    lines = [title, Cue(kind="music", text="waltz"), say(NARRATOR, "It rained.")]
    timeline = arranged(play(lines, [say("ADA", "At last.")]), cast=Cast())
    assert timeline.beds[0].start == 0
    assert timeline.voices[0].start == round(pacing.THEME_ALONE * SAMPLE_RATE)
    assert timeline.beds[1].start > timeline.voices[1].end - SAMPLE_RATE
    assert "theme" not in " ".join(bed.path.name for bed in timeline.beds)


def test_music_that_nobody_has_is_said(say: Say, play: Play, arranged: Arranged) -> None:
    events: list[Event] = []
    arranged(play([say("ADA", "Shall we?"), Cue(kind="music", text="waltz")]), listen=events)
    assert "waltz" in events[0].message
