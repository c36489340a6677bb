"""The few filters that this package needs, by Fourier transform: exact, and a hundred megabytes less to install than SciPy.

A recursive filter is taken by its frequency response and applied block by block (overlap-save), which is right as far as its
ringing has died away within `RING_S`: at 38 Hz, the lowest corner used here, it is 180 dB down by then.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import product
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Response = Callable[[NDArray[np.complex128]], NDArray[np.complex128]]
"""The complex gain at points z of the unit circle."""

RING_S: Final = 0.1
"""How long a filter may ring."""
_SIDE_LOBES: Final = 5.0
"""Kaiser's beta: what a resampler folds back lies 50 dB down just past the edge, and falls."""
_CROSSINGS: Final = 10
"""Zero crossings of the resampler's sinc on each side."""


class Filter:
    """A filter of a stream; the same samples come out whatever the sizes of the blocks."""

    def __init__(self, response: Response, rate: int) -> None:
        self._ring = round(RING_S * rate)
        self._size = 1 << (4 * self._ring - 1).bit_length()
        self._gains = response(np.exp(2j * np.pi * np.arange(self._size // 2 + 1) / self._size))
        self._before: NDArray[np.float64] | None = None

    def process(self, block: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
        """The next samples, shape (n,) or (n, channels), filtered; the same shape."""
        channels = block.T.astype(np.float64)
        if self._before is None:
            self._before = np.zeros((*channels.shape[:-1], self._ring))
        joined = np.concatenate((self._before, channels), axis=-1)
        out = np.empty_like(channels)
        step = self._size - self._ring
        for start in range(0, len(block), step):
            spectrum = np.fft.rfft(joined[..., start : start + self._size], self._size) * self._gains
            piece = out[..., start : start + step]
            piece[...] = np.fft.irfft(spectrum, self._size)[..., self._ring : self._ring + piece.shape[-1]]
        self._before = joined[..., -self._ring :]
        return out.T


def filtered(samples: NDArray[np.floating[Any]], response: Response, rate: int) -> NDArray[np.float64]:
    """A whole sound, shape (n,) or (n, channels), filtered from silence."""
    return Filter(response, rate).process(samples)


def low_pass(order: int, corner: float, rate: int) -> Response:
    """Butterworth's, 3 dB down at `corner` Hz."""
    edge = _warped(corner, rate)
    return lambda z: _butterworth(order, (z - 1) / (z + 1 + _TINY) / edge)


def high_pass(order: int, corner: float, rate: int) -> Response:
    """Butterworth's, 3 dB down at `corner` Hz."""
    edge = _warped(corner, rate)
    return lambda z: _butterworth(order, edge * (z + 1) / (z - 1 + _TINY))


def band_pass(order: int, band: tuple[float, float], rate: int) -> Response:
    """Butterworth's, 3 dB down at both edges of the band, Hz."""
    low, high = (_warped(edge, rate) for edge in band)

    def response(z: NDArray[np.complex128]) -> NDArray[np.complex128]:
        s = (z - 1) / (z + 1 + _TINY)
        return _butterworth(order, (s * s + low * high) / (s * (high - low) + _TINY))

    return response


def sections(rows: NDArray[np.float64]) -> Response:
    """Second-order sections in a row, each b0, b1, b2, a0, a1, a2."""

    def response(z: NDArray[np.complex128]) -> NDArray[np.complex128]:
        powers = z[:, None] ** -np.arange(3)
        return np.asarray(np.prod([(powers @ row[:3]) / (powers @ row[3:]) for row in rows], axis=0))

    return response


_TINY: Final = 1e-30
"""Keeps the far end of a band finite."""


def _warped(hertz: float, rate: int) -> float:
    """Where the bilinear transform puts a frequency."""
    return float(np.tan(np.pi * hertz / rate))


def _butterworth(order: int, s: NDArray[np.complex128]) -> NDArray[np.complex128]:
    """The analogue prototype with its corner at 1."""
    poles = np.exp(1j * np.pi * (2 * np.arange(order) + order + 1) / (2 * order))
    with np.errstate(over="ignore", invalid="ignore"):
        gains = 1 / np.prod([s - pole for pole in poles], axis=0)
    return np.asarray(np.nan_to_num(gains, nan=0.0), np.complex128)


def all_pole(excitation: NDArray[np.float64], poles: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rows of excitation, each through 1 / A(z) of its row of coefficients, from silence.

    Both are faded by a power of time, taken back after: what rings past the transform's end is folded back 160 dB down.
    """
    frames = excitation.shape[-1]
    size = 4 * frames
    fade = 10.0 ** (-8.0 * np.arange(frames) / size)
    spectra = np.fft.rfft(excitation * fade, size) / np.fft.rfft(poles * fade[: poles.shape[-1]], size)
    return np.asarray(np.fft.irfft(spectra, size)[..., :frames] / fade)


def convolved(sound: NDArray[np.floating[Any]], response: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
    """All of it, shape (n + m - 1,)."""
    frames = len(sound) + len(response) - 1
    size = fast_length(frames)
    return np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(response, size), size)[:frames]


def correlated(region: NDArray[np.floating[Any]], piece: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
    """The likeness of the piece to the region at each place where it lies wholly within, shape (n - m + 1,)."""
    size = fast_length(len(region))
    spectrum = np.fft.rfft(region, size) * np.fft.rfft(piece, size).conj()
    return np.fft.irfft(spectrum, size)[: len(region) - len(piece) + 1]


@cache
def fast_length(frames: int) -> int:
    """The least length from `frames` on that has no prime factor above 5, for which Fourier transforms are fast."""
    most = frames.bit_length() + 1
    odd = (int(3**threes * 5**fives) for threes, fives in product(range(most), repeat=2))
    return min(part << max(0, (-(-frames // part) - 1).bit_length()) for part in odd if part < 2 * frames)


def sinc(half: int, cutoff: float) -> NDArray[np.float64]:
    """A low-pass of 2 * half + 1 taps under Kaiser's window, gain 1 at 0 Hz; `cutoff` as a share of half the rate."""
    taps = np.sinc(cutoff * np.arange(-half, half + 1)) * np.kaiser(2 * half + 1, _SIDE_LOBES)
    return np.asarray(taps / taps.sum())


def resampled(samples: NDArray[np.float64], up: int, down: int) -> NDArray[np.float64]:
    """The sound, shape (n,) or (n, channels), at `up` / `down` (coprime) times the rate: ceil(n * up / down) frames."""
    frames = -(-len(samples) * up // down)
    half = _CROSSINGS * max(up, down)
    reach = -(-half // up)
    taps = np.zeros((2 * reach + 1) * up)
    taps[reach * up - half : reach * up + half + 1] = up * sinc(half, 1 / max(up, down))
    phases = taps.reshape(-1, up).T[:, ::-1].copy()
    out = np.empty((*samples.shape[1:], frames))
    for channel, row in zip(samples.T.reshape(-1, len(samples)), out.reshape(-1, frames), strict=True):
        windows = np.lib.stride_tricks.sliding_window_view(np.pad(channel, (reach, reach + 1)), 2 * reach + 1)
        for first in range(min(up, frames)):
            place, phase = divmod(first * down, up)
            row[first::up] = windows[place::down][: len(row[first::up])] @ phases[phase]
    return out.T


def running_minimum(values: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    """The least of each `size` neighbours, shape (n - size + 1,); in two passes, whatever the size (van Herk)."""
    rows = np.pad(values, (0, -len(values) % size), constant_values=np.inf).reshape(-1, size)
    until = np.minimum.accumulate(rows, axis=1).ravel()
    onward = np.minimum.accumulate(rows[:, ::-1], axis=1)[:, ::-1].ravel()
    return np.asarray(np.minimum(onward[: len(values) - size + 1], until[size - 1 : len(values)]))
