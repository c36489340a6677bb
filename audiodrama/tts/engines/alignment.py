"""Where stressed words lie in a sound whose engine does not say: by espeak-ng's readings of the same text.

A reading is made piece by piece, so it is known where each word lies in it; it is laid along the sound by dynamic time warping
of their cepstra (Sakoe and Chiba 1978), as aligners of audiobooks do. A word counts as found where two readers agree.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from audiodrama.audio.edges import trim
from audiodrama.audio.samples import Samples, read_audio, resample
from audiodrama.model import Utterance
from audiodrama.tts.engines.pyttsx3 import Pyttsx3Speaker

_READERS: Final = ("gmw/en-us+edward", "gmw/en-us+anika")
"""The man and the woman of espeak-ng's that are understood best."""
_AGREED_S: Final = 0.08
_EARLY_S: Final = 0.05
"""By so much words seem to begin before they do: their pieces were read alone, each with a beginning of its own."""
_STRAIGHT: Final = 1.2
"""What a step along both costs against one along either: the less, the straighter the path."""
_STAR: Final = "*"
_RATE: Final = 16_000
_STEP: Final = 240
_WINDOW: Final = 400
_TRANSFORM: Final = 512
"""Samples."""
_BANDS: Final = 26
_BAND_HZ: Final = (80.0, 7600.0)
_CEPSTRA: Final = 13
_QUIET: Final = 1e-7
_LONGEST_S: Final = 60.0
"""The work grows with the square of the length."""

_Track = NDArray[np.float64]


class Aligner:
    """espeak-ng as a reader; one in a process."""

    def __init__(self) -> None:
        self._reader = Pyttsx3Speaker()

    def stressed_words(self, text: str, sound: Samples, rate: int) -> list[tuple[int, int]]:
        """First and last frame of each word that stands between stars in the text; without those that were not found."""
        spoken = trim(sound, rate)
        if not 0 < len(spoken) < _LONGEST_S * rate:
            return []
        lead = len(sound) - len(trim(sound, rate, after=_LONGEST_S))
        heard = _cepstra(resample(spoken, rate, _RATE))
        edges = np.array([self._edges(voice, text, heard) for voice in _READERS]) * _STEP / _RATE
        agreed = np.ptp(edges, axis=0) < _AGREED_S
        starts, ends = np.split(edges.mean(axis=0).reshape(-1, 2), 2, axis=1)
        return [
            (lead + round((start + _EARLY_S) * rate), lead + round(end * rate))
            for start, end, found in zip(starts.flat, ends.flat, agreed.reshape(-1, 2).all(axis=1), strict=True)
            if found and end - start > 2 * _EARLY_S
        ]

    def _edges(self, voice: str, text: str, heard: _Track) -> _Track:
        """The steps of the sound at which stars stand, by one reader."""
        pieces = [self._read(voice, piece) for piece in text.split(_STAR)]
        places = np.cumsum([len(piece) for piece in pieces])[:-1] / _STEP
        return _across(places, _path(_distances(_cepstra(np.concatenate(pieces)), heard)))

    def _read(self, voice: str, piece: str) -> Samples:
        """The reader's sound, shape (n,), without silence around it."""
        if not any(char.isalnum() for char in piece):
            return np.zeros(0, np.float32)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "reading.wav")
            self._reader.speak(Utterance(engine="pyttsx3", identity="", voice=voice, language="en", text=piece), path)
            sound, rate = read_audio(path)
        return resample(trim(sound[:, 0], rate), rate, _RATE)


def _cepstra(sound: Samples) -> _Track:
    """Mel cepstra and how they change, shape (steps, 26), each of mean 0 and deviation 1."""
    sharp = np.append(sound[:1], sound[1:] - 0.97 * sound[:-1])
    padded = np.pad(sharp, (_WINDOW // 2, _WINDOW))
    pieces = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[::_STEP] * np.hanning(_WINDOW)
    power = np.abs(np.fft.rfft(pieces, _TRANSFORM)) ** 2
    numbers = np.arange(_CEPSTRA)[:, None] * (np.arange(_BANDS) + 0.5)
    cepstra = np.log(power @ _mel_bands().T + _QUIET) @ np.cos(np.pi / _BANDS * numbers).T
    tracks = np.hstack((cepstra, np.gradient(cepstra, axis=0)))
    return np.asarray((tracks - tracks.mean(axis=0)) / (tracks.std(axis=0) + _QUIET))


def _mel_bands() -> _Track:
    """Triangles over the bins of the transform, each from the middle of the band before to that of the one after."""
    low, high = (np.log1p(hertz / 700) for hertz in _BAND_HZ)
    middles = 700 * np.expm1(np.linspace(low, high, _BANDS + 2)) * _TRANSFORM / _RATE
    bins = np.arange(_TRANSFORM // 2 + 1)
    return np.array([np.interp(bins, middles[band : band + 3], (0, 1, 0)) for band in range(_BANDS)])


def _distances(ours: _Track, theirs: _Track) -> _Track:
    """Of each step to each step."""
    squares = np.square(ours).sum(axis=1)[:, None] + np.square(theirs).sum(axis=1) - 2 * ours @ theirs.T
    return np.asarray(np.sqrt(np.maximum(squares, 0)))


def _path(distances: _Track) -> NDArray[np.int64]:
    """The pairs of steps, from the first of both to the last, whose distances sum up to the least."""
    rows, columns = distances.shape
    total = np.full((rows + 1, columns + 1), np.inf)
    total[0, 0] = 0
    for diagonal in range(2, rows + columns + 1):
        row = np.arange(max(1, diagonal - columns), min(rows, diagonal - 1) + 1)
        column = diagonal - row
        here = distances[row - 1, column - 1]
        along_one = np.minimum(total[row - 1, column], total[row, column - 1]) + here
        total[row, column] = np.minimum(along_one, total[row - 1, column - 1] + _STRAIGHT * here)
    return _followed_back(total, distances)


def _followed_back(total: _Track, distances: _Track) -> NDArray[np.int64]:
    """From the end to the beginning, each time to where the sum came from."""
    row, column = distances.shape
    path = []
    while row and column:
        path.append((row - 1, column - 1))
        here = distances[row - 1, column - 1]
        straight = total[row - 1, column - 1] + _STRAIGHT * here
        up, left = total[row - 1, column] + here, total[row, column - 1] + here
        least = min(straight, up, left)
        row, column = row - (least != left), column - (least != up)
    return np.array(path[::-1])


def _across(steps: _Track, path: NDArray[np.int64]) -> _Track:
    """Where steps of the first lie in the second."""
    first, index = np.unique(path[:, 0], return_inverse=True)
    middle = np.bincount(index, path[:, 1]) / np.bincount(index)
    return np.interp(steps, first, middle)
