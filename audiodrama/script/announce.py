"""The narrator says the title and the chapters: lines that no story holds, marked as added by their `announce` note.

Voices read `Chapter IV` as letters and `I` as a person, so numbers are said as numbers; a number alone is a chapter's.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile
from typing import Final, Literal

from audiodrama.model import NARRATOR, Chapter, Cue, Item, Line, Note, Remark, Scene, Script, Where

_DIVISIONS: Final = frozenset({"chapter", "part", "book", "act", "volume", "episode", "canto"})
_SEPARATOR = re.compile(r" ?[:.–—-]+(?: |\Z)| ?[–—] ?")
_NUMBER = re.compile(r"[0-9]{1,3}")
_ROMAN = re.compile(r"(?=[IVXL])(XL|L?X{0,3})(IX|IV|V?I{0,3})")
"""1 to 89; higher ones are words as often as numbers (MIX, CIVIL)."""
_ROMAN_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50}
UNTITLED: Final = "untitled"
"""The title of a story that has none: true on a title page, and nothing to announce."""
_ENDS: Final = (".", "!", "?", "…")
_CLOSING_MARKS: Final = "\"'”’»)]"


def announced(script: Script, how: Literal["all", "title", "chapters", "none"]) -> Script:
    """The script with its title, its chapters, both or neither announced: `Defaults.announce` says which."""
    title = _title(script) if how in ("all", "title") else ""
    chapters = [_announced(chapter, script, how) for chapter in script.chapters]
    if title and chapters:
        chapters[0] = _opened(chapters[0], _line(title, "title", None))
    return replace(script, chapters=tuple(chapters))


def _announced(chapter: Chapter, script: Script, how: str) -> Chapter:
    said_already = how != "chapters" and _bare(chapter.title).casefold() == _bare(script.title).casefold()
    if how not in ("all", "chapters") or not _bare(chapter.title) or said_already:
        return chapter
    return _opened(chapter, _line(chapter_heading(chapter.title, script.language), "chapter", chapter.where))


def _line(text: str, what: str, where: Where | None) -> Line:
    return Line(kind="narration", speaker=NARRATOR, text=text, notes=(Note("announce", what),), where=where)


def _opened(chapter: Chapter, line: Line) -> Chapter:
    """The chapter with this line as its first; the music that opens it comes before."""
    first, *others = chapter.scenes or (Scene(heading="", items=()),)
    before = len(list(takewhile(_opens, first.items)))
    items = (*first.items[:before], line, *first.items[before:])
    return replace(chapter, scenes=(replace(first, items=items), *others))


def _opens(item: Item) -> bool:
    return isinstance(item, Remark) or (isinstance(item, Cue) and item.kind == "music")


def _title(script: Script) -> str:
    """The title and the author as a sentence: `The Toll Bridge, by A. Writer.`, with its full stop; empty without a title."""
    title, author = _bare(script.title), _bare(script.author)
    if title.casefold() == UNTITLED:
        return ""
    if not title or not author:
        return _ended(title)
    if not _is_english(script.language):
        return f"{_ended(title)} {_ended(author)}"
    return _ended(f"{title} By {author}" if _ended(title) == title else f"{title}, by {author}")


def chapter_heading(title: str, language: str = "en") -> str:
    """A chapter's title as sentences.

    `Chapter One: The Toll Bridge` becomes `Chapter One. The Toll Bridge.`, and `IV` becomes `Chapter 4.`
    """
    bare = _bare(title)
    head, *rest = _SEPARATOR.split(bare, maxsplit=1)
    *division, number = head.split(" ")
    numbered = len(division) == 1 and division[0].casefold() in _DIVISIONS
    spoken = _spoken(number.upper() if numbered else number)
    if not numbered and (division or spoken is None):
        return _ended(bare)
    division = division or ["Chapter"] * _is_english(language)
    heading = " ".join([*division, spoken or number])
    return " ".join(_ended(part) for part in (heading, *rest) if part)


def _spoken(number: str) -> str | None:
    """A number in digits; None where it is a word."""
    if _NUMBER.fullmatch(number):
        return number
    if not _ROMAN.fullmatch(number):
        return None
    values = [_ROMAN_VALUES[letter] for letter in number]
    return str(sum(-one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True)))


def _is_english(language: str) -> bool:
    return language.partition("-")[0].casefold() == "en"


def _bare(title: str) -> str:
    """A title without emphasis marks, on one row."""
    return " ".join(re.sub(r"[*_\\]", "", title).split())


def _ended(sentence: str) -> str:
    """The sentence with a full stop, unless it ends as one."""
    return sentence if not sentence or sentence.rstrip(_CLOSING_MARKS).endswith(_ENDS) else f"{sentence}."
