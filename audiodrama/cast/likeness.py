"""How much alike two voices sound, from 0 to 1: the cosine between them that a speaker model measured.

`likeness/ENGINE.txt` holds the figures of an engine's voices, made by `benchmarks/likeness.py`: the two halves of one voice
measure 0.97 and more, and above 0.85 most listeners hear one person. Where there are no figures, what is known of the voices
has to do.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from audiodrama.model import Delivery, Voice

TWINS: Final = 0.85
"""From here on two voices are one person to a listener."""

_SAME_TIMBRE: Final = 0.9
_UNMEASURED: Final = 0.5
"""Two voices of which nothing is known but that they are two; what they have in common comes on top."""
_SAME_GENDER: Final = 0.2
_SAME_AGE: Final = 0.05
_SAME_ACCENT: Final = 0.05

_PER_SIZE: Final = 1.1
_PER_SEMITONE: Final = 0.01
"""How fast a voice becomes another one, about as benchmarks/README.md has it."""
_LEAST_KEPT: Final = 0.6

Figures = Mapping[frozenset[str], float]
"""Two names of voices, or the one name of a voice compared with itself."""


@cache
def likeness(one: Voice, other: Voice) -> float:
    """Of two voices of one engine, each as it is."""
    if one.name == other.name:
        return 1.0
    measured = figures(one.engine).get(frozenset((one.name, other.name)))
    return _supposed(one, other) if measured is None else measured


@cache
def kept(one: Delivery, other: Delivery) -> float:
    """What is left of the likeness when two speakers differ in size and pitch too: 1 where they do not."""
    size = abs(one.size / other.size - 1)
    pitch = abs(one.pitch - other.pitch)
    return max(_LEAST_KEPT, 1 - _PER_SIZE * size - _PER_SEMITONE * pitch)


@cache
def figures(engine: str) -> Figures:
    """What was measured of the engine's voices; nothing for an engine that was not measured."""
    table = files("audiodrama.cast").joinpath("likeness", f"{engine}.txt")
    if not engine.replace("_", "").isalnum() or not table.is_file():
        return {}
    rows = [line.partition(":") for line in table.read_text("utf-8").splitlines()]
    return {
        frozenset((name, rows[column][0])): int(hundredths) / 100
        for name, _, row in rows
        for column, hundredths in enumerate(row.split())
    }


def _supposed(one: Voice, other: Voice) -> float:
    if one.timbre and one.timbre == other.timbre:
        return _SAME_TIMBRE
    alike = _SAME_GENDER * (one.gender == other.gender) + _SAME_AGE * (one.age == other.age)
    return _UNMEASURED + alike + _SAME_ACCENT * (one.accent == other.accent)
