"""From the paragraphs of a marked-up file to a story: one text that all offsets point into, and the roles of its paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from audiodrama.model import Story
from audiodrama.story.blocks import Block, Document
from audiodrama.story.layout import Piece
from audiodrama.story.prose import Known, assemble


def story_of(document: Document, *, name: str) -> Story:
    """The story in a document; `name` is the file's, or `-`."""
    text, found = _laid_out(document.blocks)
    known = Known(
        title=document.title, author=document.author, language=document.language, fallback_title=document.fallback_title
    )
    return assemble(text, found, known, name)


def _laid_out(blocks: Sequence[Block]) -> tuple[str, list[Piece]]:
    """One text of all paragraphs, blank lines between, and the pieces that are its slices."""
    parts: list[str] = []
    found: list[Piece] = []
    at = 0
    for block in blocks:
        text = f"{'#' * block.level} {block.text}" if block.level and block.role == "prose" else block.text
        if parts:
            parts.append("\n" * (block.gap + 1))
            at += block.gap + 1
        found.append(Piece(text, at, block.line, 0, block.gap if parts else 0, block.role, block.reason, block.file))
        parts.append(text)
        at += len(text)
    return "".join(parts), found
