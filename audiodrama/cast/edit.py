"""voices.yaml edited in place: the very characters that an edit means are replaced, every other byte stays (Law 4).

The file is composed for the offsets of its parts, and the text is spliced there. Where a part is written in a way that cannot
be added to (a text over several lines, all the roles in one pair of brackets), the edit is refused and nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from audiodrama.cast.auto import Choice
from audiodrama.cast.check import nearest
from audiodrama.cast.marks import comment_after, mark, remarked, split_voice, tool_chosen
from audiodrama.cast.nodes import Node, Source, compose
from audiodrama.cast.writing import STEP, role_lines, scalar
from audiodrama.errors import ProblemsError
from audiodrama.model import Role

FILE_NAME: Final = "voices.yaml"
"""What messages call the file where the caller has no name for it."""

_Entry = tuple[Node, Node]
"""A role's key and value."""


class _Splice(NamedTuple):
    """Characters `start` to `end` (exclusive) give way to `text`."""

    start: int
    end: int
    text: str


class _Chosen(NamedTuple):
    """A voice that a role gets."""

    engine: str
    voice: str
    reason: str
    """Empty where no comment may say that the tool chose it."""

    @property
    def written(self) -> str:
        return scalar(f"{self.engine}:{self.voice}")

    @property
    def pair(self) -> str:
        return f"{scalar(self.engine)}: {scalar(self.voice)}"

    @property
    def comment(self) -> str:
        return f"  # {mark(*self)}" if self.reason else ""


def add_roles(text: str, choices: Sequence[Choice], name: str = FILE_NAME) -> str:
    """The text with the roles that it lacks at the end of its cast; a role that it has gets a voice for the engines it lacks.

    Raises:
        ProblemsError: the file is no YAML, or what has to be added to is written in a way that cannot be added to.
    """
    source = Source(text=text, name=name)
    root = compose(source)
    splices: list[_Splice] = []
    missing = []
    for choice in choices:
        if (entry := _entry(root, choice.role.name)) is None:
            missing.append(choice)
        elif (chosen := _lacking(entry[1], choice)) is not None:
            splices += _voice_set(source, entry[1], _unmarked(root, chosen), choice.role)
    return _spliced(text, [*splices, *_roles_added(source, root, missing)])


def set_voice(text: str, role: str, engine: str, voice: str, reason: str, name: str = FILE_NAME) -> str:
    """The text in which that role has this voice for this engine, marked as the tool's own choice; other engines' voices stay.

    Raises:
        ProblemsError: the file is no YAML or has no such role, or its voice is written in a way that cannot be edited.
    """
    source = Source(text=text, name=name)
    root = compose(source)
    entry = _entry(root, role)
    if entry is None:
        roles = [key.value for key, _ in _entries(root)]
        raise ProblemsError([source.problem(0, f"there is no {role} in the cast", nearest(role, roles))])
    chosen = _unmarked(root, _Chosen(engine, voice, reason))
    return _spliced(text, list(_voice_set(source, entry[1], chosen, Role(name=role))))


def _spliced(text: str, splices: Sequence[_Splice]) -> str:
    """Of several in one place the first stands first."""
    for start, end, new in sorted(splices, key=lambda splice: splice.start)[::-1]:
        text = text[:start] + new + text[end:]
    return text


def _refused(source: Source, node: Node, what: str, hint: str) -> ProblemsError:
    return ProblemsError([source.problem(node.start, f"{what}, so nothing can be added to it here", hint)])


# --- roles ----------------------------------------------------------------------------------------------------------------


def _entries(root: Node | None) -> Sequence[_Entry]:
    cast = root.get("cast") if root else None
    return cast.pairs if cast else ()


def _entry(root: Node | None, name: str) -> _Entry | None:
    """The role of that name, or else of that alias."""
    wanted = name.casefold()
    named = (entry for entry in _entries(root) if entry[0].value.casefold() == wanted)
    return next(named, None) or next((entry for entry in _entries(root) if wanted in _aliases(entry[1])), None)


def _unmarked(root: Node | None, chosen: _Chosen) -> _Chosen:
    """Among roles in one pair of brackets a comment could not say which of them it means."""
    cast = root.get("cast") if root else None
    return chosen._replace(reason="") if cast and cast.flow else chosen


def _aliases(role: Node) -> set[str]:
    aliases = role.get("aliases")
    return {item.value.casefold() for item in aliases.items} if aliases else set()


def _roles_added(source: Source, root: Node | None, choices: Sequence[Choice]) -> Iterator[_Splice]:
    if not choices:
        return
    if root is None or root.is_null:
        yield _lines_at_end(source, ["cast:", *_written(choices, STEP, STEP)])
        return
    if root.kind != "map" or root.flow:
        raise _refused(source, root, "the whole file stands in brackets", "give each key a line of its own")
    found = next(((key, value) for key, value in root.pairs if key.value == "cast"), None)
    if found is None:
        outer = _column(source, root.start)
        yield _lines_after(source, root.end, outer - 1, [" " * outer + "cast:", *_written(choices, outer + STEP, STEP)])
    else:
        yield from _added_to_cast(source, *found, choices)


def _added_to_cast(source: Source, key: Node, cast: Node, choices: Sequence[Choice]) -> Iterator[_Splice]:
    outer = _column(source, key.start)
    if cast.pairs and cast.flow:
        last = cast.pairs[-1][1].end
        yield _Splice(last, last, "".join(f", {_in_brackets(choice.role)}" for choice in choices))
        return
    if cast.pairs:
        inner = _column(source, cast.start)
        yield _lines_after(source, cast.end, outer, _written(choices, inner, _step(source, cast)))
        return
    if cast.end > cast.start:
        yield _Splice(cast.start, cast.end, "")
    yield _lines_after(source, cast.end, outer, _written(choices, outer + STEP, STEP))


def _written(choices: Sequence[Choice], indent: int, step: int) -> list[str]:
    return [line for choice in choices for line in role_lines(choice, " " * indent, " " * (indent + step))]


def _in_brackets(role: Role) -> str:
    """A role among others in one pair of brackets."""
    voices = ", ".join(f"{scalar(engine)}: {scalar(voice)}" for engine, voice in role.voices.items())
    return f"{scalar(role.name)}: {{voice: {{{voices}}}}}"


def _step(source: Source, cast: Node) -> int:
    """How far the keys of the file's roles are indented against their names."""
    blocks = (value for _, value in cast.pairs if value.kind == "map" and not value.flow)
    first = next(blocks, None)
    return _column(source, first.start) - _column(source, cast.start) if first else STEP


def _column(source: Source, place: int) -> int:
    """Counted from 0."""
    return source.where(place).column - 1


def _newline(source: Source) -> str:
    return "\r\n" if "\r\n" in source.text else "\n"


def _lines_at_end(source: Source, lines: Sequence[str]) -> _Splice:
    newline, text = _newline(source), source.text
    gap = "" if not text or text.endswith("\n") else newline
    place = len(text)
    return _Splice(place, place, gap + newline.join(lines) + newline)


def _lines_after(source: Source, place: int, outer: int, lines: Sequence[str]) -> _Splice:
    """New lines behind the line of `place` and the comments right below it that are indented further than `outer`."""
    end = source.line_end(place)
    while (below := source.text.find("\n", end)) >= 0:
        line = source.line(below + 1)
        if not line.lstrip(" ").startswith("#") or len(line) - len(line.lstrip(" ")) <= outer:
            break
        end = source.line_end(below + 1)
    newline = _newline(source)
    return _Splice(end, end, newline + newline.join(lines))


# --- voices ---------------------------------------------------------------------------------------------------------------


def _lacking(role: Node, choice: Choice) -> _Chosen | None:
    """The voice of the choice for an engine that the role's entry does not name."""
    voice = role.get("voice")
    there = {key.value for key, _ in voice.pairs} if voice else set()
    if voice and voice.kind == "scalar" and not voice.is_null:
        there = {_engine_of(voice, choice.role)}
    lacking = [engine for engine in choice.role.voices if engine not in there]
    return _Chosen(lacking[-1], choice.role.voices[lacking[-1]], choice.reason) if lacking else None


def _engine_of(voice: Node, role: Role) -> str:
    """The engine of a single voice; a bare name belongs to the engine that the role has it for."""
    engine, name = split_voice(voice.value)
    return engine or next((engine for engine, known in role.voices.items() if known == name), "")


def _voice_set(source: Source, value: Node, chosen: _Chosen, role: Role) -> Iterator[_Splice]:
    voice = value.get("voice")
    if voice is None:
        yield from _voice_inserted(source, value, chosen)
    elif voice.kind == "scalar":
        yield from _scalar_changed(source, value, voice, chosen, role)
    elif (old := voice.get(chosen.engine)) is not None and not old.is_null:
        yield _replaced(source, old, scalar(chosen.voice))
        yield _commented(source, value, old.end, chosen)
    else:
        yield from _engine_added(source, value, voice, chosen)


def _voice_inserted(source: Source, role: Node, chosen: _Chosen) -> Iterator[_Splice]:
    """`voice:` for a role that has none."""
    if role.is_null:
        yield _Splice(role.start, role.end, f"{'' if role.end > role.start else ' '}{{voice: {chosen.written}}}")
        yield _commented(source, role, role.end, chosen)
    elif role.flow:
        yield _Splice(role.start + 1, role.start + 1, f"voice: {chosen.written}" + (", " if role.pairs else ""))
        yield _commented(source, role, role.start + 1, chosen)
    else:
        indent = " " * _column(source, role.start)
        yield _Splice(role.start, role.start, f"voice: {chosen.written}{chosen.comment}{_newline(source)}{indent}")


def _scalar_changed(source: Source, role: Node, voice: Node, chosen: _Chosen, known: Role) -> Iterator[_Splice]:
    """One voice becomes another one, or one of two."""
    if voice.is_null:
        yield _Splice(voice.start, voice.end, ("" if voice.end > voice.start else " ") + chosen.written)
    else:
        engine = _engine_of(voice, known) or _marked_engine(source, role, voice)
        if not engine:
            raise _refused(source, voice, "this voice names no engine", f"write it as ENGINE:{voice.value}")
        kept = f"{{{scalar(engine)}: {scalar(split_voice(voice.value)[1])}, {chosen.pair}}}"
        yield _replaced(source, voice, chosen.written if engine == chosen.engine else kept)
    yield _commented(source, role, voice.end, chosen)


def _marked_engine(source: Source, role: Node, voice: Node) -> str:
    return next((engine for engine, name in tool_chosen(source, role, voice).items() if name == voice.value), "")


def _engine_added(source: Source, role: Node, voice: Node, chosen: _Chosen) -> Iterator[_Splice]:
    """One more engine in the mapping of a role's voices."""
    nothing = next((value for key, value in voice.pairs if key.value == chosen.engine), None)
    if nothing is not None:
        yield _Splice(nothing.start, nothing.end, ("" if nothing.end > nothing.start else " ") + scalar(chosen.voice))
        yield _commented(source, role, nothing.end, chosen)
    elif voice.flow:
        last = voice.pairs[-1][1].end if voice.pairs else voice.start + 1
        yield _Splice(last, last, (", " if voice.pairs else "") + chosen.pair)
        yield _commented(source, role, last, chosen)
    else:
        column = _column(source, voice.start)
        yield _lines_after(source, voice.end, column - 1, [f"{' ' * column}{chosen.pair}{chosen.comment}"])


def _replaced(source: Source, node: Node, text: str) -> _Splice:
    if node.block or "\n" in source.text[node.start : node.end]:
        raise _refused(source, node, "this voice is a text of several lines", "write its name on one line")
    return _Splice(node.start, node.end, text)


def _commented(source: Source, role: Node, place: int, chosen: _Chosen) -> _Splice:
    """The mark at the end of the line, beside what else its comment says."""
    end = source.line_end(place)
    comment = comment_after(source, role, place) if chosen.reason else None
    if comment is None:
        return _Splice(end, end, chosen.comment)
    start, old = comment
    return _Splice(start, start + len(old), remarked(old, chosen.engine, mark(*chosen)))
