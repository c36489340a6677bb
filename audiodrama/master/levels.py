"""How loud the finished file is, and how far from that it may be."""

from __future__ import annotations

from typing import Final

LOUDNESS: Final = -16.0
"""LUFS, integrated: what podcast platforms ask of a stereo file (Apple: -16 within 1 dB)."""
EATEN: Final = 0.3
"""LU that the limiter takes from a drama's peaks, and that it is therefore given before."""
LOUDNESS_TOLERANCE: Final = 0.5
"""LU: nearer than the platforms' 1, so that their meters may differ from ours."""
TRUE_PEAK: Final = -1.0
"""dBTP at most, in the finished MP3."""
CEILING: Final = -1.6
"""dBFS: what the limiter holds before the encoder, which adds some tenths; a file that misses is made again, lower."""
PEAK_MARGIN: Final = 0.2
"""dB below the true peak that another attempt aims at."""
ATTEMPTS: Final = 4
"""Times that a file is made at most: the encoder's overshoot changes with whatever is changed before it."""
MOST_GAIN: Final = 40.0
"""dB: a mix so quiet that it wants more is silence with noise in it, and stays as it is."""


def gain_for(loudness: float | None) -> float:
    """The gain in dB that brings a mix of that loudness to the target; 0 for what has no loudness."""
    gain = 0.0 if loudness is None else LOUDNESS + EATEN - loudness
    return gain if gain <= MOST_GAIN else 0.0


def is_good(loudness: float | None, true_peak: float) -> bool:
    """Whether a finished file of these levels may go out."""
    return true_peak <= TRUE_PEAK and (loudness is None or abs(loudness - LOUDNESS) <= LOUDNESS_TOLERANCE)
