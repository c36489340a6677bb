"""What can go wrong, and what the user is told about it.

    AudiodramaError                 anything that a user can mend; the command line shows it in one place
    ├── InputError                  the story cannot be read: missing, a folder, empty, binary, wrong encoding      exit 2
    ├── ProblemsError               the script or voices.yaml has mistakes, all of them listed                      exit 3
    ├── EngineMissingError          an engine or an encoder is not installed or does not start                      exit 4
    └── StorageError                a file or folder cannot be written; a disk is full                              exit 1

An error says what happened, where, and what to do. It never carries a traceback to the user.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from audiodrama.model import Where


class AudiodramaError(Exception):
    """Anything that a user can mend: `message` (what), `where` (the place), `hint` (what to do)."""

    exit_code = 1

    def __init__(self, message: str, *, where: Where | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.message}" + (f" ({self.hint})" if self.hint else "")


class InputError(AudiodramaError):
    """The story cannot be read."""

    exit_code = 2


class EngineMissingError(AudiodramaError):
    """An engine or an encoder is not installed here, or does not start."""

    exit_code = 4


class StorageError(AudiodramaError):
    """A file or folder cannot be written."""

    exit_code = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One mistake in a file of the user's."""

    message: str
    where: Where
    excerpt: str = ""
    """The line of the file that holds it; the caret is put under `where.column`."""
    hint: str = ""
    """What to do, for instance the nearest right word: `did you mean bm_george?`."""


class ProblemsError(AudiodramaError):
    """The script or voices.yaml has mistakes: all of them, in the order of the file."""

    exit_code = 3

    def __init__(self, problems: Sequence[Problem]) -> None:
        first = problems[0]
        super().__init__(first.message, where=first.where, hint=first.hint)
        self.problems = tuple(problems)
