"""From a PDF's lines to paragraphs: where one ends is told by the indent, the space and the room that was left on the line."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from audiodrama.model import ParagraphRole
from audiodrama.story.blocks import Block, Run, is_centred_ornament, marked_up
from audiodrama.story.pdf_page import Line

USUAL: Final = 1.3
"""Of the usual distance of two lines, the most inside a paragraph."""
WIDER: Final = 0.7
"""Of a line's height, what a space between paragraphs has more than usual where the scene changes."""
INDENT: Final = 0.6
"""Of the letters' size, the least that sets the first line of a paragraph in."""
WIDEST_INDENT: Final = 60
"""Points that a whole page may be set in by, where all its lines begin paragraphs."""
SAME_SIZE: Final = 0.08
LARGE: Final = 1.15
"""Of the text's own size, the least of letters that are no running text."""
FULL: Final = 0.97
"""Of the lines, those that are no wider than a full one; a few stick out."""
MANY: Final = 8
"""One line in so many makes a habit."""
SHORT: Final = 0.25
"""Of a full line, what an ended paragraph's last line leaves empty where nothing else tells that it has ended."""
_SPACE_WIDTH: Final = 0.2
"""Of the letters' size, the narrowest space."""

_SENTENCE_END: Final = re.compile(r"[.!?…:—–][\"'“”’»)\]]*$")
_OPENS: Final = re.compile(r"[“\"‘'«„—–(]?[^\W\d_a-z]")
_HYPHENATED: Final = re.compile(r"([^\W\d_]+)[-\u00ad]\s*$")
_FIRST_WORD: Final = re.compile(r"\s*([^\W\d_]+)")
_BULLET: Final = re.compile(r"[•▪◦‣]")
_LEADER: Final = re.compile(r"(?: ?\.){6,}")
"""The dots that lead to a page's number in a table of contents."""
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

Place = tuple[int, int]
"""A page and a column on it."""


@dataclass(slots=True)
class _Paragraph:
    lines: list[Line]
    gap: int = 1


@dataclass(slots=True, kw_only=True)
class Measures:
    """How the text is set; lengths in points."""

    size: float
    """Of most letters."""
    leading: float
    """From line to line."""
    lefts: dict[Place, float]
    """Where the lines of each column begin."""
    width: float
    """Of a full line."""
    indent: float
    """Of the first line of a paragraph; 0 where paragraphs begin as other lines do."""
    spaced: bool
    """Whether they are set apart by space instead."""
    justified: bool
    """Whether full lines end at one edge."""
    words: Counter[str]
    """Those that are not broken at a line's end, in small letters."""


def measured(lines: Sequence[Line]) -> Measures:
    """How these lines are set."""
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    size = (sizes.most_common(1)[0][0] if sizes else 0.0) or 1.0
    own = [line for line in lines if _alike(line.size, size)]
    lefts = _lefts(own or lines)
    widths = sorted(line.right - lefts.get(line.place, line.left) for line in own)
    width = widths[int(FULL * len(widths))] if widths else 0.0
    leading = _leading(own, size)
    spaces = sum(_space(a, b) > USUAL * leading for a, b in pairwise(own))
    indents = Counter(round(offset) for line in own if (offset := line.left - lefts[line.place]) > INDENT * size)
    indent = float(indents.most_common(1)[0][0]) if MANY * indents.total() > len(own) else 0.0
    return Measures(
        size=size,
        leading=leading,
        lefts=lefts,
        width=width,
        indent=indent,
        spaced=not indent and MANY * spaces > len(own),
        justified=2 * sum(width - size / 2 < found < width + size / 2 for found in widths) > len(widths),
        words=Counter(word for line in lines for word in _WORD.findall(_HYPHENATED.sub("", line.text).casefold())),
    )


def _alike(size: float, other: float) -> bool:
    return abs(size - other) <= SAME_SIZE * max(size, other)


def _leading(lines: Sequence[Line], size: float) -> float:
    """The smallest distance of lines that is found often."""
    found = Counter(round(_space(a, b)) for a, b in pairwise(lines) if 0.5 * size < _space(a, b) < 3 * size)
    often = [distance for distance, count in found.items() if MANY * count >= max(found.values())]
    return float(min(often, default=1.2 * size))


def _lefts(lines: Sequence[Line]) -> dict[Place, float]:
    """Where lines begin: the leftmost place that many share in the column, or in most columns of its side of the book."""
    columns: defaultdict[Place, Counter[int]] = defaultdict(Counter)
    for line in lines:
        columns[line.place][round(line.left)] += 1
    own = {place: _habit(found) for place, found in columns.items()}
    sides: defaultdict[tuple[int, int], Counter[int]] = defaultdict(Counter)
    for (page, column), left in own.items():
        sides[page % 2, column][left] += 1
    usual = {side: found.most_common(1)[0][0] for side, found in sides.items()}
    return {
        (page, column): float(side if 0 <= left - (side := usual[page % 2, column]) < WIDEST_INDENT else left)
        for (page, column), left in own.items()
    }


def _habit(lefts: Counter[int]) -> int:
    return min((left for left, count in lefts.items() if MANY * count >= lefts.total()), default=min(lefts))


def blocks_of(lines: Sequence[Line], measures: Measures, files: Sequence[str]) -> list[Block]:
    """The paragraphs of these lines; `files` are the pages' names for a user."""
    return [_block(paragraph, measures, files) for paragraph in _paragraphs(lines, measures)]


def _block(paragraph: _Paragraph, measures: Measures, files: Sequence[str]) -> Block:
    first = paragraph.lines[0]
    text = _LEADER.sub(" ", marked_up(_joined(paragraph.lines, measures.words)))
    centred = len(paragraph.lines) == 1 and _is_centred(first, measures)
    role: ParagraphRole = "break" if is_centred_ornament(text, centred=centred) else "prose"
    return Block(text=text, line=first.number, gap=paragraph.gap, role=role, size=first.size, file=files[first.page])


def _paragraphs(lines: Sequence[Line], measures: Measures) -> Iterator[_Paragraph]:
    wide = _usual_space(lines, measures) + WIDER * measures.leading
    paragraph = _Paragraph(list(lines[:1]))
    for a, b in pairwise(lines):
        if _begins(a, b, measures):
            yield paragraph
            paragraph = _Paragraph([], gap=2 if _space(a, b) > wide else 1)
        paragraph.lines.append(b)
    if lines:
        yield paragraph


def _usual_space(lines: Sequence[Line], measures: Measures) -> float:
    """The distance of two lines of different paragraphs."""
    own = [line for line in lines if _alike(line.size, measures.size)]
    between = sorted(_space(a, b) for a, b in pairwise(own) if _space(a, b) and _begins(a, b, measures))
    return between[len(between) // 2] if between else measures.leading


def _space(a: Line, b: Line) -> float:
    """The distance of two lines; 0 where another page or column lies between."""
    return max(0.0, a.baseline - b.baseline) if a.place == b.place else 0.0


def _begins(a: Line, b: Line, measures: Measures) -> bool:
    """Whether the line `b` begins a paragraph after the line `a`."""
    if not _alike(a.size, b.size) or _space(a, b) > USUAL * measures.leading * max(1.0, a.size / measures.size):
        return True
    if a.place == b.place and abs(a.baseline - b.baseline) < INDENT * b.size:
        return True
    if _LEADER.search(a.text) or _BULLET.match(b.text) or (_is_bold(a) and not _is_bold(b) and _is_short(a, measures)):
        return True
    if b.size >= LARGE * measures.size or (_is_centred(a, measures) and abs(a.left - b.left) > 1):
        return measures.width - (a.right - a.left) > _room(a, b)
    if b.text[0].islower() and not _SENTENCE_END.search(a.text):
        return False
    return _begins_by_place(a, b, measures)


def _begins_by_place(a: Line, b: Line, measures: Measures) -> bool:
    """The same of two lines alike, by the indent and by what was left empty on the line before."""
    ended = bool(_SENTENCE_END.search(a.text))
    indent, before = (line.left - _left(line, measures) for line in (b, a))
    if indent > INDENT * b.size:
        return ended or indent - before > INDENT * b.size or (_is_short(a, measures) and a.right < b.right - b.size)
    if a.place == b.place and measures.spaced:
        return False
    if not ended or (a.place == b.place and measures.indent):
        return b.text[0].isupper() and _is_short(a, measures)
    if _left_over(a, measures) > (a.size if measures.justified else _room(a, b)) or (a.text[-1] == "”" and b.text[0] == "“"):
        return True
    return a.place != b.place and not measures.indent and bool(_OPENS.match(b.text))


def _left_over(line: Line, measures: Measures) -> float:
    """What is empty at the end of a line."""
    return measures.width - (line.right - _left(line, measures))


def _is_short(line: Line, measures: Measures) -> bool:
    return _left_over(line, measures) > (line.size if measures.justified else SHORT * measures.width)


def _is_bold(line: Line) -> bool:
    return all(piece.font.bold for piece in line.pieces)


def _left(line: Line, measures: Measures) -> float:
    return measures.lefts.get(line.place, line.left)


def _room(a: Line, b: Line) -> float:
    """What the first word of `b` would have needed at the end of `a`."""
    word = len(b.text.split(maxsplit=1)[0])
    return (b.right - b.left) * word / len(b.text) + _SPACE_WIDTH * a.size


def _is_centred(line: Line, measures: Measures) -> bool:
    before = line.left - _left(line, measures)
    after = measures.width - (line.right - _left(line, measures))
    is_first = abs(before - measures.indent) < 1
    return not is_first and min(before, after) > 2 * line.size and abs(before - after) < 2 * line.size


# --- words ----------------------------------------------------------------------------------------------------------------


def _joined(lines: Sequence[Line], words: Counter[str]) -> list[Run]:
    """The characters of a paragraph; a word that was broken at a line's end is whole again."""
    runs = lines[0].runs
    for a, b in pairwise(lines):
        ending = runs[-1].text.rstrip()
        if _is_broken(a, b, words):
            ending = ending[:-1]
        elif not ending.endswith(("-", "—")):
            ending += " "
        runs[-1] = runs[-1]._replace(text=ending)
        runs += b.runs
    return runs


def _is_broken(a: Line, b: Line, words: Counter[str]) -> bool:
    """Whether the hyphen at the end of a line is there only for the line's end: `fer-` / `ry`, not `well-` / `known`."""
    before, after = _HYPHENATED.search(a.text.casefold()), _FIRST_WORD.match(b.text)
    if not before or not after or not b.text.strip()[0].islower():
        return False
    return words[f"{before[1]}-{after[1]}".casefold()] <= words[f"{before[1]}{after[1]}".casefold()]
