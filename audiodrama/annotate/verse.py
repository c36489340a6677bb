"""Verse between quotation marks: lines that end before the page does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

WIDE: Final = 0.95
"""Of all rows of a text: so many are no longer than the page is wide."""

SPARE: Final = 8
"""Characters that stay free on a row of verse even if the next word were on it: rows of prose are ragged too."""

_BREAK: Final = re.compile(r"(?<=\S)[ \t]*\n(?=\s*\S)")
_CAPITAL: Final = re.compile(r"[^\w\n]*[A-Z]")
_FIRST_WORD: Final = re.compile(r"\s*(\S+)")


def width(texts: Sequence[str]) -> int:
    """How long a row gets where paragraphs are broken into rows, in characters; where they are not, about a paragraph."""
    lengths = sorted(len(row.strip()) for text in texts for row in text.splitlines() if row.strip())
    return lengths[int(WIDE * (len(lengths) - 1))] if lengths else 0


def is_verse(text: str, start: int, end: int, page: int) -> bool:
    """Whether every row that ends inside the span ends early, with a capital after it; one such row at least."""
    breaks = [mark.end() for mark in _BREAK.finditer(text, start, end)]
    return bool(breaks) and all(_ends_early(text, at, page) for at in breaks)


def _ends_early(text: str, at: int, page: int) -> bool:
    """Whether the next row begins with a capital, and its first word had room in this one."""
    row = text[text.rfind("\n", 0, at - 1) + 1 : at].strip()
    following = _FIRST_WORD.match(text, at)
    room = page - len(row) - 1
    return following is not None and len(following[1]) + SPARE < room and _CAPITAL.match(text, following.start(1)) is not None
