"""Stage 1, text comes in: a file's bytes become a `Story`, its paragraphs in their roles and places."""

from __future__ import annotations

from pathlib import Path

from audiodrama.errors import InputError
from audiodrama.files import read_bytes
from audiodrama.model import Story


def read_source(path: Path) -> bytes:
    """The bytes that a story is read from: those of a file, or all chapter files of a folder, packed.

    Raises:
        InputError: it is missing, cannot be read, is unreasonably large, or is a folder without chapters.
    """
    from audiodrama.story.bundle import pack_folder

    return pack_folder(path) if path.is_dir() else read_bytes(path)


def read_cover(data: bytes, *, name: str) -> bytes:
    """The cover picture in the bytes of an EPUB, a JPEG or PNG file; empty where it has none.

    Raises:
        InputError: it is damaged, protected or unreasonably large.
    """
    from audiodrama.story import epub

    return epub.read_cover(data, name=name)


def read_story(data: bytes, *, name: str, encoding: str | None = None) -> Story:
    """The story in the bytes of a file in any format; `name` is the file's as the user gave it, `-` for standard input.

    Raises:
        InputError: it is in no format that is read, it is empty or damaged, or nothing in it is a story.
    """
    from audiodrama.story.formats import read_file

    story = read_file(data, name=name, encoding=encoding)
    if not story.text.strip():
        raise InputError(f"{name} is empty", hint="write or copy the story into it")
    if not any(paragraph.role in {"prose", "heading", "title"} for paragraph in story.paragraphs):
        raise InputError(f"{name} holds no story, only notes, links or ornaments", hint="write the story's text into it")
    return story
