"""Which voice of the engine speaks a role: the one that voices.yaml names, else the nearest one there is."""

from __future__ import annotations

from collections import Counter
from difflib import get_close_matches

from audiodrama.errors import EngineMissingError, Problem
from audiodrama.events import Warned
from audiodrama.model import Cast, Line, Role, Voice
from audiodrama.plugins import Engine
from audiodrama.tts.notes import problem


class Voices:
    """The engine's voices, and who has which."""

    def __init__(self, engine: Engine, cast: Cast) -> None:
        self._engine = engine.name
        self._known = {voice.name: voice for voice in engine.voices()}
        if not self._known:
            raise EngineMissingError(f"the engine {engine.name!r} has no voices here", hint=engine.missing())
        self._users = Counter(role.voices.get(engine.name, "") for role in cast.roles)
        self._stand_ins: dict[str, str] = {}
        self.warnings: list[Warned] = []

    def of(self, role: Role) -> str:
        """The role's voice in this engine, or the one that stands in for it, with a warning."""
        named = role.voices.get(self._engine, "")
        if named in self._known:
            return named
        name = role.name.casefold()
        if name not in self._stand_ins:
            self._stand_ins[name] = self._nearest(role).name
            self._users[self._stand_ins[name]] += 1
            self._warn(role, named)
        return self._stand_ins[name]

    def noted(self, line: Line, note: str | None, problems: list[Problem]) -> str | None:
        """The voice that a line's own note names, if it is one of this engine; a name that does not exist is a problem."""
        if note is None:
            return None
        engine, _, name = note.rpartition(":")
        if engine.strip() not in ("", self._engine):
            warning = f"[[voice: {note}]] belongs to another engine; {line.speaker} keeps the voice of the cast"
            self.warnings.append(Warned(message=warning, where=str(line.where or "")))
            return None
        if name.strip() in self._known:
            return name.strip()
        close = get_close_matches(name.strip(), self._known, n=1)
        hint = f"did you mean {close[0]}?" if close else "`audiodrama voices` lists them"
        problems.append(problem(line, f"there is no voice {name.strip()!r} in {self._engine}", hint))
        return None

    def _nearest(self, role: Role) -> Voice:
        """Of the role's gender where it is known, of the fewest others, best first."""
        alike = [voice for voice in self._known.values() if role.traits.gender in (voice.gender, "")]
        return min(alike or self._known.values(), key=lambda voice: self._users[voice.name])

    def _warn(self, role: Role, named: str) -> None:
        stand_in = self._stand_ins[role.name.casefold()]
        lacking = f"{self._engine} has no voice {named!r}" if named else f"{role.name} has no voice in {self._engine}"
        hint = f"`audiodrama cast` chooses one, or write `{self._engine}: NAME` under its voice in voices.yaml"
        message = f"{lacking}: {stand_in} speaks {role.name} in this run"
        self.warnings.append(Warned(message=message, where=str(role.where or ""), hint=hint))
