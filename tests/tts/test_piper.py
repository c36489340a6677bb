"""Piper: which voices are found, and, where it is installed, what it says."""

import json
import subprocess
import sys
from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from audiodrama.tts.engines import piper
from audiodrama.tts.engines.onnx_bytes import UnknownModelError, node_output, with_output
from audiodrama.tts.engines.piper import PiperEngine

CONFIG = {
    "audio": {"sample_rate": 22050, "quality": "high"},
    "espeak": {"voice": "en-gb"},
    "inference": {"length_scale": 1},
    "num_speakers": 1,
    "speaker_id_map": {},
    "language": {"code": "en_GB"},
    "dataset": "alan",
}


def put(folder, name: str, **changes) -> None:
    (folder / f"{name}.onnx").write_bytes(b"a model")
    (folder / f"{name}.onnx.json").write_text(json.dumps({**CONFIG, **changes}))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("AUDIODRAMA_PIPER_VOICES", str(tmp_path))
    monkeypatch.setattr("audiodrama.tts.engines.piper._VOICE_PACKAGE", "no_such_package")
    return tmp_path


def test_the_voices_of_the_users_folder_are_found_with_their_traits(folder):
    put(folder, "en_GB-alan-high")
    put(folder, "en_GB-alba-medium", dataset="alba", audio={"quality": "medium"})
    found = [(voice.name, voice.gender, voice.accent) for voice in PiperEngine().voices()]
    assert found == [("en_GB-alan-high", "male", "british"), ("en_GB-alba-medium", "female", "scottish")]


def test_each_speaker_of_a_model_is_a_voice(folder):
    put(folder, "en_GB-vctk-medium", num_speakers=2, speaker_id_map={"p225": 0, "p226": 1})
    assert [voice.name for voice in PiperEngine().voices()] == ["en_GB-vctk-medium+p225", "en_GB-vctk-medium+p226"]


def test_what_is_no_english_voice_is_passed_over(folder):
    put(folder, "de_DE-thorsten-high", language={"code": "de_DE"})
    (folder / "alone.onnx").write_bytes(b"")
    (folder / "broken.onnx").write_bytes(b"")
    (folder / "broken.onnx.json").write_text("[1, 2")
    (folder / "list.onnx").write_bytes(b"")
    (folder / "list.onnx.json").write_text("[1, 2]")
    assert PiperEngine().voices() == []


def test_another_voice_file_is_another_identity(folder, monkeypatch):
    monkeypatch.setattr("audiodrama.tts.engines.piper.version", lambda name: "1")
    put(folder, "en_GB-alan-high")
    before = PiperEngine().identity()
    put(folder, "en_GB-alan-high", dataset="another")
    assert PiperEngine().identity() != before


def test_it_says_where_voices_belong(folder, monkeypatch):
    monkeypatch.setattr("audiodrama.tts.engines.piper.find_spec", lambda name: object() if name == "piper" else None)
    assert str(folder) in PiperEngine().missing()
    put(folder, "en_GB-alan-high")
    assert PiperEngine().missing() == ""


def test_without_its_package_it_names_the_command(monkeypatch):
    monkeypatch.setattr("audiodrama.tts.engines.piper.find_spec", lambda name: None)
    assert "pip install piper-tts" in PiperEngine().missing()


@dataclass
class Settings:
    espeak_voice: str = "en-us"


@dataclass
class Reader:
    """Knows a few words."""

    config: Settings

    def phonemize(self, text):
        english = {"him": "hˌɪm", "[[bˈeɪs]]": "bˈeɪs"}
        return [[*{"en-us": english, "es": {"buenas noches": "bwˌenas nˈotʃes"}}[self.config.espeak_voice][text]]]


IDS = {"^": [1], "_": [0], "A": [2], "B": [3], " ": [4], ".": [5]}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Not *him*, her.", "Not [[*hˈɪm*,]] her."),
        ("The [Bass](/bˈeɪs/), then", "The [[bˈeɪs,]] then"),
        ("a *[Bass](/bˈeɪs/)*!", "a [[*bˈeɪs*!]]"),
        ("{es:buenas noches}, *him*!", "[[bwˌenas nˈotʃes,]] [[*hˈɪm*!]]"),
        ("{fr:bonne nuit}.", "bonne nuit."),
        ("Nothing here.", "Nothing here."),
    ],
)
def test_stressed_words_and_ipa_are_given_as_phonemes_with_their_punctuation(text, read):
    assert piper._readable(Reader(Settings()), text) == read


def test_a_word_between_stars_is_found_by_the_lengths_of_its_phonemes():
    lengths = [10, 1, 20, 2, 30, 3, 40, 4, 50]  # start, pad, A, pad, space, pad, B, pad, full stop
    chunk = SimpleNamespace(phonemes=["A", " ", "*", "B", "*", "."], phoneme_id_samples=lengths)
    assert piper._between_stars(chunk, IDS) == [(66, 110)]


def test_a_model_that_does_not_tell_lengths_stresses_nothing():
    chunk = SimpleNamespace(phonemes=["*", "B", "*"], phoneme_id_samples=None)
    assert piper._between_stars(chunk, IDS) == []


def test_an_output_is_added_once_and_only_where_there_is_such_a_node():
    model = b"...." + node_output("lengths")
    told = with_output(model, "lengths")
    assert told.startswith(model)
    assert with_output(told, "lengths") == told
    with pytest.raises(UnknownModelError):
        with_output(model, "pitch")


SPEAK = """
import sys
from pathlib import Path
from audiodrama.model import Utterance
from audiodrama.tts.engines import piper
from audiodrama.tts.engines.onnx_bytes import UnknownModelError, node_output, with_output
from audiodrama.tts.engines.piper import PiperEngine
speaker = PiperEngine().open()
text = "The keeper of the [lamp](/læmp/) went slowly over the old bridge, and nobody saw her again."
for name, rate, text in (("plain", 1.0, text), ("fast", 1.4, text), ("stressed", 1.0, text.replace("slowly", "*slowly*"))):
    utterance = Utterance(engine="piper", identity="", voice="en_US-joe-medium", language="en", text=text, rate=rate)
    speaker.speak(utterance, Path(sys.argv[1], name + ".wav"))
"""


@pytest.mark.slow
@pytest.mark.skipif(
    "en_US-joe-medium" not in [voice.name for voice in PiperEngine().voices()] or bool(PiperEngine().missing()),
    reason="piper is not installed here",
)
def test_it_speaks_at_the_pace_that_is_asked_and_a_stressed_word_with_it(tmp_path):
    import soundfile

    subprocess.run([sys.executable, "-c", SPEAK, str(tmp_path)], check=True, timeout=120)
    plain, fast, stress = (soundfile.info(tmp_path / f"{name}.wav").duration for name in ("plain", "fast", "stressed"))
    assert 3 < plain < 8
    assert plain - 0.3 < stress < plain + 0.6
    assert plain / fast == pytest.approx(1.4, rel=0.15)
