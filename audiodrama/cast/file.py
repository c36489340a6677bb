"""voices.yaml becomes a `Cast`; all its mistakes are found in one reading, each with its place and the nearest right word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Any, Final

from audiodrama.cast import fields
from audiodrama.cast.nodes import Items, Node, Pairs, Scalar, Source, compose
from audiodrama.model import Cast, Defaults, Delivery, Music, Placement, Role, Traits, Voice, Where

AUTO_COMMENT: Final = re.compile(r"\bauto ([\w-]+):(\S+?):?(?=\s|$)")
"""What the tool chose, in the comment behind a voice: `# auto pyttsx3:gmw/en-us+f3: 31 lines, female`."""
_ENGINE: Final = re.compile(r"([A-Za-z][\w-]*):(.+)", re.DOTALL)
_NEAR: Final = 0.6
_MISSPELT: Final = 0.8
"""An engine that is not installed here may be elsewhere; one that looks this much like an installed one is a slip."""

Known = Mapping[str, Sequence[Voice]]


def read_cast(text: str, name: str, known: Known) -> Cast:
    """The cast that the text of a voices.yaml says.

    Args:
        text: the file's text.
        name: the file's name, for messages.
        known: the voices of each engine that is installed here.

    Raises:
        ProblemsError: every mistake of the file, in its order.
    """
    source = Source(text, name)
    root = compose(source)
    cast = _Reader(source, known).cast(root) if root is not None else Cast()
    source.finish()
    return cast


class _Reader:
    """Walks the nodes; what is wrong is noted in the source and left out of the value."""

    def __init__(self, source: Source, known: Known) -> None:
        self._source = source
        self._known = known
        self._defaults = Defaults()

    def cast(self, root: Node) -> Cast:
        sections = self._entries(root, fields.SECTIONS, "a section")
        self._check_version(sections.get("version"))
        self._defaults = Defaults(**self._values(sections.get("defaults"), fields.DEFAULTS))
        self._check_engine(sections.get("defaults"))
        roles = tuple(self._role(key, value) for key, value in self._pairs(sections.get("cast")))
        self._check_names(sections.get("cast"), roles)
        return Cast(
            roles=roles,
            defaults=self._defaults,
            lexicon=self._lexicon(sections.get("lexicon")),
            music=self._music(sections.get("music")),
        )

    # --- sections ---

    def _check_version(self, node: Node | None) -> None:
        if node is not None and not (isinstance(node, Scalar) and node.value == fields.VERSION):
            self._source.complain(node, "this version of voices.yaml is not known here", f"write version: {fields.VERSION}")

    def _check_engine(self, defaults: Node | None) -> None:
        node = defaults.get("engine") if isinstance(defaults, Pairs) else None
        if node is not None and self._defaults.engine != "auto":
            self._check_engine_name(node, self._defaults.engine)

    def _check_engine_name(self, node: Node, engine: str) -> bool:
        near = get_close_matches(engine, self._known, 1, _MISSPELT)
        if engine not in self._known and near:
            self._source.complain(node, f"there is no engine {engine}", f"did you mean {near[0]}?")
            return False
        return True

    def _role(self, key: Scalar, node: Node) -> Role:
        names = {field.name for field in fields.ROLE} | {"traits"}
        entries = self._entries(node, sorted(names), f"a key of {key.value}")
        values = self._values_of(entries, fields.ROLE)
        voices = values.get("voice", {})
        return Role(
            name=key.value,
            aliases=values.get("aliases", ()),
            traits=Traits(**self._values(entries.get("traits"), fields.TRAITS)),
            voices=voices,
            delivery=Delivery(**{name: values[name] for name in ("rate", "pitch", "size") if name in values}),
            placement=_placement(values),
            automatic=self._automatic(entries.get("voice"), voices),
            where=Where(file=self._source.name, line=key.line, column=key.column),
        )

    def _automatic(self, node: Node | None, voices: Mapping[str, str]) -> frozenset[str]:
        if node is None:
            return frozenset()
        lines = {node.line, *(value.line for _, value in node.entries)} if isinstance(node, Pairs) else {node.line}
        comments = " ".join(self._source.lines[line - 1].partition("#")[2] for line in sorted(lines))
        return frozenset(engine for engine, voice in AUTO_COMMENT.findall(comments) if voices.get(engine) == voice)

    def _check_names(self, node: Node | None, roles: Sequence[Role]) -> None:
        """No name or alias may mean two characters."""
        owners: dict[str, str] = {}
        keys = {key.value: key for key, _ in self._pairs(node)}
        own = [(named.name, named.name) for named in roles]
        for name, role in own + [(alias, named.name) for named in roles for alias in named.aliases]:
            owner = owners.setdefault(name.casefold(), role)
            if owner != role:
                self._source.complain(keys[role], f"{name} is a name of {owner} already", "a name belongs to one character")

    def _lexicon(self, node: Node | None) -> Mapping[str, str]:
        words = {}
        for key, value in self._pairs(node):
            if isinstance(value, Scalar) and not value.is_null and key.value.strip():
                words[key.value] = value.value
            else:
                self._source.complain(value, f"how is {key.value} said?", "write WORD: a respelling, or /IPA/")
        return words

    def _music(self, node: Node | None) -> Music:
        values = self._values(node, fields.MUSIC)
        renamed = {"bed": "bed", "level": "level_lu", "duck": "duck_db"}
        return replace(Music(), **{renamed[name]: value for name, value in values.items()})

    # --- values ---

    def _pairs(self, node: Node | None) -> list[tuple[Scalar, Node]]:
        if node is None or (isinstance(node, Scalar) and node.is_null):
            return []
        if isinstance(node, Pairs):
            return node.entries
        self._source.complain(node, "names and values are expected here", "write NAME: value, indented, one a line")
        return []

    def _entries(self, node: Node | None, names: Sequence[str], what: str) -> dict[str, Node]:
        entries = {}
        for key, value in self._pairs(node):
            if key.value in names:
                entries[key.value] = value
            else:
                self._source.complain(key, f"{key.value} is not {what}", _did_you_mean(key.value, names))
        return entries

    def _values(self, node: Node | None, table: tuple[fields.Field, ...]) -> dict[str, Any]:
        return self._values_of(self._entries(node, [field.name for field in table], "a key"), table)

    def _values_of(self, entries: Mapping[str, Node], table: tuple[fields.Field, ...]) -> dict[str, Any]:
        read = {field.name: self._value(entries[field.name], field) for field in table if field.name in entries}
        return {name: value for name, value in read.items() if value is not None}

    def _value(self, node: Node, field: fields.Field) -> Any:  # noqa: ANN401  (as the table says)
        if isinstance(node, Scalar) and node.is_null:
            return None
        match field.kind:
            case fields.Voices():
                return self._voices(node)
            case fields.Names():
                return self._names(node, field.name)
            case kind if isinstance(node, Scalar):
                return self._scalar(node, field.name, kind)
        self._source.complain(node, f"{field.name} is one value", field.about)
        return None

    def _scalar(self, node: Scalar, name: str, kind: fields.Kind) -> Any:  # noqa: ANN401
        if isinstance(kind, fields.Number):
            number = kind.read(node.value)
            if number is None or not kind.least <= number <= kind.most:
                self._source.complain(node, f"{name} is {kind.wanted}, not {node.value}")
                return None
            return number
        if isinstance(kind, fields.Choice) and node.value not in kind.words:
            self._source.complain(node, f"{name} is no {node.value}", _did_you_mean(node.value, kind.words))
            return None
        return node.value

    def _names(self, node: Node, name: str) -> tuple[str, ...] | None:
        if isinstance(node, Scalar):
            return (node.value,)
        if isinstance(node, Items) and all(isinstance(item, Scalar) for item in node.values):
            return tuple(item.value for item in node.values if isinstance(item, Scalar))
        self._source.complain(node, f"{name} is a list of names", f"write {name}: [Miss Vane, the girl]")
        return None

    # --- voices ---

    def _voices(self, node: Node) -> dict[str, str]:
        if isinstance(node, Scalar):
            found = self._voice(node)
            return dict([found]) if found else {}
        voices = {}
        for key, value in self._pairs(node):
            if not isinstance(value, Scalar):
                self._source.complain(value, "a voice is one name", "write {ENGINE: VOICE, …}")
            elif self._check_engine_name(key, key.value) and self._check_voice(value, key.value, value.value):
                voices[key.value] = value.value
        return voices

    def _voice(self, node: Scalar) -> tuple[str, str] | None:
        """Engine and name of `engine:name`, or of a name alone."""
        if match := _ENGINE.fullmatch(node.value):
            engine, name = match[1], match[2].strip()
            good = self._check_engine_name(node, engine) and self._check_voice(node, engine, name)
            return (engine, name) if good else None
        engine = self._defaults.engine if self._defaults.engine != "auto" else self._engine_with(node.value)
        if engine:
            return (engine, node.value) if self._check_voice(node, engine, node.value) else None
        every = [voice.name for voices in self._known.values() for voice in voices]
        self._source.complain(node, f"no engine here has a voice {node.value}", _did_you_mean(node.value, every))
        return None

    def _engine_with(self, name: str) -> str:
        return next((engine for engine, voices in self._known.items() if name in {voice.name for voice in voices}), "")

    def _check_voice(self, node: Node, engine: str, name: str) -> bool:
        """A voice of an engine that is installed must exist; what another computer has nobody knows here."""
        names = [voice.name for voice in self._known.get(engine, ())]
        if not names or name in names:
            return True
        self._source.complain(
            node, f"{engine} has no voice {name}", _did_you_mean(name, names, "`audiodrama voices` lists them")
        )
        return False


def _placement(values: Mapping[str, Any]) -> Placement:
    renamed = {"volume": "gain_db", "pan": "pan", "effect": "effect"}
    return Placement(**{renamed[name]: value for name, value in values.items() if name in renamed})


def _did_you_mean(word: str, words: Iterable[str], otherwise: str = "") -> str:
    words = list(words)
    near = get_close_matches(word, words, 1, _NEAR) or get_close_matches(word.casefold(), words, 1, _NEAR)
    return f"did you mean {near[0]}?" if near else otherwise or f"one of: {', '.join(words[:12])}"
