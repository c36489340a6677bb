"""Looking without touching: what is wrong with the files, what would be recorded and why, what works on this machine."""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from audiodrama.drafting import prepare_script
from audiodrama.errors import AudiodramaError, EngineMissingError, Problem, ProblemsError
from audiodrama.events import Listen, Warned, ignore
from audiodrama.files import read_text
from audiodrama.model import Cast, Job, Line, Script
from audiodrama.plugins import Installable, engine_names, load_engine
from audiodrama.preparation import prepare, read_cast_file
from audiodrama.production import PLAN_SIDECAR, performance_of, plan_of, recording_name
from audiodrama.project import Project, Settings
from audiodrama.script.doubts import costliest

if TYPE_CHECKING:
    from audiodrama.tts.doubtful import Doubtful

WORDS_A_SECOND: Final = 2.6
"""How fast English is read aloud, about 155 words a minute; for estimates only."""
PAUSES: Final = 1.15
"""How much longer a drama is than its speech, with pauses and music around it; for estimates only."""

Value = TypeVar("Value")


# --- check -----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtfulLine:
    """A line that may have the wrong speaker, and why."""

    where: str
    speaker: str
    text: str
    confidence: float
    rule: str
    reason: str
    """The rule in words."""
    cost: float
    """About how many words are probably said by the wrong one, weighed by how large the parts in that scene are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Everything that is wrong or doubtful."""

    problems: tuple[Problem, ...]
    """What stops a run."""
    notes: tuple[Warned, ...]
    """What does not: a changed story, roles without a voice."""
    doubts: tuple[DoubtfulLine, ...] = ()
    """Lines that may have the wrong speaker, those first where that would be heard most."""
    words: tuple[Doubtful, ...] = ()
    """Words that a voice may say wrongly."""


def inspect(project: Project, settings: Settings, *, with_script: bool) -> Check:
    """Look over voices.yaml and, where one is named, the script; the mistakes of both are found in one go."""
    problems: list[Problem] = []
    notes: list[Warned] = []
    cast = _collect(problems, lambda: read_cast_file(project.cast)) or Cast()
    script = None
    if with_script:
        script = _collect(problems, lambda: prepare_script(project, cast, settings, _keep(notes))[0])
        notes += _uncast(script, cast) if script else []
    return Check(
        problems=tuple(problems),
        notes=tuple(notes),
        doubts=tuple(_doubtful_lines(script, project)) if script else (),
        words=tuple(_words_of(script, cast)) if script else (),
    )


def _words_of(script: Script, cast: Cast) -> list[Doubtful]:
    from importlib.util import find_spec

    from audiodrama.annotate.firstnames import gender_of
    from audiodrama.tts.doubtful import doubtful_words

    def is_known(name: str) -> bool:
        return bool(gender_of(name))

    if find_spec("espeakng_loader") is None:
        return doubtful_words(script, cast.lexicon, is_known, None)
    from audiodrama.tts.engines.phonemes import Phonemizer

    return doubtful_words(script, cast.lexicon, is_known, Phonemizer().phonemes)


def _collect(problems: list[Problem], read: Callable[[], Value]) -> Value | None:
    try:
        return read()
    except ProblemsError as error:
        problems.extend(error.problems)
        return None


def _keep(notes: list[Warned]) -> Listen:
    return lambda event: notes.append(event) if isinstance(event, Warned) else None


def _doubtful_lines(script: Script, project: Project) -> Iterator[DoubtfulLine]:
    from audiodrama.annotate.reasons import reason

    for line, evidence, cost in costliest(script):
        yield DoubtfulLine(
            where=str(line.where or project.script),
            speaker=line.speaker,
            text=" ".join(line.text.split()),
            confidence=evidence.confidence,
            rule=evidence.rule,
            reason=reason(evidence.rule),
            cost=round(cost, 1),
        )


def _uncast(script: Script, cast: Cast) -> list[Warned]:
    speakers = dict.fromkeys(line.speaker for line in script.lines)
    uncast = [name for name in speakers if cast.role(name) is None]
    return [Warned(message=f"{name} has no voice yet", hint="`audiodrama cast` chooses one") for name in uncast]


# --- status ----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """A clip that would be recorded, and why."""

    speaker: str
    text: str
    where: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What a run would do."""

    words: int
    lines: int
    voices: int
    stale: tuple[Stale, ...]
    recorded: int
    """Clips that are there already."""
    seconds: float
    """How long the drama will be, about."""
    seconds_to_record: float
    writes: tuple[str, ...]
    """Files of the user's that would be written: a new script, a longer voices.yaml."""


def status_of(project: Project, settings: Settings, listen: Listen = ignore) -> Status:
    """Work out what would be recorded again, and why, without writing anything."""
    from audiodrama.tts.store import Store

    prepared = prepare(project, settings, listen)
    performance = performance_of(prepared)
    planned = plan_of(performance, prepared, settings)
    store = Store(project.clips)
    stale = [job for job in planned.jobs if store.get(job.key) is None]
    before = _last_plan(project)
    words = sum(len(line.text.split()) for line in planned.keys)
    return Status(
        words=words,
        lines=len(planned.keys),
        voices=len({line.speaker for line in planned.keys}),
        stale=tuple(_stale(job, before) for job in stale),
        recorded=len(planned.jobs) - len(stale),
        seconds=words / WORDS_A_SECOND * PAUSES,
        seconds_to_record=sum(len(job.line.text.split()) for job in stale) / WORDS_A_SECOND,
        writes=tuple(str(path) for path in prepared.writes if path in {project.script, project.cast}),
    )


def _last_plan(project: Project) -> Mapping[str, Mapping[str, object]]:
    path = project.sidecar(PLAN_SIDECAR)
    try:
        plan = json.loads(read_text(path)) if path.exists() else {}
    except (AudiodramaError, ValueError):
        return {}
    return plan if isinstance(plan, dict) else {}


def _stale(job: Job, before: Mapping[str, Mapping[str, object]]) -> Stale:
    line = job.line
    return Stale(speaker=line.speaker, text=line.text, where=str(line.where or ""), reason=_reason(job, line, before))


def _reason(job: Job, line: Line, before: Mapping[str, Mapping[str, object]]) -> str:
    """Why the clip is not there: what differs from the line's last recording."""
    old = before.get(recording_name(line))
    if old is None:
        return f"new: {line.text[:60]}"
    new = {**asdict(job.utterance), **asdict(job.treatment)}
    changes = [f"{name} {old.get(name)} → {value}" for name, value in new.items() if old.get(name) != value]
    return "; ".join(changes) or "its clip is gone"


# --- doctor ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that works here, or does not."""

    what: str
    works: bool
    detail: str
    """A version, or what to do."""


def examine_machine(folder: Path) -> list[Finding]:
    """What works here: Python, the engines, the encoder, the folder."""
    return [
        Finding(what="Python", works=sys.version_info >= (3, 11), detail=f"{platform.python_version()} on {platform.system()}"),
        Finding(what="audiodrama", works=True, detail=version("audiodrama")),
        *(examine_engine(name) for name in engine_names()),
        _examine_encoder(),
        _examine_folder(folder),
    ]


def set_up_engine(name: str, listen: Listen) -> None:
    """Fetch what the engine needs.

    Raises:
        EngineMissingError: there is no engine of that name, it needs nothing, or what it needs is not to be had.
        StorageError: the data folder cannot be written.
    """
    engine = load_engine(name)
    if isinstance(engine, Installable):
        engine.set_up(listen)
    elif reason := engine.missing():
        raise EngineMissingError(f"{name} has nothing to fetch; it needs {reason}")


def examine_engine(name: str) -> Finding:
    """Whether the engine speaks here, with how many voices, or what it lacks."""
    try:
        engine = load_engine(name)
        reason = engine.missing()
    except AudiodramaError as error:
        return Finding(what=f"engine {name}", works=False, detail=str(error))
    return Finding(
        what=f"engine {name}", works=not reason, detail=reason or f"{len(engine.voices())} voices, {engine.identity()}"
    )


def _examine_encoder() -> Finding:
    from audiodrama.master.mp3 import missing_encoder

    reason = missing_encoder()
    return Finding(what="MP3 encoder", works=not reason, detail=reason or f"libmp3lame in PyAV {version('av')}")


def _examine_folder(folder: Path) -> Finding:
    import os

    works = os.access(folder, os.W_OK)
    return Finding(
        what="this folder", works=works, detail="can be written" if works else f"{folder} cannot be written: choose another"
    )
