"""OpenDocument texts as they come."""

from __future__ import annotations

import pytest

from audiodrama.errors import InputError
from audiodrama.story import read_story
from tests.story.conftest import zipped

FERRY = "The ferry was late, and nobody on the landing had expected anything else of it."


def odt(body: str, **others: str) -> bytes:
    content = f"<office:document-content><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **others})


def test_what_was_deleted_or_commented_on_is_not_read() -> None:
    deleted = "<text:tracked-changes><text:p>Nobody waited.</text:p></text:tracked-changes>"
    comment = "<office:annotation><text:p>Is this so?</text:p></office:annotation>"
    story = read_story(odt(f"{deleted}<text:p>{FERRY}{comment}</text:p>"), name="a.odt")
    assert story.text == FERRY


def test_a_spreadsheet_is_refused() -> None:
    sheet = zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"})
    with pytest.raises(InputError, match="OpenDocument file, but no text"):
        read_story(sheet, name="a.ods")


def test_an_encrypted_document_is_refused() -> None:
    protected = {"META-INF/manifest.xml": "<manifest:encryption-data/>"}
    with pytest.raises(InputError, match="is encrypted"):
        read_story(odt(f"<text:p>{FERRY}</text:p>", **protected), name="a.odt")


def test_a_document_that_unpacks_to_much_more_than_its_size() -> None:
    with pytest.raises(InputError, match="unpacks to more than"):
        read_story(odt(f"<text:p>{FERRY}</text:p>" + " " * 20_000_000), name="a.odt")


STYLES = """<style:default-style style:family="paragraph"><style:text-properties fo:font-size="10pt"/></style:default-style>
<style:style style:name="Large"><style:text-properties fo:font-size="14pt"/></style:style>
<style:style style:name="Thought"><style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="Loud"><style:text-properties fo:font-weight="bold"/></style:style>"""


def test_headings_that_are_only_large_are_headings_and_thoughts_are_none() -> None:
    body = "".join(
        f"<text:p><text:span text:style-name='Large'>{title}</text:span></text:p><text:p>{FERRY}</text:p>"
        "<text:p><text:span text:style-name='Thought'>Late again,</text:span></text:p>"
        for title in ("The bend", "The toll")
    )
    story = read_story(odt(body, **{"styles.xml": STYLES}), name="a.odt")
    assert [chapter.title for chapter in story.chapters] == ["The bend", "The toll"]
    assert [p.text for p in story.paragraphs if p.role == "prose"] == [FERRY, "*Late again,*"] * 2


def test_characters_keep_what_their_own_style_does_not_say() -> None:
    thought = "So <text:span text:style-name='Loud'>late</text:span> again."
    body = f"<text:p>{FERRY}</text:p><text:p text:style-name='Thought'>{thought}</text:p>"
    story = read_story(odt(body, **{"styles.xml": STYLES}), name="a.odt")
    assert story.text.endswith("*So* ***late*** *again.*")
