"""Whatever is brought opens, from the command line to the file; what is left out is listed with its reason and its way back."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import av
import pytest

from tests.master.test_mp3 import picture
from tests.story.conftest import epub

MADE = Path(__file__).parent / "story" / "made"
PLAY = "NARRATOR: It was dawn.\n\nMARA: Is it turning?\nGAMMON: It is.\nMARA: Good.\n\n(She runs down the ladder.)\n"


def test_an_epub_is_produced_and_what_is_left_out_is_listed(folder: Path, audiodrama) -> None:
    shutil.copy(MADE / "pandoc_epub3.epub", folder / "heron.epub")
    ran = audiodrama("produce", "heron.epub")
    assert ran.code == 0, ran.err
    assert "not performed: footnote (11 words), heron.fountain:" in ran.out
    assert "take away the /* … */ around it in heron.fountain" in ran.out
    ran = audiodrama("produce", "heron.epub", "--json")
    (left,) = ran.events[-1]["left_out"]
    assert left["reason"] == "footnote"
    assert left["text"].endswith("before noon.")


def test_the_cover_of_a_book_is_the_dramas(folder: Path, audiodrama) -> None:
    cover = picture()
    item = '<item id="c" href="c.png" media-type="image/png" properties="cover-image"/>'
    book = epub({"a.xhtml": "<p>“Late,” said Mara.</p>"}, metadata=item, **{"OEBPS/c.png": cover})
    (folder / "toll.epub").write_bytes(book)
    assert audiodrama("produce", "toll.epub").code == 0
    with av.open(str(folder / "out" / "toll.mp3")) as made:
        assert [bytes(packet) for packet in made.demux(video=0) if packet.size] == [cover]


def test_what_was_left_out_comes_back_when_its_remark_is_opened(folder: Path, audiodrama) -> None:
    shutil.copy(MADE / "pandoc.docx", folder / "heron.docx")
    audiodrama("annotate", "heron.docx")
    script = folder / "heron.fountain"
    text = script.read_text("utf-8")
    script.write_text(text.replace("/* footnote, not performed: ", "").replace("noon. */", "noon."), encoding="utf-8")
    ran = audiodrama("produce", "heron.docx", "--json")
    assert ran.events[-1]["left_out"] == []
    assert "before noon." in (folder / "out" / "heron.vtt").read_text("utf-8")


def test_a_plain_script_goes_straight_to_the_cast_with_or_without_its_action(folder: Path, audiodrama) -> None:
    (folder / "mill.txt").write_text(PLAY, encoding="utf-8")
    ran = audiodrama("produce", "mill.txt", "--no-narrate-action")
    assert ran.code == 0, ran.err
    heard = (folder / "out" / "mill.vtt").read_text("utf-8")
    assert "It was dawn." in heard
    assert "ladder" not in heard
    assert "not performed: action (5 words)" in ran.out
    assert "--narrate-action" in ran.out
    audiodrama("produce", "mill.txt")
    assert "ladder" in (folder / "out" / "mill.vtt").read_text("utf-8")


@pytest.mark.parametrize("name", ["pandoc_epub2.epub", "pandoc.docx", "pandoc_html5.html", "libreoffice.odt", "fpdf2.pdf"])
def test_standard_input_is_told_by_its_bytes(folder: Path, audiodrama, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    class Piped:
        buffer = io.BytesIO((MADE / name).read_bytes())

    monkeypatch.setattr("sys.stdin", Piped())
    ran = audiodrama("annotate", "-", "--name", "piped")
    assert ran.code == 0, ran.err
    assert "He has gone soft at last," in (folder / "piped.fountain").read_text("utf-8")


def test_a_chapter_that_is_added_to_a_folder_is_merged_in(folder: Path, audiodrama) -> None:
    (folder / "tales").mkdir()
    (folder / "tales" / "1.txt").write_text("“Is that a goose?” asked Mara.\n\nIt was only the rain.\n", encoding="utf-8")
    audiodrama("annotate", "tales")
    (folder / "tales" / "2.txt").write_text("By morning the bread had gone, and so had Mara.\n", encoding="utf-8")
    ran = audiodrama("annotate", "tales")
    assert ran.code == 0, ran.err
    script = (folder / "tales.fountain").read_text("utf-8")
    assert "the bread had gone" in script
    assert script.count("asked Mara.") == 1
