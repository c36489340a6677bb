"""Describes quoted spans by numbers: what a span looks like, where it stands, and what is around it.

The columns count kinds of words and marks; they know no sentence of any text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from audiodrama.annotate.families import (
    DATES,
    EXCLAIMED,
    FAREWELL,
    KINDS,
    NAMING,
    PERSONS,
    TENSES,
    TOGETHER,
    UNREAL,
    WRITTEN,
    low,
)
from audiodrama.annotate.lexicon import ACTED, SAID, THOUGHT
from audiodrama.annotate.mentioned import is_mentioned, says_so
from audiodrama.annotate.quotes import Quote

COLUMNS: Final = 82

NEAR: Final = 4
"""Paragraphs on either side that tell whether people are talking."""
FARTHEST: Final = 12
"""Paragraphs, and words, beyond which distance does not matter."""
BEFORE: Final = 160
AFTER: Final = 120
EARLIER: Final = 400
"""Characters looked at in front of a span, behind it, and for what tells of a letter."""
SHORT: Final = 9
"""Words of a paragraph that may be a letter's opening or its end."""

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE: Final = re.compile(r"[.!?…]+[\"'’”]?(?:\s|$|-)")
_CLAUSE: Final = re.compile(r"[.!?;]\s")
_MARKS: Final = {",": 1, ".": 2, "!": 3, "?": 4, "—": 5, "–": 5, "-": 5, ";": 6, ":": 7, "…": 8, ")": 9, "(": 10}
_LETTER: Final = 11
_ACTING: Final = re.compile(rf"\s+(?:I|we|he|she|they) (?:{'|'.join(sorted(ACTED))})\b")
_QUOTES: Final = "‘’“”'\""
_OPENING: Final = _QUOTES + "„‟«»"


class Spans:
    """Describes the quoted spans of a text by numbers, a row for each; paragraphs are the `texts`."""

    def __init__(self, texts: Sequence[str], starts: Sequence[int], found: Sequence[Sequence[Quote]]) -> None:
        self.texts = texts
        self.starts = starts
        self.found = found
        self.inner = [
            [text[quote.start - start : quote.end - start] for quote in quotes]
            for text, start, quotes in zip(texts, starts, found, strict=True)
        ]
        self.words = [len(text.split()) for text in texts]
        self.quoted = [sum(len(inner.split()) for inner in several) for several in self.inner]
        self.share = sum(self.quoted) / max(1, sum(self.words))
        self.whole = [
            bool(quotes) and quoted >= count - 1 for quotes, quoted, count in zip(found, self.quoted, self.words, strict=True)
        ]
        self.often = Counter(_plain(inner) for several in self.inner for inner in several)
        numbers = range(len(texts))
        self.opened = self._distances(numbers, [self._is_salutation(number) for number in numbers])
        self.closing = self._distances(reversed(numbers), [self._is_farewell(number) for number in numbers])

    def every(self) -> Iterator[tuple[int, Quote]]:
        """All quotes in order, with the numbers of their paragraphs."""
        return ((number, quote) for number, quotes in enumerate(self.found) for quote in quotes)

    def rows(self, number: int) -> list[list[float]]:
        """A row for each quote of paragraph `number`."""
        around = self._around(number)
        return [
            [float(value) for value in (*_inside(inner), *self._beside(number, at), *self._within(number, at), *around)]
            for at, inner in enumerate(self.inner[number])
        ]

    def in_marks(self, number: int, quote: Quote) -> bool:
        """Whether quotation marks are all that makes it speech; songs, dashes and messages are told by more."""
        opening = self.texts[number][quote.outer_start - self.starts[number]]
        return quote.form == "marks" and (quote.continues or opening in _OPENING)

    def beside(self, number: int, quote: Quote) -> tuple[str, str]:
        """The narration in front of a quote and behind it, in its paragraph and up to the quotes beside it."""
        return self.sides(number, bisect_left(self.found[number], quote.start, key=lambda other: other.start))

    def sides(self, number: int, at: int) -> tuple[str, str]:
        """The narration beside the quote `at`."""
        text, start, quotes = self.texts[number], self.starts[number], self.found[number]
        begin = quotes[at - 1].outer_end - start if at else 0
        end = quotes[at + 1].outer_start - start if at + 1 < len(quotes) else len(text)
        return text[begin : quotes[at].outer_start - start], text[quotes[at].outer_end - start : end]

    def _beside(self, number: int, at: int) -> tuple[float, ...]:
        before, after = self.sides(number, at)
        near, clause = before[-BEFORE:].rstrip(" \n_*"), low(_CLAUSE.split(before[-BEFORE:])[-1])[::-1]
        behind = after[:AFTER].lstrip(" \n_*")
        follows, first = low(re.split(r"[.!?;]", after[:AFTER])[0]), _WORD.search(behind)
        return (
            _mark(near[-1:]),
            _kind(clause[0]) if clause and near[-1:].isalnum() else 0,
            _kind(clause[0]) if clause else 0,
            len(clause),
            *(_distance(clause, family) for family in (SAID, THOUGHT, UNREAL, WRITTEN, NAMING)),
            len(set(clause) & UNREAL),
            min(80, len(before.split())),
            _mark(behind[:1]),
            first is not None and first.group()[0].islower(),
            _kind(follows[0]) if follows else 0,
            *(_distance(follows, family) for family in (SAID, THOUGHT, WRITTEN, TOGETHER)),
            len(set(follows[:8]) & UNREAL),
            min(80, len(after.split())),
        )

    def _within(self, number: int, at: int) -> tuple[float, ...]:
        """The span in its paragraph."""
        quotes, inner = self.found[number], self.inner[number][at]
        opening = quotes[at].outer_start - self.starts[number]
        earlier = self.texts[number][max(0, opening - EARLIER) : opening]
        return (
            len(quotes),
            at,
            len(quotes) - 1 - at,
            len(inner.split()) / max(1, self.words[number]),
            _mark(self.inner[number][at - 1][-1:]) if at else -1,
            quotes[at].continues,
            quotes[at].outer_end == quotes[at].end,
            len(set(low(earlier)) & WRITTEN),
            self.often[_plain(inner)],
            is_mentioned(self.texts[number], self.starts[number], quotes[at]),
        )

    def _around(self, number: int) -> tuple[float, ...]:
        """The paragraph among its neighbours."""
        last = len(self.texts) - 1
        near = [other for other in range(max(0, number - NEAR), min(last, number + NEAR) + 1) if other != number]
        previous = self.texts[number - 1].rstrip() if number else ""
        count = sum(self.words[other] for other in near)
        return (
            self.words[number],
            self.quoted[number] / max(1, self.words[number]),
            self.whole[number],
            number > 0 and self.whole[number - 1],
            number < last and self.whole[number + 1],
            len(self.found[number - 1]) if number else 0,
            len(self.found[number + 1]) if number < last else 0,
            sum(len(self.found[other]) for other in near),
            sum(self.quoted[other] for other in near) / max(1, count),
            count / max(1, len(near)),
            self._silence(number, -1),
            self._silence(number, 1),
            _mark(previous[-1:]),
            len(set(low(previous[-200:])) & WRITTEN),
            self.opened[number],
            self.closing[number],
            self._is_formula(number),
            self.share,
        )

    def _silence(self, number: int, step: int) -> int:
        """Paragraphs to the next one with a quote."""
        steps = range(1, FARTHEST)
        places = ((gap, number + step * gap) for gap in steps)
        return next((gap for gap, at in places if not 0 <= at < len(self.found) or self.found[at]), FARTHEST)

    def _distances(self, numbers: Iterable[int], found: Sequence[bool]) -> list[int]:
        """Paragraphs from the last one `found`, on the way of `numbers` and with hardly any narration between."""
        distances, last = [99] * len(found), 99
        for number in numbers:
            if found[number]:
                last = 0
            distances[number] = last
            last = min(99, last + 1)
            if not self.found[number] and last > NEAR:
                last = 99
        return distances

    def _is_salutation(self, number: int) -> bool:
        """A paragraph that begins a letter: "Dear Mrs Lowe,", "My dear Ada,--I have …"."""
        if not self.whole[number]:
            return False
        inner = self.inner[number][0]
        alone = len(inner.split()) <= SHORT and _mark(inner[-1:]) in {1, 5, 7}
        dear = {"dear", "dearest"} & set(low(inner[:60])[:3])
        return bool(dear) and (alone or re.match(r"[^.!?]*?(?:[,:]?[-—]| {2,})", inner[:60]) is not None)

    def _is_farewell(self, number: int) -> bool:
        """A paragraph that ends a letter: "Yours ever,", "… sincerely, B. Marsh", "ADA."."""
        if not self.whole[number]:
            return False
        inner = self.inner[number][-1]
        last = set(low(inner[-60:])[-8:])
        signed = inner.isupper() and len(inner.split()) < 5 and inner[-1] not in "!?"
        return bool(last & FAREWELL) or signed or "&c" in inner[-12:]

    def _is_formula(self, number: int) -> bool:
        """A short quote, a paragraph by itself, that does not end as a sentence does."""
        inner = self.inner[number][-1] if self.whole[number] else ""
        return 0 < len(inner.split()) <= SHORT and (inner[-1] == "," or inner[-1].isalnum())


def is_tagged(before: str, after: str) -> bool:
    """Whether the narration beside a quote says outright that somebody says or thinks it."""
    clause = low(_CLAUSE.split(before)[-1])
    follows = low(re.split(r"[.!?;]", after)[0])[:3]
    if any(word in SAID or word in THOUGHT for word in follows) or _ACTING.match(after) or says_so(before):
        return True
    return bool(clause) and clause[-1] in SAID - NAMING and not set(clause[-8:]) & (UNREAL | {"to"})


def says_more(before: str, after: str) -> bool:
    """Whether a tag goes on to this quote from the one before: "“Go,” he said, and “Shut that door.”"."""
    said = low(before)
    tagged = before[:1].isspace() and any(word in SAID for word in said[:4]) and said[-1] in {"and", "or", "then"}
    return tagged and _CLAUSE.search(before) is None and not after.lstrip(" \n,—-")[:1].islower()


def _inside(inner: str) -> tuple[float, ...]:
    """What the span itself looks like."""
    raw = _WORD.findall(inner)
    low = [word.lower().replace("’", "'") for word in raw]
    rows = [row.strip() for row in inner.splitlines() if row.strip()]
    count = max(1, len(low))
    families = [sum(word in family for word in low) for family in (*PERSONS, *TENSES)]
    return (
        len(low),
        len(_SENTENCE.findall(inner)),
        _mark(inner[-1:]),
        inner[:1].isupper(),
        inner[:1] in _QUOTES,
        sum(word[0].isupper() for word in raw[1:]) / count,
        inner.isupper(),
        len(rows),
        count / max(1, len(rows)),
        sum(row[0].isupper() for row in rows) / max(1, len(rows)),
        max((len(row) for row in rows[:-1]), default=0),
        *families,
        *(family / count for family in families),
        bool(low) and low[0] in EXCLAIMED,
        _kind(low[0]) if low else 0,
        bool({"dear", "dearest"} & set(low[:3])),
        len(set(low) & FAREWELL),
        len(set(low) & DATES),
        any(char.isdigit() for char in inner),
        inner.count("?"),
        inner.count("!"),
        inner.count(",") / count,
        "_" in inner or "*" in inner,
        sum(char in _QUOTES for char in inner),
    )


def _plain(text: str) -> str:
    return " ".join(low(text))


def _mark(char: str) -> int:
    return _MARKS.get(char, _LETTER) if char else 0


def _kind(word: str) -> int:
    return next((number for number, family in enumerate(KINDS, 1) if word in family), len(KINDS) + 1)


def _distance(low: Sequence[str], family: Collection[str]) -> int:
    return next((at for at, word in enumerate(low[:FARTHEST]) if word in family), FARTHEST)
