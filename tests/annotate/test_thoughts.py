"""Thoughts without quotation marks, and what only looks like one."""

from __future__ import annotations

import pytest

from audiodrama.annotate import annotate
from audiodrama.story import read_story

OPENING = (
    "Ada Lowe waited for Ben under the clock of the station. Ada had waited an hour, and she was cold. The trains came and"
    " went, and the people with them, with their bags and their dogs and their wet umbrellas; none of them was Ben.\n\n"
    "“Late,” said Ada.\n\nThe clock over her head moved on by a minute with a sound like a spoon on a cup.\n\n"
)


def thoughts(paragraph: str) -> list[tuple[str, str]]:
    script = annotate(read_story((OPENING + paragraph).encode(), name="a.txt"))
    return [(line.speaker, line.text) for line in script.lines if line.kind == "thought"]


def test_a_tagged_thought_is_the_persons() -> None:
    assert thoughts("Ada shivered. How can I tell him? she wondered. I will never tell him! She went in.") == [
        ("ADA", "How can I tell him?"),
        ("ADA", "I will never tell him!"),
    ]


def test_a_thought_that_corrects_itself_stays_whole() -> None:
    text = (
        "Ada shivered. How can I tell him? she wondered. I should have stayed… no. No, I should have run! Or both! She went in."
    )
    assert thoughts(text)[1:] == [("ADA", "I should have stayed… no. No, I should have run! Or both!")]


def test_italics_with_a_tag() -> None:
    assert thoughts("*He is so thin,* thought Ada. *Look away.*") == [("ADA", "He is so thin,"), ("ADA", "Look away.")]


@pytest.mark.parametrize(
    "paragraph",
    [
        "The bell went *tok, tok, tok.* Ada jumped.",
        "It was late, she thought, and it was cold.",
        "She thought that he was not coming.",
        "The *Patient Heron* lay at anchor.",
        "It was *very* late.",
    ],
)
def test_what_is_told_is_no_thought(paragraph: str) -> None:
    assert thoughts(paragraph) == []


def test_an_i_that_tells_the_story_speaks_its_thoughts_as_narrator() -> None:
    text = "I ran. I was late, and I knew it. Walk, I told myself. I walked."
    script = annotate(read_story(text.encode(), name="a.txt"))
    assert {line.kind for line in script.lines} == {"narration"}
