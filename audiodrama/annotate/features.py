"""What a ranker is told of an utterance and of each person who may speak it: one row of numbers per pair.

The numbers describe, they do not decide: how a tag or a beat fits the person, where the narration names him, what the rules of
`evidence.py` and `conversation.py` think of him here and nearby, who addresses whom, how much he speaks in the story. Missing
things are -9, so that a tree can tell them from zero.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from audiodrama.annotate.conversation import Turn, totals
from audiodrama.annotate.evidence import Evidence
from audiodrama.annotate.lexicon import FEMALE_PRONOUNS, MALE_PRONOUNS
from audiodrama.annotate.mentions import Mention, Subject
from audiodrama.annotate.tokens import Token
from audiodrama.annotate.utterances import NOBODY, Scanned, Utterance

MISSING: Final = -9.0
NEAR: Final = (-4, -3, -2, -1, 1, 2, 3, 4)
"""Neighbours looked at one by one, in utterances."""
FARTHEST_GAP: Final = 20
"""Paragraphs; a longer gap, or another scene, counts as this."""
WIDE: Final = 10
"""Utterances on each side that make the conversation around one."""

UTTERANCE: Final = (
    "tag_kind tag_strength tag_after tag_gender words bare led_words trail_words gap_before gap_after inside order quotes"
    " asks asked_before exclaims first_person candidates calls names continues announced form scene_start answers"
).split()
FIT: Final = "fit_tag fit_announced fit_first_before fit_last_before fit_after fit_after_last".split()
RESOLVED: Final = "resolved_tag resolved_before resolved_after last_of_gender".split()
CUES: Final = "told_before told_after told_previous own_gender addressed_gender".split()
RULES: Final = "weight weight_rank weight_lead share chosen context".split()
NARRATED: Final = (
    "named_before named_after first_before last_before first_after right_before owned oblique acts_before acts_after"
    " previous previous_first previous_last next next_first named_between"
).split()
RECENCY: Final = "distance recency_rank recency_rank_gender mentions_5 mentions_25 spoke_ago speaks_ahead".split()
ADDRESS: Final = (
    "called named called_1 called_2 named_1 calls_next_1 calls_next_2 names_next_1 called_by_previous_speaker"
).split()
PRIOR: Final = "narrated tags tag_share silent gender narrator role in_quotes scene_named scene_spoken near_tags".split()
NEIGHBOUR: Final = "n_fit n_chosen n_share n_gap".split()
TALK: Final = "last_8 last_8_share next_6 wide_spoken".split()
NAMES: Final = tuple(
    [*UTTERANCE, *FIT, *RESOLVED, *CUES, *RULES, *NARRATED, *RECENCY, *ADDRESS, *PRIOR]
    + [f"{name}_{at}" for at in NEAR for name in NEIGHBOUR]
    + TALK
)
"""The columns, in order."""

_KINDS: Final = {"name": 1.0, "pronoun": 2.0, "nominal": 3.0}
_GENDERS: Final = {"": 0.0, "male": 1.0, "female": 2.0, "neutral": 0.0}
_FORMS: Final = {"marks": 0.0, "dash": 1.0, "chat": 2.0, "song": 3.0}
_ANSWERING: Final = frozenset("yes no yeah yep nope oh ah aye indeed certainly thank thanks never nothing because well".split())
_PRONOUNS: Final = {word: "male" for word in MALE_PRONOUNS} | {word: "female" for word in FEMALE_PRONOUNS}
_ADDRESSES: Final = {
    **dict.fromkeys("sir gentlemen lad mister lordship monsieur dude bro".split(), "male"),
    **dict.fromkeys("madam madame ma'am ma’am miss mum mom mamma mama mummy lass ladyship mademoiselle signora".split(), "female"),
}
"""Words by which somebody is addressed, and the gender they tell."""


@dataclass(slots=True)
class _Place:
    """What surrounds an utterance in the narration."""

    before: list[Mention] = field(default_factory=list)
    after: list[Mention] = field(default_factory=list)
    previous: list[Mention] = field(default_factory=list)
    next: list[Mention] = field(default_factory=list)
    slots: tuple[Subject | None, ...] = ()
    """Subjects: of the tag, of an announcing paragraph, first and last before, first and last after."""
    sentence: int = 0
    """Token at which the sentence right before the quote begins."""


class Features:
    """Rows for all utterances of a story, given what the rules decided for it."""

    def __init__(self, evidence: Evidence, turns: Sequence[Turn], chosen: Sequence[int], shares: Sequence[float]) -> None:
        self.evidence = evidence
        self.turns = turns
        self.chosen = chosen
        self.shares = shares
        self.utterances = evidence.utterances
        self.people = evidence.people
        self._tagged = [evidence.certain(utterance) for utterance in self.utterances]
        self._tags = Counter(self._tagged)
        self._spoke: dict[int, list[int]] = {}
        self._named: dict[int, list[tuple[int, int]]] = {}
        self._scene_named: Counter[tuple[int, int]] = Counter()
        self._scene_spoken: Counter[tuple[int, int]] = Counter()
        self._quoted: Counter[int] = Counter()
        self._count()

    def _count(self) -> None:
        for number, speaker in enumerate(self.chosen):
            self._spoke.setdefault(speaker, []).append(number)
            self._scene_spoken[self.utterances[number].scanned.passage.scene, speaker] += 1
        for scanned in self.evidence.scanned:
            for mention in scanned.mentions:
                for owner in mention.owners[:2]:
                    if mention.quote >= 0:
                        self._quoted[owner] += 1
                    else:
                        self._named.setdefault(owner, []).append((scanned.offset + mention.begin, scanned.passage.index))
                        self._scene_named[scanned.passage.scene, owner] += 1

    def rows(self, number: int) -> tuple[list[int], list[list[float]]]:
        """The candidates of an utterance, and a row of numbers for each."""
        weights = self.turns[number].candidates
        people = list(weights)
        place = self._place(number)
        shared = self._utterance(number, place)
        resolved = self._resolve(number, place)
        cues = self._genders(number)
        rules = self._rules(number, weights)
        narrated = self._narrated(number, place)
        recency = self._recency(number, people)
        near = self._near(number)
        rows = [
            shared
            + [self._fit(subject, person) for subject in place.slots]
            + [scores.get(person, 0.0) for scores in resolved]
            + self._cues(number, cues, person)
            + rules[person]
            + narrated.get(person, _NOWHERE)
            + recency[person]
            + self._address(number, person)
            + self._prior(number, person)
            + self._neighbours(near, person)
            + self._talk(number, person)
            for person in people
        ]
        return people, rows

    # --- the utterance itself ----------------------------------------------------------------------------------------------

    def _place(self, number: int) -> _Place:
        utterance = self.utterances[number]
        scanned = utterance.scanned
        place = _Place()
        for mention in scanned.mentions:
            if mention.quote < 0:
                (place.before if mention.end <= utterance.first else place.after).append(mention)
        for side, mentions in ((-1, place.previous), (1, place.next)):
            beside = self._beside(utterance, side)
            mentions += [mention for mention in beside.mentions if mention.quote < 0] if beside else []
        before = [s for s in scanned.subjects if s.end <= utterance.first]
        after = [s for s in scanned.subjects if s.begin >= utterance.first]
        place.slots = (
            utterance.tag.subject if utterance.tag else None,
            utterance.led_by,
            before[0] if before else None,
            before[-1] if len(before) > 1 else None,
            after[0] if after else None,
            after[-1] if len(after) > 1 else None,
        )
        tokens, at = scanned.passage.tokens, utterance.first - 1
        while at > 0 and not (tokens[at - 1].text in ".!?" and tokens[at - 1].quote < 0) and tokens[at - 1].quote < 0:
            at -= 1
        place.sentence = at
        return place

    def _beside(self, utterance: Utterance, side: int) -> Scanned | None:
        at = utterance.place + side
        if not 0 <= at < len(self.evidence.scanned):
            return None
        beside = self.evidence.scanned[at]
        return beside if beside.passage.scene == utterance.scanned.passage.scene else None

    def _utterance(self, number: int, place: _Place) -> list[float]:
        utterance, tag = self.utterances[number], self.utterances[number].tag
        tokens = utterance.scanned.passage.tokens
        spoken = [token for token in tokens[utterance.first : utterance.last] if token.quote >= 0]
        here = [u for u in self.utterances[max(0, number - 6) : number + 7] if u.scanned is utterance.scanned]
        previous = self.utterances[number - 1] if number else None
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
            float(self._gap(number - 1, number)),
            float(self._gap(number, number + 1)),
            float(len(here)),
            float(here.index(utterance)),
            float(len(utterance.quotes)),
            float(_last_mark(utterance) == "?"),
            float(previous is not None and _last_mark(previous) == "?"),
            float(_last_mark(utterance) == "!"),
            float(self.evidence.narrator != NOBODY),
            float(len(self.turns[number].candidates)),
            float(len(utterance.vocatives)),
            float(len(utterance.named)),
            float(utterance.continues),
            float(utterance.led_by is not None),
            _FORMS[quote.form],
            float(not place.previous and self._beside(utterance, -1) is None),
            float(bool(spoken) and spoken[0].low in _ANSWERING),
        ]

    def _gap(self, one: int, other: int) -> int:
        if one < 0 or other >= len(self.utterances):
            return FARTHEST_GAP
        first, second = self.utterances[one], self.utterances[other]
        if first.scanned.passage.scene != second.scanned.passage.scene:
            return FARTHEST_GAP
        return min(FARTHEST_GAP, second.place - first.place)

    # --- subjects ----------------------------------------------------------------------------------------------------------

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
        if not theirs or not subject.gender:
            return 0.0
        return (1.0 if subject.kind == "pronoun" else 0.5) if theirs == subject.gender else -2.0

    def _resolve(self, number: int, place: _Place) -> list[Mapping[int, float]]:
        utterance = self.utterances[number]
        tag, first, after = place.slots[0], place.slots[2], place.slots[4]
        found = [self._resolved(utterance.scanned, subject) for subject in (tag, first, after)]
        gender = next((s.gender for s in (tag, after, first) if s and s.kind == "pronoun" and s.gender), "")
        return [*found, self._last_of_gender(number, gender)]

    def _resolved(self, scanned: Scanned, subject: Subject | None) -> Mapping[int, float]:
        if subject is None or not subject.gender or self.evidence.referent(subject) != NOBODY:
            return {}
        scores = self.evidence.resolve(scanned.offset + subject.begin, subject.gender)
        top = max(scores.values(), default=0.0)
        return {owner: score / top for owner, score in scores.items()} if top else {}

    def _last_of_gender(self, number: int, gender: str) -> Mapping[int, float]:
        """Who of that gender spoke before, the latest 1, the one before 1/2 …"""
        found: dict[int, float] = {}
        if gender:
            for at in range(number - 1, max(-1, number - 9), -1):
                if self._gap(at, number) >= FARTHEST_GAP:
                    break
                speaker = self.chosen[at]
                if speaker not in found and speaker != NOBODY and self.people[speaker].gender == gender:
                    found[speaker] = 1 / (1 + len(found))
        return found

    # --- what words say of a gender ----------------------------------------------------------------------------------------

    def _genders(self, number: int) -> tuple[str, str, str, str, str]:
        """Of the narration before, after and in the paragraph before; of the speaker and of the one addressed, by their words."""
        utterance = self.utterances[number]
        tokens = utterance.scanned.passage.tokens
        before = self._beside(utterance, -1)
        words = [token.low for token in tokens[utterance.first : utterance.last] if token.quote >= 0]
        kin = [after for word, after in zip(words, words[1:], strict=False) if word == "my"]
        return (
            _told([token for token in tokens[: utterance.first] if token.quote < 0][::-1]),
            _told([token for token in tokens[utterance.first :] if token.quote < 0]),
            _told([token for token in before.passage.tokens if token.quote < 0][::-1]) if before else "",
            "male" if "wife" in kin else "female" if "husband" in kin else "",
            next((_ADDRESSES[word] for word in words if word in _ADDRESSES), ""),
        )

    def _cues(self, number: int, genders: tuple[str, str, str, str, str], person: int) -> list[float]:
        before, after, previous, own, addressed = genders
        theirs = self.people[person].gender
        others = [self.chosen[at] for at in (number - 1, number + 1) if 0 <= at < len(self.chosen) and self._near_utterance(number, at - number)]
        other = next((self.people[o].gender for o in others if o not in {person, NOBODY}), "")
        return [_agree(theirs, before), _agree(theirs, after), _agree(theirs, previous), _agree(theirs, own), _agree(other, addressed)]

    # --- the rules' own opinion --------------------------------------------------------------------------------------------

    def _rules(self, number: int, weights: Mapping[int, float]) -> dict[int, list[float]]:
        top = max(weights.values())
        ranked = sorted(weights, key=lambda person: -weights[person])
        around = totals(self.turns, self.chosen, number)
        best = max(around.values())
        mass = sum(math.exp(score - best) for score in around.values())
        second = sorted(weights.values())[-2] if len(weights) > 1 else top - 9
        return {
            person: [
                weights[person] - top,
                float(min(rank, 9)),
                top - second if rank == 0 else weights[person] - top,
                math.exp(around[person] - best) / mass,
                float(self.chosen[number] == person),
                around[person] - best,
            ]
            for rank, person in enumerate(ranked)
        }

    # --- where the narration names him -------------------------------------------------------------------------------------

    def _narrated(self, number: int, place: _Place) -> dict[int, list[float]]:
        utterance = self.utterances[number]
        between = [m for m in place.after if m.begin < utterance.last]
        people = {o for m in (*place.before, *place.after, *place.previous, *place.next) for o in m.owners}
        return {
            person: [
                _count(place.before, person),
                _count(place.after, person),
                _is(place.before, 0, person),
                _is(place.before, -1, person),
                _is(place.after, 0, person),
                _count([m for m in place.before if m.begin >= place.sentence], person),
                _count([m for m in (*place.before, *place.after) if m.possessive], person),
                _count([m for m in (*place.before, *place.after) if m.after_preposition], person),
                _count([m for m in place.before if m.acts], person),
                _count([m for m in place.after if m.acts], person),
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
        position = utterance.position
        last: dict[int, float] = {}
        counts: dict[int, tuple[int, int]] = {}
        for person in people:
            named = self._named.get(person, [])
            at = bisect_left(named, (position, 0))
            last[person] = position - named[at - 1][0] if at else 1e5
            recent = [place for _, place in named[max(0, at - 30) : at]]
            counts[person] = (
                sum(utterance.place - place <= 5 for place in recent),
                sum(utterance.place - place <= 25 for place in recent),
            )
        ranked = sorted(people, key=lambda person: last[person])
        found: dict[int, list[float]] = {}
        seen: Counter[str] = Counter()
        for rank, person in enumerate(ranked):
            gender = self.people[person].gender
            spoke = self._spoke.get(person, [])
            at = bisect_left(spoke, number)
            ahead = at + (at < len(spoke) and spoke[at] == number)
            found[person] = [
                math.log1p(last[person]),
                float(min(rank, 9)),
                float(min(seen[gender], 9)),
                float(counts[person][0]),
                float(counts[person][1]),
                float(min(30, number - spoke[at - 1])) if at else 30.0,
                float(min(30, spoke[ahead] - number)) if ahead < len(spoke) else 30.0,
            ]
            seen[gender] += 1
        return found

    # --- who calls whom ----------------------------------------------------------------------------------------------------

    def _address(self, number: int, person: int) -> list[float]:
        utterance = self.utterances[number]
        before = [self._near_utterance(number, -step) for step in (1, 2)]
        after = [self._near_utterance(number, step) for step in (1, 2)]
        previous = self.chosen[number - 1] if before[0] else NOBODY
        return [
            float(person in utterance.vocatives),
            float(person in utterance.named and person not in utterance.vocatives),
            *(float(u is not None and person in u.vocatives) for u in before),
            float(before[0] is not None and person in before[0].named),
            *(float(u is not None and person in u.vocatives) for u in after),
            float(after[0] is not None and person in after[0].named),
            float(previous in utterance.vocatives and previous != person),
        ]

    def _near_utterance(self, number: int, step: int) -> Utterance | None:
        at = number + step
        if not 0 <= at < len(self.utterances) or self._gap(min(at, number), max(at, number)) > 4:
            return None
        return self.utterances[at]

    # --- who he is in this story -------------------------------------------------------------------------------------------

    def _prior(self, number: int, person: int) -> list[float]:
        someone = self.people[person]
        scene = self.utterances[number].scanned.passage.scene
        low, high = max(0, number - WIDE), number + WIDE + 1
        near = sum(tagged == person for at, tagged in enumerate(self._tagged[low:high], low) if at != number)
        tags = self._tags[person]
        return [
            math.log1p(len(self._named.get(person, ()))),
            math.log1p(tags),
            math.log((tags + 1) / (len(self.utterances) + 10)),
            float(self.evidence.silent[person]),
            _GENDERS[someone.gender],
            float(person == self.evidence.narrator),
            float(not someone.forms),
            math.log((self._quoted[person] + 1) / (len(self._named.get(person, ())) + 1)),
            math.log1p(self._scene_named[scene, person]),
            math.log1p(self._scene_spoken[scene, person]),
            float(near),
        ]

    # --- the conversation around -------------------------------------------------------------------------------------------

    def _near(self, number: int) -> list[tuple[int, int]]:
        """Neighbour numbers (or -1) with their gaps."""
        found = []
        for step in NEAR:
            at = number + step
            gap = self._gap(min(at, number), max(at, number)) if 0 <= at < len(self.utterances) else FARTHEST_GAP
            found.append((at if gap < FARTHEST_GAP else -1, gap))
        return found

    def _neighbours(self, near: Sequence[tuple[int, int]], person: int) -> list[float]:
        row: list[float] = []
        for at, gap in near:
            if at < 0:
                row += (MISSING, MISSING, MISSING, float(FARTHEST_GAP))
            else:
                tag = self.utterances[at].tag
                fit = self._fit(tag.subject, person) if tag and tag.strength == 2 else MISSING
                row += (fit, float(self.chosen[at] == person), self.shares[at], float(gap))
        return row

    def _talk(self, number: int, person: int) -> list[float]:
        last = [self.chosen[at] for at in range(max(0, number - 8), number) if self._gap(at, number) < FARTHEST_GAP]
        ahead = range(number + 1, min(len(self.chosen), number + 7))
        following = [self.chosen[at] for at in ahead if self._gap(number, at) < FARTHEST_GAP]
        spoke = self._spoke.get(person, [])
        wide = bisect_left(spoke, number + WIDE + 1) - bisect_left(spoke, number - WIDE) - (self.chosen[number] == person)
        return [
            float(last.count(person)),
            last.count(person) / len(last) if last else MISSING,
            float(following.count(person)),
            float(wide),
        ]


def _told(tokens: Sequence[Token]) -> str:
    """The gender of the first pronoun of whatever case."""
    return next((_PRONOUNS[token.low] for token in tokens if token.low in _PRONOUNS), "")


def _agree(theirs: str, wanted: str) -> float:
    return 0.0 if not theirs or not wanted else 1.0 if theirs == wanted else -1.0


_NOWHERE: Final = [0.0] * len(NARRATED)


def _count(mentions: Sequence[Mention], person: int) -> float:
    return float(sum(person in mention.owners for mention in mentions))


def _is(mentions: Sequence[Mention], at: int, person: int) -> float:
    return float(bool(mentions) and person in mentions[at].owners)


def _last_mark(utterance: Utterance) -> str:
    return utterance.scanned.passage.tokens[utterance.last - 1].text[-1] if utterance.last else ""
