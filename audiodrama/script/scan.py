"""The file cut into rows and blocks, with notes and comments lifted out of them: what reading, editing and merging stand on.

A note or a comment may stand anywhere and run over several rows of the file, so they are found first; what is left of a row
is its text. Every value keeps its offsets in the file, so that an edit can replace the very characters it means.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from audiodrama.errors import Problem
from audiodrama.model import Span, Where
from audiodrama.script.escape import plain, trim_end, unguard_comment, unguard_note

NEWLINE = re.compile(r"\r\n|\r|\n")
CONNECTING = "  "
"""A row of exactly two spaces keeps a blank row inside a speech or a note, as Fountain has it."""

_TOKEN = re.compile(r"\\[^\r\n]|/\*|\[\[|\r\n|\r|\n")
_BLANK_ROW = re.compile(r"(?>\r\n|\r|\n)(?!  [\r\n])[^\S\r\n]*[\r\n]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A `[[note]]` or a `/* comment */`."""

    form: Literal["note", "boneyard"]
    body: str
    """What it says, its guards taken off, without space at the ends of its rows."""
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the file; several where a note or a comment runs over their ends."""

    span: Span
    """Without the space around it and without its newline."""
    text: str
    """Without its marks, still escaped; empty where it means nothing but space."""
    marks: tuple[Mark, ...]
    connecting: bool
    """It is exactly two spaces."""

    @property
    def blank(self) -> bool:
        """Whether it ends a block."""
        return self.span.start == self.span.end


Block = tuple[Row, ...]
"""Rows without a blank one between them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A mistake at an offset of the file."""

    offset: int
    message: str
    hint: str = ""


class Places:
    """Turns offsets of a text into lines and columns."""

    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._name = name
        self._starts = [0, *(found.end() for found in NEWLINE.finditer(text))]

    def where(self, offset: int) -> Where:
        """The place of a character."""
        line = bisect_right(self._starts, offset)
        return Where(file=self._name, line=line, column=offset - self._starts[line - 1] + 1)

    def problem(self, fault: Fault) -> Problem:
        """The mistake with its place and the line that holds it."""
        where = self.where(fault.offset)
        start = self._starts[where.line - 1]
        end = self._starts[where.line] if where.line < len(self._starts) else len(self._text)
        return Problem(message=fault.message, where=where, excerpt=self._text[start:end].rstrip("\r\n"), hint=fault.hint)


class Scanner:
    """Reads the rows of a text from an offset on; `faults` are the notes and comments that never close."""

    def __init__(self, text: str, start: int = 0) -> None:
        self.faults: list[Fault] = []
        self._text = text
        self._position = start
        self._closing: dict[str, int] = {}

    def rows(self) -> Iterator[Row]:
        """All rows, blank ones too."""
        start, marks = self._position, list[Mark]()
        while token := _TOKEN.search(self._text, self._position):
            self._position = token.end()
            if token[0] in ("[[", "/*"):
                marks.extend(self._mark(token.start()))
            elif token[0][0] != "\\":
                yield self._row(start, token.start(), marks)
                start, marks = self._position, []
        yield self._row(start, len(self._text), marks)

    def _mark(self, start: int) -> Iterator[Mark]:
        note = self._text[start] == "["
        close = self._find("]]" if note else "*/", start + 2)
        blank = _BLANK_ROW.search(self._text, start, close if close >= 0 else len(self._text)) if note else None
        if close < 0 or blank:
            self._position = start + 2
            what, end = ("note", "]]") if note else ("comment", "*/")
            hint = f"end it with {end}, or write \\{self._text[start : start + 2]} for these very characters"
            self.faults.append(Fault(offset=start, message=f"this {what} is never closed", hint=hint))
            return
        self._position = close + 2
        body = "\n".join(row.rstrip() for row in NEWLINE.split(self._text[start + 2 : close])).strip()
        body = unguard_note(body) if note else unguard_comment(body)
        yield Mark(form="note" if note else "boneyard", body=body, span=Span(start, close + 2))

    def _find(self, closing: str, start: int) -> int:
        """Where the mark closes; each closing is searched for once, however many openings there are."""
        known = self._closing.get(closing, 0)
        if 0 <= known < start:
            known = self._text.find(closing, start)
            self._closing[closing] = known
        return known

    def _row(self, start: int, end: int, marks: Sequence[Mark]) -> Row:
        raw = self._text[start:end]
        left = start + len(raw) - len(raw.lstrip())
        starts = [start, *(mark.span.end for mark in marks)]
        ends = [*(mark.span.start for mark in marks), end]
        text = "".join(trim_end(self._text[one:other]) for one, other in zip(starts, ends, strict=True)).lstrip()
        return Row(
            span=Span(min(left, end), max(left, start + len(raw.rstrip()))) if raw.strip() else Span(start, start),
            text=text if plain(text) else "",
            marks=tuple(marks),
            connecting=raw == CONNECTING,
        )
