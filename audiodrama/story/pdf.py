"""A PDF: its lines made paragraphs again, without what is only on the page. Needs the extra `pdf` (pypdfium2).

A PDF knows places on paper and no paragraphs, so that all here is told by the layout. The library works in a process of its
own, bounded in time and memory (`pdf_worker.py`).
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from typing import Any, Final

from audiodrama.errors import InputError
from audiodrama.model import Story
from audiodrama.story.blocks import Block, Document, plain
from audiodrama.story.document import story_of
from audiodrama.story.pdf_page import Line, Sorted, lines_of, sort_lines
from audiodrama.story.pdf_text import blocks_of, measured
from audiodrama.story.pdf_worker import MOST_PAGES, Font, Piece
from audiodrama.story.styles import mark_headings_by_size

LONGEST: Final = 120.0
"""Seconds that the library may take; a book of 200,000 words on 3,000 small pages takes about 15."""
FURNITURE: Final = "running heads and page numbers"

_TITLE_PAGE: Final = 5
"""Paragraphs at the top among which the document's title may stand."""
_LONGEST_HEADING: Final = 3
"""Paragraphs."""
_NO_TITLE: Final = re.compile(
    r"(?:microsoft word - )?.*\.(?:docx?|odt|rtf|indd|tex|pdf|txt)|microsoft word - .*|untitled.*", re.IGNORECASE
)
_REFUSED: Final = {
    "password": ("is protected with a password", "save a copy without one"),
    "damaged": ("is a damaged PDF", "open it in the program that made it and export it again"),
    "pages": (f"has more than {MOST_PAGES:,} pages", "split it into several books"),
    "characters": ("holds more text than any book", "split it into several books"),
    "memory": ("needs more memory than any book", "export it again, or copy its text into a .txt file"),
    "time": (f"takes more than {LONGEST:.0f} seconds to read", "export it again, or copy its text into a .txt file"),
}


def read_pdf(data: bytes, *, name: str) -> Story:
    """The story in the bytes of a PDF.

    Raises:
        InputError: the library for it is not installed; it is damaged, protected, unreasonably large, or holds no text.
    """
    if find_spec("pypdfium2") is None:
        raise InputError(
            f"{name} is a PDF, and the library that reads them is not here", hint="`pip install pypdfium2` brings it"
        )
    said, *pages = _extracted(data, name)
    sorted_lines = sort_lines([lines_of(pieces, number) for number, pieces in enumerate(map(_pieces, pages))])
    if not sorted_lines.text:
        hint = "pages that are pictures need a program that recognises text (OCR), such as ocrmypdf, first"
        raise InputError(f"{name} holds no text", hint=hint)
    files = [f"{name}, page {number}" for number in range(1, len(pages) + 1)]
    return story_of(_document(sorted_lines, said, files), name=name)


def _extracted(data: bytes, name: str) -> list[dict[str, Any]]:
    """What the worker says of the file and of each of its pages."""
    command = [sys.executable, "-P", "-m", "audiodrama.story.pdf_worker"]
    try:
        done = subprocess.run(
            command, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=LONGEST, check=False
        )
    except subprocess.TimeoutExpired as overdue:
        raise _refused("time", name) from overdue
    values = [json.loads(line) for line in done.stdout.splitlines() if line] if done.returncode == 0 else []
    error = next((value["error"] for value in values if "error" in value), "" if values else "damaged")
    if error:
        raise _refused(error, name)
    return values


def _refused(error: str, name: str) -> InputError:
    what, hint = _REFUSED[error]
    return InputError(f"{name} {what}", hint=hint)


def _pieces(page: dict[str, Any]) -> list[Piece]:
    return [Piece(left, right, baseline, Font(*font), text) for left, right, baseline, *font, text in page["pieces"]]


def _document(found: Sorted, said: dict[str, Any], files: Sequence[str]) -> Document:
    measures = measured(found.text)
    blocks = blocks_of(found.text, measures, files)
    _mark_headings(blocks, said["contents"], files)
    mark_headings_by_size(blocks)
    notes = [block for lines in found.notes for block in blocks_of(lines, measures, files)]
    for note in notes:
        note.role, note.reason = "aside", "footnote"
    title = "" if _NO_TITLE.fullmatch(said["title"]) else plain(said["title"])
    stands = any(plain(block.text.strip("*")) == title for block in blocks[:_TITLE_PAGE])
    return Document(
        blocks=[*blocks, *notes, *_left_out(found.furniture, files)],
        title=title if stands else "",
        fallback_title=title,
        author=plain(said["author"]),
        language=said["language"],
    )


def _mark_headings(blocks: Sequence[Block], contents: Sequence[tuple[str, int, int]], files: Sequence[str]) -> None:
    """The paragraphs that the bookmarks name are headings; a bookmark may name several: `Chapter 1` and the title under it."""
    wanted = {(files[page], _letters(title)): level + 1 for title, page, level in contents if page < len(files)}
    for at, length in ((at, length) for at in range(len(blocks)) for length in range(1, _LONGEST_HEADING + 1)):
        named = blocks[at : at + length]
        level = wanted.pop((named[0].file, _letters("".join(block.text for block in named))), 0)
        for block in named if level and all(block.role == "prose" for block in named) else ():
            block.level, block.text = level, block.text.strip("*")


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _left_out(lines: Sequence[Line], files: Sequence[str]) -> Iterator[Block]:
    """All that was only on the pages, as one remark."""
    rows = dict.fromkeys(line.text for line in lines)
    if rows:
        yield Block(text="\n".join(rows), line=lines[0].number, role="aside", reason=FURNITURE, file=files[lines[0].page])
