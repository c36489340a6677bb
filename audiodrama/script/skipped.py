"""Closing the gap that a skipped line leaves: "The river is up," [she said.] "Come in." is heard as two sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from audiodrama.model import Item, Line, Scene, Script

_SENTENCE_ENDS: Final = (".", "!", "?", "…")


def closed_up(script: Script) -> Script:
    """The script as it is heard without its skipped lines, which stay in it.

    What comes before one that ends a sentence ends with a full stop for its comma; what comes after it, or after one that began
    a paragraph, begins anew.
    """
    chapters = tuple(replace(chapter, scenes=tuple(_closed(scene) for scene in chapter.scenes)) for chapter in script.chapters)
    return replace(script, chapters=chapters)


def _closed(scene: Scene) -> Scene:
    return replace(scene, items=tuple(_heard(scene.items, at) for at in range(len(scene.items))))


def _heard(items: Sequence[Item], at: int) -> Item:
    item = items[at]
    if not isinstance(item, Line) or _is_skipped(item):
        return item
    before, behind = _skipped(items, at - 1), _skipped(items, at + 1)
    if behind and behind.joined and _ends(behind) and item.text.endswith(","):
        item = replace(item, text=item.text[:-1] + ".")
    if before and item.joined and (_ends(before) or not before.joined):
        item = replace(item, joined=False)
    return item


def _skipped(items: Sequence[Item], at: int) -> Line | None:
    item = items[at] if 0 <= at < len(items) else None
    return item if isinstance(item, Line) and _is_skipped(item) else None


def _is_skipped(line: Line) -> bool:
    return line.note("skip") is not None


def _ends(line: Line) -> bool:
    return line.text.rstrip("*_\"'”’»)").endswith(_SENTENCE_ENDS)
