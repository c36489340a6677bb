"""Whole conversations decided at once: the sequence of speakers that the evidence and the rules of turn-taking like best.

Each utterance has candidates with weights for what speaks for them (tag, beat, mention, address); each pair and triple of
neighbours has weights for how people take turns. A beam search finds the best sequence, so that a sure tag decides the untagged
lines on both sides of it. The weights are natural logarithms, set by coordinate search on the PDNC development novels.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from audiodrama.annotate.utterances import NOBODY

BEAM: Final = 12
"""Sequences kept at each utterance."""
MEMORY: Final = 6
"""Speakers back that count as taking part in the conversation."""

WEIGHTS: dict[str, float] = {
    "same_adjacent": -2.2,
    "same_gap": -0.6,
    "same_far": 0.0,
    "back_two": 1.8,
    "back_two_far": 0.8,
    "taking_part": 0.8,
}


@dataclass(slots=True)
class Turn:
    """What the search knows of an utterance."""

    candidates: Mapping[int, float]
    """Person to weight."""
    place: int
    continues: bool


@dataclass(slots=True)
class _Path:
    score: float
    speaker: int
    back: _Path | None
    recent: tuple[int, ...]


def decide(turns: Sequence[Turn]) -> list[int]:
    """The best speaker for each turn."""
    beam = [_Path(0.0, NOBODY, None, ())]
    for number, turn in enumerate(turns):
        gap = turn.place - turns[number - 1].place if number else 99
        before = turns[number - 1].place - turns[number - 2].place if number > 1 else 99
        beam = _extend(beam, turn, gap, before)
    best: _Path | None = max(beam, key=lambda path: path.score)
    speakers: list[int] = []
    while best is not None and best.back is not None:
        speakers.append(best.speaker)
        best = best.back
    return speakers[::-1]


def _extend(beam: Sequence[_Path], turn: Turn, gap: int, before: int) -> list[_Path]:
    merged: dict[tuple[int, int], _Path] = {}
    for path in beam:
        if turn.continues and path.speaker != NOBODY:
            options: Mapping[int, float] = {path.speaker: 0.0}
        else:
            options = turn.candidates or {NOBODY: 0.0}
        for speaker, weight in options.items():
            score = path.score + weight
            if not turn.continues:
                score += turn_taking(path.recent, speaker, gap, before)
            key = (path.speaker, speaker)
            if key not in merged or merged[key].score < score:
                merged[key] = _Path(score, speaker, path, (speaker, *path.recent[: MEMORY - 1]))
    return sorted(merged.values(), key=lambda path: -path.score)[:BEAM]


def turn_taking(recent: Sequence[int], speaker: int, gap: int, before: int) -> float:
    """How well `speaker` follows `recent` (latest first); `gap` and `before` are paragraphs to the turn before and from it to the one before."""
    if not recent or gap > 8:
        return 0.0
    if speaker == recent[0]:
        return WEIGHTS["same_adjacent"] if gap == 1 else WEIGHTS["same_gap"] if gap == 2 else WEIGHTS["same_far"]
    score = 0.0
    if len(recent) > 1 and speaker == recent[1] and before <= 8:
        score += WEIGHTS["back_two"] if gap + before <= 4 else WEIGHTS["back_two_far"]
    elif speaker in recent:
        score += WEIGHTS["taking_part"]
    return score


def share(weights: Mapping[int, float], chosen: int) -> float:
    """The chosen one's part when weights are taken for logarithms."""
    top = max(weights.values())
    total = sum(math.exp(weight - top) for weight in weights.values())
    return math.exp(weights[chosen] - top) / total
