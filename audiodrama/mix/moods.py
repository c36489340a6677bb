"""Which music a scene wants, from the words in it: a small table, no more clever than a listener needs."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from audiodrama.mix.compose import MoodName
from audiodrama.model import Cue, Line, Scene

STEMS: Final[dict[MoodName, str]] = {
    "tense": r"""
        afraid alarm anxious attack blood chase creak danger dark dread eerie enem escape fear fight footstep fright
        furious ghost gun hunt kill knife lurk menac murder ominous panic poison scream shadow sinister suspen sword
        tense terribl terrif terror threat trap uneasy warn
    """,
    "sad": r"""
        alone bitter broken bury buried cried crying dead death despair died dying farewell funeral goodbye grave(?!l)
        grief griev gloom lament lonely loss lost melanchol mourn regret sad(?!dl) sigh(?!t) sobb sobs somb sorrow
        tear weep wept widow
    """,
    "joy": r"""
        bright celebrat cheer dance delight feast funny glad grin happi happy hope hurrah joy jok laugh lively merry
        party play smil sunny triumph victor wedding
    """,
    "calm": r"""
        calm gentl peace quiet relax serene soft still tender tranquil warm wistful
    """,
}
"""Beginnings of words, as regular expressions."""
ENOUGH: Final = 2
"""So many different words of one mood make a mood; fewer leave the scene calm."""

_MOOD_OF_STEM: Final = re.compile("|".join(f"(?P<{mood}>{'|'.join(stems.split())})" for mood, stems in STEMS.items()))


def mood_of(scene: Scene) -> MoodName:
    """The mood that most of the scene's different words speak of; calm where none stands out."""
    words = {word for line in scene.items if isinstance(line, Line) for word in _words(line.text)}
    heard = Counter(mood for mood in map(_mood, sorted(words)) if mood and mood != "calm")
    strongest = max(heard, key=lambda mood: (heard[mood], mood), default=None)
    return strongest if strongest and heard[strongest] >= ENOUGH else "calm"


def mood_asked(cue: Cue) -> MoodName | None:
    """The mood that a MUSIC cue names ("low strings, uneasy, under"); None when it names none."""
    return next(filter(None, map(_mood, _words(" ".join((cue.text, *cue.options))))), None)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.casefold())


def _mood(word: str) -> MoodName | None:
    match = _MOOD_OF_STEM.match(word)
    return next((mood for mood in STEMS if match and match[mood]), None)
