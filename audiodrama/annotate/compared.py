"""Which of two "the taller sister" is, where the story says that Marta was the taller."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from audiodrama.annotate.mentions import Mention
from audiodrama.annotate.tokens import SENTENCE_END, Token
from audiodrama.annotate.utterances import Scanned

_PAIRS: Final = (
    "taller shorter|elder younger|older younger|bigger smaller|larger smaller|fatter thinner|heavier lighter|stronger weaker"
    "|darker fairer|louder quieter|tall short|fat thin|dark fair"
)
OPPOSITES: Final = tuple(tuple(pair.split()) for pair in _PAIRS.split("|"))
_WORDS: Final = frozenset(word for pair in OPPOSITES for word in pair)
_BEING: Final = frozenset({"was", "is", "were", "being"})


def find_compared(scanned: Sequence[Scanned]) -> dict[str, int]:
    """Words like "taller" to the person of whom the narration says so; the opposite is who is named in one breath with him."""
    said: dict[str, set[int]] = {}
    for person, word, other in _comparisons(scanned):
        said.setdefault(word, set()).add(person)
        if other is not None:
            for opposite in _opposites(word):
                said.setdefault(opposite, set()).add(other)
    return {word: people.pop() for word, people in said.items() if len(people) == 1}


def _comparisons(scanned: Sequence[Scanned]) -> Iterator[tuple[int, str, int | None]]:
    """Who is called what, and the other of the two if the story names them together."""
    partners = _partners(scanned)
    for passage in scanned:
        tokens = passage.passage.tokens
        told = [mention for mention in passage.mentions if mention.quote < 0 and len(mention.owners) == 1]
        for mention in told:
            clause = _predicate(tokens, mention, told)
            for token in clause:
                if token.low in _WORDS:
                    yield mention.owners[0], token.low, partners.get(mention.owners[0])


def _predicate(tokens: Sequence[Token], mention: Mention, told: Sequence[Mention]) -> Sequence[Token]:
    """What stands behind "Marta was", up to the end of the sentence or the next name."""
    if mention.end >= len(tokens) or tokens[mention.end].low not in _BEING or mention.possessive:
        return ()
    end = next((other.begin for other in told if other.begin > mention.end), len(tokens))
    stops = (at for at in range(mention.end, end) if tokens[at].text in SENTENCE_END or tokens[at].quote >= 0)
    return tokens[mention.end + 1 : next(stops, end)]


def _partners(scanned: Sequence[Scanned]) -> dict[int, int]:
    """Each of two people who are named as "Marta and Ilse" or "taller than Ilse" to the other, if there is but one."""
    found: dict[int, set[int]] = {}
    for passage in scanned:
        tokens = passage.passage.tokens
        for one, other in pairwise(mention for mention in passage.mentions if mention.quote < 0):
            between = [token.low for token in tokens[one.end : other.begin]]
            if between == ["and"] or between[-1:] == ["than"]:
                found.setdefault(one.owners[0], set()).add(other.owners[0])
                found.setdefault(other.owners[0], set()).add(one.owners[0])
    return {person: others.pop() for person, others in found.items() if len(others) == 1}


def _opposites(word: str) -> Iterator[str]:
    for one, other in OPPOSITES:
        if word in {one, other}:
            yield other if word == one else one
