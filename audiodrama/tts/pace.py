"""How long recording takes: what an engine was measured to need on this machine, from one run to the next."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from audiodrama.errors import AudiodramaError
from audiodrama.events import Warned
from audiodrama.files import read_text, write_whole
from audiodrama.model import Job
from audiodrama.plugins import Engine, Paced

WORDS_PER_SECOND: Final = 2.6
"""How fast a reader speaks."""
_FILE: Final = "pace.json"
_LONG_S: Final = 60.0
"""What takes longer is announced."""
_TELLING_S: Final = 30.0
"""Seconds of speech that a measurement takes: in a shorter run loading the engine is most of it."""


def notice(jobs: Sequence[Job], engine: Engine, folder: Path, workers: int) -> Warned | None:
    """What to say before a long run; None where it is short, or where nothing is known of the engine's pace yet."""
    pace = _known(folder).get(engine.name, engine.pace if isinstance(engine, Paced) else None)
    speech = sum(len(job.utterance.text.split()) for job in jobs) / WORDS_PER_SECOND
    if pace is None or pace * speech / workers < _LONG_S:
        return None
    return Warned(
        message=f"{len(jobs)} clips to record, {_span(speech)} of speech: {engine.name} needs {_span(pace * speech / workers)}",
        hint="`produce --preview` gives the first minute; interrupted, the same command carries on",
    )


def remember(engine: Engine, folder: Path, worked: float, spoken: float) -> None:
    """Keep what a run took: `worked` seconds, of all workers together, for `spoken` seconds of speech.

    Raises:
        StorageError: the folder cannot be written.
    """
    if spoken >= _TELLING_S:
        write_whole(folder / _FILE, json.dumps({**_known(folder), engine.name: round(worked / spoken, 4)}))


def _known(folder: Path) -> dict[str, float]:
    """Seconds of a worker for a second of speech, by engine."""
    try:
        known = json.loads(read_text(folder / _FILE))
        return {str(name): float(pace) for name, pace in known.items()}
    except (AudiodramaError, ValueError, TypeError, AttributeError):
        return {}


def _span(seconds: float) -> str:
    if seconds < 90:
        return f"about {round(seconds, -1):.0f} s"
    return f"about {seconds / 60:.0f} min" if seconds < 5400 else f"about {seconds / 3600:.1f} h"
