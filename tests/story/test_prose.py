"""Titles, authors, chapters, scene breaks and what is not performed, in the layouts that stories come in."""

from __future__ import annotations

import pytest

from audiodrama.model import Story
from audiodrama.story import read_story
from audiodrama.story.prose import title_from_name

BODY = [
    "The ferry had been due at nine, and it was past ten when the lamp came round the bend of the river.",
    "“You’re late,” said Mara. She had said it to him every night that winter.",
    "“I was never early,” said the ferryman, and he put out his hand for the toll, as he always did.",
    "She looked at the hand. It was wet, and the rain had stopped an hour ago.",
    "“What was it you brought over?” she asked.",
    "He did not answer. Behind him something was breathing in the bottom of the boat.",
]
LINES = "\n".join(BODY)
SPACED = "\n\n".join(BODY)


def read(text: str, name: str = "a.txt") -> Story:
    return read_story(text.encode(), name=name)


def texts(story: Story, role: str) -> list[str]:
    return [paragraph.text for paragraph in story.paragraphs if paragraph.role == role]


def performed(story: Story) -> list[str]:
    return texts(story, "prose")


# --- title and author -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("top", "title", "author"),
    [
        ("The Toll\n\n", "The Toll", ""),
        ("THE TOLL\n\nBY A. WRITER\n\n\n", "THE TOLL", "A. WRITER"),
        ("The Toll\nby ferry-and-lamp\n\n", "The Toll", "ferry-and-lamp"),
        ("# The Toll\n\n*by A. Writer*\n\n", "The Toll", "A. Writer"),
        ("The Toll\n\nby the friends of the ferry\n\n", "The Toll", "the friends of the ferry"),
        ("The Toll\n========\n\n", "The Toll", ""),
        ("**The Toll**\n\n", "The Toll", ""),
        ("Title: The Toll\nAuthor: A. Writer\n\n", "The Toll", "A. Writer"),
        ("The Toll\n\nby\n\nA. Writer\n\n(1911)\n\n", "The Toll", "A. Writer"),
        ("The night of the toll\n\n", "The night of the toll", ""),
        ("Die Maut\n\nvon Anna Schreiber\n\n", "Die Maut", "Anna Schreiber"),
        ("What the Ferry Brought?\n\n", "What the Ferry Brought?", ""),
        ("---\ntitle: 'The Toll'\nauthor: A. Writer\nlang: en-GB\ntags:\n  - fog\n---\n\n", "The Toll", "A. Writer"),
    ],
)
def test_the_top_of_a_story_names_it_and_its_author(top: str, title: str, author: str) -> None:
    story = read(top + SPACED)
    assert (story.title, story.author) == (title, author)
    assert [text for text in performed(story) if text not in {"(1911)"}] == BODY


def test_a_sentence_that_begins_with_by_is_no_author() -> None:
    story = read("The Toll\n\nBy the river stood a house.\n\n" + SPACED)
    assert (story.title, story.author) == ("The Toll", "")


@pytest.mark.parametrize(
    "first", ["“Mara.”", "Mara waited.", "Mara waited,\nand waited.", "Rain.", "Rain. Fog.", "Run!", "— Late, he said"]
)
def test_a_first_line_that_is_no_title_is_performed(first: str) -> None:
    story = read(f"{first}\n\n{SPACED}", "fog.txt")
    assert story.title == "Fog"
    assert performed(story) == [first, *BODY]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("the_toll-bridge.txt", "The Toll Bridge"),
        ("stories/a lamp in the fog.md", "A Lamp in the Fog"),
        ("TheTollBridge.txt", "The Toll Bridge"),
        ("Home by Lampfall.txt", "Home by Lampfall"),
        ("03_the-ferry.txt", "The Ferry"),
        ("1984.txt", "1984"),
        ("007_0f3a9bc1d2e4.txt", "Untitled"),
        ("-", "Untitled"),
        ("", "Untitled"),
        ("...", "Untitled"),
    ],
)
def test_without_a_title_the_file_gives_one(name: str, title: str) -> None:
    assert title_from_name(name) == title


# --- chapters -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headings", "titles"),
    [
        (["# One Lamp", "# Two Lamps"], ["One Lamp", "Two Lamps"]),
        (["CHAPTER ONE", "CHAPTER TWO"], ["CHAPTER ONE", "CHAPTER TWO"]),
        (["Chapter 1: The Toll", "Chapter 2: The Boat"], ["Chapter 1: The Toll", "Chapter 2: The Boat"]),
        (["CHAPTER I.\nThe Toll", "CHAPTER II.\nThe Boat"], ["CHAPTER I. The Toll", "CHAPTER II. The Boat"]),
        (["PART ONE\n\n\nChapter I\n\nThe Toll", "Chapter II"], ["PART ONE: Chapter I: The Toll", "Chapter II"]),
        (["**Chapter Twenty-One**", "**Epilogue**"], ["Chapter Twenty-One", "Epilogue"]),
        (["1", "2"], ["1", "2"]),
        (["I.", "II."], ["I.", "II."]),
        (["— 1 —", "— 2 —"], ["— 1 —", "— 2 —"]),
        (["_One_", "_Two_"], ["One", "Two"]),
        (["I. The Toll", "II. The Boat"], ["I. The Toll", "II. The Boat"]),
        (["Prologue", "Part Two"], ["Prologue", "Part Two"]),
        (["Kapitel 1", "Kapitel 2"], ["Kapitel 1", "Kapitel 2"]),
        (["The Toll\n--------", "The Boat\n--------"], ["The Toll", "The Boat"]),
    ],
)
def test_headings_begin_chapters(headings: list[str], titles: list[str]) -> None:
    story = read(f"The Ferry\n\n\n{headings[0]}\n\n{SPACED}\n\n\n{headings[1]}\n\n{SPACED}")
    assert [chapter.title for chapter in story.chapters] == ["", *titles]
    assert (story.title, performed(story)) == ("The Ferry", [*BODY, *BODY])


def test_a_chapter_at_the_top_is_no_title() -> None:
    story = read(f"# Chapter Three: The Toll\n\n{SPACED}\n\n# Chapter Four\n\n{SPACED}", "fog.md")
    assert (story.title, len(story.chapters)) == ("Fog", 2)


@pytest.mark.parametrize(
    "line",
    [
        "Part one of the plan was simple.",
        "Chapter one had been the easy one.",
        "Three.",
        "7",
        "I",
        "“CHAPTER TWO!”",
        "NO LANDING AFTER DARK",
        "Book me a room, said the wire.",
        "Act two was worse",
        "#fog",
    ],
)
def test_prose_that_looks_like_a_heading_stays_prose(line: str) -> None:
    story = read("\n\n".join(["The Ferry", *BODY, line, *BODY]))
    assert performed(story) == [*BODY, line, *BODY]


def test_counting_aloud_makes_no_chapters() -> None:
    count = ["One", "Two", "Three"]
    assert performed(read("\n\n".join([*BODY, *count, *BODY]))) == [*BODY, *count, *BODY]


# --- scenes ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "ornament", ["***", "* * *", "---", "#", "~~~", "⁂", "• • •", "          *   *", "oOo", "-----", "[scene break]"]
)
def test_an_ornament_is_a_break(ornament: str) -> None:
    for text in (f"{SPACED}\n\n{ornament}\n\n{SPACED}", f"{LINES}\n{ornament}\n{LINES}"):
        story = read(text)
        assert texts(story, "break") == [ornament.strip()]
        assert performed(story) == [*BODY, *BODY]


@pytest.mark.parametrize("silence", ["...", "…", "?", "“…”", "!!!"])
def test_a_silence_is_no_break(silence: str) -> None:
    assert performed(read("\n\n".join([*BODY, silence, *BODY]))) == [*BODY, silence, *BODY]


@pytest.mark.parametrize(("between", "wide"), [("\n", "\n\n"), ("\n", "\n\n\n"), ("\n\n", "\n\n\n\n")])
def test_more_space_than_usual_is_a_break_without_words(between: str, wide: str) -> None:
    story = read(between.join(BODY) + wide + between.join(BODY))
    roles = [paragraph.role for paragraph in story.paragraphs]
    assert roles == ["prose"] * 6 + ["break"] + ["prose"] * 6
    assert texts(story, "break") == [""]


def test_usual_space_is_told_where_the_text_stands() -> None:
    story = read(f"{LINES}\n{LINES}\n\n{SPACED}\n\n{SPACED}\n\n{SPACED}")
    assert len(texts(story, "break")) <= 1


def test_space_around_verse_and_letters_is_no_break() -> None:
    verse = "The lamp is low,\nThe oar is slow,\nAnd none may know."
    story = read(f"{SPACED}\n\n\n{verse}\n\n\n{SPACED}\n\n\nYours, Tobias\n\n\n{SPACED}")
    assert texts(story, "break") == []


# --- what is not performed ------------------------------------------------------------------------------------------------


def asides(story: Story) -> list[tuple[str, str]]:
    return [(paragraph.reason, paragraph.text) for paragraph in story.paragraphs if paragraph.role == "aside"]


BLURB = ["Mara waits for a ferry that is never on time.", "But tonight it carries a passenger…"]


def test_an_unlabelled_blurb_told_by_its_indent() -> None:
    story = read(" " + "\n".join(BLURB) + "\n " + "\n".join(BODY * 3))
    assert asides(story) == [("blurb", text) for text in BLURB]
    assert performed(story) == BODY * 3


def test_an_unlabelled_blurb_told_by_space_tense_promise_and_open_end() -> None:
    blurb = "Mara is tired of waiting, and tonight she must cross the river herself. But what will she find there?"
    story = read(f"{blurb}\n\n{LINES}\n{LINES}")
    assert asides(story) == [("blurb", blurb)]


@pytest.mark.parametrize(
    "opening",
    [
        "It is a truth known on both banks that a ferry is late.",
        "This is what happened. You must believe me.",
        "Why is the river black?",
        "“Must I?” she says. “Will it ever come?”",
    ],
)
@pytest.mark.parametrize("between", ["\n\n", "\n\n***\n\n"])
def test_a_first_paragraph_in_the_present_tense_is_performed(opening: str, between: str) -> None:
    assert performed(read(f"{opening}{between}{SPACED}\n\n{SPACED}")) == [opening, *BODY, *BODY]


def test_an_epigraph_is_performed() -> None:
    verse = "  What is it that must come so late,\n  and will it ever find the gate?"
    story = read(f"{verse}\n\n\n{SPACED}\n\n{SPACED}")
    assert performed(story)[0] == verse.strip()


def test_an_indented_story_loses_nothing() -> None:
    assert performed(read("\n".join(f"    {text}" for text in BODY))) == BODY


@pytest.mark.parametrize(
    "labels",
    [
        ["Summary: Mara waits. A ferry comes.", "Rated G. Tags: fog, tolls"],
        ["Disclaimer: the river belongs to itself.", "Warnings: damp"],
        ["A/N: my first story, be kind!"],
        ["Translated by C. Crosser", "Copyright 2024 A. Writer. All rights reserved."],
        ["https://example.org/works/17", "Word count: 120"],
    ],
)
@pytest.mark.parametrize("body", [LINES, SPACED])
def test_labelled_lines_above_the_story_are_asides(labels: list[str], body: str) -> None:
    story = read("The Toll\nby A. Writer\n" + "\n".join(labels) + "\n\n" + body)
    assert [text for _, text in asides(story)] == labels
    assert performed(story) == BODY


def test_a_label_on_its_own_line_holds_the_next_paragraph() -> None:
    story = read(f"The Toll\n\nSummary\n\nMara waits.\n\nNotes:\n\nFor Tobias.\n\nChapter 1\n\n{SPACED}")
    assert [text for _, text in asides(story)] == ["Summary", "Mara waits.", "Notes:", "For Tobias."]
    assert performed(story) == BODY


NOTE = ["\t\tAuthor's Notes: ", "Written for the winter fair.", "https://example.org/fair", "", "See you there, Tobias!"]


@pytest.mark.parametrize(
    "note", [NOTE, ["A/N: Thanks for reading!!", "The next one is drier."], ["*Author’s note*", "", "It was fog."]]
)
def test_notes_at_the_end_are_asides_to_the_last_line(note: list[str]) -> None:
    story = read(LINES + "\n" + LINES + "\n\n" + "\n".join(note))
    assert performed(story) == [*BODY, *BODY]
    assert [text for _, text in asides(story)] == [text.strip() for text in note if text]


def test_a_note_in_the_middle_takes_only_itself() -> None:
    note = "(A/N: play the bell here!)"
    story = read("\n\n".join([*BODY, *BODY, note, "“Well?” said Mara.", BODY[3]]))
    assert asides(story) == [("author's note", note)]
    assert performed(story) == [*BODY, *BODY, "“Well?” said Mara.", BODY[3]]


def test_notes_of_each_chapter_are_found() -> None:
    chapter = f"{SPACED}\n\nA/N: more soon!"
    story = read(f"# Chapter 1\n\n{chapter}\n\n# Chapter 2\n\nA/N: here it is.\n\n{chapter}")
    assert [text for _, text in asides(story)] == ["A/N: more soon!", "A/N: here it is.", "A/N: more soon!"]
    assert performed(story) == [*BODY, *BODY]


@pytest.mark.parametrize(
    "end", ["THE END", "[End]", "~ Fin ~", "*The End*", "To be continued...", "© 2024 A. Writer", "Thank you for reading!"]
)
def test_the_last_line_says_that_it_is_over(end: str) -> None:
    story = read(f"{SPACED}\n\n{end}\n")
    assert performed(story) == BODY
    assert asides(story)[0][1] == end


@pytest.mark.parametrize("last", ["Fine.", "“The end,” said Mara.", "It was the end.", "Thank you, she thought, for the lamp."])
def test_a_last_line_of_the_story_is_performed(last: str) -> None:
    assert performed(read(f"{SPACED}\n\n{last}"))[-1] == last


def test_thanks_after_the_last_break_are_an_aside() -> None:
    assert performed(read(f"{SPACED}\n\n---\n\n*Hope you enjoyed it! Next chapter on Friday.*")) == BODY


@pytest.mark.parametrize(
    "scene",
    [
        "Thanks to the fog, nobody saw her go.",
        "The lamp was out. Nobody thanked her for it.",
        "It was the next chapter of her life.",
    ],
)
def test_a_quiet_last_scene_is_performed(scene: str) -> None:
    assert performed(read(f"{SPACED}\n\n---\n\n{scene}")) == [*BODY, scene]


def test_a_chat_between_rules_at_the_top_is_no_front_matter() -> None:
    assert performed(read(f"---\nMara: where is it\n---\n\n{SPACED}")) == ["Mara: where is it", *BODY]


def test_a_licence_around_the_story_and_its_contents_are_asides() -> None:
    text = (
        "The Project Gutenberg eBook of The Toll\n\nTitle: The Toll\n\nAuthor: A. Writer\n\n"
        "*** START OF THE PROJECT GUTENBERG EBOOK THE TOLL ***\n\nTHE TOLL\n\nCONTENTS\n\nCHAPTER I. The Lamp\n\n"
        f"CHAPTER II. The Boat\n\n\nCHAPTER I.\nThe Lamp\n\n{SPACED}\n\n\nCHAPTER II.\nThe Boat\n\n{SPACED}\n\n"
        "*** END OF THE PROJECT GUTENBERG EBOOK THE TOLL ***\n\nUpdated editions will replace the previous one.\n"
    )
    story = read(text)
    assert performed(story) == ["THE TOLL", *BODY, *BODY]
    assert story.title == "The Toll"
    assert [chapter.title for chapter in story.chapters][-2:] == ["CHAPTER I. The Lamp", "CHAPTER II. The Boat"]


# --- language -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Mara waited.", "en"),
        (SPACED, "en"),
        ("Die Fähre war um neun fällig, und es war nach zehn, als das Licht auf dem Fluss zu sehen war.", "de"),
        (
            "Le bac devait arriver à neuf heures, et il était dix heures passées quand elle vit la lampe dans le brouillard.",
            "fr",
        ),
        ("La barca llegaba a las nueve y eran más de las diez cuando ella vio la luz en el río.", "es"),
        ("Il traghetto era atteso per le nove, ed erano le dieci passate quando lei vide la luce che era sul fiume.", "it"),
        ("Färjan skulle ha kommit klockan nio, och hon var trött när det äntligen kom ett ljus på vattnet.", "sv"),
        ("渡し守は眠っていた。", "ja"),
        ("Паромщик спал.", "ru"),
        ("Przewoźnik spał, a ona nie wiedziała, że to już jest ten dzień i do rzeki jest tak daleko.", "pl"),
        ("---\nlanguage: cy\n---\n\nMara waited.", "cy"),
    ],
)
def test_the_language_is_named_or_told_by_its_commonest_words(text: str, language: str) -> None:
    assert read(text).language == language
