"""Kinds of words that tell speech from what else stands between quotation marks."""

from __future__ import annotations

import re
from typing import Final

from audiodrama.annotate.lexicon import PREPOSITIONS, SAID, THOUGHT, words

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

PERSONS: Final = (
    words("i me my mine myself i'm i've i'll i'd"),
    words("we us our ours we'll we're we've"),
    words("you your yours yourself ye thou thee thy thine you're you'll you've you'd"),
    words("he she him her his hers they them their himself herself themselves"),
)
TENSES: Final = (
    words("was were had did would could should might must been wasn't weren't hadn't didn't wouldn't couldn't"),
    words(
        """
        is are am has have do does will can shall may don't isn't aren't can't won't shan't it's that's there's what's he's
        she's they're let let's i'm i'll i've you're you'll we're we'll
        """
    ),
)
EXCLAIMED: Final = words(
    """
    oh o ah yes no well why hush pray come hm eh hullo hallo hello ha aye nay indeed sir ma'am madam please thank thanks
    good sorry look listen wait stop yeah okay ok hey so but and what
    """
)
UNREAL: Final = words(
    """
    seem seems seemed seeming if though would could might almost about going wanted longed meant mean means express
    expressed implied imply look looks looked tempted ready never not without nearly instead used always often
    """
)
WRITTEN: Final = words(
    """
    letter letters note notes wrote write writes written writing telegram sign signed inscription inscribed heading
    headed label labelled notice card paper papers printed print postscript lines words sentence page book article read
    reads paragraph advertisement document envelope chalked title titled entitled copy
    """
)
NAMING: Final = words(
    """
    called call calling calls named name word words phrase term termed terms title entitled titled spelt marked labelled
    epithet expression syllables syllable
    """
)
TOGETHER: Final = words(
    """
    all both they voices everybody everyone several some somebody someone people others crowd chorus men ladies voice
    another one together we
    """
)
FAREWELL: Final = words(
    "yours your's affectionate affectionately sincerely faithfully truly obliged adieu obedient servant postscript"
)
DATES: Final = words(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december street
    """
)
KINDS: Final = (
    SAID,
    THOUGHT,
    frozenset({"that"}),
    NAMING,
    words("a an the his her their my our your its this that these those some any no another"),
    PREPOSITIONS | {"of", "like", "than", "as"},
    words("is was were are be been being became becomes"),
    words("and or but nor"),
)


def low(text: str) -> list[str]:
    """The words of a text in small letters."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]
