"""From the file's blocks to a `Script`, with the place of every item and every mistake.

A block is a run of rows without a blank one. Headings, cues and the like are one row each and may follow one another; a name
begins a speech, and anything else a paragraph of narration: both run to the end of their block.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from audiodrama.errors import Problem, ProblemsError
from audiodrama.model import NARRATOR, Chapter, Cue, Item, Line, Remark, RemarkForm, Scene, Script, Span, Where
from audiodrama.script.elements import CUE_WORDS, element, name_row
from audiodrama.script.escape import plain, split
from audiodrama.script.foreign import is_foreign, is_page_furniture, is_production_note, without_emphasis, without_number
from audiodrama.script.notes import LONGEST_PAUSE, Notes, is_right, is_time, misplaced, read_notes
from audiodrama.script.scan import Block, Fault, Mark, Places, Row, Scanner
from audiodrama.script.speech import Piece, speech, verses
from audiodrama.script.titlepage import main_entries, read_title_page

_NAMES = ("name", "forced name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one item stands in the file, as offsets of characters."""

    span: Span
    """The whole item; for a remark inside a line, the remark alone."""
    block: Span
    """All that hangs on the same name: the item's own span, but for the parts of one speech."""
    name: Span | None = None
    """The speaker's name with its `@`, where the line has a name of its own."""
    doubts: tuple[Span, ...] = ()
    """The `[[? …]]` of the line."""


@dataclass(slots=True)
class _Scene:
    heading: str
    where: Where
    items: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class _Chapter:
    title: str
    where: Where
    scenes: list[_Scene] = field(default_factory=list)


class Reader:
    """Reads one text once: `script`, then `places` and `blocks` hold the result.

    A screenplay that was written for another program has no mistakes: `foreign.py`. `foreign` says that it is one, None that
    the text itself tells.

    Raises:
        ProblemsError: the text has mistakes: all of them, in the order of the file.
    """

    def __init__(self, text: str, name: str, *, foreign: bool | None = None) -> None:
        self.places: list[Place] = []
        self.blocks: list[Span] = []
        self._at = Places(text, name)
        self._faults: list[Fault] = []
        self._chapters: list[_Chapter] = []
        self._lone_names: dict[str, int] = {}
        page = read_title_page(text)
        self._foreign = is_foreign(text, page) if foreign is None else foreign
        title, author, language = main_entries(page)
        title = without_emphasis(title) if self._foreign else title
        scanner = Scanner(text, page.end)
        for block in blocks(scanner.rows()):
            self.blocks.append(Span(block[0].span.start, block[-1].span.end))
            self._read(block)
        self._faults += page.faults + scanner.faults
        self._check_lone_names()
        if self._faults and not self._foreign:
            raise ProblemsError(self._problems())
        front = tuple((entry.key, entry.value) for entry in page.entries)
        self.script = Script(title=title, author=author, language=language, chapters=self._built(), front=front)

    def _problems(self) -> list[Problem]:
        return [self._at.problem(fault) for fault in sorted(self._faults, key=lambda fault: fault.offset)]

    def _built(self) -> tuple[Chapter, ...]:
        return tuple(
            Chapter(
                title=chapter.title,
                scenes=tuple(Scene(heading=s.heading, items=tuple(s.items), where=s.where) for s in chapter.scenes),
                where=chapter.where,
            )
            for chapter in self._chapters
        )

    # --- blocks ------------------------------------------------------------------------------------------------------------

    def _read(self, block: Block) -> None:
        carried: list[Mark] = []
        for index, row in enumerate(block):
            if not row.text:
                carried += row.marks
                continue
            kind = "transition" if self._foreign and is_production_note(row.text) else element(row.text)
            rest = block[index + 1 :]
            if kind == "forced name" or (kind == "name" and any(other.text for other in rest)):
                self._speech(block[index:], carried)
            elif kind in ("name", "action", "lyric"):
                self._paragraph(block[index:], carried, sung=kind == "lyric")
            else:
                self._one_row(kind, row, carried)
                carried = []
                continue
            return
        self._remarks(carried)

    def _one_row(self, kind: str, row: Row, carried: Sequence[Mark]) -> None:
        self._remarks(carried)
        if kind in ("section", "break", "heading"):
            self._heading(kind, row)
        elif kind == "cue":
            self._cue(row)
        else:
            self._remark(kind, row)
        self._remarks(row.marks)

    def _heading(self, kind: str, row: Row) -> None:
        where = self._at.where(row.span.start)
        if kind == "section" and row.text.startswith("##"):
            text = plain(row.text.removeprefix("##"))
            self._add(Remark(text=text, form="section"), row.span)
        elif kind == "section":
            self._chapters.append(_Chapter(plain(row.text[1:]), where))
        elif not (kind == "break" and self._foreign):
            heading = "" if kind == "break" else plain(row.text.removeprefix("."))
            heading = without_number(heading) if self._foreign else heading
            self._chapter(where).scenes.append(_Scene(heading, where))

    def _cue(self, row: Row) -> None:
        word, _, heard = row.text.partition(":")
        kind = CUE_WORDS[word.strip()]
        text, *options = split(heard) or ("",)
        known = len(self._faults)
        if kind == "pause" and (not is_time(text) or any(option[0].isdigit() for option in options)):
            self._fault(row, f"PAUSE takes a time of at most {LONGEST_PAUSE:.0f} s", "such as PAUSE: 1.5s")
        elif not text:
            self._fault(
                row,
                f"{word.strip()} does not say what is heard",
                f"such as {word.strip()}: rain, under; ! before it makes it narration",
            )
        if self._foreign and len(self._faults) > known:
            self._add(Remark(text=plain(row.text), form="note"), row.span)
        else:
            self._add(Cue(kind=kind, text=text, options=tuple(options)), row.span)

    def _remark(self, kind: str, row: Row) -> None:
        forms: dict[str, tuple[RemarkForm, str]] = {
            "synopsis": ("synopsis", row.text[1:]),
            "centered": ("centered", row.text[1:-1]),
            "transition": ("transition", row.text.removeprefix(">")),
        }
        form, text = forms[kind]
        self._add(Remark(text=plain(text), form=form), row.span)

    def _remarks(self, marks: Sequence[Mark]) -> None:
        """Marks that stand where no line is."""
        notes = read_notes(marks)
        self._faults += notes.faults or misplaced(notes, marks)
        for remark, span in notes.remarks:
            self._add(remark, span)

    # --- lines -------------------------------------------------------------------------------------------------------------

    def _paragraph(self, rows: Block, carried: Sequence[Mark], *, sung: bool) -> None:
        text = verses(row.text.removeprefix("~" if sung else "!") for row in rows)
        block, span = _extents(rows, carried)
        notes = self._notes([*carried, *(mark for row in rows for mark in row.marks)], carried, block)
        line = Line(
            kind="song" if sung else "narration",
            speaker=NARRATOR,
            text=text,
            joined=notes.joined,
            notes=tuple(notes.settings),
            evidence=notes.evidence,
        )
        if len(rows) == 1 and element(rows[0].text) == "name":
            self._lone_names.setdefault(name_row(rows[0].text).name.casefold(), span.start)
        self._add_line(line, notes, Place(span=span, block=block, doubts=tuple(notes.doubts)))

    def _speech(self, rows: Block, carried: Sequence[Mark]) -> None:
        name = name_row(rows[0].text)
        if self._foreign:
            rows = (rows[0], *(row for row in rows[1:] if not is_page_furniture(row.text)))
        pieces = speech(rows, song="SINGING" in name.extensions)
        if not name.name or not pieces[0].rows:
            what = name.name or "this row"
            self._fault(
                rows[0], f"{what} has nothing to say", "its text begins on the very next row; ! makes the row narration"
            )
            self._add(Remark(text=plain(" ".join(row.text for row in rows)), form="note"), _extents(rows, carried)[1])
            return
        block, (start, _) = _extents(rows, carried)
        name_span = Span(start, start + len(name.written)) if not rows[0].marks else None
        before = [*carried, *rows[0].marks]
        for piece in pieces:
            if not piece.rows:
                self._leftover(piece, block)
                continue
            notes = self._notes([*before, *piece.marks], carried, block)
            place = Place(
                span=Span(start if piece is pieces[0] else piece.start, piece.end),
                block=block,
                name=name_span,
                doubts=tuple(notes.doubts),
            )
            self._add_line(piece.line(name, notes), notes, place)
            before, carried, name_span = [], [], None

    def _leftover(self, piece: Piece, block: Span) -> None:
        """A parenthetical that no text follows says nothing: it is kept as a remark."""
        span = Span(piece.start, piece.end)
        self._add(Remark(text=f"({', '.join(piece.manner)})", form="note"), span, block)
        self._remarks(piece.marks)

    def _notes(self, marks: Sequence[Mark], before: Sequence[Mark], block: Span) -> Notes:
        """What the marks say; remarks that stood before the line are added to the scene at once."""
        notes = read_notes(marks)
        self._faults += notes.faults
        notes.settings = [note for note in notes.settings if not self._foreign or is_right(note)]
        early = {mark.span for mark in before}
        for remark, span in notes.remarks:
            if span in early:
                self._add(remark, span, block)
        notes.remarks = [(remark, span) for remark, span in notes.remarks if span not in early]
        return notes

    def _add_line(self, line: Line, notes: Notes, place: Place) -> None:
        if line.text:
            where = self._at.where(place.span.start)
            self._scene(where).append(replace(line, where=where))
            self.places.append(place)
        for remark, span in notes.remarks:
            self._add(remark, span, place.block)

    # --- the script so far -------------------------------------------------------------------------------------------------

    def _chapter(self, where: Where) -> _Chapter:
        if not self._chapters:
            self._chapters.append(_Chapter("", where))
        return self._chapters[-1]

    def _scene(self, where: Where) -> list[Item]:
        chapter = self._chapter(where)
        if not chapter.scenes:
            chapter.scenes.append(_Scene("", where))
        return chapter.scenes[-1].items

    def _add(self, item: Cue | Remark, span: Span, block: Span | None = None) -> None:
        where = self._at.where(span.start)
        self._scene(where).append(replace(item, where=where))
        self.places.append(Place(span=span, block=block or span))

    def _fault(self, row: Row, message: str, hint: str) -> None:
        self._faults.append(Fault(offset=row.span.start, message=message, hint=hint))

    def _check_lone_names(self) -> None:
        """A speaker's name alone in its block is a slip; any other words in capitals are narration."""
        lines = (item for chapter in self._chapters for scene in chapter.scenes for item in scene.items)
        speakers = {item.speaker.casefold(): item.speaker for item in lines if isinstance(item, Line)}
        for name, offset in self._lone_names.items():
            if name in speakers:
                hint = "no blank row between a name and its text; ! makes the row narration"
                self._faults.append(Fault(offset=offset, message=f"{speakers[name]} has nothing to say", hint=hint))


def _extents(rows: Block, carried: Sequence[Mark]) -> tuple[Span, Span]:
    """A line's block with the rows of notes before it, and without them."""
    start, end = rows[0].span.start, rows[-1].span.end
    return Span(carried[0].span.start if carried else start, end), Span(start, end)


def blocks(rows: Iterator[Row]) -> Iterator[Block]:
    """Rows without a blank one between them; a row of two spaces does not end a speech."""
    block: list[Row] = []
    pending: Row | None = None
    for row in rows:
        if row.blank:
            if block and pending is None and row.connecting and _speaks(block):
                pending = row
                continue
            if block:
                yield tuple(block)
            block, pending = [], None
            continue
        if pending is not None and element(row.text) != "action":
            yield tuple(block)
            block = []
        block.append(row)
        pending = None
    if block:
        yield tuple(block)


def _speaks(block: Sequence[Row]) -> bool:
    texts = list(islice((row.text for row in block if row.text), 2))
    return len(texts) == 2 and element(texts[0]) in _NAMES
