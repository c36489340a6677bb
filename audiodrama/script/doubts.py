"""Which doubtful lines are worth a look first: those where a wrong guess would be heard most.

A line costs what it probably puts into a wrong mouth, in words, and more in a scene of the people who have most to say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from audiodrama.model import DOUBTFUL, Evidence, Line, Scene, Script


class Doubt(NamedTuple):
    """A line whose speaker is not sure."""

    line: Line
    evidence: Evidence
    cost: float
    """Words that are probably in the wrong mouth, times how much of the drama's leading part the scene's leading part is."""


def doubts_of(script: Script) -> tuple[Line, ...]:
    """The lines that carry a doubt, in their order."""
    return tuple(line for line in script.lines if _is_doubtful(line))


def costliest(script: Script) -> list[Doubt]:
    """The doubts, those that cost most first; the order of the script where they cost the same."""
    parts = Counter[str]()
    for line in script.lines:
        parts[line.speaker.casefold()] += _is_spoken(line) * _words(line)
    doubts = (doubt for scene in script.scenes for doubt in _doubts_in(scene, parts))
    return sorted(doubts, key=lambda doubt: -doubt.cost)


def _doubts_in(scene: Scene, parts: Mapping[str, int]) -> Iterator[Doubt]:
    lines = [item for item in scene.items if isinstance(item, Line)]
    heard = [parts[line.speaker.casefold()] for line in lines if _is_spoken(line)]
    weight = max(heard, default=0) / max(1, *parts.values())
    for line in lines:
        if line.evidence and _is_doubtful(line):
            yield Doubt(line, line.evidence, (1 - line.evidence.confidence) * _words(line) * weight)


def _is_doubtful(line: Line) -> bool:
    return line.evidence is not None and line.evidence.confidence < DOUBTFUL


def _is_spoken(line: Line) -> bool:
    return line.kind != "narration"


def _words(line: Line) -> int:
    return len(line.text.split())
