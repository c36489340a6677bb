"""From what an engine wrote to a clip: mono, treated, trimmed of the engine's silence, faded, its loudness measured.

Whoever changes how clips sound, here, in `treat.py` or `voicing.py`, raises `plan.RECIPE`; then all clips are rendered again.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from audiodrama.audio.edges import fade, remove_dc, trim
from audiodrama.audio.loudness import integrated
from audiodrama.audio.samples import read_audio, resample, write_clip
from audiodrama.model import SAMPLE_RATE, Treatment
from audiodrama.tts.store import label
from audiodrama.tts.treat import treat

_SILENT: Final = 10 ** (-60 / 20)
"""A peak below −60 dBFS is no speech: engines answer with such noise when a text holds nothing that they can say."""
_PEAK: Final = 10 ** (-0.1 / 20)
"""Only a clip that would clip is lowered; every other stays as loud as the engine made it."""

_CUT_THRESHOLD_DB: Final = -40.0
"""Where an interrupted line ends: the last sound a listener would miss, not the last breath."""
_CUT_FADE_S: Final = 0.060
"""A voice that is cut off dies away over about half a syllable; a shorter fade sounds like a fault."""


class NothingSpokenError(Exception):
    """The engine returned without a sound."""


def finish(spoken: Path, treatment: Treatment, path: Path) -> dict[str, Any]:
    """Write the clip that an engine's file becomes; its frames and its loudness in LUFS (None when it has none).

    Raises:
        NothingSpokenError: there is nothing to hear in it.
    """
    clip = finished(*read_audio(spoken), treatment)
    loudness = integrated(clip, SAMPLE_RATE)
    write_clip(path, clip, label(len(clip), loudness))
    return {"frames": len(clip), "loudness": loudness}


def finished(sound: NDArray[np.float32], rate: int, treatment: Treatment) -> NDArray[np.float32]:
    """An engine's sound, shape (n, channels), as a clip: treated, at 44.1 kHz, mono, trimmed and faded, shape (m,).

    Raises:
        NothingSpokenError: there is nothing to hear in it.
    """
    mono = remove_dc(sound.mean(axis=1), rate) if len(sound) else np.zeros(0, np.float32)
    if not len(mono) or np.abs(mono).max() < _SILENT:
        raise NothingSpokenError("the engine was silent")
    clip = resample(treat(mono, rate, treatment), rate, SAMPLE_RATE)
    clip = clip * min(1.0, _PEAK / float(np.abs(clip).max()))
    if treatment.cut:
        return fade(trim(clip, SAMPLE_RATE, after=0.0, threshold_db=_CUT_THRESHOLD_DB), SAMPLE_RATE, fade_out=_CUT_FADE_S)
    return fade(trim(clip, SAMPLE_RATE), SAMPLE_RATE)
