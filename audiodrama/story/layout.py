"""Where paragraphs begin and end, whatever way a file marks them: blank lines, single line ends, lines wrapped at a width.

A line end inside a paragraph of hard-wrapped text is *forced*: the next line's first word would not have fitted. In novels as
distributed 90 to 100 % of adjacent lines are like that, in texts with one paragraph a line under 10 %; so the share of forced
line ends tells the two apart, for a file and for each block of lines in it. Lines broken by hand at no fixed width are told
by the sentences that run on over their ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from audiodrama.model import ParagraphRole
from audiodrama.story.marks import opens_paragraph, stands_alone

Regime = Literal["wrapped", "single", "blank"]
"""Lines wrapped at a width; one paragraph a line; paragraphs between blank lines."""

WIDEST_WRAP: Final = 110
"""Characters. Hard-wrapped text keeps below; 72 and 80 are usual."""
NARROWEST_WRAP: Final = 40
WRAPPED_SHARE: Final = 0.35
"""Of adjacent lines, those whose line end is forced, or which run on in lower case: 0.9 to 1 forced in 81 of 82 wrapped files
that were measured, 0.06 at most in files with a paragraph a line."""
SINGLE_SHARE: Final = 0.45
"""Of neighbouring lines, those without a blank line between: above this a line end is the paragraph's end."""
SLACK: Final = 10
"""Characters that a line falls short of the width before its end says anything."""
VERSE_WIDTH: Final = 80
"""Characters of the longest line of verse."""
VERSE_LINES: Final = 40
"""The longest song or letter inside one pair of quotation marks, in lines."""

NEIGHBOURS: Final = 8
"""Paragraphs on either side that tell what space between paragraphs is usual here."""

_LINE: Final = re.compile(r"\S[^\n\r\x85\u2028\u2029]*")
_LINE_ENDS: Final = "\n\r\x85\u2028\u2029"
_INVISIBLE: Final = "\x1a\ufeff\u200b\u200c\u200d\u2060"
_SENTENCE_END: Final = re.compile(r"[.!?…:—–\-][\"'“”’»)\]*_]*$|[”\"’»]$")
_SPEECH: Final = re.compile(r"[“\"‘'«„—–]|--|- ")


class TextLine(NamedTuple):
    """A line that holds something, without the white space around it."""

    start: int
    """Character offset in the text."""
    text: str
    number: int
    """Counted from 1."""
    indent: int
    gap: int
    """Blank lines before it."""

    @property
    def right(self) -> int:
        """The column after its last character."""
        return self.indent + len(self.text)


@dataclass(slots=True)
class Piece:
    """A paragraph whose role is still being found."""

    text: str
    start: int
    line: int
    indent: int
    gap: int
    """Blank lines before it."""
    role: ParagraphRole = "prose"
    reason: str = ""
    file: str = ""
    """What the user can open to see it, where that is not the story's own file."""

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.start + len(self.text)


def usual_gap(pieces: Sequence[Piece], index: int) -> int:
    """Blank lines that usually stand between paragraphs around `index`: the median of `NEIGHBOURS` on either side."""
    around = sorted(piece.gap for piece in pieces[max(1, index - NEIGHBOURS) : index + NEIGHBOURS + 1])
    return around[(len(around) - 1) // 2] if around else 0


def joined(text: str, parts: Sequence[Piece]) -> Piece:
    """Neighbouring paragraphs as one, with what stands between them, in the role of the first."""
    first = parts[0]
    return replace(first, text=text[first.start : parts[-1].end])


def pieces(text: str, at: int = 0) -> list[Piece]:
    """The paragraphs of `text` from offset `at` on: slices in order, white space and invisible characters between them."""
    blocks = list(_blocks(_lines(text, at)))
    regime, width = _regime(blocks)
    found = [_piece(text, block[first:last]) for block in blocks for first, last in _cuts(block, _joins(block, regime, width))]
    return found if regime == "wrapped" else _whole_quotations(text, found)


def _lines(text: str, at: int) -> Iterator[TextLine]:
    end, number = at, 1 + _line_ends(text, 0, at)
    fresh = True
    for match in _LINE.finditer(text, at):
        start, line = match.start(), match.group().rstrip()
        if not line.strip(_INVISIBLE):
            continue
        between = text[end:start]
        ends = 1 if between == "\n" else _line_ends(text, end, start)
        indent = 0 if between == "\n" else len(between) - 1 - max(map(between.rfind, _LINE_ENDS))
        number += ends
        yield TextLine(start, line, number, indent, ends if fresh else ends - 1)
        end, fresh = start + len(line), False


def _line_ends(text: str, start: int, end: int) -> int:
    return sum(text.count(mark, start, end) for mark in _LINE_ENDS) - text.count("\r\n", start, end)


def _blocks(lines: Iterator[TextLine]) -> Iterator[list[TextLine]]:
    block: list[TextLine] = []
    for line in lines:
        if line.gap and block:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _regime(blocks: Sequence[Sequence[TextLine]]) -> tuple[Regime, int]:
    """How the file marks its paragraphs, and the width that its lines are wrapped at, if they are."""
    rights = sorted(line.right for block in blocks for line in block)
    width = rights[int(len(rights) * 0.97)] if rights else 0
    adjacent = [pair for block in blocks for pair in pairwise(block)]
    if width <= WIDEST_WRAP and _is_wrapped(adjacent, width):
        return "wrapped", width
    return ("single" if len(adjacent) > SINGLE_SHARE * max(1, len(rights) - 1) else "blank"), 0


def _is_wrapped(adjacent: Sequence[tuple[TextLine, TextLine]], width: int) -> bool:
    enough = WRAPPED_SHARE * len(adjacent)
    if sum(_slack(a, b, width) < 0 for a, b in adjacent) >= enough > 0:
        return True
    return sum(b.text[0].islower() and not _SENTENCE_END.search(a.text) for a, b in adjacent) >= enough > 0


def _slack(line: TextLine, following: TextLine, width: int) -> int:
    """By how many characters the first word of the following line would have fitted; negative: the line end is forced."""
    word = following.text.find(" ")
    return width - line.right - 1 - (word if word >= 0 else len(following.text))


def _joins(block: Sequence[TextLine], regime: Regime, width: int) -> list[bool]:
    """Whether each line but the first carries on the paragraph of the line before it."""
    adjacent = list(pairwise(block))
    if not adjacent:
        return []
    own_width = max(line.right for line in block)
    wrapped = regime == "wrapped" or _is_wrapped_block(adjacent, own_width)
    if regime == "single" and not wrapped:
        return [False] * len(adjacent)
    measure = min(width or own_width, own_width) if len(block) > 3 else width or own_width
    slacks = [_slack(a, b, measure) for a, b in adjacent]
    even = own_width >= NARROWEST_WRAP and sum(slack < 0 for slack in slacks) >= WRAPPED_SHARE * len(slacks)
    margin = min(line.indent for line in block) if even else None
    alone = [stands_alone(line.text) for line in block]
    return [
        not (alone[index] or alone[index + 1]) and _carries_on(*pair, margin=margin, slack=slacks[index])
        for index, pair in enumerate(adjacent)
    ]


def _is_wrapped_block(adjacent: Sequence[tuple[TextLine, TextLine]], width: int) -> bool:
    return len(adjacent) > 1 and NARROWEST_WRAP <= width <= WIDEST_WRAP and _is_wrapped(adjacent, width)


def _carries_on(line: TextLine, following: TextLine, *, margin: int | None, slack: int) -> bool:
    """Whether two adjacent lines are of one paragraph.

    `slack`: characters by which the next word would have fitted; `margin`: the indent of evenly wrapped lines, None for others.
    """
    if max(len(line.text), len(following.text)) > WIDEST_WRAP or opens_paragraph(following.text, following.number):
        return False
    if not _SENTENCE_END.search(line.text):
        return True
    if margin is None:
        return slack < SLACK or not _SPEECH.match(following.text)
    if following.indent > margin + 1:
        return False
    return slack < SLACK or not (_SPEECH.match(following.text) or following.text[0].isupper())


def _cuts(block: Sequence[TextLine], joins: Sequence[bool]) -> Iterator[tuple[int, int]]:
    first = 0
    for index, joined in enumerate(joins, start=1):
        if not joined:
            yield first, index
            first = index
    yield first, len(block)


def _piece(text: str, lines: Sequence[TextLine]) -> Piece:
    first, last = lines[0], lines[-1]
    end = last.start + len(last.text)
    return Piece(text[first.start : end], first.start, first.number, first.indent, first.gap)


# --- verse and letters inside one pair of quotation marks -----------------------------------------------------------------


def _whole_quotations(text: str, found: Sequence[Piece]) -> list[Piece]:
    """Short lines between an opening mark and its closing mark are one paragraph: the lines of a song, of a letter read out."""
    whole: list[Piece] = []
    index = 0
    while index < len(found):
        last = _quotation_end(found, index)
        whole.append(joined(text, found[index : last + 1]) if last > index else found[index])
        index = last + 1
    return whole


def _quotation_end(found: Sequence[Piece], first: int) -> int:
    """The index of the piece that closes what the piece at `first` leaves open; `first` where none does."""
    opening = found[first].text
    closing = _left_open(opening) if len(opening) <= VERSE_WIDTH else ""
    if not closing:
        return first
    for index in range(first + 1, min(first + VERSE_LINES, len(found))):
        piece = found[index]
        if len(piece.text) > VERSE_WIDTH or piece.gap > 1 or stands_alone(piece.text):
            return first
        if closing == "”" and "“" in piece.text.partition("”")[0]:
            return first
        if closing in piece.text:
            return index if closing == "”" or piece.text.count(closing) == 1 else first
    return first


def _left_open(text: str) -> str:
    """The mark that must still close what `text` opens: a quotation mark, or the note that stands around a song."""
    if text.rfind("“") > text.rfind("”"):
        return "”"
    return next((mark for mark in '"♪' if text.count(mark) % 2), "")
