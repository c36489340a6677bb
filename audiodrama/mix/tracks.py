"""Sounds on disk: what is heard is written once, ready for the mix, and read from disk while it is heard."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import soundfile
from numpy.typing import NDArray

from audiodrama.audio.loudness import Meter
from audiodrama.audio.samples import db_to_gain
from audiodrama.errors import StorageError
from audiodrama.files import write_whole, writing
from audiodrama.mix.effects import pan_gains, placed_in_space, tail
from audiodrama.mix.pacing import CUT_FADE
from audiodrama.model import SAMPLE_RATE, Placed, PlacedSound

Samples = NDArray[np.float32]

SAFETY_FADE: Final = round(0.005 * SAMPLE_RATE)
"""Frames over which everything begins and ends, whatever is in the file: nothing may click."""
HELD_LOOP: Final = 90 * SAMPLE_RATE
"""Frames of a loop that is held in memory while it is heard: 16 MB at most, and no decoding of it over and over."""
GIVING_WAY_DB: Final = -3.0
"""How much an interrupted voice goes down once the other has begun."""
GIVING_WAY: Final = round(0.03 * SAMPLE_RATE)
"""Frames it takes to do so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """A stereo FLAC file at `SAMPLE_RATE` that is ready to be mixed."""

    path: Path
    frames: int
    loudness: float | None
    """LUFS; None when it is too short or too quiet to have one."""
    peak: float
    """Of its samples, full scale 1."""


def stored(path: Path) -> Track | None:
    """The track at that path; None when there is none that can be used."""
    try:
        facts = json.loads(_facts(path).read_text("utf-8"))
        track = Track(path=path, frames=facts["frames"], loudness=facts["loudness"], peak=facts["peak"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return track if path.is_file() else None


def store(path: Path, blocks: Iterable[Samples]) -> Track:
    """Write stereo blocks (n, 2) as a track, whole or not at all.

    Raises:
        StorageError: it cannot be written.
    """
    meter, peak, frames = Meter(SAMPLE_RATE, peaks=False), 0.0, 0
    with writing(path) as beside, _writer(beside) as file:
        for block in blocks:
            meter.add(block)
            peak = max(peak, float(np.max(np.abs(block), initial=0.0)))
            frames += len(block)
            _write(file, block, path)
    track = Track(path=path, frames=frames, loudness=meter.integrated, peak=peak)
    write_whole(_facts(path), json.dumps({"frames": track.frames, "loudness": track.loudness, "peak": track.peak}))
    return track


def _facts(path: Path) -> Path:
    return path.with_suffix(".json")


def _writer(path: Path) -> soundfile.SoundFile:
    return soundfile.SoundFile(path, "w", SAMPLE_RATE, 2, "PCM_16", format="FLAC")


def _write(file: soundfile.SoundFile, block: Samples, path: Path) -> None:
    try:
        file.write(block)
    except soundfile.LibsndfileError as error:
        raise StorageError(f"{path} cannot be written: {error}", hint="is the disk full?") from error


class PlayingVoice:
    """A clip while it is heard, in its place in the room."""

    def __init__(self, placed: Placed) -> None:
        self._placed = placed
        self.start = placed.start
        self.end = placed.end + tail(placed.effect)
        self._samples = self._in_space()

    def _in_space(self) -> Samples:
        with _opened(self._placed.clip.path) as file:
            voice = file.read(self._placed.frames, dtype="float32", always_2d=True)[:, 0]
        short = self._placed.frames - len(voice)
        voice = np.pad(voice, (0, short)) * _voice_envelope(self._placed)
        return placed_in_space(voice, self._placed.effect, self._placed.pan)

    def read(self, start: int, frames: int) -> Samples:
        """The frames from `start`, counted from its beginning, (frames, 2)."""
        return self._samples[start : start + frames]

    def close(self) -> None:
        """Nothing is open."""


class PlayingSound:
    """A track while it is heard, read from disk as it goes; a short loop is held, as it is read again and again."""

    def __init__(self, placed: PlacedSound) -> None:
        self._placed = placed
        self.start = placed.start
        self.end = placed.start + placed.frames
        self._file = _opened(placed.path)
        held = placed.loop and self._file.frames <= HELD_LOOP
        self._held = self._file.read(dtype="int16", always_2d=True) if held else None
        self._gains = np.array(pan_gains(placed.pan), np.float32) * np.float32(db_to_gain(placed.gain_db) / 32768)

    def read(self, start: int, frames: int) -> Samples:
        """The frames from `start`, counted from its beginning, (frames, 2)."""
        sound = self._raw(start, frames) * self._gains
        _fade_edges(sound, start, self._placed)
        return sound

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _raw(self, start: int, frames: int) -> NDArray[np.int16]:
        """What stands in the file, again and again where it loops, silence after it where it does not."""
        out = np.zeros((frames, 2), np.int16)
        done, length = 0, self._file.frames
        while done < frames and length and (self._placed.loop or start + done < length):
            piece = self._piece((start + done) % length, frames - done)
            if not len(piece):
                break
            out[done : done + len(piece)] = piece
            done += len(piece)
        return out

    def _piece(self, place: int, frames: int) -> NDArray[np.int16]:
        """At most so many frames from that place on, up to the file's end."""
        if self._held is not None:
            return np.asarray(self._held[place : place + frames])
        if self._file.tell() != place:
            self._file.seek(place)
        return np.asarray(self._file.read(frames, dtype="int16", always_2d=True))


def _opened(path: Path) -> soundfile.SoundFile:
    try:
        return soundfile.SoundFile(path)
    except (soundfile.LibsndfileError, OSError) as error:
        raise StorageError(f"{path} cannot be read: {error}", hint="run the same command again: it is made anew") from error


def _voice_envelope(placed: Placed) -> Samples:
    """Its gain, its safety fades, and how it gives way to an interruption, (frames,)."""
    left = np.arange(placed.frames, 0, -1, dtype=np.float32)
    fade_out = round(CUT_FADE * SAMPLE_RATE) if placed.overlapped else SAFETY_FADE
    envelope = np.minimum(1, left[::-1] / SAFETY_FADE) * np.minimum(1, left / fade_out)
    if placed.overlapped:
        given = np.clip((placed.overlapped - left) / GIVING_WAY, 0, 1)
        envelope *= 10 ** (given * GIVING_WAY_DB / 20)
    return np.asarray(envelope * db_to_gain(placed.gain_db), np.float32)


def _fade_edges(sound: Samples, start: int, placed: PlacedSound) -> None:
    """Fade in and out by equal power, in place; `start` is the first frame's distance from the sound's beginning."""
    fade_in, fade_out = max(placed.fade_in, SAFETY_FADE), max(placed.fade_out, SAFETY_FADE)
    rising = sound[: max(0, fade_in - start)]
    rising *= _quarter_sine(np.arange(start, start + len(rising)), fade_in)
    falling = sound[max(0, placed.frames - fade_out - start) :]
    left = placed.frames - start - len(sound)
    falling *= _quarter_sine(np.arange(left + len(falling), left, -1), fade_out)


def _quarter_sine(frames: NDArray[np.int64], length: int) -> Samples:
    """From 0 to 1 over `length` frames, (n, 1)."""
    return np.asarray(np.sin(np.clip(frames / length, 0, 1) * np.pi / 2), np.float32)[:, None]
