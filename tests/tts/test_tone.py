"""The engine that hums: exact lengths, and voices that differ."""

import numpy as np
import pytest
import soundfile

from audiodrama.model import SAMPLE_RATE, Treatment, Utterance
from audiodrama.plugins import load_engine
from audiodrama.tts.engines.tone import ToneEngine
from audiodrama.tts.finish import finished

VOICES = ToneEngine().voices()


def hum(path, **fields):
    fields = {"voice": "low", "text": "Four words are here", **fields}
    ToneEngine().open().speak(Utterance(engine="tone", identity="1", language="en", **fields), path)
    return soundfile.read(path, dtype="float32", always_2d=True)


def frequency(sound):
    return np.argmax(np.abs(np.fft.rfft(sound[:, 0], n=SAMPLE_RATE * 4))) / 4


def test_it_is_found_by_its_name():
    assert load_engine("tone").missing() == ""


@pytest.mark.parametrize(
    ("text", "rate", "seconds"), [("Four words are here", 1.0, 1.2), ("One", 1.0, 0.3), ("Two words", 1.5, 0.4)]
)
def test_the_length_is_exact_also_as_a_clip(tmp_path, text, rate, seconds):
    sound, sample_rate = hum(tmp_path / "a.wav", text=text, rate=rate)
    assert len(sound) == round(seconds * SAMPLE_RATE)
    assert len(finished(sound, sample_rate, Treatment(recipe="1"))) == len(sound)


def test_every_voice_has_a_pitch_of_its_own_and_women_are_higher(tmp_path):
    heard = {voice.name: frequency(hum(tmp_path / "a.wav", voice=voice.name)[0]) for voice in VOICES}
    assert len(heard) == 12
    assert min(np.diff(sorted(heard.values()))) > 5
    women, men = ({heard[voice.name] for voice in VOICES if voice.gender == gender} for gender in ("female", "male"))
    assert min(women) > max(men)


def test_an_octave_up_is_an_octave_up(tmp_path):
    plain, raised = (frequency(hum(tmp_path / "a.wav", pitch=pitch)[0]) for pitch in (0, 12))
    assert raised / plain == pytest.approx(2, rel=0.01)


def test_it_is_as_loud_as_speech_and_starts_and_ends_silent(tmp_path):
    sound, _ = hum(tmp_path / "a.wav")
    assert 0.1 < np.std(sound) < 0.3
    assert not sound[[0, -1]].any()
