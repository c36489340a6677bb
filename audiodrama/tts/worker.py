"""The process in which an engine speaks: `python -m audiodrama.tts.worker MODULE:CLASS FOLDER`.

It reads one request per line of JSON from standard input and answers each with one line on what was its standard output. All
that an engine prints goes to standard error, which the parent keeps in a file. When its input ends, because the parent has
finished or was killed, it is gone at once, even from within a hanging engine.
"""

from __future__ import annotations

import errno
import importlib
import json
import os
import shutil
import sys
import threading
import traceback
from pathlib import Path
from queue import SimpleQueue
from typing import Any, BinaryIO, Final, TextIO

from audiodrama.model import Treatment, Utterance
from audiodrama.plugins import Engine, Speaker

_DISK_FULL: Final = (errno.ENOSPC, errno.EDQUOT)
_ROOM: Final = 1 << 20
"""Bytes. A failure with less room than a short clip needs is put down to the disk: engines and libraries hide the reason."""


def main(reference: str, scratch: str) -> None:
    """Serve requests until standard input ends."""
    requests, answers = _claim_pipes()
    inbox = _inbox(requests, Path(scratch))
    try:
        speaker = load(reference).open()
    except Exception as error:  # noqa: BLE001 an engine may raise anything; the parent reports it
        traceback.print_exc()
        _answer(answers, {"failed": describe(error)})
        return
    _answer(answers, {"ready": True})
    while True:
        _answer(answers, serve(speaker, json.loads(inbox.get()), Path(scratch, f"{os.getpid()}.wav")))


def load(reference: str) -> Engine:
    """The engine that `MODULE:CLASS` names."""
    module, _, name = reference.partition(":")
    found: Any = importlib.import_module(module)
    for part in name.split("."):
        found = getattr(found, part)
    engine: Engine = found()
    return engine


def describe(error: Exception) -> str:
    """An engine's error in one line."""
    return f"{type(error).__name__}: {error}".splitlines()[0]


def _claim_pipes() -> tuple[BinaryIO, TextIO]:
    """Keep both pipes for ourselves: an engine and what it starts read nothing, and write to standard error."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "w", encoding="ascii")
    with open(os.devnull, "rb") as nothing:  # noqa: PTH123 a descriptor is wanted
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    return requests, answers


def _answer(answers: TextIO, answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


def _inbox(requests: BinaryIO, scratch: Path) -> SimpleQueue[bytes]:
    """Requests as they come. A thread reads them, so that their end is noticed even while the engine loads, works or hangs.

    They end when the parent was killed; then nobody else is left to remove the scratch folder.
    """
    inbox: SimpleQueue[bytes] = SimpleQueue()

    def listen() -> None:
        for line in requests:
            inbox.put(line)
        shutil.rmtree(scratch, ignore_errors=True)
        os._exit(0)

    threading.Thread(target=listen, daemon=True).start()
    return inbox


def serve(speaker: Speaker, request: dict[str, Any], spoken: Path) -> dict[str, Any]:
    """The answer to one request: frames and loudness, `failed` with a reason, or `full` with a folder."""
    path = Path(request["path"])
    try:
        return _make_clip(speaker, Utterance(**request["utterance"]), Treatment(**request["treatment"]), spoken, path)
    except Exception as error:  # noqa: BLE001 an engine may raise anything; the parent reports it
        traceback.print_exc()
        fullest = min(spoken.parent, path.parent, key=_free)
        full = getattr(error, "errno", None) in _DISK_FULL or _free(fullest) < _ROOM
        return {"full": str(fullest)} if full else {"failed": describe(error)}
    finally:
        spoken.unlink(missing_ok=True)


def _free(folder: Path) -> int:
    """Bytes that still fit into a folder."""
    return shutil.disk_usage(folder).free


def _make_clip(speaker: Speaker, utterance: Utterance, treatment: Treatment, spoken: Path, path: Path) -> dict[str, Any]:
    speaker.speak(utterance, spoken)
    if not spoken.is_file():
        raise FileNotFoundError("the engine wrote no file")
    from audiodrama.tts.finish import finish  # takes a second to load: not before the engine has shown that it works

    return finish(spoken, treatment, path)


if __name__ == "__main__":
    main(*sys.argv[1:])
