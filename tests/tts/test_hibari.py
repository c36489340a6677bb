"""hibari: which voices count, its alphabet, and, where it is installed, what it says."""

import json
import subprocess
import sys
from types import SimpleNamespace

import pytest

from audiodrama.tts.engines import hibari
from audiodrama.tts.engines.hibari import HibariEngine, _opened, _Speaking, in_its_letters

REGISTRY = {
    "heart": {"kokoro": "af_heart", "file": "heart.onnx", "bundled": True},
    "fable": {"kokoro": "bm_fable", "file": "fable.onnx", "bundled": False},
}


@pytest.fixture
def package(tmp_path, monkeypatch):
    """The package's list of voices, and an empty folder for what it has fetched."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "voices.json").write_text(json.dumps(REGISTRY))
    monkeypatch.setenv("HIBARI_HOME", str(tmp_path))
    monkeypatch.setattr(hibari, "find_spec", lambda name: SimpleNamespace(submodule_search_locations=[str(tmp_path)]))
    return tmp_path


def test_the_voice_of_the_package_counts_and_others_once_they_are_fetched(package):
    assert [voice.name for voice in HibariEngine().voices()] == ["heart"]
    (package / "fable.onnx").write_bytes(b"")
    found = {voice.name: (voice.gender, voice.accent) for voice in HibariEngine().voices()}
    assert found == {"heart": ("female", "american"), "fable": ("male", "british")}


def test_without_its_package_it_names_the_command(monkeypatch):
    monkeypatch.setattr(hibari, "find_spec", lambda name: None)
    assert HibariEngine().missing() == "`pip install hibari-tts`"
    assert HibariEngine().voices() == []


def test_ipa_is_written_in_its_letters_and_the_text_is_left_alone():
    assert in_its_letters("A [Bass](/bˈeɪs/) for Joe, /read/ dry") == "A [Bass](/bˈAs/) for Joe, /read/ dry"
    assert in_its_letters("[George](/dʒˈɔɪ/)") == "[George](/ʤˈY/)"


def test_a_stressed_word_is_given_in_its_strong_form_where_the_model_can_stress_it():
    voice = _Speaking.__new__(_Speaking)
    voice._hibari, voice._model = SimpleNamespace(g2p=lambda word: {"him": "hˌɪm"}[word]), object()
    assert voice._readable("Not *him*!") == "Not [word](/\ue003hˈɪm\ue003/)!"
    voice._model = None
    assert voice._readable("Not *him*!") == "Not him!"


def test_a_model_that_is_built_otherwise_is_left_as_it_is(tmp_path):
    pytest.importorskip("onnxruntime")
    (tmp_path / "another.onnx").write_bytes(b"another model")
    assert _opened(tmp_path / "another.onnx") is None


SPEAK = """
import sys
from pathlib import Path
from audiodrama.model import Utterance
from audiodrama.tts.engines.hibari import HibariEngine
speaker = HibariEngine().open()
text = "The keeper of the [lamp](/lˈæmp/) went slowly over the old bridge, and nobody saw her again."
strong = text.replace("slowly", "*slowly*").replace("[lamp](/lˈæmp/)", "*[lamp](/lˈæmp/)*")
for name, rate, text in (("plain", 1.0, text), ("again", 1.0, text), ("fast", 1.4, text), ("stressed", 1.0, strong)):
    utterance = Utterance(engine="hibari", identity="", voice="heart", language="en", text=text, rate=rate)
    speaker.speak(utterance, Path(sys.argv[1], name + ".wav"))
"""


@pytest.mark.slow
@pytest.mark.skipif(bool(HibariEngine().missing()), reason="hibari is not installed here")
def test_it_speaks_at_the_pace_that_is_asked_the_same_each_time_and_a_stressed_word_longer(tmp_path):
    import soundfile

    subprocess.run([sys.executable, "-c", SPEAK, str(tmp_path)], check=True, timeout=120)
    plain, fast, stress = (soundfile.info(tmp_path / f"{name}.wav").duration for name in ("plain", "fast", "stressed"))
    assert 3 < plain < 8
    assert plain / fast == pytest.approx(1.4, rel=0.15)
    assert 0.1 < stress - plain < 0.6
    assert (tmp_path / "plain.wav").read_bytes() == (tmp_path / "again.wav").read_bytes()
