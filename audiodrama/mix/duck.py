"""The music's fader: down while somebody speaks, forward between scenes. No detector, because the timeline knows who speaks.

The fader's targets are piecewise constant and it follows them like a one-pole filter, so its height at any frame has a closed
form. It needs no state from block to block: any block size gives the same samples, and memory holds one number per turn.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from audiodrama.model import SAMPLE_RATE, Placed, Stretch

Samples = NDArray[np.float32]

BEFORE: Final = 0.25
"""Seconds before a line at which the music begins to go: it is out of the way at the first word."""
AFTER: Final = 0.60
"""Seconds after a line that it stays down."""
BRIDGED: Final = 1.5
"""Seconds between two such spans that are too short to come up in: coming up only to go down again is pumping."""
ATTACK: Final = 0.08
"""Time constant on the way down, seconds."""
RELEASE: Final = 0.55
"""Time constant on the way up, seconds."""
RETREAT: Final = 0.30
"""Time constant from the front back to its usual level when nobody speaks, seconds."""
FORWARD_DB: Final = 9.0
"""How much the music comes forward between scenes: at -18 LU from -18 to -9 against the speech."""


class _Leg(NamedTuple):
    """From `start` the fader goes from `height` towards `target`, in dB, by `constant` frames."""

    start: int
    height: float
    target: float
    constant: float

    def after(self, frames: Samples) -> Samples:
        """Its height so many frames after its start, dB."""
        still_away = np.exp(frames * np.float32(-1 / self.constant))
        return np.asarray(np.float32(self.target) + np.float32(self.height - self.target) * still_away)


class Fader:
    """The height of the fader at every frame of a timeline."""

    def __init__(self, voices: Iterable[Placed], forward: Sequence[Stretch], duck_db: float) -> None:
        self._legs = _legs(_targets(spoken(voices), forward, -duck_db))
        self._starts = [leg.start for leg in self._legs]

    def gain(self, start: int, frames: int) -> Samples:
        """Linear gains of the frames from `start`, (frames,)."""
        height = np.empty(frames, np.float32)
        first = bisect_right(self._starts, start) - 1
        for number in range(first, len(self._legs)):
            leg = self._legs[number]
            if leg.start >= start + frames:
                break
            end = self._starts[number + 1] if number + 1 < len(self._legs) else start + frames
            begin, stop = max(leg.start, start), min(end, start + frames)
            passed = np.arange(begin - leg.start, stop - leg.start, dtype=np.float32)
            height[begin - start : stop - start] = leg.after(passed)
        return np.asarray(np.exp(height * np.float32(math.log(10) / 20)))


def spoken(voices: Iterable[Placed]) -> list[Stretch]:
    """Where the music is kept down: every line with its margins, short gaps bridged."""
    joined: list[Stretch] = []
    for voice in sorted(voices, key=lambda placed: placed.start):
        start = max(0, voice.start - _frames(BEFORE))
        end = voice.end + _frames(AFTER)
        if joined and start - joined[-1].end < _frames(BRIDGED):
            joined[-1] = Stretch(joined[-1].start, max(joined[-1].end, end))
        else:
            joined.append(Stretch(start, end))
    return joined


def _targets(speech: Sequence[Stretch], forward: Sequence[Stretch], ducked: float) -> list[tuple[int, float]]:
    """Where the target changes, and to what: a bridged gap in which the music comes forward is no speech."""
    edges = sorted({0, *(edge for stretch in (*speech, *forward) for edge in stretch)})
    targets: list[tuple[int, float]] = []
    for edge in edges:
        usual = ducked if _inside(speech, edge) else 0.0
        target = FORWARD_DB if _inside(forward, edge) else usual
        if not targets or targets[-1][1] != target:
            targets.append((edge, target))
    return targets


def _inside(stretches: Sequence[Stretch], frame: int) -> bool:
    number = bisect_right(stretches, frame, key=lambda stretch: stretch.start) - 1
    return number >= 0 and frame < stretches[number].end


def _legs(targets: Sequence[tuple[int, float]]) -> list[_Leg]:
    height = targets[0][1]
    legs = [_Leg(0, height, height, 1.0)]
    for start, target in targets[1:]:
        last = legs[-1]
        height = last.target + (last.height - last.target) * math.exp((last.start - start) / last.constant)
        legs.append(_Leg(start, height, target, _constant(height, target) * SAMPLE_RATE))
    return legs


def _constant(height: float, target: float) -> float:
    if target > height:
        return RELEASE
    return ATTACK if target < 0 else RETREAT


def _frames(seconds: float) -> int:
    return round(seconds * SAMPLE_RATE)
