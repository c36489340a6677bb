import numpy as np
import pytest
from numpy.typing import NDArray

from audiodrama.audio.loudness import integrated
from audiodrama.mix import effects
from audiodrama.model import SAMPLE_RATE, Effect

EVERY: tuple[Effect, ...] = ("none", "room", "hall", "phone", "radio", "thought", "distant")


@pytest.fixture(scope="module")
def voice() -> NDArray[np.float32]:
    """Two seconds of noise that falls towards the highs and swells four times a second, as speech does."""
    noise = np.random.default_rng(3).standard_normal(2 * SAMPLE_RATE)
    spectrum = np.fft.rfft(noise) / np.maximum(np.fft.rfftfreq(len(noise), 1 / SAMPLE_RATE), 150)
    sound = np.fft.irfft(spectrum) * (1.1 + np.sin(2 * np.pi * 4 * np.arange(len(noise)) / SAMPLE_RATE))
    return (0.3 * sound / np.abs(sound).max()).astype(np.float32)


def share(sound: NDArray[np.float32], low: float, high: float) -> float:
    power = np.abs(np.fft.rfft(sound[:, 0])) ** 2
    hertz = np.fft.rfftfreq(len(sound), 1 / SAMPLE_RATE)
    return float(power[(hertz >= low) & (hertz < high)].sum() / power.sum())


@pytest.mark.parametrize("effect", EVERY)
def test_an_effect_keeps_the_voice_as_loud_as_it_was(voice: NDArray[np.float32], effect: Effect) -> None:
    before = integrated(voice, SAMPLE_RATE)
    after = integrated(effects.placed_in_space(voice, effect, 0.0), SAMPLE_RATE)
    assert before is not None
    assert after is not None
    assert after - before == pytest.approx(-6 if effect == "distant" else 0, abs=3)


@pytest.mark.parametrize("effect", EVERY)
def test_a_voice_rings_on_for_exactly_its_tail_and_ends_in_silence(voice: NDArray[np.float32], effect: Effect) -> None:
    sound = effects.placed_in_space(voice, effect, 0.2)
    assert sound.shape == (len(voice) + effects.tail(effect), 2)
    if effects.tail(effect):
        assert 0 < np.abs(sound[len(voice) :]).max() < np.abs(sound).max()
        assert np.abs(sound[-1]).max() < 1e-3


def test_a_telephone_has_neither_bass_nor_air(voice: NDArray[np.float32]) -> None:
    sound = effects.placed_in_space(voice, "phone", 0.0)
    assert share(sound, 250, 4000) > 0.95


def test_the_centre_has_gain_one_and_the_sides_the_same_power() -> None:
    assert effects.pan_gains(0.0) == pytest.approx((1, 1))
    for pan in (-1.0, -0.25, 0.1, 0.6, 3.0):
        left, right = effects.pan_gains(pan)
        assert left**2 + right**2 == pytest.approx(2)
        assert (left < right) == (pan > 0)


def test_silence_stays_silence_in_every_room() -> None:
    for effect in EVERY:
        assert np.isfinite(effects.placed_in_space(np.zeros(4000, np.float32), effect, 0.0)).all()
