"""What was generated, what the user made of it, and what the changed story gives now: one script of the three.

The user's word wins. A block that the user did not touch becomes what the story says now; where both changed one block, its
speaker, its manner, its notes and its text are merged one by one, and what cannot be is a conflict: the user's stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from audiodrama.model import Line, Where
from audiodrama.script.align import Block, align, cut
from audiodrama.script.scan import CONNECTING, NEWLINE
from audiodrama.script.text import ScriptFile, read_file
from audiodrama.script.titlepage import merge_title_pages, read_title_page
from audiodrama.script.writing import write_line

SHOWN: Final = 60
"""Characters of a paragraph that messages quote."""

_PARTS: Final = {
    "speaker": ("kind", "speaker"),
    "extension": ("extension",),
    "manner": ("manner",),
    "notes": ("notes",),
    "text": ("text",),
    "place in the paragraph": ("joined",),
    "dual dialogue": ("dual",),
}
"""What is merged one by one, in the words of a message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Something that the user and the story changed differently; the user's version stands."""

    where: Where
    """In the merged text."""
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The merged script, and what a user should know about it."""

    text: str
    changes: tuple[str, ...] = ()
    """What the story brought in, or would bring in if there were a base: one sentence each."""
    conflicts: tuple[Conflict, ...] = ()


def merge(base: str | None, mine: str, theirs: str, name: str) -> Merged:
    """Merge `theirs`, the script generated now, into `mine`, the user's; `base` is what was generated when `mine` began.

    Without a base nothing is known about who wrote what: `mine` stands as it is, and the differences are listed.

    Raises:
        ProblemsError: one of the scripts has mistakes; `name` is how messages call the user's.
    """
    if base is None:
        return Merged(text=mine, changes=_differences(mine, theirs, name))
    if theirs == base:
        return Merged(text=mine)
    merged = _Merger(base, mine, theirs, name).merged()
    return replace(merged, text=theirs) if mine == base else merged


def _differences(mine: str, theirs: str, name: str) -> tuple[str, ...]:
    """Lines of the story that the script does not say, and lines of the script that the story does not."""
    old, new = ([block for block in cut(read_file(text, name)) if block.kind == "line"] for text in (mine, theirs))
    pairs = align(old, new)
    kept, known = {i for i, _ in pairs}, {j for _, j in pairs}
    return (
        *(
            f"the story now has {_shown(new[j], old[i])}, the script {_shown(old[i], new[j])}"
            for i, j in pairs
            if old[i].words != new[j].words
        ),
        *(f"only in the story: {_shown(block)}" for j, block in enumerate(new) if j not in known),
        *(f"only in the script: {_shown(block)}" for i, block in enumerate(old) if i not in kept),
    )


def _shown(block: Block, other: Block | None = None) -> str:
    """A block for a message; of a long one the part where it differs from the other."""
    return _quoted(_said(block), _said(other) if other else "")


def _said(block: Block | Line) -> str:
    line = block.line if isinstance(block, Block) else block
    text = line.text if line else block.text
    return " ".join((f"{line.speaker}: {text}" if line and line.kind != "narration" else text).split())


def _quoted(text: str, other: str = "") -> str:
    if len(text) <= SHOWN:
        return f"“{text}”"
    same = next((i for i, pair in enumerate(zip(text, other, strict=False)) if pair[0] != pair[1]), min(len(text), len(other)))
    start = max(0, min(same - SHOWN // 3, len(text) - SHOWN))
    end = start + SHOWN
    return f"“{'…' * (start > 0)}{text[start:end]}{'…' * (end < len(text))}”"


def _is_doubtful(block: Block) -> bool:
    return any(isinstance(item, Line) and item.evidence for item in block.items)


class _Version:
    """One of the two versions that grew out of the base."""

    def __init__(self, base: Sequence[Block], blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self._of = dict(align(base, blocks))
        self._kept = frozenset(self._of.values())

    def block(self, index: int) -> Block | None:
        """What became of the base's block; None where it is gone."""
        return self.blocks[self._of[index]] if index in self._of else None

    def inserted(self, index: int) -> list[Block]:
        """What is new right behind the base's block; behind -1 at the beginning."""
        if index >= 0 and index not in self._of:
            return []
        start = self._of[index] + 1 if index >= 0 else 0
        end = next((i for i in range(start, len(self.blocks)) if i in self._kept), len(self.blocks))
        return list(self.blocks[start:end])


class _Merger:
    """Walks along the base and writes what the two versions make of it."""

    def __init__(self, base: str, mine: str, theirs: str, name: str) -> None:
        self._name = name
        newline = NEWLINE.search(mine)
        self._newline = newline[0] if newline else "\n"
        self._base = cut(read_file(base, name))
        user = read_file(mine, name)
        self._mine = _Version(self._base, cut(user))
        self._theirs = _Version(self._base, cut(read_file(theirs, name)))
        self._out: list[str] = []
        self._line = 1
        self._changes: list[str] = []
        self._conflicts: list[Conflict] = []
        self._open(user, *merge_title_pages(base, mine, theirs, self._newline))

    def _open(self, user: ScriptFile, page: str, clashes: Sequence[str]) -> None:
        """Write the title page and keep the space behind it."""
        start = read_title_page(user.text).end
        first = user.blocks[0].start if user.blocks else start
        gap = user.text[start:first]
        same = user.blocks and (page == user.text[:start] or len(NEWLINE.split(gap)) > 2)
        self._separator = ""
        for message in clashes:
            self._conflict(message)
        self._write(page)
        self._separator = gap if same else self._newline * 2 * bool(page)
        self._rest = self._mine.blocks[-1].after if user.blocks else user.text[start:] or self._newline

    def merged(self) -> Merged:
        """The result of the whole walk."""
        for index in range(-1, len(self._base)):
            if index >= 0:
                self._survivor(index)
            self._newcomers(index)
        self._write(self._rest)
        return Merged(text="".join(self._out), changes=tuple(self._changes), conflicts=tuple(self._conflicts))

    # --- what becomes of one block -----------------------------------------------------------------------------------------

    def _survivor(self, index: int) -> None:
        base, mine, theirs = self._base[index], self._mine.block(index), self._theirs.block(index)
        if mine and theirs:
            self._both(base, mine, theirs)
        elif mine and mine.key == base.key:
            self._change(f"gone: {_shown(base)}")
        elif mine:
            self._conflict(f"the story no longer has {_shown(base)}, which you changed")
            self._put(mine)
        elif theirs and theirs.key != base.key:
            self._conflict(f"you deleted {_shown(base, theirs)}; the story now has {_shown(theirs, base)}")

    def _both(self, base: Block, mine: Block, theirs: Block) -> None:
        if theirs.whole == base.whole or (theirs.key == base.key and _is_doubtful(theirs) and _is_doubtful(base)):
            self._put(mine)
        elif mine.whole == base.whole:
            self._reworded(base, theirs)
            self._put(self._brought(theirs.text))
        elif mine.key == theirs.key:
            self._put(mine)
        elif base.line and mine.line and theirs.line:
            self._reworded(base, theirs)
            line = self._line_of(base.line, mine.line, theirs.line)
            unchanged = line == mine.line and line.evidence == mine.line.evidence
            self._put(mine if unchanged else self._brought(write_line(line)))
        else:
            self._conflict(f"you and the story both changed {_shown(base, theirs)}; the story now has {_shown(theirs, base)}")
            self._put(mine)

    def _reworded(self, base: Block, theirs: Block) -> None:
        now, was = _shown(theirs, base), _shown(base, theirs)
        if now != was:
            self._change(f"now {now}, was {was}")
        elif theirs.key != base.key:
            self._change(f"directed otherwise: {now}")

    def _line_of(self, base: Line, mine: Line, theirs: Line) -> Line:
        """Each part of the line from whoever changed it."""
        confirmed = base.evidence is not None and mine.evidence is None
        merged = replace(mine, evidence=theirs.evidence)
        for part, fields in _PARTS.items():
            was, user, story = ([getattr(line, field) for field in fields] for line in (base, mine, theirs))
            if user != was or (part == "speaker" and confirmed):
                if story not in (was, user):
                    now = _quoted(_said(theirs), _said(mine))
                    self._conflict(f"you and the story both changed the {part} of this line; the story now has {now}")
                merged = replace(merged, evidence=mine.evidence) if part == "speaker" else merged
            else:
                merged = replace(merged, **dict(zip(fields, story, strict=True)))
        return merged

    # --- what is new behind it ---------------------------------------------------------------------------------------------

    def _newcomers(self, index: int) -> None:
        mine, theirs = self._mine.inserted(index), self._theirs.inserted(index)
        known = {block.words or block.key for block in mine}
        theirs = [block for block in theirs if (block.words or block.key) not in known]
        following = index + 1
        rewritten = mine and following < len(self._base) and not (self._mine.block(following) or self._theirs.block(following))
        if rewritten:
            for block in theirs:
                self._conflict(f"you rewrote this place; the story now has {_shown(block)}")
            theirs = []
        opens_a_scene = any(block.kind == "heading" for block in mine)
        if not opens_a_scene:
            self._put_all(mine)
        for block in theirs:
            self._change(f"new: {_shown(block)}")
            self._put(self._brought(block.text))
        if opens_a_scene:
            self._put_all(mine)

    # --- writing -----------------------------------------------------------------------------------------------------------

    def _put_all(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            self._put(block)

    def _put(self, block: Block | str) -> None:
        """A block of the user's with the space behind it, or new text with a blank row behind it."""
        text, after = (block, "") if isinstance(block, str) else (block.text, block.after)
        self._write(self._separator)
        self._write(text)
        rows = NEWLINE.split(after)
        self._separator = after if len(rows) > 2 and CONNECTING not in rows else self._newline * 2

    def _brought(self, text: str) -> str:
        """Text of the story's with the newlines of the user's file."""
        return NEWLINE.sub(self._newline, text)

    def _write(self, text: str) -> None:
        self._out.append(text)
        self._line += len(NEWLINE.findall(text))

    def _where(self) -> Where:
        """Where the next block will stand."""
        return Where(file=self._name, line=self._line + len(NEWLINE.findall(self._separator)))

    def _change(self, message: str) -> None:
        self._changes.append(f"{self._where()}: {message}")

    def _conflict(self, message: str) -> None:
        self._conflicts.append(Conflict(where=self._where(), message=message))
