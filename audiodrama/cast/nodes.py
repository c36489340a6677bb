"""YAML with the place of every word, so that mistakes can be pointed at and values replaced where they stand.

Built from the parser's events: scalars stay text (a character named NO is no boolean), nothing is expanded or constructed, and
anchors, aliases and deep nesting, which voices.yaml has no use for, are refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final, NoReturn, TypedDict

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

from audiodrama.errors import Problem, ProblemsError
from audiodrama.model import Where

MOST_CHARACTERS: Final = 1_000_000
"""A cast of thousands fits; more is no cast."""
DEEPEST: Final = 8
"""voices.yaml itself goes four deep."""


@dataclass(kw_only=True)
class Node:
    """A value and its place: characters `start` to `end` of the text, line and column counted from 1."""

    start: int
    end: int
    line: int
    column: int


@dataclass(kw_only=True)
class Scalar(Node):
    """A word, a number, a text; `plain` and empty where nothing is written."""

    value: str
    plain: bool

    @property
    def is_null(self) -> bool:
        """Nothing is written here."""
        return self.plain and self.value in {"", "~", "null"}


@dataclass(kw_only=True)
class Pairs(Node):
    """A mapping; `flow` when written in braces."""

    flow: bool
    entries: list[tuple[Scalar, Node]] = field(default_factory=list)

    def get(self, name: str) -> Node | None:
        """The value of the first key of that name, compared as written."""
        return next((value for key, value in self.entries if key.value == name), None)


@dataclass(kw_only=True)
class Items(Node):
    """A sequence; `flow` when written in brackets."""

    flow: bool
    values: list[Node] = field(default_factory=list)


def last_leaf(node: Node) -> Node:
    """The part of a block node that is written last: what follows it are comments and blank lines."""
    if isinstance(node, Pairs) and not node.flow and node.entries:
        key, value = node.entries[-1]
        return key if isinstance(value, Scalar) and value.is_null and value.start == value.end else last_leaf(value)
    if isinstance(node, Items) and not node.flow and node.values:
        return last_leaf(node.values[-1])
    return node


class Source:
    """A file's text and what is wrong with it."""

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.name = name
        self.lines = text.splitlines()
        self.problems: list[Problem] = []

    def complain(self, at: Node, message: str, hint: str = "") -> None:
        """Note a mistake at a node."""
        self.complain_at(at.line, at.column, message, hint)

    def complain_at(self, line: int, column: int, message: str, hint: str = "") -> None:
        """Note a mistake at a line and column, counted from 1."""
        excerpt = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        where = Where(file=self.name, line=line, column=column)
        self.problems.append(Problem(message=message, where=where, excerpt=excerpt, hint=hint))

    def finish(self) -> None:
        """Raise what was noted, in the order of the file."""
        if self.problems:
            raise ProblemsError(sorted(self.problems, key=lambda problem: (problem.where.line, problem.where.column)))


def compose(source: Source) -> Node | None:
    """The document's root; None when the file holds nothing.

    Raises:
        ProblemsError: it is no YAML, or holds what voices.yaml has no use for.
    """
    if len(source.text) > MOST_CHARACTERS:
        source.complain_at(1, 1, f"the file is longer than {MOST_CHARACTERS:,} characters", "is it the right file?")
    source.finish()
    try:
        events = list(YAML(typ="rt", pure=True).parse(source.text))
    except MarkedYAMLError as error:
        _complain_of(source, error)
    except ReaderError as error:
        line = source.text.count("\n", 0, error.position) + 1
        source.complain_at(line, 1, f"a character that YAML does not allow: {error.character!r}", "delete it")
    source.finish()
    return _Builder(source, events).root()


def _complain_of(source: Source, error: MarkedYAMLError) -> None:
    mark = error.problem_mark or error.context_mark
    message, hint = str(error.problem or error.context or "this is not YAML"), "look at the indentation and the colons"
    if "\\t" in message or "'\\t'" in message or "\t" in _line_of(source, mark):
        message, hint = "a tab", "YAML is indented with spaces: replace the tab by two spaces"
    source.complain_at(mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, message, hint)


def _line_of(source: Source, mark: Any) -> str:  # noqa: ANN401  (ruamel's marks have no types)
    return source.lines[mark.line] if mark and mark.line < len(source.lines) else ""


class _Builder:
    """Nodes from events."""

    def __init__(self, source: Source, events: list[Any]) -> None:
        self._source = source
        self._events: Iterator[Any] = iter(events)
        self._depth = 0

    def root(self) -> Node | None:
        node = None
        for event in self._events:
            kind = type(event).__name__
            if kind.startswith(("Scalar", "MappingStart", "SequenceStart", "Alias")):
                if node is not None:
                    self._fail(event, "a second document begins here", "one file holds one cast")
                node = self._node(event)
        self._source.finish()
        return node

    def _node(self, event: Any) -> Node:  # noqa: ANN401
        kind = type(event).__name__
        if kind == "AliasEvent" or getattr(event, "anchor", None):
            self._fail(event, "anchors (&) and aliases (*) are not used in voices.yaml", "write the value out")
        place = _place(event)
        if kind == "ScalarEvent":
            return Scalar(**place, value=str(event.value), plain=event.style in (None, ""))
        self._depth += 1
        if self._depth > DEEPEST:
            self._fail(event, "nested too deeply", "voices.yaml needs four levels at most")
        node = self._pairs(event, place) if kind == "MappingStartEvent" else self._items(event, place)
        self._depth -= 1
        return node

    def _pairs(self, event: Any, place: _Place) -> Pairs:  # noqa: ANN401
        pairs = Pairs(**place, flow=bool(event.flow_style))
        seen: dict[str, Scalar] = {}
        for event in self._events:
            if type(event).__name__ == "MappingEndEvent":
                pairs.end = event.end_mark.index
                return pairs
            key = self._node(event)
            if not isinstance(key, Scalar):
                self._fail(event, "a key must be a word", "write NAME: value")
            value = self._after(key, self._node(next(self._events)))
            if (first := seen.setdefault(key.value, key)) is not key:
                self._source.complain(
                    key, f"{key.value} stands here twice; the first is on line {first.line}", "keep one of them"
                )
            pairs.entries.append((key, value))
        return pairs

    def _after(self, key: Scalar, value: Node) -> Node:
        """The value; where nothing is written the parser names the next word's place, and we that behind the colon."""
        if isinstance(value, Scalar) and value.start == value.end:
            behind = self._source.text.find(":", key.end) + 1 or key.end
            return replace(value, start=behind, end=behind, line=key.line, column=key.column + behind - key.start)
        return value

    def _items(self, event: Any, place: _Place) -> Items:  # noqa: ANN401
        items = Items(**place, flow=bool(event.flow_style))
        for event in self._events:
            if type(event).__name__ == "SequenceEndEvent":
                items.end = event.end_mark.index
                return items
            items.values.append(self._node(event))
        return items

    def _fail(self, event: Any, message: str, hint: str) -> NoReturn:  # noqa: ANN401
        place = _place(event)
        self._source.complain_at(place["line"], place["column"], message, hint)
        raise ProblemsError(self._source.problems)


class _Place(TypedDict):
    start: int
    end: int
    line: int
    column: int


def _place(event: Any) -> _Place:  # noqa: ANN401
    mark = event.start_mark
    return {"start": mark.index, "end": event.end_mark.index, "line": mark.line + 1, "column": mark.column + 1}
