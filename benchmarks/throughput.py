"""How near a render comes to what its engine could do: `python benchmarks/throughput.py STORY [--engine kokoro] [--workers 2]`.

Every worker notes how long its engine and our processing took for each clip. Ideal is their sum, shared by the workers; the
share of it that the whole render reaches is printed, starting processes and loading models included. On a machine that does
other work too, both sides wait alike; the CPU seconds are printed beside them.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from audiodrama.events import ignore
from audiodrama.model import SAMPLE_RATE, Utterance, Voice
from audiodrama.plugins import Engine, Speaker, load_engine
from audiodrama.preparation import prepare
from audiodrama.production import performance_of, plan_of
from audiodrama.project import Settings, open_project
from audiodrama.tts.machine import cores
from audiodrama.tts.render import render
from audiodrama.tts.store import Store

NOTES = "THROUGHPUT_NOTES"
ENGINE = "THROUGHPUT_ENGINE"


class TimedEngine:
    """The engine that is measured, with a stopwatch in each worker."""

    def __init__(self) -> None:
        self._engine: Engine = load_engine(os.environ[ENGINE])
        self.name, self.hears, self.workers = self._engine.name, self._engine.hears, self._engine.workers

    def missing(self) -> str:
        """As the engine's."""
        return self._engine.missing()

    def identity(self) -> str:
        """As the engine's."""
        return self._engine.identity()

    def voices(self) -> Sequence[Voice]:
        """As the engine's."""
        return self._engine.voices()

    def open(self) -> TimedSpeaker:
        """The engine's speaker, timed."""
        return TimedSpeaker(self._engine.open())


class TimedSpeaker:
    """Notes the seconds of each call."""

    def __init__(self, speaker: Speaker) -> None:
        self._speaker = speaker

    def speak(self, utterance: Utterance, path: Path) -> None:
        """Speak, and write down how long it took."""
        started = time.perf_counter()
        self._speaker.speak(utterance, path)
        with Path(os.environ[NOTES], str(os.getpid())).open("a") as notes:
            notes.write(f"{time.perf_counter() - started}\n")


def main() -> None:
    """Render the story's clips once, from nothing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("story")
    parser.add_argument("--engine", default="kokoro")
    parser.add_argument("--workers", type=int, default=cores())
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ[ENGINE], os.environ[NOTES] = options.engine, folder
        project = open_project(options.story, folder=Path(folder), script=Path(folder, "story.fountain"))
        settings = Settings(engine=options.engine)
        prepared = prepare(project, settings, ignore)
        jobs = plan_of(performance_of(prepared), prepared, settings).jobs
        measure(folder, jobs, options.workers)


def measure(folder: str, jobs: Sequence, workers: int) -> None:
    """Print what the render took and what its engine took."""
    from throughput import TimedEngine as Importable  # as the workers import it

    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    clips = render(jobs, Store(Path(folder, "clips")), Importable(), workers=workers)
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    spent = [float(line) for path in Path(folder).iterdir() if path.name.isdigit() for line in path.read_text().split()]
    speech = sum(clip.frames for clip in clips.values() if not clip.missing) / SAMPLE_RATE
    print(f"{len(clips)} clips, {speech:.0f} s of speech, {workers} workers: {wall:.1f} s, {cpu:.0f} CPU s")
    print(f"the engine's own time {sum(spent):.1f} s, longest clip {max(spent):.1f} s")
    print(f"throughput {sum(spent) / workers / wall:.2f} of the ideal, {speech / wall:.2f} times real time")


if __name__ == "__main__":
    main()
