"""Paragraphs are found whatever way a file marks them."""

from __future__ import annotations

import textwrap

import pytest

from audiodrama.story.layout import pieces

PARAGRAPHS = [
    "The ferry had been due at nine, and at ten the four of them were still standing on the landing with the river going by.",
    "“It’s the fog,” said Mara, who had crossed it every winter of her life and never once arrived when the board said.",
    "“It’s the ferryman,” said Tobias. He had his collar up and his hat down, and what could be seen between was displeased.",
    "“Hush.”",
    "Somewhere out on the water a bell was ringing, not the bell of the ferry but a smaller one, as if a goat were out there.",
    "Nobody spoke of it. The lamp burned lower, and the girl with the basket sat down upon the step and took off one shoe.",
]


def found(text: str) -> list[str]:
    return [" ".join(piece.text.split()) for piece in pieces(text)]


def wrap(paragraph: str, width: int, indent: str = "") -> str:
    return textwrap.fill(paragraph, width, initial_indent=indent, break_long_words=False, break_on_hyphens=False)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x85"])
@pytest.mark.parametrize("between", [1, 2, 3])
def test_one_paragraph_a_line(end: str, between: int) -> None:
    assert found((end * between).join(PARAGRAPHS)) == PARAGRAPHS


@pytest.mark.parametrize("width", [50, 64, 72, 80, 100])
def test_hard_wrapped_paragraphs_between_blank_lines(width: int) -> None:
    assert found("\n\n".join(wrap(paragraph, width) for paragraph in PARAGRAPHS)) == PARAGRAPHS


@pytest.mark.parametrize("width", [60, 72])
def test_hard_wrapped_paragraphs_told_by_their_indent_alone(width: int) -> None:
    assert found("\n".join(wrap(paragraph, width, "    ") for paragraph in PARAGRAPHS)) == PARAGRAPHS


def test_hard_wrapped_paragraphs_told_by_their_short_last_line_alone() -> None:
    paragraphs = [PARAGRAPHS[index] for index in (0, 3, 4, 1, 5)]
    assert found("\n".join(wrap(paragraph, 76) for paragraph in paragraphs)) == paragraphs


def test_lines_broken_by_hand_at_no_width() -> None:
    text = (
        "The lamp went out, and for a while\nthere was nothing to see by but the river,\nwhich is to say nothing.\n"
        "Mara counted the strokes of the bell\nand got a different number every time\nshe tried it.\n\n"
        "On the far side\na door was opened and somebody stood in it\nwithout a word.\n"
    )
    assert len(found(text)) == 2


def test_a_wrapped_letter_among_long_lines() -> None:
    letter = "Dear Mara, I write this on the back of a bill of lading because there is no other paper to be had on this boat."
    long = [paragraph + " " + paragraph for paragraph in PARAGRAPHS]
    assert found("\n\n".join([*long[:3], wrap(letter, 60), *long[3:]])) == [*long[:3], letter, *long[3:]]


def test_a_song_inside_quotation_marks_is_one_paragraph_with_its_blank_lines() -> None:
    song = "“Row, Mara, row,\nfor the lamp is low,\n\nand the ferryman’s bell\nis the bell of hell!”"
    texts = [piece.text for piece in pieces("\n".join([*PARAGRAPHS, song, *PARAGRAPHS]))]
    assert texts == [*PARAGRAPHS, song, *PARAGRAPHS]


@pytest.mark.parametrize("song", ["♪ Row, row,\nthe lamp is low. ♪", '"Row, Mara,\nrow the boat\nover."'])
def test_other_marks_hold_a_song_together_too(song: str) -> None:
    assert song in [piece.text for piece in pieces("\n".join([*PARAGRAPHS, song, *PARAGRAPHS]))]


def test_a_speech_that_opens_every_paragraph_and_a_forgotten_mark_swallow_nothing() -> None:
    speech = ["“I was born here.", "“I shall die here.”", "“Never closed", "She looked away.", "“Well?” he said."]
    assert found("\n".join([*PARAGRAPHS, *speech])) == [*PARAGRAPHS, *speech]


def test_verse_in_a_wrapped_story_keeps_its_lines_in_one_paragraph() -> None:
    verse = "The lamp is low,\nThe oar is slow,\nAnd none may know\nThe toll we owe."
    text = "\n\n".join([*(wrap(paragraph, 70) for paragraph in PARAGRAPHS), verse])
    assert pieces(text)[-1].text == verse


def test_lines_that_are_no_prose_are_never_joined_to_any() -> None:
    body = wrap(PARAGRAPHS[0], 60)
    assert found(f"CHAPTER I.\n{body}\n***\n{body}") == ["CHAPTER I.", PARAGRAPHS[0], "***", PARAGRAPHS[0]]
    chat = ["MARA: where is it", "TOBIAS: in the fog", "MARA: still?"]
    assert found("\n\n".join([*PARAGRAPHS, "\n".join(chat)])) == [*PARAGRAPHS, *chat]
