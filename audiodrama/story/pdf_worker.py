"""Takes the pieces of text out of a PDF, in a process of its own: a file that crashes it or never ends harms nothing else.

The bytes come on standard input. Standard output has one JSON value a line: what the file says of itself, then the pieces of a
page each; or `{"error": …}` with a word for what is wrong.
"""

from __future__ import annotations

import ctypes
import json
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Any, Final, NamedTuple

MOST_PAGES: Final = 5_000
MOST_CHARACTERS: Final = 20_000_000
"""Of all pages; the longest novels have 5 million."""
MOST_PIECES: Final = 1_000_000
"""Lines and changes of style on all pages; a book of 200,000 words has about 40,000."""
DEEPEST_MARK: Final = 6
"""Bookmarks inside one another."""
LARGEST_PAGE: Final = 1e6
"""Points."""
MOST_MEMORY: Final = 1_500_000_000
"""Bytes that the process may ask for, where the system can hold it to that."""

_ITALIC: Final = re.compile(r"ital|obli|kursiv|slant|[-,]it\b|cmti|cmsl", re.IGNORECASE)
_BOLD: Final = re.compile(r"bold|black|heavy|cmbx", re.IGNORECASE)
_ITALIC_FLAG: Final = 64
_BOLD_FLAG: Final = 1 << 18
_TURNS: Final = (1 + 0j, -1j, -1 + 0j, 1j)
"""What turns a place on a page as its quarter turns to the right turn the page."""
_HYPHENS: Final = {2: "-", 0xFFFE: "-", 0xAD: "-", 0x2010: "-"}
"""What PDFium makes of a hyphen at a line's end, and other signs for one."""
_LONGEST_FONT_NAME: Final = 200


class Font(NamedTuple):
    """A style, and the size in points of the letters set in it."""

    size: float = 0.0
    italic: bool = False
    bold: bool = False
    upright: bool = True
    """False where the line runs up, down or aslant."""


class Piece(NamedTuple):
    """Characters of one style on one line; places in points from the page's lower left corner."""

    left: float
    right: float
    baseline: float
    font: Font
    text: str

    @property
    def value(self) -> list[object]:
        """Itself for JSON."""
        return [round(self.left, 1), round(self.right, 1), round(self.baseline, 1), *self.font, self.text]


def read(data: bytes) -> Iterator[dict[str, Any]]:
    """What the file says of itself, then its pages."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        yield {"error": "password" if "assword" in str(error) else "damaged"}
        return
    if len(document) > MOST_PAGES:
        yield {"error": "pages"}
        return
    yield _said(document)
    characters, pieces = MOST_CHARACTERS, MOST_PIECES
    for index in range(len(document)):
        found = list(islice(_pieces(document, index, characters), pieces + 1))
        characters, pieces = characters - sum(len(piece.text) for piece in found), pieces - len(found)
        if min(characters, pieces) < 0:
            yield {"error": "characters"}
            return
        yield {"pieces": [piece.value for piece in found]}


def _said(document: Any) -> dict[str, Any]:
    title, author = (_metadata(document, key) for key in ("Title", "Author"))
    return {"title": title, "author": author, "language": _language(document), "contents": list(_contents(document))}


def _metadata(document: Any, key: str) -> str:
    try:
        return str(document.get_metadata_value(key))
    except UnicodeError:
        return ""


def _contents(document: Any) -> Iterator[tuple[str, int, int]]:
    """The bookmarks: title, page, depth; up to the first that is damaged."""
    import pypdfium2

    with suppress(pypdfium2.PdfiumError, UnicodeError, ValueError):
        for mark in islice(document.get_toc(max_depth=DEEPEST_MARK), MOST_PAGES):
            place = mark.get_dest()
            page = place.get_index() if place else None
            if page is not None:
                yield mark.get_title(), page, mark.level


def _language(document: Any) -> str:
    from pypdfium2 import raw

    buffer = ctypes.create_string_buffer(64)
    written = raw.FPDFCatalog_GetLanguage(document, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), len(buffer))
    return buffer.raw[: max(0, written - 2)].decode("utf-16-le", "replace") if written <= len(buffer) else ""


def _pieces(document: Any, index: int, most: int) -> Iterator[Piece]:
    import pypdfium2

    try:
        page = document[index]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return
    yield from _Page(text, min(text.count_chars(), most + 1), page.get_rotation()).pieces()
    text.close()
    page.close()


class _Page:
    """The characters of one page."""

    def __init__(self, text: Any, count: int, rotation: int) -> None:
        from pypdfium2 import raw

        self._raw, self._text, self._count = raw, text, count
        self._turn = _TURNS[rotation // 90 % 4]
        self._styles: dict[int, tuple[bool, bool]] = {}

    def pieces(self) -> Iterator[Piece]:
        """Neighbouring characters as long as nothing between them changes."""
        raw, before, last = self._raw, 0, -1
        piece: Piece | None = None
        units: list[str] = []
        for index in range(self._count):
            code = raw.FPDFText_GetUnicode(self._text, index)
            text_object = raw.FPDFText_GetTextObject(self._text, index)
            address = ctypes.cast(text_object, ctypes.c_void_p).value or 0
            if not address:
                units += [" "] if units and code in (9, 10, 13, 32) else []
                continue
            if address != before:
                begun, before = self._begun(index, text_object), address
                if piece and not self._carries_on(piece, begun, last):
                    yield self._ended(piece, last, units)
                    piece, units = None, []
                piece = piece or begun
            units.append(_HYPHENS.get(code) or chr(code))
            last = index
        if piece:
            yield self._ended(piece, last, units)

    def _begun(self, index: int, text_object: Any) -> Piece:
        x, y = ctypes.c_double(), ctypes.c_double()
        self._raw.FPDFText_GetCharOrigin(self._text, index, x, y)
        place = complex(_on_paper(x.value), _on_paper(y.value)) * self._turn
        return Piece(place.real, place.real, place.imag, self._font(index, text_object), "")

    def _carries_on(self, piece: Piece, begun: Piece, last: int) -> bool:
        if piece.font != begun.font or abs(piece.baseline - begun.baseline) > 0.1 * piece.font.size:
            return False
        return -piece.font.size < begun.left - self._right(last) < piece.font.size

    def _ended(self, piece: Piece, last: int, units: list[str]) -> Piece:
        text = "".join(units).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return piece._replace(right=self._right(last), text=text)

    def _right(self, index: int) -> float:
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        self._raw.FPDFText_GetCharBox(self._text, index, left, right, bottom, top)
        corners = complex(left.value, bottom.value), complex(right.value, top.value)
        return _on_paper(max((corner * self._turn).real for corner in corners))

    def _font(self, index: int, text_object: Any) -> Font:
        matrix = self._raw.FS_MATRIX()
        self._raw.FPDFText_GetMatrix(self._text, index, matrix)
        size = _on_paper(self._raw.FPDFText_GetFontSize(self._text, index) * abs(complex(matrix.c, matrix.d)))
        italic, bold = self._style(self._raw.FPDFTextObj_GetFont(text_object))
        along, across = complex(matrix.a, matrix.b) * self._turn, complex(matrix.c, matrix.d) * self._turn
        upright = along.real > 0 and abs(along.imag) < 0.05 * along.real
        return Font(round(size, 1), italic or (upright and across.real > 0.1 * across.imag), bold, upright)

    def _style(self, font: Any) -> tuple[bool, bool]:
        """Whether a font is italic, and whether it is bold, by its name and its flags."""
        address = ctypes.cast(font, ctypes.c_void_p).value or 0
        if address not in self._styles:
            buffer = ctypes.create_string_buffer(_LONGEST_FONT_NAME)
            self._raw.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
            name, flags = buffer.value.decode("latin-1"), max(0, self._raw.FPDFFont_GetFlags(font))
            italic = bool(_ITALIC.search(name) or flags & _ITALIC_FLAG)
            self._styles[address] = italic, bool(_BOLD.search(name) or flags & _BOLD_FLAG)
        return self._styles[address]


def _on_paper(points: float) -> float:
    """A length or a place that a page can have; 0 for any other, numbers that are none among them."""
    return points if abs(points) < LARGEST_PAGE else 0.0


def _hold_memory() -> None:
    if sys.platform != "win32":
        import resource

        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def main() -> None:
    """Read standard input, write standard output."""
    _hold_memory()
    try:
        for value in read(sys.stdin.buffer.read()):
            line = json.dumps(value)
            sys.stdout.write(f"{line}\n")
    except MemoryError:
        sys.stdout.write('{"error": "memory"}\n')


if __name__ == "__main__":
    main()
