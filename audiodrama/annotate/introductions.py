"""Who says a name of his own: "I'm Bev", "My name is Tomasz", or the name alone in answer to "What's your name?"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from audiodrama.annotate.lexicon import DETERMINERS
from audiodrama.annotate.mentions import Mention
from audiodrama.annotate.tokens import Token
from audiodrama.annotate.utterances import Scanned

_SAYS_WHO: Final = (("i",), ("i'm",), ("i", "am"), ("my", "name", "is"), ("name's",), ("call", "me"), ("they", "call", "me"))
"""The mark of "I'm" belongs to no token."""
_ASKS_WHO: Final = (("your", "name"), ("who", "are", "you"), ("who're", "you"), ("call", "you"))


class Introduction(NamedTuple):
    """A quote in which its speaker gives the name of a person."""

    passage: int
    quote: int
    person: int


def find_introductions(scanned: Sequence[Scanned]) -> Iterator[Introduction]:
    """All of a story's introductions, in order."""
    asked = False
    for number, passage in enumerate(scanned):
        tokens = passage.passage.tokens
        for mention in passage.mentions:
            opens = mention.begin == 0 or tokens[mention.begin - 1].quote != mention.quote
            alone = opens or tokens[mention.begin - 1].text == "."
            says = _says_who(tokens, mention) or (opens and asked) or (alone and _goes_on_with_i(tokens, mention))
            if mention.quote >= 0 and len(mention.owners) == 1 and says:
                yield Introduction(number, mention.quote, mention.owners[0])
                asked = False
        if passage.passage.quotes:
            asked = _asks_who(tokens)


def _says_who(tokens: Sequence[Token], mention: Mention) -> bool:
    before = tuple(_spelt(token) for token in tokens[max(0, mention.begin - 3) : mention.begin])
    closes = mention.end == len(tokens) or not tokens[mention.end].word or tokens[mention.end].quote != mention.quote
    others = len(before) > 1 and before[-1] == "name's" and before[-2] in DETERMINERS - {"my"}
    return closes and not mention.possessive and not others and any(before[-len(words) :] == words for words in _SAYS_WHO)


def _spelt(token: Token) -> str:
    return token.low.replace("’", "'") + ("'s" if token.possessive else "")


def _goes_on_with_i(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether a sentence about the speaker follows: "Benny. I do the building."."""
    after = tokens[mention.end : mention.end + 2]
    return len(after) == 2 and after[0].text == "." and after[1].text in {"I", "I'm", "I’m"} and after[1].quote == mention.quote


def _asks_who(tokens: Sequence[Token]) -> bool:
    said = [token.low.replace("’", "'") for token in tokens if token.quote >= 0 and token.word]
    asks = any(token.quote >= 0 and "?" in token.text for token in tokens)
    return asks and any(tuple(said[at : at + len(words)]) == words for words in _ASKS_WHO for at in range(len(said)))
