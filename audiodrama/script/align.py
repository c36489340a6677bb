"""Which block of one version of a script is which block of another.

Blocks that are equal pair first, then those that say the same words, then, in the gaps between, those whose words are alike:
the pairs that keep the order and are alike most in sum.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

from audiodrama.model import Cue, Item, Line, Remark, Span
from audiodrama.script.escape import trim_end
from audiodrama.script.scan import NEWLINE
from audiodrama.script.text import ScriptFile

ALIKE: Final = 0.6
"""Share of words in common (difflib's ratio) from which a paragraph counts as the old one reworded."""
SAME_SPEAKER_BONUS: Final = 0.1
"""What the same speaker adds when several paragraphs are alike."""
MOST_COMPARISONS: Final = 40_000
"""Pairs of blocks in one gap, about a second's work; in a longer gap a chapter was rewritten, and nothing in it is paired."""

Kind = Literal["line", "cue", "remark", "heading"]
Pairs = list[tuple[int, int]]
Gap = tuple[range, range]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of rows without a blank one, and what it means."""

    text: str
    after: str
    """The space up to the next block."""
    items: tuple[Item, ...]
    kind: Kind
    whole: str
    """Its rows without the space at their ends."""
    key: str
    """The same without doubts."""
    words: tuple[str, ...]
    """What it says, in small letters without punctuation."""

    @property
    def line(self) -> Line | None:
        """The line, where the block is one line and nothing else."""
        item = self.items[0] if len(self.items) == 1 else None
        return item if isinstance(item, Line) else None


def cut(file: ScriptFile) -> list[Block]:
    """The blocks of a file after its title page."""
    placed = list(zip(file.script.items, file.places, strict=True))
    found: list[Block] = []
    at = 0
    for index, span in enumerate(file.blocks):
        first = at
        while at < len(placed) and placed[at][1].span.start < span.end:
            at += 1
        end = file.blocks[index + 1].start if index + 1 < len(file.blocks) else len(file.text)
        doubts = [doubt for _, place in placed[first:at] for doubt in place.doubts]
        items = tuple(item for item, _ in placed[first:at])
        found.append(_block(file.text, span, end, items, doubts))
    return found


def _block(text: str, span: Span, end: int, items: tuple[Item, ...], doubts: Sequence[Span]) -> Block:
    own = text[span.start : span.end]
    bare = own
    for doubt in reversed(doubts):
        bare = trim_end(bare[: doubt.start - span.start]) + bare[doubt.end - span.start :]
    kind = _kind(items)
    said = " ".join(item.text for item in items if isinstance(item, Line)) if kind == "line" else own
    return Block(
        text=own,
        after=text[span.end : end],
        items=items,
        kind=kind,
        whole=_trimmed(own),
        key=_trimmed(bare),
        words=tuple(re.findall(r"\w+", said.casefold())),
    )


def _trimmed(text: str) -> str:
    return "\n".join(filter(None, map(str.strip, NEWLINE.split(text))))


def _kind(items: Sequence[Item]) -> Kind:
    kinds: tuple[tuple[type, Kind], ...] = ((Line, "line"), (Cue, "cue"), (Remark, "remark"))
    return next((kind for sort, kind in kinds if any(isinstance(item, sort) for item in items)), "heading")


def align(old: Sequence[Block], new: Sequence[Block]) -> Pairs:
    """Pairs of indices, rising on both sides: blocks that are the same paragraph, reworded or not."""
    whole = (range(len(old)), range(len(new)))
    pairs, gaps = _equal(old, new, [whole], lambda block: block.key)
    same_words, gaps = _equal(old, new, gaps, lambda block: (block.kind, block.words or block.key))
    pairs += same_words
    for gap in gaps:
        pairs += _alike(old, new, gap)
    return sorted(pairs)


def _equal(
    old: Sequence[Block], new: Sequence[Block], gaps: Sequence[Gap], key: Callable[[Block], Hashable]
) -> tuple[Pairs, list[Gap]]:
    """Pairs in the gaps that have the same key, and the gaps that remain."""
    pairs, remaining = Pairs(), list[Gap]()
    for mine, theirs in gaps:
        one, other = [key(old[i]) for i in mine], [key(new[j]) for j in theirs]
        i, j = mine.start, theirs.start
        for start, second, size in _runs(one, other):
            remaining.append((range(i, mine.start + start), range(j, theirs.start + second)))
            i, j = mine.start + start + size, theirs.start + second + size
            pairs += [(i - back, j - back) for back in range(size, 0, -1)]
        remaining.append((range(i, mine.stop), range(j, theirs.stop)))
    return pairs, [gap for gap in remaining if gap[0] and gap[1]]


def _runs(one: Sequence[Hashable], other: Sequence[Hashable]) -> Iterator[tuple[int, int, int]]:
    """Equal runs; those at both ends first, so that difflib sees only what changed."""
    short = min(len(one), len(other))
    head = next((i for i in range(short) if one[i] != other[i]), short)
    tail = next((i for i in range(short - head) if one[-1 - i] != other[-1 - i]), short - head)
    yield 0, 0, head
    middle = SequenceMatcher(None, one[head : len(one) - tail], other[head : len(other) - tail], autojunk=False)
    for start, second, size in middle.get_matching_blocks():
        yield head + start, head + second, size
    yield len(one) - tail, len(other) - tail, tail


def _alike(old: Sequence[Block], new: Sequence[Block], gap: Gap) -> Pairs:
    """Pairs of one gap with the greatest sum of likeness, in order."""
    mine, theirs = gap
    if len(mine) * len(theirs) > MOST_COMPARISONS:
        return []
    best = [[0.0] * (len(theirs) + 1) for _ in range(len(mine) + 1)]
    likeness = [_likenesses(old[i], [new[j] for j in theirs]) for i in mine]
    for i in range(len(mine) - 1, -1, -1):
        for j in range(len(theirs) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], likeness[i][j] + best[i + 1][j + 1])
    pairs, i, j = Pairs(), 0, 0
    while i < len(mine) and j < len(theirs):
        if likeness[i][j] and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            pairs.append((mine[i], theirs[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _likenesses(block: Block, others: Sequence[Block]) -> list[float]:
    """How much each of the others is like the block: 0 where it is another paragraph."""
    matcher = SequenceMatcher[str](autojunk=False)
    matcher.set_seq2(block.words)
    found: list[float] = []
    for other in others:
        matcher.set_seq1(other.words)
        possible = block.kind == other.kind and min(matcher.real_quick_ratio(), matcher.quick_ratio()) >= ALIKE
        ratio = matcher.ratio() if possible else 0.0
        found.append(ratio + SAME_SPEAKER_BONUS * _same_speaker(block, other) if ratio >= ALIKE else 0.0)
    return found


def _same_speaker(block: Block, other: Block) -> bool:
    return bool(block.line and other.line and block.line.speaker == other.line.speaker)
