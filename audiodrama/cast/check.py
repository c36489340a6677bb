"""Nodes against the table of fields: values out, and every mistake with its place and the nearest right word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Final

from audiodrama.cast.fields import Field
from audiodrama.cast.nodes import Node, Source
from audiodrama.errors import Problem

Value = Any
"""A section or entries: a dict by key; texts: a list; a voice: a string or a dict; else a string or a float."""

_NUMBER: Final = re.compile(r"[+\-−]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})")
_AMOUNT: Final = re.compile(rf"({_NUMBER.pattern})\s*([A-Za-z]*)")


def nearest(word: str, right: Iterable[str]) -> str:
    """`did you mean …?` with the word that is written most like it, or an empty text."""
    spelt = {candidate.casefold(): candidate for candidate in right}
    close = get_close_matches(word.casefold(), spelt, n=1, cutoff=0.5)
    return f"did you mean {spelt[close[0]]}?" if close else ""


@dataclass(slots=True)
class Checker:
    """Reads values and collects what is wrong with them; a value that is wrong is left out."""

    source: Source
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, node: Node, message: str, hint: str = "") -> None:
        """Note a mistake."""
        self.problems.append(self.source.problem(node.start, message, hint))

    def value(self, node: Node, wanted: Field) -> Value | None:
        """What the node holds; None where nothing is written or something wrong."""
        if node.is_null:
            return None
        match wanted.kind:
            case "section":
                return self._section(node, wanted)
            case "entries":
                return self._entries(node, wanted)
            case "texts":
                return self._texts(node, wanted)
            case "voice":
                return self._voice(node, wanted)
            case _:
                return self._scalar(node, wanted)

    def _is(self, kind: str, node: Node, wanted: Field) -> bool:
        if node.kind != kind:
            hint = f"for instance `{wanted.name}: {wanted.example}`" if wanted.example else ""
            self.wrong(node, f"{wanted.name}: expected {wanted.wanted}", hint)
        return node.kind == kind

    def unique(self, node: Node) -> dict[str, tuple[Node, Node]]:
        """Keys, as written, to key and value; a key that stands there twice is a mistake, and the first counts."""
        found: dict[str, tuple[Node, Node]] = {}
        spelt: dict[str, str] = {}
        for key, value in node.pairs:
            if key.kind != "scalar":
                self.wrong(key, "a key has to be a plain word")
            elif (first := spelt.get(key.value.casefold())) is not None:
                line = self.source.where(found[first][0].start).line
                self.wrong(key, f"{key.value} stands here twice", f"keep one: the first is on line {line}")
            else:
                spelt[key.value.casefold()] = key.value
                found[key.value] = key, value
        return found

    def _section(self, node: Node, wanted: Field) -> Mapping[str, Value] | None:
        if not self._is("map", node, wanted):
            return None
        values = {}
        for name, (key, value) in self.unique(node).items():
            known = wanted.field(name)
            if known is None:
                names = [known.name for known in wanted.fields]
                self.wrong(key, f"{wanted.name} has no key {name!r}", nearest(name, names) or f"it may have {', '.join(names)}")
            elif (read := self.value(value, known)) is not None:
                values[name] = read
        return values

    def _entries(self, node: Node, wanted: Field) -> Mapping[str, Value] | None:
        if not self._is("map", node, wanted):
            return None
        values: dict[str, Value] = {}
        for name, (key, value) in self.unique(node).items():
            if not name.strip():
                self.wrong(key, f"a name in {wanted.name} is empty")
            elif wanted.fields:
                entry = Field(name=name, kind="section", about="", fields=wanted.fields)
                values[name] = {} if value.is_null else self._section(value, entry)
            elif (text := self.value(value, Field(name=name, kind="text", about=""))) is not None:
                values[name] = text
        return values

    def _texts(self, node: Node, wanted: Field) -> list[Node] | None:
        if not self._is("list", node, wanted):
            return None
        texts = []
        for item in node.items:
            if item.kind != "scalar" or not item.value.strip():
                self.wrong(item, f"each of {wanted.name} is a name")
            else:
                texts.append(item)
        return texts

    def _voice(self, node: Node, wanted: Field) -> Node | dict[str, Node] | None:
        if node.kind == "list":
            self.wrong(node, f"voice: expected {wanted.wanted}", f"for instance `voice: {wanted.example}`")
            return None
        if node.kind == "scalar":
            return node
        voices = {name: value for name, (_, value) in self.unique(node).items() if not value.is_null}
        for name, value in voices.items():
            if value.kind != "scalar":
                self.wrong(value, f"the voice for {name} is not a plain name")
        return {name: value for name, value in voices.items() if value.kind == "scalar"}

    def _scalar(self, node: Node, wanted: Field) -> str | float | None:
        if not self._is("scalar", node, wanted):
            return None
        match wanted.kind:
            case "choice":
                return self._choice(node, wanted)
            case "number" | "amount":
                return self._number(node, wanted)
            case _:
                return node.value

    def _choice(self, node: Node, wanted: Field) -> str | None:
        if node.value in wanted.choices:
            return node.value
        hint = nearest(node.value, wanted.choices) or f"write `{wanted.name}: {wanted.wanted}`"
        self.wrong(node, f"{wanted.name} cannot be {node.value!r}", hint)
        return None

    def _number(self, node: Node, wanted: Field) -> float | None:
        found = _AMOUNT.fullmatch(node.value.strip())
        unit = found[2] if found else ""
        if found is None or (unit and (wanted.kind == "number" or unit.casefold() != wanted.unit.casefold())):
            self.wrong(
                node,
                f"{wanted.name}: expected {wanted.wanted}, not {node.value!r}",
                f"for instance `{wanted.name}: {wanted.example}`",
            )
            return None
        number = float(found[1].replace("−", "-"))
        if not wanted.least <= number <= wanted.most:
            self.wrong(node, f"{wanted.name}: expected {wanted.wanted}, not {number:g}")
            return None
        return number
