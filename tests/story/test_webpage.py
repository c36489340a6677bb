"""Saved pages as archives, serial sites and blogs lay them out: the story, in order, and nothing of the furniture."""

from __future__ import annotations

import pytest

from audiodrama.errors import InputError
from audiodrama.model import Story
from audiodrama.story import read_story

FERRY = "The ferry had been due at nine, and it was past ten when the lamp came round the bend of the river."
LATE = "“You’re late,” said Mara. She had said it to him every night that winter."
MENU = "<nav><a href=/>Home</a> <a href=/all>All stories</a></nav>"


def read(page: str, name: str = "a.html") -> Story:
    return read_story(page.encode(), name=name)


def texts(story: Story, role: str = "prose") -> list[str]:
    return [paragraph.text for paragraph in story.paragraphs if paragraph.role == role]


def left_out(story: Story) -> dict[str, str]:
    return {paragraph.reason: paragraph.text for paragraph in story.paragraphs if paragraph.role == "aside"}


ARCHIVE = f"""<html lang=en><head><title>The Toll - awriter - Rivers [Archive of Our Own]</title></head><body>{MENU}
<div id=workskin><div class="preface group"><h2 class="title heading">The Toll</h2>
<h3 class="byline heading"><a rel=author>awriter</a></h3>
<div class="summary module"><h3>Summary:</h3><blockquote class=userstuff>A toll is paid.</blockquote></div></div>
<div id=chapters><div class=chapter><div class="chapter preface group"><h3 class=title>Chapter 1: The Bend</h3></div>
<div class="userstuff module"><h3 class="landmark heading">Chapter Text</h3><p>{FERRY}</p><p>{LATE}</p></div>
<div class="end notes module"><h3>Notes:</h3><blockquote>Thanks for reading!</blockquote></div></div></div></div>
<div id=feedback><h3>Comments</h3><p>First!</p></div></body></html>"""
SERIAL = f"""<html><head><title>Chapter 2: The Bend - The Toll | Serial Site</title>
<style>.xq7 {{ display: none; }}</style></head><body>{MENU}<h1>Chapter 2: The Bend</h1>
<div class="portlet author-note-portlet"><p>Vote for me!</p></div>
<div class="chapter-inner chapter-content"><p>{FERRY}</p><p class=xq7>Stolen from its site.</p><p>{LATE}</p></div>
<footer>Terms</footer></body></html>"""
BLOG = f"""<!DOCTYPE html><html><head><meta property="og:title" content="The Toll">
<meta name=author content="A. Writer"></head><body><header><h1 class=site-title>My blog</h1>{MENU}</header>
<main><article><h1 class=entry-title>The Toll</h1><div class=entry-content><p>{FERRY}</p><hr><p>{LATE}</p>
<div class="sharedaddy"><p>Share this</p></div></div></article>
<section id=comments><p>Nice!</p></section></main></body></html>"""
BARE = f"<h1>The Toll</h1>{FERRY}<br><br>{LATE}<br>"


@pytest.mark.parametrize("page", [ARCHIVE, SERIAL, BLOG, BARE], ids=["archive", "serial", "blog", "bare"])
def test_the_story_is_read_and_the_furniture_is_not(page: str) -> None:
    story = read(page)
    assert texts(story) == [FERRY, LATE]
    assert "The Toll" in story.title or story.title.endswith("The Toll")


def test_what_stands_around_the_story_is_kept_with_its_reason() -> None:
    kept = left_out(read(ARCHIVE))
    assert "First!" in kept["page furniture"]
    assert kept["author's note"] == "Thanks for reading!"
    assert read(ARCHIVE).author == "awriter"
    assert read(BLOG).author == "A. Writer"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("He is <i>so</i> thin.", "He is *so* thin."),
        ("<i>He is </i><em>so thin.</em>", "*He is so thin.*"),
        ("<b><i>Stop</i></b>!", "***Stop***!"),
        ("un<em>believ</em>able", "un*believ*able"),
        ("<span style='font-style: italic'>Late</span>, she thought.", "*Late*, she thought."),
        ("<span class=th>Late</span>, she thought.", "*Late*, she thought."),
        ("nine&nbsp;o&#8217;clock&nbsp;", "nine o’clock"),
        ("a soft&shy;hyphen", "a softhyphen"),
        ("<o:p></o:p><st1:place>Aldermoor</st1:place> lay still.", "Aldermoor lay still."),
        ("the <font><span><a href=x>inn</a></span></font>.", "the inn."),
        ("1 < 2 & 3", "1 < 2 & 3"),
        ("note<sup><a href='#fn1'>1</a></sup>.", "note."),
        ("line one<br>line two", "line one\nline two"),
    ],
)
def test_inline_markup(markup: str, text: str) -> None:
    story = read(
        f"<html><style>span.th, p .b {{ font-style: italic }}</style><body><p>{FERRY}</p><p>{markup}</p></body></html>"
    )
    assert texts(story) == [FERRY, text]


@pytest.mark.parametrize(
    "between",
    ["<hr>", "<p>* * *</p>", "<p align=center>~ ❦ ~</p>", "<center>· · ·</center>", "<div class='scene-break'></div>",
     "<p style='text-align:center'>...</p>", "<img class=ornament src=x.png>"],
)  # fmt: skip
def test_scene_breaks_survive(between: str) -> None:
    story = read(f"<body><p>{FERRY}</p>{between}<p>{LATE}</p></body>")
    assert [paragraph.role for paragraph in story.paragraphs] == ["prose", "break", "prose"]


def test_a_page_without_text_is_said_in_a_sentence() -> None:
    with pytest.raises(InputError, match=r"page\.html holds no text"):
        read("<html><body><script>render()</script><div id=app></div></body></html>", "page.html")


def test_where_a_paragraph_stands_is_its_line_in_the_file() -> None:
    story = read(f"<body>\n<p>{FERRY}\n<p>\n{LATE}</body>")
    assert [paragraph.where.line for paragraph in story.paragraphs] == [2, 3]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_the_encoding_that_the_page_names_is_used(encoding: str) -> None:
    page = f"<html><head><meta charset={encoding}></head><body><p>{LATE}</p></body></html>"
    assert texts(read_story(page.encode(encoding), name="a.html")) == [LATE]
