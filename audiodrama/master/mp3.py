"""The mix becomes an MP3: measured, brought to its loudness, limited, encoded, and measured again as the file that it is.

The encoder is LAME in the FFmpeg libraries that PyAV's wheel holds: no program is needed, the length after decoding is exact,
and chapters are written in the same pass. docs/explanation/master.md weighs it against the others.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from fractions import Fraction
from io import BytesIO
from itertools import islice
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any, Final

import av
import numpy as np
from av.stream import Disposition

from audiodrama.audio.limiter import Limiter
from audiodrama.audio.loudness import Meter
from audiodrama.audio.samples import Samples, db_to_gain
from audiodrama.errors import EngineMissingError, StorageError
from audiodrama.events import Listen, StageAdvanced, StageFinished, StageStarted, ignore
from audiodrama.files import writing
from audiodrama.master import levels
from audiodrama.master.tags import Tags
from audiodrama.model import Marker, Master, Mix

CODEC: Final = "libmp3lame"
BIT_RATE: Final = 192_000
"""Bits a second, constant: what every podcast host and audiobook shop takes."""
_CODEC_OPTIONS: Final = {"compression_level": "7", "joint_stereo": "1"}
"""LAME's fast mode: twice the speed of its default, and nothing was measured to be lost on speech."""
_CONTAINER_OPTIONS: Final = {"id3v2_version": "3", "write_xing": "1"}
"""ID3v2.3 is what every player reads; the Xing header makes length and seeking exact."""
_PICTURES: Final = ((b"\xff\xd8\xff", "jpeg_pipe"), (b"\x89PNG\r\n\x1a\n", "png_pipe"))
_MILLISECOND: Final = Fraction(1, 1000)
_FRAMES_AT_ONCE: Final = 128
"""MP3 frames that are measured together: about 3 s, so that measuring is not spent on calls."""
_QUEUED_BLOCKS: Final = 4
"""Blocks that may wait for the encoder: enough to keep it busy, and a few megabytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Levels:
    """What the mix is given on its way into the encoder, dB."""

    gain: float
    ceiling: float = levels.CEILING


def missing_encoder() -> str:
    """Why no MP3 can be written here and how to mend that; empty when it can."""
    return (
        ""
        if CODEC in av.codecs_available
        else "this build of PyAV has no LAME: install it again with `pip install --force-reinstall av`"
    )


def master(mix: Mix, path: Path, tags: Tags, listen: Listen = ignore) -> Master:
    """Write the mix to `path` at -16 LUFS and at most -1 dBTP; the figures returned are those of the finished file.

    Raises:
        EngineMissingError: there is no MP3 encoder here.
        StorageError: the file cannot be written; whatever stood at `path` before still does.
    """
    if reason := missing_encoder():
        raise EngineMissingError("MP3 files cannot be written here", hint=reason)
    started = time.perf_counter()
    progress = _Progress(mix, listen)
    with writing(path) as part:
        wanted = _Levels(gain=levels.gain_for(_loudness(progress.watched(mix.blocks()), mix.sample_rate)))
        for _ in range(levels.ATTEMPTS):
            _encode(mix, part, tags, wanted, progress)
            loudness, true_peak = _measure(part)
            if levels.is_good(loudness, true_peak):
                break
            wanted = _corrected(wanted, loudness, true_peak)
    made = Master(
        path=path,
        duration=mix.frames / mix.sample_rate,
        loudness=-math.inf if loudness is None else round(loudness, 2),
        true_peak=round(true_peak, 2),
        chapters=mix.markers,
    )
    listen(StageFinished(stage="master", summary=_summary(made), seconds=round(time.perf_counter() - started, 3)))
    return made


def _summary(made: Master) -> str:
    return f"{made.path.name}, {made.duration:.0f} s, {made.loudness:.1f} LUFS, {made.true_peak:.1f} dBTP"


def _corrected(wanted: _Levels, loudness: float | None, true_peak: float) -> _Levels:
    """The levels of another attempt, by what the last one missed."""
    gain = wanted.gain + (0.0 if loudness is None else levels.LOUDNESS - loudness)
    ceiling = wanted.ceiling - max(0.0, true_peak - levels.TRUE_PEAK + levels.PEAK_MARGIN)
    return replace(wanted, gain=gain, ceiling=ceiling if true_peak > levels.TRUE_PEAK else wanted.ceiling)


class _Progress:
    """Tells how many seconds of two passes, measuring and encoding, are done."""

    def __init__(self, mix: Mix, listen: Listen) -> None:
        self._rate, self._listen, self._frames = mix.sample_rate, listen, 0
        self._total = 2 * mix.frames
        listen(StageStarted(stage="master", total=self._total // self._rate))

    def watched(self, blocks: Iterator[Samples]) -> Iterator[Samples]:
        for block in blocks:
            yield block
            self._frames = min(self._frames + len(block), self._total)
            self._listen(StageAdvanced(stage="master", done=self._frames // self._rate))


def _loudness(blocks: Iterator[Samples], rate: int) -> float | None:
    meter = Meter(rate, peaks=False)
    for block in blocks:
        meter.add(block)
    return meter.integrated


def _levelled(mix: Mix, wanted: _Levels) -> Iterator[Samples]:
    """The mix at its loudness and under the ceiling."""
    limiter, gain = Limiter(mix.sample_rate, wanted.ceiling), np.float32(db_to_gain(wanted.gain))
    for block in mix.blocks():
        yield limiter.process(block * gain)
    yield limiter.flush()


def _encode(mix: Mix, path: Path, tags: Tags, wanted: _Levels, progress: _Progress) -> None:
    """Write the whole file; mixing and encoding go on at the same time."""
    try:
        with av.open(str(path), "w", format="mp3", options=_CONTAINER_OPTIONS) as container:
            _describe(container, mix, tags)
            stream: Any = container.add_stream(CODEC, rate=mix.sample_rate, layout="stereo", options=_CODEC_OPTIONS)
            stream.bit_rate = BIT_RATE
            if tags.cover:
                _attach(container, tags.cover)
            with _ahead(_levelled(mix, wanted)) as blocks:
                for frame in _frames(progress.watched(blocks), mix.sample_rate):
                    container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
    except OSError as error:
        raise StorageError(
            f"{path.parent} takes no more: {error.strerror}", hint="make room, or choose another --output"
        ) from error


def _frames(blocks: Iterator[Samples], rate: int) -> Iterator[av.AudioFrame]:
    start = 0
    for block in blocks:
        if len(block):
            frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(block.T), format="fltp", layout="stereo")
            frame.sample_rate, frame.pts, frame.time_base = rate, start, Fraction(1, rate)
            start += len(block)
            yield frame


@contextmanager
def _ahead(blocks: Iterator[Samples]) -> Iterator[Iterator[Samples]]:
    """The blocks, computed in a thread of their own; what goes wrong there is raised here. The thread ends with the block."""
    waiting: Queue[Samples | BaseException | None] = Queue(_QUEUED_BLOCKS)
    wanted = True

    def work() -> None:
        try:
            for block in blocks:
                waiting.put(block)
                if not wanted:
                    return
            waiting.put(None)
        except BaseException as error:  # noqa: BLE001  (raised again in the thread that waits)
            waiting.put(error)

    def received() -> Iterator[Samples]:
        while (item := waiting.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item

    thread = Thread(target=work, daemon=True)
    thread.start()
    try:
        yield received()
    finally:
        wanted = False
        while thread.is_alive():
            while not waiting.empty():
                waiting.get()
            thread.join(timeout=0.05)


def _describe(container: Any, mix: Mix, tags: Tags) -> None:  # noqa: ANN401  (PyAV's container for writing)
    """Title page and chapter marks into the file's tags."""
    known = {"title": tags.title, "album": tags.title, "artist": tags.artist, "language": tags.language, "genre": "Audio Drama"}
    container.metadata.update({name: value for name, value in known.items() if value})
    ends = [*(marker.start for marker in mix.markers), mix.frames][1:]
    container.set_chapters(
        [_chapter(i, marker, end, mix) for i, (marker, end) in enumerate(zip(mix.markers, ends, strict=True))]
    )


def _attach(container: Any, cover: bytes) -> None:  # noqa: ANN401  (PyAV's container for writing)
    """The cover picture, as players show it; what is no picture is left out, and opened as nothing else."""
    kind = next((kind for signature, kind in _PICTURES if cover.startswith(signature)), "")
    if not kind or not _can_be_seen(cover, kind):
        return
    with av.open(BytesIO(cover), "r", format=kind) as picture:
        stream = container.add_stream_from_template(picture.streams.video[0])
        stream.disposition = Disposition.attached_pic
        packet = next(packet for packet in picture.demux(video=0) if packet.size)
        packet.stream, packet.pts, packet.dts = stream, 0, 0
        container.mux(packet)


def _can_be_seen(cover: bytes, kind: str) -> bool:
    try:
        with av.open(BytesIO(cover), "r", format=kind) as picture:
            return next(picture.decode(video=0)).width > 0
    except (av.FFmpegError, IndexError, StopIteration):
        return False


def _chapter(number: int, marker: Marker, end: int, mix: Mix) -> dict[str, Any]:
    start, stop = (round(frame / mix.sample_rate / _MILLISECOND) for frame in (marker.start, end))
    return {"id": number, "start": start, "end": stop, "time_base": _MILLISECOND, "metadata": {"title": marker.title}}


def _measure(path: Path) -> tuple[float | None, float]:
    """Loudness (LUFS, None for silence) and true peak (dBTP) of a finished file, decoded as a player does."""
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        meter, decoded = Meter(stream.rate), container.decode(stream)
        while frames := list(islice(decoded, _FRAMES_AT_ONCE)):
            meter.add(np.concatenate([frame.to_ndarray() for frame in frames], axis=1).T.astype(np.float32))
    return meter.integrated, meter.true_peak
