"""voices.yaml read as a `Cast`, with every mistake in it at once; edits in place stand in `edit.py`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final

from audiodrama.cast.check import Checker, Value, nearest
from audiodrama.cast.edit import add_roles, set_voice
from audiodrama.cast.fields import FILE
from audiodrama.cast.marks import split_voice, tool_chosen
from audiodrama.cast.nodes import Node, Source, compose
from audiodrama.cast.writing import new_cast
from audiodrama.errors import ProblemsError
from audiodrama.model import Cast, Defaults, Delivery, Music, Placement, Role, Traits, Voice

__all__ = ["add_roles", "new_cast", "read_cast", "set_voice"]

AUTO: Final = "auto"
"""The engine with the best voices that are installed."""
_LIKE_ENGINE: Final = 0.8
"""0 to 1. A name so much like an installed engine's is that one misspelt; any other may be an engine of another machine."""


def read_cast(text: str, name: str, known: Mapping[str, Sequence[Voice]]) -> Cast:
    """The cast that the text describes; an empty text is an empty cast.

    `name` is the file's, for messages; `known` are the voices of each engine that is installed here, against which voices are
    checked. A voice of any other engine is taken as it stands: it may be valid on another machine.

    Raises:
        ProblemsError: with all mistakes, in the order of the file.
    """
    source = Source(text=text.removeprefix("\ufeff"), name=name)
    root = compose(source)
    if root is None:
        return Cast()
    reading = _Reading(Checker(source), {engine: [voice.name for voice in voices] for engine, voices in known.items()})
    cast = reading.cast(root)
    if problems := reading.check.problems:
        raise ProblemsError(sorted(problems, key=lambda problem: (problem.where.line, problem.where.column)))
    return cast


class _Reading:
    """One file being read."""

    def __init__(self, check: Checker, known: Mapping[str, Sequence[str]]) -> None:
        self.check = check
        self._known = known
        self._engine = AUTO

    def cast(self, root: Node) -> Cast:
        values: Mapping[str, Value] = self.check.value(root, FILE) or {}
        defaults = Defaults(**values.get("defaults", {}))
        self._engine = defaults.engine
        self._check_default(root, defaults.engine)
        entries = {key.value: (key, value) for key, value in _pairs(root.get("cast"))}
        roles = [self._role(*entries[name], found) for name, found in values.get("cast", {}).items() if found is not None]
        absorbed = _absorbed(roles)
        self._check_names(entries, values.get("cast", {}), absorbed)
        return Cast(
            roles=tuple(role for role in roles if role.name not in absorbed),
            defaults=defaults,
            lexicon=MappingProxyType(dict(values.get("lexicon", {}))),
            music=_music(values.get("music", {})),
        )

    def _check_default(self, root: Node, engine: str) -> None:
        defaults = root.get("defaults")
        if engine != AUTO and defaults is not None and (node := defaults.get("engine")) is not None:
            self._check_engine(node, engine)

    def _role(self, key: Node, node: Node, values: Mapping[str, Value]) -> Role:
        voices = self._voices(values.get("voice"))
        chosen = {engine: tool_chosen(self.check.source, node, at).get(engine) for engine, (_, at) in voices.items()}
        return Role(
            name=key.value,
            aliases=tuple(alias.value for alias in values.get("aliases", ())),
            traits=Traits(**values.get("traits", {})),
            voices=MappingProxyType({engine: voice for engine, (voice, _) in voices.items()}),
            delivery=Delivery(**{name: values[name] for name in ("rate", "pitch", "size") if name in values}),
            lexicon=MappingProxyType(dict(values.get("lexicon", {}))),
            placement=_placement(values),
            automatic=frozenset(engine for engine, (voice, _) in voices.items() if voice == chosen[engine]),
            where=self.check.source.where(key.start),
        )

    # --- voices -----------------------------------------------------------------------------------------------------------

    def _voices(self, value: Node | Mapping[str, Node] | None) -> dict[str, tuple[str, Node]]:
        """Engine to voice and the node that names it."""
        if value is None:
            return {}
        if isinstance(value, Node):
            engine, voice = self._single(value)
            return {engine: (voice, value)} if engine else {}
        for engine, node in value.items():
            self._check_engine(node, engine)
            self._check_voice(node, engine, node.value)
        return {engine: (node.value, node) for engine, node in value.items()}

    def _single(self, node: Node) -> tuple[str, str]:
        engine, voice = split_voice(node.value)
        if engine:
            self._check_engine(node, engine)
        else:
            engine = self._engine if self._engine != AUTO else self._owner(node)
        self._check_voice(node, engine, voice)
        return engine, voice

    def _owner(self, node: Node) -> str:
        """The installed engine that has the voice; empty, and a problem, where there is none."""
        owner = next((engine for engine, names in self._known.items() if node.value in names), "")
        if not owner:
            hint = nearest(node.value, (name for names in self._known.values() for name in names))
            self.check.wrong(node, f"no engine here has a voice {node.value!r}", hint or "write it as ENGINE:VOICE")
        return owner

    def _check_engine(self, node: Node, engine: str) -> None:
        if engine not in self._known and (close := get_close_matches(engine, self._known, n=1, cutoff=_LIKE_ENGINE)):
            self.check.wrong(node, f"there is no engine {engine}", f"did you mean {close[0]}?")

    def _check_voice(self, node: Node, engine: str, voice: str) -> None:
        names = self._known.get(engine, ())
        if names and voice not in names:
            hint = nearest(voice, names) or f"`audiodrama voices` lists the {len(names)} that it has"
            self.check.wrong(node, f"{engine} has no voice {voice!r}", hint)

    # --- names ------------------------------------------------------------------------------------------------------------

    def _check_names(
        self,
        entries: Mapping[str, tuple[Node, Node]],
        roles: Mapping[str, Mapping[str, Value] | None],
        absorbed: Collection[str],
    ) -> None:
        """A name means one role: no alias of two, none that is the name of a role that the user made something of."""
        names = {name.casefold(): name for name in roles}
        owners: dict[str, str] = {}
        for name, values in roles.items():
            for alias in (values or {}).get("aliases", ()):
                spelt = alias.value.casefold()
                other = names.get(spelt) or owners.get(spelt)
                if other is not None and other != name and other not in absorbed:
                    line = self.check.source.where(entries[other][0].start).line
                    hint = f"{other} is on line {line}: delete it there to make the two one"
                    self.check.wrong(alias, f"{alias.value} already means {other}", hint)
                owners.setdefault(spelt, name)


def _absorbed(roles: Sequence[Role]) -> set[str]:
    """Names of roles that the tool alone wrote and that are now another's alias: the two were one person all along."""
    claimed = {alias.casefold() for role in roles for alias in role.aliases if alias.casefold() != role.name.casefold()}
    untouched = (role for role in roles if not (role.aliases or role.lexicon) and role.placement == Placement() and role.voices)
    return {role.name for role in untouched if role.name.casefold() in claimed and role.automatic == role.voices.keys()}


def _pairs(node: Node | None) -> Iterator[tuple[Node, Node]]:
    """First come, first kept, as the checker does it."""
    yield from reversed(node.pairs if node else ())


def _placement(values: Mapping[str, Value]) -> Placement:
    return Placement(gain_db=values.get("volume", 0.0), pan=values.get("pan"), effect=values.get("effect", "none"))


def _music(values: Mapping[str, Value]) -> Music:
    names = {"bed": "bed", "level": "level_lu", "duck": "duck_db"}
    return Music(**{names[key]: value for key, value in values.items()})
