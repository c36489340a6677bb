"""The pitch and the level of speech, for the benchmarks."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from audiodrama.audio.samples import Samples

_PIECE_S: Final = 0.04
_STEP_S: Final = 0.01
_LOWEST_HZ: Final = 60
_HIGHEST_HZ: Final = 450
_VOICED: Final = 0.5
"""Of its energy a piece must repeat after a period."""
_LOUD: Final = 0.05
"""Of the loudest piece; softer ones have no pitch worth measuring."""


def level(sound: Samples) -> float:
    """dB, RMS of full scale."""
    return float(10 * np.log10(np.mean(np.square(sound, dtype=np.float64)) + 1e-12))


def pitches(sound: Samples, rate: int) -> NDArray[np.float64]:
    """Semitones above 1 Hz of every voiced piece, by autocorrelation."""
    size, step = round(_PIECE_S * rate), round(_STEP_S * rate)
    if len(sound) < size:
        return np.zeros(0)
    pieces = np.lib.stride_tricks.sliding_window_view(sound.astype(np.float64), size)[::step] * np.hanning(size)
    likeness = np.fft.irfft(np.square(np.abs(np.fft.rfft(pieces, 2 * size))))
    first, last = rate // _HIGHEST_HZ, rate // _LOWEST_HZ
    best = first + np.argmax(likeness[:, first:last], axis=1)
    energy = likeness[:, 0]
    is_voiced = (likeness[np.arange(len(best)), best] > _VOICED * energy) & (energy > _LOUD**2 * energy.max())
    return np.asarray(12 * np.log2(rate / best[is_voiced]))
