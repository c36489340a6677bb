"""Filters against what is known of them on paper."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiodrama.audio import filters

RATE = 48_000


def gain_at(response: filters.Response, hertz: float) -> float:
    """Of a long sine, in decibels, its beginning and end left out."""
    time = np.arange(RATE) / RATE
    sine = np.sin(2 * np.pi * hertz * time)
    heard = filters.filtered(sine, response, RATE)
    middle = slice(RATE // 4, 3 * RATE // 4)
    return float(20 * np.log10(np.std(heard[middle]) / np.std(sine[middle])))


@pytest.mark.parametrize("order", [1, 2, 4])
def test_butterworth_is_3_db_down_at_its_corner_and_6_db_an_octave_and_order_beyond(order: int) -> None:
    assert gain_at(filters.low_pass(order, 1000, RATE), 1000) == pytest.approx(-3.01, abs=0.05)
    assert gain_at(filters.high_pass(order, 1000, RATE), 1000) == pytest.approx(-3.01, abs=0.05)
    assert gain_at(filters.high_pass(order, 1000, RATE), 125) == pytest.approx(-18.06 * order, abs=0.2)
    assert gain_at(filters.low_pass(order, 1000, RATE), 50) == pytest.approx(0, abs=0.05)


def test_a_band_pass_is_3_db_down_at_both_edges() -> None:
    band = filters.band_pass(2, (300, 3400), RATE)
    assert gain_at(band, 300) == pytest.approx(-3.01, abs=0.05)
    assert gain_at(band, 3400) == pytest.approx(-3.01, abs=0.05)
    assert gain_at(band, 1000) == pytest.approx(0, abs=0.05)


def test_a_section_answers_as_its_recursion_does() -> None:
    row = np.array([[0.2, 0.3, 0.1, 1.0, -0.5, 0.25]])
    sound = np.random.default_rng(1).standard_normal(2000)
    wanted = np.zeros(2000)
    for n in range(2000):
        past = [wanted[n - k] if n >= k else 0.0 for k in (1, 2)]
        taken = [sound[n - k] if n >= k else 0.0 for k in (0, 1, 2)]
        wanted[n] = np.dot(row[0, :3], taken) - np.dot(row[0, 4:], past)
    np.testing.assert_allclose(filters.filtered(sound, filters.sections(row), RATE), wanted, atol=1e-9)


@given(st.lists(st.integers(1, 5000), min_size=1, max_size=6))
def test_the_sizes_of_the_blocks_do_not_matter(sizes: list[int]) -> None:
    sound = np.random.default_rng(2).standard_normal((sum(sizes), 2))
    response = filters.high_pass(2, 80, RATE)
    stream = filters.Filter(response, RATE)
    blocks = [stream.process(block) for block in np.split(sound, np.cumsum(sizes)[:-1])]
    np.testing.assert_allclose(np.concatenate(blocks), filters.filtered(sound, response, RATE), atol=1e-9)


@pytest.mark.parametrize(("up", "down"), [(2, 1), (1, 2), (147, 160), (20, 23)])
def test_a_resampled_sine_is_that_sine(up: int, down: int) -> None:
    hertz, frames = 700.0, 8000
    heard = filters.resampled(np.sin(2 * np.pi * hertz * np.arange(frames) / RATE), up, down)
    wanted = np.sin(2 * np.pi * hertz * np.arange(len(heard)) * down / up / RATE)
    assert len(heard) == -(-frames * up // down)
    np.testing.assert_allclose(heard[500:-500], wanted[500:-500], atol=2e-3)


@given(st.lists(st.floats(-10, 10), min_size=1, max_size=60), st.integers(1, 60))
def test_the_running_minimum_is_the_least_of_each_window(values: list[float], size: int) -> None:
    if size <= len(values):
        wanted = [min(values[at : at + size]) for at in range(len(values) - size + 1)]
        assert filters.running_minimum(np.array(values), size).tolist() == wanted


@pytest.mark.parametrize("frames", [1, 7, 97, 1000, 48_001])
def test_a_fast_length_has_no_large_factor(frames: int) -> None:
    length = filters.fast_length(frames)
    assert length >= frames
    for factor in (2, 3, 5):
        while length % factor == 0:
            length //= factor
    assert length == 1


def test_all_poles_answer_as_their_recursion_does() -> None:
    poles = np.array([[1.0, -1.2, 0.72]])
    sound = np.random.default_rng(3).standard_normal((1, 400))
    wanted = np.zeros(400)
    for n in range(400):
        wanted[n] = sound[0, n] - sum(poles[0, k] * wanted[n - k] for k in (1, 2) if n >= k)
    np.testing.assert_allclose(filters.all_pole(sound, poles)[0], wanted, atol=1e-5)
