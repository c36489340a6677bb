"""What the options of a cue mean: `under`, `loop`, `stop`, `-6 dB`, `left`, `fade 2s`. Other words are for the reader."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from audiodrama.mix.balance import decibels
from audiodrama.mix.pacing import seconds
from audiodrama.model import Cue

SIDE: Final = 0.5
"""Pan of `left` and `right`: clearly at the side, still in both ears."""
_STOPS: Final = frozenset({"stop", "stops", "out", "off", "end", "ends", "none", "silence"})
_LOOPS: Final = frozenset({"loop", "loops", "looped", "looping"})
_SIDES: Final = {"left": -SIDE, "right": SIDE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """A cue's options, understood."""

    under: bool = False
    """Nobody waits for it."""
    loop: bool = False
    stop: bool = False
    gain_db: float = 0.0
    pan: float = 0.0
    fade: float | None = None
    """Seconds of fade in and out, or out where it stops."""


def options_of(cue: Cue) -> Options:
    """What the words after a cue's first comma ask for; `MUSIC: stop` needs no comma."""
    words = [option.casefold().strip() for option in cue.options]
    return Options(
        under="under" in words,
        loop=bool(_LOOPS.intersection(words)),
        stop=bool(_STOPS.intersection(words)) or plain(cue.text) in _STOPS,
        gain_db=next((gain for gain in map(_gain, words) if gain is not None), 0.0),
        pan=next((_SIDES[word] for word in words if word in _SIDES), 0.0),
        fade=next((fade for fade in map(_fade, words) if fade is not None), None),
    )


def plain(name: str) -> str:
    """A name as it is compared: without case; spaces, underscores and hyphens alike."""
    return re.sub(r"[\s_-]+", " ", unicodedata.normalize("NFC", name)).strip().casefold()


def _gain(word: str) -> float | None:
    return decibels(word) if word.endswith("db") else None


def _fade(word: str) -> float | None:
    match = re.fullmatch(r"fades?(?: in| out| over)? (.+)", word)
    return seconds(match[1]) if match else None
