"""An EPUB, version 2 or 3: its chapters in reading order, headed as its table of contents names them.

Each file is read as a page is; what a whole file is (a title page, a copyright page, the table of contents) is told by what it
says of itself, by its line in the table of contents, or by its name. Malformed files are read as a reading program would.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from audiodrama.errors import InputError
from audiodrama.markup import Element, decode_markup, parse_html
from audiodrama.model import Story
from audiodrama.story.archive import Archive
from audiodrama.story.blocks import Block, Document
from audiodrama.story.document import story_of
from audiodrama.story.flow import NOT_READ, Flow, types_of
from audiodrama.story.marks import is_chapter, numeral
from audiodrama.story.notes import find_notes
from audiodrama.story.package import LARGEST_COVER, Entry, Package, Page, read_package
from audiodrama.story.styles import Styles, mark_headings_by_size, read_styles

BESIDE: Final = "beside the book's own text"
_KNOWN_PAGES: Final = (
    (re.compile(r"\W*cover( ?page| image)?\W*", re.IGNORECASE), "cover"),
    (re.compile(r"(half)? ?title ?page", re.IGNORECASE), "title page"),
    (re.compile(r"copyright.{0,20}|imprint|colophon|legal notice", re.IGNORECASE), "copyright"),
    (re.compile(r"(table of )?contents|toc|nav", re.IGNORECASE), "table of contents"),
    (re.compile(r"dedication", re.IGNORECASE), "dedication"),
    (re.compile(r"acknowledge?ments?", re.IGNORECASE), "thanks"),
    (re.compile(r"about the authors?|(also|other books) by .{1,60}|newsletter.{0,30}", re.IGNORECASE), "about the author"),
    (re.compile(r"(foot|end) ?notes?", re.IGNORECASE), "footnote"),
)
"""Names of files and lines of the table of contents that say what a page is."""
_LOOKED_AT: Final = 3
"""Paragraphs behind a place in the table of contents among which its heading is looked for."""


def read_epub(data: bytes, *, name: str) -> Story:
    """The story in the bytes of an EPUB.

    Raises:
        InputError: it is damaged, protected, unreasonably large, or holds no text.
    """
    book = _Book(Archive(data, name))
    blocks = book.read()
    if not any(block.role == "prose" for block in blocks):
        raise InputError(f"{name} holds no text", hint="a book of scanned pictures cannot be read")
    package = book.package
    document = Document(blocks=blocks, title=package.title, author=package.author, language=package.language)
    return story_of(document, name=name)


def read_cover(data: bytes, *, name: str) -> bytes:
    """The cover picture of an EPUB, a JPEG or PNG file; empty where it has none.

    Raises:
        InputError: it is damaged, protected or unreasonably large.
    """
    archive = Archive(data, name)
    picture = archive.read(read_package(archive).cover)
    return picture if len(picture) <= LARGEST_COVER else b""


class _Book:
    """An archive that is being read; a style sheet that all chapters share is read once."""

    def __init__(self, archive: Archive) -> None:
        self.package = read_package(archive)
        self._archive = archive
        self._sheets: dict[str, str] = {}

    def read(self) -> list[Block]:
        """The paragraphs of all pages, with their headings."""
        pages = [(page, self._page(page)) for page in self.package.pages]
        mark_headings_by_size([block for _, blocks in pages for block in blocks])
        return [block for page, blocks in pages for block in _headed(blocks, self._entries(page), self.package.title)]

    def _entries(self, page: Page) -> list[Entry]:
        return [entry for entry in self.package.contents if entry.path == page.path]

    def _page(self, page: Page) -> list[Block]:
        tree = parse_html(decode_markup(self._archive.read(page.path)), page.path)
        body = tree.first("body") or tree
        flow = Flow(self._styles(page.path, tree), notes=find_notes(body))
        flow.add(body, _reason(self.package, page, body, self._entries(page)))
        return [replace(block, file=f"{self._archive.name}/{page.path}") for block in flow.blocks]

    def _styles(self, path: str, tree: Element) -> Styles:
        sheets = [style.text() for style in tree.elements("style")]
        links = (link.get("href") for link in tree.elements("link") if "stylesheet" in link.get("rel").lower())
        return read_styles("\n".join([*sheets, *(self._sheet(self._archive.find(href, path)) for href in links)]))

    def _sheet(self, path: str) -> str:
        if path not in self._sheets:
            self._sheets[path] = decode_markup(self._archive.read(path))
        return self._sheets[path]


def _reason(package: Package, page: Page, body: Element, entries: Sequence[Entry]) -> str:
    """Why a whole file is not performed; empty for a chapter."""
    if page.path == package.navigation:
        return "table of contents"
    outermost = [body, *(child for child in body.children if isinstance(child, Element))]
    said = (NOT_READ[kind] for element in outermost[:2] for kind in types_of(element) if kind in NOT_READ)
    names = [PurePosixPath(page.path).stem.replace("_", " ").replace("-", " "), *(entry.label for entry in entries[:1])]
    named = (reason for name in names for pattern, reason in _KNOWN_PAGES if pattern.fullmatch(name))
    return next(said, "") or next(named, "") or ("" if page.linear else BESIDE)


def _headed(blocks: list[Block], entries: Sequence[Entry], title: str) -> Iterator[Block]:
    """The blocks of a page, with the headings of the table of contents where the page itself has none there."""
    wanted = {_place(blocks, entry): entry for entry in reversed(entries)}
    for index, block in enumerate(blocks):
        entry = wanted.get(index)
        if entry and block.role == "prose" and not _has_heading(blocks[index : index + _LOOKED_AT]):
            if _letters(entry.label) == _letters(block.text):
                block.level = 2
            elif _letters(entry.label) not in ("", _letters(title)):
                yield Block(text=entry.label, line=block.line, gap=block.gap, level=2, file=block.file)
        yield block


def _place(blocks: Sequence[Block], entry: Entry) -> int:
    return next((index for index, block in enumerate(blocks) if entry.anchor and entry.anchor in block.anchors), 0)


def _has_heading(blocks: Sequence[Block]) -> bool:
    return any(block.level or is_chapter(block.text) or numeral(block.text) for block in blocks)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
