"""The story as the annotator reads it: passages of words, with the quotes in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from audiodrama.annotate.chat import find_chat
from audiodrama.annotate.documents import mark_documents
from audiodrama.annotate.mentioned import is_mentioned
from audiodrama.annotate.quotes import Family, Quote, family, find_quotes
from audiodrama.annotate.speech import keep_speech
from audiodrama.annotate.texted import find_texted
from audiodrama.annotate.tokens import Token, tokenise
from audiodrama.annotate.unquoted import Dashes, find_dashes, find_songs, find_style
from audiodrama.model import Paragraph, Story

PERFORMED: Final = "prose"


@dataclass(slots=True)
class Passage:
    """A paragraph that is performed, its quotes and its tokens."""

    index: int
    paragraph: Paragraph
    scene: int
    quotes: list[Quote]
    tokens: list[Token] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Offset in the story."""
        return self.paragraph.start

    @property
    def end(self) -> int:
        """Offset in the story of the character after its last."""
        return self.paragraph.start + len(self.paragraph.text)


def read_passages(story: Story) -> list[Passage]:
    """The performed paragraphs of a story with what is spoken in them, and their tokens."""
    passages = quoted_passages(story)
    texts, starts = [passage.paragraph.text for passage in passages], [passage.start for passage in passages]
    spoken = keep_speech(texts, starts, [passage.quotes for passage in passages])
    for passage, quotes in zip(passages, spoken, strict=True):
        passage.quotes = quotes
        passage.tokens = _tokens(passage)
    return passages


def quoted_passages(story: Story) -> list[Passage]:
    """The performed paragraphs of a story with all that may be speech in them, before their spans are judged; no tokens."""
    texts = [p.text for p in story.paragraphs if p.role == PERFORMED]
    marks, dashes = family(texts), find_style(texts)
    runs = list(_runs(story))
    chat = find_chat(runs)
    passages: list[Passage] = []
    for scene, run in enumerate(runs):
        for paragraph, quotes in zip(run, _quotes(run, marks, dashes, chat), strict=True):
            passages.append(Passage(len(passages), paragraph, scene, quotes))
    mark_documents(texts, [passage.start for passage in passages], [passage.quotes for passage in passages])
    return passages


def _runs(story: Story) -> Iterator[list[Paragraph]]:
    """Performed paragraphs between headings and scene breaks; no quote is carried over those."""
    for chapter in story.chapters:
        run: list[Paragraph] = []
        for paragraph in chapter.paragraphs:
            if paragraph.role == PERFORMED:
                run.append(paragraph)
            elif run and paragraph.role in {"break", "heading"}:
                yield run
                run = []
        if run:
            yield run


def _quotes(run: list[Paragraph], marks: Family, dashes: Dashes | None, chat: Mapping[int, list[Quote]]) -> list[list[Quote]]:
    texts, starts = [p.text for p in run], [p.start for p in run]
    found = find_quotes(texts, starts, marks)
    songs, texted = find_songs(texts, starts), find_texted(texts, starts)
    for number, (text, start) in enumerate(zip(texts, starts, strict=True)):
        if whole := chat.get(start) or songs.get(number):
            found[number] = whole
        elif dashes and (spoken := find_dashes(text, start, dashes)):
            found[number] = spoken
        else:
            spoken = [quote for quote in found[number] if not is_mentioned(text, start, quote)]
            messages = _apart(texted[number], spoken)
            found[number] = sorted(_apart(found[number], messages) + messages, key=lambda quote: quote.start)
    return found


def _apart(quotes: list[Quote], others: list[Quote]) -> list[Quote]:
    """Those that share nothing with the others."""
    return [
        quote
        for quote in quotes
        if all(quote.outer_end <= other.outer_start or other.outer_end <= quote.outer_start for other in others)
    ]


def _tokens(passage: Passage) -> list[Token]:
    tokens: list[Token] = []
    text, base, at = passage.paragraph.text, passage.start, passage.start
    for number, quote in enumerate(passage.quotes):
        tokens += tokenise(text[at - base : quote.outer_start - base], at)
        begin = quote.outer_start if quote.form == "chat" else quote.start
        spoken = tokenise(text[begin - base : quote.end - base], begin)
        for token in spoken:
            token.quote = number
        tokens += spoken
        at = quote.outer_end
    tokens += tokenise(text[at - base :], at)
    return tokens
