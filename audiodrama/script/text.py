"""The script file: `NAME.fountain`, a strict and lossless dialect of Fountain (https://fountain.io).

`read_script(write_script(script)) == script` for every script whose texts are in their normal form (docs/reference/script.md),
and a file that is only read keeps every byte: `ScriptFile.text` is what edit.py and merge.py work on.
"""

from __future__ import annotations

from dataclasses import dataclass

from audiodrama.model import Script, Span
from audiodrama.script.reading import Place, Reader
from audiodrama.script.writing import write_script

__all__ = ["ScriptFile", "read_file", "read_script", "write_script"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptFile:
    """A script, the very text it was read from, and where its items stand in it."""

    name: str
    text: str
    """As it was given, newlines and byte order mark too."""
    script: Script
    places: tuple[Place, ...]
    """One for each of `script.items`, in their order."""
    blocks: tuple[Span, ...]
    """The runs of rows without a blank one between, after the title page; all else between them is space."""


def read_file(text: str, name: str) -> ScriptFile:
    """Read a script and keep its text; `name` is how messages call the file.

    Raises:
        ProblemsError: the text has mistakes: all of them, in the order of the file.
    """
    reader = Reader(text, name)
    return ScriptFile(name=name, text=text, script=reader.script, places=tuple(reader.places), blocks=tuple(reader.blocks))


def read_script(text: str, name: str) -> Script:
    """The script that a file holds; `name` is how messages call the file.

    Raises:
        ProblemsError: the text has mistakes: all of them, in the order of the file.
    """
    return read_file(text, name).script
