"""A file's bytes become a story; what cannot is said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiodrama.errors import InputError
from audiodrama.model import Story
from audiodrama.story import read_story

INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060"
FRAGMENTS = [
    "The ferry was late.", "“Who goes there?” said Mara.",
    "“Nobody,", "alive.”", '"Open', 'quote', "♪ Row, row", "— Well?",
    "***", "* * *", "---", "===", "#",
    "Prologue", "# The Toll", "## Part Two", "Chapter 3: The Toll", "CHAPTER IV", "1", "II", "by A. Writer",
    "Summary: a toll is paid", "Summary:", "A/N: thanks!", "Author's Notes:", "THE END", "https://example.org/x",
    "title: The Ferry", "*** START OF THE PROJECT GUTENBERG EBOOK X ***", "Contents", "© 2024", "  indented line", "\t",
    "word " * 30, "a line that was wrapped somewhere about the seventieth column of it,", "\ufeff", "\u200b",
    "é", "…", "DANI: hi",
]  # fmt: skip
ENDS = ["\n", "\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\n \n\n", " "]
texts = st.lists(st.tuples(st.sampled_from(FRAGMENTS), st.sampled_from(ENDS)).map("".join), max_size=25).map("".join)


def read(text: str, name: str = "a.txt") -> Story:
    return read_story(text.encode(), name=name)


def visible(text: str) -> str:
    return "".join(character for character in text if not character.isspace() and character not in INVISIBLE)


@settings(max_examples=300)
@given(texts | st.text(max_size=80))
def test_paragraphs_are_slices_in_order_that_hold_every_visible_character(text: str) -> None:
    try:
        story = read(text)
    except InputError:
        return
    end = 0
    between = ""
    for paragraph in story.paragraphs:
        assert paragraph.start >= end
        assert story.text[paragraph.start : paragraph.start + len(paragraph.text)] == paragraph.text
        assert paragraph.text == paragraph.text.strip()
        assert paragraph.text or paragraph.role == "break"
        between += story.text[end : paragraph.start]
        end = paragraph.start + len(paragraph.text)
    assert not visible(between + story.text[end:])


@given(texts)
def test_a_chapter_begins_with_its_only_heading_and_asides_say_why(text: str) -> None:
    try:
        story = read(text)
    except InputError:
        return
    for index, chapter in enumerate(story.chapters):
        headings = [paragraph.role for paragraph in chapter.paragraphs].count("heading")
        assert headings == (1 if index else headings) <= 1
        assert (chapter.paragraphs[0].role == "heading") == bool(headings)
    assert all(bool(paragraph.reason) == (paragraph.role == "aside") for paragraph in story.paragraphs)


@given(texts)
def test_where_names_the_line_and_the_column_of_the_first_character(text: str) -> None:
    try:
        story = read(text)
    except InputError:
        return
    normal = story.text.replace("\r\n", "\n\x00")
    for mark in "\r\x85\u2028\u2029":
        normal = normal.replace(mark, "\n")
    lines = normal.split("\n")
    for paragraph in story.paragraphs:
        if paragraph.text:
            line = lines[paragraph.where.line - 1].replace("\x00", "")
            assert line[paragraph.where.column - 1 :].startswith(paragraph.text.splitlines()[0][:1])


@pytest.mark.parametrize("text", ["", " \n\t\r\n ", "\ufeff", "\u2028\xa0"])
def test_an_empty_story_is_an_error_with_a_hint(text: str) -> None:
    with pytest.raises(InputError, match="is empty") as refused:
        read(text)
    assert refused.value.hint


@pytest.mark.parametrize("text", ["https://example.org", "* * *\n\n***", "A/N: I am on holiday.", "\u200b"])
def test_a_file_without_a_story_in_it_is_an_error(text: str) -> None:
    with pytest.raises(InputError):
        read(text)


def test_a_story_may_be_a_heading_only() -> None:
    assert [chapter.title for chapter in read("# Chapter One\n").chapters] == ["Chapter One"]


def test_an_encoding_is_handed_on() -> None:
    story = read_story("Паромщик спал.".encode("koi8-r"), name="-", encoding="koi8-r")
    assert (story.text, story.language, story.title, story.file) == ("Паромщик спал.", "ru", "Untitled", "-")


@pytest.mark.parametrize(
    "line",
    ["word ", "a", "\n", "*", "*\n", "“\n", '"\n', "A/N: x\n", "I\n\n", "# a\n", " x\n\n", "[", "Title: a\n", "---\na: b\n"],
)
def test_odd_texts_take_linear_time(line: str) -> None:
    text = "x\n" + line * (30_000 // len(line))
    read(text)


def test_windows_line_ends_change_nothing_but_the_offsets() -> None:
    text = "The Toll\n\nby A. Writer\n\nMara waited.\n\n***\n\n“Late,” she said,\nto nobody.\n"
    unix, windows = read(text), read(text.replace("\n", "\r\n"))
    assert [(p.role, p.where.line) for p in unix.paragraphs] == [(p.role, p.where.line) for p in windows.paragraphs]
    assert windows.text.count("\r\n") == text.count("\n")
