"""The lines of a PDF's pages: what belongs to the text, and what is only on the page: running heads, page numbers, notes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from audiodrama.story.blocks import Run, plain
from audiodrama.story.marks import is_chapter, is_ornament, numeral
from audiodrama.story.pdf_worker import Piece

EDGE_LINES: Final = 2
"""Lines at the top and at the bottom of a page among which running heads are looked for."""
SAME_PLACE: Final = 3.0
"""Points by which a running head's place may differ from page to page."""
FEW_PAGES: Final = 5
"""Up to here two pages with the same head are enough, above it three."""
COLUMN: Final = 8
"""Times the letters' size, the narrowest column."""
USUAL_SHARE: Final = 0.5
"""Of the pages, those with a head in one place, above which every line in that place and of that size is one."""
RAISED: Final = 0.15
"""Of the letters' size, the least that a note's number is raised by."""
APART: Final = 5
"""Times the letters' size, the widest space inside a line."""
SMALLER: Final = 0.85
DROPPED: Final = 1.8
"""Of the following letters' size, the least of an initial that is several lines high."""

_NUMBER: Final = re.compile(r"\d{1,5}")
_NOTE_MARK: Final = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[*†‡§]{1,3})[\])]?")
_LIGATURES: Final = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})


@dataclass(slots=True, eq=False)
class Line:
    """A line of a page; places in points from its lower left corner."""

    page: int
    """Counted from 0."""
    number: int
    """Its own, among the page's, counted from 1."""
    left: float
    right: float
    baseline: float
    size: float
    """Of its largest letters."""
    upright: bool = True
    column: int = 0
    """Of its page, counted from 0."""
    raised: bool = False
    """Whether it begins with a note's raised number."""
    pieces: list[Piece] = field(default_factory=list)

    @property
    def place(self) -> tuple[int, int]:
        """Its page and its column: what lines of one text stand under one another in."""
        return self.page, self.column

    @property
    def runs(self) -> list[Run]:
        """Its characters in their styles."""
        return [Run(piece.text.translate(_LIGATURES), piece.font.italic, piece.font.bold) for piece in self.pieces]

    @property
    def text(self) -> str:
        """Its characters, on one line."""
        return plain("".join(piece.text for piece in self.pieces).translate(_LIGATURES))


class Sorted(NamedTuple):
    """The lines of all pages, in order."""

    text: list[Line]
    notes: list[list[Line]]
    """Those at the foot of each page that has any."""
    furniture: list[Line]


def lines_of(pieces: Sequence[Piece], page: int) -> list[Line]:
    """The pieces of a page as lines, in the order of the file; raised numbers of notes are taken out."""
    lines: list[Line] = []
    for piece in pieces:
        if lines and _is_beside(lines[-1], piece):
            _extend(lines[-1], piece)
        else:
            number = len(lines) + 1
            lines.append(
                Line(page, number, piece.left, piece.right, piece.baseline, piece.font.size, piece.font.upright, pieces=[piece])
            )
    return [line for line in lines if line.text]


def _is_beside(line: Line, piece: Piece) -> bool:
    size = max(line.size, piece.font.size)
    if line.upright != piece.font.upright or not -0.5 * size <= piece.left - line.right <= APART * size:
        return False
    return abs(piece.baseline - line.baseline) < 0.6 * size or _is_dropped(line, piece)


def _is_dropped(line: Line, piece: Piece) -> bool:
    """Whether the line so far is a dropped initial, and the piece what follows it."""
    above = line.baseline <= piece.baseline <= line.baseline + line.size
    return len(line.text) <= 2 and line.size > DROPPED * piece.font.size and above and piece.left < line.right + line.size


def _extend(line: Line, piece: Piece) -> None:
    if _is_dropped(line, piece):
        initial = line.pieces[0]
        line.pieces = [initial._replace(text=initial.text.strip())]
        line.left, line.size, line.baseline = piece.left, piece.font.size, piece.baseline
    elif piece.font.size * SMALLER > line.size and _is_mark(line.pieces[-1]):
        line.raised, line.pieces = True, []
        line.size, line.baseline = piece.font.size, piece.baseline
    is_mark = piece.font.size < SMALLER * line.size and piece.baseline > line.baseline + RAISED * line.size and _is_mark(piece)
    if not is_mark:
        line.pieces.append(piece)
    line.right = piece.right


def _is_mark(piece: Piece) -> bool:
    return bool(_NOTE_MARK.fullmatch(piece.text.strip()))


# --- what is only on the page ----------------------------------------------------------------------------------------------


def sort_lines(pages: Sequence[Sequence[Line]]) -> Sorted:
    """Tell the text from what is only on the page."""
    heads = _running_heads(pages)
    sorted_lines = Sorted([], [], [])
    for page in pages:
        body = [line for line in page if line.upright and id(line) not in heads]
        sorted_lines.furniture.extend(line for line in page if not line.upright or id(line) in heads)
        _mark_columns(body)
        first = _first_note(body)
        sorted_lines.text.extend(body[:first])
        if body[first:]:
            sorted_lines.notes.append(body[first:])
    return sorted_lines


def _mark_columns(lines: Sequence[Line]) -> None:
    """A line that stands higher than the one before and beside it begins another column."""
    for a, b in pairwise(lines):
        b.column = a.column + (b.baseline > a.baseline + b.size and b.left > a.left + COLUMN * b.size)


def _first_note(lines: Sequence[Line]) -> int:
    """Where the notes at the foot of a page begin; the number of lines where there are none."""
    lowest = min((line.baseline for line in lines), default=0.0)
    for index, line in enumerate(lines):
        if line.raised and all(after.baseline < line.baseline for after in lines[index + 1 :]) and index:
            return index if lines[-1].baseline == lowest else len(lines)
    return len(lines)


class _Edge(NamedTuple):
    """A line near the top or the bottom of its page."""

    line: Line
    is_top: bool
    outer: Line | None
    """The line between it and the edge of the page, if there is one; then it is a head only where that is."""
    number: int | None
    """What it counts; None where there is no number in it."""

    @property
    def pattern(self) -> str:
        """Its words without its number."""
        return "#" if numeral(self.line.text.upper()) else _NUMBER.sub("#", self.line.text.casefold())

    @property
    def counts(self) -> bool:
        """Whether it begins or ends with its number, as a head does that also names the book."""
        text = self.line.text
        return self.number is not None and (text[0].isdecimal() or text[-1].isdecimal()) and not is_chapter(text)

    @property
    def place(self) -> tuple[bool, int, float]:
        """Where it stands, and how large it is."""
        return self.is_top, round(self.line.baseline), self.line.size


def _running_heads(pages: Sequence[Sequence[Line]]) -> set[int]:
    """The lines, by `id()`, that are repeated or counted on from page to page in the same place."""
    edges = [edge for page in pages for edge in _edges(page)]
    alike: defaultdict[tuple[bool, str], list[_Edge]] = defaultdict(list)
    for edge in edges:
        alike[edge.is_top, edge.pattern].append(edge)
        if edge.counts:
            alike[edge.is_top, ""].append(edge)
    needed = 2 if len(pages) <= FEW_PAGES else 3
    groups = [group for group in map(_in_place, alike.values()) if len({edge.line.page for edge in group}) >= needed]
    places = Counter(edge.place for group in groups for edge in group)
    usual = {place for place, count in places.items() if count > USUAL_SHARE * len(pages)}
    heads = {id(edge.line) for group in groups for edge in group} | {id(edge.line) for edge in edges if edge.place in usual}
    return {id(edge.line) for edge in edges if id(edge.line) in heads and (edge.outer is None or id(edge.outer) in heads)}


def _edges(page: Sequence[Line]) -> Iterator[_Edge]:
    ordered = sorted((line for line in page if line.upright), key=lambda line: -line.baseline)
    for is_top, edge in ((True, ordered[:EDGE_LINES]), (False, ordered[::-1][:EDGE_LINES])):
        for outer, line in zip([None, *edge], edge if len(ordered) > EDGE_LINES else [], strict=False):
            if not is_ornament(line.text):
                alone, inside = numeral(line.text.upper()), _NUMBER.search(line.text)
                yield _Edge(line, is_top, outer, alone[1] if alone else int(inside[0]) if inside else None)


def _in_place(group: Sequence[_Edge]) -> list[_Edge]:
    """Those of some like lines that stand in one place and, where they hold a number, count the pages or stay the same."""
    place = median(edge.line.baseline for edge in group)
    near = [edge for edge in group if abs(edge.line.baseline - place) <= SAME_PLACE]
    numbers = Counter(edge.number for edge in near)
    offsets = Counter(edge.number - edge.line.page for edge in near if edge.number is not None)
    if None in numbers or not near:
        return near
    offset, counting = offsets.most_common(1)[0]
    number, same = numbers.most_common(1)[0]
    if counting >= same and not is_chapter(near[0].line.text):
        return [edge for edge in near if edge.number is not None and edge.number - edge.line.page == offset]
    return [edge for edge in near if edge.number == number] if same > 1 else []
