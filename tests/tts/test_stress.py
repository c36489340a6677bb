"""A word stressed in a finished sound."""

import numpy as np
import pytest

from audiodrama.tts.stress import DECIBELS, LENGTH, SEMITONES, with_stress

RATE = 22_050
WORD = (8_000, 14_000)
EDGE = round(0.02 * RATE)


def voice(frequency: float = 110, formants: tuple[float, ...] = (700, 1800)) -> np.ndarray:
    """A second of a vowel on one note."""
    time = np.arange(RATE) / RATE
    numbers = np.arange(1, int(9000 / frequency))
    strength = sum(1 / (1 + ((frequency * numbers - formant) / 120) ** 2) for formant in formants) + 0.02
    return (0.05 * (strength[:, None] * np.cos(2 * np.pi * frequency * numbers[:, None] * time)).sum(axis=0)).astype(np.float32)


def pitch(sound: np.ndarray) -> float:
    likeness = np.correlate(sound, sound, "full")[len(sound) - 1 :]
    return RATE / (70 + int(np.argmax(likeness[70:400])))


def loudness(sound: np.ndarray) -> float:
    return float(10 * np.log10(np.mean(sound**2)))


def around(sound: np.ndarray, low: float, high: float) -> float:
    """dB of a band, against all of it."""
    power = np.abs(np.fft.rfft(sound)) ** 2
    frequencies = np.fft.rfftfreq(len(sound), 1 / RATE)
    return float(10 * np.log10(power[(frequencies > low) & (frequencies < high)].sum() / power.sum()))


def test_the_word_is_longer_higher_and_louder():
    sound = voice()
    stressed = with_stress(sound, RATE, [WORD])
    plain, changed = sound[9_000:13_000], stressed[9_000:13_000]
    assert len(stressed) - len(sound) == pytest.approx((LENGTH - 1) * (WORD[1] - WORD[0]), rel=0.15)
    assert 12 * np.log2(pitch(changed) / pitch(plain)) == pytest.approx(SEMITONES, abs=0.2)
    assert loudness(changed) - loudness(plain) == pytest.approx(DECIBELS, abs=0.4)


@pytest.mark.parametrize(("one", "other"), [(700, 1_700), (800, 2_200)])
def test_its_vowel_stays_the_vowel(one, other):
    sound = voice(90, (one, other))
    changed = with_stress(sound, RATE, [WORD])[9_000:13_000]
    for formant in (one, other):
        band = 0.88 * formant, 1.12 * formant
        assert around(changed, *band) == pytest.approx(around(sound[9_000:13_000], *band), abs=2)


def test_all_else_stays_and_nothing_jumps():
    sound = voice()
    stressed = with_stress(sound, RATE, [(2_000, 4_000), WORD])
    assert np.array_equal(stressed[: 2_000 - EDGE], sound[: 2_000 - EDGE])
    rest = len(sound) - WORD[1] - EDGE
    assert np.array_equal(stressed[-rest:], sound[-rest:])
    assert np.abs(np.diff(stressed)).max() < 1.8 * np.abs(np.diff(sound)).max()


@pytest.mark.parametrize("word", [(0, 3_000), (RATE - 3_000, RATE), (0, RATE), (5_000, 5_001)])
def test_a_word_may_lie_at_an_end_or_be_hardly_there(word):
    stressed = with_stress(voice(), RATE, [word])
    assert np.isfinite(stressed).all()
    assert RATE <= len(stressed) < 1.2 * RATE


def test_without_a_word_it_is_the_sound():
    assert np.array_equal(with_stress(voice(), RATE, []), voice())
