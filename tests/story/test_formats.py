"""The same story in every format, made by other people's programs: the same script."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiodrama.annotate import annotate
from audiodrama.model import Line, Remark, Script, Story
from audiodrama.story import read_source, read_story

MADE = Path(__file__).parent / "made"
FILES = sorted(
    path.name for path in MADE.iterdir() if path.name.startswith(("pandoc", "python", "libreoffice", "fpdf2", "reportlab"))
)
NO_NOTES = {"python_docx.docx", "libreoffice_book.pdf", "fpdf2.pdf", "reportlab.pdf"}
"""Made by programs that make no footnotes."""


def read(path: Path) -> Story:
    return read_story(read_source(path), name=str(path))


def performed(script: Script) -> list[tuple[str, list[list[Line]]]]:
    """What is heard: chapters, scenes, lines."""
    chapters = [
        (chapter.title, [[item for item in scene.items if isinstance(item, Line)] for scene in chapter.scenes])
        for chapter in script.chapters
    ]
    return [(title, [scene for scene in scenes if scene]) for title, scenes in chapters if any(scenes)]


@pytest.mark.parametrize("name", FILES)
def test_the_same_story_gives_the_same_script(name: str) -> None:
    wanted, found = annotate(read(MADE / "heron.md")), annotate(read(MADE / name))
    assert (found.title, found.author, found.language) == (wanted.title, wanted.author, wanted.language)
    assert performed(found) == performed(wanted)
    assert [title for title, _ in performed(found)] == ["The Weir", "The Strike"]
    assert [len(scenes) for _, scenes in performed(found)] == [2, 1]


@pytest.mark.parametrize("name", sorted(set(FILES) - NO_NOTES))
def test_footnotes_are_kept_as_remarks(name: str) -> None:
    remarks = [item.text for item in annotate(read(MADE / name)).items if isinstance(item, Remark)]
    assert any(text.startswith("footnote, not performed: ") and "before noon" in text for text in remarks)


@pytest.mark.parametrize("name", FILES)
def test_every_paragraph_is_a_slice_of_the_story_and_says_where_it_is(name: str) -> None:
    story = read(MADE / name)
    end = 0
    for paragraph in story.paragraphs:
        assert paragraph.start >= end
        assert story.text[paragraph.start : paragraph.start + len(paragraph.text)] == paragraph.text
        assert str(MADE / name) in paragraph.where.file
        assert paragraph.where.line >= 1
        end = paragraph.start + len(paragraph.text)


def test_a_folder_of_chapter_files_is_one_book(tmp_path: Path) -> None:
    (tmp_path / "10.md").write_text("# The Toll\n\nIt was ten.\n", encoding="utf-8")
    (tmp_path / "2 the ferry.txt").write_text("The ferry came. It was late again.\n\n“Late,” said Mara.\n", encoding="utf-8")
    (tmp_path / "cover.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / ".hidden.txt").write_text("no", encoding="utf-8")
    story = read(tmp_path)
    assert [chapter.title for chapter in story.chapters] == ["The Ferry", "The Toll"]
    assert next(paragraph.where.file for paragraph in story.paragraphs) == f"{tmp_path}/2 the ferry.txt"
    assert all(story.text[p.start : p.start + len(p.text)] == p.text for p in story.paragraphs)


def test_what_stands_above_a_chapters_title_stays_above_it(tmp_path: Path) -> None:
    for name, title in (("1.md", "The Ferry"), ("2.md", "The Toll")):
        (tmp_path / name).write_text(
            f"https://example.org/{name}\n\n# {title}\n\nThe ferry was late again.\n", encoding="utf-8"
        )
    story = read(tmp_path)
    assert [chapter.title for chapter in story.chapters if chapter.title] == ["The Ferry", "The Toll"]
    assert [p.start for p in story.paragraphs] == sorted(p.start for p in story.paragraphs)
