"""Which speech engine a run uses: the one that is named, or for `auto` the one that a cast was made for, else the best here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from audiodrama.errors import EngineMissingError
from audiodrama.events import Listen, Warned
from audiodrama.model import Cast, Script, Voice
from audiodrama.plugins import Engine, engine_names, load_engine
from audiodrama.project import Project, Settings

AUTO: Final = "auto"
COMPANY: Final = 6
"""Voices by which an engine is judged: the narrator, and five to talk to one another."""


def installed_voices() -> dict[str, Sequence[Voice]]:
    """The voices of every engine that can speak here."""
    engines = (load_engine(name) for name in engine_names())
    return {engine.name: engine.voices() for engine in engines if not engine.missing()}


def choose_engine(name: str) -> Engine:
    """The engine of that name; for `auto` the one with the best voices here.

    Raises:
        EngineMissingError: it is not there, or does not speak here.
    """
    if name == AUTO:
        return load_engine(_best(_speaking()))
    engine = load_engine(name)
    if reason := engine.missing():
        raise EngineMissingError(f"the engine {name} cannot speak here: {reason}", hint="`audiodrama doctor` says more")
    return engine


def _speaking() -> dict[str, float]:
    """The engines that speak here, and the quality of the company that each offers.

    Raises:
        EngineMissingError: there is none.
    """
    best = {name: _quality(found) for name, found in installed_voices().items()}
    speaking = {name: quality for name, quality in best.items() if quality > 0}
    if not speaking:
        raise EngineMissingError("no engine that speaks is installed here", hint="`audiodrama doctor` says what to install")
    return speaking


def _quality(voices: Sequence[Voice]) -> float:
    """Of the best voices, as many as a small company needs; one good voice alone is no company."""
    best: dict[str, float] = {}
    for voice in voices:
        best[voice.timbre] = max(voice.quality, best.get(voice.timbre, 0.0))
    return sum(sorted(best.values(), reverse=True)[:COMPANY]) / COMPANY


def _best(qualities: Mapping[str, float]) -> str:
    return max(qualities, key=lambda name: qualities[name])


def engine_of(project: Project, cast: Cast, script: Script, settings: Settings, listen: Listen) -> Engine:
    """The engine that is asked for; for `auto` the one that this cast was made for, until a recast takes the best one."""
    wanted = settings.engine or cast.defaults.engine
    if wanted != AUTO or settings.recast:
        return choose_engine(wanted)
    qualities = _speaking()
    roles = {role.name: role for line in script.lines if (role := cast.role(line.speaker))}.values()
    voiced = {name: sum(name in role.voices for role in roles) for name in qualities}
    engine, best = max(qualities, key=lambda name: (voiced[name], qualities[name])), _best(qualities)
    if qualities[best] > qualities[engine]:
        message = f"{best} speaks better than {engine}, which {project.cast.name} was made for"
        hint = (
            f"`audiodrama cast {project.source} --recast` gives its voices to the cast; voices that you chose stay as they are"
        )
        listen(Warned(message=message, hint=hint))
    better = _absent(qualities[best])
    if better and (not cast.roles or any(better.name in role.voices for role in roles)):
        listen(Warned(message=f"{better.name} would speak better than {engine}", hint=better.missing()))
    return load_engine(engine)


def _absent(quality: float) -> Engine | None:
    """The best engine that does not speak here yet but would speak better."""
    engines = [engine for name in engine_names() if (engine := load_engine(name)).missing()]
    best = {engine.name: _quality(engine.voices()) for engine in engines}
    return max(
        (engine for engine in engines if best[engine.name] > quality), key=lambda engine: best[engine.name], default=None
    )
