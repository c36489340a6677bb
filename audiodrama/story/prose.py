"""Plain text and Markdown to a story: the whole way from characters to chapters on one screen.

Every paragraph is the very slice of the text that it came from, and the paragraphs together hold every visible character, so
that nothing of a story can be lost on the way to its script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Final, NamedTuple

from audiodrama.model import Paragraph, Story, StoryChapter, Where
from audiodrama.story import language
from audiodrama.story.headings import join_headings, mark_headings, mark_known, mark_title
from audiodrama.story.layout import Piece, pieces, usual_gap
from audiodrama.story.marks import SMALL_WORDS, looks_like_title, plain_title
from audiodrama.story.matter import front_matter, mark_links, mark_matter, mark_wrapping

UNTITLED: Final = "Untitled"
SET_OFF_WIDTH: Final = 60
"""Characters of the longest line of verse, or of a letter's signature."""

_DIGEST: Final = re.compile(r"(?=.*\d)(?=.*[a-f])[0-9a-f]{8,}")


class Known(NamedTuple):
    """What a file says of its story outside the text; empty where it says nothing."""

    title: str = ""
    author: str = ""
    language: str = ""
    fallback_title: str = ""
    """What it may be called where its text names no title either."""


def read_prose(text: str, *, name: str) -> Story:
    """The story in `text`; `name` is the file's, or `-`, for messages and for a title where the text has none."""
    front, entries = front_matter(text)
    found = front + pieces(text, front[0].end if front else 0)
    said = entries.get("language") or entries.get("lang") or ""
    return assemble(text, found, Known(entries.get("title", ""), entries.get("author", ""), said), name)


def assemble(text: str, found: list[Piece], known: Known, name: str) -> Story:
    """The story of these paragraphs, which are slices of `text`: what each of them is, and the chapters they make."""
    mark_links(found)
    mark_wrapping(found)
    mark_known(found, known.title, known.author)
    title, author = mark_title(found, known.title)
    mark_headings(found)
    mark_matter(found)
    found = join_headings(text, found)
    body = "\n".join(piece.text for piece in found if piece.role == "prose")
    return Story(
        title=known.title or title or known.fallback_title or title_from_name(name),
        author=known.author or author,
        language=language.named(known.language) or language.guess(body),
        text=text,
        chapters=tuple(_chapters(found, name)),
        file=name,
    )


def title_from_name(name: str) -> str:
    """A readable title from a file's name: `the_toll-bridge.txt` is "The Toll Bridge", `-` is "Untitled"."""
    stem = re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z])", " ", PurePath(name).stem)
    words = [word for word in re.split(r"[\s_\-.]+", stem) if word and not _DIGEST.fullmatch(word)]
    if any(word.isalpha() for word in words):
        while words[0].isdecimal():
            del words[0]
    elif _DIGEST.search(stem):
        words = []
    return " ".join(_capitalised(word, first=not index) for index, word in enumerate(words)) or UNTITLED


def _capitalised(word: str, *, first: bool) -> str:
    return word if word in SMALL_WORDS and not first else word[0].upper() + word[1:]


def _chapters(found: Sequence[Piece], name: str) -> Iterator[StoryChapter]:
    title, paragraphs = "", list[Paragraph]()
    for piece in _with_gaps(found):
        if piece.role == "heading":
            if paragraphs:
                yield StoryChapter(title=title, paragraphs=tuple(paragraphs))
            title, paragraphs = plain_title(piece.text), []
        paragraphs.append(_paragraph(piece, name))
    if paragraphs:
        yield StoryChapter(title=title, paragraphs=tuple(paragraphs))


def _paragraph(piece: Piece, name: str) -> Paragraph:
    where = Where(file=piece.file or name, line=piece.line, column=piece.indent + 1)
    return Paragraph(text=piece.text, start=piece.start, where=where, role=piece.role, reason=piece.reason)


def _with_gaps(found: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, and an empty break wherever prose is set off from prose by more blank lines than is usual around it."""
    before: Piece | None = None
    for index, piece in enumerate(found):
        if before and piece.gap and _changes_scene(before, piece) and piece.gap > usual_gap(found, index):
            yield Piece("", piece.start, piece.line, piece.indent, 0, role="break")
        yield piece
        before = piece


def _changes_scene(before: Piece, after: Piece) -> bool:
    """Space between two whole paragraphs of prose; around verse, a letter or its signature it only sets those off."""
    if before.role != "prose" or after.role != "prose" or after.text[0].islower():
        return False
    last = before.text.rstrip("*_)]")[-1:]
    return last in ".!?…—–-\"”’'»♪" and not any(_is_set_off(piece.text) for piece in (before, after))


def _is_set_off(text: str) -> bool:
    """Verse, or a line without a sentence: `Yours, Helen`, `LATER`."""
    lines = text.splitlines()
    short = len(lines) > 1 and all(len(line) < SET_OFF_WIDTH for line in lines)
    return short or (len(text) < SET_OFF_WIDTH and looks_like_title(text.strip('"“”')))
