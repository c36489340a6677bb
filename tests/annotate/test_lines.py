"""Law 1: every character of the story goes to a line, a heading or a remark, in order."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from audiodrama.annotate import annotate
from audiodrama.model import Cue, Line, Remark, Script, Span, Story
from audiodrama.story import read_story

MARKS = re.compile(r"[\s*_“”\"‘’'«»„#~—–-]+")


def story(text: str) -> Story:
    return read_story(text.encode(), name="a.txt")


def bare(text: str) -> str:
    return MARKS.sub("", text)


def spans(script: Script) -> list[Span]:
    found = list(script.front_sources)
    for chapter in script.chapters:
        found += [chapter.source] if chapter.source else []
        found += [item.source for scene in chapter.scenes for item in scene.items if item.source]
    return sorted(found)


def assert_tiled(read: Story, script: Script) -> None:
    at = 0
    for start, end in spans(script):
        assert start >= at
        assert bare(read.text[at:start]) == ""
        at = end
    assert bare(read.text[at:]) == ""
    for line in script.lines:
        assert line.source is not None
        assert bare(read.text[line.source.start : line.source.end]) == bare(line.text)
        assert line.text == line.text.strip() != ""
        assert "\n" not in line.text or line.kind == "song"


PIECES = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "‘",
        "’",
        "'",
        "«",
        "»",
        "„",
        "*",
        "_",
        "—",
        "…",
        "♪",
        "- ",
        " ",
        " ",
        "\n",
        "\n\n",
        "\n\n* * *\n\n",
        "# One\n\n",
        ". ",
        ", ",
        "! ",
        "? ",
        ":",
        "said",
        "Ada",
        "she thought",
        "He asked",
        "the waitress",
        "I",
        "A man came.",
        "ADA: hello\n",
        "No",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=60).map("".join))
def test_nothing_is_lost_whatever_the_marks(text: str) -> None:
    read = story(f"Once it rained.\n\n{text}\n\nThe end of it.")
    assert_tiled(read, annotate(read))


def test_a_paragraph_becomes_joined_lines() -> None:
    script = annotate(story("“No,” said Ada, “never.” She left.\n\nIt rained."))
    assert [(line.kind, line.text, line.joined) for line in script.lines] == [
        ("speech", "No,", False),
        ("narration", "said Ada,", True),
        ("speech", "never.", True),
        ("narration", "She left.", True),
        ("narration", "It rained.", False),
    ]


def test_stray_punctuation_joins_its_neighbour() -> None:
    script = annotate(story("‘No’, said Ada. ‘Never’ … ‘or hardly ever,’ she added."))
    assert [line.text for line in script.lines] == ["No,", "said Ada.", "Never …", "or hardly ever,", "she added."]


def test_a_paragraph_without_words_is_a_pause() -> None:
    script = annotate(story("“Well?” said Ada.\n\n“…”\n\n“Say something,” said Ada."))
    assert [type(item) for item in script.items] == [Line, Line, Cue, Line, Line]


def test_verse_keeps_its_lines() -> None:
    script = annotate(story("Ada began to sing:\n\n“Row the river,\n   row it slow.”\n\nShe stopped."))
    assert [line.text for line in script.lines if line.kind == "song"] == ["Row the river,\nrow it slow."]


def test_chapters_scenes_and_remarks() -> None:
    text = (
        "Chapter One\n\nIt rained.\n\n* * *\n\nIt stopped.\n\nChapter Two\n\nIt snowed.\n\nAuthor's Note: thanks for reading!"
    )
    script = annotate(story(text))
    assert [(chapter.title, len(chapter.scenes)) for chapter in script.chapters] == [("Chapter One", 2), ("Chapter Two", 1)]
    remarks = [item for item in script.items if isinstance(item, Remark)]
    assert len(remarks) == 1
    assert "not performed: Author's Note: thanks for reading!" in remarks[0].text
    assert_tiled(story(text), script)


def test_a_title_page_alone_makes_no_chapter() -> None:
    script = annotate(read_story(b"# The Weir\n\nby Odile Marsh\n\n## One\n\nIt rained.\n\n## Two\n\nIt poured.", name="a.md"))
    assert [bool(list(scene.items)) for scene in script.scenes] == [True, True]
