"""pyttsx3 with its espeak driver and the espeak-ng library of the wheel `espeakng-loader`, the same on every system.

pyttsx3's own loop returns before the sound is written and loses clips, so each clip drives the driver directly and waits for
the library. The library of the wheel is always used, never the system's: one version, one sound, one identity.
"""

from __future__ import annotations

import ctypes
import os
import re
import wave
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape

from audiodrama.model import Utterance, Voice
from audiodrama.tts.engines.espeak_data import reachable
from audiodrama.tts.engines.espeak_voices import haste, voices, whispering
from audiodrama.tts.tongues import FOREIGN

_PACKAGES: Final = ("pyttsx3", "espeakng_loader")

_WORDS_PER_MINUTE: Final = 125
"""espeak-ng's own measure; comes out as about 160 words a minute, as narrators read. Its own default is heard as a rush."""
_SLOWEST: Final = 80
_FASTEST: Final = 450
"""Words per minute that espeak-ng takes."""

_SEMITONES: Final = (-6.8, -5.6, -4.4, -3.1, -1.6, 0.0, 1.7, 3.4, 5.15, 7.1, 8.9)
"""What espeak-ng's pitch of 0, 10 … 90, 99 does: median of the pitch measured in two voices. Beyond it stays at the end."""
_PITCHES: Final = (0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 99)

_MELODIES: Final = {"lively": (75, -1.0), "flat": (25, 1.0)}
_MELODY: Final = (50, 0.0)
"""By style, espeak-ng's pitch range, 0 to 99, and the semitones that bring the middle of the voice back; its own."""

_STRESSED: Final = re.compile(r"\*([^*]+)\*")
_STRESS: Final = "\x01-25S\x01+10A\x01+25P \\1\x01+25S\x01-10A\x01-25P"
"""espeak-ng's commands within a text: so many words a minute slower, so much louder and higher (two semitones or three)."""

_SSML: Final = 0x10
"""espeak-ng's flag for a text with markup."""
_TONGUES: Final = frozenset({"de", "es", "it"})
"""Languages whose rules make a phrase clearer than English ones do, as measured; French ones did not."""

_HEADER_BYTES: Final = 44
_BYTES_PER_FRAME: Final = 2


class Pyttsx3Engine:
    """Robotic, tiny and more than a hundred times faster than real time: it speaks wherever the package is installed."""

    name = "pyttsx3"
    hears = frozenset({"rate", "pitch", "style", "melody", "stress", "tongues"})
    workers = 0
    pace = 0.05

    def missing(self) -> str:
        """Which package is not there, if one is not."""
        lacking = [package for package in _PACKAGES if find_spec(package) is None]
        return f"`pip install {' '.join(lacking).replace('_', '-')}`" if lacking else ""

    def identity(self) -> str:
        """The versions of both packages: the library and its data come with the loader."""
        return f"pyttsx3 {version('pyttsx3')}, espeakng-loader {version('espeakng-loader')}"

    def voices(self) -> Sequence[Voice]:
        """Those that a listener tells apart, the clear ones first."""
        return voices()

    def open(self) -> Pyttsx3Speaker:
        """Load the library; only one in a process."""
        return Pyttsx3Speaker()


class Pyttsx3Speaker:
    """The driver, its queue and its run loop left aside."""

    def __init__(self) -> None:
        import espeakng_loader

        # before the library is loaded: on Windows a library keeps the environment that it finds
        os.environ["ESPEAK_DATA_PATH"] = str(reachable(Path(espeakng_loader.get_data_path())))
        with _only_library(espeakng_loader.get_library_path()):
            from pyttsx3.drivers import _espeak
        import pyttsx3

        self._library: Any = _espeak
        self._engine = pyttsx3.init("espeak")
        self._driver: Any = self._engine.proxy._driver  # private: there is no public way to wait for a clip

    def speak(self, utterance: Utterance, path: Path) -> None:
        """Write 16-bit mono WAV at 22.05 kHz.

        Raises:
            ValueError: espeak-ng does not know the voice.
            OSError: the file is missing or cut short.
        """
        self._choose(whispering(utterance.voice) if utterance.style == "whisper" else utterance.voice)
        rate = round(_WORDS_PER_MINUTE * utterance.rate * haste(utterance.voice))
        self._driver.setProperty("rate", min(max(rate, _SLOWEST), _FASTEST))
        width, moved = _MELODIES.get(utterance.style, _MELODY)
        self._library.SetParameter(self._library.RANGE, width, 0)
        self._driver.setProperty("pitch", pitch_setting(utterance.pitch + moved))
        text = _STRESSED.sub(_STRESS, utterance.text)
        self._driver.save_to_file(text, str(path))
        self._start(text)
        self._library.Synchronize()
        _check(path)

    def _start(self, text: str) -> None:
        """By the driver's private parts: `runAndWait` does not wait, and nothing of its own reads markup."""
        if FOREIGN.search(text) is None:
            self._driver._start_synthesis(text)
            return
        self._driver._speaking, self._driver._data_buffer = True, b""
        markup = FOREIGN.sub(_in_its_language, escape(text))
        self._library.Synth(markup.encode(), flags=self._library.ENDPAUSE | self._library.CHARS_UTF8 | _SSML)

    def _choose(self, voice: str) -> None:
        """Set the voice; an unknown one would silently be another."""
        self._driver.setProperty("voice", voice)
        if self._driver.getProperty("voice") != voice.lower():
            raise ValueError(f"espeak-ng has no voice {voice!r}")


def _in_its_language(phrase: re.Match[str]) -> str:
    """As markup for espeak-ng, which keeps the variant that makes the voice this person."""
    language, words = phrase.groups()
    return f'<voice xml:lang="{language}">{words}</voice>' if language in _TONGUES else words


def pitch_setting(semitones: float) -> int:
    """espeak-ng's pitch, 0 to 99, that moves a voice by so many semitones, as measured."""
    if semitones <= _SEMITONES[0]:
        return _PITCHES[0]
    if semitones >= _SEMITONES[-1]:
        return _PITCHES[-1]
    above = bisect_left(_SEMITONES, semitones)
    share = (semitones - _SEMITONES[above - 1]) / (_SEMITONES[above] - _SEMITONES[above - 1])
    return round(_PITCHES[above - 1] + share * (_PITCHES[above] - _PITCHES[above - 1]))


@contextmanager
def _only_library(path: str) -> Iterator[None]:
    """Whatever library pyttsx3 asks for, it gets this one.

    It tries the places of macOS, Linux and Windows in turn, the system's first, when its driver is imported.
    """
    library = ctypes.CDLL(path)
    ctypes.cdll.LoadLibrary = lambda _name: library  # type: ignore[assignment,method-assign]  # the instance's, for a moment
    try:
        yield
    finally:
        del ctypes.cdll.LoadLibrary


def _check(path: Path) -> None:
    """See that the file holds what its header says: the driver swallows the errors of its writing."""
    size = path.stat().st_size
    with wave.open(str(path)) as file:
        wanted = _HEADER_BYTES + file.getnframes() * _BYTES_PER_FRAME
    if size <= _HEADER_BYTES or size < wanted:
        raise OSError(f"espeak-ng wrote {size} of {wanted} bytes")
