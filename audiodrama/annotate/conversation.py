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
FAR: Final = 99
"""Paragraphs between turns of different scenes."""
TALK_ENDS: Final = 8
"""Paragraphs without speech after which a conversation is over."""
MEMORY: Final = 6
"""Speakers back that count as taking part in the conversation."""

WEIGHTS: dict[str, float] = {
    "same_adjacent": -3.7,
    "same_led": -0.75,
    "same_pronoun": 0.3,
    "same_gap": 0.2,
    "same_far": 0.8,
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
    scene: int = 0
    led: str = ""
    """`name` or `pronoun`: the subject of the narration that its paragraph begins with, often the one who spoke last."""


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
        beam = _extend(beam, turn, *_gaps(turns, number))
    best: _Path | None = max(beam, key=lambda path: path.score)
    speakers: list[int] = []
    while best is not None and best.back is not None:
        speakers.append(best.speaker)
        best = best.back
    return speakers[::-1]


def _gaps(turns: Sequence[Turn], number: int) -> tuple[int, int]:
    """Paragraphs to the turn before, and from there to the one before that; far where there is none in the scene."""
    gaps = []
    for at in (number, number - 1):
        together = at > 0 and turns[at].scene == turns[at - 1].scene
        gaps.append(turns[at].place - turns[at - 1].place if together else FAR)
    return gaps[0], gaps[1]


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
                score += turn_taking(path.recent, speaker, gap, before, led=turn.led)
            key = (path.speaker, speaker)
            if key not in merged or merged[key].score < score:
                merged[key] = _Path(score, speaker, path, (speaker, *path.recent[: MEMORY - 1]))
    return sorted(merged.values(), key=lambda path: -path.score)[:BEAM]


def turn_taking(recent: Sequence[int], speaker: int, gap: int, before: int, *, led: str) -> float:
    """How well `speaker` follows `recent` (latest first).

    `gap` counts paragraphs to the turn before, `before` from that to the one before it.
    """
    if not recent or gap > TALK_ENDS:
        return 0.0
    if speaker == recent[0]:
        adjacent = WEIGHTS[{"": "same_adjacent", "name": "same_led", "pronoun": "same_pronoun"}[led]]
        return adjacent if gap <= 1 else WEIGHTS["same_gap"] if gap == 2 else WEIGHTS["same_far"]
    score = 0.0
    if len(recent) > 1 and speaker == recent[1] and before <= TALK_ENDS:
        score += WEIGHTS["back_two"] if gap + before <= 4 else WEIGHTS["back_two_far"]
    elif speaker in recent:
        score += WEIGHTS["taking_part"]
    return score


def shares(turns: Sequence[Turn], speakers: Sequence[int]) -> list[dict[int, float]]:
    """The probability of each candidate of each turn, all the other turns staying as decided."""
    return [softmax(totals(turns, speakers, number)) for number in range(len(turns))]


def softmax(scores: Mapping[int, float]) -> dict[int, float]:
    """Scores as probabilities."""
    top = max(scores.values(), default=0.0)
    weights = {person: math.exp(score - top) for person, score in scores.items()}
    mass = sum(weights.values())
    return {person: weight / mass for person, weight in weights.items()}


def totals(turns: Sequence[Turn], speakers: Sequence[int], number: int) -> dict[int, float]:
    """Each candidate's weight with what turn-taking says of him, the turns around staying as decided."""
    candidates = turns[number].candidates.items()
    return {speaker: weight + _context(turns, speakers, number, speaker) for speaker, weight in candidates}


def _context(turns: Sequence[Turn], speakers: Sequence[int], number: int, speaker: int) -> float:
    """What turn-taking says of `speaker` here and of the two turns that follow."""
    score = 0.0
    for at in range(number, min(number + 3, len(turns))):
        if at == number or not turns[at].continues:
            recent = [speaker if near == number else speakers[near] for near in range(at - 1, max(-1, at - 1 - MEMORY), -1)]
            score += turn_taking(recent, speaker if at == number else speakers[at], *_gaps(turns, at), led=turns[at].led)
    return score
