"""Speech made into a chant: its syllables on a steady beat, its pitch on the notes of a simple tune.

Nobody here can sing; but words on notes and in time are heard as a song, and speech that reads verses is heard as a mistake.
The tune is the oldest one: each verse recited on one note, begun from below, ended on a cadence that stays open, then closes.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from audiodrama.audio.filters import band_pass, filtered
from audiodrama.audio.samples import Samples

_STEP_S: Final = 0.010
_WINDOW_S: Final = 0.040
_LOWEST_HZ: Final = 65.0
_HIGHEST_HZ: Final = 420.0
_VOICED: Final = 0.5
"""Least autocorrelation at the period of what counts as voiced."""
_QUIET: Final = 0.1
"""Of the loudest step; below it there is no voice."""
_RANGE: Final = 1.6
"""How far a speaker goes from the usual pitch, up and down, as a ratio."""
_LONGER_COSTS: Final = 0.15
"""Of two periods that fit, the shorter is the voice's."""
_LEAST_TAPER: Final = 0.05
_NOTHING: Final = 1e-9
_NUCLEUS_HZ: Final = (300.0, 3000.0)
_NUCLEUS_GAP_S: Final = 0.12
"""Between syllables at the least."""
_NUCLEUS_RISE: Final = 0.12
"""Of the strongest syllable: how far the level falls between two that are told apart."""
_VERSE_GAP_S: Final = 0.45
"""Between two syllables; from here on a new verse begins."""
_LONGEST_BEATS: Final = 3
_STRETCH: Final = (0.6, 1.9)
_SHIFT: Final = (0.6, 1.7)
"""What a voice bears before it sounds broken, as ratios."""
_OPENING: Final = (-3.0,)
_CADENCES: Final = ((2.0, 0.0), (-2.0, -5.0))
"""Semitones against the reciting note: how a verse begins, and how the first and the second of two end."""
_SMOOTH_S: Final = 0.03

_Track = NDArray[np.float64]


class Warp(NamedTuple):
    """How the sound is to be bent, at times `_STEP_S` apart: as ratios."""

    stretch: _Track
    shift: _Track


def chanted(sound: Samples, rate: int) -> Warp | None:
    """How to bend the sound into a chant; None where too little of it is voiced."""
    if len(sound) < _VERSE_GAP_S * rate:
        return None
    pitch = _pitch(sound, rate)
    nuclei = _nuclei(sound, rate)
    if len(nuclei) < 3 or np.count_nonzero(pitch) < 3:
        return None
    verses = _verses(nuclei)
    return Warp(_stretch(nuclei, len(pitch)), _shift(pitch, verses))


def _pitch(sound: Samples, rate: int) -> _Track:
    """Hz each step; 0 where there is no voice.

    It is read twice, the second time near the voice's usual pitch, against octave errors.
    """
    likeness, loud = _likeness(sound, rate)
    first = _periods(likeness, loud, rate, _LOWEST_HZ, _HIGHEST_HZ)
    if not first.any():
        return first
    usual = float(np.median(first[first > 0]))
    return _periods(likeness, loud, rate, usual / _RANGE, usual * _RANGE)


def _likeness(sound: Samples, rate: int) -> tuple[_Track, _Track]:
    """The autocorrelation of each step's window, and its level."""
    length, step = round(_WINDOW_S * rate), round(_STEP_S * rate)
    padded = np.pad(sound.astype(np.float64), (length // 2, length))
    pieces = np.lib.stride_tricks.sliding_window_view(padded, length)[::step][: -(-len(sound) // step)]
    taper = np.hanning(length)
    power = np.abs(np.fft.rfft(np.stack([*(pieces * taper), taper]), n=2 * length)) ** 2
    likeness = np.fft.irfft(power)[:, :length]
    likeness /= np.maximum(likeness[:, :1], _NOTHING)
    return likeness[:-1] / np.maximum(likeness[-1], _LEAST_TAPER), np.sqrt(np.mean(pieces**2, axis=1))


def _periods(likeness: _Track, loud: _Track, rate: int, lowest: float, highest: float) -> _Track:
    short, long = round(rate / highest), min(round(rate / lowest), likeness.shape[1] // 2)
    within = likeness[:, short:long] * (1 - _LONGER_COSTS * np.arange(short, long) / long)
    lags = short + np.argmax(within, axis=1)
    strength = likeness[np.arange(len(lags)), lags]
    voiced = (strength > _VOICED) & (loud > _QUIET * loud.max(initial=0.0))
    return np.where(voiced, rate / lags, 0.0)


def _nuclei(sound: Samples, rate: int) -> NDArray[np.int64]:
    """The steps at which syllables are loudest."""
    speech = band_pass(2, _NUCLEUS_HZ, rate)
    band = filtered(filtered(sound, speech, rate)[::-1], speech, rate)[::-1]
    step = round(_STEP_S * rate)
    levels = np.sqrt(np.add.reduceat(band**2, np.arange(0, len(band), step)) / step)
    levels = np.convolve(levels, np.hanning(7) / np.hanning(7).sum(), "same")
    peaks = np.flatnonzero((levels[1:-1] > levels[:-2]) & (levels[1:-1] >= levels[2:])) + 1
    rise = _NUCLEUS_RISE * levels.max(initial=0.0)
    return np.array([peak for peak in _apart(peaks, levels) if _prominence(levels, peak) >= rise], dtype=np.int64)


def _apart(peaks: NDArray[np.int64], levels: _Track) -> list[int]:
    """The strongest first; none that is too near to one that is stronger."""
    kept: list[int] = []
    for peak in peaks[np.argsort(-levels[peaks], kind="stable")].tolist():
        if all(abs(peak - other) >= _NUCLEUS_GAP_S / _STEP_S for other in kept):
            kept.append(peak)
    return sorted(kept)


def _prominence(levels: _Track, peak: int) -> float:
    """How far one must go down from the peak to reach a higher one, or the end."""
    higher = np.flatnonzero(levels > levels[peak])
    left = higher[higher < peak].max(initial=-1) + 1
    right = higher[higher > peak].min(initial=len(levels))
    return float(levels[peak] - max(levels[left : peak + 1].min(), levels[peak:right].min()))


def _verses(nuclei: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    gaps = np.flatnonzero(np.diff(nuclei) > _VERSE_GAP_S / _STEP_S) + 1
    return np.split(nuclei, gaps)


def _stretch(nuclei: NDArray[np.int64], steps: int) -> _Track:
    """Each stretch from one syllable to the next becomes a whole number of beats."""
    lengths = np.diff(nuclei).astype(np.float64)
    beat = float(np.median(lengths))
    beats = np.clip(np.round(lengths / beat), 1, _LONGEST_BEATS)
    stretch = np.ones(steps)
    for start, end, ratio in zip(nuclei, nuclei[1:], np.clip(beats * beat / lengths, *_STRETCH), strict=False):
        stretch[start:end] = ratio
    return stretch


def _shift(pitch: _Track, verses: list[NDArray[np.int64]]) -> _Track:
    """Each syllable to its note; between syllables the voice glides as it did."""
    voiced = np.flatnonzero(pitch)
    reciting = float(np.median(pitch[voiced]))
    whole = np.interp(np.arange(len(pitch)), voiced, pitch[voiced])
    notes = np.zeros(len(pitch))
    for number, verse in enumerate(verses):
        tune = _tune(len(verse), number)
        edges = [*((verse[1:] + verse[:-1]) // 2), len(pitch)]
        starts = [max(0, verse[0] - round(_VERSE_GAP_S / 2 / _STEP_S)), *edges[:-1]]
        for start, end, note in zip(starts, edges, tune, strict=True):
            notes[start:end] = note
    shift = np.clip(reciting * 2 ** (notes / 12) / whole, *_SHIFT)
    width = round(_SMOOTH_S / _STEP_S)
    return np.convolve(np.pad(shift, width, mode="edge"), np.ones(2 * width + 1) / (2 * width + 1), "valid")


def _tune(syllables: int, verse: int) -> list[float]:
    """A note for each syllable, in semitones."""
    cadence = _CADENCES[verse % 2]
    if syllables <= len(cadence) + len(_OPENING):
        return [0.0, *cadence][-syllables:]
    return [*_OPENING, *[0.0] * (syllables - len(_OPENING) - len(cadence)), *cadence]
