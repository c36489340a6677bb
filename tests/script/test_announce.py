"""What the narrator says that no story holds."""

import pytest

from audiodrama.model import NARRATOR, Line
from audiodrama.script.announce import announced, chapter_heading
from audiodrama.script.text import read_script

SCRIPT = """\
Title: The Bee Man
Author: A. Writer

# Chapter One: The Orchard

MUSIC: theme

[[a theme of our own]]

SOUND: bees

The hives stood in a row.

===

Evening came.

# II

IVO
They are back.
"""


def added(script):
    return [(line.text, line.note("announce")) for line in script.lines if line.note("announce")]


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("all", ["The Bee Man, by A. Writer.", "Chapter One. The Orchard.", "Chapter 2."]),
        ("title", ["The Bee Man, by A. Writer."]),
        ("chapters", ["Chapter One. The Orchard.", "Chapter 2."]),
        ("none", []),
    ],
)
def test_what_is_announced(how, said):
    script = read_script(SCRIPT, "bees.fountain")
    result = announced(script, how)
    assert [text for text, _ in added(result)] == said
    assert [line for line in result.lines if line.note("announce") is None] == list(script.lines)


def test_a_story_without_a_title_begins_with_its_first_line():
    script = read_script(SCRIPT.replace("The Bee Man", "Untitled"), "bees.fountain")
    assert added(announced(script, "title")) == []


def test_announcements_are_narration_after_the_opening_music():
    items = announced(read_script(SCRIPT, "bees.fountain"), "all").chapters[0].scenes[0].items
    assert [type(item).__name__ for item in items] == ["Cue", "Remark", "Line", "Line", "Cue", "Line"]
    assert all(item.speaker == NARRATOR and item.kind == "narration" for item in items if isinstance(item, Line))
    assert [item.note("announce") for item in items[2:4]] == ["title", "chapter"]


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("Title: Who Goes There?\nAuthor: A. Writer Jr.", "Who Goes There? By A. Writer Jr."),
        ("Title: _**The Bee Man**_", "The Bee Man."),
        ("Title: Der Imker\nAuthor: E. Muster\nLanguage: de-AT", "Der Imker. E. Muster."),
        ("Title: “Stop!”\nAuthor:", "“Stop!”"),
    ],
)
def test_the_title_as_a_sentence(page, said):
    assert added(announced(read_script(f"{page}\n\nThe end.\n", "x"), "all")) == [(said, "title")]


def test_without_a_title_or_without_a_scene_nothing_is_said():
    assert added(announced(read_script("The end.\n", "x"), "all")) == []
    assert added(announced(read_script("Title: The End\n", "x"), "all")) == []


def test_a_chapter_named_like_the_drama_is_not_announced_twice():
    script = read_script("Title: The Bee Man\n\n# *The Bee Man*\n\nThe end.\n", "x")
    assert added(announced(script, "all")) == [("The Bee Man.", "title")]
    assert added(announced(script, "chapters")) == [("The Bee Man.", "chapter")]


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Chapter One", "Chapter One."),
        ("Chapter Twenty-One – The Toll Bridge", "Chapter Twenty-One. The Toll Bridge."),
        ("Chapter XIV", "Chapter 14."),
        ("PART IX: Who Goes There?", "PART 9. Who Goes There?"),
        ("Act iv", "Act 4."),
        ("1", "Chapter 1."),
        ("I", "Chapter 1."),
        ("3. The Ferry", "Chapter 3. The Ferry."),
        ("XL", "Chapter 40."),
        ("I, Ferryman", "I, Ferryman."),
        ("Mix", "Mix."),
        ("MIX", "MIX."),
        ("1984", "1984."),
        ("Part of the Sea: A Tale", "Part of the Sea: A Tale."),
        ("Mr. Toad", "Mr. Toad."),
        ("Prologue", "Prologue."),
    ],
)
def test_chapter_headings(title, said):
    assert chapter_heading(title) == said


def test_only_english_says_chapter():
    assert chapter_heading("IV", "de") == "4."
