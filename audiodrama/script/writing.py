"""From a `Script` to the file: each item one block, a blank row between, everything that looks like markup guarded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from audiodrama.model import NARRATOR, Chapter, Cue, Item, Line, Remark, Scene, Script
from audiodrama.script.elements import CUE_WORDS, NATURAL_HEADING, element
from audiodrama.script.escape import escape, guard_comment, guard_start
from audiodrama.script.notes import JOINED, write_doubt, write_note, write_remark_note
from audiodrama.script.speech import KIND_WORDS
from audiodrama.script.titlepage import write_title_page

_CUE_WORD: Final = {kind: word for word, kind in reversed(CUE_WORDS.items())}
_KIND_WORD: Final = {kind: word for word, kind in KIND_WORDS.items()}


def write_script(script: Script) -> str:
    """The whole file, with a newline at its end."""
    return "\n\n".join([write_title_page(script), *_chapters(script)]) + "\n"


def _chapters(script: Script) -> Iterator[str]:
    for index, chapter in enumerate(script.chapters):
        if index or chapter.title or not chapter.scenes:
            yield f"# {_row(chapter.title)}".rstrip()
        yield from _scenes(chapter)


def _scenes(chapter: Chapter) -> Iterator[str]:
    for index, scene in enumerate(chapter.scenes):
        if index or scene.heading or not scene.items:
            yield write_heading(scene)
        yield from (write_item(item) for item in scene.items)


def write_heading(scene: Scene) -> str:
    """The heading of a scene; where nothing names the place, a page break."""
    if not scene.heading:
        return "==="
    written = guard_start(_row(scene.heading), ".")
    return written if NATURAL_HEADING.match(written) else f".{written}"


def write_item(item: Item) -> str:
    """The block of one item, without a newline at its end."""
    match item:
        case Line():
            return write_line(item)
        case Cue():
            parts = (item.text, *item.options)
            return f"{_CUE_WORD[item.kind]}: {', '.join(_row(part, also=',') for part in parts)}"
        case Remark():
            return _remark(item)


def write_line(line: Line) -> str:
    """A paragraph of narration, or a name and what it says."""
    if line.kind == "narration" and not (line.manner or line.extension or line.dual):
        return _narration(line)
    rows = [name_of(line)]
    if line.manner:
        rows.append(f"({', '.join(_row(word, also=',') for word in line.manner)})")
    if line.kind == "song":
        text = ["~" + escape(row) for row in line.text.split("\n")]
        text[0] = f"~{JOINED} {text[0][1:]}" if line.joined else text[0]
    else:
        text = [guard_start(escape(row), "(~") for row in line.text.split("\n")]
        text[0] = f"{JOINED} {text[0]}" if line.joined else text[0]
    return "\n".join([*rows, *text]) + _after(line)


def _narration(line: Line) -> str:
    rows = [escape(row) for row in line.text.split("\n")]
    guarded = ["!" + row if row.startswith("!") else row for row in rows]
    if element(rows[0]) != "action":
        guarded[0] = "!" + rows[0]
    if line.joined:
        mark = "!" * guarded[0].startswith("!")
        guarded[0] = f"{mark}{JOINED} {guarded[0].removeprefix('!')}"
    return "\n".join(guarded) + _after(line)


def _after(line: Line) -> str:
    """The notes behind the text."""
    notes = [*map(write_note, line.notes), write_doubt(line.evidence)]
    return "".join(f" {note}" for note in notes if note)


def name_of(line: Line) -> str:
    """The row that says who speaks: `MARA (V.O.) (THOUGHT) ^`."""
    extensions = [_row(line.extension, also="()^")] if line.extension else []
    extensions += [_KIND_WORD[line.kind]] if line.kind in _KIND_WORD else []
    return " ".join([spelled(line), *(f"({word})" for word in extensions), *("^" * line.dual)])


def spelled(line: Line) -> str:
    """The speaker's name as the file holds it. NARRATOR without `@` narrates; with it, a character of that name speaks."""
    name = _row(line.speaker, also="()^")
    read_as = {element(name), element(f"{name} (X)")}
    natural = read_as == {"name"} and not (line.speaker == NARRATOR and line.kind == "speech")
    return name if natural else f"@{name}"


def _remark(remark: Remark) -> str:
    match remark.form:
        case "boneyard":
            return f"/* {guard_comment(remark.text)} */"
        case "note":
            return write_remark_note(remark.text)
        case "synopsis":
            return f"= {_row(remark.text)}".rstrip()
        case "section":
            return f"## {_row(remark.text)}".rstrip() if not remark.text.startswith("#") else f"##{_row(remark.text)}"
        case "centered":
            return f"> {_row(remark.text)} <"
        case "transition":
            written = _row(remark.text)
            return f"> {written[:-1]}\\<" if written.endswith("<") else f"> {written}".rstrip()


def _row(text: str, also: str = "") -> str:
    """Text that the file holds on one row."""
    return escape(" ".join(text.split("\n")), also)
