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

_ROWS: Final = (
    _Row("af_alloy", "C"),
    _Row("af_aoede", "C+"),
    _Row("af_bella", "A-", "heart"),
    _Row("af_heart", "A", "heart"),
    _Row("af_jessica", "D"),
    _Row("af_kore", "C+"),
    _Row("af_nicole", "B-"),
    _Row("af_nova", "C", "heart"),
    _Row("af_river", "D"),
    _Row("af_sarah", "C+"),
    _Row("af_sky", "C-"),
    _Row("am_adam", "F+"),
    _Row("am_echo", "D", "echo"),
    _Row("am_eric", "D"),
    _Row("am_fenrir", "C+", "puck"),
    _Row("am_liam", "D"),
    _Row("am_michael", "C+"),
    _Row("am_onyx", "D"),
    _Row("am_puck", "C+", "puck"),
    _Row("am_santa", "D-"),
    _Row("bf_alice", "D"),
    _Row("bf_emma", "B-"),
    _Row("bf_isabella", "C"),
    _Row("bf_lily", "D"),
    _Row("bm_daniel", "D"),
    _Row("bm_fable", "C", "echo"),
    _Row("bm_george", "C"),
    _Row("bm_lewis", "D+"),
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
