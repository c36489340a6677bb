"""Every role equally loud: one gain per role from its clips' measured loudness, a line corrected only where it falls out.

Lines are not levelled one by one, because that takes the acting away; and a role's own level is never the engine's accident.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping
from statistics import median
from typing import Final

from audiodrama.mix.space import manner_gain_db, role_key
from audiodrama.model import SAMPLE_RATE, Cast, Clip, Line

SPEECH_LUFS: Final = -20.0
"""Every role's loudness before mastering: leaves room for what stands out, and is near what comes out after it (-16)."""
ACTING_LU: Final = 2.0
"""A line may lie this far from its role's loudness and is left alone: that is acting."""
CORRECTION_DB: Final = 3.0
"""A line's gain is never further than this from its role's and its manner's (Law 3)."""
ROLE_GAIN_DB: Final = 24.0
"""A role's gain is never more than this: beyond it one would hear the engine's noise."""


class Balance:
    """Gains for the lines of one drama."""

    def __init__(self, clips: Mapping[Line, Clip], cast: Cast) -> None:
        self._cast = cast
        self._roles = _role_gains(clips, cast)
        self._unmeasured = median(self._roles.values()) if self._roles else 0.0

    def gain_db(self, line: Line, clip: Clip) -> float:
        """What the clip's samples are multiplied with, in dB."""
        role = self._cast.role(line.speaker)
        gain = self._roles.get(role_key(line.speaker, self._cast), self._unmeasured)
        own = _own_correction(line, clip, gain)
        return gain + own + (role.placement.gain_db if role else 0.0) + volume_note_db(line)


def volume_note_db(line: Line) -> float:
    """The decibels of `[[volume: +2 dB]]`; 0 where there is none."""
    return decibels(line.note("volume") or "") or 0.0


def decibels(text: str) -> float | None:
    """`-6 dB`, `+2dB`, `3 LU` as a number within ±40; None when it is something else."""
    match = re.fullmatch(r"\s*([-+−–]?)\s*(\d{1,2}(?:\.\d{1,2})?)\s*(?:db|lu)?\s*", text, re.IGNORECASE)
    if not match:
        return None
    value = min(float(match[2]), 40.0)
    return -value if match[1] in {"-", "−", "–"} else value


def _own_correction(line: Line, clip: Clip, role_gain: float) -> float:
    """The manner's gain and what brings the line to it, within the limits above."""
    manner = manner_gain_db(line)
    if clip.loudness is None:
        return manner
    wanted = SPEECH_LUFS + manner - (clip.loudness + role_gain)
    spared = 0.0 if manner else min(max(wanted, -ACTING_LU), ACTING_LU)
    return min(max(wanted - spared, min(manner, 0.0) - CORRECTION_DB), max(manner, 0.0) + CORRECTION_DB)


def _role_gains(clips: Mapping[Line, Clip], cast: Cast) -> dict[str, float]:
    plain: dict[str, list[Clip]] = defaultdict(list)
    special: dict[str, list[Clip]] = defaultdict(list)
    for line, clip in clips.items():
        if clip.loudness is not None and not clip.missing:
            group = special if manner_gain_db(line) else plain
            group[role_key(line.speaker, cast)].append(clip)
    heard = {**special, **plain}
    return {role: _limited(SPEECH_LUFS - _together(group)) for role, group in heard.items()}


def _together(clips: list[Clip]) -> float:
    """The loudness of all clips in a row: their mean energy, by their lengths, LUFS."""
    seconds = [max(clip.frames, 1) / SAMPLE_RATE for clip in clips]
    energy = sum(length * 10 ** ((clip.loudness or 0.0) / 10) for length, clip in zip(seconds, clips, strict=True))
    return 10 * math.log10(energy / sum(seconds))


def _limited(gain_db: float) -> float:
    return min(max(gain_db, -ROLE_GAIN_DB), ROLE_GAIN_DB)
