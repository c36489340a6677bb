"""What exporters write where a writer of HTML would have used its own elements: notes, headings and breaks by their looks."""

from __future__ import annotations

import pytest

from audiodrama.model import Story
from audiodrama.story import read_story
from tests.story.conftest import epub

FERRY = "The ferry had been due at nine, and it was past ten when the lamp came round the bend of the river."
LATE = "“You’re late,” said Mara. She had said it to him every night that winter."
WORD_NOTE = (
    f"<p class=MsoNormal>{FERRY}<a href='#_ftn1' name='_ftnref1'><span class=MsoFootnoteReference>[1]</span></a></p>"
    f"<p>{LATE}</p><div id=ftn1><p class=MsoFootnoteText><a href='#_ftnref1' name='_ftn1'>[1]</a> It always was.</p></div>"
)


def read(body: str) -> Story:
    return read_story(f"<html><body lang=de-AT>{body}</body></html>".encode(), name="a.html")


def roles(story: Story) -> list[tuple[str, str]]:
    return [(paragraph.role, paragraph.text) for paragraph in story.paragraphs]


def test_a_note_is_known_by_the_numbers_that_point_at_each_other() -> None:
    assert roles(read(WORD_NOTE)) == [("prose", FERRY), ("prose", LATE), ("aside", "It always was.")]


@pytest.mark.parametrize(
    "body",
    [
        f"<p><a name=t1 href='#c1'>1</a></p><h2><a name=c1 href='#t1'>1</a></h2><p>{FERRY}</p><p>{LATE}</p>",
        f"<p>See page <a href='#p1'>1</a>.</p><p><a name=p1></a>{FERRY}</p><p>{LATE}</p>",
        f"<div>{FERRY}<a name=a href='#b'>1</a><p><a name=b href='#a'>1</a></p></div><p>{LATE}</p>",
    ],
    ids=["a table of contents", "a page", "a note inside its own paragraph's block"],
)
def test_other_numbered_links_take_no_prose_away(body: str) -> None:
    prose = " ".join(text for role, text in roles(read(body)) if role == "prose")
    assert FERRY in prose
    assert LATE in prose


@pytest.mark.parametrize(
    ("picture", "role"),
    [("width=624 height=2 alt=Shape1", "break"), ("width=300 height=200 alt='A ferry'", "aside"), ("alt='A ferry'", "aside")],
)
def test_a_drawn_line_is_a_break_and_a_picture_is_none(picture: str, role: str) -> None:
    assert [found for found, _ in roles(read(f"<p>{FERRY}</p><p><img src=x.gif {picture}></p><p>{LATE}</p>"))][1] == role


def test_the_language_may_stand_on_the_body() -> None:
    assert read(f"<p>{FERRY}</p>").language == "de-AT"
    page = f"<html><head><meta http-equiv=content-language content=fr></head><body><p>{FERRY}</p></body></html>"
    assert read_story(page.encode(), name="a.html").language == "fr"


SHEET = "<style>.big { font-size: 20.0000pt } .small { font-size: 80% } .heavy { font-weight: bold }</style>"


def test_headings_that_are_only_large_are_headings() -> None:
    pages = {
        f"{number}.xhtml": f"{SHEET}<p><span class=big>{title}</span></p><p>{FERRY}</p><p class=small>{LATE}</p>"
        for number, title in enumerate(["The bend", "The toll"])
    }
    story = read_story(epub(pages), name="a.epub")
    assert [chapter.title for chapter in story.chapters] == ["The bend", "The toll"]
    assert [text for role, text in roles(story) if role == "prose"] == [FERRY, LATE] * 2


def test_large_letters_are_no_headings_where_the_page_has_its_own() -> None:
    story = read(f"{SHEET}<h1>The Toll</h1><p>{FERRY}</p><p class=big>CLOSED TODAY.</p><p>{LATE}</p>")
    assert ("prose", "CLOSED TODAY.") in roles(story)


def test_a_style_sheet_says_what_is_bold() -> None:
    assert ("prose", "He had *two* **buckets**.") in roles(
        read(f"{SHEET}<p>{FERRY}</p><p>He had <i>two</i> <span class=heavy>buckets</span>.</p>")
    )


def test_a_name_that_an_exporter_counted_is_no_heading() -> None:
    points = "".join(
        f"<navPoint><navLabel><text>{label}</text></navLabel><content src='{path}'/></navPoint>"
        for path, label in (("0.xhtml", "Section 1"), ("1.xhtml", "The Toll"))
    )
    ncx = {"OEBPS/toc.ncx": f"<ncx><navMap>{points}</navMap></ncx>"}
    manifest = '<item id="n" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    data = epub({"0.xhtml": f"<p>{FERRY}</p>", "1.xhtml": f"<p>{LATE}</p>"}, metadata=manifest, **ncx)
    assert [chapter.title for chapter in read_story(data, name="a.epub").chapters] == ["", "The Toll"]
