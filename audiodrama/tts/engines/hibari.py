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
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from audiodrama.model import Utterance, Voice
from audiodrama.tts.engines import kokoro_voices
from audiodrama.tts.engines.onnx_bytes import UnknownModelError, float_input, number, text, with_output
from audiodrama.tts.engines.phonemes import stressed
from audiodrama.tts.machine import threads_allowed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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

_STRESSED: Final = re.compile(r"\*([^*]+)\*")
_MARK: Final = "\ue003"
"""Stands among phonemes at both ends of a stressed word; hibari's reader leaves it where it is."""
_SPEED: Final = (float_input("speed", number(1, 1)), float_input("speed", text(2, "")))
"""The model's input as it was published, one number, and with as many as one likes: it divides the lengths of the phonemes."""
_LENGTHS: Final = "/Clip_output_0"
_FRAMES: Final = 2
"""The model's own count for each phoneme, and of how many frames it is."""
_STRESSED_LENGTH: Final = 1.35
"""Comes out as 1.3, because the model counts in 25 ms."""
_SMOOTH: Final = 5
"""Frames over which the change comes and goes."""


class HibariEngine:
    """Small and fast."""

    name = "hibari"
    hears = frozenset({"rate", "ipa", "stress"})
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
        self._loaded: dict[str, _Speaking] = {}

    def speak(self, utterance: Utterance, path: Path) -> None:
        """Write 16-bit mono FLAC at 24 kHz; another take is another breath."""
        from audiodrama.audio.samples import write_flac

        if utterance.voice not in self._loaded:
            self._loaded[utterance.voice] = _Speaking(utterance.voice)
        voice = self._loaded[utterance.voice]
        speed = min(max(utterance.rate, _SLOWEST), _FASTEST)
        write_flac(path, voice.said(in_its_letters(utterance.text), speed, utterance.take), rate=voice.rate)


class _Speaking:
    """A voice, its melody in our hands: the model gives pitch and spectrum of each frame, and hibari the sound of them."""

    def __init__(self, name: str) -> None:
        from hibari import Hibari

        self._hibari = Hibari(name, threads=threads_allowed())
        self.rate: int = self._hibari.sample_rate
        self._model = _opened(Path(self._hibari.model_path))

    def said(self, text: str, speed: float, seed: int) -> NDArray[np.float32]:
        """The sound, shape (n,)."""
        import numpy as np

        noise = np.random.default_rng(seed)
        sentences = self._hibari.phonemize(self._readable(text))
        said = [self._sentence(each, speed, noise) for each in sentences]
        return np.concatenate([np.zeros(1, np.float32), *said])  # a file that holds nothing cannot be read

    def _readable(self, text: str) -> str:
        """The text with stressed words as the phonemes of their strong forms; as plain words, where the model cannot stress."""

        def strongly(word: re.Match[str]) -> str:
            return f"[word](/{_MARK}{stressed(self._hibari.g2p(word[1]))}{_MARK}/)" if self._model else word[1]

        return _STRESSED.sub(strongly, text)

    def _sentence(self, phonemes: str, speed: float, noise: np.random.Generator) -> NDArray[np.float32]:
        """The sound, and the same as hibari's own where nothing is stressed."""
        import numpy as np

        pieces = [self._hibari.ids(piece)[1:-1] for piece in phonemes.split(_MARK)]
        if len(pieces) == 1:
            plain: NDArray[np.float32] = self._hibari.from_ids(self._hibari.ids(phonemes), speed, noise)
            return plain
        ids = np.array([[0, *chain.from_iterable(pieces), 0]], np.int64)
        stress = np.array([0, *(index % 2 for index, piece in enumerate(pieces) for _ in piece), 0], np.float32)
        return self._with_stress(ids, stress, speed, noise)

    def _with_stress(
        self, ids: NDArray[np.int64], stress: NDArray[np.float32], speed: float, noise: np.random.Generator
    ) -> NDArray[np.float32]:
        """`stress` is 1 for the phonemes of stressed words, 0 for others."""
        import numpy as np
        from hibari import dsp

        from audiodrama.audio.samples import db_to_gain
        from audiodrama.tts.stress import DECIBELS, SEMITONES

        found = self._model.run(None, {"ids": ids, "speed": (speed / _STRESSED_LENGTH**stress).astype(np.float32)})
        voiced, turned, breath, free, phase, pitch = (curve[0] for curve in found[:6])
        frames = np.repeat(stress, _FRAMES * found[6].astype(int).reshape(-1))
        amount = np.convolve(np.pad(frames, _SMOOTH // 2, mode="edge"), np.ones(_SMOOTH, np.float32) / _SMOOTH, "valid")
        nepers = np.log(db_to_gain(DECIBELS)) * amount
        higher = pitch * 2 ** (SEMITONES / 12 * amount)
        sound: NDArray[np.float32] = dsp.synth(voiced + nepers, turned, breath + nepers, free + nepers, phase, higher, noise)
        return sound


def _opened(path: Path) -> Any:  # noqa: ANN401 a type of onnxruntime's
    """The model with a speed for each phoneme, which also answers how long each is; None for one that is built otherwise."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = threads_allowed()
    options.log_severity_level = 3
    try:
        model = with_output(path.read_bytes(), _LENGTHS)
    except UnknownModelError:
        return None
    if model.count(_SPEED[0]) != 1:
        return None
    return onnxruntime.InferenceSession(model.replace(*_SPEED), options, providers=["CPUExecutionProvider"])


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
