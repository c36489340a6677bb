"""Loudness as listeners hear it: ITU-R BS.1770-4, programme loudness with gates, and true peak.

The filters are derived for the real sample rate, since the standard's table is for 48 kHz only. The parameters of the two
analogue prototypes are those that give back the standard's own coefficients at 48 kHz.
"""

from __future__ import annotations

import math
from array import array
from typing import Final

import numpy as np
from numpy.typing import NDArray

from audiodrama.audio.filters import Filter, sections, sinc
from audiodrama.audio.samples import Samples, gain_to_db

HOP_S: Final = 0.1
"""Gating blocks of 400 ms overlap by 75 %: a new one every 100 ms."""
HOPS_A_BLOCK: Final = 4
ABSOLUTE_GATE: Final = -70.0
"""LUFS."""
RELATIVE_GATE: Final = -10.0
"""LU."""
_OFFSET: Final = -0.691
"""dB: the standard's constant, so that a 997 Hz sine at 0 dBFS in one channel reads -3.01."""

_OVERSAMPLING: Final = 4
_TAPS_A_PHASE: Final = 32
"""More than the 12 of the standard's own interpolator, which loses half a decibel of what lies near the top."""
_MOST_OVERSHOOT: Final = 1.42
"""3 dB, the most that a sine rises above its samples (at a quarter of the rate): quieter stretches need no oversampling."""


def integrated(samples: Samples, rate: int) -> float | None:
    """The gated loudness in LUFS of (frames,) or (frames, 2); one channel counts as played centred, by both speakers.

    None when it is shorter than 0.4 s or never louder than -70 LUFS.
    """
    meter = Meter(rate, peaks=False)
    meter.add(np.column_stack((samples, samples)) if samples.ndim == 1 else samples)
    return meter.integrated


class Meter:
    """Measures a stream; the same figures whatever the sizes of the blocks it is given."""

    def __init__(self, rate: int, *, peaks: bool = True) -> None:
        self._filter = Filter(sections(_k_weighting(rate)), rate)
        self._hop = round(HOP_S * rate)
        self._rest = np.zeros((0, 2))
        self._energies = array("d")
        self._peaks = _TruePeak() if peaks else None

    def add(self, block: Samples) -> None:
        """Take in the next samples, shape (n, 2)."""
        if not len(block):
            return
        weighted = self._filter.process(block)
        joined = np.concatenate((self._rest, weighted))
        whole = len(joined) // self._hop * self._hop
        hops = joined[:whole].reshape(-1, self._hop, 2)
        self._energies.extend(np.square(hops).mean(axis=1).sum(axis=1).tolist())
        self._rest = joined[whole:]
        if self._peaks:
            self._peaks.add(block)

    @property
    def integrated(self) -> float | None:
        """Programme loudness so far, LUFS; None while there is none."""
        hops = np.frombuffer(self._energies, dtype=np.float64) if self._energies else np.empty(0)
        if len(hops) < HOPS_A_BLOCK:
            return None
        sums = np.concatenate(([0.0], np.cumsum(hops)))
        blocks = np.maximum((sums[HOPS_A_BLOCK:] - sums[:-HOPS_A_BLOCK]) / HOPS_A_BLOCK, 0.0)
        heard = blocks[blocks > _energy(ABSOLUTE_GATE)]
        if not len(heard):
            return None
        heard = heard[heard > _energy(_lufs(float(heard.mean())) + RELATIVE_GATE)]
        return _lufs(float(heard.mean()))

    @property
    def true_peak(self) -> float:
        """The highest peak between samples so far, dBTP; -inf for silence."""
        return gain_to_db(self._peaks.peak) if self._peaks else -math.inf


class _TruePeak:
    """The peak of the fourfold oversampled signal."""

    _CHUNK: Final = 4096

    def __init__(self) -> None:
        taps = sinc(_OVERSAMPLING * _TAPS_A_PHASE // 2, 1.0 / _OVERSAMPLING) * _OVERSAMPLING
        self._phases = [taps[phase::_OVERSAMPLING] for phase in range(_OVERSAMPLING)]
        self._before = np.zeros((_TAPS_A_PHASE, 2), np.float32)
        self.peak = 0.0

    def add(self, block: Samples) -> None:
        joined = np.concatenate((self._before, block))
        for start in range(0, len(block), self._CHUNK):
            self._measure(joined[start : start + self._CHUNK + _TAPS_A_PHASE])
        self._before = joined[-_TAPS_A_PHASE:]

    def _measure(self, chunk: Samples) -> None:
        """The first samples of the chunk are those before it, so that the interpolator has both sides."""
        sampled = float(np.abs(chunk).max(initial=0.0))
        self.peak = max(self.peak, sampled)
        if sampled * _MOST_OVERSHOOT > self.peak:
            between = (np.convolve(ear, taps, "valid") for ear in chunk.T.astype(np.float64) for taps in self._phases)
            self.peak = max(self.peak, *(float(np.abs(part).max()) for part in between))


def _energy(lufs: float) -> float:
    return float(10.0 ** ((lufs - _OFFSET) / 10.0))


def _lufs(energy: float) -> float:
    return _OFFSET + 10.0 * math.log10(energy)


def _k_weighting(rate: int) -> NDArray[np.float64]:
    """The standard's two filters, second-order sections for any rate: a shelf for the head, a high-pass."""
    return np.array([_shelf(rate, 1681.974450955533, 3.999843853973347, 0.7071752369554196), _high_pass(rate)])


def _shelf(rate: int, frequency: float, gain_db: float, quality: float) -> list[float]:
    k = math.tan(math.pi * frequency / rate)
    high = 10.0 ** (gain_db / 20.0)
    band = high**0.4996667741545416
    scale = 1.0 + k / quality + k * k
    numerator = [high + band * k / quality + k * k, 2.0 * (k * k - high), high - band * k / quality + k * k]
    denominator = [scale, 2.0 * (k * k - 1.0), 1.0 - k / quality + k * k]
    return [value / scale for value in (*numerator, *denominator)]


def _high_pass(rate: int, frequency: float = 38.13547087602444, quality: float = 0.5003270373238773) -> list[float]:
    k = math.tan(math.pi * frequency / rate)
    scale = 1.0 + k / quality + k * k
    return [1.0, -2.0, 1.0, 1.0, 2.0 * (k * k - 1.0) / scale, (1.0 - k / quality + k * k) / scale]
