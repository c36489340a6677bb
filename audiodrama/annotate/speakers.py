"""The sieve: rules in order of trust decide who speaks each utterance."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from audiodrama.annotate.lexicon import VAGUE
from audiodrama.annotate.mentions import Mention, Subject, find_mentions, find_subjects
from audiodrama.annotate.people import Person, alias_index
from audiodrama.annotate.reading import Passage
from audiodrama.annotate.tags import Tag, Verbs, find_tag
from audiodrama.model import Gender

NOBODY: Final = -1


@dataclass(slots=True)
class Scanned:
    """A passage with its names and subjects."""

    passage: Passage
    offset: int
    """Number of tokens before it in the story."""
    mentions: list[Mention]
    subjects: list[Subject]


@dataclass(slots=True)
class Utterance:
    """Quotes of one passage that one person speaks."""

    scanned: Scanned
    quotes: list[int]
    first: int
    last: int
    """Token span in the passage, from its first quote to its last."""
    tag: Tag | None
    continues: bool
    vocatives: set[int] = field(default_factory=set)
    named: set[int] = field(default_factory=set)
    speaker: int = NOBODY
    rule: str = ""

    @property
    def place(self) -> int:
        """Paragraph number."""
        return self.scanned.passage.index

    @property
    def position(self) -> int:
        """Token number in the story."""
        return self.scanned.offset + self.first


def scan(passages: Sequence[Passage], people: Sequence[Person]) -> list[Scanned]:
    """Names and subjects of all passages."""
    index = alias_index(people)
    scanned, offset = [], 0
    for passage in passages:
        mentions = find_mentions(passage.tokens, index)
        scanned.append(Scanned(passage, offset, mentions, find_subjects(passage.tokens, mentions)))
        offset += len(passage.tokens)
    return scanned


def utterances_of(scanned: Scanned, verbs: Verbs) -> list[Utterance]:
    """The passage's utterances: its quotes, parted where another subject speaks."""
    found: list[Utterance] = []
    tokens = scanned.passage.tokens
    spans: dict[int, list[int]] = {}
    for at, token in enumerate(tokens):
        if token.quote >= 0:
            spans.setdefault(token.quote, [at, at])[1] = at + 1
    for number, quote in enumerate(scanned.passage.quotes):
        first, last = spans.get(number, [0, 0])
        tag = find_tag(tokens, first, last, scanned.subjects, verbs)
        if found and not _another(found[-1], tag, first):
            found[-1].quotes.append(number)
            found[-1].last = last
            if tag and (found[-1].tag is None or found[-1].tag.strength < tag.strength):
                found[-1].tag = tag
        else:
            found.append(Utterance(scanned, [number], first, last, tag, quote.continues))
    for utterance in found:
        _collect_names(utterance)
    return found


def _another(utterance: Utterance, tag: Tag | None, first: int) -> bool:
    old = utterance.tag
    if tag is None or old is None or tag.strength < 2 or old.strength < 2 or tag.begin == old.begin:
        return False
    if tag.subject.kind == "name" and old.subject.kind == "name":
        return not set(tag.subject.owners) & set(old.subject.owners)
    if tag.subject.kind == "pronoun" and old.subject.kind == "pronoun":
        return tag.subject.word != old.subject.word
    return False


def _collect_names(utterance: Utterance) -> None:
    numbers = set(utterance.quotes)
    for mention in utterance.scanned.mentions:
        if mention.quote in numbers:
            if mention.vocative and len(mention.owners) <= 3:
                utterance.vocatives.update(mention.owners)
            else:
                utterance.named.update(mention.owners)


class Sieve:
    """Decides every utterance of a story in two passes."""

    def __init__(self, scanned: Sequence[Scanned], people: list[Person], verbs: Verbs, narrator: int) -> None:
        self.people = people
        self.narrator = narrator
        self.utterances = [u for s in scanned for u in utterances_of(s, verbs)]
        self.scanned = scanned
        self.narration = [
            (s.offset + m.begin, s.passage.index, m) for s in scanned for m in s.mentions if m.quote < 0 and len(m.owners) <= 2
        ]
        self.roles: dict[str, int] = {}

    def decide(self) -> list[Utterance]:
        """The utterances, each with a speaker where anything speaks for one, and the rule that found it."""
        for number, utterance in enumerate(self.utterances):
            self._first_pass(number, utterance)
        for number, utterance in enumerate(self.utterances):
            if utterance.speaker == NOBODY:
                self._second_pass(number, utterance)
        return self.utterances

    def _first_pass(self, number: int, utterance: Utterance) -> None:
        if utterance.continues and number:
            utterance.speaker, utterance.rule = self.utterances[number - 1].speaker, "continuation"
            return
        tag = utterance.tag
        if tag and tag.strength == 2:
            self._by_tag(number, utterance, tag, "tag")
        if utterance.speaker == NOBODY:
            self._by_beat(number, utterance)

    def _by_tag(self, number: int, utterance: Utterance, tag: Tag, source: str) -> None:
        speaker = self._referent(number, utterance, tag.subject)
        if speaker != NOBODY:
            utterance.speaker = speaker
            kind = tag.subject.kind if tag.subject.word not in {"i", "we"} else "first-person"
            utterance.rule = f"{kind}-{source}"

    def _referent(self, number: int, utterance: Utterance, subject: Subject) -> int:
        if subject.kind == "name":
            return max(subject.owners, key=lambda owner: self.people[owner].count)
        if subject.word == "i":
            return self.narrator
        if subject.kind == "nominal" and subject.word not in VAGUE:
            return self._role(subject)
        if subject.word in {"they", "we"}:
            return NOBODY
        return self._resolve(number, utterance, subject.gender, utterance.scanned.offset + subject.begin)

    def _role(self, subject: Subject) -> int:
        key = subject.word
        if key not in self.roles:
            person = Person(len(self.people), gender=subject.gender, name=f"THE {subject.phrase.upper()}")
            self.people.append(person)
            self.roles[key] = person.number
        return self.roles[key]

    def _resolve(self, number: int, utterance: Utterance, gender: Gender, position: int) -> int:
        scores: Counter[int] = Counter()
        seen = 0
        for at, _, mention in reversed(self.narration[: self._index(position)]):
            if position - at > 600 or seen > 25:
                break
            seen += 1
            for owner in mention.owners:
                theirs = self.people[owner].gender
                if theirs and gender and theirs != gender:
                    continue
                weight = (1.0 if theirs else 0.4) * math.exp(-(position - at) / 120)
                weight *= 0.7 if mention.after_preposition else 1.3
                weight *= 0.5 if mention.possessive else 1
                scores[owner] += weight
        back = 0
        for earlier in reversed(self.utterances[max(0, number - 4) : number]):
            if earlier.speaker != NOBODY and utterance.place - earlier.place <= 12:
                theirs = self.people[earlier.speaker].gender
                if not (theirs and gender and theirs != gender):
                    scores[earlier.speaker] += (0.55 if theirs else 0.2) * (0.3, 0.9, 0.5, 0.3)[back]
            back += 1
        for owner in utterance.vocatives:
            scores[owner] *= 0.1
        for owner in utterance.named:
            scores[owner] *= 0.6
        best = max(scores, key=lambda owner: scores[owner], default=NOBODY)
        return best if best != NOBODY and scores[best] > 0 else NOBODY

    def _index(self, position: int) -> int:
        low, high = 0, len(self.narration)
        while low < high:
            middle = (low + high) // 2
            if self.narration[middle][0] < position:
                low = middle + 1
            else:
                high = middle
        return low

    def _by_beat(self, number: int, utterance: Utterance) -> None:
        subjects = utterance.scanned.subjects
        after = [s for s in subjects if s.begin >= utterance.first]
        before = [s for s in subjects if s.end <= utterance.first]
        for subject in after[:1] + before[::-1][:3]:
            if subject.kind == "nominal":
                continue
            speaker = self._referent(number, utterance, subject)
            if speaker != NOBODY and speaker not in utterance.vocatives:
                utterance.speaker, utterance.rule = speaker, f"{subject.kind}-beat"
                return

    def _second_pass(self, number: int, utterance: Utterance) -> None:
        us = self.utterances
        previous = us[number - 1] if number and utterance.place - us[number - 1].place <= 2 else None
        if previous and number >= 2 and previous.place - us[number - 2].place <= 2:
            back = us[number - 2].speaker
            if back not in (NOBODY, previous.speaker) and back not in utterance.vocatives:
                utterance.speaker, utterance.rule = back, "alternation"
                return
        if number + 2 < len(us) and us[number + 2].place - utterance.place <= 4:
            ahead = us[number + 2]
            if ahead.rule.endswith("tag") and ahead.speaker not in utterance.vocatives and (not previous or ahead.speaker != previous.speaker):
                utterance.speaker, utterance.rule = ahead.speaker, "alternation-ahead"
                return
        if previous and previous.vocatives:
            called = max(previous.vocatives, key=lambda owner: self.people[owner].count)
            if called != previous.speaker:
                utterance.speaker, utterance.rule = called, "addressed"
                return
        self._by_recency(number, utterance, previous)

    def _by_recency(self, number: int, utterance: Utterance, previous: Utterance | None) -> None:
        scores: Counter[int] = Counter()
        for _, place, mention in reversed(self.narration[: self._index(utterance.position)]):
            if utterance.place - place > 6:
                break
            for owner in mention.owners:
                scores[owner] += 1 / (1 + utterance.place - place) / len(mention.owners)
        for barred in utterance.vocatives | ({previous.speaker} if previous else set()):
            scores.pop(barred, None)
        if scores:
            utterance.speaker, utterance.rule = max(scores, key=lambda owner: scores[owner]), "recency"
            return
        for earlier in reversed(self.utterances[max(0, number - 6) : number]):
            if earlier.speaker not in (NOBODY, previous.speaker if previous else NOBODY):
                utterance.speaker, utterance.rule = earlier.speaker, "last-speaker"
                return
