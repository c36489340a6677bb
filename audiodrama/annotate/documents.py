"""What stands between quotation marks and is read, not said: letters, telegrams, notes, and verse.

A letter shows by how it opens ("My dear Ada,"), by how it ends ("Yours ever, B. MARSH"), and by what the narration says in
front of it ("the telegram ran as follows:"); what stands in between in paragraphs of its own belongs to it. A letter that
somebody in the scene reads aloud is said. The spans stay lines, in the voice of whoever wrote or recites them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from audiodrama.annotate.families import low
from audiodrama.annotate.lexicon import SAID, SANG, words
from audiodrama.annotate.quotes import Quote
from audiodrama.annotate.verse import is_verse, width

FARTHEST: Final = 300
"""Characters of narration that may have told of a letter before it begins."""
SENTENCE: Final = 220
"""Characters of narration that announce what follows."""
NEAR: Final = 80
"""Characters from "as follows" to what follows."""
SHORT: Final = 9
"""Words of a paragraph that may be a letter's head, its opening or its signature."""
HEAD: Final = 3
"""Paragraphs that may stand above a letter's text: place, date and opening."""
LONG: Final = 40
"""Words of a postscript that nothing tells but its place."""
SENT: Final = 12
"""Words that are no message sent from a phone: a quote that somebody "wrote", with what follows it in its paragraph."""
LONGEST: Final = 40
"""Paragraphs of a letter."""

_PAPER: Final = words(
    """
    letter letters note notes telegram telegrams postscript card postcard inscription advertisement missive envelope epistle
    paragraph placard handwriting document billet newspaper
    """
)
_WRITING: Final = words(
    """
    wrote writes written write indited scribbled scrawled pencilled penned inscribed printed chalked wired telegraphed dated
    """
)
_ALOUD: Final = words("aloud loud louder loudly out")
_SINGING: Final = SANG | words("song songs tune hymn lullaby")
_FORMULA: Final = re.compile(
    r"\b(?:as follows|the following|thus|to this (?:effect|purpose)|contents|this postscript|this was the letter|these were"
    r"|were these|(?:these|following)(?: \w+)? words)\b"
)
_COLON: Final = re.compile(r":[\s_—-]*$")
_SENTENCE_END: Final = re.compile(r"[.!?;][\"'’”]*\s")
_DEAR: Final = re.compile(r"\W*(?:my |our )?(?:own )?(?:dear|dearest)\b.*[,:\w]$", re.IGNORECASE | re.DOTALL)
_DEAR_INLINE: Final = re.compile(
    r"\W*(?:dearest, |my )?(?:dear|dearest) [^.!?]{1,40}?(?:[,:.]?(?:--|—)|,? {2,})(?=\w)", re.IGNORECASE
)
_FAREWELL: Final = re.compile(
    r"\b(?:your['’]?s|your)(?:,| ever| (?:[\w']+ ){0,3}(?:affectionate(?:ly)?|sincere(?:ly)?|faithful(?:ly)?|truly|obliged"
    r"|obedient|loving|anxious)\b|[, ]+(?:&c|etc)\b)|&c\.?\W*$",
    re.IGNORECASE,
)
_POSTSCRIPT: Final = re.compile(r"[\W_]*P\. ?S\.")


def mark_documents(texts: Sequence[str], starts: Sequence[int], found: Sequence[Sequence[Quote]]) -> None:
    """Tell those quotes of each paragraph that are read, not said, that they are."""
    pages, page = _Pages(texts, starts, found), width(texts)
    letters = set(pages.letters())
    for number, (text, start, quotes) in enumerate(zip(texts, starts, found, strict=True)):
        whole = is_verse(text, 0, len(text), page)
        for at, quote in enumerate(quotes):
            verse = whole or is_verse(text, quote.start - start, quote.end - start, page)
            read = number in letters or (verse and not pages.is_sung(number, at)) or pages.is_written(number, at)
            quote.document = quote.form == "marks" and read


class _Pages:
    """Paragraphs with their quotes, looked through for letters."""

    def __init__(self, texts: Sequence[str], starts: Sequence[int], found: Sequence[Sequence[Quote]]) -> None:
        self.texts = texts
        self.starts = starts
        self.found = found
        self.whole = [self._is_whole(number) for number in range(len(texts))]

    def letters(self) -> Iterator[int]:
        """The paragraphs of letters that have paragraphs of their own."""
        number = 0
        while number < len(self.texts):
            end = self._letter(number) if self.whole[number] else number
            yield from range(number, end)
            number = max(end, number + 1)

    def is_written(self, number: int, at: int) -> bool:
        """Whether the narration of its own paragraph says that a quote is written."""
        text, start, quotes = self.texts[number], self.starts[number], self.found[number]
        opening, closing = quotes[at].outer_start - start, quotes[at].outer_end - start
        before = text[quotes[at - 1].outer_end - start if at else 0 : opening]
        after = text[closing : quotes[at + 1].outer_start - start if at + 1 < len(quotes) else len(text)]
        if _announces(before) or (at > 0 and quotes[at - 1].document and _goes_on(before)):
            return True
        tagged = _is_tag(after) and (after.lstrip()[:1].islower() or text[closing - 2 : closing - 1] == ",")
        return tagged and (_tells(text[:opening]) or len(text[opening:].split()) > SENT)

    def is_sung(self, number: int, at: int) -> bool:
        """Whether the narration in front of verse says that somebody sings it."""
        before = self.texts[number][: self.found[number][at].outer_start - self.starts[number]]
        while not before.strip() and number:
            number -= 1
            before = "" if self.whole[number] else self.texts[number]
        return bool(set(low(before[-SENTENCE:])) & _SINGING)

    def _is_whole(self, number: int) -> bool:
        text, start, quotes = self.texts[number], self.starts[number], self.found[number]
        quoted = sum(len(text[quote.start - start : quote.end - start].split()) for quote in quotes)
        return bool(quotes) and quoted >= len(text.split()) - 1

    def _inner(self, number: int) -> str:
        """The words of a paragraph that is one quote, or of the first there."""
        quote, start = self.found[number][0], self.starts[number]
        return self.texts[number][quote.start - start : quote.end - start]

    def _letter(self, first: int) -> int:
        """Past the last paragraph of the letter that begins at `first`, or `first` where none does."""
        before = self._narration(first)
        if _is_read_aloud(before):
            return first
        text = self._below_opening(first)
        if text == first and not (_announces(before) or (_tells(before) and self._is_like_one(first))):
            return first
        return max(self._past_farewell(text), self._past_chain(text))

    def _is_like_one(self, first: int) -> bool:
        """Whether what begins here opens or ends as letters do."""
        return _DEAR_INLINE.match(self._inner(first)) is not None or self._past_farewell(first) > first

    def _narration(self, number: int) -> str:
        """What the paragraph in front of `number` says last in the narrator's own words."""
        if number == 0 or self.whole[number - 1]:
            return ""
        text, quotes = self.texts[number - 1], self.found[number - 1]
        return text[quotes[-1].outer_end - self.starts[number - 1] :] if quotes else text

    def _below_opening(self, first: int) -> int:
        """Where the text begins under an opening like "My dear Ada,", which may stand below a place and a date, or `first`."""
        for number in range(first, min(first + HEAD, len(self.texts) - 1)):
            inner = self._inner(number) if self.whole[number] else ""
            if number > first and _DEAR_INLINE.match(inner):
                return number
            if not (self.whole[number] and self.whole[number + 1] and self._is_short(number)) or inner[-1:] in "!?":
                break
            if _DEAR.match(inner):
                return number + 1
        return first

    def _past_farewell(self, first: int) -> int:
        """Past the farewell, the signature and the postscript in whole paragraphs from `first` on, or `first`."""
        for number in range(first, min(first + LONGEST, len(self.texts))):
            if not self.whole[number]:
                break
            inner = self._inner(number)
            if _FAREWELL.search(inner[-60:]) or (self._is_name(number) and inner.isupper()):
                return self._past_postscript(number + 1)
        return first

    def _past_postscript(self, number: int) -> int:
        while number < len(self.texts) and self.whole[number] and self._below_opening(number) == number:
            if not (self._is_name(number) or _POSTSCRIPT.match(self._inner(number)) or len(self.texts[number].split()) > LONG):
                break
            number += 1
        return number

    def _is_name(self, number: int) -> bool:
        inner = self._inner(number)
        return self._is_short(number) and inner[-1:] not in "!?," and all(word[0].isupper() for word in inner.split())

    def _is_short(self, number: int) -> bool:
        return len(self.texts[number].split()) <= SHORT

    def _past_chain(self, number: int) -> int:
        """Past the paragraph and those into which its quote runs on."""
        number += 1
        while number < len(self.texts) and self.whole[number] and self.found[number][0].continues:
            number += 1
        return number


def _announces(narration: str) -> bool:
    """Whether the narration ends by announcing something written that nobody reads aloud."""
    narration = narration.rstrip(" \n_*")
    sentence = _SENTENCE_END.split(narration)[-1]
    said = low(sentence)
    if not said or said[-1] in SAID - _WRITING or set(said) & _ALOUD:
        return False
    formula = _FORMULA.search(" ".join(sentence.lower().split())[-NEAR:])
    if set(said) & (_PAPER | _WRITING):
        return formula is not None or _COLON.search(narration) is not None
    return formula is not None and _tells(narration[-SENTENCE:])


def _goes_on(between: str) -> bool:
    """Whether what is written goes on after it: in the same sentence, or with no more than a tag between."""
    return _is_tag(between) or (len(between.split()) < SHORT and not _SENTENCE_END.search(between + " "))


def _tells(narration: str) -> bool:
    """Whether the narration has just told of something written."""
    return bool(set(low(narration[-FARTHEST:])) & (_PAPER | _WRITING))


def _is_read_aloud(narration: str) -> bool:
    last = set(low(_SENTENCE_END.split(narration.rstrip())[-1]))
    return bool(last & {"read", "reads"} and last & _ALOUD)


def _is_tag(after: str) -> bool:
    """Whether it begins with a tag of something written: "she wrote", "the letter ran"."""
    tag = low(_SENTENCE_END.split(after)[0])[:4]
    return "wrote" in tag or ("ran" in tag and bool(set(tag) & _PAPER))
