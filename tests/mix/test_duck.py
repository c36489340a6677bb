from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiodrama.mix.duck import AFTER, BEFORE, FORWARD_DB, Fader, spoken
from audiodrama.model import SAMPLE_RATE, Clip, Line, Placed, Stretch


def voice(start: float, seconds: float) -> Placed:
    frames = round(seconds * SAMPLE_RATE)
    clip = Clip(key="", path=Path("none"), frames=frames, loudness=None)
    line = Line(kind="speech", speaker="ADA", text="")
    return Placed(clip=clip, line=line, start=round(start * SAMPLE_RATE), gain_db=0, pan=0, effect="none", frames=frames)


def stretch(start: float, end: float) -> Stretch:
    return Stretch(round(start * SAMPLE_RATE), round(end * SAMPLE_RATE))


def heights(fader: Fader, seconds: float) -> np.ndarray:
    return 20 * np.log10(fader.gain(0, round(seconds * SAMPLE_RATE)))


def at(height: np.ndarray, second: float) -> float:
    return float(height[round(second * SAMPLE_RATE)])


def test_the_music_is_down_while_somebody_speaks_and_up_otherwise() -> None:
    height = heights(Fader([voice(5, 3)], [], 8.0), 15)
    assert at(height, 4.5) == pytest.approx(0)
    assert at(height, 5.0) < -7
    assert at(height, 6.0) == pytest.approx(-8, abs=0.1)
    assert at(height, 8.5) == pytest.approx(-8, abs=0.1)
    assert at(height, 14.0) == pytest.approx(0, abs=0.1)


def test_short_gaps_do_not_pump() -> None:
    voices = [voice(1 + 3.0 * number, 1.5) for number in range(6)]
    height = heights(Fader(voices, [], 8.0), 18)
    assert height[round(2 * SAMPLE_RATE) : round(16 * SAMPLE_RATE)].max() < -7.9


def test_the_music_comes_forward_and_goes_back_before_the_next_word() -> None:
    height = heights(Fader([voice(0, 3), voice(6, 3)], [stretch(3.4, 5.3)], 8.0), 9)
    assert at(height, 5.2) > FORWARD_DB - 2
    assert at(height, 6.0) < -6


def test_the_fader_never_jumps() -> None:
    height = heights(Fader([voice(2, 1), voice(5, 1)], [stretch(3, 4.5)], 12.0), 8)
    assert np.abs(np.diff(height)).max() < 0.02


@settings(max_examples=30)
@given(st.lists(st.integers(1, 50_000), min_size=1, max_size=12))
def test_any_block_size_gives_the_same_curve(sizes: list[int]) -> None:
    fader = Fader([voice(0.5, 0.7), voice(2.9, 0.4)], [stretch(1.6, 2.4)], 8.0)
    whole = fader.gain(0, sum(sizes))
    starts = np.cumsum([0, *sizes])
    pieces = [fader.gain(int(start), size) for start, size in zip(starts, sizes, strict=False)]
    assert np.array_equal(np.concatenate(pieces), whole)


def test_lines_are_joined_with_their_margins() -> None:
    assert spoken([voice(5, 1), voice(7, 1), voice(20, 1)]) == [
        stretch(5 - BEFORE, 8 + AFTER),
        stretch(20 - BEFORE, 21 + AFTER),
    ]


def test_nobody_speaks_and_nothing_moves() -> None:
    assert (Fader([], [], 8.0).gain(1000, 500) == 1).all()
