"""What the text around an utterance says of each person who may speak it: one row of numbers per pair, for the ranker.

The numbers describe, they do not decide: how a tag or a beat fits the person, where the narration names him, what the rules'
evidence weighs, who calls whom, how much he is told of. Missing things are -9, so that a tree can tell them from zero.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from audiodrama.annotate.columns import MISSING, NARRATED, NEAR
from audiodrama.annotate.conversation import Turn
from audiodrama.annotate.evidence import Evidence
from audiodrama.annotate.lexicon import FEMALE_PRONOUNS, MALE_PRONOUNS
from audiodrama.annotate.mentions import Mention, Subject
from audiodrama.annotate.saying import ANSWERING, content, hailed, last_mark
from audiodrama.annotate.tokens import Token
from audiodrama.annotate.utterances import FARTHEST_GAP, NOBODY, Scanned, Utterance, gap

WIDE: Final = 10
"""Utterances on each side that make the conversation around one."""
IN_EARSHOT: Final = 4
"""Paragraphs within which one utterance, or a name called out, is answered."""

_KINDS: Final = {"name": 1.0, "pronoun": 2.0, "nominal": 3.0}
_GENDERS: Final = {"": 0.0, "male": 1.0, "female": 2.0, "neutral": 0.0}
_FORMS: Final = {"marks": 0.0, "dash": 1.0, "chat": 2.0, "song": 3.0}
_PRONOUNS: Final = dict.fromkeys(MALE_PRONOUNS, "male") | dict.fromkeys(FEMALE_PRONOUNS, "female")


@dataclass(slots=True)
class _Place:
    """What surrounds an utterance in the narration."""

    before: list[Mention] = field(default_factory=list)
    after: list[Mention] = field(default_factory=list)
    previous: list[Mention] = field(default_factory=list)
    next: list[Mention] = field(default_factory=list)
    slots: tuple[Subject | None, ...] = ()
    """Subjects: of the tag, of an announcing paragraph, first and last before and after, of the paragraphs beside."""
    sentence: int = 0
    """Token at which the sentence right before the quote begins."""


class Surroundings:
    """Rows for all utterances of a story."""

    def __init__(self, evidence: Evidence, turns: Sequence[Turn]) -> None:
        self.evidence = evidence
        self.turns = turns
        self.utterances = evidence.utterances
        self.people = evidence.people
        self._tagged = [evidence.certain(utterance) for utterance in self.utterances]
        self._tags = Counter(self._tagged)
        self._said = [content(utterance) for utterance in self.utterances]
        self._introduced = {
            subject.owners[0]
            for scanned in evidence.scanned
            for subject in scanned.subjects
            if subject.kind == "nominal" and subject.owners and subject.determiner in {"a", "an", "another"}
        }
        self._bareness = sum(not utterance.tag for utterance in self.utterances) / max(1, len(self.utterances))
        self._named: dict[int, list[tuple[int, int]]] = {}
        self._scene_named: Counter[tuple[int, int]] = Counter()
        self._quoted: Counter[int] = Counter()
        for scanned in evidence.scanned:
            self._count(scanned)

    def _count(self, scanned: Scanned) -> None:
        for mention in scanned.mentions:
            for owner in mention.owners[:2]:
                if mention.quote >= 0:
                    self._quoted[owner] += 1
                else:
                    self._named.setdefault(owner, []).append((scanned.offset + mention.begin, scanned.passage.index))
                    self._scene_named[scanned.passage.scene, owner] += 1

    def rows(self, number: int) -> dict[int, list[float]]:
        """A row for each candidate of an utterance."""
        weights = self.turns[number].candidates
        if not weights:
            return {}
        place = self._place(number)
        utterance = self._utterance(number)
        resolved = self._resolve(number, place)
        minded = self.evidence.salience.minded[self.utterances[number].position]
        told = self._told(number)
        weighed = _weighed(weights)
        narrated = self._narrated(number, place)
        recency = self._recency(number, list(weights))
        near = self._near(number)
        return {
            person: utterance
            + [self._fit(subject, person) for subject in place.slots]
            + [shares.get(person, 0.0) / most for shares, most in resolved]
            + [shares.get(person, 0.0) for shares, _ in resolved]
            + [minded.get(person, 0.0)]
            + [_agree(self.people[person].gender, gender) for gender in told]
            + weighed[person]
            + narrated.get(person, _NOWHERE)
            + recency[person]
            + self._address(number, person)
            + self._prior(number, person)
            + self._neighbours(near, person)
            for person in weights
        }

    # --- the utterance itself ----------------------------------------------------------------------------------------------

    def _place(self, number: int) -> _Place:
        utterance = self.utterances[number]
        scanned = utterance.scanned
        place = _Place()
        for mention in scanned.mentions:
            if mention.quote < 0:
                (place.before if mention.end <= utterance.first else place.after).append(mention)
        place.previous, place.next = self._named_beside(utterance, -1), self._named_beside(utterance, 1)
        before = [subject for subject in scanned.subjects if subject.end <= utterance.first]
        after = [subject for subject in scanned.subjects if subject.begin >= utterance.first]
        place.slots = (
            utterance.tag.subject if utterance.tag else None,
            utterance.led_by,
            before[0] if before else None,
            before[-1] if len(before) > 1 else None,
            after[0] if after else None,
            after[-1] if len(after) > 1 else None,
            self._subject_beside(utterance, -1),
            self._subject_beside(utterance, 1),
        )
        tokens, at = scanned.passage.tokens, utterance.first - 1
        while at > 0 and tokens[at - 1].text not in ".!?" and tokens[at - 1].quote < 0:
            at -= 1
        place.sentence = at
        return place

    def _named_beside(self, utterance: Utterance, side: int) -> list[Mention]:
        beside = self._beside(utterance, side)
        return [mention for mention in beside.mentions if mention.quote < 0] if beside else []

    def _subject_beside(self, utterance: Utterance, side: int) -> Subject | None:
        """The last subject of the paragraph before, or the first of the one after."""
        beside = self._beside(utterance, side)
        subjects = beside.subjects if beside else []
        return subjects[-1 if side < 0 else 0] if subjects else None

    def _beside(self, utterance: Utterance, side: int) -> Scanned | None:
        at = utterance.place + side
        if not 0 <= at < len(self.evidence.scanned):
            return None
        beside = self.evidence.scanned[at]
        return beside if beside.passage.scene == utterance.scanned.passage.scene else None

    def _utterance(self, number: int) -> list[float]:
        utterance, tag = self.utterances[number], self.utterances[number].tag
        tokens = utterance.scanned.passage.tokens
        spoken = [token for token in tokens[utterance.first : utterance.last] if token.quote >= 0]
        here = [other for other in self.utterances[max(0, number - 6) : number + 7] if other.scanned is utterance.scanned]
        quote = utterance.scanned.passage.quotes[utterance.quotes[0]]
        return [
            _KINDS[tag.subject.kind] if tag else 0.0,
            float(tag.strength) if tag else 0.0,
            float(tag.place == "after") if tag else MISSING,
            (3.0 if tag.subject.word == "i" else _GENDERS[tag.subject.gender]) if tag else MISSING,
            math.log1p(sum(token.word for token in spoken)),
            float(not any(token.word and token.quote < 0 for token in tokens)),
            math.log1p(sum(token.word for token in tokens[: utterance.first])),
            math.log1p(sum(token.word and token.quote < 0 for token in tokens[utterance.first :])),
            float(gap(self.utterances, number - 1, number)),
            float(gap(self.utterances, number, number + 1)),
            float(len(here)),
            float(here.index(utterance)),
            float(len(utterance.quotes)),
            float(last_mark(utterance) == "?"),
            float(number > 0 and last_mark(self.utterances[number - 1]) == "?"),
            float(last_mark(utterance) == "!"),
            math.log1p(len(self.utterances)),
            self._bareness,
            float(self.evidence.narrator != NOBODY),
            float(len(self.turns[number].candidates)),
            float(len(utterance.vocatives)),
            float(len(utterance.named)),
            float(utterance.continues),
            float(utterance.led_by is not None),
            _FORMS[quote.form],
            float(self._beside(utterance, -1) is None),
            float(bool(spoken) and spoken[0].low in ANSWERING),
            *(self._echo(number, step) for step in (1, 2)),
        ]

    def _echo(self, number: int, step: int) -> float:
        """Share of an utterance's words that stand in one before it."""
        if gap(self.utterances, number - step, number) > IN_EARSHOT or not self._said[number]:
            return 0.0
        return len(self._said[number] & self._said[number - step]) / len(self._said[number])

    # --- subjects and pronouns ---------------------------------------------------------------------------------------------

    def _fit(self, subject: Subject | None, person: int) -> float:
        """From 3, it is this person for sure, to -3, it is somebody else."""
        if subject is None:
            return MISSING
        owner = self.evidence.referent(subject)
        if owner != NOBODY:
            return 3.0 if owner == person else 2.0 if person in subject.owners else -3.0
        if subject.word in {"they", "we"}:
            return -1.0
        if subject.word == "i" or (person == self.evidence.narrator and subject.kind == "pronoun"):
            return -2.5
        theirs = self.people[person].gender
        if subject.gender == "neutral":
            return 1.0 if self.evidence.may_be(person, "neutral") else -2.0
        if not theirs or not subject.gender:
            return 0.0
        return (1.0 if subject.kind == "pronoun" else 0.5) if theirs == subject.gender else -2.0

    def _resolve(self, number: int, place: _Place) -> list[tuple[Mapping[int, float], float]]:
        """Shares of those whom the pronouns of the tag, around the quote and beside it may mean, each with the largest."""
        utterance = self.utterances[number]
        found = [self._resolved(utterance.scanned, place.slots[slot]) for slot in (0, 2, 4)]
        found += [self._resolved(self._beside(utterance, side), place.slots[slot]) for slot, side in ((6, -1), (7, 1))]
        return [(shares, max(shares.values(), default=1.0) or 1.0) for shares in found]

    def _resolved(self, scanned: Scanned | None, subject: Subject | None) -> Mapping[int, float]:
        if scanned is None or subject is None or not subject.gender or self.evidence.referent(subject) != NOBODY:
            return {}
        return self.evidence.resolve(scanned.offset + subject.begin, subject.gender)

    def _told(self, number: int) -> tuple[str, str, str, str, str]:
        """Genders: of the pronouns before, after, in the paragraphs before and after; of who says "my wife", "my husband"."""
        utterance = self.utterances[number]
        tokens = utterance.scanned.passage.tokens
        before, after = self._beside(utterance, -1), self._beside(utterance, 1)
        said = [token.low for token in tokens[utterance.first : utterance.last] if token.quote >= 0]
        owned = [following for word, following in pairwise(said) if word == "my"]
        return (
            _first_gender(token for token in reversed(tokens[: utterance.first]) if token.quote < 0),
            _first_gender(token for token in tokens[utterance.first :] if token.quote < 0),
            _first_gender(token for token in reversed(before.passage.tokens) if token.quote < 0) if before else "",
            _first_gender(token for token in after.passage.tokens if token.quote < 0) if after else "",
            "male" if "wife" in owned else "female" if "husband" in owned else "",
        )

    # --- names -------------------------------------------------------------------------------------------------------------

    def _narrated(self, number: int, place: _Place) -> dict[int, list[float]]:
        here = (*place.before, *place.after)
        between = [mention for mention in place.after if mention.begin < self.utterances[number].last]
        people = {owner for mention in (*here, *place.previous, *place.next) for owner in mention.owners}
        return {
            person: [
                _count(place.before, person),
                _count(place.after, person),
                _is(place.before, 0, person),
                _is(place.before, -1, person),
                _is(place.after, 0, person),
                _count([mention for mention in place.before if mention.begin >= place.sentence], person),
                _count([mention for mention in here if mention.possessive], person),
                _count([mention for mention in here if mention.after_preposition], person),
                _count([mention for mention in place.before if mention.acts], person),
                _count([mention for mention in place.after if mention.acts], person),
                _count(place.previous, person),
                _is(place.previous, 0, person),
                _is(place.previous, -1, person),
                _count(place.next, person),
                _is(place.next, 0, person),
                _count(between, person),
            ]
            for person in people
        }

    def _recency(self, number: int, people: Sequence[int]) -> dict[int, list[float]]:
        utterance = self.utterances[number]
        last: dict[int, float] = {}
        places: dict[int, list[int]] = {}
        for person in people:
            named = self._named.get(person, [])
            at = bisect_left(named, (utterance.position, 0))
            last[person] = utterance.position - named[at - 1][0] if at else 1e5
            places[person] = [place for _, place in named[max(0, at - 30) : at]]
        found: dict[int, list[float]] = {}
        seen: Counter[str] = Counter()
        for rank, person in enumerate(sorted(people, key=lambda person: last[person])):
            gender = self.people[person].gender
            found[person] = [
                math.log1p(last[person]),
                float(min(rank, 9)),
                float(min(seen[gender], 9)),
                float(sum(utterance.place - place <= 5 for place in places[person])),
                float(sum(utterance.place - place <= 25 for place in places[person])),
            ]
            seen[gender] += 1
        return found

    def _address(self, number: int, person: int) -> list[float]:
        utterance = self.utterances[number]
        before = [self._in_earshot(number, -step) for step in (1, 2)]
        after = [self._in_earshot(number, step) for step in (1, 2)]
        return [
            float(person in utterance.vocatives),
            float(person in utterance.named and person not in utterance.vocatives),
            *(float(other is not None and person in other.vocatives) for other in before),
            float(before[0] is not None and person in before[0].named),
            *(float(other is not None and person in other.vocatives) for other in after),
            float(after[0] is not None and person in after[0].named),
            *(_agree(self.people[person].gender, hailed(other) if other else "") for other in (before[0], after[0])),
        ]

    def _in_earshot(self, number: int, step: int) -> Utterance | None:
        near = gap(self.utterances, min(number, number + step), max(number, number + step)) <= IN_EARSHOT
        return self.utterances[number + step] if near else None

    def _prior(self, number: int, person: int) -> list[float]:
        someone = self.people[person]
        low, high = max(0, number - WIDE), number + WIDE + 1
        near = sum(tagged == person for at, tagged in enumerate(self._tagged[low:high], low) if at != number)
        tags, named = self._tags[person], len(self._named.get(person, ()))
        return [
            math.log1p(named),
            math.log1p(tags),
            math.log((tags + 1) / (len(self.utterances) + 10)),
            float(self.evidence.silent[person]),
            _GENDERS[someone.gender],
            float(person == self.evidence.narrator),
            float(not someone.forms),
            float(person in self._introduced),
            math.log((self._quoted[person] + 1) / (named + 1)),
            math.log1p(self._scene_named[self.utterances[number].scanned.passage.scene, person]),
            float(near),
        ]

    # --- neighbours --------------------------------------------------------------------------------------------------------

    def _near(self, number: int) -> list[tuple[Subject | None, float]]:
        """For each neighbour the subject of its tag, and its distance."""
        found: list[tuple[Subject | None, float]] = []
        for step in NEAR:
            far = gap(self.utterances, min(number, number + step), max(number, number + step))
            tag = self.utterances[number + step].tag if far < FARTHEST_GAP else None
            found.append((tag.subject if tag and tag.strength == 2 else None, float(far)))
        return found

    def _neighbours(self, near: Sequence[tuple[Subject | None, float]], person: int) -> list[float]:
        return [number for subject, far in near for number in (self._fit(subject, person), far)]


_NOWHERE: Final = [0.0] * len(NARRATED)


def _weighed(weights: Mapping[int, float]) -> dict[int, list[float]]:
    """The evidence's own weights: against the best, by rank, and how far the best leads."""
    ranked = sorted(weights, key=lambda person: -weights[person])
    top = weights[ranked[0]]
    lead = top - weights[ranked[1]] if len(ranked) > 1 else -MISSING
    return {
        person: [weights[person] - top, float(min(rank, 9)), lead if rank == 0 else weights[person] - top]
        for rank, person in enumerate(ranked)
    }


def _first_gender(tokens: Iterable[Token]) -> str:
    """The gender of the first pronoun of whatever case."""
    return next((_PRONOUNS[token.low] for token in tokens if token.low in _PRONOUNS), "")


def _agree(theirs: str, wanted: str) -> float:
    return 0.0 if not theirs or not wanted else 1.0 if theirs == wanted else -1.0


def _count(mentions: Sequence[Mention], person: int) -> float:
    return float(sum(person in mention.owners for mention in mentions))


def _is(mentions: Sequence[Mention], at: int, person: int) -> float:
    return float(bool(mentions) and person in mentions[at].owners)
