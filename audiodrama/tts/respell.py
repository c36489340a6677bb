"""IPA as a plain respelling, `/ˈɔːldɚmˌʊɹ/` as `AWL-der-moor`: what the lexicon takes on every engine and a person can read.

English has no letters for some sounds of other languages; the nearest English ones stand in.
"""

from __future__ import annotations

import re
from typing import Final

_VOWELS: Final = {
    "ɔːɹ": "or", "oːɹ": "or", "ɑːɹ": "ar", "ɛɹ": "air", "ɛː": "air", "ɪɹ": "eer", "ʊɹ": "oor", "aɪɚ": "ire",
    "ɜː": "er", "ɚ": "er", "eɪ": "ay", "aɪ": "y", "ɔɪ": "oy", "aʊ": "ow", "oʊ": "oh", "əʊ": "oh", "iə": "ee-uh",
    "eə": "air", "ɐ̃ʊ̃": "own", "iː": "ee", "uː": "oo", "ɑː": "ah", "ɔː": "aw", "eː": "ay", "oː": "oh", "aː": "ah",
    "yː": "oo", "øː": "er", "œː": "er", "ɑ̃": "on", "ɔ̃": "on", "õ": "on", "ɛ̃": "an", "œ̃": "un", "ɐ̃": "an",
    "i": "ee", "ɪ": "i", "ᵻ": "i", "e": "ay", "ɛ": "e", "æ": "a", "a": "ah", "ɐ": "uh", "ɑ": "ah", "ɒ": "o", "ɔ": "o",
    "o": "oh", "ʊ": "uu", "u": "oo", "ʌ": "u", "ə": "uh", "ɜ": "er", "y": "oo", "ʏ": "oo", "ø": "er", "œ": "er",
    "ɨ": "i", "ɯ": "oo", "ɤ": "uh",
}  # fmt: skip
_SHORT: Final = frozenset("aeiou")
"""Spellings that are read short only before a consonant, which they therefore keep in their syllable."""
_OPEN: Final = {"i": "ih", "e": "eh", "a": "ah", "o": "oh", "u": "uh", "uu": "oo"}
"""At the end of a syllable."""
_CLOSED: Final = {"uh": "u", "ay": "ai"}
"""Before a consonant of the same syllable."""
_CONSONANTS: Final = {
    "tʃ": "ch", "dʒ": "j", "ts": "ts", "ʃ": "sh", "ʒ": "zh", "θ": "th", "ð": "th", "ŋ": "ng", "j": "y", "ɹ": "r",
    "ʁ": "r", "r": "r", "x": "k", "χ": "k", "ɾ": "r", "ɡ": "g", "ɲ": "ny", "ʎ": "ly", "β": "v", "ɣ": "g", "ç": "sh",
    "c": "k", "ɟ": "g", "ɫ": "l", "ʋ": "v", "ɕ": "sh", "ʑ": "zh", "ʂ": "sh", "ʐ": "zh", "ɬ": "l", "ɦ": "h", "ʔ": "",
    **{letter: letter for letter in "bdfghklmnpqstvwz"},
}  # fmt: skip
_ONSETS: Final = frozenset(
    "bl br ch dr fl fr gl gr kl kr kw pl pr sh sk sl sm sn sp st sw th tr tw zh ny ly ts shr thr spl spr str skr".split()
)
_SOUND: Final = re.compile("|".join(sorted(map(re.escape, (*_VOWELS, *_CONSONANTS, "ˈ", "ˌ")), key=len, reverse=True)))
_STRESS: Final = "ˈ"
_HALF_STRESS: Final = "ˌ"


def respelled(ipa: str, *, is_english: bool = True) -> str:
    """Syllables joined by hyphens, the stressed one in capitals; words stay apart; empty where there is no vowel.

    Where the IPA is English, `ɾ` is the American t between vowels, else an r.
    """
    ipa = re.sub("ɹ+", "ɹ", ipa.replace("ɾ", "t") if is_english else ipa)
    return " ".join(filter(None, map(_word, ipa.split())))


def _word(ipa: str) -> str:
    onset: list[str] = []
    syllables: list[list[str]] = []
    stressed, coming = -1, False
    for sound in _SOUND.findall(ipa):
        if sound in (_STRESS, _HALF_STRESS):
            coming = coming or sound == _STRESS
        elif sound in _VOWELS:
            _close(syllables, onset)
            syllables.append(["".join(onset), _VOWELS[sound], ""])
            onset = []
            stressed, coming = (len(syllables) - 1 if coming else stressed), False
        else:
            onset.append(_CONSONANTS[sound])
    if not syllables:
        return ""
    syllables[-1][2] = "".join(onset)
    written = [_syllable(*parts) for parts in syllables]
    if len(written) > 1 and stressed >= 0:
        written[stressed] = written[stressed].upper()
    return "-".join(written)


def _close(syllables: list[list[str]], between: list[str]) -> None:
    """Of the consonants between two vowels, what can begin a syllable goes to the next one; a short vowel keeps one."""
    if not syllables:
        return
    sizes = (size for size in (3, 2, 1) if size <= len(between) and _begins(between[-size:]))
    kept = next(sizes, 0)
    if kept and kept == len(between) and syllables[-1][1] in _SHORT:
        kept -= 1
    syllables[-1][2] = "".join(between[: len(between) - kept])
    del between[: len(between) - kept]


def _begins(consonants: list[str]) -> bool:
    """Whether a syllable can begin so."""
    return len(consonants) == 1 or (len(consonants) == 2 and consonants[1] == "y") or "".join(consonants) in _ONSETS


def _syllable(onset: str, vowel: str, coda: str) -> str:
    if vowel == "oo" and len(onset) > 1 and onset.endswith("y"):
        onset, vowel = onset[:-1], "ew"
    if onset.endswith("g") and vowel[0] in "ei":
        onset += "h"
    if vowel == "y":
        return _with_long_i(onset, coda)
    if vowel == "ay" and not onset:
        vowel = "ei" if coda else "eh"
    return onset + (_CLOSED.get(vowel, vowel) if coda else _OPEN.get(vowel, vowel)) + coda


def _with_long_i(onset: str, coda: str) -> str:
    """`my`, `mike`, `eye`."""
    if coda:
        return f"{onset}i{coda}e"
    return f"{onset}y" if onset else "eye"
