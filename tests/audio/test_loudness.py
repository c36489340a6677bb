"""Known signals read what the standard says, whatever the blocks they come in."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiodrama.audio.loudness import Meter, integrated


def sine(dbfs: float, seconds: float, rate: int, hertz: float = 997.0) -> np.ndarray:
    wave = 10 ** (dbfs / 20) * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)
    return np.column_stack((wave, wave)).astype(np.float32)


@pytest.mark.parametrize("rate", [22_050, 44_100, 48_000])
def test_a_sine_in_both_channels_reads_its_own_level(rate: int) -> None:
    """EBU Tech 3341, case 1: a 1 kHz stereo sine at -23 dBFS reads -23 LUFS within 0.1."""
    assert integrated(sine(-23, 3, rate), rate) == pytest.approx(-23, abs=0.1)


def test_quiet_stretches_are_gated_out() -> None:
    """EBU Tech 3341, case 3: 10 s at -36, 60 s at -23, 10 s at -36 dBFS read -23 LUFS."""
    parts = [sine(-36, 10, 44_100), sine(-23, 60, 44_100), sine(-36, 10, 44_100)]
    assert integrated(np.concatenate(parts), 44_100) == pytest.approx(-23, abs=0.1)


def test_one_channel_is_as_loud_as_played_by_both_speakers() -> None:
    stereo = sine(-20, 2, 44_100)
    assert integrated(stereo[:, 0], 44_100) == integrated(stereo, 44_100)


@pytest.mark.parametrize("samples", [np.zeros((44_100, 2), np.float32), sine(-20, 0.3, 44_100)], ids=["silence", "too short"])
def test_what_has_no_loudness_has_none(samples: np.ndarray) -> None:
    assert integrated(samples, 44_100) is None


def test_a_peak_between_samples_is_found() -> None:
    """A sine at a quarter of the rate, sampled 45 degrees off its crests, is 3 dB higher than its samples."""
    wave = np.sin(np.pi / 2 * np.arange(44_100) + np.pi / 4).astype(np.float32) * 0.5
    meter = Meter(44_100)
    meter.add(np.column_stack((wave, wave)))
    assert 20 * math.log10(np.abs(wave).max()) == pytest.approx(-9.03, abs=0.01)
    assert meter.true_peak == pytest.approx(-6.02, abs=0.2)


@settings(max_examples=15)
@given(sizes=st.lists(st.integers(1, 30_000), min_size=1, max_size=6))
def test_the_sizes_of_blocks_do_not_matter(sizes: list[int]) -> None:
    noise = (np.random.default_rng(1).standard_normal((60_000, 2)) * 0.2).astype(np.float32)
    whole, pieces = Meter(44_100), Meter(44_100)
    whole.add(noise)
    start = 0
    for size in [*sizes, len(noise)]:
        pieces.add(noise[start : start + size])
        start += size
    assert pieces.integrated == pytest.approx(whole.integrated, abs=1e-9)
    assert pieces.true_peak == pytest.approx(whole.true_peak, abs=1e-3)
