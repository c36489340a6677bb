"""The title, the author and the chapters of a story, found by what a line says and where it stands.

A heading taken for prose costs a chapter mark, prose taken for a heading costs a strange announcement; neither loses a word.
So patterns that nothing but a heading has (`Chapter 3`, `# …`) count anywhere, and everything weaker needs support from where
it stands: bare numbers count upwards, subtitles follow a heading, lines in capitals are set off by more space than usual.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from audiodrama.story.layout import Piece, joined, usual_gap
from audiodrama.story.marks import (
    credit,
    hashes,
    is_chapter,
    is_end,
    label_after,
    looks_like_title,
    note_after,
    numbered_title,
    numeral,
    plain_title,
    title_label,
)

TITLE_PAGE: Final = 12
"""Paragraphs of the longest title page."""
NUMBERS_APART: Final = 4
"""The least distance, in paragraphs, of two bare numbers that head chapters; nearer ones are somebody counting."""
TITLE_WORDS: Final = 10
SUBTITLE_LENGTH: Final = 70
"""Characters of the longest subtitle."""

_UNDERLINE: Final = re.compile(r"={3,}|-{3,}|~{3,}")
_BY: Final = re.compile(r"by|von|par|por|di|av|door", re.IGNORECASE)
_FOREIGN_CREDIT: Final = re.compile(r"(?:Von|von|Par|par|Por|por|Di|di|De|de|Av|av|Door|door) (?P<name>[^\W\d_].{2,40})")
_YEAR: Final = re.compile(r"\(?\d{4}\)?")


def mark_known(pieces: Sequence[Piece], title: str, author: str) -> None:
    """Give `title` and `author` to the paragraphs at the top that say what the file itself names so."""
    for piece in pieces[:TITLE_PAGE]:
        words = plain_title(piece.text)
        if title and _letters(words) == _letters(title):
            piece.role, piece.reason = "title", ""
        elif author and _letters(author) in (_letters(words), _letters(credit(words))):
            piece.role, piece.reason = "author", ""


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def mark_title(pieces: Sequence[Piece], known: str = "") -> tuple[str, str]:
    """Give `title` and `author` to the paragraphs at the top that hold them; their words, empty where there are none.

    Where the title is `known` already, none is guessed: the first heading is a chapter's.
    """
    title = known or _labelled_title(pieces[:TITLE_PAGE])
    prose = [index for index, piece in enumerate(pieces) if piece.role == "prose"][: TITLE_PAGE + 1]
    if not title and prose and _is_title(pieces, prose[0]):
        title = plain_title(pieces[prose[0]].text)
        _mark_with_underline(pieces, prose[0])
    content = [pieces[index] for index in prose if pieces[index].role == "prose"]
    return title, _mark_author(content, after_title=bool(title))


def mark_headings(pieces: Sequence[Piece]) -> None:
    """Give `heading` to the headings of chapters and to the subtitles under them."""
    for piece in pieces:
        if piece.role == "prose" and (hashes(piece.text) or is_chapter(piece.text) or _is_bold_title(piece.text)):
            piece.role = "heading"
    _mark_underlined(pieces)
    _mark_numbers(pieces)
    _mark_capitals(pieces)
    _mark_subtitles(pieces)


def join_headings(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Neighbouring paragraphs of the role `heading` or `author` as one: a chapter has one heading, a story one author."""
    whole: list[Piece] = []
    first = 0
    for index in range(1, len(pieces) + 1):
        if index == len(pieces) or pieces[index].role != pieces[first].role or pieces[first].role not in {"heading", "author"}:
            whole.append(joined(text, pieces[first:index]))
            first = index
    return whole


# --- title and author -----------------------------------------------------------------------------------------------------


def _labelled_title(top: Sequence[Piece]) -> str:
    """The title in a line `Title: …`, which may also stand in a licence above the story."""
    for piece in top:
        title = title_label(piece.text)
        if title and piece.role == "prose":
            piece.role = "title"
        if title:
            return title
    return ""


def _is_title(pieces: Sequence[Piece], index: int) -> bool:
    text = pieces[index].text
    following = pieces[index + 1] if index + 1 < len(pieces) else None
    if hashes(text):
        return _is_top_hash(pieces, index)
    if not following or "\n" in text or is_chapter(text) or numeral(text) or numbered_title(text) or is_end(text):
        return False
    if credit(text) or title_label(text) or label_after(text) is not None or note_after(text) is not None:
        return False
    if len(text.split()) > TITLE_WORDS:
        return False
    set_off = following.gap > 0 or bool(credit(following.text))
    if looks_like_title(text):
        return _ends_as_title(text, set_off=set_off)
    return set_off and _is_plain_title(text)


def _ends_as_title(text: str, *, set_off: bool) -> bool:
    """A full stop ends only titles in capitals, `!` and `?` only those of several words; else it is a short sentence."""
    if text[-1] in ".…":
        return set_off and text.isupper()
    return text[-1] not in "!?" or (set_off and " " in text)


def _is_plain_title(text: str) -> bool:
    """`The night of the ferry`: a title without capitals has no mark of punctuation and no quotation marks."""
    return text[0].isupper() and text[-1].isalnum() and not re.search(r"[“”\"«»;:]", text)


def _is_top_hash(pieces: Sequence[Piece], index: int) -> bool:
    """Whether `# …` at the top is the title: the only one of its level, or followed at once by another heading."""
    text = pieces[index].text
    if is_chapter(plain_title(text)) or numeral(plain_title(text)):
        return False
    rest = [hashes(piece.text) for piece in pieces[index + 1 :] if piece.text[0] == "#"]
    following = pieces[index + 1].text if index + 1 < len(pieces) else ""
    return hashes(text) not in rest or hashes(following) > 0 or is_chapter(following)


def _mark_with_underline(pieces: Sequence[Piece], index: int) -> None:
    pieces[index].role = "title"
    below = pieces[index + 1] if index + 1 < len(pieces) else None
    if below and below.gap == 0 and _UNDERLINE.fullmatch(below.text):
        below.role = "title"


def _mark_author(content: Sequence[Piece], *, after_title: bool) -> str:
    """The author's name after the title, before any prose; `by` may stand on a line of its own."""
    for index, piece in enumerate(content):
        text = piece.text.strip("*_ ")
        foreign = _FOREIGN_CREDIT.fullmatch(text) if after_title and index == 0 else None
        named = credit(text, under_title=after_title and index == 0)
        name = named or (foreign["name"] if foreign and looks_like_title(foreign["name"]) else "")
        if name:
            piece.role = "author"
            return name
        if after_title and _BY.fullmatch(text) and index + 1 < len(content) and looks_like_title(content[index + 1].text):
            piece.role = content[index + 1].role = "author"
            return plain_title(content[index + 1].text)
        if not (_YEAR.fullmatch(text) or title_label(text) or (after_title and looks_like_title(text))):
            break
    return ""


# --- chapters -------------------------------------------------------------------------------------------------------------


def _is_bold_title(text: str) -> bool:
    """`**The Ferry**` alone in its paragraph."""
    inner = text[2:-2]
    bold = len(text) > 5 and text[:2] == text[-2:] and text[:2] in {"**", "__"} and "**" not in inner
    return bold and len(inner) <= SUBTITLE_LENGTH and looks_like_title(inner) and inner[-1] not in ".!?…"


def _mark_underlined(pieces: Sequence[Piece]) -> None:
    """`The Ferry` over a line of `=`, `-` or `~`."""
    for above, below in pairwise(pieces):
        if above.role != "prose" or below.role != "break" or below.gap or "\n" in above.text:
            continue
        title = looks_like_title(above.text) and above.text[-1] not in ".!?…" and len(above.text) <= SUBTITLE_LENGTH
        if title and _UNDERLINE.fullmatch(below.text):
            above.role = below.role = "heading"


def _mark_numbers(pieces: Sequence[Piece]) -> None:
    """Bare numbers are headings where they count up from 1 through the story, or where one stands at the very top."""
    chains: dict[str, list[tuple[int, int]]] = {}
    for index, piece in enumerate(pieces):
        found = (numeral(piece.text) or numbered_title(piece.text)) if piece.role == "prose" else None
        if not found:
            continue
        kind, value = found
        chain = chains.setdefault(kind, [])
        counts_on = not chain or index - chain[-1][0] >= NUMBERS_APART
        if counts_on and (value == 1 or (chain and value == chain[-1][1] + 1)):
            chain.append((index, value))
    for chain in chains.values():
        at_top = bool(chain) and all(piece.role != "prose" for piece in pieces[: chain[0][0]])
        if len(chain) > 1 or at_top:
            for index, _ in chain:
                pieces[index].role = "heading"


def _mark_capitals(pieces: Sequence[Piece]) -> None:
    """A short line in capitals, with more space before it than usual and a blank line after it."""
    for index in range(1, len(pieces) - 1):
        piece = pieces[index]
        if piece.role == "prose" and piece.gap > 1 and piece.text.isupper() and pieces[index + 1].gap:
            short = len(piece.text) <= SUBTITLE_LENGTH and looks_like_title(piece.text)
            if short and piece.text[-1].isalnum() and len(piece.text) > 3 and piece.gap > usual_gap(pieces, index):
                piece.role = "heading"


def _mark_subtitles(pieces: Sequence[Piece]) -> None:
    """The line under a heading that is a title itself and no sentence: `CHAPTER I` / `In Chancery`."""
    for heading, piece, after in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if heading.role != "heading" or piece.role != "prose":
            continue
        if heading.text[-1] == "," and piece.gap == 0:
            piece.role = "heading"
        if len(piece.text) > SUBTITLE_LENGTH:
            continue
        sentence = piece.text[-1] in ".!?…" and not piece.text.isupper() and piece.gap > 0
        if looks_like_title(piece.text) and not sentence and (after.gap or piece.gap == 0) and not is_end(piece.text):
            piece.role = "heading"
