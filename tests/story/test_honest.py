"""Files that break the rules of their formats and mean no harm: read as a reading program would show them."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from audiodrama.story import read_story
from tests.story.conftest import CONTAINER, docx, epub, zipped
from tests.story.test_odt import odt

FERRY = "The ferry had been due at nine, and it was past ten when the lamp came round the bend of the river."
LATE = "“You’re late,” said Mara. She had said it to him every night that winter."
P_FERRY, P_LATE = f"<p>{FERRY}</p>", f"<p>{LATE}</p>"


def heard(data: bytes, name: str) -> list[str]:
    """Chapter titles and paragraphs, in order."""
    story = read_story(data, name=name)
    titled = ((chapter.title, chapter.paragraphs) for chapter in story.chapters)
    return [row for title, inside in titled for row in [title, *(p.text for p in inside if p.role == "prose")] if row]


def page(body: str) -> bytes:
    return f"<html><body>{body}</body></html>".encode()


def word(*paragraphs: str) -> bytes:
    return docx("".join(f"<w:p>{inside}</w:p>" for inside in paragraphs))


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


# --- EPUB -----------------------------------------------------------------------------------------------------------------


def test_an_unpacked_book_that_was_packed_again_with_its_folder() -> None:
    with zipfile.ZipFile(BytesIO(epub({"1.xhtml": P_FERRY, "2.xhtml": P_LATE}))) as archive:
        again = zipped({f"The Toll/{name}": archive.read(name) for name in archive.namelist()})
    assert heard(again, "a.epub") == [FERRY, LATE]


def test_paths_in_another_case_escaped_and_from_windows() -> None:
    items = '<item id="a" href="Text/Chapter%201.XHTML"/><item id="b" href="text\\chapter 2.xhtml"/>'
    opf = f"<package><manifest>{items}</manifest><spine><itemref idref='a'/><itemref idref='b'/></spine></package>"
    data = {"META-INF/container.xml": CONTAINER, "oebps/book.opf": opf, "oebps/text/chapter 1.xhtml": P_FERRY}
    assert heard(zipped({**data, "oebps\\text\\chapter 2.xhtml": P_LATE}), "a.epub") == [FERRY, LATE]


def test_a_spine_that_names_what_is_not_there_and_a_table_of_contents_that_is_lost() -> None:
    spine = '<itemref idref="gone"/><itemref idref="1.xhtml"/><itemref idref="1.xhtml"/><itemref idref="2.xhtml"/>'
    book = epub({"1.xhtml": P_FERRY, "2.xhtml": P_LATE}, spine=spine, metadata='<item id="ncx" href="toc.ncx"/>')
    assert heard(book, "a.epub") == [FERRY, LATE]


def test_an_xhtml_chapter_whose_empty_elements_end_themselves() -> None:
    chapter = (
        f"<html><head><title/><script src='x.js'/></head><body><a id='p1'/><p><i/>{FERRY}<b/></p><div/>{P_LATE}</body></html>"
    )
    assert heard(epub({"1.xhtml": chapter}), "a.epub") == [FERRY, LATE]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_a_chapter_in_an_encoding_that_it_does_not_name(encoding: str) -> None:
    data = zipped({"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": OPF, "OEBPS/1.xhtml": P_LATE.encode(encoding)})
    assert heard(data, "a.epub") == [LATE]


ITEM = "<item id='a' href='1.xhtml' media-type='text/plain'/>"
OPF = f"<package><manifest>{ITEM}</manifest><spine><itemref idref='a'/></spine></package>"


def test_a_title_with_a_bare_ampersand_and_a_cut_off_package() -> None:
    opf = "<package><metadata><dc:title>Salt & Toll</dc:title></metadata><manifest><item id='a' href='1.xhtml'/>"
    data = zipped({"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": opf, "OEBPS/1.xhtml": P_FERRY})
    assert heard(data, "a.epub") == [FERRY]
    assert read_story(data, name="a.epub").title == "Salt & Toll"


# --- pages ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        (f"<p>{FERRY}<p><b><i>Late</b></i> again.<p>So.", [FERRY, "***Late*** again.", "So."]),
        (f"<p>{FERRY}</p><p><i>One<p>two</i> three.</p>", [FERRY, "*One*", "*two* three."]),
        (f"<p>{FERRY}</p><p>One <i>two</p><p>three</p><p>and <i>four</i>.</p>", [FERRY, "One *two*", "three", "and *four*."]),
        (f"{P_FERRY}<p>&nbsp;</p><p>It&nbsp;was&nbsp; &nbsp;ten&nbsp;o&#8217;&shy;clock,&#8203; no&#xad;body came.</p>",
         [FERRY, "It was ten o’clock, nobody came."]),
        (f"{P_FERRY}<p><span><span><em><span>So</span></em></span></span> it <a><font><u>was</u></font></a>.</p>",
         [FERRY, "*So* it was."]),
        (f"<table width=100%><tr><td>{P_FERRY}<td>{P_LATE}</table>", [FERRY, LATE]),
        (f"{P_FERRY}</div></body></html>{P_LATE}", [FERRY, LATE]),
        (f"<P ALIGN=JUSTIFY>{FERRY}</P><P CLASS=MsoNormal STYLE='tab-stops:1cm'><O:P>&nbsp;</O:P></P><P>{LATE}</P>",
         [FERRY, LATE]),
    ],
    ids=["misnested", "italics over paragraphs", "italics without an end", "hard spaces", "nested inline", "a layout table",
         "after the end", "Word 97"],
)  # fmt: skip
def test_a_page_as_browsers_show_it(body: str, texts: list[str]) -> None:
    assert heard(page(body), "a.html") == texts


# --- word processors ------------------------------------------------------------------------------------------------------


def test_a_word_split_over_runs_smart_tags_and_corrections() -> None:
    halves = f"{run('The fer')}<w:proofErr w:type='spellStart'/>{run('ry was ')}<w:smartTag>{run('late')}</w:smartTag>"
    changed = f"<w:del>{run(' twice')}</w:del><w:ins>{run(', ')}</w:ins><w:hyperlink>{run('again')}</w:hyperlink>"
    field = "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGEREF x</w:instrText></w:r>"
    assert heard(word(f"{halves}{changed}{field}{run('.')}"), "a.docx") == ["The ferry was late, again."]


def test_a_word_document_without_any_of_its_other_parts() -> None:
    data = word(run("CHAPTER ONE", "<w:b/>"), run(FERRY), run("CHAPTER TWO", "<w:b/>"), run(LATE))
    assert heard(data, "a.docx") == ["CHAPTER ONE", FERRY, "CHAPTER TWO", LATE]


def test_text_in_a_box_stands_there_once() -> None:
    box = f"<w:txbxContent><w:p>{run('A notice: no crossing.')}</w:p></w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert sorted(heard(word(f"{run(FERRY)}<w:r>{both}</w:r>"), "a.docx")) == ["A notice: no crossing.", FERRY]


def test_an_opendocument_text_that_an_editor_has_indented() -> None:
    body = (
        f"\n  <text:p>\n    {FERRY.replace('nine', 'ni<text:soft-page-break/>ne')}\n  </text:p>\n"
        "  <text:p>It<text:s text:c='3'/>was<text:tab/>ten<text:bookmark text:name='x'/><text:a>, so</text:a>.</text:p>"
    )
    assert heard(odt(body), "a.odt") == [FERRY, "It was ten, so."]


# --- text -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        f"\ufeff{FERRY}\r\n\r\n{LATE}\r\n\x1a".encode(),
        f"{FERRY}\r\r{LATE}\r".encode(),
        f"{FERRY}\n\x0c\n{LATE}".encode("cp1252"),
        f"{FERRY}\r\n\n\r\n{LATE}\n\n\n\n\n".encode("utf-16"),
    ],
    ids=["DOS", "old Mac", "form feed, Windows-1252", "mixed line ends, UTF-16"],
)
def test_text_of_all_ages(text: bytes) -> None:
    assert heard(text, "a.txt") == [FERRY, LATE]


def test_a_zip_from_a_mac() -> None:
    files = {"__MACOSX/._1.txt": b"\0\5\x16\7", "T/.DS_Store": b"\0\0", "T/1 Über.txt": FERRY, "T/2.txt": LATE}
    assert heard(zipped(files), "a.zip") == ["Über", FERRY, "2", LATE]


# --- emphasis in tables and lists -----------------------------------------------------------------------------------------

LISTED, TABLED = "He was *late* again.", "*Where is he,* she thought."
HTML = "<ul><li>He was <i>late</i> again.</ul><table><tr><td><p><em>Where is he,</em> she thought.</table>"
WORD = (
    f"<w:p>{run('He was ')}{run('late', '<w:i/>')}{run(' again.')}</w:p><w:tbl><w:tr><w:tc><w:p>"
    f"{run('Where is he,', '<w:i/>')}{run(' she thought.')}</w:p></w:tc></w:tr></w:tbl>"
)
SPAN = "<text:span text:style-name='T1'>"
ODT = (
    f"<text:list><text:list-item><text:p>He was {SPAN}late</text:span> again.</text:p></text:list-item></text:list>"
    f"<table:table><table:table-row><table:table-cell><text:p>{SPAN}Where is he,</text:span> she thought.</text:p>"
    "</table:table-cell></table:table-row></table:table>"
)
STYLE = '<style:style style:name="T1"><style:text-properties fo:font-style="italic"/></style:style>'
IN_LISTS_AND_TABLES = {
    "a.html": page(P_FERRY + HTML),
    "a.epub": epub({"1.xhtml": P_FERRY + HTML}),
    "a.docx": docx(f"<w:p>{run(FERRY)}</w:p>{WORD}"),
    "a.odt": odt(f"<text:p>{FERRY}</text:p>{ODT}", **{"styles.xml": STYLE}),
}


@pytest.mark.parametrize("name", IN_LISTS_AND_TABLES)
def test_emphasis_survives_in_lists_and_tables(name: str) -> None:
    assert heard(IN_LISTS_AND_TABLES[name], name) == [FERRY, LISTED, TABLED]
