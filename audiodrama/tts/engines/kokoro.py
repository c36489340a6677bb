"""Kokoro: 28 English voices of a neural model of 82 million parameters, on any processor, without a network.

The model is driven directly: phonemes by espeak-ng, a style for the voice and the length, one call of onnxruntime. No package
around it is needed, threads are ours to set, and the pauses within long lines too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from audiodrama.events import Listen
from audiodrama.model import Utterance, Voice
from audiodrama.tts.engines.kokoro_model import opened
from audiodrama.tts.engines.kokoro_voices import NAMES, haste, voices
from audiodrama.tts.engines.kokoro_weights import MODEL_SHA256, VOICE_BYTES, VOICES_SHA256, weights
from audiodrama.tts.machine import affordable, threads_allowed
from audiodrama.tts.tongues import FOREIGN
from audiodrama.tts.weights import fetch, install_extra

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_RECIPE: Final = "3"
"""The version of what is done here with phonemes and sound; part of every clip's key."""
_WORKER_BYTES: Final = 950_000_000
"""Memory of a process that speaks: 900 MB were measured at slow lines of 45 s, our own processing included."""

_RATE: Final = 24_000
_SLOWEST: Final = 0.5
_FASTEST: Final = 2.0
"""Speeds that the model takes."""
_STYLE: Final = (-1, 1, 256)
_MOST_PHONEMES: Final = 200
"""In one call, 12 seconds or so. The model takes 510, but needs 1.5 GB for them, and hurries near its limit."""
_PAUSES_S: Final = {".": 0.25, "!": 0.25, "?": 0.25, "…": 0.25}
_PAUSE_S: Final = 0.1
"""Between the calls of a long line: after a sentence, and after anything else."""
_ENDS: Final = (re.compile(r"[.!?…]+\s"), re.compile(r"[,;:—]+\s?"), re.compile(r"\s"))
"""Where a long line may be cut, best first."""

_LANGUAGES: Final = {"a": "gmw/en-us", "b": "gmw/en"}
"""espeak-ng's name, by the first letter of the voice."""
_TONGUES: Final = {"fr": "roa/fr", "de": "gmw/de", "es": "roa/es", "it": "roa/it", "la": "itc/la"}
_SYMBOLS: Final = dict(
    zip(
        ';:,.!?—…"()“” ̃ʣʥʦʨᵝꭧAIOQSTWYᵊabcdefhijklmnopqrstuvwxyzɑɐɒæβɔɕçɖðʤəɚɛɜɟɡɥɨɪʝɯɰŋɳɲɴøɸθœɹɾɻʁɽʂʃʈʧʊʋʌɣɤχʎʒʔˈˌːʰʲ↓→↗↘ᵻ',
        [
            *(*range(1, 7), *range(9, 26), 31, 33, 35, 36, 39, *range(41, 49), *range(50, 73)),
            *(75, 76, 77, 78, *range(80, 84), 85, 86, 87, 90, 92, 99, 101, 102, 103, *range(110, 117), 118, 119, 120),
            *(123, 125, 126, 128, 129, 130, 131, 132, 133, 135, 136, 138, 139, 140, 142, 143, 147, 148, 156, 157, 158),
            *(162, 164, 169, 171, 172, 173, 177),
        ],
        strict=True,
    )
)
"""The model's vocabulary; what is not in it makes no sound."""
_AS_TRAINED: Final = str.maketrans({"r": "ɹ", "x": "k", "ɬ": "l", "g": "ɡ"})
"""Letters of espeak-ng, and of people who write IPA, that the model has not heard in English."""
_NEAREST: Final = str.maketrans({"ʏ": "y", "g": "ɡ"})
"""Of other languages only what the model does not know at all."""

_MELODIES: Final = {"lively": 0.35, "flat": -0.4}
"""By style: how much further the pitch moves."""

_STAR: Final = "*"
"""Stands at both ends of a word that is stressed."""
_STRESSED_LENGTH: Final = 1.15
_STRESSED_PITCH: Final = 2 ** (2 / 12)
_STRESSED_ENERGY: Final = 2.0
"""Of a word that is stressed: two ratios, and what is added to the model's measure of energy, about 2 dB."""


class KokoroEngine:
    """Clear, natural voices, a little faster than real time on each core."""

    name = "kokoro"
    hears = frozenset({"rate", "pitch", "melody", "ipa", "stress", "tongues"})
    pace = 1.1

    def __init__(self) -> None:
        self.workers = affordable(_WORKER_BYTES)

    def missing(self) -> str:
        """What is still to be installed or fetched."""
        if find_spec("espeakng_loader") is None:
            return "`pip install espeakng-loader`"
        there = find_spec("onnxruntime") and all(file.there for file in weights())
        return "" if there else "`audiodrama setup kokoro` fetches it"

    def identity(self) -> str:
        """Model, voices, the reader of the text and what is done here; of the runtime only that it is one."""
        digests = f"model {MODEL_SHA256[:16]}, voices {VOICES_SHA256[:16]}"
        return f"kokoro {_RECIPE}, {digests}, espeakng-loader {version('espeakng-loader')}"

    def voices(self) -> Sequence[Voice]:
        """All 28, the best first."""
        return voices()

    def open(self) -> KokoroSpeaker:
        """Load the model, which takes a second or two."""
        return KokoroSpeaker()

    def set_up(self, listen: Listen) -> None:
        """Install the runtime where it is not, and fetch the model and the voices."""
        install_extra("kokoro", "onnxruntime")
        fetch(weights(), listen)


class KokoroSpeaker:
    """The model in memory."""

    def __init__(self) -> None:
        import onnxruntime

        from audiodrama.tts.engines.phonemes import Phonemizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads_allowed()
        options.inter_op_num_threads = 1
        options.enable_mem_pattern = False  # made for inputs of one shape: with lines of every length it keeps on growing
        model, self._voices = (file.path for file in weights())
        self._session = onnxruntime.InferenceSession(opened(model.read_bytes()), options, providers=["CPUExecutionProvider"])
        self._phonemizer = Phonemizer()

    def speak(self, utterance: Utterance, path: Path) -> None:
        """Write 16-bit mono FLAC at 24 kHz.

        Raises:
            ValueError: there is no such voice.
        """
        from audiodrama.audio.samples import write_flac

        phonemes = self._phonemes(utterance.text, _LANGUAGES[utterance.voice[0]])
        known = "".join(letter for letter in phonemes if letter in _SYMBOLS or letter == _STAR).strip()
        style = self._style(utterance.voice)
        speed = min(max(utterance.rate * haste(utterance.voice), _SLOWEST), _FASTEST)
        pitch, melody = 2 ** (utterance.pitch / 12), _MELODIES.get(utterance.style, 0.0)
        said = [(part, self._say(part, style, speed, pitch, melody)) for part in parts(known)]
        write_flac(path, _joined(said), rate=_RATE)

    def _phonemes(self, text: str, language: str) -> str:
        """Of words in several languages, each read as its own."""
        read, end = [], 0
        for found in FOREIGN.finditer(text):
            read.append(self._english(text[end : found.start()], language))
            read.append(self._phonemizer.phonemes(found[2], _TONGUES[found[1]]).translate(_NEAREST))
            end = found.end()
        return "".join([*read, self._english(text[end:], language)])

    def _english(self, text: str, language: str) -> str:
        return self._phonemizer.phonemes(text, language).translate(_AS_TRAINED)

    def _style(self, voice: str) -> NDArray[np.float32]:
        """The voice, shape (510, 1, 256)."""
        import numpy as np

        start = NAMES.index(voice) * VOICE_BYTES
        found = np.fromfile(self._voices, np.dtype("<f4"), count=VOICE_BYTES // 4, offset=start)
        return found.reshape(_STYLE).astype(np.float32)

    def _say(self, phonemes: str, style: NDArray[np.float32], speed: float, pitch: float, melody: float) -> NDArray[np.float32]:
        import numpy as np

        letters, stress = read_stress(phonemes)
        stressed = np.array([[0, *stress, 0]], np.float32)
        inputs = {
            "tokens": np.array([[0, *(_SYMBOLS[letter] for letter in letters), 0]], np.int64),
            "style": style[len(letters) - 1],
            "speed": np.array([speed], np.float32),
            "length": _STRESSED_LENGTH**stressed,
            "pitch": pitch * np.float32(_STRESSED_PITCH) ** stressed,
            "energy": _STRESSED_ENERGY * stressed,
            "melody": np.array([melody], np.float32),
        }
        sound: NDArray[np.float32] = self._session.run(None, inputs)[0]
        return sound.reshape(-1)


def read_stress(phonemes: str) -> tuple[str, list[bool]]:
    """The phonemes without the stars around stressed words, and of each whether it is one of those."""
    pieces = phonemes.split(_STAR)
    return "".join(pieces), [index % 2 == 1 for index, piece in enumerate(pieces) for _ in piece]


def parts(phonemes: str, most: int = _MOST_PHONEMES) -> list[str]:
    """The phonemes in pieces of at most `most`, cut at the last end of a sentence, else of a clause, else of a word."""
    found = []
    while len(phonemes) > most:
        cut = next((ends[-1] for pattern in _ENDS if (ends := [m.end() for m in pattern.finditer(phonemes, 0, most)])), most)
        found.append(phonemes[:cut].strip())
        phonemes = phonemes[cut:].strip()
    return [part for part in [*found, phonemes] if part]


def _joined(said: Sequence[tuple[str, NDArray[np.float32]]]) -> NDArray[np.float32]:
    """The pieces one after another, with a pause between; one piece alone stays as it is."""
    import numpy as np

    from audiodrama.audio.edges import trim

    if len(said) == 1:
        return said[0][1]
    joined = [np.zeros(1, np.float32)]  # a file that holds nothing cannot be read
    for part, sound in said:
        joined += [trim(sound, _RATE), np.zeros(round(_PAUSES_S.get(part[-1], _PAUSE_S) * _RATE), np.float32)]
    return np.concatenate(joined)
