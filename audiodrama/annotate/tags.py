"""The clause beside a quote: does it say who speaks?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from audiodrama.annotate.lexicon import ACTED, PREPOSITIONS, PRESENT_NOUNS, SAID, words
from audiodrama.annotate.mentions import Subject
from audiodrama.annotate.tokens import Token

LONGEST_CLAUSE: Final = 28
"""Tokens of narration that may belong to a tag."""
_CLAUSE_END: Final = frozenset(".!?;")
_LOOSE: Final = words(
    """
    and then but so at last once again finally almost only just even also had has have was were is be been still softly
    aloud back out now here there not
    """
)


@dataclass(slots=True)
class Tag:
    """A clause that names the speaker of a quote."""

    subject: Subject
    verb: str
    place: Literal["after", "before"]
    strength: int
    """2 for a verb of saying in the quote's own sentence, 1 for other verbs or another sentence."""
    begin: int
    """Token indices of the clause in the passage."""
    end: int


@dataclass(slots=True)
class Verbs:
    """The verbs that tag in this story: one told in the past uses "answers" and "cries" as nouns."""

    said: frozenset[str]
    acted: frozenset[str]


def verbs_of(tokens: Sequence[Sequence[Token]]) -> Verbs:
    """Third persons that are nouns count only in a story told in the present."""
    past = present = 0
    for passage in tokens:
        for token in passage:
            if token.quote < 0:
                past += token.low in {"said", "asked"}
                present += token.low in {"says", "asks"}
    if present > past:
        return Verbs(SAID, ACTED)
    return Verbs(SAID - PRESENT_NOUNS, ACTED - PRESENT_NOUNS)


def find_tag(tokens: Sequence[Token], first: int, last: int, subjects: Sequence[Subject], verbs: Verbs) -> Tag | None:
    """The tag of the quote whose tokens are `first` to `last` (exclusive): after it, else before it; the stronger one first."""
    after = _after(tokens, last, subjects, verbs, full_stop=_ends_sentence(tokens, first, last))
    before = _before(tokens, first, subjects, verbs)
    if after and before and before.strength > after.strength:
        return before
    return after or before


def _ends_sentence(tokens: Sequence[Token], first: int, last: int) -> bool:
    return last > first and tokens[last - 1].text == "."


def _after(tokens: Sequence[Token], start: int, subjects: Sequence[Subject], verbs: Verbs, *, full_stop: bool) -> Tag | None:
    end = start
    while end < len(tokens) and end - start < LONGEST_CLAUSE and tokens[end].quote < 0 and tokens[end].text not in _CLAUSE_END:
        end += 1
    inside = [s for s in subjects if start <= s.begin < end]
    if not inside:
        return None
    for family, strength in ((verbs.said, 2), (verbs.acted, 1)):
        for at in range(start, end):
            if tokens[at].low in family and not _is_noun(tokens, at):
                subject = _subject_of(tokens, start, at, inside)
                if subject:
                    opens_new = full_stop and tokens[start].capital
                    return Tag(subject, tokens[at].low, "after", 1 if opens_new else strength, start, end)
                break
    return None


def _is_noun(tokens: Sequence[Token], at: int) -> bool:
    return (
        at > 0
        and tokens[at - 1].low in {"a", "an", "the", "his", "her", "my", "their", "of", "to"}
        and tokens[at - 1].quote < 0
    )


def _subject_of(tokens: Sequence[Token], start: int, verb: int, subjects: Sequence[Subject]) -> Subject | None:
    lead = [t for t in tokens[start:verb] if t.word and t.low not in _LOOSE and not t.low.endswith("ly")]
    if not lead:
        follows = [s for s in subjects if verb < s.begin <= verb + 3 and not _unseated(tokens, s, verb)]
        return follows[0] if follows else None
    ahead = [s for s in subjects if s.end <= verb]
    if ahead and ahead[0].begin <= start + 2 and not _unseated(tokens, ahead[0], start - 1):
        return ahead[0]
    free = [s for s in ahead if not _unseated(tokens, s, start - 1)]
    if free:
        return free[-1]
    follows = [s for s in subjects if verb < s.begin <= verb + 4 and not _unseated(tokens, s, verb)]
    return follows[0] if follows else None


def _unseated(tokens: Sequence[Token], subject: Subject, after: int) -> bool:
    return any(tokens[at].low in PREPOSITIONS for at in range(max(after + 1, subject.begin - 1), subject.begin))


def _before(tokens: Sequence[Token], first: int, subjects: Sequence[Subject], verbs: Verbs) -> Tag | None:
    start = first
    while start > 0 and first - start < LONGEST_CLAUSE and tokens[start - 1].quote < 0:
        if start < first and tokens[start - 1].text in _CLAUSE_END and start - 1 < first - 1:
            break
        start -= 1
    inside = [s for s in subjects if start <= s.begin < first]
    if not inside or start == first:
        return None
    leads = tokens[first - 1].text in {",", ":", "—", "–", "--"} or tokens[first - 1].word
    for family, strength in ((verbs.said, 2 if leads else 1), (verbs.acted, 1)):
        for at in range(first - 1, start - 1, -1):
            if tokens[at].low in family and not _is_noun(tokens, at):
                ahead = [s for s in inside if s.end <= at and at - s.begin <= 14]
                free = [s for s in ahead if not _unseated(tokens, s, start - 1)]
                follows = [s for s in inside if at < s.begin <= at + 2 and not _unseated(tokens, s, at)]
                coordinated = tokens[at - 1].low in {"and", "then", "but"}
                nearest = free[0] if free and coordinated else free[-1] if free else None
                subject = nearest or (follows[0] if follows else None)
                if subject:
                    return Tag(subject, tokens[at].low, "before", strength, start, first)
                break
    return None
