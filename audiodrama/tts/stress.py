"""A word stressed in a finished sound, for engines that say where it lies but do not stress it: longer, higher and louder.

Only the word is touched; all before and after it is the engine's. Its pitch moves by tape speed, which moves
the formants too; then each moment is given back the colour that it had, so that it stays the same person's word.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from audiodrama.audio.samples import Samples, db_to_gain
from audiodrama.tts.treat import bent

LENGTH: Final = 1.2
SEMITONES: Final = 2.5
DECIBELS: Final = 2.5
"""Ratio of lengths, and how much higher and louder: a little more than Kokoro's voices are given in the model itself."""

_EDGE_S: Final = 0.02
"""Before and after the word, over which the change comes and goes."""
_STEP_S: Final = 0.005
_JOIN_S: Final = 0.005
_PIECE_S: Final = 0.025
"""Of which the colour is taken: speech changes little within it."""
_COLOUR_S: Final = 0.0015
"""Of the cepstrum: what is slower is the shape of the mouth, what is quicker the voice."""
_MOST_NEPERS: Final = 2.0
_NOTHING: Final = 1e-6
_HANN_SQUARED: Final = 1.5
"""What the squares of Hann's window sum up to, a quarter of its length apart."""


def with_stress(sound: Samples, rate: int, words: Sequence[tuple[int, int]]) -> Samples:
    """The sound, shape (n,), with the words stressed that lie from one frame to another; lowered where it would clip."""
    for start, end in reversed(words):
        edge = round(_EDGE_S * rate)
        before, after = max(0, start - edge), min(len(sound), end + edge)
        sound = np.concatenate((sound[:before], _stressed(sound[before:after], rate), sound[after:]))
    return sound / np.float32(max(1.0, np.abs(sound).max(initial=0.0)))


def _stressed(word: Samples, rate: int) -> Samples:
    """The word with its edges."""
    steps = max(2, round(len(word) / rate / _STEP_S))
    amount = _rising_and_falling(steps, _EDGE_S / _STEP_S)
    stretch, shift = LENGTH**amount, 2 ** (SEMITONES / 12 * amount)
    longer = bent(word, rate, stretch, np.ones(steps))
    higher = _coloured(bent(word, rate, stretch, shift), longer, rate)
    times = np.linspace(0, steps - 1, len(higher))
    gain = db_to_gain(DECIBELS) ** np.interp(times, np.arange(steps), amount)
    return _joining(higher * gain * _rms(longer) / max(_rms(higher), _NOTHING), longer, rate)


def _rising_and_falling(steps: int, edge: float) -> NDArray[np.float64]:
    """From 0 to 1 and back to 0."""
    inward = np.minimum(np.arange(steps), np.arange(steps)[::-1]) / edge
    return np.asarray(0.5 - 0.5 * np.cos(np.pi * np.minimum(1, inward)))


def _coloured(sound: NDArray[np.floating], model: Samples, rate: int) -> NDArray[np.float64]:
    """The sound with the spectral envelope of another that is as long, moment by moment."""
    size = 1 << round(np.log2(_PIECE_S * rate))
    ours, theirs = _spectra(sound, size), _spectra(model, size)
    width = round(_COLOUR_S * rate)
    change = np.clip(_envelope(theirs, width) - _envelope(ours, width), -_MOST_NEPERS, _MOST_NEPERS)
    pieces = np.fft.irfft(ours * np.exp(change)) * _window(size)
    laid = np.zeros((len(pieces) - 1) * (size // 4) + size)
    for index, piece in enumerate(pieces):
        laid[index * (size // 4) : index * (size // 4) + size] += piece
    return laid[size : size + len(sound)] / _HANN_SQUARED


def _spectra(sound: NDArray[np.floating], size: int) -> NDArray[np.complex128]:
    """Of pieces a quarter of their size apart, the first and the last beyond the sound's ends."""
    padded = np.pad(sound, (size, 2 * size))
    return np.fft.rfft(np.lib.stride_tricks.sliding_window_view(padded, size)[:: size // 4] * _window(size))


def _window(size: int) -> NDArray[np.float64]:
    return np.asarray(np.hanning(size + 1)[:-1])


def _envelope(spectra: NDArray[np.complex128], width: int) -> NDArray[np.float64]:
    """The logarithm of each spectrum, smoothed: the low end of its cepstrum, `width` samples of it."""
    cepstra = np.fft.irfft(np.log(np.abs(spectra) + _NOTHING))
    cepstra[:, width : 1 - width] = 0
    return np.asarray(np.fft.rfft(cepstra).real)


def _joining(changed: NDArray[np.float64], plain: Samples, rate: int) -> Samples:
    """The changed word, its ends those of the plain one, so that it fits where it was cut out."""
    join = min(round(_JOIN_S * rate), len(plain) // 4)
    share = np.minimum(1, np.minimum(np.arange(len(plain)), np.arange(len(plain))[::-1]) / max(1, join))
    return np.asarray(share * changed + (1 - share) * plain, dtype=np.float32)


def _rms(sound: NDArray[np.floating]) -> float:
    return float(np.sqrt(np.mean(np.square(sound, dtype=np.float64))))
