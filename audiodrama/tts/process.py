"""A worker process as its parent sees it: started, asked, killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from audiodrama.plugins import Engine
from audiodrama.tts.machine import THREADS_VARIABLE

_LAST_WORDS: Final = 4_000
"""Bytes of a dead worker's log that are looked at."""

if sys.platform == "win32":
    _OWN_GROUP: Final[Mapping[str, Any]] = {
        "creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW,
    }
else:
    _OWN_GROUP: Final[Mapping[str, Any]] = {"start_new_session": True}


class WorkerError(Exception):
    """The worker crashed, hung or could not do what was asked; its message is one line for the user."""


def reference(engine: Engine) -> str:
    """How a worker finds the engine's class: `MODULE:CLASS`."""
    return f"{type(engine).__module__}:{type(engine).__qualname__}"


class Worker:
    """One process with one engine in it. Ctrl-C does not reach it; it ends when its parent ends, however that happens."""

    def __init__(self, engine: Engine, scratch: Path, threads: int) -> None:
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 closed with the worker, in `close`
        self._overdue = False
        self._process = subprocess.Popen(
            # -P: the folder that a user works in is no place to import from
            [sys.executable, "-P", "-m", "audiodrama.tts.worker", reference(engine), str(scratch)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            env=_environment(threads),
            **_OWN_GROUP,
        )

    def wait_until_ready(self, timeout: float) -> None:
        """Wait until the engine is loaded, `timeout` seconds at most; WorkerError if it does not come so far."""
        self._receive(timeout)

    def ask(self, request: Mapping[str, Any], timeout: float) -> dict[str, Any]:
        """The answer to a request; WorkerError if none comes within `timeout` seconds."""
        assert self._process.stdin is not None  # noqa: S101 opened as a pipe above
        try:
            self._process.stdin.write(json.dumps(request).encode("ascii") + b"\n")
            self._process.stdin.flush()
        except OSError as error:
            raise WorkerError(self._last_words()) from error
        return self._receive(timeout)

    def stop(self) -> None:
        """End it at once, with whatever it started. May be called from another thread while this one waits for an answer."""
        if self._process.poll() is not None:
            return
        if sys.platform == "win32":
            self._process.kill()
        else:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def close(self) -> None:
        """End it and release its pipes and its log."""
        self.stop()
        self._process.communicate()
        self._log.close()

    def _receive(self, timeout: float) -> dict[str, Any]:
        assert self._process.stdout is not None  # noqa: S101 opened as a pipe above
        timer = threading.Timer(timeout, self._give_up)
        timer.start()
        try:
            line = self._process.stdout.readline()
        finally:
            timer.cancel()
        if not line:
            raise WorkerError(f"no answer in {timeout:.0f} s" if self._overdue else self._last_words())
        answer: dict[str, Any] = json.loads(line)
        if "failed" in answer:
            raise WorkerError(answer["failed"])
        return answer

    def _give_up(self) -> None:
        self._overdue = True
        self.stop()

    def _last_words(self) -> str:
        """What the dead worker printed last, or the code that it ended with."""
        code = self._process.wait()
        self._log.seek(max(0, os.fstat(self._log.fileno()).st_size - _LAST_WORDS))
        words = self._log.read().decode("utf-8", "replace").split("\n")
        said = next((line.strip() for line in reversed(words) if line.strip()), "")
        return f"the engine's process ended with code {code}" + (f": {said}" if said else "")


def _environment(threads: int) -> dict[str, str]:
    """Ours, with the folders that we import from and the threads that a worker may use."""
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(str(Path(folder).absolute()) for folder in sys.path),
        THREADS_VARIABLE: str(threads),
        "OPENBLAS_NUM_THREADS": str(threads),
    }
