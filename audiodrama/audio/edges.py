"""The ends of a clip: the engine's silence cut away, no step at either end, no direct current."""

from __future__ import annotations

from typing import Final

import numpy as np

from audiodrama.audio.samples import Samples, db_to_gain

BEFORE_S: Final = 0.010
AFTER_S: Final = 0.030
"""Room left around the sound: the breath of a plosive before it, the end of a fricative after it."""
THRESHOLD_DB: Final = -50.0
"""Against the clip's own peak, so that a whisper keeps its ends as a shout does."""
MOMENT_S: Final = 0.050
"""Five periods of the deepest voice, and shorter than any pause."""
FADE_IN_S: Final = 0.005
FADE_OUT_S: Final = 0.015
"""With 5 and 20 ms no click was measured at 80 joins; 15 ms still fits into the room left after the sound."""


def remove_dc(samples: Samples, rate: int) -> Samples:
    """The samples around the level at which they rest, which is that of their quietest moment.

    Voices are lopsided while they sound: taking away the mean of the whole would lift their silence from zero, and it would not
    be found at their ends.
    """
    if not len(samples):
        return samples
    moment = min(round(MOMENT_S * rate), len(samples))
    moments = samples[: len(samples) // moment * moment].reshape(-1, moment, *samples.shape[1:]).astype(np.float64)
    quietest = moments[moments.var(axis=1).reshape(len(moments), -1).sum(axis=1).argmin()]
    around: Samples = samples - quietest.mean(axis=0).astype(np.float32)
    return around


def trim(
    samples: Samples, rate: int, *, before: float = BEFORE_S, after: float = AFTER_S, threshold_db: float = THRESHOLD_DB
) -> Samples:
    """Without the silence at its ends, but for `before` and `after` seconds; empty when nothing is heard at all."""
    level = np.abs(samples) if samples.ndim == 1 else np.abs(samples).max(axis=1)
    peak = float(level.max(initial=0.0))
    loud = np.flatnonzero(level > peak * db_to_gain(threshold_db)) if peak > 0 else np.empty(0, int)
    if not len(loud):
        return samples[:0]
    start = max(0, int(loud[0]) - round(before * rate))
    return samples[start : int(loud[-1]) + 1 + round(after * rate)]


def fade(samples: Samples, rate: int, fade_in: float = FADE_IN_S, fade_out: float = FADE_OUT_S) -> Samples:
    """A copy that rises from zero in `fade_in` seconds and falls to zero in `fade_out`, as half a cosine."""
    faded = samples.copy()
    rise, fall = (min(round(seconds * rate), len(samples) // 2) for seconds in (fade_in, fade_out))
    shape = (-1,) + (1,) * (samples.ndim - 1)
    if rise:
        faded[:rise] *= _ramp(rise).reshape(shape)
    if fall:
        faded[-fall:] *= _ramp(fall)[::-1].reshape(shape)
    return faded


def _ramp(frames: int) -> Samples:
    return (0.5 - 0.5 * np.cos(np.pi * np.arange(frames) / frames)).astype(np.float32)
