"""Files made to do harm: each is refused or read, in a sentence, quickly, and without filling the memory."""

from __future__ import annotations

import time
import tracemalloc
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from audiodrama.errors import InputError
from audiodrama.markup import parse_html, parse_xml
from audiodrama.story import read_story
from tests.story.conftest import docx, epub, zipped

FERRY = "<p>The ferry was late, and nobody on the landing had expected anything else of it.</p>"
LONGEST = 10.0
"""Seconds of the processor; most take under one."""
MOST_MEMORY = 200_000_000


def refused(data: bytes, name: str = "book.epub") -> str:
    """The sentence that refuses it."""
    tracemalloc.start()
    started = time.process_time()
    with pytest.raises(InputError) as error:
        read_story(data, name=name)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert time.process_time() - started < LONGEST
    assert peak < MOST_MEMORY
    return str(error.value)


def test_an_epub_that_unpacks_to_200_megabytes() -> None:
    bomb = epub({"a.xhtml": FERRY + " " * 200_000_000})
    assert len(bomb) < 300_000
    assert "unpacks to more than" in refused(bomb)


def test_a_word_document_that_unpacks_to_much_more_than_its_size() -> None:
    bomb = docx("<w:p><w:r><w:t>a</w:t></w:r></w:p>" + " " * 20_000_000)
    assert "unpacks to more than" in refused(bomb, "a.docx")


def test_many_files_that_unpack_to_too_much_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("audiodrama.story.archive.MOST_BYTES", 1_000_000)
    pages = {f"{number}.xhtml": FERRY * 2_000 for number in range(20)}
    assert "unpacks to more than 1 MB" in refused(epub(pages))


def test_a_chapter_named_a_hundred_times_is_read_once() -> None:
    story = read_story(epub({"a.xhtml": FERRY}, spine='<itemref idref="a.xhtml"/>' * 100), name="book.epub")
    assert len(list(story.paragraphs)) == 1


def test_more_files_than_any_book_has() -> None:
    assert "holds more than 10,000 files" in refused(zipped({f"{number}.txt": "" for number in range(10_001)}))


@pytest.mark.parametrize(
    "path", ["../../../../etc/passwd", "/etc/passwd", "..%2f..%2fetc%2fpasswd", "file:///etc/passwd", "C:\\x"]
)
def test_no_path_leads_out_of_the_archive(path: str) -> None:
    pages = f'<item id="a" href="{path}" media-type="application/xhtml+xml"/><item id="b" href="b.xhtml"/>'
    opf = f"<package><manifest>{pages}</manifest><spine><itemref idref='a'/><itemref idref='b'/></spine></package>"
    data = zipped({"META-INF/container.xml": '<rootfile full-path="book.opf"/>', "book.opf": opf, "b.xhtml": FERRY})
    story = read_story(data, name="book.epub")
    assert "root:" not in story.text
    assert story.text.startswith("The ferry")


def test_entries_with_paths_out_of_the_archive_are_written_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "inside").mkdir()
    monkeypatch.chdir(tmp_path / "inside")
    story = read_story(zipped({"../evil.txt": "The ferry was late again.\n", "/abs.txt": "Nobody waited.\n"}), name="a.zip")
    assert "ferry" in story.text
    assert [path.name for path in tmp_path.rglob("*")] == ["inside"]


BOMB = "<!DOCTYPE x [<!ENTITY a0 'lol'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)) + "]>"
SECRET = '<!DOCTYPE x [<!ENTITY s SYSTEM "file:///etc/passwd"><!ENTITY % r SYSTEM "http://127.0.0.1:1/x"> %r;]>'


@pytest.mark.parametrize("doctype", [BOMB, SECRET], ids=["a bomb", "a file and the network"])
def test_entities_are_never_expanded(doctype: str) -> None:
    page = f"<?xml version='1.0'?>{doctype}<html><body>{FERRY}<p>&a11;&s;</p></body></html>"
    for story in (
        read_story(epub({"a.xhtml": page}), name="a.epub"),
        read_story(page.encode(), name="a.html"),
        read_story(docx(f"{doctype}<w:p><w:r><w:t>The ferry &a11;&s; came.</w:t></w:r></w:p>"), name="a.docx"),
    ):
        assert len(story.text) < 300
        assert "root:" not in story.text


NESTED = ["<div>" * 100_000, "<i>" * 100_000, "<p><table><tr><td>" * 20_000, "<ul><li>" * 15_000, "<a b='" * 50_000,
          "<p><i>a</p>" * 10_000 + "</i>", "<p><b><i><em><strong>" * 5_000 + "</i>"]  # fmt: skip
UNENDED = [
    "<!--" * 100_000, "<![CDATA[" * 50_000, "<!doctype [" * 50_000, "<script>" * 20_000, '<a ="<a" ' * 50_000, "<" * 200_000,
    "</p>" * 100_000, "&#x" * 100_000, "&" * 200_000, "<a " + "b=c " * 100_000 + ">", "<?" * 100_000,
]  # fmt: skip


@pytest.mark.parametrize("markup", NESTED + UNENDED, ids=lambda markup: markup[:12])
def test_markup_made_to_take_long_does_not(markup: str) -> None:
    started = time.process_time()
    parse_xml(markup, "x")
    parse_html(markup, "x")
    story = read_story(f"<html><body>{FERRY}{markup}".encode(), name="a.html")
    assert "ferry" in story.text
    assert time.process_time() - started < LONGEST


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 500, zipped({"a.txt": "x"})[:40]], ids=["2", "zeros", "cut"]
)
def test_a_damaged_archive(data: bytes) -> None:
    assert "damaged zip archive" in refused(data)


def test_a_file_that_is_damaged_inside_the_archive() -> None:
    data = bytearray(epub({"a.xhtml": FERRY * 50}))
    at = data.find(b"OEBPS/a.xhtml") + 30
    data[at : at + 20] = b"\xff" * 20
    assert "cannot be unpacked" in refused(bytes(data))


def test_an_encrypted_archive() -> None:
    data = bytearray(zipped({"a.txt": "The ferry was late.\n"}))
    for signature, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(signature) + flag] |= 1
    assert "encrypted" in refused(bytes(data), "a.zip")


def test_a_protected_book() -> None:
    rights = "<encryption><CipherData><CipherReference URI='OEBPS/a.xhtml'/></CipherData></encryption>"
    assert "protected against copying" in refused(epub({"a.xhtml": FERRY}, **{"META-INF/encryption.xml": rights}))


def test_an_archive_inside_an_archive_is_not_opened() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("inner.zip", zipped({"a.txt": "The ferry was late.\n"}))
    assert "holds no story" in refused(packed.getvalue(), "a.zip")
