"""How a voice is made, changed after the engine: with more effort or less, with breath, rough, trembling, dying away.

None of this moves a word in time. Effort is the spectral tilt by which one hears a raised voice from a low one at any volume
(Traunmüller and Eriksson 2000); loudness itself is the mixer's. Each result is as loud as what it was made from.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from audiodrama.audio.filters import band_pass, filtered, high_pass
from audiodrama.audio.samples import Samples

_TILT_HZ: Final = 1000.0
"""Above it a raised voice gains and a low one loses."""
_TILT_DB: Final = 8.0
"""By so much, at full effort."""
_DRIVE: Final = 3.0
"""At full effort peaks are pressed as a shouting throat presses them: the tangent of so many times the RMS."""

_TREMBLE_HZ: Final = (5.3, 7.9)
"""Two rates that have no common beat: a trembling voice is not a singer's vibrato."""
_TREMBLE_SEMITONES: Final = 0.8
_TREMBLE_DEPTH: Final = 0.35
"""Of the level."""

_ROUGH_HZ: Final = (25.0, 75.0)
"""Irregular beats of the vocal cords at a growl."""
_ROUGH_DEPTH: Final = 0.9

_DYING_S: Final = 0.9
"""The last of a sentence that trails off, from its last sound."""
_DYING_DB: Final = -12.0
_SOUNDING: Final = 0.02
"""Of the peak: what is below is the engine's silence."""

_NOTHING: Final = 1e-9
"""Keeps divisions by silence finite."""


def with_effort(sound: Samples, rate: int, effort: float) -> Samples:
    """From −1, hardly any voice, to 1, a shout."""
    high = filtered(sound, high_pass(1, _TILT_HZ, rate), rate)
    tilted = sound + (10 ** (_TILT_DB * effort / 20) - 1) * high
    if effort > 0:
        scale = max(_rms(tilted), _NOTHING) * _DRIVE / max(effort, 0.1)
        tilted = scale * np.tanh(tilted / scale)
    return _as_loud(tilted, sound)


def trembling(sound: Samples, rate: int, amount: float) -> Samples:
    """Pitch and level waver, by `amount` from 0 to 1."""
    time = np.arange(len(sound)) / rate
    waves = [np.sin(2 * np.pi * hertz * time) for hertz in _TREMBLE_HZ]
    swing = (2 ** (amount * _TREMBLE_SEMITONES / 12) - 1) * rate / (2 * np.pi)
    moved = np.arange(len(sound)) + sum(swing / hertz * wave for hertz, wave in zip(_TREMBLE_HZ, waves, strict=True))
    level = 1 - amount * _TREMBLE_DEPTH * (0.5 + 0.25 * (waves[0] + waves[1]))
    return _as_loud(np.interp(moved, np.arange(len(sound)), sound) * level, sound)


def roughened(sound: Samples, rate: int, amount: float) -> Samples:
    """With an irregular beat in it, by `amount` from 0 to 1; the same each time."""
    noise = np.random.default_rng(0).standard_normal(len(sound))
    beat = filtered(noise, band_pass(2, _ROUGH_HZ, rate), rate)
    return _as_loud(sound * (1 + amount * _ROUGH_DEPTH * np.clip(beat / max(_rms(beat), _NOTHING), -1, 1)), sound)


def breathed(sound: Samples, whisper: Samples, amount: float) -> Samples:
    """The voice and its whisper at once; at 1 the whisper alone, as loud as whispers are."""
    if amount >= 1:
        return whisper
    breath = whisper * (_rms(sound) / max(_rms(whisper), _NOTHING))
    return _as_loud((1 - amount) * sound + amount * breath, sound)


def dying(sound: Samples, rate: int) -> Samples:
    """Softer and softer towards its last sound."""
    loud = np.flatnonzero(np.abs(sound) > _SOUNDING * np.abs(sound).max())
    if not len(loud):
        return sound
    start = max(0, loud[-1] - round(_DYING_S * rate))
    fall = np.clip((np.arange(len(sound)) - start) / max(1, loud[-1] - start), 0, 1)
    return np.asarray(sound * 10 ** (_DYING_DB * fall / 20), dtype=np.float32)


def _as_loud(changed: np.ndarray[tuple[int], np.dtype[np.float64]] | Samples, sound: Samples) -> Samples:
    return (changed * (_rms(sound) / max(_rms(changed), _NOTHING))).astype(np.float32)


def _rms(sound: np.ndarray[tuple[int], np.dtype[np.float64]] | Samples) -> float:
    return float(np.sqrt(np.mean(np.square(sound, dtype=np.float64)))) if len(sound) else 0.0
