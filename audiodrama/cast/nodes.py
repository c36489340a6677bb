"""YAML as places in a text: what stands where, so that mistakes can be shown and edits made in place. Nothing is ever dumped.

Only composing is ruamel.yaml's work here. Values stay the characters that were written: a character named NO is "NO".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final, Literal

from audiodrama.errors import Problem, ProblemsError
from audiodrama.model import Where

if TYPE_CHECKING:
    from ruamel.yaml import YAML

MOST_CHARACTERS: Final = 500_000
"""About two thousand roles. Reading takes about 4 s per million characters."""
_TOO_DEEP: Final = 50
"""The format itself is 5 deep."""
_MOST_OPEN: Final = 300
"""Brackets, well before ruamel.yaml takes seconds over them (3000: 5 s) or Python's stack ends."""
_CORE_TAG: Final = "tag:yaml.org,2002:"
_CORE_TYPES: Final = frozenset({"map", "seq", "str", "int", "float", "bool", "null", "merge", "value", "timestamp", "binary"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A mapping, a list or a scalar, and its place: characters `start` to `end` (exclusive) of the text."""

    kind: Literal["map", "list", "scalar"]
    start: int
    end: int
    """Behind the last character of its content: comments and blank lines after it are not its own."""
    value: str = ""
    """Of a scalar, as written, without its quotation marks."""
    quoted: bool = False
    block: bool = False
    """A scalar in `|` or `>` form."""
    flow: bool = False
    """A mapping or list in `{}` or `[]`."""
    pairs: tuple[tuple[Node, Node], ...] = ()
    items: tuple[Node, ...] = ()

    @property
    def is_null(self) -> bool:
        """Nothing stands there, or a word for nothing."""
        return self.kind == "scalar" and not self.quoted and self.value in ("", "~", "null", "Null", "NULL")

    def get(self, key: str) -> Node | None:
        """The value of that key, compared exactly; None where it is missing."""
        return next((value for name, value in self.pairs if name.kind == "scalar" and name.value == key), None)

    def scalars(self) -> Iterator[Node]:
        """All scalars in it, keys too, in the order of the text."""
        if self.kind == "scalar":
            yield self
        for node in (*self.items, *(node for pair in self.pairs for node in pair)):
            yield from node.scalars()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The text of a file and its name, for messages."""

    text: str
    name: str

    def where(self, place: int) -> Where:
        """Line and column of a character offset."""
        line_start = self._line_start(place)
        return Where(file=self.name, line=self.text.count("\n", 0, line_start) + 1, column=place - line_start + 1)

    def line(self, place: int) -> str:
        """The line that holds this character, without its end."""
        return self.text[self._line_start(place) : self.line_end(place)]

    def line_end(self, place: int) -> int:
        """Offset of the line break that ends the line, or the text's length."""
        found = self.text.find("\n", place)
        end = len(self.text) if found < 0 else found
        return end - 1 if end > place and self.text[end - 1] == "\r" else end

    def problem(self, place: int, message: str, hint: str = "") -> Problem:
        """A mistake at a character offset."""
        return Problem(message=message, where=self.where(place), excerpt=self.line(place), hint=hint)

    def _line_start(self, place: int) -> int:
        return self.text.rfind("\n", 0, place) + 1


def compose(source: Source) -> Node | None:
    """The root node; None where the file holds nothing but comments.

    Raises:
        ProblemsError: it is no YAML, it is too large or too deep, or it uses anchors, merges, tags or several documents.
    """
    if len(source.text) > MOST_CHARACTERS:
        raise ProblemsError(
            [
                source.problem(
                    0, f"this is longer than the {MOST_CHARACTERS:,} characters of the longest cast", "is it the right file?"
                )
            ]
        )
    if _depth(source.text) > _MOST_OPEN:
        raise ProblemsError([source.problem(0, "brackets stand too deep in brackets", "close them")])
    root = _composed(source)
    if root is None:
        return None
    if strange := list(_strange(root, source, set(), 0)):
        raise ProblemsError(strange)
    return _converted(root, source.text)


def _depth(text: str) -> int:
    """How many brackets are open at most; those in comments and texts are counted too."""
    steps = accumulate(1 if bracket in "[{" else -1 for bracket in re.findall(r"[][{}]", text))
    return max(steps, default=0)


def _composed(source: Source) -> Any:  # noqa: ANN401  # ruamel's nodes are untyped
    from ruamel.yaml.error import MarkedYAMLError
    from ruamel.yaml.reader import ReaderError

    try:
        return _yaml().compose(source.text)
    except MarkedYAMLError as error:
        raise ProblemsError(_syntax_problems(error, source)) from None
    except ReaderError as error:
        what = f"the character U+{ord(source.text[error.position]):04X} cannot stand in YAML"
        raise ProblemsError([source.problem(error.position, what, "delete it")]) from None
    except RecursionError:
        raise ProblemsError([source.problem(0, "brackets stand too deep in brackets")]) from None


def _yaml() -> YAML:
    from ruamel.yaml import YAML

    return YAML(typ="rt", pure=True)


def _syntax_problems(error: Any, source: Source) -> list[Problem]:  # noqa: ANN401  # MarkedYAMLError has no types
    if tabs := list(_tabs(source)):
        return tabs
    mark = error.problem_mark or error.context_mark
    place = min(mark.index, len(source.text)) if mark else 0
    if "single document" in (error.context or ""):
        return [source.problem(place, "a second document begins here", "one file is one cast: delete the `---`")]
    if "undefined alias" in (error.problem or ""):
        return [source.problem(place, "voices.yaml knows no anchors and aliases", "write the value out")]
    what = " ".join(filter(None, (error.problem, error.context))).replace("found character '%' that", "a `%`")
    return [
        source.problem(
            place, f"this is no YAML: {what}", "compare the indentation, quotation marks and colons with the lines above"
        )
    ]


def _tabs(source: Source) -> Iterator[Problem]:
    place = 0
    for line in source.text.splitlines(keepends=True):
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        if "\t" in indent and line.strip():
            yield source.problem(place + indent.index("\t"), "a tab indents this line", "YAML wants spaces there")
        place += len(line)


def _strange(node: Any, source: Source, seen: set[int], depth: int) -> Iterator[Problem]:  # noqa: ANN401
    """What YAML can do and a cast has no use for."""
    if id(node) in seen:
        return
    seen.add(id(node))
    place = node.start_mark.index
    if depth > _TOO_DEEP:
        yield source.problem(place, "brackets stand too deep in brackets")
        return
    if node.anchor:
        yield source.problem(
            place, f"voices.yaml knows no anchors and aliases (&{node.anchor}, *{node.anchor})", "write the value out"
        )
    if _foreign_tag(str(node.tag)):
        yield source.problem(place, f"voices.yaml knows no tags ({node.tag})", "delete it")
    for child in _children(node):
        if str(child.tag) == _CORE_TAG + "merge":
            yield source.problem(child.start_mark.index, "voices.yaml knows no merge keys (<<)", "write the values out")
        yield from _strange(child, source, seen, depth + 1)


def _foreign_tag(tag: str) -> bool:
    return not tag.startswith(_CORE_TAG) or tag.removeprefix(_CORE_TAG) not in _CORE_TYPES


def _children(node: Any) -> Iterator[Any]:  # noqa: ANN401
    if isinstance(node.value, list):
        for child in node.value:
            yield from child if isinstance(child, tuple) else (child,)


def _converted(node: Any, text: str) -> Node:  # noqa: ANN401
    start, end = node.start_mark.index, node.end_mark.index
    if not isinstance(node.value, list):
        block, quoted = node.style in ("|", ">"), node.style in ("'", '"')
        end = len(text[:end].rstrip()) if block else end
        return Node(kind="scalar", start=start, end=end, value=str(node.value), quoted=quoted or block, block=block)
    flow = bool(node.flow_style)
    if node.id == "mapping":
        pairs = tuple(_pair(_converted(key, text), _converted(value, text), text) for key, value in node.value)
        last = max((leaf.end for pair in pairs for leaf in pair), default=end)
        return Node(kind="map", start=start, end=end if flow else last, flow=flow, pairs=pairs)
    items = tuple(_converted(item, text) for item in node.value)
    last = max((item.end for item in items), default=end)
    return Node(kind="list", start=start, end=end if flow else last, flow=flow, items=items)


def _pair(key: Node, value: Node, text: str) -> tuple[Node, Node]:
    """Nothing behind a key stands right behind its colon; the composer may have it where the next key begins."""
    if value.kind == "scalar" and value.start == value.end:
        place = text.find(":", key.end) + 1 or key.end
        value = replace(value, start=place, end=place)
    return key, value
