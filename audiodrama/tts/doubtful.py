"""Words that a voice is likely to say wrongly, each with an entry for the lexicon.

They are names that English spelling does not settle, words of other languages, and the few English words that are spelled alike
and said in two ways. An entry says the word as it is said now, or as the language says it that its accents point to; the user
mends it by ear.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from audiodrama.model import Script, Where
from audiodrama.tts.respell import respelled

Reader = Callable[[str, str], str]
"""A word and espeak-ng's name of a language, to IPA."""

ENGLISH: Final = "gmw/en-us"
MOST: Final = 20
"""Words that are listed: those said most."""

_LANGUAGES: Final = (
    ("řěůň", "zlw/cs", "Czech"),
    ("łążźśńęć", "zlw/pl", "Polish"),
    ("ñ¿¡", "roa/es", "Spanish"),
    ("ãõ", "roa/pt-BR", "Portuguese"),
    ("ßüöä", "gmw/de", "German"),
    ("øæ", "gmq/da", "Danish"),
    ("å", "gmq/sv", "Swedish"),
    ("ğış", "trk/tr", "Turkish"),
    ("őű", "urj/hu", "Hungarian"),
    ("âêîôûèùçëïœ", "roa/fr", "French"),
    ("éà", "roa/fr", "French"),
    ("íóúá", "cel/ga", "Irish"),
)
"""Letters, and the language that they most often point to in an English story; the first that fits."""
_AT_HOME: Final = frozenset(
    "café cafés naïve cliché clichés fiancé fiancée façade décor déjà résumé élite touché soufflé entrée purée sauté".split()
)
"""Written with an accent and said by every voice."""

_TWO_WAYS: Final[Mapping[str, tuple[str, str]]] = {
    "bass": ("BASE", "of music; the fish is said as written"),
    "bow": ("BOH", "with arrows or ribbons; from the waist it is BOUGH"),
    "lead": ("LED", "the metal; to lead is said as written"),
    "row": ("ROUGH-w", "a quarrel; to row is said as written"),
    "sow": ("SOUGH", "the pig; to sow is SOH"),
    "tear": ("TAIR", "to rip; from the eye it is TEER"),
    "wound": ("WOUND", "a clock; the injury is WOOND"),
}

_ORDINARY: Final = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february april september october november december
    american european african italian australian america england europe africa australia christmas easter
    lieutenant commander admiral professor superintendent inspector officer governor emperor majesty ambassador president
    minister sergeant corporal colonel reverend everybody everyone
    """.split()
)
"""Capitals that every voice knows."""

_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_AFTER_STOP: Final = re.compile(r"(?:^|[.!?…:—\n])[\s\"“”‘'«»(*_~]*$")
_VOWELS: Final = re.compile(r"[aeiouyà-öø-ÿ]+")
_CODE: Final = re.compile(r"[a-z]+\d\w*[a-z]\w*", re.IGNORECASE)
"""`R2X7K`; what has only letters before its digits, as `B52`, is said right."""
_HARD: Final = re.compile(
    r"^(?:cz|dz|gn|hl|kh|ll|mb|nd|ng|ps|pt|sz|ts|tz|vl|x|zh)|q(?!u)|aa|ii|uu|eaux?$|sz|cz|[bdmg]h(?!t)|ae|oe|[aeiou]{3}"
    r"|[^aeiouy\W]{5}|cc[ie]|zz[aeiou]|tsch|oi[rs]?$|eur$|gne|[^aeiou]y[^aeiouw]|j[^aeiouy]|[^s]cia|eigh|ough|augh|que$|[aeiou]x$"
)
"""Spellings that English reads in more ways than one, or in none."""
_MANY: Final = 3
"""Syllables from which the stress of a name is anybody's guess."""


class Doubtful(NamedTuple):
    """A word, and what could be pasted into the lexicon for it."""

    word: str
    times: int
    where: Where | None
    """Of the line that says it first."""
    entry: str
    """A respelling; empty where nothing could read the word."""
    remark: str
    """As which language the entry has it, or what else there is to know."""


class _Use:
    """How a word stands in the script."""

    def __init__(self, where: Where | None) -> None:
        self.where = where
        self.count = 0
        self.inside = False
        """It stands within a sentence."""


def doubtful_words(
    script: Script, lexicon: Mapping[str, str], is_known: Callable[[str], bool], read: Reader | None
) -> list[Doubtful]:
    """Those said most first, those of the lexicon left out.

    Args:
        script: what is performed.
        lexicon: words that are settled.
        is_known: whether a name is one that every voice knows.
        read: an engine's own reading of a word; None where there is no espeak-ng.
    """
    settled = {part.casefold() for word in lexicon for part in (word, *word.split())}
    uses = _uses(script)
    found = [
        _doubtful(word, use, read)
        for word, use in uses.items()
        if word.casefold() not in settled and _is_doubtful(word, use, uses, is_known)
    ]
    return sorted(found, key=lambda doubt: -doubt.times)[:MOST]


def _uses(script: Script) -> dict[str, _Use]:
    uses: dict[str, _Use] = {}
    for line in script.lines:
        if line.note("skip") is None:
            for word, inside in _words(line.text):
                use = uses.setdefault(word, _Use(line.where))
                use.count += 1
                use.inside |= inside
    return uses


def _words(text: str) -> Iterator[tuple[str, bool]]:
    """Each word without its possessive, and whether it stands within a sentence."""
    text = text.replace("’", "'")
    for found in _WORD.finditer(text):
        yield found[0].removesuffix("'s"), _AFTER_STOP.search(text, max(0, found.start() - 8), found.start()) is None


def _is_doubtful(word: str, use: _Use, uses: Mapping[str, _Use], is_known: Callable[[str], bool]) -> bool:
    low = word.lower()
    if low in _TWO_WAYS and word == low:
        return True
    if _CODE.fullmatch(word) or (not low.isascii() and low not in _AT_HOME):
        return True
    is_name = word[0].isupper() and not word.isupper() and use.inside and low not in uses
    if not is_name or is_known(low) or low.removesuffix("s") in _ORDINARY | set(uses):
        return False
    return _HARD.search(low) is not None or len(_VOWELS.findall(low.rstrip("e"))) >= _MANY


def _doubtful(word: str, use: _Use, read: Reader | None) -> Doubtful:
    if word in _TWO_WAYS:
        return Doubtful(word, use.count, use.where, *_TWO_WAYS[word])
    language, name = next(
        ((code, name) for letters, code, name in _LANGUAGES if set(letters) & set(word.lower())), (ENGLISH, "")
    )
    entry = respelled(read(word, language), is_english=language == ENGLISH) if read else ""
    return Doubtful(word, use.count, use.where, entry, f"as {name}" if name and entry else "")
