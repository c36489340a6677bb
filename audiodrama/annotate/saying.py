"""What the words of an utterance tell of its conversation: whether it answers, whom it hails, what it says again."""

from __future__ import annotations

from typing import Final

from audiodrama.annotate.utterances import Utterance

CONTENT: Final = 4
"""Letters of a word that may be an echo."""
ANSWERING: Final = frozenset("yes no yeah yep nope oh ah aye indeed certainly thank thanks never nothing because well".split())
"""Words that begin an answer."""
_HAILED: Final = dict.fromkeys("sir mister lad bro dude mate son".split(), "male") | dict.fromkeys(
    "ma'am ma’am madam miss missus lass ladies".split(), "female"
)


def content(utterance: Utterance) -> frozenset[str]:
    """Its words, but short ones."""
    tokens = utterance.scanned.passage.tokens[utterance.first : utterance.last]
    return frozenset(token.low for token in tokens if token.word and token.quote >= 0 and len(token.low) >= CONTENT)


def hailed(utterance: Utterance) -> str:
    """The gender of whom it calls sir or ma'am."""
    tokens = utterance.scanned.passage.tokens[utterance.first : utterance.last]
    return next((_HAILED[token.low] for token in tokens if token.quote >= 0 and token.low in _HAILED), "")


def last_mark(utterance: Utterance) -> str:
    """The last character of its last word or mark."""
    return utterance.scanned.passage.tokens[utterance.last - 1].text[-1] if utterance.last else ""
