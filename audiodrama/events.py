"""What happened, as values. The library never prints: stages call `listen(event)`; the command line draws, a test collects.

Every event is a plain dataclass whose fields are JSON values, so that `--json` is `{"event": kind, **fields}`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StageStarted:
    """A stage begins."""

    stage: str
    """`read`, `annotate`, `cast`, `render`, `mix`, `master`."""
    total: int = 0
    """How many steps its bar has; 0 when it is too short for a bar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageAdvanced:
    """A stage has done `done` of its `total` steps."""

    stage: str
    done: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRendered:
    """One clip is in the store."""

    key: str
    speaker: str
    seconds: float
    """Length of the clip."""
    attempts: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFailed:
    """One line could not be rendered; silence stands in for it."""

    key: str
    speaker: str
    text: str
    reason: str
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """Something the user should know that stops nothing."""

    message: str
    where: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageFinished:
    """A stage is done; `summary` is one human line."""

    stage: str
    summary: str
    seconds: float = 0.0


Event = StageStarted | StageAdvanced | LineRendered | LineFailed | Warned | StageFinished
Listen = Callable[[Event], None]


def ignore(event: Event) -> None:
    """Listen to nothing: the default listener of every stage."""
    del event
