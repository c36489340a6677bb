"""What our own signal processing does to a voice where its engine cannot: another pace, another pitch, another size, a whisper.

Size is tape speed: the engine speaks `size` times faster and the tape runs that much slower, so that the length stays and
pitch and formants move together, as they do in a bigger body. Pace is WSOLA (Verhelst and Roelands 1993): pieces of the sound
are laid nearer together or further apart, each shifted a little to where it fits best. Pitch is both: stretched, then run
faster. The whisper keeps each moment's formants (linear prediction) and puts noise in place of the vocal cords.
"""

from __future__ import annotations

from itertools import count
from typing import Final

import numpy as np
from numpy.typing import NDArray

from audiodrama.audio.filters import all_pole, correlated
from audiodrama.audio.samples import Samples, resample
from audiodrama.model import Treatment
from audiodrama.tts.chant import chanted
from audiodrama.tts.voicing import breathed, dying, roughened, trembling, with_effort

_PIECE_S: Final = 0.030
"""Length of the pieces that WSOLA lays: two to six periods of a voice."""
_SEARCH_S: Final = 0.0125
"""How far a piece may be shifted to fit: one period of the lowest voice, 80 Hz."""

_WHISPER_PIECE_S: Final = 0.025
"""Speech changes little within it."""
_PREEMPHASIS: Final = 0.97
"""A whisper lacks the fall of 6 dB per octave that the vocal cords give a voice; this takes it away."""
_WHISPER_LEVEL: Final = 0.5
"""Against the voice it is made from, in RMS: a whisper is softer, and the mixer keeps a line near its role's loudness."""
_NOTHING: Final = 1e-9
"""Keeps divisions by silence finite."""
_WHITENING: Final = 1.0001
"""White noise 40 dB below the piece, which keeps the prediction stable."""


def treat(sound: Samples, rate: int, treatment: Treatment) -> Samples:
    """The sound, shape (n,) at `rate` Hz, treated; its length becomes n * size / rate ratio."""
    if treatment.breath > 0:
        sound = breathed(sound, whispered(sound, rate), treatment.breath)
    if treatment.chant:
        sound = sung(sound, rate)
    pitch = 2 ** (treatment.pitch / 12)
    sound = stretched(sound, rate, pitch / treatment.rate)
    return _voiced(slowed(sound, treatment.size / pitch), rate, treatment)


def _voiced(sound: Samples, rate: int, treatment: Treatment) -> Samples:
    """With the colour that its manner gives a voice."""
    if treatment.effort:
        sound = with_effort(sound, rate, treatment.effort)
    if treatment.rough:
        sound = roughened(sound, rate, treatment.rough)
    if treatment.tremble:
        sound = trembling(sound, rate, treatment.tremble)
    return dying(sound, rate) if treatment.dying else sound


def slowed(sound: Samples, factor: float) -> Samples:
    """As a tape played `factor` times slower: longer and deeper above 1, shorter and higher below."""
    return resample(sound, 1.0, factor)


def stretched(sound: Samples, rate: int, factor: float) -> Samples:
    """`factor` times as long at the same pitch; shape (round(n * factor),)."""
    wanted = round(len(sound) * factor)
    return sound if wanted in (0, len(sound)) else warped(sound, rate, np.array([0.0, len(sound)]), np.array([0.0, wanted]))


def warped(sound: Samples, rate: int, before: NDArray[np.float64], after: NDArray[np.float64]) -> Samples:
    """The sound whose frames `before` come at frames `after`, at the same pitch, by WSOLA; both rise from 0 to a length."""
    wanted = round(after[-1])
    hop, reach = round(_PIECE_S * rate / 2), round(_SEARCH_S * rate)
    window = np.hanning(2 * hop + 1)[:-1]
    padded = np.pad(sound, (hop + reach, 2 * hop + reach))
    pieces = -(-wanted // hop) + 1
    sources = np.minimum(np.round(np.interp(np.arange(1, pieces + 1) * hop, after, before)), len(sound)).astype(int)
    laid = np.zeros((pieces + 1) * hop)
    start = reach
    for index, earliest in enumerate(sources):
        laid[index * hop : (index + 2) * hop] += window * padded[start : start + 2 * hop]
        follows = padded[start + hop : start + 3 * hop]
        start = earliest + _best_fit(follows, padded[earliest : earliest + 2 * (hop + reach)])
    return laid[hop : hop + wanted].astype(np.float32)


def bent(sound: Samples, rate: int, stretch: NDArray[np.float64], shift: NDArray[np.float64]) -> Samples:
    """The sound stretched and moved in pitch by ratios that stand at even steps over it.

    It is stretched by both together, then run at the speed that gives each pitch.
    """
    step = len(sound) / len(stretch)
    before = np.linspace(0.0, len(sound), len(stretch) + 1)
    after = np.concatenate(([0.0], np.cumsum(stretch * shift * step)))
    longer = warped(sound, rate, before, after)
    times = np.concatenate(([0.0], np.cumsum(stretch * step)))
    places = np.interp(np.arange(round(times[-1])), times, after)
    return np.asarray(np.interp(places, np.arange(len(longer)), longer), dtype=np.float32)


def sung(sound: Samples, rate: int) -> Samples:
    """The speech as a chant (`chant.py`)."""
    warp = chanted(sound, rate)
    return sound if warp is None else bent(sound, rate, warp.stretch, warp.shift)


def _best_fit(piece: Samples, region: Samples) -> int:
    """Where in the region the piece fits best, by normalised cross-correlation."""
    likeness = correlated(region, piece)
    squares = np.concatenate(([0.0], np.cumsum(np.square(region, dtype=np.float64))))
    energy = squares[len(piece) :] - squares[: -len(piece)]
    return int(np.argmax(likeness / np.sqrt(energy + _NOTHING)))


def whispered(sound: Samples, rate: int) -> Samples:
    """The same words without a voice: noise, shaped by each moment's linear prediction; shape (n,), half as loud.

    The noise is the same each time, so that a clip is the same each time.
    """
    length = round(_WHISPER_PIECE_S * rate / 2) * 2
    order = 2 + rate // 1000  # the usual choice: two poles for each formant, one formant per kHz of bandwidth
    window = np.hanning(length + 1)[:-1]
    padded = np.pad(np.append(sound[:1], sound[1:] - _PREEMPHASIS * sound[:-1]), length)
    pieces = np.lib.stride_tricks.sliding_window_view(padded, length)[:: length // 2] * window
    noise = np.random.default_rng(0).standard_normal(len(padded))
    whisper = np.zeros(len(padded))
    for start, likeness in zip(count(0, length // 2), _autocorrelations(pieces, order), strict=False):
        poles, gain = _prediction(likeness)
        piece = slice(start, start + length)
        whisper[piece] += window * all_pole(gain * noise[piece], poles)
    whisper = whisper[length:-length]
    return (whisper * _WHISPER_LEVEL * _rms(sound) / max(_rms(whisper), _NOTHING)).astype(np.float32)


def _autocorrelations(pieces: NDArray[np.float64], order: int) -> NDArray[np.float64]:
    """Of each row, lags 0 to `order`."""
    spectra = np.fft.rfft(pieces, n=2 * pieces.shape[1])
    return np.fft.irfft(np.square(np.abs(spectra)))[:, : order + 1]


def _prediction(likeness: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    """The all-pole filter of a piece of speech, and the gain of what excites it, from its autocorrelation."""
    energy = likeness[0] * _WHITENING + _NOTHING
    lags = np.arange(len(likeness) - 1)
    weights = np.linalg.solve(np.append(energy, likeness[1:-1])[np.abs(lags[:, None] - lags)], likeness[1:])
    error = energy - weights @ likeness[1:]
    return np.append(1.0, -weights), float(np.sqrt(max(error, 0.0)))


def _rms(sound: NDArray[np.float64] | Samples) -> float:
    return float(np.sqrt(np.mean(np.square(sound, dtype=np.float64))))
