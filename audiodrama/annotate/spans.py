"""Which quoted spans are speech: a small forest of trees over what a span looks like and where it stands.

`quotes.py` finds whatever stands between marks; `mentioned.py` knows titles and words mentioned as words. What is left still
holds scare quotes ("my very dear friend"), what somebody might have said, letters, inscriptions and quoted verse, which the
narrator reads with their marks. The forest knows no sentence of any text: its columns count kinds of words and marks in the
span, beside it and around it. `benchmarks/train_spans.py` trains it; `docs/explanation/attribution.md` is the model's card.

A line wrongly read by the narrator is worse than a scare quote in a role's voice. So what a plain tag says somebody said stays,
and the rest goes only where the forest is rather sure.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from audiodrama.annotate.lexicon import PREPOSITIONS, SAID, THOUGHT, words
from audiodrama.annotate.mentioned import is_mentioned
from audiodrama.annotate.quotes import Quote

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MODEL: Final = "spans.npy"
COLUMNS: Final = 82
UNSPOKEN: Final = -1.5
"""Log-odds of being speech up to which a span is left to the narrator: less than one in five."""

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
_QUOTES: Final = "‘’“”'\""
_OPENING: Final = _QUOTES + "„‟«»"

_PERSONS: Final = (
    words("i me my mine myself i'm i've i'll i'd"),
    words("we us our ours we'll we're we've"),
    words("you your yours yourself ye thou thee thy thine you're you'll you've you'd"),
    words("he she him her his hers they them their himself herself themselves"),
)
_TENSES: Final = (
    words("was were had did would could should might must been wasn't weren't hadn't didn't wouldn't couldn't"),
    words(
        """
        is are am has have do does will can shall may don't isn't aren't can't won't shan't it's that's there's what's he's
        she's they're let let's i'm i'll i've you're you'll we're we'll
        """
    ),
)
_EXCLAIMED: Final = words(
    """
    oh o ah yes no well why hush pray come hm eh hullo hallo hello ha aye nay indeed sir ma'am madam please thank thanks
    good sorry look listen wait stop yeah okay ok hey so but and what
    """
)
_UNREAL: Final = words(
    """
    seem seems seemed seeming if though would could might almost about going wanted longed meant mean means express
    expressed implied imply look looks looked tempted ready never not without nearly instead used always often
    """
)
_WRITTEN: Final = words(
    """
    letter letters note notes wrote write writes written writing telegram sign signed inscription inscribed heading
    headed label labelled notice card paper papers printed print postscript lines words sentence page book article read
    reads paragraph advertisement document envelope chalked title titled entitled copy
    """
)
_NAMING: Final = words(
    """
    called call calling calls named name word words phrase term termed terms title entitled titled spelt marked labelled
    epithet expression syllables syllable
    """
)
_TOGETHER: Final = words(
    """
    all both they voices everybody everyone several some somebody someone people others crowd chorus men ladies voice
    another one together we
    """
)
_FAREWELL: Final = words(
    "yours your's affectionate affectionately sincerely faithfully truly obliged adieu obedient servant postscript"
)
_DATES: Final = words(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december street
    """
)
_KINDS: Final = (
    SAID,
    THOUGHT,
    frozenset({"that"}),
    _NAMING,
    words("a an the his her their my our your its this that these those some any no another"),
    PREPOSITIONS | {"of", "like", "than", "as"},
    words("is was were are be been being became becomes"),
    words("and or but nor"),
)


def keep_speech(texts: Sequence[str], starts: Sequence[int], found: Sequence[list[Quote]]) -> list[list[Quote]]:
    """The quotes of each paragraph that somebody speaks."""
    from audiodrama.annotate.trees import evaluate

    spans = Spans(texts, starts, found)
    return judged_speech(spans, evaluate(forest(), rows_of(spans)), UNSPOKEN)


def rows_of(spans: Spans) -> NDArray[np.float32]:
    """What the forest is asked about: (spans, columns)."""
    import numpy as np

    rows = [row for number in range(len(spans.found)) for row in spans.rows(number)]
    return np.array(rows, dtype=np.float32).reshape(len(rows), COLUMNS)


def judged_speech(spans: Spans, scores: Sequence[float] | NDArray[np.float64], threshold: float) -> list[list[Quote]]:
    """The quotes of each paragraph whose score is above the threshold, and those that a plain tag says are spoken.

    A quote that runs on over several paragraphs is kept or left as a whole.
    """
    every = [
        (number, quote, score)
        for (number, quote), score in zip(spans.every(), scores, strict=True)
        if not (spans.in_marks(number, quote) and is_mentioned(spans.texts[number], spans.starts[number], quote))
    ]
    kept: list[list[Quote]] = [[] for _ in spans.found]
    for chain in _chains([quote for _, quote, _ in every]):
        parts = every[chain]
        sure = sum(score for _, _, score in parts) / len(parts) > threshold
        if sure or any(not spans.in_marks(number, quote) or spans.is_tagged(number, quote) for number, quote, _ in parts):
            for number, quote, _ in parts:
                kept[number].append(quote)
    return kept


@cache
def forest() -> NDArray[np.void]:
    """The nodes of the trees, as the package brings them."""
    import numpy as np

    with files("audiodrama.annotate").joinpath(MODEL).open("rb") as file:
        nodes: NDArray[np.void] = np.load(file, allow_pickle=False)
    return nodes


def _chains(quotes: Sequence[Quote]) -> list[slice]:
    """Quotes that belong together, each run on from the one before."""
    first = [number for number, quote in enumerate(quotes) if not (quote.continues and number)]
    return [slice(begin, end) for begin, end in zip(first, [*first[1:], len(quotes)], strict=False)]


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

    def is_tagged(self, number: int, quote: Quote) -> bool:
        """Whether the clause at the span says outright that somebody says or thinks it."""
        at = bisect_left(self.found[number], quote.start, key=lambda other: other.start)
        before, after = self._sides(number, at)
        clause = _low(_CLAUSE.split(before)[-1])
        follows = _low(re.split(r"[.!?;]", after)[0])[:3]
        if any(word in SAID or word in THOUGHT for word in follows):
            return True
        return bool(clause) and clause[-1] in SAID - _NAMING and not set(clause[-8:]) & (_UNREAL | {"to"})

    def _sides(self, number: int, at: int) -> tuple[str, str]:
        """The narration in front of a quote and behind it, in its paragraph and up to the quotes beside it."""
        text, start, quotes = self.texts[number], self.starts[number], self.found[number]
        low = quotes[at - 1].outer_end - start if at else 0
        high = quotes[at + 1].outer_start - start if at + 1 < len(quotes) else len(text)
        return text[low : quotes[at].outer_start - start], text[quotes[at].outer_end - start : high]

    def _beside(self, number: int, at: int) -> tuple[float, ...]:
        before, after = self._sides(number, at)
        near, clause = before[-BEFORE:].rstrip(" \n_*"), _low(_CLAUSE.split(before[-BEFORE:])[-1])[::-1]
        behind = after[:AFTER].lstrip(" \n_*")
        follows, first = _low(re.split(r"[.!?;]", after[:AFTER])[0]), _WORD.search(behind)
        return (
            _mark(near[-1:]),
            _kind(clause[0]) if clause and near[-1:].isalnum() else 0,
            _kind(clause[0]) if clause else 0,
            len(clause),
            *(_distance(clause, family) for family in (SAID, THOUGHT, _UNREAL, _WRITTEN, _NAMING)),
            len(set(clause) & _UNREAL),
            min(80, len(before.split())),
            _mark(behind[:1]),
            first is not None and first.group()[0].islower(),
            _kind(follows[0]) if follows else 0,
            *(_distance(follows, family) for family in (SAID, THOUGHT, _WRITTEN, _TOGETHER)),
            len(set(follows[:8]) & _UNREAL),
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
            len(set(_low(earlier)) & _WRITTEN),
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
            len(set(_low(previous[-200:])) & _WRITTEN),
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
        dear = {"dear", "dearest"} & set(_low(inner[:60])[:3])
        return bool(dear) and (alone or re.match(r"[^.!?]*?(?:[,:]?[-—]| {2,})", inner[:60]) is not None)

    def _is_farewell(self, number: int) -> bool:
        """A paragraph that ends a letter: "Yours ever,", "… sincerely, B. Marsh", "ADA."."""
        if not self.whole[number]:
            return False
        inner = self.inner[number][-1]
        last = set(_low(inner[-60:])[-8:])
        signed = inner.isupper() and len(inner.split()) < 5 and inner[-1] not in "!?"
        return bool(last & _FAREWELL) or signed or "&c" in inner[-12:]

    def _is_formula(self, number: int) -> bool:
        """A short quote, a paragraph by itself, that does not end as a sentence does."""
        inner = self.inner[number][-1] if self.whole[number] else ""
        return 0 < len(inner.split()) <= SHORT and (inner[-1] == "," or inner[-1].isalnum())


def _inside(inner: str) -> tuple[float, ...]:
    """What the span itself looks like."""
    raw = _WORD.findall(inner)
    low = [word.lower().replace("’", "'") for word in raw]
    rows = [row.strip() for row in inner.splitlines() if row.strip()]
    count = max(1, len(low))
    families = [sum(word in family for word in low) for family in (*_PERSONS, *_TENSES)]
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
        bool(low) and low[0] in _EXCLAIMED,
        _kind(low[0]) if low else 0,
        bool({"dear", "dearest"} & set(low[:3])),
        len(set(low) & _FAREWELL),
        len(set(low) & _DATES),
        any(char.isdigit() for char in inner),
        inner.count("?"),
        inner.count("!"),
        inner.count(",") / count,
        "_" in inner or "*" in inner,
        sum(char in _QUOTES for char in inner),
    )


def _low(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def _plain(text: str) -> str:
    return " ".join(_low(text))


def _mark(char: str) -> int:
    return _MARKS.get(char, _LETTER) if char else 0


def _kind(word: str) -> int:
    return next((number for number, family in enumerate(_KINDS, 1) if word in family), len(_KINDS) + 1)


def _distance(low: Sequence[str], family: Collection[str]) -> int:
    return next((at for at, word in enumerate(low[:FARTHEST]) if word in family), FARTHEST)
