"""What the user decided about who speaks: names that were changed, doubts that were deleted.

The script as it was generated tells them apart from what the tool wrote. A decision is known by its place in the story, so that
it can be handed to the annotator.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from audiodrama.model import Line, Script
from audiodrama.script.align import Block, align, cut
from audiodrama.script.text import ScriptFile, read_file
from audiodrama.script.writing import write_script


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One line whose speaker the user knows."""

    index: int
    """Of the line among the user's."""
    start: int
    """Offset of the line's first character in the story."""
    speaker: str


def find_decisions(base: ScriptFile, mine: ScriptFile, fresh: Script, earlier: Collection[int] = ()) -> list[Decision]:
    """The decisions in `mine`, the user's script, in its order.

    `base` is the script that was generated when the user began, and `earlier` the indices of its lines that were decisions
    already; `fresh` is a script of the story as it is now, whose lines know their place in it.
    """
    old, my, new = cut(base), cut(mine), cut(read_file(write_script(fresh), mine.name))
    was, now = {at: before for before, at in align(old, my)}, dict(align(my, new))
    before, after, told = _lines(old), _lines(my), dict(zip(_lines(new), fresh.lines, strict=True))
    found = []
    for at, (index, line) in after.items():
        source = told[now[at]] if now.get(at) in told else None
        known = before.get(was.get(at, -1))
        if not known or not source or not source.source or "narration" in {line.kind, source.kind}:
            continue
        if known[0] in earlier or _is_decided(known[1], line):
            found.append(Decision(index=index, start=source.source.start, speaker=line.speaker))
    return found


def _lines(blocks: Sequence[Block]) -> dict[int, tuple[int, Line]]:
    """The blocks that are one line each: the line, and its index among all lines."""
    found, index = {}, 0
    for at, block in enumerate(blocks):
        if block.line:
            found[at] = index, block.line
        index += sum(isinstance(item, Line) for item in block.items)
    return found


def _is_decided(before: Line, line: Line) -> bool:
    """The name is another one, or the doubt is gone."""
    return before.speaker.casefold() != line.speaker.casefold() or (before.evidence is not None and line.evidence is None)
