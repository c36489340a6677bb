"""What the notes of a line say about its sound: `[[rate: 0.9]] [[pitch: -2]] [[take: 2]] [[voice: …]] [[say: … = …]]`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from audiodrama.errors import Problem
from audiodrama.model import Line, Note, Where

RATES: Final = (0.5, 2.0)
"""Ratio; what engines bear before words break."""
PITCHES: Final = (-12.0, 12.0)
"""Semitones."""
_TAKES: Final = (1, 999)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineNotes:
    """The notes of one line, read; None where there is no such note."""

    rate: float | None
    pitch: float | None
    take: int
    voice: str | None
    """As written: `engine:name` or a bare name."""
    sayings: Mapping[str, str]
    """Word to respelling."""


def read_notes(line: Line, problems: list[Problem]) -> LineNotes:
    """The line's notes; what cannot be read is added to `problems` and counts as absent."""

    def number(name: str, read: Callable[[str], float], bounds: tuple[float, float]) -> float | None:
        value = line.note(name)
        if value is None:
            return None
        try:
            found = read(value.removesuffix("st").strip())
        except ValueError:
            found = None
        if found is not None and bounds[0] <= found <= bounds[1]:
            return found
        problems.append(problem(line, f"{name}: {value!r} is not a number from {bounds[0]:g} to {bounds[1]:g}"))
        return None

    return LineNotes(
        rate=number("rate", float, RATES),
        pitch=number("pitch", float, PITCHES),
        take=int(number("take", int, _TAKES) or 1),
        voice=line.note("voice"),
        sayings=dict(_saying(note, line, problems) for note in line.notes if note.name == "say"),
    )


def problem(line: Line, message: str, hint: str = "") -> Problem:
    """A mistake in a line's notes."""
    return Problem(message=message, where=line.where or Where(file="script", line=1), hint=hint)


def _saying(note: Note, line: Line, problems: list[Problem]) -> tuple[str, str]:
    word, equals, said = (part.strip() for part in note.value.partition("="))
    if not (word and equals and said):
        problems.append(problem(line, f"say: {note.value!r} names no word and how to say it", "[[say: Word = respelling]]"))
    return word, said
