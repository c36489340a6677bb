"""No reader needs more memory than a small multiple of the text: a long novel fits into any machine in every format."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable

import pytest

from audiodrama.script.screenplay import read_screenplay
from audiodrama.story import read_story
from tests.story.conftest import docx, epub, zipped
from tests.story.test_odt import odt
from tests.story.test_pdf import drawn, pdf

PARAGRAPHS = [
    f"The ferry had been due at nine on day {number}, and *nobody* on the landing had expected anything else; it was past ten."
    for number in range(1_000)
]
TEXT = "\n\n".join(PARAGRAPHS)
MULTIPLE = 40
"""Bytes a character, the most that reading may take at once; the text alone takes 1 to 4."""


def in_tags(before: str, after: str, italic: tuple[str, str]) -> str:
    parts = (text.split("*") for text in PARAGRAPHS)
    return "\n".join(f"{before}{a}{italic[0]}{b}{italic[1]}{c}{after}" for a, b, c in parts)


def as_pdf() -> bytes:
    pages = [PARAGRAPHS[at : at + 20] for at in range(0, len(PARAGRAPHS), 20)]
    return pdf([drawn((40, 380 - 18 * row, 5, "R", text) for row, text in enumerate(page)) for page in pages])


PAGE = in_tags("<p>", "</p>", ("<i>", "</i>"))
RUN = "</w:t></w:r><w:r>"
SCENES = "\n\n".join(f"INT. LANDING - NIGHT\n\nMARA\n{text}\n\nEXT. MILL - DAY\n\nGAMMON\nSo it is." for text in PARAGRAPHS)
FILES: dict[str, Callable[[], bytes]] = {
    "a.txt": TEXT.encode,
    "a.md": TEXT.encode,
    "a.html": f"<html><body>{PAGE}</body></html>".encode,
    "a.epub": lambda: epub({"a.xhtml": PAGE}),
    "a.docx": lambda: docx(
        in_tags("<w:p><w:r><w:t>", "</w:t></w:r></w:p>", (f"{RUN}<w:rPr><w:i/></w:rPr><w:t>", f"{RUN}<w:t>"))
    ),
    "a.odt": lambda: odt(in_tags("<text:p>", "</text:p>", ('<text:span text:style-name="i">', "</text:span>"))),
    "a.zip": lambda: zipped({f"{number}.txt": TEXT[: len(TEXT) // 4] for number in range(4)}),
    "a.pdf": as_pdf,
    "play.txt": SCENES.encode,
}


def read(data: bytes, name: str) -> object:
    return read_screenplay(data, name=name) if name == "play.txt" else read_story(data, name=name)


@pytest.mark.parametrize("name", FILES)
def test_reading_takes_no_more_than_a_small_multiple_of_the_text(name: str) -> None:
    data = FILES[name]()
    assert read(data, name)  # which also loads what is loaded once
    tracemalloc.start()
    read(data, name)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < MULTIPLE * len(SCENES if name == "play.txt" else TEXT)
