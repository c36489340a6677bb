"""The clips that the store lacks are made, by worker processes: a crash of an engine costs a retry, not the run.

One thread per worker hands out the jobs, the longest first. A worker that crashes, hangs or returns nothing is replaced by a
fresh one, which tries once more; then silence of the line's estimated length stands in, and the rest goes on.
"""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Final, NamedTuple

from audiodrama.errors import EngineMissingError, StorageError
from audiodrama.events import LineFailed, LineRendered, Listen, StageAdvanced, StageFinished, StageStarted, ignore
from audiodrama.model import SAMPLE_RATE, Clip, Job
from audiodrama.plugins import Engine
from audiodrama.tts import pace
from audiodrama.tts.machine import cores
from audiodrama.tts.process import Worker, WorkerError
from audiodrama.tts.store import Store

_ATTEMPTS: Final = 2
_START_FAILURES: Final = 3
"""In a row, over all workers: then the engine does not start at all."""
_START_TIMEOUT_S: Final = 180.0
"""Loading half a gigabyte of model from a slow disk, while every other core does the same."""
_TIMEOUT_S: Final = 30.0
_TIMEOUT_PER_CHARACTER_S: Final = 0.5
"""Speech has about 15 characters a second, so this allows an engine that is seven times slower than real time."""
_POLL_S: Final = 0.2
"""How long Ctrl-C may wait on Windows, where waiting for a queue cannot be interrupted."""


class _Rendered(NamedTuple):
    clip: Clip
    event: LineRendered | LineFailed


def render(jobs: Sequence[Job], store: Store, engine: Engine, *, workers: int = 0, listen: Listen = ignore) -> dict[str, Clip]:
    """All clips of the jobs by key: those in the store as they are, the others rendered now.

    Args:
        jobs: what `plan` wants, for this engine.
        store: where clips are looked for and put.
        engine: its class is loaded again in each worker, so it must be importable and take no arguments.
        workers: the most processes; 0 means as many as pay.
        listen: hears of each clip, in the thread that called.

    Raises:
        EngineMissingError: the engine does not start.
        StorageError: a folder cannot be written, or the disk is full; clips that were finished are in the store.
    """
    started = time.monotonic()
    clips = {job.key: clip for job in jobs if (clip := store.get(job.key))}
    wanted = sorted((job for job in jobs if job.key not in clips), key=lambda job: -len(job.utterance.text))
    size = max(1, min(workers or cores(), engine.workers or len(wanted), len(wanted)))
    if warning := pace.notice(wanted, engine, store.folder, size):
        listen(warning)
    listen(StageStarted(stage="render", total=len(wanted)))
    with _rendering(wanted, store, engine, size) as rendered:
        for done, (clip, event) in enumerate(rendered, start=1):
            clips[clip.key] = clip
            listen(event)
            listen(StageAdvanced(stage="render", done=done))
    made = [clips[job.key] for job in wanted if not clips[job.key].missing]
    seconds = time.monotonic() - started
    pace.remember(engine, store.folder, seconds * size, sum(clip.frames for clip in made) / SAMPLE_RATE)
    summary = _summary(len(made), len(jobs) - len(wanted), len(wanted) - len(made))
    listen(StageFinished(stage="render", summary=summary, seconds=seconds))
    return clips


def _summary(made: int, reused: int, failed: int) -> str:
    parts = [f"{made} rendered", f"{reused} reused", f"{failed} failed" if failed else ""]
    return ", ".join(part for part in parts if part)


@contextmanager
def _rendering(jobs: Sequence[Job], store: Store, engine: Engine, size: int) -> Iterator[Iterator[_Rendered]]:
    """Results as they come, one per job. However the block ends, no worker outlives it."""
    with _scratch_folder() as scratch, ThreadPoolExecutor(size) as threads:
        crew = _Crew(store, engine, scratch, size)
        finished: SimpleQueue[Future[_Rendered]] = SimpleQueue()
        try:
            for job in jobs:
                threads.submit(crew.render, job).add_done_callback(finished.put)
            yield (_next(finished).result() for _ in jobs)
        finally:
            crew.dismiss()
            threads.shutdown(cancel_futures=True)
            crew.close()


@contextmanager
def _scratch_folder() -> Iterator[Path]:
    """Where engines write before their sound is a clip."""
    try:
        folder = tempfile.TemporaryDirectory(prefix="audiodrama-", ignore_cleanup_errors=True)
    except OSError as error:
        raise StorageError(f"no temporary folder can be made: {error}", hint="set TMPDIR to a folder with room") from error
    with folder as path:
        yield Path(path)


def _next(finished: SimpleQueue[Future[_Rendered]]) -> Future[_Rendered]:
    while True:
        try:
            return finished.get(timeout=_POLL_S)
        except Empty:
            continue


class _Crew:
    """The workers, each of which belongs to the thread that started it."""

    def __init__(self, store: Store, engine: Engine, scratch: Path, size: int) -> None:
        self._store = store
        self._engine = engine
        self._scratch = scratch
        self._cores_each = max(1, cores() // size)
        self._mine = threading.local()
        self._lock = threading.Lock()
        self._workers: set[Worker] = set()
        self._failed_starts = 0
        self._dismissed = False

    def render(self, job: Job) -> _Rendered:
        """The job's clip, or the silence that stands in for it.

        Raises:
            EngineMissingError: the engine does not start.
            StorageError: the clip cannot be written.
        """
        reason = ""
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                clip = self._attempt(job)
            except WorkerError as error:
                reason = str(error)
                self._discard()
            else:
                seconds = clip.frames / SAMPLE_RATE
                return _Rendered(clip, LineRendered(key=job.key, speaker=job.line.speaker, seconds=seconds, attempts=attempt))
        failed = LineFailed(
            key=job.key, speaker=job.line.speaker, text=job.line.text, reason=reason, where=str(job.line.where or "")
        )
        return _Rendered(silence(job, self._store), failed)

    def dismiss(self) -> None:
        """Kill all workers; none will start any more."""
        with self._lock:
            self._dismissed = True
            for worker in self._workers:
                worker.stop()

    def close(self) -> None:
        """Release what dismissed workers held, when no thread uses them any more."""
        for worker in self._workers:
            worker.close()

    def _attempt(self, job: Job) -> Clip:
        worker = self._worker()
        with self._store.putting(job.key) as path:
            request = {"utterance": asdict(job.utterance), "treatment": asdict(job.treatment), "path": str(path)}
            answer = worker.ask(request, _TIMEOUT_S + _TIMEOUT_PER_CHARACTER_S * len(job.utterance.text))
            if "full" in answer:
                raise StorageError(
                    f"there is no room left in {answer['full']}", hint="make room and run the same command again"
                )
        return Clip(key=job.key, path=self._store.path(job.key), frames=answer["frames"], loudness=answer["loudness"])

    def _worker(self) -> Worker:
        """This thread's worker, started if there is none."""
        worker: Worker | None = getattr(self._mine, "worker", None)
        while worker is None:
            worker = self._mine.worker = self._hire()
            try:
                worker.wait_until_ready(_START_TIMEOUT_S)
                self._failed_starts = 0
            except WorkerError as error:
                self._discard()
                self._count_failed_start(error)
                worker = None
        return worker

    def _hire(self) -> Worker:
        with self._lock:
            if self._dismissed:
                raise WorkerError("the run has ended")
            try:
                worker = Worker(self._engine, self._scratch, self._cores_each)
            except OSError as error:
                raise EngineMissingError(f"no process for the engine can be started: {error}") from error
            self._workers.add(worker)
            return worker

    def _discard(self) -> None:
        worker: Worker | None = getattr(self._mine, "worker", None)
        if worker is not None:
            self._mine.worker = None
            with self._lock:
                self._workers.discard(worker)
            worker.close()

    def _count_failed_start(self, error: WorkerError) -> None:
        with self._lock:
            self._failed_starts += 1
        if self._failed_starts >= _START_FAILURES:
            raise EngineMissingError(
                f"the engine {self._engine.name!r} does not start: {error}", hint="`audiodrama doctor` says what works here"
            )


def silence(job: Job, store: Store) -> Clip:
    """What stands in for a clip that there is not: silence about as long as the line."""
    frames = round(len(job.utterance.text.split()) / pace.WORDS_PER_SECOND * SAMPLE_RATE)
    return Clip(key=job.key, path=store.path(job.key), frames=frames, loudness=None, missing=True)
