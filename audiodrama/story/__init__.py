"""Stage 1, text comes in: a file's bytes become a `Story`, its paragraphs in their roles and places."""

from __future__ import annotations

from audiodrama.errors import InputError
from audiodrama.files import decode
from audiodrama.model import Story
from audiodrama.story.prose import read_prose


def read_story(data: bytes, *, name: str, encoding: str | None = None) -> Story:
    """The story in the bytes of a `.txt` or `.md` file; `name` is the file's as the user gave it, `-` for standard input.

    Raises:
        InputError: it is no text (see `audiodrama.files.decode`), it is empty, or nothing in it is a story.
    """
    text = decode(data, name=name, encoding=encoding)
    if not text.strip():
        raise InputError(f"{name} is empty", hint="write or copy the story into it")
    story = read_prose(text, name=name)
    if not any(paragraph.role in {"prose", "heading", "title"} for paragraph in story.paragraphs):
        raise InputError(f"{name} holds no story, only notes, links or ornaments", hint="write the story's text into it")
    return story
