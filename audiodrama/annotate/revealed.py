"""Who spoke, told only after the words: "“Are you up?” That was Oscar", "“Any luck?” somebody said. Ada stood in the door"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from audiodrama.annotate.lexicon import HEARD, PREPOSITIONS, SAID, words
from audiodrama.annotate.mentions import Mention, Subject
from audiodrama.annotate.tokens import SENTENCE_END, Token
from audiodrama.annotate.utterances import NOBODY, Scanned, Utterance

ABOUT: Final = 8
"""Paragraphs before a voice; who is told of in them is about already, and his voice is known."""
SEEN_AFTER: Final = 2
"""Paragraphs after a voice within which somebody is seen whose it is."""
PRONOUNS_OF_ONE: Final = frozenset({"he", "she"})
_POINTING: Final = words("it that this")
_BEING: Final = words("was is")
_ONLY: Final = words("only just")


def revealed(utterance: Utterance, scanned: Sequence[Scanned]) -> int:
    """The person of "That was Oscar" behind a quote, in its paragraph or at the start of the next; NOBODY elsewhere.

    A plain tag needs no such words: what follows it then is about somebody else.
    """
    if utterance.tag and utterance.tag.strength == 2 and not _is_heard(utterance.tag.subject):
        return NOBODY
    here = utterance.scanned
    tokens = here.passage.tokens
    for at in range(utterance.first + 1, len(tokens) + 1):
        closes = tokens[at - 1].quote in utterance.quotes and (at == len(tokens) or tokens[at].quote < 0)
        if closes and (owner := _told_from(here, at, utterance, scanned)) != NOBODY:
            return owner
    return NOBODY


def _is_heard(subject: Subject) -> bool:
    """Whether the words of a tag tell no more than that somebody was heard: "said a voice"."""
    return subject.kind == "nominal" and subject.word in HEARD


def _told_from(here: Scanned, at: int, utterance: Utterance, scanned: Sequence[Scanned]) -> int:
    tokens = here.passage.tokens
    if utterance.tag and utterance.tag.strength == 2 and utterance.tag.begin == at:
        at = _behind_sentence(tokens, at)
    if at < len(tokens):
        return _pointed_at(here, at)
    following = scanned[utterance.place + 1] if utterance.place + 1 < len(scanned) else None
    goes_on = following is not None and following.passage.scene == here.passage.scene
    return _pointed_at(following, 0) if following is not None and goes_on else NOBODY


def _behind_sentence(tokens: Sequence[Token], at: int) -> int:
    """Where the sentence behind a quote ends ("said a voice behind us."), or the next quote begins."""
    while at < len(tokens) and tokens[at].quote < 0:
        if tokens[at].text in SENTENCE_END:
            return at + 1
        at += 1
    return at


def _pointed_at(scanned: Scanned, at: int) -> int:
    """The person whom the sentence at token `at` names if it is "That was Oscar"."""
    tokens = scanned.passage.tokens
    low = [token.low if token.quote < 0 else "" for token in tokens[at : at + 3]]
    if not low or low[0] not in _POINTING or not (tokens[at].possessive or set(low[1:2]) & _BEING):
        return NOBODY
    skipped = 1 if tokens[at].possessive else 2
    at += skipped + bool(set(low[skipped : skipped + 1]) & _ONLY)
    named = next((mention for mention in scanned.mentions if mention.begin == at and mention.quote < 0), None)
    return named.owners[0] if named and _is_somebody_else(tokens, named) and _ends_there(tokens, named) else NOBODY


def _is_somebody_else(tokens: Sequence[Token], named: Mention) -> bool:
    """Whether who is named can be told apart from the teller ("that was me") and from the voice ("it was that voice")."""
    return len(named.owners) == 1 and tokens[named.begin].low != "me" and tokens[named.end - 1].low not in HEARD


def _ends_there(tokens: Sequence[Token], named: Mention) -> bool:
    """Whether nothing else is said of who was named, or only that he spoke: "It was Ada who said that"."""
    after = [token.low for token in tokens[named.end : named.end + 2]]
    if after[:1] == ["who"]:
        return bool(set(after) & SAID)
    return not named.possessive or not after or not tokens[named.end].word


def seen_after(scanned: Sequence[Scanned], place: int, heard: Subject, speaking: Collection[tuple[int, int]]) -> int:
    """Whom the narration tells of first after "a voice" in paragraph `place`, if he was not about: it is his. Else NOBODY.

    Who speaks himself, at a paragraph and token of `speaking`, answers the voice. A "she" leaves it open who that is.
    """
    near = [other for other in scanned[max(0, place - ABOUT) : place + SEEN_AFTER + 1] if _together(other, scanned[place])]
    told = [((other.passage.index, at), owner) for other in near for at, owner in _told(other)]
    about = {owner for where, owner in told if where < (place, heard.begin)} - {NOBODY}
    after = (owner for where, owner in told if where > (place, heard.begin) and where not in speaking)
    return next((owner for owner in after if owner not in about and owner not in heard.owners), NOBODY)


def _together(one: Scanned, other: Scanned) -> bool:
    return one.passage.scene == other.passage.scene


def _told(scanned: Scanned) -> Iterator[tuple[int, int]]:
    """Tokens of a paragraph at which the narration tells of persons, with their numbers; NOBODY where a pronoun does."""
    tokens = scanned.passage.tokens
    named = [(m.begin, m.owners[0]) for m in scanned.mentions if m.quote < 0 and not (m.possessive or m.after_preposition)]
    nouns = [(s.begin, s.owners[0]) for s in scanned.subjects if s.kind == "nominal" and s.owners and not is_oblique(tokens, s)]
    pronouns = [(s.begin, NOBODY) for s in scanned.subjects if s.word in PRONOUNS_OF_ONE and s.end == s.begin + 1]
    yield from sorted(named + nouns + pronouns)


def is_oblique(tokens: Sequence[Token], subject: Subject) -> bool:
    """Whether a preposition stands before somebody, who then does nothing himself: "with a kid", "by an aunt"."""
    return subject.begin > 0 and tokens[subject.begin - 1].low in PREPOSITIONS
