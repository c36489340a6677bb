"""Kokoro's 28 English voices.

The grades are the makers' own, of how much and how well a voice was trained. Timbres: voices of a cosine of 0.85 and more to a
speaker model (Resemblyzer, one clip each) are one person to a listener.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from audiodrama.model import Gender, Voice


class _Row(NamedTuple):
    name: str
    grade: str
    pace: int
    """Words a minute at the model's own speed, in one sentence of short words."""
    timbre: str = ""
    """Empty where nobody sounds like it."""


_QUALITY: Final = {
    "A": 0.95,
    "A-": 0.93,
    "B-": 0.88,
    "C+": 0.84,
    "C": 0.82,
    "C-": 0.79,
    "D+": 0.76,
    "D": 0.74,
    "D-": 0.7,
    "F+": 0.65,
}
"""Against 1 for a person. The step between grades is ours: all are clear, the lower ones only less natural."""

_READING: Final = 172
"""Words a minute at which a listener follows with ease: short words; 160 of the usual ones. The model hurries."""
_HASTE: Final = (0.7, 1.1)
"""How far a voice is slowed down or driven for it, as ratios: beyond, words are drawn out or swallowed."""

_ROWS: Final = (
    _Row("af_alloy", "C", 239),
    _Row("af_aoede", "C+", 243),
    _Row("af_bella", "A-", 236, "heart"),
    _Row("af_heart", "A", 243, "heart"),
    _Row("af_jessica", "D", 267),
    _Row("af_kore", "C+", 223),
    _Row("af_nicole", "B-", 158),
    _Row("af_nova", "C", 247, "heart"),
    _Row("af_river", "D", 262),
    _Row("af_sarah", "C+", 244),
    _Row("af_sky", "C-", 244),
    _Row("am_adam", "F+", 244),
    _Row("am_echo", "D", 243, "echo"),
    _Row("am_eric", "D", 260),
    _Row("am_fenrir", "C+", 233, "puck"),
    _Row("am_liam", "D", 254),
    _Row("am_michael", "C+", 216),
    _Row("am_onyx", "D", 222),
    _Row("am_puck", "C+", 230, "puck"),
    _Row("am_santa", "D-", 223),
    _Row("bf_alice", "D", 237),
    _Row("bf_emma", "B-", 256),
    _Row("bf_isabella", "C", 251),
    _Row("bf_lily", "D", 240),
    _Row("bm_daniel", "D", 245),
    _Row("bm_fable", "C", 222, "echo"),
    _Row("bm_george", "C", 209),
    _Row("bm_lewis", "D+", 213),
)

NAMES: Final = tuple(row.name for row in _ROWS)
"""In the order in which they lie in the file of voices."""

_ACCENTS: Final = {"a": ("en-US", "american"), "b": ("en-GB", "british")}
_GENDERS: Final[dict[str, Gender]] = {"f": "female", "m": "male"}


def voices() -> list[Voice]:
    """All of them, the best first."""
    return sorted(map(_voice, _ROWS), key=lambda voice: -voice.quality)


def _voice(row: _Row) -> Voice:
    language, accent = _ACCENTS[row.name[0]]
    return Voice(
        engine="kokoro",
        name=row.name,
        gender=_GENDERS[row.name[1]],
        age="adult",
        language=language,
        accent=accent,
        quality=_QUALITY[row.grade],
        timbre=row.timbre or row.name,
    )


def haste(name: str) -> float:
    """By what the model's speed is multiplied, so that every voice reads at one comfortable pace."""
    pace = next(row.pace for row in _ROWS if row.name == name)
    return min(max(_READING / pace, _HASTE[0]), _HASTE[1])
