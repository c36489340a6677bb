"""English text as phonemes, by the espeak-ng library of the wheel `espeakng-loader`, called directly.

Neural models are trained on what espeak-ng writes, with the punctuation of the text between. espeak-ng itself drops it, so
the text is cut at its punctuation and put together again. Only a worker process loads the library, and only one thread uses it.
"""

from __future__ import annotations

import ctypes
import os
import re
from pathlib import Path
from typing import Any, Final

from audiodrama.tts.engines.espeak_data import reachable

_MARKS: Final = re.compile(r'\s*[;:,.!?¡¿—…"«»“”(){}\[\]]+[\s;:,.!?¡¿—…"«»“”(){}\[\]]*')
_SAID: Final = re.compile(r"\[([^\[\]]+)\]\(/([^/()]+)/\)")
"""`[word](/IPA/)`: how the lexicon's IPA comes."""
_LANGUAGE_SWITCH: Final = re.compile(r"\([a-z-]+\)")
"""espeak-ng marks the words that it reads as those of another language."""
_STRESSED: Final = re.compile(r"\*([^*]+)\*")
_VOWEL: Final = re.compile("[aeiouyɑɐɒæəɚɛɜɪɔʊʌøœᵻ]")

_SYNCHRONOUS: Final = 2
_DO_NOT_EXIT: Final = 0x8000
_UTF8: Final = 1
_IPA: Final = 0x02


class Phonemizer:
    """espeak-ng as a reader; one in a process."""

    def __init__(self) -> None:
        import espeakng_loader

        data = str(reachable(Path(espeakng_loader.get_data_path())))
        os.environ["ESPEAK_DATA_PATH"] = data
        self._library: Any = ctypes.CDLL(espeakng_loader.get_library_path())
        self._library.espeak_TextToPhonemes.restype = ctypes.c_char_p
        self._library.espeak_TextToPhonemes.argtypes = [ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_int]
        if self._library.espeak_Initialize(_SYNCHRONOUS, 0, os.fsencode(data), _DO_NOT_EXIT) <= 0:
            raise OSError("espeak-ng does not start")
        self._language = ""

    def phonemes(self, text: str, language: str) -> str:
        """IPA with stress marks and the text's own punctuation; `[word](/IPA/)` is what it says, and stars stay around a word.

        Raises:
            ValueError: espeak-ng has no such language.
        """
        self._choose(language)
        parts, end = [], 0
        for word in _STRESSED.finditer(text):
            parts += [self._said(text[end : word.start()]), f"*{stressed(self._said(word[1]))}*"]
            end = word.end()
        return "".join([*parts, self._said(text[end:])])

    def _said(self, text: str) -> str:
        """The phonemes of a text without stars."""
        parts, end = [], 0
        for said in _SAID.finditer(text):
            parts += [self._read(text[end : said.start()]), said[2]]
            end = said.end()
        return "".join([*parts, self._read(text[end:])])

    def _choose(self, language: str) -> None:
        if language != self._language and self._library.espeak_SetVoiceByName(language.encode()) != 0:
            raise ValueError(f"espeak-ng has no language {language!r}")
        self._language = language

    def _read(self, text: str) -> str:
        """The phonemes of a text that holds no IPA; space and punctuation at its ends stay."""
        parts, end = [], 0
        for mark in _MARKS.finditer(text):
            parts += [self._words(text[end : mark.start()]), mark[0]]
            end = mark.end()
        return "".join([*parts, self._words(text[end:])])

    def _words(self, text: str) -> str:
        """The phonemes of words without punctuation, with the space at their ends."""
        bare = text.strip()
        if not bare:
            return " " if text else ""
        pointer = ctypes.c_char_p(bare.encode())
        found = []
        while pointer.value is not None:
            clause = self._library.espeak_TextToPhonemes(ctypes.byref(pointer), _UTF8, _IPA)
            found.append(clause.decode())
        read = _LANGUAGE_SWITCH.sub("", " ".join(found)).strip()
        return " " * text[:1].isspace() + read + " " * text[-1:].isspace()


def stressed(ipa: str) -> str:
    """A word with a main stress, also where it is one that has none within a sentence."""
    ipa = ipa.replace("ˌ", "ˈ")
    return ipa if "ˈ" in ipa else _VOWEL.sub(r"ˈ\g<0>", ipa, count=1)
