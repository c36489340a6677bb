r"""What a `[[note]]` says: a setting for one line, a doubt of the annotator's, `[[+]]`, or a remark.

A note is a setting only where its first word is one of `SETTINGS` and stands alone or before a colon; anything else is kept
as a remark. A remark that would be taken for one of the others is written with a backslash before it: `[[\skip]]`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from audiodrama.model import DOUBTFUL, Evidence, Note, Remark, Span
from audiodrama.script.escape import guard_note
from audiodrama.script.scan import CONNECTING, Fault, Mark

LONGEST_PAUSE: Final = 60.0
"""s. A longer silence is taken for a slip: a listener takes it for the end."""
SLOWEST, FASTEST = 0.25, 4.0
"""Speed ratios beyond which no engine is understood."""
MOST_SEMITONES: Final = 24.0
MOST_DECIBELS: Final = 60.0

JOINED: Final = "[[+]]"
_LEAST_SURE = DOUBTFUL - 0.01
"""A doubt is written with two digits, and rounding must not make it certain."""

_TIME = re.compile(r"([0-9]{1,5}(?:[.,][0-9]{1,3})?)\s*(ms|s|sec|seconds?)?", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?[0-9]{1,5}(?:\.[0-9]{1,6})?")
_DECIBELS = re.compile(r"([+-]?[0-9]{1,3}(?:\.[0-9]{1,3})?)(?:\s*dB)?", re.IGNORECASE)
_SETTING = re.compile(r"([A-Za-z]+)\s*(?::(.*))?", re.DOTALL)
_PROBABILITY = re.compile(r"0?\.[0-9]{1,6}|[01](?:\.0{1,6})?")
_TAKE = re.compile(r"[1-9][0-9]{0,3}")


def is_time(value: str) -> bool:
    """Whether it is a length: `0.8s`, `800 ms`, `2`, at most `LONGEST_PAUSE`."""
    found = _TIME.fullmatch(value)
    if not found:
        return False
    length = float(found[1].replace(",", ".")) / (1000 if (found[2] or "").lower() == "ms" else 1)
    return length <= LONGEST_PAUSE


def _number(low: float, high: float) -> Callable[[str], bool]:
    return lambda value: bool(_NUMBER.fullmatch(value)) and low <= float(value) <= high


def _is_gain(value: str) -> bool:
    found = _DECIBELS.fullmatch(value)
    return found is not None and abs(float(found[1])) <= MOST_DECIBELS


def _is_saying(value: str) -> bool:
    word, _, spoken = value.partition("=")
    return bool(word.strip() and spoken.strip())


SETTINGS: Final[dict[str, tuple[Callable[[str], bool], str]]] = {
    "pause": (is_time, f"a time of at most {LONGEST_PAUSE:.0f} s, such as [[pause: 0.8s]]"),
    "rate": (
        _number(SLOWEST, FASTEST),
        f"a number from {SLOWEST} to {FASTEST:.0f}, where 1.0 is the voice's own pace: [[rate: 0.9]]",
    ),
    "pitch": (_number(-MOST_SEMITONES, MOST_SEMITONES), "a number of semitones: [[pitch: -1.5]]"),
    "volume": (_is_gain, "a number of decibels: [[volume: -3 dB]]"),
    "voice": (bool, "the name of a voice: [[voice: kokoro:bf_emma]]"),
    "take": (lambda value: bool(_TAKE.fullmatch(value)), "a whole number from 1: [[take: 2]]"),
    "say": (_is_saying, "a word and how it sounds: [[say: Aldermoor = ALL-der-moor]]"),
    "skip": (lambda value: not value, "nothing after its name: [[skip]]"),
    "cut": (lambda value: not value, "nothing after its name: [[cut]]"),
    "wait": (lambda value: not value, "nothing after its name: [[wait]]"),
    "announce": (lambda value: value in ("title", "chapter"), "title or chapter: [[announce: chapter]]"),
}
"""Each setting's name, what its value must be, and how that is said to the user."""


def is_right(note: Note) -> bool:
    """Whether a setting has a value that it takes."""
    return SETTINGS[note.name][0](note.value)


@dataclass(slots=True, kw_only=True)
class Notes:
    """What the notes and comments around one line say."""

    settings: list[Note] = field(default_factory=list)
    joined: bool = False
    evidence: Evidence | None = None
    doubts: list[Span] = field(default_factory=list)
    """Where the evidence stands in the file."""
    remarks: list[tuple[Remark, Span]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_notes(marks: Sequence[Mark]) -> Notes:
    """Sort the marks of a line by what they say."""
    notes = Notes()
    for mark in marks:
        if mark.form == "boneyard":
            notes.remarks.append((Remark(text=mark.body), mark.span))
        else:
            _read_note(mark, notes)
    return notes


def _read_note(mark: Mark, notes: Notes) -> None:
    body = mark.body
    if body == "+":
        notes.joined = True
    elif evidence := _doubt(body):
        notes.evidence = evidence
        notes.doubts.append(mark.span)
    elif setting := _setting(body):
        notes.settings.append(setting)
        if not is_right(setting):
            wanted = SETTINGS[setting.name][1]
            notes.faults.append(
                Fault(offset=mark.span.start, message=f"[[{setting.name}]] takes {wanted}", hint=_as_remark(body))
            )
    else:
        notes.remarks.append((Remark(text=body.removeprefix("\\"), form="note"), mark.span))


def _as_remark(body: str) -> str:
    return f"or make it a remark: [[\\{body}]]"


def _doubt(body: str) -> Evidence | None:
    said = body[1:].rsplit(maxsplit=1) if body.startswith("?") else []
    if len(said) < 2 or not _PROBABILITY.fullmatch(said[1]):
        return None
    return Evidence(rule=said[0].strip(), confidence=float(said[1]))


def _setting(body: str) -> Note | None:
    found = _SETTING.fullmatch(body)
    if not found or found[1].lower() not in SETTINGS:
        return None
    return Note(found[1].lower(), " ".join((found[2] or "").split("\n")).strip())


def misplaced(notes: Notes, marks: Sequence[Mark]) -> list[Fault]:
    """Faults for what belongs to a line, where no line is."""
    kept = {span for _, span in notes.remarks}
    hint = "put it behind the line's last word, without a blank row between"
    return [
        Fault(offset=mark.span.start, message=f"[[{mark.body}]] belongs to a line, and there is none here", hint=hint)
        for mark in marks
        if mark.span not in kept
    ]


def write_note(note: Note) -> str:
    """A setting as the file holds it."""
    return f"[[{guard_note(f'{note.name}: {note.value}' if note.value else note.name)}]]"


def write_doubt(evidence: Evidence | None) -> str:
    """The mark of an attribution that is not sure; empty for one that is."""
    if evidence is None or evidence.confidence >= DOUBTFUL:
        return ""
    return f"[[{guard_note(f'? {evidence.rule} {min(evidence.confidence, _LEAST_SURE):.2f}')}]]"


def write_remark_note(text: str) -> str:
    """A remark as a note that is taken for nothing else."""
    taken = text == "+" or text.startswith("\\") or _doubt(text) or _setting(text)
    body = guard_note("\\" + text if taken else text)
    return "[[" + "\n".join(row or CONNECTING for row in body.split("\n")) + "]]"
