"""Which language a story is written in, guessed from its script and its commonest words."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

DEFAULT: Final = "en"
SAMPLE: Final = 20_000
"""Characters looked at."""
LEAST_SHARE: Final = 0.10
"""Of all words, those that are function words of the language; running prose has 0.25 to 0.45."""
FEWEST: Final = 3
"""Different function words that make a language: "no" alone is Spanish, Italian and English."""

_FUNCTION_WORDS: Final = {
    "en": "the and of to was he she it in that his her with had you i for not but at",
    "de": "der die und den das nicht ich sie er es ist ein eine war mit auf dem sich zu von",
    "fr": "le la les et de des un une il elle je que qui ne pas dans est était du avec",
    "es": "el la los las y de que en un una no se su con por ella había era como lo",
    "it": "il la gli e di che un una non si era con per le del della ma lo sono ella",
    "pt": "o a os as e de que um uma não se com por era ela ele do da em seu",
    "nl": "de het een en van ik hij ze niet dat was zijn met op in te haar maar voor er",
    "sv": "och att det han hon en som på jag inte var den ett med för av sig hade i till",
    "da": "og at det han hun en som på jeg ikke var den et med for af sig havde i til",
    "nb": "og at det han hun en som på jeg ikke var den et med for av seg hadde i til",
    "pl": "i w nie na się z do że to jest był była jak ale co po za go tak jej",
    "fi": "ja on ei se hän oli että mutta kun niin ole minä ovat hänen joka siitä nyt kuin vain sitä",
    "cs": "a v se na je že to byl byla ale s do jak si jsem tak jeho jako ho už",
}
_WORDS_OF: Final = {language: frozenset(words.split()) for language, words in _FUNCTION_WORDS.items()}
_SCRIPTS: Final = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
)
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


def guess(text: str) -> str:
    """The BCP 47 tag of the language of `text`; `DEFAULT` where nothing says otherwise."""
    sample = text[:SAMPLE].lower()
    letters = sum(map(str.isalpha, sample))
    for language, script in _SCRIPTS:
        if 5 * len(script.findall(sample)) > letters > 0:
            return language
    words = Counter(re.findall(r"[^\W\d_]+", sample))
    shares = {language: sum(words[word] for word in known) for language, known in _WORDS_OF.items()}
    best = max(shares, key=lambda language: (shares[language], language == DEFAULT))
    enough = shares[best] >= LEAST_SHARE * max(1, words.total()) and len(_WORDS_OF[best] & set(words)) >= FEWEST
    return best if enough else DEFAULT


def named(tag: str) -> str:
    """A tag that a user wrote (`de`, `en_GB`), with hyphens; empty where it is none."""
    return tag.replace("_", "-") if _TAG.fullmatch(tag) else ""
