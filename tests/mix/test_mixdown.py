import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audiodrama.audio.loudness import integrated
from audiodrama.errors import StorageError
from audiodrama.mix.mixdown import ROOM_TONE_DB, mix, room_tone
from audiodrama.model import NARRATOR, SAMPLE_RATE, Cast, Clip, Cue, Line, Music, Script, Timeline

Say = Callable[..., Line]
Play = Callable[..., Script]
Arranged = Callable[..., Timeline]


def sound_of(timeline: Timeline, block: int = 4 * SAMPLE_RATE) -> np.ndarray:
    return np.concatenate(list(mix(timeline, block=block).blocks()))


def level_db(samples: np.ndarray) -> float:
    return float(10 * np.log10(np.mean(np.square(samples, dtype=np.float64)) + 1e-20))


@pytest.fixture
def rich(say: Say, play: Play, arranged: Arranged, noise_file: Callable[..., Path], tmp_path: Path) -> Timeline:
    """Half a minute with everything in it: rooms, an interruption, two at once, sounds, a looped ambience, a looped bed."""
    noise_file(tmp_path / "sounds" / "rain.wav", 2.5)
    noise_file(tmp_path / "sounds" / "bell.wav", 4.0)
    noise_file(tmp_path / "night.wav", 3.1)
    items = [
        Cue(kind="ambience", text="rain"),
        say(NARRATOR, "It rained."),
        say("ADA", "You said—", extension="ON PHONE"),
        say("BEN", "Never!", manner=("distant",)),
        Cue(kind="sound", text="bell", options=("right", "fade 1s")),
        say("ADA", "There.", kind="thought"),
        say("BEN", "Go!", dual=True),
    ]
    return arranged(play(items, [say(NARRATOR, "And then.")]), cast=Cast(music=Music(bed="night.wav")))


@pytest.fixture
def rich_sound(rich: Timeline) -> np.ndarray:
    return sound_of(rich)


def test_the_mix_is_as_long_as_it_says_and_starts_anew_each_time(rich: Timeline) -> None:
    made = mix(rich)
    first, second = (np.concatenate(list(made.blocks())) for _ in range(2))
    assert first.shape == (made.frames, 2) == (rich.frames, 2)
    assert first.dtype == np.float32
    assert np.array_equal(first, second)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(3_000, 900_000))
def test_any_block_size_gives_the_same_samples(rich: Timeline, rich_sound: np.ndarray, block: int) -> None:
    assert np.array_equal(sound_of(rich, block), rich_sound)


def test_every_role_comes_out_equally_loud(say: Say, play: Play, arranged: Arranged, tone: Callable[..., Clip]) -> None:
    lines = [say("ADA", "One."), say("BEN", "Two."), say("CLEO", "Three."), say(NARRATOR, "Four.")]
    clips = {line: tone(2.0, amplitude=level) for line, level in zip(lines, (0.01, 0.05, 0.2, 0.6), strict=True)}
    timeline = arranged(play(lines), clips=clips)
    sound = sound_of(timeline)
    heard = [integrated(sound[placed.start : placed.end], SAMPLE_RATE) for placed in timeline.voices]
    assert max(heard) - min(heard) < 1
    assert heard == pytest.approx([-20.0] * 4, abs=0.6)


def test_nothing_clicks(rich: Timeline, rich_sound: np.ndarray) -> None:
    """At the edges of what is placed the sound bends no more than it does elsewhere."""
    bends = np.abs(np.diff(rich_sound, 2, axis=0)).max(axis=1)
    edges = [edge for placed in (*rich.voices, *rich.sounds) for edge in (placed.start, placed.start + placed.frames)]
    around = max(bends[max(0, edge - 3) : edge + 3].max() for edge in edges if edge < rich.frames - 3)
    assert around <= np.quantile(bends, 0.9999)


def test_a_cut_line_gives_way_and_fades(say: Say, play: Play, arranged: Arranged) -> None:
    lines = [say("ADA", "You said—"), say("BEN", "Never!")]
    timeline = arranged(play(lines))
    cut, other = timeline.voices
    alone = replace(timeline, voices=(cut,))
    sound = sound_of(alone)
    before = level_db(sound[other.start - 4410 : other.start])
    during = level_db(sound[other.start + 1500 : cut.end - 4000])
    assert before - during == pytest.approx(3, abs=0.6)
    assert level_db(sound[cut.end - 400 : cut.end]) < before - 12


def test_the_bed_goes_down_under_speech_by_what_voices_yaml_says(
    say: Say, play: Play, arranged: Arranged, noise_file: Callable[..., Path], tmp_path: Path
) -> None:
    noise_file(tmp_path / "night.wav", 4.0)
    lines = [say("ADA", "One."), Cue(kind="pause", text="8s"), say("BEN", "Two.")]
    timeline = arranged(play(lines), cast=Cast(music=Music(bed="night.wav", level_lu=-16.0, duck_db=10.0)))
    music = sound_of(replace(timeline, voices=tuple(replace(v, clip=replace(v.clip, missing=True)) for v in timeline.voices)))
    first, second = timeline.voices
    under = level_db(music[first.start + 4410 : first.end])
    between = level_db(music[first.end + 4 * SAMPLE_RATE : second.start - SAMPLE_RATE])
    assert between - under == pytest.approx(10, abs=0.5)
    assert integrated(music[first.end + 4 * SAMPLE_RATE : second.start - SAMPLE_RATE], SAMPLE_RATE) == pytest.approx(-36, abs=1)


def test_there_is_no_digital_silence(say: Say, play: Play, arranged: Arranged, tone: Callable[..., Clip]) -> None:
    lines = [say("ADA", "One."), say("BEN", "Two.")]
    lost = replace(tone(3.0), path=Path("nowhere.flac"), missing=True)
    sound = sound_of(arranged(play(lines), clips={lines[0]: lost, lines[1]: tone(1.0)}))
    quiet = sound[: 3 * SAMPLE_RATE]
    assert level_db(quiet) == pytest.approx(ROOM_TONE_DB, abs=0.5)
    assert np.abs(quiet).max() < 10 ** (-50 / 20)
    assert np.mean(quiet == 0) < 0.001


def test_room_tone_has_no_seam() -> None:
    tone = room_tone(5)
    steps = np.abs(np.diff(tone, axis=0)).max()
    assert np.abs(tone[0] - tone[-1]).max() <= steps


def test_a_clip_that_is_gone_is_one_clear_sentence(say: Say, play: Play, arranged: Arranged, tone: Callable[..., Clip]) -> None:
    line, clip = say("ADA", "One."), tone(1.0)
    timeline = arranged(play([line]), clips={line: clip})
    clip.path.unlink()
    with pytest.raises(StorageError) as error:
        sound_of(timeline)
    assert clip.path.name in error.value.message
    assert error.value.hint


@pytest.mark.slow
def test_memory_does_not_grow_with_the_length() -> None:
    benchmark = Path(__file__).parents[2] / "benchmarks" / "mixing.py"

    def peak(minutes: int) -> float:
        done = subprocess.run([sys.executable, benchmark, str(minutes)], capture_output=True, text=True, check=True)
        return float(done.stdout.rsplit("peak memory", 1)[1].split()[0])

    short, long = peak(5), peak(90)
    assert long < 300
    assert long - short < 20
