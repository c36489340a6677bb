"""What an opinion of who speaks a story says of each utterance and each person who may speak it: rows for the ranker.

The opinion is that of the rules at first, then that of a first ranker. What the text itself says stands in `surroundings.py`.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from audiodrama.annotate.columns import MISSING, NEAR
from audiodrama.annotate.columns import NAMES as SURROUNDINGS
from audiodrama.annotate.conversation import Turn, totals
from audiodrama.annotate.evidence import Evidence
from audiodrama.annotate.style import Style
from audiodrama.annotate.surroundings import IN_EARSHOT, WIDE
from audiodrama.annotate.utterances import FARTHEST_GAP, NOBODY, Utterance, gap

FARTHEST_TALK: Final = 14
"""Paragraphs on each side that belong to one conversation."""
LONG_AGO: Final = 30.0
"""Utterances; more count as this."""
PARTIES: Final = 4
"""Utterances on each side whose speakers are counted."""
LAST: Final = 8
NEXT: Final = 6
"""Utterances before and after that tell who takes part."""

RULES: Final = "chosen context".split()
TALK: Final = (
    "parties last_of_gender spoke_ago speaks_ahead scene_spoken calls_previous last_8 last_8_share next_6 wide_spoken"
    " with_previous with_next"
).split()
OPINION: Final = "log_share share_of_best share_rank mass mass_mean".split()
STYLE: Final = "style style_lead style_per_word".split()
NAMES: Final = (
    *SURROUNDINGS,
    *RULES,
    *TALK,
    *OPINION,
    *STYLE,
    *(f"{name}_{at}" for at in NEAR for name in ("chosen", "share", "own_share")),
)
"""All columns of a row: those of the surroundings, then those of this file."""


@dataclass(slots=True)
class Opinion:
    """Who speaks each utterance, as the rules or a first ranker see it."""

    chosen: list[int]
    shares: list[dict[int, float]]
    """Probability of each candidate."""


class Features:
    """Rows for all utterances of a story; each is appended to the row of its surroundings."""

    def __init__(
        self, evidence: Evidence, turns: Sequence[Turn], surroundings: Sequence[Mapping[int, list[float]]], opinion: Opinion
    ) -> None:
        self.people = evidence.people
        self.utterances = evidence.utterances
        self.turns = turns
        self.surroundings = surroundings
        self.chosen = opinion.chosen
        self.shares = opinion.shares
        self._words = [_words(utterance) for utterance in self.utterances]
        self._style = Style(self._words, opinion.shares)
        self._spoke: dict[int, list[int]] = {}
        self._scene_spoken: Counter[tuple[int, int]] = Counter()
        numbers = range(len(self.chosen))
        self._answers = [number > 0 and gap(self.utterances, number - 1, number) <= IN_EARSHOT for number in numbers]
        """Whether an utterance comes right after another of the same talk."""
        self._beside = [self._speakers_beside(number) for number in numbers]
        for number, speaker in enumerate(self.chosen):
            self._spoke.setdefault(speaker, []).append(number)
            self._scene_spoken[self._scene(number), speaker] += 1

    def _scene(self, number: int) -> int:
        return self.utterances[number].scanned.passage.scene

    def rows(self, number: int) -> list[list[float]]:
        """A row for each candidate of an utterance, in the order of its turn's candidates."""
        people = list(self.turns[number].candidates)
        if not people:
            return []
        around = totals(self.turns, self.chosen, number)
        best = max(around.values())
        last_of_gender = self._last_of_gender(number)
        parties = self._parties(number)
        opinion = self._opinion(number, people)
        style = self._likeness(number, people)
        near = self._near(number)
        partners = [self._partners(number, -1), self._partners(number, 1)]
        return [
            self.surroundings[number][person]
            + [float(self.chosen[number] == person), around[person] - best]
            + [parties, last_of_gender.get(person, 0.0), *self._talk(number, person)]
            + [MISSING if shares is None else shares.get(person, 0.0) for shares in partners]
            + opinion[person]
            + style[person]
            + self._neighbours(near, person)
            for person in people
        ]

    def _parties(self, number: int) -> float:
        """How many people speak right around an utterance, for all that the opinion knows."""
        around = range(max(0, number - PARTIES), min(len(self.chosen), number + PARTIES + 1))
        return float(len(set(self._speakers(around, number)) - {NOBODY}))

    def _last_of_gender(self, number: int) -> Mapping[int, float]:
        """Who of the tag's or the beat's gender spoke before, the latest 1, the one before him 1/2, and so on."""
        utterance = self.utterances[number]
        tag = [utterance.tag.subject] if utterance.tag else []
        subjects = utterance.scanned.subjects
        gendered = [s.gender for s in [*tag, *subjects] if s.kind == "pronoun" and s.gender]
        found: dict[int, float] = {}
        for at in range(number - 1, max(-1, number - 1 - LAST), -1) if gendered else ():
            if gap(self.utterances, at, number) >= FARTHEST_GAP:
                break
            speaker = self.chosen[at]
            if speaker not in found and speaker != NOBODY and self.people[speaker].gender == gendered[0]:
                found[speaker] = 1 / (1 + len(found))
        return found

    def _talk(self, number: int, person: int) -> list[float]:
        spoke = self._spoke.get(person, [])
        at = bisect_left(spoke, number)
        ahead = at + (at < len(spoke) and spoke[at] == number)
        wide = bisect_left(spoke, number + WIDE + 1) - bisect_left(spoke, number - WIDE) - (self.chosen[number] == person)
        last = self._speakers(range(max(0, number - LAST), number), number)
        following = self._speakers(range(number + 1, min(len(self.chosen), number + 1 + NEXT)), number)
        previous = self.chosen[number - 1] if last else NOBODY
        return [
            min(LONG_AGO, number - spoke[at - 1]) if at else LONG_AGO,
            min(LONG_AGO, spoke[ahead] - number) if ahead < len(spoke) else LONG_AGO,
            math.log1p(self._scene_spoken[self._scene(number), person]),
            float(previous in self.utterances[number].vocatives and previous != person),
            float(last.count(person)),
            last.count(person) / len(last) if last else MISSING,
            float(following.count(person)),
            float(wide),
        ]

    def _speakers_beside(self, number: int) -> dict[int, int]:
        """The steps to the utterances right before and after in the same talk, each to its speaker."""
        steps = {step: number + step for step in (-1, 1) if number + step < len(self.chosen)}
        return {step: self.chosen[at] for step, at in steps.items() if self._answers[max(number, at)]}

    def _partners(self, number: int, step: int) -> Mapping[int, float] | None:
        """What each says, by his share, right before or after the speaker beside an utterance; None where nobody is beside.

        In "A? A? A" it is mostly one who answers A, and the lines around tell together who.
        """
        other = self._beside[number].get(step)
        if other is None:
            return None
        found: dict[int, float] = {}
        for at in range(max(0, number - WIDE), min(len(self.chosen), number + WIDE + 1)):
            if at != number and self.chosen[at] != other and other in self._beside[at].values():
                for person, share in self.shares[at].items():
                    found[person] = found.get(person, 0.0) + share
        return found

    def _speakers(self, numbers: range, number: int) -> list[int]:
        """Who speaks those of the utterances that are near `number`."""
        near = (at for at in numbers if gap(self.utterances, min(at, number), max(at, number)) < FARTHEST_GAP)
        return [self.chosen[at] for at in near]

    def _opinion(self, number: int, people: Sequence[int]) -> dict[int, list[float]]:
        """What the opinion says here, and how much it gives to each person in the conversation around."""
        shares = self.shares[number]
        low, high = max(0, number - WIDE), min(len(self.utterances), number + WIDE + 1)
        around = [self.shares[at] for at in range(low, high) if at != number and self._together(at, number)]
        best = max(shares.values(), default=1.0)
        found: dict[int, list[float]] = {}
        for rank, person in enumerate(sorted(people, key=lambda person: -shares.get(person, 0.0))):
            share = shares.get(person, 0.0)
            mass = sum(other.get(person, 0.0) for other in around)
            found[person] = [math.log(share + 1e-4), share / best, float(rank), mass, mass / max(1, len(around))]
        return found

    def _together(self, one: int, other: int) -> bool:
        distance = abs(self.utterances[one].place - self.utterances[other].place)
        return distance <= FARTHEST_TALK and self._scene(one) == self._scene(other)

    def _likeness(self, number: int, people: Sequence[int]) -> dict[int, list[float]]:
        likelihoods = {person: self._style.likelihood(number, person) for person in people}
        best, words = max(likelihoods.values()), max(1, len(self._words[number]))
        return {person: [found, found - best, found / words] for person, found in likelihoods.items()}

    def _near(self, number: int) -> list[tuple[int, Mapping[int, float]] | None]:
        """For each neighbour its speaker and everybody's share of it; None where there is none."""
        places = (number + step for step in NEAR)
        near = (gap(self.utterances, min(at, number), max(at, number)) < FARTHEST_GAP for at in places)
        return [
            (self.chosen[number + step], self.shares[number + step]) if is_near else None
            for step, is_near in zip(NEAR, near, strict=True)
        ]

    @staticmethod
    def _neighbours(near: Sequence[tuple[int, Mapping[int, float]] | None], person: int) -> list[float]:
        found: list[float] = []
        for neighbour in near:
            if neighbour is None:
                found += [MISSING, MISSING, MISSING]
            else:
                speaker, shares = neighbour
                found += [float(speaker == person), max(shares.values(), default=0.0), shares.get(person, 0.0)]
        return found


def _words(utterance: Utterance) -> list[str]:
    tokens = utterance.scanned.passage.tokens[utterance.first : utterance.last]
    return [token.low for token in tokens if token.word and token.quote >= 0]
