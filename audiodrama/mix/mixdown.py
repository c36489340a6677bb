"""The timeline becomes sound, block by block: whatever the length of the drama, memory holds what is heard at this moment.

Every part of the mix is a function of the frame alone (samples on disk, fades, the fader, the room tone), so that any block
size gives the same samples and nothing has to be carried from block to block but open files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from audiodrama.audio.samples import db_to_gain
from audiodrama.mix.duck import Fader
from audiodrama.mix.tracks import PlayingSound, PlayingVoice
from audiodrama.model import SAMPLE_RATE, Mix, Placed, PlacedSound, Timeline

Samples = NDArray[np.float32]

BLOCK: Final = 4 * SAMPLE_RATE
"""Frames a block: 4 s are long enough to be fast and short enough to be 1.4 MB."""
ROOM_TONE_DB: Final = -70.0
"""dBFS, RMS: after mastering about -66, which is no silence to a player and nothing to a listener."""
_ROOM_TONE_FRAMES: Final = 1 << 19
"""About 12 s, then it repeats: nobody hears noise repeat at that level."""


class _Playing(Protocol):
    start: int
    end: int

    def read(self, start: int, frames: int) -> Samples: ...

    def close(self) -> None: ...


def mix(timeline: Timeline, *, block: int = BLOCK) -> Mix:
    """A mix that is computed while it is read, `block` frames at a time.

    Raises (while it is read):
        StorageError: a clip or a prepared sound is no longer there.
    """
    return Mix(
        sample_rate=SAMPLE_RATE,
        frames=timeline.frames,
        markers=timeline.markers,
        blocks=lambda: _blocks(timeline, block),
    )


def _blocks(timeline: Timeline, size: int) -> Iterator[Samples]:
    voices = _Layer([voice for voice in timeline.voices if not voice.clip.missing])
    sounds = _Layer([sound for sound in (*timeline.sounds, *timeline.beds) if not sound.duck])
    music = _Layer([sound for sound in (*timeline.sounds, *timeline.beds) if sound.duck])
    fader = Fader(timeline.voices, timeline.forward, timeline.duck_db)
    tone = room_tone(timeline.seed)
    for start in range(0, timeline.frames, size):
        frames = min(size, timeline.frames - start)
        block = _wrapped(tone, start, frames)
        if music.heard(start, frames):
            under = np.zeros_like(block)
            music.add(under, start)
            block += under * fader.gain(start, frames)[:, None]
        sounds.add(block, start)
        voices.add(block, start)
        yield block


def _wrapped(loop: Samples, start: int, frames: int) -> Samples:
    """A copy of the frames from `start` of a loop that goes round and round."""
    first = start % len(loop)
    turns = -(-(first + frames) // len(loop))
    return np.concatenate([loop[first:], *[loop] * (turns - 1)])[:frames].copy()


class _Layer:
    """Events of one kind, read in the order of time; a file is open only while it is heard."""

    def __init__(self, events: Sequence[Placed | PlacedSound]) -> None:
        self._waiting = sorted(events, key=lambda event: event.start, reverse=True)
        self._playing: list[_Playing] = []

    def heard(self, start: int, frames: int) -> bool:
        """Whether anything sounds there; opens what begins."""
        while self._waiting and self._waiting[-1].start < start + frames:
            event = self._waiting.pop()
            self._playing.append(PlayingVoice(event) if isinstance(event, Placed) else PlayingSound(event))
        return bool(self._playing)

    def add(self, block: Samples, start: int) -> None:
        """Add to the block, whose first frame is `start`, what sounds in it."""
        self.heard(start, len(block))
        for event in self._playing:
            first, last = max(event.start, start), min(event.end, start + len(block))
            if first < last:
                block[first - start : last - start] += event.read(first - event.start, last - first)
        ended = [event for event in self._playing if event.end <= start + len(block)]
        self._playing = [event for event in self._playing if event.end > start + len(block)]
        for event in ended:
            event.close()


def room_tone(seed: int) -> Samples:
    """Very quiet noise (n, 2) that begins where it ends, darker towards the highs like the air of a room."""
    random = np.random.default_rng((seed, 2))
    hertz = np.fft.rfftfreq(_ROOM_TONE_FRAMES, 1 / SAMPLE_RATE)
    shape = (hertz > 20) / np.sqrt(1 + (hertz / 400) ** 2)
    turns = np.exp(2j * np.pi * random.random((len(hertz), 2)))
    noise = np.fft.irfft(shape[:, None] * turns, _ROOM_TONE_FRAMES, axis=0)
    level = db_to_gain(ROOM_TONE_DB) / np.sqrt(np.mean(noise**2))
    return np.asarray(noise * level, np.float32)
