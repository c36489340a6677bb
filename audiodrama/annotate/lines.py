"""From decided quotes to the script: every character of the story goes to a line, a heading or a remark, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from audiodrama.annotate.reading import Passage
from audiodrama.model import (
    NARRATOR,
    Chapter,
    Cue,
    Evidence,
    Item,
    Line,
    LineKind,
    Paragraph,
    Remark,
    Scene,
    Script,
    Span,
    Story,
    StoryChapter,
)

WORDLESS_PAUSE: Final = "1s"
"""What stands for a paragraph without a letter or digit ("…"): nobody can say it."""

_LETTER: Final = re.compile(r"[^\W_]")
_MARKUP: Final = re.compile(r"[\s*_“”\"‘’'«»„]+")
_TRAILING: Final = re.compile(r"[,.;:!?]+(?=\s|$)")


@dataclass(slots=True, kw_only=True)
class Spoken:
    """A quote with everything that was decided about it."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    kind: LineKind
    speaker: str
    evidence: Evidence
    manner: tuple[str, ...] = ()
    labelled: bool = False
    """A written message: from `outer_start` to `start` stands the name of its writer."""


@dataclass(slots=True)
class _Piece:
    start: int
    end: int
    spoken: Spoken | None


def build_script(story: Story, passages: Sequence[Passage], spoken: Sequence[Sequence[Spoken]]) -> Script:
    """A fresh script of the story; `spoken[i]` are the quotes of `passages[i]` in order."""
    lines = {
        passage.paragraph.start: list(_items(story.text, passage, quotes))
        for passage, quotes in zip(passages, spoken, strict=True)
    }
    scenes = {passage.paragraph.start: passage.scene for passage in passages}
    return Script(
        title=story.title,
        author=story.author,
        language=story.language,
        chapters=_with_something([_chapter(chapter, lines, scenes) for chapter in story.chapters]),
        front=(("Format", "audiodrama 1"),),
        front_sources=tuple(sorted(_span(p) for p in story.paragraphs if p.role in {"title", "author"} and p.text)),
    )


def _with_something(chapters: Sequence[Chapter]) -> tuple[Chapter, ...]:
    """The chapters without the empty one that only a title page makes."""
    kept = tuple(chapter for chapter in chapters if chapter.title or any(scene.items for scene in chapter.scenes))
    return kept or tuple(chapters[:1])


def _span(paragraph: Paragraph) -> Span:
    return Span(paragraph.start, paragraph.start + len(paragraph.text))


def _chapter(chapter: StoryChapter, lines: dict[int, list[Item]], numbers: dict[int, int]) -> Chapter:
    heading = _heading(chapter)
    scenes: list[Scene] = []
    items: list[Item] = []
    current: int | None = None
    for paragraph in chapter.paragraphs:
        number = numbers.get(paragraph.start) if paragraph.role == "prose" else None
        if number is not None and current not in (None, number):
            scenes.append(Scene(heading="", items=tuple(items)))
            items = []
        current = current if number is None else number
        items += _of_paragraph(paragraph, heading, lines)
    if items or not scenes:
        scenes.append(Scene(heading="", items=tuple(items)))
    return Chapter(title=chapter.title, scenes=tuple(scenes), source=heading)


def _heading(chapter: StoryChapter) -> Span | None:
    """The headings that open the chapter, as one span."""
    opening = []
    for paragraph in chapter.paragraphs:
        if paragraph.role != "heading":
            break
        opening.append(paragraph)
    return Span(opening[0].start, _span(opening[-1]).end) if opening else None


def _of_paragraph(paragraph: Paragraph, heading: Span | None, lines: dict[int, list[Item]]) -> list[Item]:
    if paragraph.role == "prose":
        return lines.get(paragraph.start, [])
    inside_heading = heading is not None and paragraph.start < heading.end
    if paragraph.role == "aside" or (paragraph.role == "heading" and not inside_heading):
        reason = paragraph.reason or "not part of the story"
        return [
            Remark(text=f"{reason}, not performed: {paragraph.text.strip()}", source=_span(paragraph), where=paragraph.where)
        ]
    return []


def _items(text: str, passage: Passage, quotes: Sequence[Spoken]) -> Iterator[Item]:
    pieces = _pieces(text, passage, quotes)
    if not any(_LETTER.search(text, piece.start, piece.end) for piece in pieces):
        if passage.paragraph.text.strip():
            yield Cue(kind="pause", text=WORDLESS_PAUSE, source=Span(passage.start, passage.end), where=passage.paragraph.where)
        return
    for number, piece in enumerate(pieces):
        yield _line(text, passage, piece, joined=number > 0)


def _pieces(text: str, passage: Passage, quotes: Sequence[Spoken]) -> list[_Piece]:
    """Quotes and the narration between them; what holds no word joins its neighbour."""
    raw: list[_Piece] = []
    at = passage.start
    for quote in quotes:
        raw.append(_Piece(at, quote.outer_start, None))
        if quote.labelled:
            raw.append(_label(text, quote))
        raw.append(_Piece(quote.start, quote.end, quote))
        at = quote.outer_end
    raw.append(_Piece(at, passage.end, None))
    return _joined(text, [_stripped(text, piece) for piece in raw])


def _label(text: str, message: Spoken) -> _Piece:
    """The name before a message, without the mark that opens a quote."""
    label = text[message.outer_start : message.start].rstrip('“"«„‘ \t\n')
    return _Piece(message.outer_start, message.outer_start + len(label), None)


def _stripped(text: str, piece: _Piece) -> _Piece:
    start, end = piece.start, piece.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return _Piece(start, end, piece.spoken)


def _joined(text: str, pieces: list[_Piece]) -> list[_Piece]:
    kept: list[_Piece] = []
    waiting: int | None = None
    for piece in pieces:
        if kept and piece.spoken is None and (stray := _TRAILING.match(text, piece.start, piece.end)):
            kept[-1].end = piece.start = stray.end()
            piece.start = _stripped(text, piece).start
        if piece.spoken is None and _MARKUP.sub("", text[piece.start : piece.end]) == "":
            continue
        if not _LETTER.search(text, piece.start, piece.end):
            if kept:
                kept[-1].end = piece.end
            elif waiting is None:
                waiting = piece.start
            continue
        if waiting is not None:
            piece.start, waiting = waiting, None
        kept.append(piece)
    return kept


def _line(text: str, passage: Passage, piece: _Piece, *, joined: bool) -> Line:
    spoken, source = piece.spoken, Span(piece.start, piece.end)
    kind: LineKind = spoken.kind if spoken else "narration"
    return Line(
        kind=kind,
        speaker=spoken.speaker if spoken else NARRATOR,
        text=_said(text, piece, verse=kind == "song"),
        manner=spoken.manner if spoken else (),
        joined=joined,
        evidence=spoken.evidence if spoken else None,
        source=source,
        where=passage.paragraph.where,
    )


def _said(text: str, piece: _Piece, *, verse: bool) -> str:
    """The piece's words with white space collapsed; where stray characters were joined, without the marks between."""
    spoken = piece.spoken
    if spoken is None or (piece.start >= spoken.start and piece.end <= spoken.end):
        said = text[piece.start : piece.end]
    else:
        before, after = text[piece.start : min(spoken.start, piece.end)], text[spoken.end : piece.end]
        said = _unmarked(before) + text[max(spoken.start, piece.start) : spoken.end] + _unmarked(after)
    if verse:
        return "\n".join(" ".join(row.split()) for row in said.splitlines() if row.strip())
    return " ".join(said.split())


def _unmarked(stray: str) -> str:
    return re.sub(r"[“”\"‘’'«»„]", "", stray)
