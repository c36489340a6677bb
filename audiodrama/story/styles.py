"""What style sheets and inline styles say that a listener would notice: emphasis, what is hidden, larger letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from audiodrama.story.blocks import Block
from audiodrama.story.marks import LONGEST_MARK, plain_title

USUAL_SIZE: Final = 12.0
"""Points of letters of which nothing is said."""
LARGER: Final = 1.15
"""Of the text's own size, the least that makes a heading of a short paragraph."""
_DEEPEST_HEADING: Final = 6

ITALIC: Final = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
UPRIGHT: Final = re.compile(r"font-style\s*:\s*normal", re.IGNORECASE)
BOLD: Final = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
CENTRED: Final = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_SIZE: Final = re.compile(r"font-size\s*:\s*(\d{1,4}(?:\.\d{1,8})?)\s*(pt|px|em|rem|%)", re.IGNORECASE)
_POINTS: Final = {"pt": 1.0, "px": 0.75, "rem": USUAL_SIZE}
_OF_OUTER: Final = {"em": 1.0, "%": 0.01}
_CSS_CLASS: Final = re.compile(r"(?:^|[\s,>])[a-z]*\.([\w-]+)\s*(?=,|$)", re.IGNORECASE)


class Styles(NamedTuple):
    """The classes of a style sheet that matter to a listener, in small letters."""

    italic: frozenset[str] = frozenset()
    bold: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    sizes: Mapping[str, str] = {}
    """The declarations of those that set the size of letters."""


def read_styles(css: str) -> Styles:
    """Which classes a style sheet sets in italics, in bold or in a size of its own, and which it hides."""
    italic, bold, hidden, sized = set[str](), set[str](), set[str](), dict[str, str]()
    for rule in css.split("}"):
        selectors, _, declarations = rule.rpartition("{")
        for wanted, pattern in ((italic, ITALIC), (bold, BOLD), (hidden, HIDDEN)):
            if pattern.search(declarations):
                wanted.update(_classes(selectors))
        if size := _SIZE.search(declarations):
            sized |= dict.fromkeys(_classes(selectors), size[0])
    return Styles(frozenset(italic), frozenset(bold), frozenset(hidden), sized)


def _classes(selectors: str) -> list[str]:
    return [name.lower() for name in _CSS_CLASS.findall(selectors.strip())]


def size_of(declarations: str, outer: float) -> float:
    """The size of letters in points that these declarations set, inside letters of the size `outer`."""
    found = _SIZE.search(declarations)
    if not found:
        return outer
    number, unit = float(found[1]), found[2].lower()
    return round(number * (_POINTS.get(unit) or _OF_OUTER[unit] * outer), 1)


def mark_headings_by_size(blocks: Sequence[Block]) -> None:
    """Where nothing is marked as a heading, short paragraphs in larger letters than the text's own are headings."""
    prose = [block for block in blocks if block.role == "prose"]
    if not prose or any(block.level for block in prose):
        return
    letters = Counter[float]()
    for block in prose:
        letters[block.size] += len(block.text)
    own = letters.most_common(1)[0][0]
    large = [
        block
        for block in prose
        if 0 < LARGER * own <= block.size and len(block.text) <= LONGEST_MARK and block.text[-1] not in ",;"
    ]
    levels = {size: level for level, size in enumerate(sorted({block.size for block in large}, reverse=True), start=1)}
    for block in large:
        block.level, block.text = min(levels[block.size], _DEEPEST_HEADING), plain_title(block.text) or block.text
