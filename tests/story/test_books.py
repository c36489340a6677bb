"""EPUB and DOCX as they come: malformed but honest files are read as a reading program would."""

from __future__ import annotations

import pytest

from audiodrama.errors import InputError
from audiodrama.model import Story
from audiodrama.story import read_story
from audiodrama.story.epub import read_cover
from tests.story.conftest import CONTAINER, docx, epub, zipped

FERRY = "The ferry had been due at nine, and it was past ten when the lamp came round the bend."
LATE = "“You’re late,” said Mara. She had said it to him every night that winter."
META = (
    "<dc:title>The Toll</dc:title><dc:creator opf:role='ill'>P. Painter</dc:creator>"
    "<dc:creator opf:role='aut'>A. Writer</dc:creator><dc:language>en-GB</dc:language>"
)


def book(data: bytes) -> Story:
    return read_story(data, name="toll.epub")


def word(body: str, **parts: str | bytes) -> Story:
    return read_story(docx(body, **parts), name="toll.docx")


def texts(story: Story, role: str = "prose") -> list[str]:
    return [paragraph.text for paragraph in story.paragraphs if paragraph.role == role]


def titles(story: Story) -> list[str]:
    return [chapter.title for chapter in story.chapters if chapter.title]


def reasons(story: Story) -> list[str]:
    return [paragraph.reason for paragraph in story.paragraphs if paragraph.role == "aside"]


# --- EPUB -----------------------------------------------------------------------------------------------------------------


def test_title_author_and_language_come_from_the_metadata() -> None:
    story = book(epub({"a.xhtml": f"<p>{FERRY}</p>"}, metadata=META))
    assert (story.title, story.author, story.language) == ("The Toll", "A. Writer", "en-GB")


def test_the_reading_order_is_the_spines_not_the_names() -> None:
    pages = {"a.xhtml": f"<h1>Two</h1><p>{LATE}</p>", "b.xhtml": f"<h1>One</h1><p>{FERRY}</p>"}
    story = book(epub(pages, metadata=META, spine='<itemref idref="b.xhtml"/><itemref idref="a.xhtml"/>'))
    assert titles(story) == ["One", "Two"]
    assert texts(story) == [FERRY, LATE]


NCX = """<ncx><navMap><navPoint><navLabel><text>One: The Bend</text></navLabel><content src="a.xhtml"/></navPoint>
<navPoint><navLabel><text>Two: The Toll</text></navLabel><content src="a.xhtml#two"/></navPoint></navMap></ncx>"""


def test_chapters_without_headings_are_headed_as_the_table_of_contents_names_them() -> None:
    opf = (
        f"<package><metadata>{META}</metadata><manifest><item id='a' href='a.xhtml' media-type='text/html'/>"
        "<item id='n' href='toc.ncx' media-type='application/x-dtbncx+xml'/></manifest>"
        "<spine toc='n'><itemref idref='a'/></spine></package>"
    )
    page = f"<body><p>{FERRY}</p><p id='two'>{LATE}</p></body>"
    files = {"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": opf, "OEBPS/a.xhtml": page}
    assert titles(book(zipped({**files, "OEBPS/toc.ncx": NCX}))) == ["One: The Bend", "Two: The Toll"]
    assert titles(book(zipped(files))) == []  # a missing NCX


@pytest.mark.parametrize(
    ("name", "body", "reason"),
    [
        ("cover.xhtml", "<p>The Toll</p><p>A novel of the river</p>", "cover"),
        ("copyright.xhtml", "<p>No part of this may be copied.</p>", "copyright"),
        ("x.xhtml", "<section epub:type='copyright-page'><p>No part of this may be copied.</p></section>", "copyright"),
        ("x.xhtml", "<nav epub:type='toc'><ol><li><a href='a.xhtml'>One</a></li></ol></nav>", "table of contents"),
        ("x.xhtml", "<section epub:type='dedication'><p>For the ferryman.</p></section>", "dedication"),
        ("x.xhtml", "<aside epub:type='footnote' id='f'><p>A toll is a fee.</p></aside>", "footnote"),
        ("x.xhtml", "<div class='footnotes'><p>A toll is a fee.</p></div>", "footnote"),
    ],
)
def test_front_matter_and_notes_are_kept_and_not_performed(name: str, body: str, reason: str) -> None:
    story = book(epub({name: f"<body>{body}</body>", "one.xhtml": f"<h1>One</h1><p>{FERRY}</p>"}, metadata=META))
    assert set(reasons(story)) == {reason}
    assert texts(story) == [FERRY]
    assert titles(story) == ["One"]


def test_a_style_sheet_says_what_is_in_italics() -> None:
    page = f"<link rel=stylesheet href=style.css><body><p><span class=calibre7>Late,</span> she thought. {FERRY}</p></body>"
    story = book(epub({"a.xhtml": page}, **{"OEBPS/style.css": ".calibre7 { font-style: italic }"}))
    assert texts(story) == [f"*Late,* she thought. {FERRY}"]


MALFORMED = {
    "no container": zipped(
        {"book.opf": "<package><manifest><item id='a' href='a.html'/></manifest></package>", "a.html": FERRY}
    ),
    "no package": zipped({"META-INF/container.xml": CONTAINER, "a.xhtml": f"<p>{FERRY}</p>"}),
    "no spine": epub({"a.xhtml": f"<p>{FERRY}</p>"}, spine="<itemref idref='nothing'/>"),
    "wrong media type": zipped(
        {
            "META-INF/container.xml": CONTAINER,
            "OEBPS/book.opf": "<package><manifest><item id='a' href='A%20b.html' media-type='x/y'/></manifest>"
            "<spine><itemref idref='a'/></spine></package>",
            "OEBPS/a b.html": f"<p>{FERRY}",
        }
    ),
    "tags that cross": epub({"a.xhtml": f"<p><i><b>{FERRY[:10]}</i></b>{FERRY[10:]}</p></div></body>"}),
    "nbsp everywhere": epub({"a.xhtml": "<p>" + FERRY.replace(" ", "&nbsp;") + "</p>"}),
    "soft hyphens": epub({"a.xhtml": "<p>" + FERRY.replace("ferry", "fer\u00adry&shy;") + "</p>"}),
    "a bare ampersand in the package": epub({"a.xhtml": f"<p>{FERRY}</p>"}, metadata="<dc:title>Toll & Ferry</dc:title>"),
}


@pytest.mark.parametrize("data", MALFORMED.values(), ids=MALFORMED.keys())
def test_malformed_but_honest_books_are_read(data: bytes) -> None:
    assert [text.replace("*", "") for text in texts(book(data))] == [FERRY]


def test_a_book_of_pictures_is_said_in_a_sentence() -> None:
    with pytest.raises(InputError, match="holds no text"):
        book(epub({"a.xhtml": "<img src='p1.jpg'/>"}))


JPEG = b"\xff\xd8\xffx"


@pytest.mark.parametrize(
    ("said", "beside"),
    [
        ("<meta name='cover' content='c'/>", ""),
        ("<meta name='cover' content='c.jpg'/>", ""),
        ("", "<guide><reference type='cover' href='cover.xhtml#top'/></guide>"),
        ("", "<guide><reference type='Cover' href='c.jpg'/></guide>"),
    ],
    ids=["by its name", "by its path", "by its page", "by the guide"],
)
def test_the_cover_is_found(said: str, beside: str) -> None:
    item = "<item id='c' href='c.jpg' media-type='image/jpg'/>"
    opf = f"<package><metadata>{said}</metadata><manifest>{item}</manifest>{beside}</package>"
    page = "<svg><image xlink:href='c.jpg'/></svg>"
    files = {"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": opf, "OEBPS/c.jpg": JPEG, "OEBPS/cover.xhtml": page}
    assert read_cover(zipped(files), name="a.epub") == JPEG


def test_a_book_without_a_cover_has_none() -> None:
    assert read_cover(epub({"a.xhtml": FERRY}), name="a.epub") == b""


# --- Word -----------------------------------------------------------------------------------------------------------------


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ([run("He is "), run("so", "<w:i/>"), run(" thin.")], "He is *so* thin."),
        ([run("He is "), run("so", "<w:i w:val='0'/>"), run(" thin.")], "He is so thin."),
        ([run("He is "), run("so", "<w:rStyle w:val='Em'/>"), run(" thin.")], "He is *so* thin."),
        ([run("A "), f"<w:smartTag>{run('ferry')}</w:smartTag>", run(".")], "A ferry."),
        ([run("A "), f"<w:del>{run('boat')}</w:del><w:ins>{run('ferry')}</w:ins>", run(".")], "A ferry."),
        ([run("A "), f"<w:hyperlink>{run('ferry')}</w:hyperlink>", run("."), run("hidden", "<w:vanish/>")], "A ferry."),
        ([run("line one"), "<w:r><w:br/></w:r>", run("line two")], "line one\nline two"),
        (["<w:r><w:t>A</w:t><w:tab/><w:t>ferry</w:t><w:footnoteReference w:id='2'/></w:r>"], "A ferry"),
        (["<mc:AlternateContent><mc:Choice>" + run("once") + "</mc:Choice><mc:Fallback>" + run("once") + "</mc:Fallback>"
          "</mc:AlternateContent>"], "once"),
    ],
)  # fmt: skip
def test_runs(runs: list[str], text: str) -> None:
    styles = "<w:styles><w:style w:styleId='Em'><w:name w:val='Emphasis'/><w:rPr><w:i/></w:rPr></w:style></w:styles>"
    story = word(paragraph(run(FERRY)) + paragraph(*runs) + paragraph(run(LATE)), **{"word/styles.xml": styles})
    assert texts(story) == [FERRY, text, LATE]


def test_headings_by_style_outline_and_name_in_another_language() -> None:
    styles = (
        "<w:styles><w:style w:styleId='1'><w:name w:val='heading 1'/></w:style>"
        "<w:style w:styleId='My'><w:name w:val='My chapter'/><w:basedOn w:val='1'/></w:style>"
        "<w:style w:styleId='U'><w:name w:val='Überschrift 2'/></w:style></w:styles>"
    )
    heads = [("One", "<w:pStyle w:val='1'/>"), ("Two", "<w:pStyle w:val='My'/>"), ("Three", "<w:pStyle w:val='U'/>"),
             ("Four", "<w:outlineLvl w:val='0'/>")]  # fmt: skip
    body = "".join(paragraph(run(text), properties=properties) + paragraph(run(FERRY)) for text, properties in heads)
    assert titles(word(body, **{"word/styles.xml": styles})) == ["One", "Two", "Three", "Four"]


@pytest.mark.parametrize("size", ["<w:sz w:val='32'/>", "<w:rStyle w:val='Large'/>"], ids=["by hand", "by a style"])
def test_headings_that_are_only_large(size: str) -> None:
    styles = (
        "<w:styles><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val='22'/></w:rPr></w:rPrDefault></w:docDefaults>"
        "<w:style w:styleId='N' w:type='paragraph' w:default='1'><w:name w:val='Normal'/></w:style>"
        "<w:style w:styleId='Large'><w:rPr><w:sz w:val='30'/></w:rPr></w:style></w:styles>"
    )
    body = "".join(paragraph(run(title, size)) + paragraph(run(FERRY)) for title in ("The bend", "The toll"))
    assert titles(word(body, **{"word/styles.xml": styles})) == ["The bend", "The toll"]


@pytest.mark.parametrize(
    "between",
    [paragraph(run("* * *")), paragraph(run("~ o ~".replace("o", "❦")), properties="<w:jc w:val='center'/>"),
     paragraph(properties="<w:pBdr><w:bottom w:val='single'/></w:pBdr>"),
     "<w:p><w:r><w:pict><v:rect o:hr='t'/></w:pict></w:r></w:p>"],
)  # fmt: skip
def test_scene_breaks_in_word(between: str) -> None:
    story = word(paragraph(run(FERRY)) + between + paragraph(run(LATE)))
    assert [one.role for one in story.paragraphs] == ["prose", "break", "prose"]


def test_a_paragraph_says_its_number() -> None:
    story = word(paragraph(run(FERRY)) + paragraph() + paragraph(run(LATE)))
    assert [str(one.where) for one in story.paragraphs if one.text] == ["toll.docx:1:1", "toll.docx:3:1"]
