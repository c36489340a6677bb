"""Edits that replace the very characters they mean: every other byte of the user's file stays.

Each takes a file and the index of a line in `file.script.lines`, and gives the file as it then is.
"""

from __future__ import annotations

import re
from dataclasses import replace

from audiodrama.model import NARRATOR, Cast, Item, Line, Note, Span
from audiodrama.script.escape import trim_end
from audiodrama.script.notes import write_note
from audiodrama.script.reading import Place
from audiodrama.script.scan import CONNECTING, NEWLINE
from audiodrama.script.text import ScriptFile, read_file
from audiodrama.script.writing import spelled, write_item

_CONNECTING_ROW = re.compile(rf"(?:\r\n|\r|\n){CONNECTING}(?:[\r\n]|\Z)")
_REST_OF_ROW = re.compile(r"[^\S\r\n]*(?:\r\n|\r|\n)")


def set_speaker(file: ScriptFile, index: int, speaker: str) -> ScriptFile:
    """Give a line to another speaker; NARRATOR makes a speech narration, anybody else makes narration a speech.

    Raises:
        IndexError: the script has no such line.
    """
    line, place = _line(file, index)
    wanted = _spoken_by(line, speaker)
    alone = sum(other.block == place.block and isinstance(item, Line) for item, other in _placed(file)) == 1
    if place.name is not None and alone and wanted.kind == line.kind != "narration":
        return _spliced(file, place.name, spelled(wanted))
    items = [wanted if item is line else item for item, other in _placed(file) if other.block == place.block]
    return _spliced(file, place.block, _blocks(file, items, place.block.end))


def rename(file: ScriptFile, cast: Cast) -> ScriptFile:
    """Write the role's name over each line that stands under one of its aliases."""
    text = file.text
    for item, place in reversed(_placed(file)):
        role = cast.role(item.speaker) if isinstance(item, Line) and place.name else None
        if isinstance(item, Line) and place.name and role and role.name.casefold() != item.speaker.casefold():
            name = spelled(replace(item, speaker=role.name))
            text = text[: place.name.start] + name + text[place.name.end :]
    return read_file(text, file.name) if text != file.text else file


def confirm(file: ScriptFile, *indices: int) -> ScriptFile:
    """Delete the `[[? …]]` of these lines, and the space before it: the attribution is right.

    Raises:
        IndexError: the script has no such line.
    """
    lines = [place for item, place in _placed(file) if isinstance(item, Line)]
    text = file.text
    for doubt in sorted((doubt for index in indices for doubt in lines[index].doubts), reverse=True):
        mark = _with_its_space(text, doubt)
        text = text[: mark.start] + text[mark.end :]
    return read_file(text, file.name) if indices else file


def skip(file: ScriptFile, index: int) -> ScriptFile:
    """Put `[[skip]]` behind a line, so that it is not performed; a line that has it stays as it is.

    Raises:
        IndexError: the script has no such line.
    """
    line, place = _line(file, index)
    if line.note("skip") is not None:
        return file
    end = place.span.end
    space = _newline(file) if file.text[end - 1] == "\\" else " "
    return _spliced(file, Span(end, end), space + write_note(Note("skip")))


def _line(file: ScriptFile, index: int) -> tuple[Line, Place]:
    lines = [(item, place) for item, place in _placed(file) if isinstance(item, Line)]
    return lines[index]


def _placed(file: ScriptFile) -> list[tuple[Item, Place]]:
    return list(zip(file.script.items, file.places, strict=True))


def _spoken_by(line: Line, speaker: str) -> Line:
    if speaker.casefold() == NARRATOR.casefold():
        return replace(line, speaker=NARRATOR, kind="narration" if line.kind == "speech" else line.kind)
    return replace(line, speaker=speaker, kind="speech" if line.kind == "narration" else line.kind)


def _blocks(file: ScriptFile, items: list[Item], end: int) -> str:
    """Items as the file would hold them, up to the offset `end`; what stands behind must not become part of a speech."""
    newline = _newline(file)
    written = "\n\n".join(map(write_item, items)).replace("\n", newline)
    return written + newline if _CONNECTING_ROW.match(file.text, end) else written


def _newline(file: ScriptFile) -> str:
    found = NEWLINE.search(file.text)
    return found[0] if found else "\n"


def _with_its_space(text: str, mark: Span) -> Span:
    """A mark with the space before it; with its whole row where nothing else stands there."""
    row = max(text.rfind("\n", 0, mark.start), text.rfind("\r", 0, mark.start)) + 1
    start = row + len(trim_end(text[row : mark.start]))
    rest = _REST_OF_ROW.match(text, mark.end)
    return Span(start, rest.end() if rest and start == row else mark.end)


def _spliced(file: ScriptFile, span: Span, new: str) -> ScriptFile:
    return read_file(file.text[: span.start] + new + file.text[span.end :], file.name)
