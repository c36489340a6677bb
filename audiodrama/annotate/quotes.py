"""Where the quotes are: every span between quotation marks, whatever the typography, over as many paragraphs as it runs.

A story uses one family of marks for speech: double (`“ ”`, `"`, `„ “`), guillemets, or single (`‘ ’`, `'`), with the others
nested inside. The family is decided once for the story; a paragraph that holds none of its marks may use another. Speech
without marks (dash dialogue, chat, songs between notes) is found in `unquoted.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

Family = Literal["double", "single", "guillemet"]

FARTHEST_CARRY: Final = 14
"""Paragraphs that an unclosed quote may run on through without a mark of its own (a letter, a song)."""

_DOUBLE: Final = re.compile(r"[“”\"„‟]")
_GUILLEMET: Final = re.compile(r"[«»]")
_ELIDED: Final = "e em tis twas twere twill twould til cos coz bout ere appen ave ow nuff fraid im ead".split()
_ELIDED_IN_SMALL: Final = "till cause round n er is".split()
"""Cut words that look like whole ones: "’is hat", but "‘Is that agreed?’"."""
_ELISION: Final = rf"(?:{'|'.join([*_ELIDED, *(word.capitalize() for word in _ELIDED), *_ELIDED_IN_SMALL])}|[0-9]+s?)\b"
_SINGLE_OPENER: Final = re.compile(rf"(?<![\w’'.,!?…])[‘'](?=[^\s’]|’{_ELISION})(?!{_ELISION})")
FAMILIES: Final[tuple[Family, ...]] = ("double", "single", "guillemet")
_PATTERNS: Final[dict[Family, re.Pattern[str]]] = {"double": _DOUBLE, "single": _SINGLE_OPENER, "guillemet": _GUILLEMET}
_SINGLE_OPENER_AT_START: Final = re.compile(r"[‘'](?=\S)")
_SURE_CLOSER: Final = re.compile(r"(?<=[^\w\s‘(\[])['’](?!\w)")
_WORD_CLOSER: Final = re.compile(r"(?<=\w)['’](?!\w)")
_CLIPPED: Final = re.compile(r"(?:\w+in|s|\b(?:wi|an|o|th|t|ol|mo))['’]$", re.IGNORECASE)


@dataclass(slots=True)
class Quote:
    """A quoted span; offsets into the story's text, without and with its marks."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    continues: bool = False
    """The quote before ran on into this paragraph: the same person is still speaking."""
    form: Literal["marks", "dash", "chat", "song"] = "marks"
    label: str = ""
    """The name that a chat line begins with; `outer_start` is where that begins."""
    to: str = ""
    """The name in `To: Ada` over a text message."""
    document: bool = False
    """A letter, a telegram or verse: read or recited, not said."""


@dataclass(slots=True)
class Mark:
    """An opening or closing mark inside a paragraph."""

    start: int
    end: int


Piece = tuple[int, int, bool]
"""Opening mark's start, closing mark's end (or the paragraph's), and whether it was closed."""


def family(texts: Sequence[str]) -> Family:
    """The marks that speech stands in: those that come first in most paragraphs, for nested ones never do."""
    first: Counter[Family] = Counter(kind for text in texts if (kind := _first_mark(text)))
    return max(FAMILIES, key=lambda kind: first[kind])


def _first_mark(text: str) -> Family | None:
    found = [(mark.start(), kind) for kind in FAMILIES if (mark := _PATTERNS[kind].search(text))]
    return min(found)[1] if found else None


def find_quotes(texts: Sequence[str], starts: Sequence[int], kind: Family) -> list[list[Quote]]:
    """The quotes of each paragraph of one run, in order; `starts` are the paragraphs' offsets in the story."""
    found: list[list[Quote]] = []
    carried = 0
    for number in range(len(texts)):
        quotes, carried = _in_paragraph(texts, number, kind, carried)
        for quote in quotes:
            shift(quote, starts[number])
        found.append(quotes)
    return found


def shift(quote: Quote, by: int) -> None:
    """From offsets in a paragraph to offsets in the story, where the paragraph starts at `by`."""
    quote.start += by
    quote.end += by
    quote.outer_start += by
    quote.outer_end += by


def _in_paragraph(texts: Sequence[str], number: int, kind: Family, carried: int) -> tuple[list[Quote], int]:
    """Quotes with offsets in the paragraph, and over how many paragraphs the last of them is now being carried."""
    text = texts[number]
    quotes: list[Quote] = []
    reopened = bool(carried) and _opens(text, kind)
    begin = 0
    if carried and not reopened:
        begin = _carried_close(texts, number, kind, carried)
        if begin:
            closed = _first_closer(text, kind) is not None
            quotes.append(_quote(text, 0, begin, marked=False, closed=closed, continues=True))
            if not closed:
                return quotes, carried + 1
    closed = True
    for start, end, closed in _pieces(text, begin, kind):
        quotes.append(_quote(text, start, end, marked=True, closed=closed, continues=reopened and not quotes))
    return quotes, int(not closed and _runs_on(texts, number, kind))


def _quote(text: str, start: int, end: int, *, marked: bool, closed: bool, continues: bool) -> Quote:
    inner_start = start + 1 if marked else start
    inner_end = max(end - 1 if closed else end, inner_start)
    while inner_start < inner_end and text[inner_start].isspace():
        inner_start += 1
    while inner_end > inner_start and text[inner_end - 1].isspace():
        inner_end -= 1
    return Quote(inner_start, inner_end, start, end, continues)


def _opens(text: str, kind: Family) -> bool:
    head = text.lstrip(" \t\n\r_*(")[:1]
    return head in {"double": '“"„”', "guillemet": "«»", "single": "‘'"}[kind] and head != ""


def _first_closer(text: str, kind: Family) -> int | None:
    """Just past the first closing mark, if no opening mark comes before it."""
    if kind == "single":
        closer = _SURE_CLOSER.search(text)
        opener = _SINGLE_OPENER.search(text)
        return closer.end() if closer and not (opener and opener.start() < closer.start()) else None
    mark = (_DOUBLE if kind == "double" else _GUILLEMET).search(text)
    if mark is None:
        return None
    return mark.end() if mark.group() in "”»" or (mark.group() in '"“' and _looks_closing(text, mark.start())) else None


def _carried_close(texts: Sequence[str], number: int, kind: Family, carried: int) -> int:
    """Where the carried quote ends here: past its closer, at the paragraph's end, or 0 when it should not be carried."""
    text = texts[number]
    closer = _first_closer(text, kind)
    if closer is not None:
        return closer
    if _marks(text, kind) or carried > FARTHEST_CARRY:
        return 0
    for ahead in texts[number + 1 : number + 1 + FARTHEST_CARRY]:
        if _first_closer(ahead, kind) is not None:
            return len(text)
        if _marks(ahead, kind):
            return 0
    return 0


def _marks(text: str, kind: Family) -> bool:
    return _PATTERNS[kind].search(text) is not None


def _runs_on(texts: Sequence[str], number: int, kind: Family) -> bool:
    """An open quote is carried only into a paragraph that opens again or that has its closing mark before long."""
    following = next((k for k in range(number + 1, len(texts)) if texts[k].strip()), None)
    if following is None:
        return False
    return _opens(texts[following], kind) or _carried_close(texts, following, kind, 1) > 0


def _pieces(text: str, begin: int, kind: Family) -> Iterator[Piece]:
    if kind == "single":
        if _SINGLE_OPENER.search(text, begin) is None and _spoken_double(text, begin):
            yield from _double_pieces(text, begin, _DOUBLE)
        else:
            yield from _single_pieces(text, begin)
    elif kind == "double" and _DOUBLE.search(text, begin) is None:
        yield from _lone_singles(text, begin)
    else:
        yield from _double_pieces(text, begin, _DOUBLE if kind == "double" else _GUILLEMET)


def _spoken_double(text: str, begin: int) -> bool:
    return len(_DOUBLE.findall(text, begin)) > 1


def _lone_singles(text: str, begin: int) -> Iterator[Piece]:
    """Speech in the other style: a paragraph without double marks that opens with a single one, closed after punctuation."""
    if text[begin:].lstrip()[:1] in {"‘", "'"} and _SURE_CLOSER.search(text, begin):
        pieces = list(_single_pieces(text, begin))
        if all(closed for _, _, closed in pieces):
            yield from pieces


def _looks_closing(text: str, at: int) -> bool:
    """A mark of either direction that stands where only a closing one can."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(before.strip()) and before not in "(—–-[" and (not after.strip() or not after.isalnum())


def _looks_opening(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(after.strip()) and (not before.strip() or before in "(—–-[*_")


def _double_pieces(text: str, begin: int, pattern: re.Pattern[str]) -> Iterator[Piece]:
    nesting = text.count("“") == text.count("”") and '"' not in text
    opened, opener, depth = -1, "", 0
    for mark in pattern.finditer(text, begin):
        at, char = mark.start(), mark.group()
        if opened < 0:
            if char not in "”‟" or _looks_opening(text, at):
                opened, opener, depth = at, char, 1
        elif _ends(text, at, char, opener):
            depth -= 1
            if depth <= 0:
                yield opened, at + 1, True
                opened = -1
        elif nesting and char == opener:
            depth += 1
    if opened >= 0:
        yield opened, len(text), False


def _ends(text: str, at: int, char: str, opener: str) -> bool:
    """Whether `char` closes what `opener` opened."""
    if opener == "„":
        return char != "„"
    if opener in "«»":
        return char != opener
    if opener == "“":
        return char == "”" or (char == '"' and "”" not in text[at:]) or (char == "“" and _looks_closing(text, at))
    return char in '"”'


def _single_pieces(text: str, begin: int) -> Iterator[Piece]:
    at = begin
    while opener := _next_opener(text, at):
        close = _single_close(text, opener.end())
        if close is None:
            yield opener.start(), len(text), False
            return
        yield opener.start(), close, True
        at = close


def _next_opener(text: str, at: int) -> re.Match[str] | None:
    if not text[:at].strip() and text[at:].lstrip()[:1] in {"‘", "'"}:
        first = len(text) - len(text[at:].lstrip())
        mark = _SINGLE_OPENER_AT_START.match(text, first)
        if mark and _single_close(text, mark.end()) is not None:
            return mark
    return _SINGLE_OPENER.search(text, at)


def _single_close(text: str, begin: int) -> int | None:
    """Past the mark that closes a single quote opened before `begin`.

    A mark after punctuation closes for sure; one after a letter may be an apostrophe ("startin’", "the dogs’ dinner"), and
    closes only when no sure one follows before the next opening mark; after a clipped word only before such a mark or a comma.
    """
    following = _SINGLE_OPENER.search(text, begin)
    limit = following.start() if following else len(text)
    sure = _SURE_CLOSER.search(text, begin)
    if sure and sure.start() < limit:
        return sure.end()
    clipped = None
    for maybe in _WORD_CLOSER.finditer(text, begin, limit):
        if not _CLIPPED.search(text[begin : maybe.end()]):
            return maybe.end()
        if following or text[maybe.end() : maybe.end() + 1] in {",", ";", "."}:
            clipped = maybe.end()
    return clipped or (sure.end() if sure else None)
