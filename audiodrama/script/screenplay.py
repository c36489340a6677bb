"""Scripts that exist already, whatever program wrote them: Fountain, Final Draft, plain text. They need no annotating."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

from audiodrama.errors import InputError
from audiodrama.files import decode
from audiodrama.model import Script
from audiodrama.script.fdx import fountain_of_fdx, is_fdx
from audiodrama.script.foreign import OWN_FORMAT
from audiodrama.script.plain import fountain_of_plain, is_plain_script
from audiodrama.script.reading import Reader

FORMAT: Final = ("Format", f"{OWN_FORMAT} 1")
TEXTS: Final = frozenset({"", ".txt", ".text", ".md", ".markdown", ".script"})
"""Suffixes of files that may hold prose or a script."""
_OUR_ENTRIES: Final = frozenset({"format", "source"})
"""Entries of the title page that this program writes itself."""
FEWEST_HEADINGS: Final = 2
FEWEST_SPEECHES: Final = 2

_HEADING: Final = re.compile(r"(?:INT|EXT|INT\.?/EXT|EXT\.?/INT|I/E)\.? \S[^a-z\n]*")


def read_screenplay(data: bytes, *, name: str, encoding: str | None = None) -> Script | None:
    """The script in the bytes of a file of another program's; None where it is no script but prose.

    Raises:
        InputError: it is a script that cannot be read, or no text.
    """
    if is_fdx(data):
        return _script(fountain_of_fdx(data, name=name), name)
    if PurePath(name).suffix.lower() not in TEXTS or data.startswith((b"PK\x03\x04", b"%PDF")):
        return None
    text = decode(data, name=name, encoding=encoding)
    if is_fountain(text):
        return _script(text, name)
    return _script(fountain_of_plain(text), name) if is_plain_script(text) else None


def is_fountain(text: str) -> bool:
    """Whether the text is a screenplay: scene headings, and names in capitals with words under them."""
    rows = [row.strip() for row in text.splitlines()]
    headings = sum(1 for row in rows if _HEADING.fullmatch(row))
    speeches = sum(
        1
        for before, row, after in zip(["", *rows], rows, [*rows[1:], ""], strict=False)
        if not before and after and row.isupper() and len(row) <= 40 and not _HEADING.fullmatch(row)
    )
    return headings >= FEWEST_HEADINGS and speeches >= FEWEST_SPEECHES


def _script(text: str, name: str) -> Script:
    script = Reader(text, name, foreign=True).script
    if not any(line.text for line in script.lines):
        raise InputError(f"{name} holds a script without a line", hint="write or copy the script into it")
    front = tuple(entry for entry in script.front if entry[0].casefold() not in _OUR_ENTRIES)
    return Script(
        title=script.title or re.sub(r"[\W_]+", " ", PurePath(name).stem).strip().title(),
        author=script.author,
        language=script.language,
        chapters=script.chapters,
        front=(FORMAT, *front),
    )
