"""Which reader a file is for: told by its first bytes, and by its name only where the bytes say nothing.

A new format is one function from bytes to a `Story` and one case here: docs/how-to/add-a-reader.md.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

from audiodrama.errors import InputError
from audiodrama.files import decode
from audiodrama.model import Story
from audiodrama.story.archive import Archive
from audiodrama.story.bundle import read_bundle
from audiodrama.story.markdown import without_markup
from audiodrama.story.prose import read_prose

MARKDOWN: Final = frozenset({".md", ".markdown", ".mdown", ".mkd"})
PAGES: Final = frozenset({".html", ".htm", ".xhtml", ".xht"})

_ZIP: Final = b"PK\x03\x04"
_PDF: Final = b"%PDF-"
_SAMPLE: Final = 2_000
"""Bytes at the start that are looked at."""
_PAGE: Final = re.compile(r"\s*(?:<[?!][^>]*>\s*)*<(?:html|head|body)\b", re.IGNORECASE)
_DOCTYPE: Final = re.compile(r"\s*<!doctype\s+html\b", re.IGNORECASE)
_OTHER_ZIPS: Final = (
    ("content.xml", "an OpenDocument file, but no text", "audiodrama reads stories"),
    ("xl/workbook.xml", "a spreadsheet", "audiodrama reads stories"),
    ("ppt/presentation.xml", "a presentation", "audiodrama reads stories"),
)


def read_file(data: bytes, *, name: str, encoding: str | None = None) -> Story:
    """The story in the bytes of a file in any format that is read.

    Raises:
        InputError: it is in no such format, damaged, unreasonably large, or holds no story.
    """
    suffix = PurePath(name).suffix.lower()
    if data.startswith(_PDF):
        from audiodrama.story.pdf import read_pdf

        return read_pdf(data, name=name)
    if data.startswith(_ZIP):
        return _read_zip(data, name, encoding)
    if suffix in PAGES or _is_page(data):
        from audiodrama.story.webpage import read_webpage

        return read_webpage(data, name=name, encoding=encoding)
    text = decode(data, name=name, encoding=encoding)
    return read_prose(without_markup(text) if suffix in MARKDOWN else text, name=name)


def _is_page(data: bytes) -> bool:
    start = data[:_SAMPLE].replace(b"\0", b"").decode("latin-1").lstrip("\xef\xbb\xbf\xff\xfe")
    return bool(_PAGE.match(start) or _DOCTYPE.match(start))


def _read_zip(data: bytes, name: str, encoding: str | None) -> Story:
    """What the archive is, by the files in it."""
    archive = Archive(data, name)
    if archive.find("word/document.xml"):
        from audiodrama.story.docx import read_docx

        return read_docx(data, name=name)
    if archive.find("META-INF/container.xml") or any(path.lower().endswith(".opf") for path in archive):
        from audiodrama.story.epub import read_epub

        return read_epub(data, name=name)
    if archive.find("content.xml") and _is_text_document(archive):
        from audiodrama.story.odt import read_odt

        return read_odt(data, name=name)
    for path, what, hint in _OTHER_ZIPS:
        if archive.find(path):
            raise InputError(f"{name} is {what}", hint=hint)
    return read_bundle(archive, lambda inside, path: read_file(inside, name=path, encoding=encoding))


def _is_text_document(archive: Archive) -> bool:
    """Whether an OpenDocument file is a text, no spreadsheet or drawing; one that does not say is taken for a text."""
    kind = archive.read("mimetype")
    return not kind.strip() or kind.startswith(b"application/vnd.oasis.opendocument.text")
