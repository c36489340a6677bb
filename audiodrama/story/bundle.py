"""A folder or a zip of chapter files as one book: the files in the order that people count, each in its own format.

A folder is packed into an archive in memory, so that both are one thing with one digest.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Final

from audiodrama.errors import InputError
from audiodrama.files import read_bytes
from audiodrama.model import Paragraph, Story, StoryChapter
from audiodrama.story import language
from audiodrama.story.archive import MOST_BYTES, Archive
from audiodrama.story.prose import title_from_name

CHAPTER_SUFFIXES: Final = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".odt"})
MOST_CHAPTERS: Final = 2_000

_BETWEEN: Final = "\n\n"
_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
_NO_CHAPTERS: Final = frozenset({"readme", "license", "licence", "notes", "todo", "changelog"})


def pack_folder(folder: Path) -> bytes:
    """The chapter files of a folder, as an archive that is the same whenever they are.

    Raises:
        InputError: there is none, one cannot be read, or all together are unreasonably large.
    """
    packed, size = BytesIO(), 0
    try:
        paths = sorted((path for path in folder.iterdir() if _is_chapter(path.name) and path.is_file()), key=_counted)
    except OSError as error:
        raise InputError(f"{folder} cannot be read: {error.strerror}", hint="check its permissions") from error
    if not paths:
        raise InputError(f"{folder} holds no chapters", hint=f"chapter files end in {', '.join(sorted(CHAPTER_SUFFIXES))}")
    with zipfile.ZipFile(packed, "w") as archive:
        for path in paths[: MOST_CHAPTERS + 1]:
            data = read_bytes(path)
            size += len(data)
            if size > MOST_BYTES:
                raise InputError(f"{folder} holds more than {MOST_BYTES // 1_000_000} MB", hint="split it into several books")
            archive.writestr(zipfile.ZipInfo(path.name, _FIRST_DAY), data)
    return packed.getvalue()


def read_bundle(archive: Archive, read: Callable[[bytes, str], Story]) -> Story:
    """The chapter files of an archive as one story; `read` makes a story of a file's bytes and its name.

    Raises:
        InputError: there is none, more than `MOST_CHAPTERS`, or one of them cannot be read.
    """
    name = archive.name
    paths = sorted((path for path in archive if _is_chapter(path)), key=_counted)
    if not paths:
        raise InputError(f"{name} holds no story", hint=f"chapter files end in {', '.join(sorted(CHAPTER_SUFFIXES))}")
    if len(paths) > MOST_CHAPTERS:
        raise InputError(f"{name} holds more than {MOST_CHAPTERS:,} chapter files", hint="split it into several books")
    return _joined([read(archive.read(path), f"{name.rstrip('/')}/{path}") for path in paths], name)


def _is_chapter(path: str) -> bool:
    inside = PurePosixPath(path)
    hidden = any(part.startswith((".", "__", "~$")) for part in inside.parts)
    return inside.suffix.lower() in CHAPTER_SUFFIXES and not hidden and inside.stem.lower() not in _NO_CHAPTERS


def _counted(path: str | Path) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts `2.txt` before `10.txt`, whatever the case."""
    parts = re.findall(r"\d+|\D+", str(path).casefold())
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)


def _joined(parts: Sequence[Story], name: str) -> Story:
    """Stories one behind the other; a title that they share is the book's, any other a chapter's."""
    own_titles = [_own_title(part) for part in parts]
    shared = own_titles[0] if len(set(own_titles)) == 1 else ""
    text = _BETWEEN.join(part.text for part in parts)
    return Story(
        title=shared or title_from_name(PurePosixPath(name).name),
        author=next((part.author for part in parts if part.author), ""),
        language=next((part.language for part in parts if part.language != language.DEFAULT), language.DEFAULT),
        text=text,
        chapters=tuple(_chapters(parts, shared=bool(shared))),
        file=name,
    )


def _own_title(part: Story) -> str:
    """The title that stands in a file's text; a name that was only made from the file's does not count."""
    return part.title if any(paragraph.role == "title" for paragraph in part.paragraphs) else ""


def _chapters(parts: Sequence[Story], *, shared: bool) -> Iterator[StoryChapter]:
    start = 0
    for part in parts:
        for number, chapter in enumerate(part.chapters):
            paragraphs = tuple(replace(paragraph, start=paragraph.start + start) for paragraph in chapter.paragraphs)
            headed = chapter.title or number or (shared and len(part.chapters) > 1)
            yield from [StoryChapter(title=chapter.title, paragraphs=paragraphs)] if headed else _named(part, paragraphs)
        start += len(part.text) + len(_BETWEEN)


def _named(part: Story, paragraphs: tuple[Paragraph, ...]) -> Iterator[StoryChapter]:
    """A file's first paragraphs as a chapter: under the file's own title where it has one, else under its name."""
    at = next((index for index, paragraph in enumerate(paragraphs) if paragraph.role == "title"), None)
    if at is None:
        yield StoryChapter(title=title_from_name(part.file), paragraphs=paragraphs)
        return
    if at:
        yield StoryChapter(title="", paragraphs=paragraphs[:at])
    heading = replace(paragraphs[at], role="heading")
    yield StoryChapter(title=part.title, paragraphs=(heading, *paragraphs[at + 1 :]))
