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
