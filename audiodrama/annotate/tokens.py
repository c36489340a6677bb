"""A paragraph cut into words and punctuation, with offsets into the story."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_TOKEN: Final = re.compile(
    r"(?P<abbreviation>\b(?:Mrs?|Ms|Dr|St|Mme|Mlle|Prof|Rev|Capt|Col|Gen|Lt|Sgt|Messrs|Jr|Sr|Esq|Fr)\.)"
    r"|(?P<word>[^\W_]+(?:['’-][^\W_]+)*)"
    r"|\.{2,}|-{2,}|[^\w\s*]"
)
_CLITICS: Final = frozenset({"s", "m", "d", "ll", "ve", "re"})
SENTENCE_END: Final = frozenset(".!?…")


@dataclass(slots=True)
class Token:
    """A word without its clitic (`Anna's` is `Anna`), or a punctuation mark."""

    text: str
    low: str
    start: int
    end: int
    word: bool
    possessive: bool
    quote: int = -1
    """Number of the quote in the passage that it stands in; -1 in narration."""

    @property
    def capital(self) -> bool:
        """It begins with a capital letter."""
        return self.text[0].isupper()


def tokenise(text: str, offset: int) -> list[Token]:
    """Cut `text`, which stands at `offset` in the story. `_` and `*` of emphasis count as white space and punctuation."""
    tokens = []
    for match in _TOKEN.finditer(text):
        found, start = match.group(), match.start() + offset
        if match["word"]:
            base, possessive = _without_clitic(found)
            tokens.append(Token(base, base.lower(), start, match.end() + offset, True, possessive))
        elif match["abbreviation"]:
            tokens.append(Token(found[:-1], found[:-1].lower(), start, match.end() + offset, True, False))
        else:
            tokens.append(Token(found, found, start, match.end() + offset, False, False))
    return tokens


def _without_clitic(word: str) -> tuple[str, bool]:
    for mark in ("’", "'"):
        base, found, clitic = word.rpartition(mark)
        if found and clitic in _CLITICS:
            return base, clitic == "s"
    return word, False
