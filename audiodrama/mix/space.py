"""Where voices stand: a stable place in the stereo for every role, and the rooms and devices a line is heard through.

Places are narrow (many people listen with one ear), the narrator and voices from nowhere (V.O.) are in the centre. Effects are
computed clip by clip when the clip is mixed, so that changing one never renders a line again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from typing import Final, TypeVar

from audiodrama.model import NARRATOR, Cast, Effect, Line, Script

Value = TypeVar("Value")

PLACES: Final = (-0.18, 0.18, -0.25, 0.25, -0.10, 0.10)
"""Left and right by turns; none further than 0.25, where one ear alone still hears everybody (-1.5 dB)."""

MANNER_GAIN_DB: Final = {
    "shout|yell|scream|bellow|roar|shriek|holler": 3.0,
    "loud|call|cries|exclaim": 2.0,
    "soft|quiet|gentl|tender|hush": -2.0,
    "murmur|mutter|mumbl|under (?:his|her|their) breath": -3.0,
    "whisper|hiss|breath(?:es|ing)": -4.0,
}
"""Beginnings of a manner's words, and their level against the role's usual one. A real shout is 20 dB above a whisper; in a
car one would then hear only the shout."""

MANNER_EFFECT: Final[dict[str, Effect]] = {
    r"distant|far ?away|far off|from afar|from the next room|offstage|off$": "distant",
    r"echo": "hall",
    r"(?:on|over|by|through|into) the (?:tele)?phone": "phone",
    r"(?:on|over|by|through|into) the (?:radio|intercom|loudspeaker)": "radio",
    r"thinking$": "thought",
}
"""The same for where a voice is heard from."""

EXTENSION_EFFECT: Final[dict[str, Effect]] = {
    "O.S.": "distant",
    "OS": "distant",
    "O.C.": "distant",
    "OFF": "distant",
    "ON PHONE": "phone",
    "PHONE": "phone",
    "OVER PHONE": "phone",
    "FILTERED": "phone",
    "FILTER": "phone",
    "ON RADIO": "radio",
    "RADIO": "radio",
    "OVER RADIO": "radio",
    "INTERCOM": "radio",
    "ON TV": "radio",
    "ECHO": "hall",
}
"""By the words in brackets after the name. V.O. has none: such a voice is in nobody's room, so it stays dry, in the centre."""

_VOICE_OVER: Final = frozenset({"V.O.", "VO", "VOICE OVER"})
_DENIED: Final = re.compile(r"\b(?:not|without|no longer|stops?|stopped)\b.*")
"""`not shouting` is no shouting."""


def places(script: Script, cast: Cast) -> dict[str, float]:
    """Role names in lower case to their pan, -1 left to 1 right.

    A place depends only on the roles before it in voices.yaml, which only grows at its end, and on how these talk with one
    another: a new character moves nobody.
    """
    talks = _talks(script, cast)
    placed: dict[str, float] = {}
    for name in _roles_in_order(script, cast):
        role = cast.role(name)
        wanted = role.placement.pan if role else None
        placed[name] = wanted if wanted is not None else _free_place(name, placed, talks)
    return placed


def role_key(name: str, cast: Cast) -> str:
    """What a speaker's role is known by in this stage: its name in voices.yaml, in lower case."""
    role = cast.role(name)
    return (role.name if role else name).casefold()


def pan_of(line: Line, placed: dict[str, float], cast: Cast) -> float:
    """Where this line comes from."""
    role = cast.role(line.speaker)
    if _VOICE_OVER.intersection(_extensions(line)) and (role is None or role.placement.pan is None):
        return 0.0
    return placed[role_key(line.speaker, cast)]


def effect_of(line: Line, cast: Cast) -> Effect:
    """What this line is heard through: its own brackets first, then its kind and manner, then its role's effect."""
    for extension in _extensions(line):
        if extension in EXTENSION_EFFECT:
            return EXTENSION_EFFECT[extension]
    if line.kind == "thought":
        return "thought"
    role = cast.role(line.speaker)
    return next(iter(_said_of(line, MANNER_EFFECT)), role.placement.effect if role else "none")


def manner_gain_db(line: Line) -> float:
    """How much louder or softer than usual the line's manner makes it: the strongest of its words counts."""
    return max(_said_of(line, MANNER_GAIN_DB), key=abs, default=0.0)


def _extensions(line: Line) -> list[str]:
    return [extension.strip() for extension in line.extension.split(",")]


def _said_of(line: Line, table: Mapping[str, Value]) -> list[Value]:
    """The values of the table's words that the line's manner holds."""
    phrases = [_DENIED.sub("", phrase.casefold()).strip() for phrase in line.manner]
    return [value for words, value in table.items() if any(re.search(rf"\b(?:{words})", phrase) for phrase in phrases)]


def _roles_in_order(script: Script, cast: Cast) -> list[str]:
    speakers = (role_key(line.speaker, cast) for line in script.lines)
    return list(dict.fromkeys([role.name.casefold() for role in cast.roles] + list(speakers)))


def _talks(script: Script, cast: Cast) -> Counter[frozenset[str]]:
    """How often two roles' speeches stand next to one another, narration between them left out."""
    pairs: Counter[frozenset[str]] = Counter()
    for scene in script.scenes:
        speeches = [item for item in scene.items if isinstance(item, Line) and item.kind != "narration"]
        keys = [role_key(line.speaker, cast) for line in speeches]
        pairs.update(frozenset(pair) for pair in pairwise(keys) if pair[0] != pair[1])
    return pairs


def _free_place(name: str, placed: dict[str, float], talks: Counter[frozenset[str]]) -> float:
    """The place furthest from those it talks with; while it talks with nobody yet, the one that fewest have."""
    if name == NARRATOR.casefold():
        return 0.0
    taken = Counter(placed.values())

    def merit(place: float) -> tuple[float, int]:
        apart = sum(count * abs(place - placed[other]) for other, count in _partners(name, placed, talks))
        return (round(apart, 9), -taken[place])

    return max(PLACES, key=merit)


def _partners(name: str, placed: dict[str, float], talks: Counter[frozenset[str]]) -> list[tuple[str, int]]:
    narrator = NARRATOR.casefold()
    shared = ((other, talks[frozenset((name, other))]) for other in placed if other != narrator)
    return [(other, count) for other, count in shared if count]
