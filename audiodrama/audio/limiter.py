"""A look-ahead limiter: it sees a peak coming and is already down when it arrives, so that nothing clips and nothing clicks."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from audiodrama.audio.filters import running_minimum
from audiodrama.audio.samples import Samples, db_to_gain

LOOK_AHEAD_S: Final = 0.010
"""Long enough that the gain moves too slowly to be heard as distortion, short enough not to pump."""


class Limiter:
    """Holds a stream under a ceiling; the same samples come out whatever the sizes of the blocks.

    The gain that a sample needs is held for the look-ahead on both sides of it (a running minimum) and smoothed by a running
    mean of the same length: at the sample itself every value of the mean is low enough, so the ceiling is never passed.
    """

    def __init__(self, rate: int, ceiling_db: float) -> None:
        self._ceiling = db_to_gain(ceiling_db)
        self._ahead = round(LOOK_AHEAD_S * rate)
        self._gains = np.ones(2 * self._ahead)
        """Needed gains of the samples already out (twice the look-ahead of them), then of those that wait."""
        self._waiting = np.zeros((0, 2), np.float32)

    def process(self, block: Samples) -> Samples:
        """Take in (n, 2); give out what is decided: all samples that are more than the look-ahead old."""
        peaks = np.abs(block).max(axis=1, initial=0.0).astype(np.float64)
        self._gains = np.concatenate((self._gains, self._ceiling / np.maximum(peaks, self._ceiling)))
        self._waiting = np.concatenate((self._waiting, block))
        return self._release(len(self._waiting) - self._ahead)

    def flush(self) -> Samples:
        """The samples that still wait, after the last block."""
        waiting = len(self._waiting)
        self._gains = np.concatenate((self._gains, np.ones(self._ahead)))
        return self._release(waiting)

    def _release(self, count: int) -> Samples:
        if count <= 0:
            return self._waiting[:0]
        gain = self._smoothed(count)
        out = self._waiting[:count] * gain[:, None].astype(np.float32)
        self._waiting = self._waiting[count:]
        self._gains = self._gains[count:]
        return out

    def _smoothed(self, count: int) -> NDArray[np.float64]:
        """The gains of the next `count` samples."""
        window = self._gains[: count + 3 * self._ahead]
        if window.min() >= 1.0:
            return np.ones(count)
        ahead = self._ahead
        held = running_minimum(window, 2 * ahead + 1)
        sums = np.cumsum(np.concatenate(([0.0], held)))
        mean = (sums[ahead + 1 :] - sums[: -ahead - 1]) / (ahead + 1)
        gain: NDArray[np.float64] = np.minimum(mean[:count], 1.0)
        return gain
