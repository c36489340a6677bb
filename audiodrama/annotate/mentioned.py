"""Quotation marks that hold no speech: scare quotes, titles, inscriptions, words mentioned as words."""

from __future__ import annotations

import re
from typing import Final

from audiodrama.annotate.lexicon import SAID, words
from audiodrama.annotate.quotes import Quote

LONGEST_MENTION: Final = 6
"""Words; longer spans are taken for speech, except after a word that announces a name or a text."""

NEAR: Final = 40
"""Characters on either side that hold the word next to the quote."""
SMALL_WORD: Final = 3
"""Letters of a word that may be without its capital in a title ("in", "the")."""

_LAST_WORD: Final = re.compile(r"([^\W_]+(?:[’'][^\W_]+)*)[\s*_]*$")
_WORD: Final = re.compile(r"[^\W_]+")
_NEXT_WORD: Final = re.compile(r"[\s*_]*([^\W_]+)")
_BEING: Final = words("is was are were")
_PERSON: Final = words("i he she it we they you")
_INTRODUCING: Final = words(
    """
    a an the his her their my our your its this that these those some any no such in of with for as from by at on to about
    called named titled entitled labelled labeled marked word words phrase term name sign spelt spelled inscribed spelling
    reading and or than like so-called being into is was were are be been
    """
)


def is_mentioned(text: str, start: int, quote: Quote) -> bool:
    """Whether the span is part of the sentence around it rather than something somebody says."""
    if quote.continues or quote.form != "marks":
        return False
    inner = text[quote.start - start : quote.end - start]
    opening, closing = quote.outer_start - start, quote.outer_end - start
    before, after = text[max(0, opening - NEAR) : opening], text[closing : closing + NEAR]
    if not re.search(r"[^\W_]", inner):
        return True
    if len(inner.split()) > LONGEST_MENTION or not before.strip():
        return False
    return _inside_sentence(before, inner, after)


def _inside_sentence(before: str, inner: str, after: str) -> bool:
    leading = _LAST_WORD.search(before)
    if leading is None or leading[1].lower() in SAID:
        return False
    following = _NEXT_WORD.match(after)
    if says_so(before) or (following and following[1].lower() in SAID):
        return False
    if inner[-1] in "!?—" or inner.endswith("--"):
        return False
    return leading[1].lower() in _INTRODUCING or _is_title(inner)


def says_so(before: str) -> bool:
    """Whether the narration in front tells a part of what somebody says: Mary said they were "full of lace"."""
    said = [word.lower() for word in _WORD.findall(before[-NEAR:])][-4:]
    if len(said) < 4 or said[-1] not in _BEING or said[-2] not in _PERSON:
        return False
    return said[-3] in SAID or (said[-3] == "that" and said[-4] in SAID)


def _is_title(inner: str) -> bool:
    """Two words or more, all but the small ones with capitals: the name of a song, a book, a sign."""
    words = [word for word in re.findall(r"[^\W_]+", inner) if len(word) > SMALL_WORD]
    return len(words) > 1 and all(word[0].isupper() for word in words) and inner[-1] not in "!?"
