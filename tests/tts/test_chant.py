"""Verses on a beat and on notes."""

import numpy as np
import pytest

from audiodrama.tts.chant import _nuclei, _pitch, chanted
from audiodrama.tts.treat import sung

RATE = 22_050


def syllable(seconds: float, start_hz: float, end_hz: float) -> np.ndarray:
    """A vowel that glides and swells."""
    time = np.arange(round(seconds * RATE)) / RATE
    phase = 2 * np.pi * np.cumsum(np.linspace(start_hz, end_hz, len(time))) / RATE
    buzz = sum(np.sin(k * phase) / k for k in range(1, 25))
    return 0.2 * buzz * np.hanning(len(time)) ** 0.7


def verse() -> np.ndarray:
    """Eight syllables of uneven length, each falling by some semitones; the last is long."""
    lengths = [0.2, 0.2, 0.34, 0.34, 0.2, 0.2, 0.36, 0.45]
    starts = [130, 160, 140, 175, 150, 130, 145, 120]
    return np.concatenate([syllable(s, hz, hz * 0.85) for s, hz in zip(lengths, starts, strict=True)]).astype(np.float32)


def off_beat(sound: np.ndarray) -> float:
    """How far syllables lie from whole beats, in beats."""
    gaps = np.diff(_nuclei(sound, RATE))
    beats = gaps / np.median(gaps)
    return float(np.mean(np.abs(beats - np.round(beats))))


def on_notes(sound: np.ndarray) -> float:
    """Share of the voiced time within 40 cents of a note of the tune."""
    pitch = _pitch(sound, RATE)
    semitones = 12 * np.log2(pitch[pitch > 0] / np.median(pitch[pitch > 0]))
    return float(np.mean(np.abs(semitones[:, None] - np.array([-5, -3, -2, 0, 2])).min(axis=1) < 0.4))


def test_a_song_keeps_to_its_beat_and_its_notes():
    spoken, chant = verse(), sung(verse(), RATE)
    assert off_beat(chant) < 0.5 * off_beat(spoken)
    assert on_notes(chant) > on_notes(spoken) + 0.2
    assert on_notes(chant) > 0.75
    assert 0.7 < len(chant) / len(spoken) < 1.5
    assert np.isfinite(chant).all()
    assert np.abs(chant).max() < 1.5 * np.abs(spoken).max()


def test_every_syllable_stays():
    assert len(_nuclei(sung(verse(), RATE), RATE)) == len(_nuclei(verse(), RATE)) == 8


@pytest.mark.parametrize(
    "sound",
    [np.zeros(RATE, np.float32), syllable(0.3, 120, 100).astype(np.float32), np.zeros(10, np.float32)],
    ids=["silence", "one syllable", "a scrap"],
)
def test_what_holds_no_verse_is_left_alone(sound):
    assert chanted(sound, RATE) is None
    assert sung(sound, RATE) is sound


def test_noise_does_no_harm():
    noise = np.random.default_rng(1).standard_normal(RATE).astype(np.float32)
    assert np.isfinite(sung(noise, RATE)).all()
