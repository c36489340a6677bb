"""Letters and verse: performed lines that are read, not said."""

from __future__ import annotations

import pytest

from audiodrama.annotate import annotation
from audiodrama.annotate.reading import read_passages
from audiodrama.model import Cast
from audiodrama.story import read_story

TALK = (
    "“You’re late,” said Ada.\n\nBen put the crate down, and looked at the clock over the stove, and at the bread that nobody"
    " had cut. “The road was flooded.”\n\n“Which road?”\n\n“Both.” He sat down."
)
LETTER = "“My dear Ada,”\n\n“The mill is sold.”\n\n“Yours ever,”\n\n“B. Marsh.”"


def read(text: str) -> list[str]:
    """What is read, not said."""
    passages = read_passages(read_story(text.encode(), name="a.txt"))
    return [
        passage.paragraph.text[quote.start - passage.start : quote.end - passage.start]
        for passage in passages
        for quote in passage.quotes
        if quote.document
    ]


def documents(text: str) -> list[str]:
    """What is read in a text with talk around it."""
    return read(f"{TALK}\n\n{text}\n\n{TALK}")


def test_talk_is_no_document() -> None:
    assert documents("“And the bridge?” said Ada.") == []


def test_a_letter_goes_from_its_opening_to_its_signature() -> None:
    assert documents(LETTER) == ["My dear Ada,", "The mill is sold.", "Yours ever,", "B. Marsh."]


def test_place_and_date_belong_to_the_letter() -> None:
    assert documents(f"“Low Mill,”\n\n“Tuesday.”\n\n{LETTER}")[:3] == ["Low Mill,", "Tuesday.", "My dear Ada,"]


def test_a_letter_without_a_farewell_ends_with_its_first_paragraph() -> None:
    assert documents("“Dear Ada,”\n\n“The mill is sold.”\n\n“Sold!” said Ada.") == ["Dear Ada,", "The mill is sold."]


def test_a_letter_may_be_one_quote_over_many_paragraphs() -> None:
    text = "The letter ran as follows:\n\n“The mill is sold.\n\n“I sail on Friday.”\n\n“Friday!” said Ada."
    assert documents(text) == ["The mill is sold.", "I sail on Friday."]


@pytest.mark.parametrize(
    "announcement",
    [
        "Next morning brought a telegram:",
        "He sat down at once and wrote as follows:",
        "Her second note was in these words:",
        "A letter had come by the night boat. It was to this effect:",
    ],
)
def test_the_narration_announces_what_is_written(announcement: str) -> None:
    assert documents(f"{announcement}\n\n“Mill sold. Come at once.”\n\n“At once!” said Ada.") == ["Mill sold. Come at once."]


@pytest.mark.parametrize(
    "announcement",
    [
        "Ben looked up from his letter and said:",
        "She unfolded the letter and read it aloud:",
        "Ben thus began:",
        "There was a letter on the table. Ben did not look at it.",
    ],
)
def test_what_is_said_over_a_letter_is_no_letter(announcement: str) -> None:
    assert documents(f"{announcement}\n\n“The mill is sold, and we are to go.”") == []


def test_a_letter_that_is_read_aloud_is_said() -> None:
    assert documents(f"Ben opened the letter and read it out.\n\n{LETTER}") == []


@pytest.mark.parametrize("line", ["“My dear Ada!”", "“But, my dear boy—”", "“Dear me, is that the time?”", "“It’s yours.”"])
def test_dear_people_are_talked_to_as_well(line: str) -> None:
    assert documents(f"Ben stared.\n\n{line}\n\n“Well?”") == []


def test_a_tag_may_say_that_somebody_wrote_it() -> None:
    text = "A letter came. “The mill is sold,” wrote Ben, “and I sail on Friday.” Ada burned it."
    assert documents(text) == ["The mill is sold,", "and I sail on Friday."]
    assert documents("“Understood.” She wrote the number down, and then the time, and drew a box around them both.") == []


VERSE = "The miller's wheel goes round and round,\n    And never asks for why;"


def test_verse_is_rows_that_end_early() -> None:
    assert documents(f'"{VERSE}"') == [VERSE]
    assert documents(f'He stood in the door and thought of the old lines that hung there:\n\n"{VERSE}"') == [VERSE]


def test_a_song_that_somebody_sings_is_sung() -> None:
    assert documents(f'Ben leaned on the rail and began to sing:\n\n"{VERSE}"') == []


def test_rows_of_wrapped_prose_are_no_verse() -> None:
    prose = (
        'Ben put the lamp down on the sill, where it had always stood. "The wheel\n'
        "Ada meant has been gone for years, and nobody has asked me for it since\n"
        "February, when the water was so high that it came in at the door and took\n"
        "Emma's shoes.\"\n\nHe rubbed his hands at the stove and looked about him for the other one of\n"
        "them, who had not spoken yet."
    )
    assert read(prose) == []


def test_the_lines_of_a_letter_stay_lines() -> None:
    story = read_story(f"{TALK}\n\n{LETTER}".encode(), name="a.txt")
    lines = [line for line in annotation(story, Cast()).script.lines if line.kind == "speech"]
    assert [line.text for line in lines][-4:] == ["My dear Ada,", "The mill is sold.", "Yours ever,", "B. Marsh."]
