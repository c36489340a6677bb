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
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue
from typing import Any, BinaryIO, Final, TextIO

import numpy as np
from numpy.typing import NDArray

from audiodrama.audio.edges import fade, remove_dc, trim
from audiodrama.audio.loudness import integrated
from audiodrama.audio.samples import read_audio, resample, write_clip
from audiodrama.model import SAMPLE_RATE, Treatment, Utterance
from audiodrama.plugins import Engine, Speaker
from audiodrama.tts.store import label
from audiodrama.tts.treat import treat

_SILENT: Final = 10 ** (-60 / 20)
"""A peak below −60 dBFS is no speech: engines answer with such noise when a text holds nothing that they can say."""
_PEAK: Final = 10 ** (-0.1 / 20)
"""Only a clip that would clip is lowered; every other stays as loud as the engine made it."""

_CUT_THRESHOLD_DB: Final = -40.0
"""Where an interrupted line ends: the last sound a listener would miss, not the last breath."""
_CUT_FADE_S: Final = 0.060
"""A voice that is cut off dies away over about half a syllable; a shorter fade sounds like a fault."""

_DISK_FULL: Final = (errno.ENOSPC, errno.EDQUOT)
_ROOM: Final = 1 << 20
"""Bytes. A failure with less room than a short clip needs is put down to the disk: engines and libraries hide the reason."""


class NothingSpokenError(Exception):
    """The engine returned without a sound."""


def main(reference: str, scratch: str) -> None:
    """Serve requests until standard input ends."""
    answers = _claim_stdout()
    requests = _requests(sys.stdin.buffer)
    try:
        speaker = load(reference).open()
    except Exception as error:  # noqa: BLE001 an engine may raise anything; the parent reports it
        traceback.print_exc()
        _answer(answers, {"failed": describe(error)})
        return
    _answer(answers, {"ready": True})
    for request in requests:
        _answer(answers, _serve(speaker, request, Path(scratch, f"{os.getpid()}.wav")))


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


def _claim_stdout() -> TextIO:
    """Keep standard output for the answers and send whatever else writes to it to standard error."""
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    return answers


def _answer(answers: TextIO, answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


def _requests(source: BinaryIO) -> Iterator[dict[str, Any]]:
    """Requests as they come; a thread reads them, so that the end of input is noticed even while the engine works."""
    inbox: SimpleQueue[bytes] = SimpleQueue()

    def read() -> None:
        for line in source:
            inbox.put(line)
        os._exit(0)

    threading.Thread(target=read, daemon=True).start()
    while True:
        yield json.loads(inbox.get())


def _serve(speaker: Speaker, request: dict[str, Any], spoken: Path) -> dict[str, Any]:
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
        raise NothingSpokenError("the engine wrote no file")
    sound, rate = read_audio(spoken)
    clip = finish(sound, rate, treatment)
    loudness = integrated(clip, SAMPLE_RATE)
    write_clip(path, clip, label(len(clip), loudness))
    return {"frames": len(clip), "loudness": loudness}


def finish(sound: NDArray[np.float32], rate: int, treatment: Treatment) -> NDArray[np.float32]:
    """An engine's sound, shape (n, channels), as a clip: treated, at 44.1 kHz, mono, trimmed and faded, shape (m,).

    Raises:
        NothingSpokenError: there is nothing to hear in it.
    """
    mono = remove_dc(sound.mean(axis=1)) if len(sound) else np.zeros(0, np.float32)
    if not len(mono) or np.abs(mono).max() < _SILENT:
        raise NothingSpokenError("the engine was silent")
    clip = resample(treat(mono, rate, treatment), rate, SAMPLE_RATE)
    clip = clip * min(1.0, _PEAK / float(np.abs(clip).max()))
    if treatment.cut:
        return fade(trim(clip, SAMPLE_RATE, after=0.0, threshold_db=_CUT_THRESHOLD_DB), SAMPLE_RATE, fade_out=_CUT_FADE_S)
    return fade(trim(clip, SAMPLE_RATE), SAMPLE_RATE)


if __name__ == "__main__":
    main(*sys.argv[1:])
