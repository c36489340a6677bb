"""PDFs: lines made paragraphs again, what is only on the page left out, and files made to do harm."""

from __future__ import annotations

import subprocess
import time
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiodrama.errors import InputError
from audiodrama.model import Story
from audiodrama.story import pdf as reader
from audiodrama.story import pdf_worker, read_story
from audiodrama.story.pdf_page import lines_of, sort_lines
from audiodrama.story.pdf_text import blocks_of, measured
from audiodrama.story.pdf_worker import Font, Piece

Row = tuple[float, float, float, str, str]
"""From the left, from the bottom, the size, the font (R, I or B), the words."""

FONTS = {"R": "Times-Roman", "I": "Times-Italic", "B": "Times-Bold"}
ZLIB = b"\x78\x9c"
LONGEST = 20.0
"""Seconds."""


def pdf(contents: Sequence[bytes], *, count: int = 0, more: str = "") -> bytes:
    """A PDF of pages with these contents, written without a table of objects, as a damaged one is."""
    fonts = " ".join(f"/{key} << /Type /Font /Subtype /Type1 /BaseFont /{name} >>" for key, name in FONTS.items())
    kids = " ".join(f"{number} 0 R" for number in range(10, 10 + 2 * len(contents), 2))
    parts = [
        b"%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj",
        f"2 0 obj << /Type /Pages /Kids [{kids}] /Count {count or len(contents)} >> endobj {more}".encode(),
    ]
    for number, content in enumerate(contents):
        stream = content if content.startswith(ZLIB) else zlib.compress(content)
        page, of_page = 10 + 2 * number, 11 + 2 * number
        resources = f"<< /Font << {fonts} >> /XObject << /X 3 0 R >> >>"
        box = f"/MediaBox [0 0 300 400] /Resources {resources} /Contents {of_page} 0 R"
        parts.append(f"{page} 0 obj << /Type /Page /Parent 2 0 R {box} >> endobj".encode())
        head = f"{of_page} 0 obj << /Length {len(stream)} /Filter /FlateDecode >> stream\n".encode()
        parts.append(head + stream + b"\nendstream endobj")
    return b"\n".join([*parts, b"trailer << /Root 1 0 R >>\n%%EOF"])


def drawn(rows: Iterable[Row]) -> bytes:
    """What draws these rows."""
    lines = (f"BT /{font} {size} Tf {x} {y} Td ({words}) Tj ET" for x, y, size, font, words in rows)
    return "\n".join(lines).encode("latin-1")


def column(*lines: str, top: float = 360, left: float = 40, step: float = 14) -> list[Row]:
    """Lines one under the other; one that begins with a blank is indented."""
    return [(left + 14 * (line[0] == " "), top - step * index, 11, "R", line.strip()) for index, line in enumerate(lines)]


def read(*pages: Iterable[Row]) -> Story:
    return read_story(pdf([drawn(page) for page in pages]), name="a.pdf")


def texts(story: Story, role: str = "prose") -> list[str]:
    return [paragraph.text for paragraph in story.paragraphs if paragraph.role == role]


LINES = (
    " The ferry had been due at nine, and it was past",
    "ten when the lamp came round the bend of the",
    "river. Nobody on the landing had expected it.",
    " Late again, said Mara, and she went to meet it.",
)
FERRY = (
    "The ferry had been due at nine, and it was past ten when the lamp came round the bend of the river."
    " Nobody on the landing had expected it."
)
LATE = "Late again, said Mara, and she went to meet it."


def said_by(who: str) -> list[str]:
    return [line.replace("The ferry", who).replace("Mara", who) for line in LINES]


NAMES = "Perpetua Gammon Oswin Tilda Harrow Marchbanks Odile".split()


def test_lines_are_paragraphs_again() -> None:
    assert texts(read(column(*LINES))) == [FERRY, LATE]


def test_a_paragraph_goes_on_over_the_page() -> None:
    story = read(column(*LINES[:2]), column(*LINES[2:]))
    assert texts(story) == [FERRY, LATE]
    assert [paragraph.where.file for paragraph in story.paragraphs] == ["a.pdf, page 1", "a.pdf, page 2"]


def test_a_word_broken_at_the_end_of_a_line_is_whole_again() -> None:
    lines = (
        " She had heard of the well-known ferry-",
        "man before, the lan-",
        "tern too. His well-",
        "known lantern was lit, it was.",
    )
    (text,) = texts(read(column(*lines)))
    assert text == "She had heard of the well-known ferryman before, the lantern too. His well-known lantern was lit, it was."


def test_running_heads_and_page_numbers_are_left_out_and_listed() -> None:
    pages = [
        [(120, 385, 8, "I", "The Toll" if number % 2 else "A. Writer"), *column(*said_by(who)), (148, 15, 8, "R", str(number))]
        for number, who in enumerate(NAMES, start=11)
    ]
    story = read(*pages)
    assert texts(story) == [text.replace("The ferry", who).replace("Mara", who) for who in NAMES for text in (FERRY, LATE)]
    (left_out,) = [paragraph for paragraph in story.paragraphs if paragraph.role == "aside"]
    assert left_out.reason == "running heads and page numbers"
    assert {"The Toll", "A. Writer", "11", "17"} <= set(left_out.text.splitlines())


def test_chapters_that_begin_at_the_same_place_of_their_pages_are_no_running_heads() -> None:
    pages = [[(110, 370, 16, "R", f"Chapter {number}"), *column(*LINES, top=330)] for number in range(1, 6)]
    assert [chapter.title for chapter in read(*pages).chapters] == [f"Chapter {number}" for number in range(1, 6)]


def test_large_letters_make_a_heading_and_space_a_break() -> None:
    rows = [(40, 370, 18, "B", "The bend"), *column(*LINES, top=340), *column(*LINES, top=340 - 4 * 14 - 28)]
    story = read(rows)
    assert story.title == "The bend"
    assert [paragraph.role for paragraph in story.paragraphs] == ["title", "prose", "prose", "break", "prose", "prose"]


def test_bookmarks_name_the_chapters_whatever_these_look_like() -> None:
    titles = ("CHAPTER ONE", "the bend", "Mara"), ("CHAPTER TWO", "the toll", "Oswin")
    pages = [
        [(130, 370, 11, "R", word), (135, 345, 11, "R", name), *column(*said_by(who), top=310)] for word, name, who in titles
    ]
    named = enumerate([("One: The Bend", "/Next 7 0 R"), ("Two: The Toll", "/Prev 6 0 R")])
    marks = "".join(
        f"{6 + at} 0 obj << /Title (Chapter {name}) /Parent 5 0 R /Dest [{10 + 2 * at} 0 R /Fit] {beside} >> endobj "
        for at, (name, beside) in named
    )
    outline = f"5 0 obj << /Type /Outlines /First 6 0 R /Last 7 0 R /Count 2 >> endobj {marks}"
    data = pdf([drawn(page) for page in pages], more=outline).replace(b"/Catalog", b"/Catalog /Outlines 5 0 R")
    assert [chapter.title for chapter in read_story(data, name="a.pdf").chapters] == [
        "CHAPTER ONE: the bend",
        "CHAPTER TWO: the toll",
    ]


def test_italics_and_an_initial_of_several_lines() -> None:
    words = [(62, 348, 11, "R", "he ferry had been"), (62, 334, 11, "R", "late, and "), (106, 334, 11, "I", "how late,")]
    story = read([(40, 334, 30, "R", "T"), *words, *column("it was past ten when the lamp came round the", "bend.", top=320)])
    assert texts(story) == ["The ferry had been late, and *how late,* it was past ten when the lamp came round the bend."]


def test_a_note_at_the_foot_of_the_page_is_kept_as_a_remark() -> None:
    note = [(40, 34, 6, "R", "1"), (44, 30, 9, "R", "It always was.")]
    story = read([*column(*LINES), (262, 364 - 3 * 14, 6, "R", "1"), *note])
    assert texts(story) == [FERRY, LATE]
    assert [(paragraph.reason, paragraph.text) for paragraph in story.paragraphs if paragraph.role == "aside"] == [
        ("footnote", "It always was.")
    ]


def test_what_is_written_across_the_page_is_no_part_of_the_text() -> None:
    watermark = b"\nBT /R 40 Tf 0.7 0.7 -0.7 0.7 60 100 Tm (DRAFT) Tj ET"
    story = read_story(pdf([drawn(column(*LINES)) + watermark]), name="a.pdf")
    assert texts(story) == [FERRY, LATE]
    assert texts(story, "aside") == ["DRAFT"]


def test_page_numbers_in_small_roman_numerals() -> None:
    story = read(*([*column(*said_by(who)), (148, 15, 8, "R", "i" * at)] for at, who in enumerate(NAMES[:3], start=1)))
    assert texts(story, "aside") == ["i\nii\niii"]


@pytest.mark.parametrize(("quarter", "matrix"), [(90, "0 1 -1 0 400 0"), (180, "-1 0 0 -1 300 400"), (270, "0 -1 1 0 0 300")])
def test_a_page_that_is_shown_turned(quarter: int, matrix: str) -> None:
    content = f"q {matrix} cm\n".encode() + drawn(column(*LINES)) + b" Q"
    data = pdf([content]).replace(b"/MediaBox", f"/Rotate {quarter} /MediaBox".encode())
    assert texts(read_story(data, name="a.pdf")) == [FERRY, LATE]


def test_two_columns_are_read_one_after_the_other() -> None:
    words = [[f" {who} had been due", "at nine. It was", "past ten."] for who in NAMES]
    first, second = ([line for lines in half for line in lines] for half in (words[:3], words[3:6]))
    story = read([*column(*first), *column(*second, left=170)])
    assert texts(story) == [f"{who} had been due at nine. It was past ten." for who in NAMES[:6]]


def test_an_extract_that_is_set_in_on_both_sides_is_whole() -> None:
    extract = [
        (70, 360 - 14 * row, 11, "R", words)
        for row, words in enumerate(("No person shall cross", "The Weir at night, nor", "any goat."))
    ]
    story = read([*column(*LINES, top=320), *extract])
    assert "No person shall cross The Weir at night, nor any goat." in texts(story)


def test_a_first_line_that_leaves_as_much_as_its_indent_is_not_centred() -> None:
    lines = ("The ferry that night was", "characteristic late work, nobody knew why.")
    rows = [(76 if line is lines[0] else 40, 360 - 14 * at, 11, "R", line) for at, line in enumerate(lines * 3)]
    assert texts(read(rows)) == [" ".join(lines)] * 3


def test_a_table_of_contents_with_leaders_is_none_of_the_text() -> None:
    contents = [(40, 370, 16, "R", "Contents"), *column(f"The Bend {'. ' * 30} 2", f"The Toll {'. ' * 30} 3", top=340)]
    titles = ("The Bend", "Mara"), ("The Toll", "Oswin")
    chapters = [[(110, 370, 16, "R", title), *column(*said_by(who), top=330)] for title, who in titles]
    story = read(contents, *chapters)
    assert [chapter.title for chapter in story.chapters if chapter.title] == ["The Bend", "The Toll"]
    assert {paragraph.reason for paragraph in story.paragraphs if paragraph.role == "aside"} == {"table of contents"}


PIECES = st.lists(
    st.builds(
        lambda left, baseline, size, text: Piece(left, left + 5 * len(text), baseline, Font(size), text),
        st.floats(0, 300),
        st.floats(0, 400),
        st.sampled_from([0.0, 0.1, 9.0, 11.0, 11.1, 24.0]),
        st.text(st.sampled_from("ab.”“—- "), min_size=4).filter(lambda text: sum(map(str.isalpha, text)) > 3),
    ),
    max_size=12,
)


@given(st.lists(PIECES, max_size=5))
def test_no_letter_is_lost(pages: list[list[Piece]]) -> None:
    found = sort_lines([lines_of(pieces, number) for number, pieces in enumerate(pages)])
    blocks = blocks_of(found.text, measured(found.text), [str(number) for number in range(len(pages))])
    blocks += [block for lines in found.notes for block in blocks_of(lines, measured(lines), ["1"] * len(pages))]
    read_again = "".join([block.text for block in blocks] + [line.text for line in found.furniture])
    for letter in "ab":
        assert read_again.count(letter) == sum(piece.text.count(letter) for pieces in pages for piece in pieces)


# --- what cannot be read --------------------------------------------------------------------------------------------------


def refused(data: bytes) -> str:
    started = time.monotonic()
    with pytest.raises(InputError) as error:
        read_story(data, name="a.pdf")
    assert time.monotonic() - started < LONGEST
    return f"{error.value} ({error.value.hint})"


def test_a_book_of_pictures_needs_ocr() -> None:
    assert "OCR" in refused(pdf([b"q 200 0 0 200 0 0 cm Q"] * 3))


def test_a_protected_one_needs_its_password() -> None:
    assert "protected with a password" in refused((Path(__file__).parent / "made" / "protected.pdf").read_bytes())


@pytest.mark.parametrize("data", [b"%PDF-1.7\n" + b"x" * 200, b"%PDF-", pdf([b""])[:300]], ids=["noise", "nothing", "cut"])
def test_a_damaged_one(data: bytes) -> None:
    assert "damaged" in refused(data)


def test_without_the_library_the_command_that_brings_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "find_spec", lambda _name: None)
    assert "pip install pypdfium2" in refused(pdf([drawn(column(*LINES))]))


def test_one_that_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "LONGEST", 0.001)
    assert "seconds to read" in refused(pdf([drawn(column(*LINES))]))


def test_more_pages_than_any_book_has() -> None:
    assert "more than 5,000 pages" in refused(pdf([b""] * 5_001))


@pytest.mark.parametrize("bound", ["MOST_CHARACTERS", "MOST_PIECES"])
def test_more_text_than_any_book_has(monkeypatch: pytest.MonkeyPatch, bound: str) -> None:
    data = pdf([drawn(column(*LINES))] * 3)
    assert "error" not in list(pdf_worker.read(data))[-1]
    monkeypatch.setattr(pdf_worker, bound, 10)
    assert list(pdf_worker.read(data))[-1] == {"error": "characters"}


def test_a_page_that_unpacks_to_two_gigabytes() -> None:
    packer = zlib.compressobj()
    first, other = (packer.compress(b" " * 10_000_000) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    data = pdf([first + 199 * other])
    assert len(data) < 3_000_000
    assert refused(data)


def test_a_page_that_draws_itself() -> None:
    form = "3 0 obj << /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 3 0 R >> >> /Length 5 >>"
    story = read_story(pdf([drawn(column(*LINES)) + b" /X Do"], more=form + " stream\n/X Do\nendstream endobj"), name="a.pdf")
    assert texts(story) == [FERRY, LATE]


@pytest.mark.parametrize("scale", ["9" * 60, "0", "-" + "9" * 60])
def test_letters_of_no_size_that_a_page_can_have(scale: str) -> None:
    strange = f"\nq {scale} 0 0 {scale} 0 0 cm BT /R 11 Tf 9 9 Td (Out of all bounds.) Tj ET Q".encode()
    story = read_story(pdf([drawn(column(*LINES)) + strange]), name="a.pdf")
    assert FERRY in texts(story)


def test_a_process_that_ends_in_the_middle(monkeypatch: pytest.MonkeyPatch) -> None:
    died = subprocess.CompletedProcess([], -11, b'{"title": "", "author": ""')
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: died)
    assert "damaged" in refused(pdf([drawn(column(*LINES))]))


def test_a_title_that_is_no_text() -> None:
    said = "4 0 obj << /Title <FEFFD800D800> /Author (A. Writer) >> endobj"
    data = pdf([drawn(column(*LINES))], more=said).replace(b"/Root 1 0 R", b"/Root 1 0 R /Info 4 0 R")
    story = read_story(data, name="toll.pdf")
    assert (story.title, story.author) == ("Toll", "A. Writer")


def test_pages_that_are_not_there() -> None:
    assert texts(read_story(pdf([drawn(column(*LINES))], count=2_000_000_000), name="a.pdf")) == [FERRY, LATE]
