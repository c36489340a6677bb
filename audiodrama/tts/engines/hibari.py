"""hibari: one American voice in 14 MB from pip, fifty times faster than real time on a core, as clear as its teacher Kokoro.

A narrator rather than a company: made bigger and smaller, the voice is three people to a speaker model, and no more. Its four
other voices count where hibari's own command has fetched them.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from audiodrama.model import Utterance, Voice
from audiodrama.tts.engines import kokoro_voices
from audiodrama.tts.machine import threads_allowed

_IPA: Final = re.compile(r"(?<=\]\(/)[^/()]+(?=/\))")
_ALPHABET: Final = {
    "eɪ": "A",
    "aɪ": "I",
    "oʊ": "O",
    "əʊ": "Q",
    "aʊ": "W",
    "ɔɪ": "Y",
    "dʒ": "ʤ",
    "tʃ": "ʧ",
    "r": "ɹ",
    "g": "ɡ",
}
"""What is one letter to hibari, or another."""
_SLOWEST: Final = 0.5
_FASTEST: Final = 2.0


class HibariEngine:
    """Small and fast."""

    name = "hibari"
    hears = frozenset({"rate", "ipa"})
    workers = 0
    pace = 0.03

    def missing(self) -> str:
        """The package, if it is not there."""
        return "" if find_spec("hibari") else "`pip install hibari-tts`"

    def identity(self) -> str:
        """Its version: the voice is in the package."""
        return f"hibari-tts {version('hibari-tts')}"

    def voices(self) -> Sequence[Voice]:
        """Those that are here; each was taught by a voice of Kokoro, and sounds like it."""
        taught = {voice.name: voice for voice in kokoro_voices.voices()}
        found = {name: taught[entry["kokoro"]] for name, entry in _registry().items() if _is_here(entry)}
        return [
            Voice(
                engine=self.name,
                name=name,
                gender=teacher.gender,
                age=teacher.age,
                language=teacher.language,
                accent=teacher.accent,
                quality=teacher.quality,
                timbre=teacher.timbre,
            )
            for name, teacher in found.items()
        ]

    def open(self) -> HibariSpeaker:
        """Voices are loaded when they are first asked for."""
        return HibariSpeaker()


class HibariSpeaker:
    """The voices that have been asked for, in memory."""

    def __init__(self) -> None:
        self._loaded: dict[str, Any] = {}

    def speak(self, utterance: Utterance, path: Path) -> None:
        """Write 16-bit mono WAV at 24 kHz; another take is another breath."""
        if utterance.voice not in self._loaded:
            from hibari import Hibari

            self._loaded[utterance.voice] = Hibari(utterance.voice, threads=threads_allowed())
        speed = min(max(utterance.rate, _SLOWEST), _FASTEST)
        self._loaded[utterance.voice].save(in_its_letters(utterance.text), str(path), speed=speed, seed=utterance.take)


def in_its_letters(text: str) -> str:
    """The text with the IPA of its `[word](/IPA/)` in hibari's alphabet."""
    return _IPA.sub(lambda ipa: _translated(ipa[0]), text)


def _translated(ipa: str) -> str:
    for theirs, its in _ALPHABET.items():
        ipa = ipa.replace(theirs, its)
    return ipa


def _registry() -> Mapping[str, Any]:
    """The package's own list of voices, read without importing the package."""
    package = find_spec("hibari")
    if package is None or not package.submodule_search_locations:
        return {}
    listed: Mapping[str, Any] = json.loads(Path(package.submodule_search_locations[0], "assets", "voices.json").read_bytes())
    return listed


def _is_here(entry: Mapping[str, Any]) -> bool:
    return bool(entry.get("bundled")) or (_fetched() / entry["file"]).is_file()


def _fetched() -> Path:
    """Where hibari keeps what it has downloaded."""
    if named := os.environ.get("HIBARI_HOME"):
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "hibari"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "hibari"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "hibari"
