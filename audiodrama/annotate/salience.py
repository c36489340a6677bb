"""Whom "he" and "she" mean: who is on the listener's mind when a pronoun is heard.

The narration is read in order. Whoever is named comes to mind, above all as the subject of a clause, and fades with every word,
sentence, paragraph and scene. A pronoun means those of its gender by their share of the mind, and brings them to mind again: so
a "she" that goes on for a page still means the Lorna whom everybody looked at before it. The weights were fitted to the gold
speakers of quotes that "he said" and "she said" tag.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from audiodrama.annotate.forms import is_own
from audiodrama.annotate.lexicon import FEMALE_PRONOUNS, MALE_PRONOUNS
from audiodrama.annotate.mentions import Mention
from audiodrama.annotate.people import Person
from audiodrama.annotate.tokens import SENTENCE_END, Token
from audiodrama.annotate.utterances import Scanned, Utterance
from audiodrama.model import Gender

SUBJECT: Final = 1.8
NAMED: Final = 0.65
OBLIQUE: Final = 0.36
POSSESSIVE: Final = 0.38
CALLED: Final = 0.64
"""What being named is worth: as a subject, elsewhere, behind a preposition, as an owner; and being called in a quote."""
AGAIN: Final = {"subject": 1.0, "possessive": 0.13, "object": 0.05}
"""What a pronoun is worth to those whom it may mean, together."""
WORDS: Final = 150.0
"""Tokens in which somebody fades to 1/e."""
SENTENCE: Final = 0.825
PARAGRAPH: Final = 0.9
SCENE: Final = 0.1
"""What is left of everybody at the end of each."""
OF_NO_GENDER: Final = 0.3
"""How much likelier somebody of a pronoun's gender is than somebody whose gender is not known."""
FORGOTTEN: Final = 1e-4
"""Weight below which nobody is meant by a pronoun."""
CROWD: Final = 24
"""People on the mind of whom the forgotten are dropped."""

_POSSESSIVES: Final = frozenset({"his", "hers"})


class Salience:
    """Who is on the mind, at every pronoun of the narration and at the beginning of every utterance."""

    def __init__(
        self, scanned: Sequence[Scanned], utterances: Sequence[Utterance], people: Sequence[Person], narrator: int
    ) -> None:
        self.meant: dict[int, dict[int, float]] = {}
        """Token number in the story of a pronoun, to the shares of those whom it may mean."""
        self.minded: dict[int, dict[int, float]] = {}
        """Token number of an utterance's beginning, to everybody's share."""
        self._people = people
        self._narrator = narrator
        self._minds: dict[int, float] = {}
        self._scale = 1.0
        """What all the weights in `_minds` are to be multiplied by."""
        self._subject = -1
        """Whom the subject of the clause means."""
        beginnings: dict[int, dict[int, Utterance]] = {}
        for utterance in utterances:
            beginnings.setdefault(utterance.place, {})[utterance.first] = utterance
        scene = -1
        for passage in scanned:
            self._fade(PARAGRAPH if passage.passage.scene == scene else SCENE)
            scene = passage.passage.scene
            self._read(passage, beginnings.get(passage.passage.index, {}))

    def _read(self, passage: Scanned, beginnings: dict[int, Utterance]) -> None:
        tokens = passage.passage.tokens
        named = {m.begin: m for m in passage.mentions if self._counts(m)}
        called = {u.tag.subject.begin: _called(u) for u in beginnings.values() if u.tag and u.tag.strength == 2}
        told, word = 0, math.exp(-1 / WORDS)
        self._subject = -1
        for at, token in enumerate(tokens):
            if at in beginnings:
                self._fade(word ** (at - told))
                told = at
                self.minded[passage.offset + at] = self._shares(self._minds)
                for person in beginnings[at].vocatives:
                    self._bring(person, CALLED)
            if token.quote >= 0:
                continue
            if token.text[0] in SENTENCE_END or (at and tokens[at - 1].quote >= 0):
                self._fade(SENTENCE)
                self._subject = -1
            if at in named or token.low in MALE_PRONOUNS or token.low in FEMALE_PRONOUNS:
                self._fade(word ** (at - told))
                told = at
            if at in named:
                self._name(named[at])
            if token.low in MALE_PRONOUNS or token.low in FEMALE_PRONOUNS:
                self._pronoun(tokens, at, passage.offset + at, called.get(at, frozenset()))
        self._fade(word ** (len(tokens) - told))

    def _counts(self, mention: Mention) -> bool:
        return mention.quote < 0 and len(mention.owners) <= 2 and mention.owners[0] != self._narrator

    def _name(self, mention: Mention) -> None:
        worth = (
            POSSESSIVE if mention.possessive else OBLIQUE if mention.after_preposition else SUBJECT if mention.acts else NAMED
        )
        for person in mention.owners:
            self._bring(person, worth / len(mention.owners))
        if worth == SUBJECT:
            self._subject = mention.owners[0]

    def _pronoun(self, tokens: Sequence[Token], at: int, position: int, called: Collection[int]) -> None:
        """A pronoun means nobody who is `called` in the quote that it tags."""
        low = tokens[at].low
        gender: Gender = "male" if low in MALE_PRONOUNS else "female"
        kind = "subject" if low in {"he", "she"} else "object"
        if low in _POSSESSIVES or (low == "her" and is_own(tokens, at)):
            kind = "possessive"
        shares = self._shares(dict(self._fitting(gender, {self._subject} if kind == "object" else called)))
        self.meant[position] = shares
        for person, share in shares.items():
            self._bring(person, AGAIN[kind] * share)
        if kind == "subject" and shares:
            self._subject = max(shares, key=lambda person: shares[person])

    def _fitting(self, gender: Gender, but: Collection[int]) -> Iterator[tuple[int, float]]:
        """Who may be meant by a pronoun of that gender, with their weights."""
        for person, weight in self._minds.items():
            theirs = self._people[person].gender
            remembered = weight * self._scale > FORGOTTEN
            if remembered and theirs in {gender, ""} and person not in but and person != self._narrator:
                yield person, weight * (1.0 if theirs else OF_NO_GENDER)

    @staticmethod
    def _shares(weights: dict[int, float]) -> dict[int, float]:
        total = sum(weights.values())
        return {person: weight / total for person, weight in weights.items()} if total else {}

    def _bring(self, person: int, worth: float) -> None:
        self._minds[person] = self._minds.get(person, 0.0) + worth / self._scale

    def _fade(self, rate: float) -> None:
        self._scale *= rate
        if self._scale < 1e-100 or len(self._minds) > CROWD:
            self._minds = {p: now for p, weight in self._minds.items() if (now := weight * self._scale) > FORGOTTEN}
            self._scale = 1.0


def _called(utterance: Utterance) -> Collection[int]:
    """Who is called in an utterance, and so does not speak it; a name and no more may be the speaker's own."""
    tokens = utterance.scanned.passage.tokens[utterance.first : utterance.last]
    first = [token for token in tokens if token.word and token.quote == utterance.quotes[0]]
    return utterance.vocatives if len(first) > 1 else frozenset()
