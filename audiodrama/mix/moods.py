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
"""So many words of one mood make a mood; fewer leave the scene calm."""

_WORD = re.compile(r"[a-z]+")
_MOOD_OF_STEM: Final = re.compile("|".join(f"(?P<{mood}>{'|'.join(stems.split())})" for mood, stems in STEMS.items()))


def mood_of(scene: Scene) -> MoodName:
    """The mood that most of the scene's words speak of; calm where none stands out."""
    heard = Counter(mood for line in scene.items if isinstance(line, Line) for mood in _moods(line.text))
    del heard["calm"]
    mood, count = max(heard.items(), key=lambda item: (item[1], item[0]), default=("calm", 0))
    return mood if count >= ENOUGH else "calm"


def mood_asked(cue: Cue) -> MoodName | None:
    """The mood that a MUSIC cue names ("low strings, uneasy, under"); None when it names none."""
    return next(iter(_moods(" ".join((cue.text, *cue.options)))), None)


def _moods(text: str) -> list[MoodName]:
    """Moods of the words in a text, in their order."""
    found = (_MOOD_OF_STEM.match(word) for word in _WORD.findall(text.casefold()))
    return [mood for match in found if match for mood in STEMS if match[mood]]
