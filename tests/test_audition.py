"""Hearing voices before choosing one."""

import re
from pathlib import Path

import pytest
import soundfile

from audiodrama.audition import MOST_WORDS, telling_lines
from audiodrama.model import Chapter, Line, Role, Scene, Script


def auditioned(audiodrama, *arguments: str) -> dict:
    ran = audiodrama("audition", *arguments, "--json")
    assert ran.code == 0, ran.out + ran.err
    return ran.events[-1]


@pytest.fixture
def cast(folder: Path, audiodrama) -> Path:
    assert audiodrama("cast", "goose.txt").code == 0
    return folder / "voices.yaml"


def test_five_voices_say_the_characters_own_lines(cast: Path, audiodrama) -> None:
    heard = auditioned(audiodrama, "mara")
    assert heard["role"] == "MARA"
    assert len({take["voice"] for take in heard["takes"]}) == 5
    assert [take["now"] for take in heard["takes"]] == [True, False, False, False, False]
    seconds = [soundfile.info(take["file"]).duration for take in heard["takes"]]
    assert min(seconds) > 2
    page = Path(heard["page"])
    text = page.read_text("utf-8")
    assert "Is that a goose?" in text
    assert len(re.findall("<audio", text)) == 5
    assert not re.search(r"https?:|<script", text)


def test_the_choice_is_written_into_voices_yaml_and_nothing_else_changes(cast: Path, audiodrama) -> None:
    before = cast.read_text("utf-8").splitlines()
    heard = auditioned(audiodrama, "MARA", "--choose", "3")
    assert heard["chosen"] == heard["takes"][2]["voice"]
    after = cast.read_text("utf-8").splitlines()
    (change,) = [row for old, row in zip(before, after, strict=True) if old != row]
    assert heard["chosen"] in change
    assert auditioned(audiodrama, "MARA")["takes"][0]["voice"] == heard["chosen"]


def test_the_clips_of_the_choice_are_not_made_again(cast: Path, audiodrama) -> None:
    assert audiodrama("produce", "goose.txt", "--json").code == 0
    auditioned(audiodrama, "TOBIAS", "--choose", "2")
    end = audiodrama("produce", "goose.txt", "--json").events[-1]
    assert end["rendered"] == 0


def test_a_recast_leaves_the_choice_alone(cast: Path, audiodrama) -> None:
    chosen = auditioned(audiodrama, "MARA", "--choose", "4")["chosen"]
    assert audiodrama("cast", "goose.txt", "--recast").code == 0
    assert f"voice: {chosen}" in cast.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("NOBODY",), "nobody named NOBODY"),
        (("NOBODY", "goose.txt"), "nobody named NOBODY"),
        (("MARA", "--choose", "9"), "no voice number 9"),
        (("MARA", "--choose", "0"), "no voice number 0"),
    ],
)
def test_what_cannot_be_heard_or_chosen(cast: Path, audiodrama, arguments, message) -> None:
    before = cast.read_text("utf-8")
    ran = audiodrama("audition", *arguments)
    assert ran.code == 2
    assert message in ran.err
    assert cast.read_text("utf-8") == before


def test_without_a_terminal_nothing_is_asked(cast: Path, audiodrama) -> None:
    ran = audiodrama("audition", "MARA")
    assert ran.code == 0
    assert "--choose N" in ran.out


def test_telling_lines_are_few_of_good_length_and_of_several_manners() -> None:
    texts = ["No.", "word " * 17 + "end", "word " * 18 + "stop", "word " * 90, "Say it now, before they all come back."]
    lines = [Line(kind="speech", speaker="ANN", text=text) for text in texts]
    angry = Line(kind="speech", speaker="ANN", text="Go away, all of you, now.", manner=("angry",))
    scene = Scene(heading="", items=(*lines, angry, Line(kind="speech", speaker="BEN", text="I am here.")))
    script = Script(title="", author="", language="en", chapters=(Chapter(title="", scenes=(scene,)),))
    chosen = telling_lines(script, Role(name="Ann"))
    assert len(chosen) == 3
    assert lines[3] not in chosen
    assert sum(len(line.text.split()) for line in chosen) <= MOST_WORDS


class TestVoices:
    def test_filters(self, audiodrama) -> None:
        found = audiodrama("voices", "--engine", "pyttsx3", "--gender", "female", "--accent", "British", "--json").events[-1]
        assert found["voices"]
        assert {(voice["gender"], voice["accent"]) for voice in found["voices"]} == {("female", "british")}

    def test_a_language_holds_its_regions(self, audiodrama) -> None:
        found = audiodrama("voices", "--engine", "pyttsx3", "--language", "en", "--json").events[-1]["voices"]
        british = audiodrama("voices", "--engine", "pyttsx3", "--language", "en-gb", "--json").events[-1]["voices"]
        assert len(found) > len(british) > 0

    def test_samples(self, folder: Path, audiodrama) -> None:
        found = audiodrama("voices", "--engine", "tone", "--gender", "male", "--samples", "--json").events[-1]
        page = Path(found["page"])
        assert len(list(page.parent.glob("*.flac"))) == len(found["voices"]) == 6
        assert page.read_text("utf-8").count("<audio") == 6

    def test_none_fits(self, audiodrama) -> None:
        assert audiodrama("voices", "--engine", "tone", "--accent", "martian", "--samples").code == 0


def test_check_gives_lexicon_entries_that_can_be_pasted(folder: Path, audiodrama) -> None:
    (folder / "ferry.txt").write_text(
        "The Ferry\n\n“All aboard for Aldermoor,” said Mara.\n\nThey came to Aldermoor late.\n", "utf-8"
    )
    assert audiodrama("cast", "ferry.txt").code == 0
    ran = audiodrama("check", "ferry.fountain")
    (row,) = [row for row in ran.out.splitlines() if row.startswith("  Aldermoor:")]
    assert "2 times, first in ferry.fountain:" in row
    cast = folder / "voices.yaml"
    cast.write_text(cast.read_text("utf-8").replace("  # Aldermoor: ALL-der-moor", row), "utf-8")
    again = audiodrama("check", "ferry.fountain", "--json").events[-1]
    assert (again["problems"], again["words"]) == ([], [])
