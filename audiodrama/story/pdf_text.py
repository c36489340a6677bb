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
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


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
    lefts: dict[int, float]
    """Where the lines of each page begin."""
    width: float
    """Of a full line."""
    indented: bool
    """Whether paragraphs begin with an indent."""
    spaced: bool
    """Whether they are set apart by space instead."""
    words: Counter[str]
    """Those that are not broken at a line's end, in small letters."""


def measured(lines: Sequence[Line]) -> Measures:
    """How these lines are set."""
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    size = sizes.most_common(1)[0][0] if sizes else 0.0
    own = [line for line in lines if _alike(line.size, size)]
    lefts = _lefts(own or lines)
    widths = sorted(line.right - lefts.get(line.page, line.left) for line in own)
    leading = _leading(own, size)
    spaces = sum(_space(a, b) > USUAL * leading for a, b in pairwise(own))
    indents = sum(line.left - lefts[line.page] > INDENT * size for line in own)
    return Measures(
        size=size,
        leading=leading,
        lefts=lefts,
        width=widths[int(FULL * len(widths))] if widths else 0.0,
        indented=MANY * indents > len(own),
        spaced=MANY * indents <= len(own) < MANY * spaces,
        words=Counter(word for line in lines for word in _WORD.findall(_HYPHENATED.sub("", line.text).casefold())),
    )


def _alike(size: float, other: float) -> bool:
    return abs(size - other) <= SAME_SIZE * max(size, other)


def _leading(lines: Sequence[Line], size: float) -> float:
    """The smallest distance of lines that is found often."""
    found = Counter(round(_space(a, b)) for a, b in pairwise(lines) if 0.5 * size < _space(a, b) < 3 * size)
    often = [distance for distance, count in found.items() if MANY * count >= max(found.values())]
    return float(min(often, default=1.2 * size))


def _lefts(lines: Sequence[Line]) -> dict[int, float]:
    """Where lines begin: the leftmost place that many share on the page, or on most pages of its side of the book."""
    pages: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for line in lines:
        pages[line.page][round(line.left)] += 1
    own = {page: min(left for left, count in found.items() if MANY * count >= found.total()) for page, found in pages.items()}
    usual = [Counter(left for page, left in own.items() if page % 2 == side).most_common(1) for side in (0, 1)]
    sides = [found[0][0] if found else 0 for found in usual]
    return {page: float(sides[page % 2] if 0 <= left - sides[page % 2] < 60 else left) for page, left in own.items()}


def blocks_of(lines: Sequence[Line], measures: Measures, files: Sequence[str]) -> list[Block]:
    """The paragraphs of these lines; `files` are the pages' names for a user."""
    return [_block(paragraph, measures, files) for paragraph in _paragraphs(lines, measures)]


def _block(paragraph: _Paragraph, measures: Measures, files: Sequence[str]) -> Block:
    first = paragraph.lines[0]
    text = marked_up(_joined(paragraph.lines, measures.words))
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
    return max(0.0, a.baseline - b.baseline) if a.page == b.page else 0.0


def _begins(a: Line, b: Line, measures: Measures) -> bool:
    """Whether the line `b` begins a paragraph after the line `a`."""
    if not _alike(a.size, b.size) or _space(a, b) > USUAL * measures.leading * max(1.0, a.size / measures.size):
        return True
    if b.size >= LARGE * measures.size or _is_centred(a, measures):
        return measures.width - (a.right - a.left) > _room(a, b)
    if b.left - _left(b, measures) > INDENT * b.size:
        return bool(b.text[0].isupper() or _SENTENCE_END.search(a.text) or b.left - a.left > INDENT * b.size)
    if a.page == b.page and measures.spaced:
        return False
    left_over = measures.width - (a.right - _left(a, measures))
    if not _SENTENCE_END.search(a.text) or (a.page == b.page and measures.indented):
        return b.text[0].isupper() and left_over > SHORT * measures.width
    return left_over > _room(a, b) or (a.page != b.page and not measures.indented and bool(_OPENS.match(b.text)))


def _left(line: Line, measures: Measures) -> float:
    return measures.lefts.get(line.page, line.left)


def _room(a: Line, b: Line) -> float:
    """What the first word of `b` would have needed at the end of `a`."""
    word = len(b.text.split(maxsplit=1)[0])
    return (b.right - b.left) * word / len(b.text) + _SPACE_WIDTH * a.size


def _is_centred(line: Line, measures: Measures) -> bool:
    before = line.left - _left(line, measures)
    after = measures.width - (line.right - _left(line, measures))
    return min(before, after) > 2 * line.size and abs(before - after) < 2 * line.size


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
