"""One speech of the file as lines: a parenthetical or a change between speaking and singing begins the next line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from audiodrama.model import NARRATOR, Line, LineKind
from audiodrama.script.elements import NameRow
from audiodrama.script.escape import shape, split, unescape
from audiodrama.script.notes import Notes
from audiodrama.script.scan import Block, Mark, Row

KIND_WORDS: Final[dict[str, LineKind]] = {"THOUGHT": "thought", "SINGING": "song"}
"""Extensions that say what kind of line it is."""
CONTINUED: Final = frozenset({"CONT'D", "CONT’D", "CONTD", "CONT.", "CONTINUED"})
"""Extensions that repeat what the reader sees anyway: they are not kept."""


@dataclass(slots=True, kw_only=True)
class Piece:
    """What becomes one line of a speech."""

    manner: list[str] = field(default_factory=list)
    sung: bool = False
    rows: list[Row] = field(default_factory=list)
    """Those that hold text."""
    marks: list[Mark] = field(default_factory=list)
    start: int = 0
    end: int = 0
    """Offsets of all its rows, the parenthetical too."""
    first: bool = False

    def add(self, row: Row) -> None:
        """Take in a row of any sort."""
        self.start = self.start or row.span.start
        self.end = row.span.end
        self.marks += row.marks

    def line(self, name: NameRow, notes: Notes) -> Line:
        """The line it is, under the name that stands above the speech."""
        kinds = [KIND_WORDS[word] for word in name.extensions if word in KIND_WORDS]
        kind = "song" if self.sung else (kinds[-1] if kinds else "speech")
        if kind == "speech" and name.name == NARRATOR and not name.forced:
            kind = "narration"
        kept = (word for word in name.extensions if word and word not in KIND_WORDS and word not in CONTINUED)
        return Line(
            kind=kind,
            speaker=name.name,
            text=verses(row.text.removeprefix("~" if kind == "song" else "") for row in self.rows),
            manner=tuple(self.manner),
            extension=", ".join(kept),
            joined=notes.joined or not self.first,
            dual=name.dual and self.first,
            notes=tuple(notes.settings),
            evidence=notes.evidence,
        )


def speech(rows: Block, *, song: bool) -> list[Piece]:
    """The pieces of a speech whose first row is the name; only the last may lack text. `song`: all of it is sung."""
    pieces = [Piece(first=True)]
    for row in rows[1:]:
        piece = pieces[-1]
        manner = _parenthetical(row.text)
        sung = row.text.startswith("~")
        if piece.rows and manner is not None:
            pieces.append(Piece())
        elif piece.rows and row.text and sung != piece.sung and not song:
            pieces.append(Piece(manner=list(piece.manner)))
        piece = pieces[-1]
        piece.add(row)
        if manner is not None:
            piece.manner += manner
        elif row.text:
            piece.sung = piece.sung or sung
            piece.rows.append(row)
    return pieces


def _parenthetical(text: str) -> tuple[str, ...] | None:
    """The words of a row that is one bracket from end to end."""
    seen = shape(text)
    return split(text[1:-1]) if seen[:1] == "(" and seen[-1:] == ")" and len(seen) > 1 else None


def verses(rows: Iterable[str]) -> str:
    """Rows of text as a line holds them: one row each verse, none of them blank."""
    plain = (unescape(row.lstrip()) for row in rows)
    return "\n".join(row for row in plain if row.strip()).strip()
