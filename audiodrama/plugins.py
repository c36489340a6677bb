"""What can be plugged in. Engines are found by entry point (group `audiodrama.engines`) and loaded only when used.

An engine is a class without arguments whose module imports nothing heavy at its top: `voices` and `identity` must answer
without loading a model, because the main process asks them; `open` loads it, in a worker process.

    [project.entry-points."audiodrama.engines"]
    mine = "my_package.engine:MyEngine"
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import entry_points
from pathlib import Path
from typing import Final, Protocol, runtime_checkable

from audiodrama.errors import EngineMissingError
from audiodrama.events import Listen
from audiodrama.model import Utterance, Voice

ENGINE_GROUP: Final = "audiodrama.engines"


class Engine(Protocol):
    """A speech engine."""

    name: str
    hears: frozenset[str]
    """Which of `rate`, `pitch`, `style` of an `Utterance` it obeys; the rest becomes the `Treatment`.

    Besides, `melody`, if the style may also be `lively` or `flat`; and what it reads in the text: `ipa`, `[word](/IPA/)`;
    `stress`, `*word*` for a word that is emphasised; `tongues`, `{fr:bonne nuit}` for French, German, Spanish, Italian, Latin.
    """
    workers: int
    """The most worker processes that pay; 0 means one per core."""

    def missing(self) -> str:
        """Why it cannot speak here and how to mend that, in one sentence; empty when it can."""

    def identity(self) -> str:
        """Its version and its model's digest: part of every clip's key."""

    def voices(self) -> Sequence[Voice]:
        """The voices that are installed here, best first."""

    def open(self) -> Speaker:
        """Load what is needed to speak. Called once in each worker process."""


@runtime_checkable
class Installable(Protocol):
    """An engine that needs more than its package: a model that `audiodrama setup ENGINE` fetches."""

    def set_up(self, listen: Listen) -> None:
        """Fetch what is missing, check it and put it into place; carry on where an earlier attempt ended."""


@runtime_checkable
class Paced(Protocol):
    """An engine that says how fast it is, so that a run can say how long it will take before it was ever measured."""

    pace: float
    """Seconds that one core works for a second of speech, about."""


class Speaker(Protocol):
    """An engine that is loaded, in its own process, used by one thread."""

    def speak(self, utterance: Utterance, path: Path) -> None:
        """Write the utterance as a WAV or FLAC file at `path`, any rate, mono or stereo; raise any exception on failure."""


def engine_names() -> list[str]:
    """Names of all engines that are installed, sorted."""
    return sorted({point.name for point in entry_points(group=ENGINE_GROUP)})


def load_engine(name: str) -> Engine:
    """The engine of that name.

    Raises:
        EngineMissingError: no installed package offers it, or its module does not import.
    """
    found = [point for point in entry_points(group=ENGINE_GROUP) if point.name == name]
    if not found:
        raise EngineMissingError(f"there is no engine named {name!r}", hint=f"installed: {', '.join(engine_names())}")
    try:
        engine: Engine = found[0].load()()
    except ImportError as error:
        raise EngineMissingError(f"the engine {name!r} does not load: {error}", hint="install its package again") from error
    return engine
