"""Which words of a line its author stresses: `I *never* said so`, `You said YOUR boat`.

Italics are also titles, ships, words of another language, thoughts and whole sentences; capitals are also signs. What is
stressed is a word or three within a line, written as ordinary words.
"""

from __future__ import annotations

import re
from typing import Final

from audiodrama.tts.words import ABBREVIATIONS

ON: Final = "\ue003"
OFF: Final = "\ue004"
"""Stand around a word that is stressed while the stars of the text are taken away; they cannot stand in the text."""
ACCENTED: Final = {ord(ON): "*", ord(OFF): "*"}
PLAIN: Final = {ord(ON): None, ord(OFF): None}

ITALIC: Final = re.compile(r"(?<![\w*])(?P<mark>\*{1,3}|_{1,3})(?=\S)(?P<words>[^*_\n]{1,300})(?<=\S)(?P=mark)(?![\w*])")
"""`*words*`, `**words**`, `_words_`."""
_LONGEST: Final = 60
"""Characters; what is longer is no stress."""
_WORD: Final = re.compile(r"[A-Za-z]+(?:['-][A-Za-z]+)*")
_ORDINARY: Final = re.compile(r"(?:I|I'[a-z]+|[a-z]+)(?:['-][a-z]+)*")
_SENTENCE: Final = re.compile(r"\s.*[.!?…,]$", re.DOTALL)
"""Of more than one word: also a thought, `*He is late,* she thought.`"""
_OPENS: Final = re.compile(r"(?:^|[.!?…:—–-])[\s\"“‘'(]*$")
"""What stands before the first word of a sentence."""
_MANY: Final = re.compile(rf"(?:{ON}[^{OFF}]*{OFF}+\s*){{4,}}")


def emphasised(text: str) -> str:
    """The text with `ON` and `OFF` around each word that is stressed by italics; all else stays."""
    return ITALIC.sub(_marked, text)


def calm_where_many(text: str) -> str:
    """The text without its marks where more than three words in a row have them: no voice stresses each word."""
    text = re.sub(f"({ON}|{OFF})+", r"\1", text)
    return _MANY.sub(lambda match: match[0].translate(PLAIN), text)


def _marked(match: re.Match[str]) -> str:
    words = match["words"]
    around = match.string[: match.start()] + match.string[match.end() :]
    if not any(char.isalpha() for char in around) or not _is_stress(words, match.string[: match.start()]):
        return match[0]
    return _WORD.sub(rf"{ON}\g<0>{OFF}", words)


def _is_stress(words: str, before: str) -> bool:
    """Whether they are ordinary words, the first in capitals only where it opens a sentence, and no sentence of their own."""
    if len(words) > _LONGEST or _SENTENCE.search(words) or not words.isascii() or words.rstrip(".").lower() in ABBREVIATIONS:
        return False
    if _OPENS.search(before):
        words = words[0].lower() + words[1:]
    found = words.replace("…", " ").split()
    return all(_ORDINARY.fullmatch(word.strip('.,;:!?"')) for word in found)
