"""Reported speech between quotation marks: "He was too good, she could not let him", for "You are too good, I cannot let you".

An old habit of novels: what somebody says is told with "he" for "I" and "was" for "am", and has marks all the same. The
narrator reads it. One such span may be anybody's words about a third person; so only a text that does it again and again has
the habit.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from audiodrama.annotate.families import PERSONS, TENSES, low
from audiodrama.annotate.lexicon import SAID
from audiodrama.annotate.spans import Spans, is_tagged

SHORTEST: Final = 4
"""Words."""
HABIT: Final = 8
"""Such spans in a text that has the habit, at least, …"""
OFTEN: Final = 0.01
"""… and of its spans at least this share."""


def reported(spans: Spans) -> frozenset[int]:
    """Where the spans start that report what was said."""
    found = frozenset(_reports(spans))
    return found if len(found) >= max(HABIT, OFTEN * sum(map(len, spans.found))) else frozenset()


def _reports(spans: Spans) -> Iterator[int]:
    for number, quotes in enumerate(spans.found):
        if spans.whole[number]:
            continue
        for at, quote in enumerate(quotes):
            plain = spans.in_marks(number, quote) and not quote.document
            if plain and _is_shifted(spans.inner[number][at]) and not _is_said(spans, number, at):
                yield quote.start


def _is_shifted(inner: str) -> bool:
    """Third persons and the past, and nothing of who is talking to whom, or when."""
    said = low(inner)
    first, several, second, third = (any(word in family for word in said) for family in PERSONS)
    past = any(word in TENSES[0] for word in said)
    present = any(word in TENSES[1] and before not in TENSES[0] for before, word in pairwise(["", *said]))
    return len(said) >= SHORTEST and third and past and not (first or several or second or present)


def _is_said(spans: Spans, number: int, at: int) -> bool:
    """Whether a tag says that somebody says it, or what it goes on from."""
    before, after = spans.sides(number, at)
    return is_tagged(before, after) or (at > 0 and any(word in SAID for word in low(before)))
