"""Who is inside a thing that speaks: "“One second,” said the closet" is Mr. Hall, who "was in the supply closet"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter
from typing import Final

from audiodrama.annotate.lexicon import words
from audiodrama.annotate.tokens import SENTENCE_END
from audiodrama.annotate.utterances import Scanned

WITHIN: Final = 4
"""Tokens between "in" and the thing somebody is in."""
_DEVICES: Final = words("phone telephone radio intercom speaker loudspeaker tannoy receiver handset screen laptop tablet")
_OVER: Final = words("on over through")
_WITHIN: Final = words("in inside into within behind")


class Within:
    """Looks a thing up once for the whole story."""

    def __init__(self, scanned: Sequence[Scanned]) -> None:
        self.scanned = scanned
        self._found: dict[str, list[tuple[int, int]]] = {}

    def last(self, thing: str, place: int) -> int | None:
        """Who was the last to be in the thing, up to paragraph `place`."""
        if thing not in self._found:
            found = ((passage.passage.index, _who_is_within(passage, thing)) for passage in self.scanned)
            self._found[thing] = [(index, owner) for index, owner in found if owner is not None]
        at = bisect_right(self._found[thing], place, key=itemgetter(0))
        return self._found[thing][at - 1][1] if at else None


def _who_is_within(passage: Scanned, thing: str) -> int | None:
    """The person with a name of whom the paragraph says that he is in the thing."""
    leading = _OVER if thing in _DEVICES else _WITHIN
    places = (at for at, token in enumerate(passage.passage.tokens) if token.low == thing)
    return next((owner for at in places if (owner := _who_is_at(passage, at, leading)) is not None), None)


def _who_is_at(passage: Scanned, thing: int, leading: frozenset[str]) -> int | None:
    """Who is alone in the sentence that tells of the thing at token `thing`, and in it."""
    tokens = passage.passage.tokens
    begin = next((at for at in range(thing, 0, -1) if tokens[at - 1].text in SENTENCE_END or tokens[at - 1].quote >= 0), 0)
    inside = any(token.low in leading for token in tokens[max(begin, thing - WITHIN) : thing])
    if tokens[thing].quote >= 0 or not inside:
        return None
    named = {m.owners for m in passage.mentions if begin <= m.begin < thing and m.quote < 0 and not m.possessive}
    return next(iter(named))[0] if len(named) == 1 else None
