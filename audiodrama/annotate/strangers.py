"""People of a short story who go by a plain noun: "a boy on the bench … the boy said", "said the old man".

In a novel "the man" is nearly always somebody with a name. In a short story he often is nobody else: unless a person with a
name, of his gender, is about and may be meant. Such a person may not if the noun stands in one sentence with the name, or if
"a man" comes in where that person already was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from audiodrama.annotate.introductions import Introduction, find_introductions
from audiodrama.annotate.lexicon import ACTED, MOVED, SAID
from audiodrama.annotate.mentions import Subject
from audiodrama.annotate.people import Person
from audiodrama.annotate.tokens import SENTENCE_END, Token
from audiodrama.annotate.utterances import Scanned, Utterance

SHORT: Final = 250
"""Utterances up to which a story is short."""
ABOUT: Final = 8
"""Paragraphs before a noun in which a person is named who may be meant."""
UNTIL_NAMED: Final = 30
"""Paragraphs after which a stranger who gives his name is somebody else."""
_NEW: Final = frozenset({"a", "an", "another"})
_ACTS: Final = SAID | ACTED | MOVED | {"was", "were", "had", "is", "has", "sat", "stood", "came", "lay"}
_THERE: Final = frozenset({"was", "is", "were", "stood", "sat", "came"})


class Stranger(NamedTuple):
    """Somebody whom a noun means."""

    subject: Subject
    person: int | None
    """Who he turns out to be when he gives his name, or None."""


def find_strangers(
    scanned: Sequence[Scanned], utterances: Sequence[Utterance], people: Sequence[Person], narrator: int
) -> Iterator[Stranger]:
    """The strangers of a short story, in order."""
    if len(utterances) > SHORT:
        return
    introductions = list(find_introductions(scanned))
    tagged = {
        (utterance.place, utterance.tag.subject.begin)
        for utterance in utterances
        if utterance.tag and utterance.tag.strength == 2
    }
    named = [person for person in people if person.forms and person.number != narrator]
    for passage in scanned:
        for subject in passage.subjects:
            if subject.kind != "nominal":
                continue
            comes = subject.determiner in _NEW and _appears(passage.passage.tokens, subject)
            speaks = subject.determiner == "the" and (passage.passage.index, subject.begin) in tagged
            if (comes or speaks) and not any(_may_mean(scanned, passage, subject, person, new=comes) for person in named):
                yield Stranger(subject, _turns_out(introductions, scanned, passage, subject, people))


def _appears(tokens: Sequence[Token], subject: Subject) -> bool:
    """Whether "a boy" acts, or "there was a boy"."""
    before = [token.low for token in tokens[max(0, subject.begin - 2) : subject.begin]]
    there = len(before) == 2 and before[0] in {"there", "on"} and before[1] in _THERE
    opens = subject.begin == 0 or not tokens[subject.begin - 1].word
    return there or (opens and any(token.low in _ACTS for token in tokens[subject.end : subject.end + 6]))


def _may_mean(scanned: Sequence[Scanned], passage: Scanned, subject: Subject, person: Person, *, new: bool) -> bool:
    if person.gender and subject.gender and person.gender != subject.gender:
        return False
    at = passage.passage.index
    near = [other for other in scanned[max(0, at - ABOUT) : at + 1] if other.passage.scene == passage.passage.scene]
    here = any(_tells_of(other, person) for other in near)
    return here and not new and not any(_stand_apart(other, subject, person) for other in scanned)


def _tells_of(passage: Scanned, person: Person) -> bool:
    return any(mention.quote < 0 and person.number in mention.owners for mention in passage.mentions)


def _stand_apart(passage: Scanned, subject: Subject, person: Person) -> bool:
    """Whether a sentence of narration holds both the noun and the name, or a "him": "the old man looked at him"."""
    tokens = passage.passage.tokens
    if any(_looks_at_him(tokens, other) for other in passage.subjects if other.word == subject.word):
        return True
    places = [m.begin for m in passage.mentions if m.quote < 0 and person.number in m.owners and not m.possessive]
    nouns = [at for at, token in enumerate(tokens) if token.low == subject.word and token.quote < 0]
    return any(_same_sentence(tokens, *sorted((name, noun))) for name in places for noun in nouns)


def _looks_at_him(tokens: Sequence[Token], subject: Subject) -> bool:
    if subject.kind != "nominal" or subject.gender != "male":
        return False
    end = next((at for at in range(subject.end, len(tokens)) if not tokens[at].word or tokens[at].quote >= 0), len(tokens))
    return any(token.low == "him" for token in tokens[subject.end : end])


def _same_sentence(tokens: Sequence[Token], begin: int, end: int) -> bool:
    between = tokens[begin:end]
    return end - begin > 3 and not any(token.text in SENTENCE_END or token.quote >= 0 for token in between)


def _turns_out(
    introductions: Sequence[Introduction],
    scanned: Sequence[Scanned],
    passage: Scanned,
    subject: Subject,
    people: Sequence[Person],
) -> int | None:
    """The next person to give a name that was not told before, if it may be the stranger's."""
    at = passage.passage.index
    for found in introductions:
        person = people[found.person]
        fits = not (person.gender and subject.gender and person.gender != subject.gender)
        fresh = not any(_tells_of(other, person) for other in scanned[: found.passage])
        if at <= found.passage <= at + UNTIL_NAMED and fits and fresh:
            return found.person
    return None
