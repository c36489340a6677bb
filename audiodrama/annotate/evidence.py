"""What speaks for and against each candidate of an utterance, as weights that add up."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from audiodrama.annotate.introductions import find_introductions
from audiodrama.annotate.lexicon import MOVED, VAGUE
from audiodrama.annotate.mentions import Mention, Subject
from audiodrama.annotate.people import Person
from audiodrama.annotate.revealed import revealed
from audiodrama.annotate.roles import Roles
from audiodrama.annotate.salience import Salience
from audiodrama.annotate.strangers import SHORT
from audiodrama.annotate.utterances import NOBODY, Scanned, Utterance
from audiodrama.annotate.weights import WEIGHTS
from audiodrama.model import Gender

FARTHEST_MENTION: Final = 600
"""Tokens that a pronoun looks back."""
TAG_WORTH: Final = 3
"""Mentions that a tag is worth when it is asked who speaks much."""
SHORT_REACTION: Final = 8
"""Words of a paragraph that tells no more than how a listener takes it ("Ada winced.")."""
MOST_MENTIONS: Final = 25
NAMED_LATER: Final = 2
"""People who are candidates though nothing named them yet."""

UNRESOLVED: Final = frozenset({"they", "we", "other", "former", "latter"})
"""Subjects that mean several people, or whoever else is talking."""


class Evidence:
    """Weighs the candidates of a story's utterances."""

    def __init__(
        self,
        scanned: Sequence[Scanned],
        utterances: list[Utterance],
        people: Sequence[Person],
        roles: Roles,
        narrator: int,
        decided: Mapping[int, int],
    ) -> None:
        self.scanned = scanned
        self.utterances = utterances
        self.people = people
        self.roles = roles
        self.narrator = narrator
        self.decided = decided
        self.is_short = len(utterances) <= SHORT
        """Where an I is nearly always in the room; in a novel it may listen for a chapter."""
        self.narration: list[tuple[int, int, Mention]] = [
            (s.offset + m.begin, s.passage.index, m)
            for s in scanned
            for m in s.mentions
            if m.quote < 0 and len(m.owners) <= 2 and m.owners[0] != narrator
        ]
        self._positions = [position for position, _, _ in self.narration]
        tagged = Counter(self.certain(utterance) for utterance in utterances)
        self.silent = [not tagged[person.number] and person.number != narrator for person in people]
        heard = [person.narrated + TAG_WORTH * tagged[person.number] for person in people]
        self.salience = Salience(scanned, utterances, people, narrator)
        self._met: dict[int, int] = {}
        """Person to the paragraph that tells of him first."""
        for _, place, mention in self.narration:
            for owner in mention.owners:
                self._met.setdefault(owner, place)
        self._starts = [s.passage.start for s in scanned]
        self.prior = [math.log((count + 2) / (sum(heard) + 40)) for count in heard]
        if narrator != NOBODY:
            self.prior[narrator] = max(self.prior)
        self._tagged = [self.certain(utterance) for utterance in utterances]
        self._introduced_in = {(found.passage, found.quote): found.person for found in find_introductions(scanned)}

    def weigh(self, number: int, near: Iterable[int] = ()) -> dict[int, float]:
        """Candidates of utterance `number` with their weights; those who speak `near` it are candidates too."""
        utterance = self.utterances[number]
        if number in self.decided:
            return {self.decided[number]: 0.0}
        if (writer := self.roles.writer(utterance)) is not None:
            return {writer: 0.0}
        weights = self._candidates(number, utterance)
        for person in near:
            if person != NOBODY:
                weights.setdefault(person, 0.0)
        self._tag(utterance, weights)
        self._introduced(utterance, weights)
        if (owner := self.identified(number)) != NOBODY:
            weights[owner] = weights.get(owner, 0.0) + WEIGHTS["identified"]
        if utterance.tag is None or utterance.tag.strength < 2:
            self._beat(utterance, weights)
            if (owner := self.plain_beat(number)) != NOBODY:
                weights[owner] = weights.get(owner, 0.0) + WEIGHTS["plain_beat"]
            self._lead_in(number, utterance, weights)
        self._address(number, utterance, weights)
        for owner in weights:
            weights[owner] += WEIGHTS["prior"] * self.prior[owner]
            weights[owner] += WEIGHTS["silent"] * self.silent[owner]
            weights[owner] += WEIGHTS["vocative"] * (owner in utterance.vocatives)
            weights[owner] += WEIGHTS["named"] * (owner in utterance.named and owner not in utterance.vocatives)
        if utterance.to and len(weights) > 1:
            weights.pop(self.roles.reader(utterance), None)
        return weights

    def certain(self, utterance: Utterance) -> int:
        """The person a strong tag names."""
        tag = utterance.tag
        if tag is None or tag.strength < 2:
            return NOBODY
        return self.referent(tag.subject)

    def referent(self, subject: Subject) -> int:
        """Whom a name, an I or a role means; NOBODY for what context must resolve."""
        if subject.kind == "name":
            return max(subject.owners, key=lambda owner: self.people[owner].count)
        if subject.kind == "nominal":
            found = self.roles.of(subject)
            return NOBODY if found is None else found
        return self.narrator if subject.word == "i" else NOBODY

    def entered(self, number: int) -> set[int]:
        """Strangers who come in right before or beside an utterance ("a waitress came to the table")."""
        here = self.utterances[number].scanned
        before = self.scanned[here.passage.index - 1] if here.passage.index else here
        scenes = [scanned for scanned in (before, here) if scanned.passage.scene == here.passage.scene]
        subjects = [(scanned, subject) for scanned in scenes for subject in scanned.subjects if subject.word not in VAGUE]
        found = (self.roles.introduced(scanned, subject) for scanned, subject in subjects)
        return {person for person in found if person is not None}

    def identified(self, number: int) -> int:
        """Who gives his own name in an utterance ("I'm Bev."), or is named right after it ("That was Bev."); else NOBODY."""
        utterance = self.utterances[number]
        if utterance.signed != NOBODY:
            return utterance.signed
        found = (self._introduced_in.get((utterance.place, quote), NOBODY) for quote in utterance.quotes)
        return next((person for person in found if person != NOBODY), revealed(utterance, self.scanned))

    def plain_beat(self, number: int) -> int:
        """Who alone is named in the narration beside an utterance and acts in it ("Ada shrugged. "…""); NOBODY otherwise."""
        utterance = self.utterances[number]
        scanned = utterance.scanned
        named = {mention.owners for mention in scanned.mentions if mention.quote < 0}
        beside = [s for s in scanned.subjects if s.kind == "name" and (s.begin == 0 or self._moves(utterance, s))]
        alone = set(utterance.quotes) == set(range(len(scanned.passage.quotes)))
        if not alone or len(named) != 1 or len(beside) != 1 or utterance.continues or utterance.led_by:
            return NOBODY
        if (utterance.tag and utterance.tag.strength == 2) or len(beside[0].owners) > 1:
            return NOBODY
        return beside[0].owners[0]

    @staticmethod
    def _moves(utterance: Utterance, subject: Subject) -> bool:
        """Whether the subject stands right behind the last quote, and a verb of motion behind it."""
        tokens = utterance.scanned.passage.tokens
        return subject.begin == utterance.last and subject.end < len(tokens) and tokens[subject.end].low in MOVED

    def unmet(self, utterance: Utterance) -> set[int]:
        """Of whom the story tells only in later paragraphs."""
        return {person for person, place in self._met.items() if place > utterance.place}

    def who(self, offset: int) -> int:
        """Whom the subject that begins at character `offset` of the story means: a name, or a pronoun that is resolved."""
        at = bisect_right(self._starts, offset) - 1
        scanned = self.scanned[at]
        for subject in scanned.subjects:
            if scanned.passage.tokens[subject.begin].start == offset:
                owner = self.referent(subject)
                if owner == NOBODY:
                    scores = self.resolve(scanned.offset + subject.begin, subject.gender)
                    owner = max(scores, key=lambda person: scores[person], default=NOBODY)
                return owner
        return NOBODY

    def _candidates(self, number: int, utterance: Utterance) -> dict[int, float]:
        weights = {owner: WEIGHTS["recent"] * recency for owner, recency in self.recency(utterance).items()}
        low, high = max(0, number - 8), min(len(self.utterances), number + 4)
        for near in range(low, high):
            other = self.utterances[near]
            if abs(other.place - utterance.place) <= 16:
                if self._tagged[near] != NOBODY:
                    weights.setdefault(self._tagged[near], 0.0)
                if abs(near - number) <= 2:
                    for owner in other.vocatives if near != number else ():
                        weights.setdefault(owner, 0.0)
        if self.narrator != NOBODY:
            weights[self.narrator] = weights.get(self.narrator, 0.0) + WEIGHTS["narrator"] * self.is_short
        for owner in self._named_later(utterance, weights):
            weights[owner] = 0.0
        return weights

    def _named_later(self, utterance: Utterance, known: Iterable[int]) -> list[int]:
        """Whom "he said" may mean where nobody told of so far is a he: those of that gender whom the story names most."""
        gender = utterance.tag.subject.gender if utterance.tag and utterance.tag.subject.kind == "pronoun" else ""
        if gender not in {"male", "female"} or any(self.may_be(owner, gender) for owner in known if owner != self.narrator):
            return []
        fitting = [person for person in self.people if person.gender == gender and person.number != self.narrator]
        return [person.number for person in sorted(fitting, key=lambda person: -person.count)[:NAMED_LATER]]

    def recency(self, utterance: Utterance) -> dict[int, float]:
        """Persons named in the narration before, the nearest 1, fading with distance."""
        found: dict[int, float] = {}
        for _, place, mention in self._before(utterance.position):
            if utterance.place - place > 25 or len(found) >= 10:
                break
            for owner in mention.owners:
                if owner not in found:
                    here = (
                        1.0 if self.scanned[place].passage.scene == utterance.scanned.passage.scene else WEIGHTS["other_scene"]
                    )
                    found[owner] = here * math.exp(-(utterance.place - place) / WEIGHTS["recent_fade"]) / len(mention.owners)
        return found

    def _before(self, position: int) -> Sequence[tuple[int, int, Mention]]:
        at = bisect_left(self._positions, position)
        return self.narration[max(0, at - 60) : at][::-1]

    def _tag(self, utterance: Utterance, weights: dict[int, float]) -> None:
        tag = utterance.tag
        if utterance.led_by and (tag is None or tag.strength < 2):
            self._announced(utterance, utterance.led_by, weights)
            return
        if tag is None:
            return
        owner = self.referent(tag.subject)
        strong = tag.strength == 2
        if owner != NOBODY:
            bonus = WEIGHTS["name_tag" if strong else "weak_tag"]
            doubt = WEIGHTS["other_owner" if tag.subject.kind == "name" else "other_role"]
            for possible in tag.subject.owners or (owner,):
                weights[possible] = weights.get(possible, 0.0) + bonus + (0.0 if possible == owner else doubt)
        elif tag.subject.word not in {"they", "we"}:
            self._pronoun(
                utterance.scanned,
                tag.subject,
                weights,
                WEIGHTS["pronoun_tag"] if strong else WEIGHTS["pronoun_beat"],
                sure=strong,
            )
            if strong and (owner := self._antecedent(utterance, tag.subject)) != NOBODY:
                weights[owner] = weights.get(owner, 0.0) + WEIGHTS["antecedent"]
            if tag.subject.determiner in {"her", "his"}:
                self._kin(utterance, tag.subject, weights)

    def _antecedent(self, utterance: Utterance, pronoun: Subject) -> int:
        """Whom alone a "he" may mean of those told of before it in its paragraph, else in the narration right before that.

        In a novel too many others are about; there salience alone says.
        """
        if not self.is_short:
            return NOBODY
        here = utterance.scanned
        before = self.scanned[utterance.place - 1] if utterance.place else here
        led = not before.passage.quotes and before.passage.scene == here.passage.scene
        told = self._told(here, pronoun.begin, pronoun.gender) or (
            self._told(before, FARTHEST_MENTION, pronoun.gender) if led else set()
        )
        return next(iter(told)) if len(told) == 1 else NOBODY

    def _told(self, scanned: Scanned, end: int, gender: Gender) -> set[int]:
        """Who of that gender does something in the narration of a paragraph before token `end`."""
        told = (m for m in scanned.mentions if m.quote < 0 and m.begin < end and m.acts and not m.possessive)
        return {m.owners[0] for m in told if len(m.owners) == 1 and self.may_be(m.owners[0], gender)} - {self.narrator}

    def _announced(self, utterance: Utterance, subject: Subject, weights: dict[int, float]) -> None:
        owner = self.referent(subject)
        if owner != NOBODY:
            weights[owner] = weights.get(owner, 0.0) + WEIGHTS["announced"]
        elif subject.word not in UNRESOLVED:
            before = self.scanned[utterance.place - 1]
            self._pronoun(before, subject, weights, WEIGHTS["pronoun_tag"], sure=True)

    def _pronoun(self, scanned: Scanned, subject: Subject, weights: dict[int, float], weight: float, *, sure: bool) -> None:
        scores = self.resolve(scanned.offset + subject.begin, subject.gender)
        top = max(scores.values(), default=1.0) or 1.0
        for owner in scores:
            weights.setdefault(owner, 0.0)
        for owner in weights:
            if not self.may_be(owner, subject.gender) or (owner == self.narrator and sure):
                weights[owner] += WEIGHTS["wrong_gender"] * (1.0 if sure else 0.3)
            else:
                weights[owner] += weight * scores.get(owner, 0.0) / top

    def _kin(self, utterance: Utterance, subject: Subject, weights: dict[int, float]) -> None:
        """The nominal "her mother" is not she whose mother it is."""
        owner_gender: Gender = "female" if subject.determiner == "her" else "male"
        scores = self.resolve(utterance.scanned.offset + subject.begin, owner_gender)
        child = max(scores, key=lambda owner: scores[owner], default=NOBODY)
        if child in weights:
            weights[child] += WEIGHTS["kin_self"]

    def resolve(self, position: int, gender: Gender) -> Mapping[int, float]:
        """Shares of the persons whom a pronoun at token `position` may mean, from the narration before it."""
        if gender != "neutral":
            return self.salience.meant.get(position, {})
        scores: dict[int, float] = {}
        for count, (at, _, mention) in enumerate(self._before(position)):
            if position - at > FARTHEST_MENTION or count > MOST_MENTIONS:
                break
            for owner in mention.owners:
                if self.may_be(owner, gender):
                    scores[owner] = scores.get(owner, 0.0) + math.exp(-(position - at) / WEIGHTS["fade"])
        return scores

    def may_be(self, person: int, gender: Gender) -> bool:
        """Whether a pronoun of that gender may mean the person; who has a name is no "it"."""
        theirs = self.people[person].gender
        if gender == "neutral":
            return not theirs and not self.people[person].forms
        return not (theirs and gender and theirs != gender)

    def _beat(self, utterance: Utterance, weights: dict[int, float]) -> None:
        subjects = utterance.scanned.subjects
        after = [s for s in subjects if s.begin >= utterance.first and s.kind != "nominal"]
        before = [s for s in subjects if s.end <= utterance.first and s.kind != "nominal"]
        for subject, part in [(s, 1.0) for s in after[:1]] + [(s, 0.9) for s in before[:1]]:
            owner = self.referent(subject)
            if owner != NOBODY:
                weights[owner] = weights.get(owner, 0.0) + WEIGHTS["name_beat"] * part
            elif subject.gender:
                self._pronoun(utterance.scanned, subject, weights, WEIGHTS["pronoun_beat"] * part, sure=False)
        for subject in before[1:] + after[1:]:
            owner = self.referent(subject)
            if owner != NOBODY:
                weights[owner] = weights.get(owner, 0.0) + WEIGHTS["named_around"]

        for mention in self._following(utterance):
            for owner in mention.owners:
                weights[owner] = weights.get(owner, 0.0) + WEIGHTS["named_next"] / len(mention.owners)

    def _introduced(self, utterance: Utterance, weights: dict[int, float]) -> None:
        """Somebody who comes in right before the quote ("A porter ran up.") speaks it."""
        if utterance.tag and utterance.tag.strength == 2 and utterance.tag.subject.kind != "pronoun":
            return
        before = [subject for subject in utterance.scanned.subjects if subject.end <= utterance.first]
        for subject in before[-1:]:
            owner = self.roles.introduced(utterance.scanned, subject)
            if owner is not None:
                weights[owner] = weights.get(owner, 0.0) + WEIGHTS["comes_in"]

    def _lead_in(self, number: int, utterance: Utterance, weights: dict[int, float]) -> None:
        """Somebody who has just come in speaks; somebody who only reacts between two speeches does not."""
        before = self.scanned[utterance.place - 1] if utterance.place else None
        if before is None or before.passage.quotes or before.passage.scene != utterance.scanned.passage.scene:
            return
        for subject in before.subjects:
            if (owner := self.roles.introduced(before, subject)) is not None:
                weights[owner] = weights.get(owner, 0.0) + WEIGHTS["introduced"]
        previous = self.utterances[number - 1] if number else None
        if previous and utterance.place - previous.place == 2 and sum(t.word for t in before.passage.tokens) <= SHORT_REACTION:
            for subject in before.subjects[:1]:
                weights.update(
                    {subject.owners[0]: weights.get(subject.owners[0], 0.0) - WEIGHTS["reaction"]} if subject.owners else {}
                )

    def _following(self, utterance: Utterance) -> list[Mention]:
        """The first name in the paragraph after, where that is narration."""
        if utterance.place + 1 >= len(self.scanned):
            return []
        following = self.scanned[utterance.place + 1]
        return [] if following.passage.quotes else [m for m in following.mentions if m.quote < 0][:1]

    def _address(self, number: int, utterance: Utterance, weights: dict[int, float]) -> None:
        if number and utterance.place - self.utterances[number - 1].place <= 3:
            for owner in self.utterances[number - 1].vocatives:
                weights[owner] = weights.get(owner, 0.0) + WEIGHTS["addressed_led" if utterance.first else "addressed"]
        if number + 1 < len(self.utterances) and self.utterances[number + 1].place - utterance.place <= 3:
            for owner in self.utterances[number + 1].vocatives:
                weights[owner] = weights.get(owner, 0.0) + WEIGHTS["answered"]
