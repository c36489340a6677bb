"""Clips begin and end with their sound, without a step."""

import numpy as np
import pytest

from audiodrama.audio.edges import fade, remove_dc, trim

RATE = 44_100


def tone(seconds: float, level: float = 0.5) -> np.ndarray:
    return (level * np.sin(2 * np.pi * 440 * np.arange(round(seconds * RATE)) / RATE)).astype(np.float32)


def padded(sound: np.ndarray, before: float, after: float) -> np.ndarray:
    silence = [np.zeros(round(seconds * RATE), np.float32) for seconds in (before, after)]
    return np.concatenate((silence[0], sound, silence[1]))


@pytest.mark.parametrize("level", [0.9, 0.01])
def test_silence_is_cut_to_the_margins_however_loud_the_voice(level: float) -> None:
    kept = trim(padded(tone(1, level), 0.4, 0.7), RATE)
    assert len(kept) / RATE == pytest.approx(1 + 0.010 + 0.030, abs=0.003)


def test_silence_alone_leaves_nothing() -> None:
    assert len(trim(np.zeros(1000, np.float32), RATE)) == 0
    assert len(trim(np.zeros(0, np.float32), RATE)) == 0


def test_a_fade_begins_and_ends_at_zero_and_leaves_the_middle_alone() -> None:
    sound = np.full(RATE, 0.5, np.float32)
    faded = fade(sound, RATE)
    assert faded[0] == 0
    assert abs(faded[-1]) < 1e-6
    assert np.array_equal(faded[RATE // 10 : -RATE // 10], sound[RATE // 10 : -RATE // 10])
    assert np.abs(np.diff(faded)).max() < 0.01


def test_a_fade_of_a_scrap_is_safe() -> None:
    assert len(fade(np.ones(3, np.float32), RATE)) == 3
    assert len(fade(np.ones(0, np.float32), RATE)) == 0


def test_direct_current_goes() -> None:
    assert abs(float(remove_dc(tone(1) + 0.2, RATE).mean())) < 1e-6
    assert np.abs(remove_dc(np.full(RATE, 0.2, np.float32), RATE)).max() < 1e-6


def test_a_lopsided_voice_keeps_its_silence() -> None:
    voice = padded(np.abs(tone(1)), 0.3, 0.6)
    kept = trim(remove_dc(voice, RATE), RATE)
    assert len(kept) / RATE == pytest.approx(1 + 0.010 + 0.030, abs=0.003)


def test_direct_current_of_a_scrap_goes_too() -> None:
    assert np.abs(remove_dc(np.full(9, 0.2, np.float32), RATE)).max() < 1e-6
    assert len(remove_dc(np.zeros(0, np.float32), RATE)) == 0
