"""What our own processing does where an engine cannot."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiodrama.model import Treatment
from audiodrama.tts.treat import stretched, treat, whispered

RATE = 22_050


def voice(frequency: float, seconds: float = 1.5) -> np.ndarray:
    """A buzz with the formants of an a, louder and softer four times a second as syllables are."""
    time = np.arange(round(seconds * RATE)) / RATE
    buzz = sum(
        np.sin(2 * np.pi * frequency * k * time) * (1 / (1 + (abs(frequency * k - 700) / 200) ** 2) + 0.1)
        for k in range(1, int(5000 / frequency))
    )
    return (0.1 * buzz * (0.6 + 0.4 * np.sin(2 * np.pi * 4 * time))).astype(np.float32)


def pitch(sound: np.ndarray) -> float:
    """Hz, by the autocorrelation of the middle, refined by a parabola."""
    middle = sound[len(sound) // 4 : len(sound) // 4 + 4096].astype(float)
    likeness = np.correlate(middle, middle, "full")[4095:]
    lag = 40 + int(np.argmax(likeness[40:400]))
    left, top, right = likeness[lag - 1 : lag + 2]
    return RATE / (lag + 0.5 * (left - right) / (left - 2 * top + right))


def centroid(sound: np.ndarray) -> float:
    power = np.abs(np.fft.rfft(sound)) ** 2
    return float(np.sum(power * np.fft.rfftfreq(len(sound), 1 / RATE)) / power.sum())


def test_nothing_asked_is_nothing_done():
    sound = voice(120)
    assert np.array_equal(treat(sound, RATE, Treatment(recipe="1")), sound)


@pytest.mark.parametrize("frequency", [95, 130, 210])
@pytest.mark.parametrize("semitones", [-4, -2, 2, 3])
def test_pitch_moves_by_the_semitones_and_the_length_stays(frequency, semitones):
    sound = voice(frequency)
    shifted = treat(sound, RATE, Treatment(recipe="1", pitch=semitones))
    assert len(shifted) == pytest.approx(len(sound), rel=0.02)
    assert 12 * np.log2(pitch(shifted) / pitch(sound)) == pytest.approx(semitones, abs=0.2)


@pytest.mark.parametrize("rate", [0.7, 0.9, 1.15, 1.5])
def test_rate_changes_the_length_and_the_pitch_stays(rate):
    sound = voice(130)
    faster = treat(sound, RATE, Treatment(recipe="1", rate=rate))
    assert len(faster) == pytest.approx(len(sound) / rate, rel=0.02)
    assert pitch(faster) == pytest.approx(pitch(sound), rel=0.01)
    assert np.std(faster) == pytest.approx(np.std(sound), rel=0.1)


@pytest.mark.parametrize("size", [0.85, 1.08, 1.2])
def test_size_slows_the_tape(size):
    sound = voice(130)
    bigger = treat(sound, RATE, Treatment(recipe="1", size=size))
    assert len(bigger) == pytest.approx(len(sound) * size, rel=0.002)
    assert pitch(bigger) == pytest.approx(pitch(sound) / size, rel=0.01)
    assert centroid(bigger) == pytest.approx(centroid(sound) / size, rel=0.02)


def test_everything_at_once_keeps_the_length_that_the_rates_give():
    sound = voice(130)
    treated = treat(sound, RATE, Treatment(recipe="1", rate=1.1 * 1.08, pitch=2, size=1.08))
    assert len(treated) == pytest.approx(len(sound) / 1.1, rel=0.02)


def test_a_whisper_has_no_pitch_but_the_same_formants_and_syllables():
    sound = voice(130)
    whisper = whispered(sound, RATE)
    assert len(whisper) == len(sound)
    assert np.std(whisper) == pytest.approx(0.5 * np.std(sound), rel=0.01)
    middle = whisper[8000:12096].astype(float)
    likeness = np.correlate(middle, middle, "full")[4095:]
    assert likeness[60:400].max() < 0.5 * likeness[0]
    power = np.abs(np.fft.rfft(whisper)) ** 2
    frequencies = np.fft.rfftfreq(len(whisper), 1 / RATE)
    formant = (frequencies > 500) & (frequencies < 900)
    assert power[formant].mean() > 5 * power[~formant].mean()
    loud, soft = (np.std(whisper[round((n + at) / 4 * RATE) :][:1000]) for n, at in ((2, 0.15), (2, 0.65)))
    assert loud > 1.5 * soft


def test_the_same_whisper_comes_twice():
    assert np.array_equal(whispered(voice(130), RATE), whispered(voice(130), RATE))


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 6000), st.floats(0.4, 2.5))
def test_any_sound_can_be_stretched_and_whispered(frames, factor):
    sound = np.random.default_rng(frames).standard_normal(frames).astype(np.float32)
    assert len(stretched(sound, RATE, factor)) == (round(frames * factor) or frames)
    whisper = whispered(np.zeros(frames, np.float32), RATE)
    assert len(whisper) == frames
    assert not whisper.any()
