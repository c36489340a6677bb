"""Nothing passes the ceiling, nothing is lost, and blocks leave no trace."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiodrama.audio.limiter import Limiter

RATE = 44_100
NOISE = (np.random.default_rng(2).standard_normal((40_000, 2)) * 0.3).astype(np.float32)


def limited(samples: np.ndarray, ceiling_db: float, sizes: list[int]) -> np.ndarray:
    limiter, out, start = Limiter(RATE, ceiling_db), [], 0
    for size in [*sizes, len(samples)]:
        out.append(limiter.process(samples[start : start + size]))
        start += size
    return np.concatenate([*out, limiter.flush()])


@settings(max_examples=20)
@given(sizes=st.lists(st.integers(0, 9_000), max_size=8), ceiling=st.floats(-20, 0))
def test_it_holds_the_ceiling_and_the_length_whatever_the_blocks(sizes: list[int], ceiling: float) -> None:
    out = limited(NOISE, ceiling, sizes)
    assert out.shape == NOISE.shape
    assert np.abs(out).max() <= 10 ** (ceiling / 20) * 1.000001
    assert np.allclose(out, limited(NOISE, ceiling, []), atol=1e-6)


def test_what_is_quiet_enough_passes_unchanged() -> None:
    assert np.array_equal(limited(NOISE * 0.1, -1, [100, 5_000]), NOISE * np.float32(0.1))


def test_the_gain_is_down_before_the_peak_and_never_jumps() -> None:
    steady = np.full((RATE, 2), 0.2, np.float32)
    steady[RATE // 2] = 1.0
    gain = limited(steady, -6, [])[:, 0] / steady[:, 0]
    assert gain[RATE // 2 - 1] == pytest.approx(0.5, abs=0.01)
    assert np.abs(np.diff(gain)).max() < 0.005
