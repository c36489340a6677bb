"""The whole way with the tone engine: from a story to an MP3, and only what changed again."""

import json
import re
from pathlib import Path

import av
import pytest

from audiodrama.model import SAMPLE_RATE


def clips(folder: Path) -> set[str]:
    return {path.stem for path in (folder / "out" / "clips").rglob("*.flac")}


def produced(ran) -> dict:
    assert ran.code == 0, ran.out + ran.err
    return ran.events[-1]


def test_a_story_becomes_an_mp3_with_its_title_and_transcript(folder: Path, audiodrama) -> None:
    end = produced(audiodrama("produce", "goose.txt", "--json"))
    with av.open(end["mp3"]) as container:
        assert container.metadata["title"] == "The Wet Goose"
        frames = sum(frame.samples for frame in container.decode(audio=0))
    assert frames / SAMPLE_RATE == pytest.approx(end["seconds"], abs=0.001)
    assert end["lufs"] == pytest.approx(-16, abs=1)
    assert end["true_peak_dbtp"] <= -1
    transcript = (folder / "out" / "goose.vtt").read_text("utf-8")
    assert "<v MARA>Is that a goose?</v>" in transcript


def test_the_same_command_again_records_nothing_and_makes_nothing(folder: Path, audiodrama) -> None:
    first = produced(audiodrama("produce", "goose.txt", "--json"))
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    again = produced(audiodrama("produce", "goose.txt", "--json"))
    assert (again["rendered"], again["reused"]) == (0, first["rendered"])
    changed = {path.name for path, time in before.items() if path.stat().st_mtime_ns != time}
    assert changed <= {"goose.plan.json", "goose.vtt"}


def recast(folder: Path, role: str) -> None:
    """Give the role another voice, as a user would in an editor."""
    cast = folder / "voices.yaml"
    before, name, after = cast.read_text("utf-8").partition(f"  {role}:\n")
    old = re.search(r"voice: tone:(\w+)", after)
    assert old
    new = "low" if old[1] != "low" else "high"
    cast.write_text(before + name + after.replace(old[0], f"voice: tone:{new}", 1), encoding="utf-8")


def test_recasting_records_exactly_that_speakers_clips(folder: Path, audiodrama) -> None:
    produced(audiodrama("produce", "goose.txt", "--json"))
    before = clips(folder)
    recast(folder, "TOBIAS")
    stale = audiodrama("status", "goose.txt", "--json").events[-1]["stale"]
    assert {clip["speaker"] for clip in stale} == {"TOBIAS"}
    assert all("voice" in clip["reason"] for clip in stale)
    again = produced(audiodrama("produce", "goose.txt", "--json"))
    assert again["rendered"] == len(stale) == len(clips(folder) - before) > 0


def test_what_the_mixer_does_records_nothing(folder: Path, audiodrama) -> None:
    produced(audiodrama("produce", "goose.txt", "--json"))
    cast = folder / "voices.yaml"
    text = cast.read_text("utf-8")
    moved = text.replace("  TOBIAS:\n", "  TOBIAS:\n    pan: -0.3\n    volume: -3 dB\n    effect: phone\n")
    cast.write_text(moved, encoding="utf-8")
    again = produced(audiodrama("produce", "goose.txt", "--json"))
    assert again["rendered"] == 0


def test_check_asks_about_doubtful_lines_the_costliest_first(folder: Path, audiodrama) -> None:
    (folder / "weir.fountain").write_text(
        "Title: The Weir\n\nODA\nNo. [[? recency 0.40]]\n\nPELL\nIt was you who let the water in. [[? turn-taking 0.60]]\n",
        "utf-8",
    )
    ran = audiodrama("check", "weir.fountain")
    first, second, advice = ran.out.splitlines()[:3]
    assert first.startswith(
        "weir.fountain:6:1: is it PELL who says “It was you who let the water in.”? 60%: nothing says who speaks;"
    )
    assert second.startswith("weir.fountain:3:1: is it ODA who says “No.”? 40%:")
    assert "annotate STORY --update" in advice
    doubts = audiodrama("check", "weir.fountain", "--json").events[-1]["doubts"]
    assert [(doubt["where"], doubt["rule"]) for doubt in doubts] == [
        ("weir.fountain:6:1", "turn-taking"),
        ("weir.fountain:3:1", "recency"),
    ]


def test_an_edited_script_is_performed_and_never_overwritten(folder: Path, audiodrama) -> None:
    produced(audiodrama("produce", "goose.txt", "--json"))
    script = folder / "goose.fountain"
    edited = script.read_text("utf-8").replace("\nHonk,", "\n(shouting)\nHonk! Honk!")
    script.write_text(edited, encoding="utf-8")
    again = produced(audiodrama("produce", "goose.txt", "--json"))
    assert again["rendered"] == 1
    assert script.read_text("utf-8") == edited


def test_a_changed_story_is_merged_into_the_edited_script(folder: Path, audiodrama) -> None:
    produced(audiodrama("produce", "goose.txt", "--json"))
    script, story = folder / "goose.fountain", folder / "goose.txt"
    script.write_text(script.read_text("utf-8").replace("Honk,", "Honk! [[pause: 2s]]"), encoding="utf-8")
    story.write_text(story.read_text("utf-8").replace("and so had the bread", "and so had the cheese"), encoding="utf-8")
    produced(audiodrama("produce", "goose.txt", "--json"))
    merged = script.read_text("utf-8")
    assert "Honk! [[pause: 2s]]" in merged
    assert "the cheese" in merged
    assert "the bread" not in merged


def test_another_storys_script_is_never_performed(folder: Path, audiodrama) -> None:
    produced(audiodrama("produce", "goose.txt", "--json"))
    script = (folder / "goose.fountain").read_text("utf-8")
    (folder / "goose.txt").write_text(
        "A Different Tale\n\nOnce there was a hen. She had no name, and wanted none.\n", encoding="utf-8"
    )
    (folder / "hen.txt").write_text("The Hen\n\n“Cluck,” said the hen.\n", encoding="utf-8")
    for arguments in (("goose.txt",), ("hen.txt", "--script", "goose.fountain")):
        ran = audiodrama("produce", *arguments)
        assert ran.code == 3
        assert "another story" in ran.err
    assert (folder / "goose.fountain").read_text("utf-8") == script


def test_the_theme_comes_before_the_title_and_the_music_resolves(folder: Path, audiodrama) -> None:
    bare = produced(audiodrama("produce", "goose.txt", "--json"))
    scored = produced(audiodrama("produce", "goose.txt", "--music", "auto", "--json"))
    assert scored["rendered"] == 0
    assert scored["seconds"] > bare["seconds"] + 4
    assert scored["lufs"] == pytest.approx(-16, abs=1)


def test_one_role_alone_has_a_file_of_its_own(folder: Path, audiodrama) -> None:
    whole = produced(audiodrama("produce", "goose.txt", "--json"))
    alone = produced(audiodrama("produce", "goose.txt", "--only", "tobias", "--json"))
    assert Path(alone["mp3"]).name == "goose-only-tobias.mp3"
    assert alone["rendered"] == 0
    assert alone["seconds"] < whole["seconds"]
    assert audiodrama("produce", "goose.txt", "--only", "tobais").code == 2


def test_a_dry_run_writes_nothing(folder: Path, audiodrama) -> None:
    ran = audiodrama("produce", "goose.txt", "--dry-run")
    assert ran.code == 0
    assert "to record" in ran.out
    assert [path.name for path in folder.iterdir()] == ["goose.txt"]


def test_a_script_is_performed_as_it_is(folder: Path, audiodrama) -> None:
    (folder / "play.fountain").write_text(
        "Title: Play\n\n# One\n\nMARA\nHello.\n\n# Two\n\nTOBIAS\nGoodbye.\n", encoding="utf-8"
    )
    end = produced(audiodrama("produce", "play.fountain", "--json"))
    with av.open(end["mp3"]) as container:
        assert [chapter["metadata"]["title"] for chapter in container.chapters()][-2:] == ["One", "Two"]
    assert not (folder / "out" / "play.generated.fountain").exists()


def test_render_and_mix_are_the_two_halves(folder: Path, audiodrama) -> None:
    silent = produced(audiodrama("mix", "goose.txt", "--json"))
    assert silent["rendered"] == 0
    rendered = produced(audiodrama("render", "goose.txt", "--json"))
    assert rendered["mp3"] is None
    mixed = produced(audiodrama("mix", "goose.txt", "--json"))
    assert mixed["reused"] == rendered["rendered"] > 0


def test_timings_tell_where_each_clip_begins(folder: Path, audiodrama) -> None:
    end = produced(audiodrama("produce", "goose.txt", "--timings", "t.json", "--json"))
    times = json.loads((folder / "t.json").read_text("utf-8"))
    assert times
    assert all(0 <= clip["start"] < clip["end"] <= end["seconds"] for clip in times)


def test_a_series_shares_its_cast(folder: Path, audiodrama) -> None:
    produced(audiodrama("produce", "goose.txt", "--json"))
    cast = (folder / "voices.yaml").read_text("utf-8")
    (folder / "two.txt").write_text("Two\n\n“Again?” asked Mara.\n\n“Again,” said Fenwick.\n", encoding="utf-8")
    produced(audiodrama("produce", "two.txt", "--json"))
    after = (folder / "voices.yaml").read_text("utf-8")
    added = re.sub(r"  FENWICK:\n(?:    .*\n)+", "", after)
    assert "FENWICK" in after
    assert added == cast


LONG = "\n\n".join(
    f"The {n}th goose came out of the pond, shook itself, and said nothing at all to anybody there." for n in range(30)
)


def test_a_preview_is_the_beginning_and_its_clips_serve_the_whole(folder: Path, audiodrama) -> None:
    (folder / "geese.txt").write_text(LONG, encoding="utf-8")
    assert audiodrama("produce", "geese.txt", "--preview").code == 0
    preview = folder / "out" / "geese-preview.mp3"
    assert preview.exists()
    early = len(list((folder / "out" / "clips").glob("*/*.flac")))
    assert 5 < early < 12
    whole = audiodrama("produce", "geese.txt", "--json")
    done = [event for event in whole.events if event["event"] == "stage-finished" and event["stage"] == "render"]
    assert f"{early} reused" in done[0]["summary"]
    assert (folder / "out" / "geese.mp3").stat().st_size > 2 * preview.stat().st_size


def test_a_scene_alone_gets_a_file_of_its_own(folder: Path, audiodrama) -> None:
    assert audiodrama("produce", "goose.txt", "--scene", "2").code == 0
    assert (folder / "out" / "goose-scene-2.mp3").exists()
    assert not (folder / "out" / "goose.mp3").exists()
    assert "BY MORNING" in (folder / "out" / "goose-scene-2.vtt").read_text().upper()


def test_a_scene_that_there_is_not_is_named(folder: Path, audiodrama) -> None:
    ran = audiodrama("produce", "goose.txt", "--scene", "9")
    assert ran.code == 2
    assert "no scene 9" in ran.err


def test_a_drama_without_a_title_is_named_after_its_file(folder: Path, audiodrama) -> None:
    (folder / "night_ride.fountain").write_text("MARA\nHello there.\n", encoding="utf-8")
    assert audiodrama("produce", "night_ride.fountain").code == 0
    with av.open(str(folder / "out" / "night_ride.mp3")) as made:
        assert made.metadata["title"] == "Night Ride"
