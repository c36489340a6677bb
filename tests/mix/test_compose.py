import numpy as np
import pytest
from numpy.typing import NDArray

from audiodrama.mix import compose
from audiodrama.model import SAMPLE_RATE


@pytest.fixture(scope="module", params=sorted(compose.MOODS))
def mood(request: pytest.FixtureRequest) -> compose.MoodName:
    name: compose.MoodName = request.param
    return name


@pytest.fixture(scope="module")
def bed(mood: compose.MoodName) -> NDArray[np.float32]:
    return compose.loop(mood, 0, (11,))


def levels(sound: NDArray[np.float32]) -> NDArray[np.float64]:
    """dB of each second."""
    seconds = sound[: len(sound) // SAMPLE_RATE * SAMPLE_RATE].reshape(-1, SAMPLE_RATE * 2)
    return 10 * np.log10(np.mean(np.square(seconds, dtype=np.float64), axis=1) + 1e-12)


def test_a_bed_has_no_seam(bed: NDArray[np.float32]) -> None:
    bends = np.abs(np.diff(bed.mean(axis=1), 2))
    around = np.abs(np.diff(np.concatenate((bed[-3:], bed[:3])).mean(axis=1), 2))
    assert around.max() < 1.5 * np.quantile(bends, 0.999)
    assert abs(levels(bed)[-1] - levels(bed)[0]) < 4


def test_a_bed_breathes_without_steps_and_does_not_repeat_itself(bed: NDArray[np.float32]) -> None:
    level = levels(bed)
    assert np.abs(np.diff(level)).max() < 6
    assert level.max() - level.min() < 8
    around = level - level.mean()
    likeness = [float(np.corrcoef(around, np.roll(around, lag))[0, 1]) for lag in range(3, len(around) // 2)]
    assert max(likeness) < 0.9


def test_a_bed_keeps_out_of_the_voices_band_and_is_never_harsh(bed: NDArray[np.float32]) -> None:
    power = np.sum(np.abs(np.fft.rfft(bed, axis=0)) ** 2, axis=1)
    hertz = np.fft.rfftfreq(len(bed), 1 / SAMPLE_RATE)
    assert power[hertz > 2000].sum() < 0.002 * power.sum()
    assert power[hertz < 50].sum() < 0.002 * power.sum()
    assert power[(hertz > 100) & (hertz < 1000)].sum() > 0.5 * power.sum()


def test_a_bed_is_wide_and_sums_to_mono(bed: NDArray[np.float32]) -> None:
    assert 0.2 < np.corrcoef(bed[:, 0], bed[:, 1])[0, 1] < 0.95
    assert np.abs(bed).max() == pytest.approx(0.5, abs=1e-6)


def test_chords_hold_no_rubbing_neighbours(mood: compose.MoodName) -> None:
    """No two tones of a chord are a semitone apart."""
    for chord in compose.MOODS[mood].chords:
        assert all(abs(one - other) != 1 for one in chord for other in chord)


def test_each_voice_of_a_phrase_moves_little(mood: compose.MoodName) -> None:
    """The upper three tones move by a fourth at most; the bass may leap."""
    chords = compose.MOODS[mood].chords
    for before, after in zip(chords, (*chords[1:], chords[0]), strict=True):
        assert all(abs(one - other) <= 6 for one, other in zip(before[1:], after[1:], strict=True))


def test_the_theme_begins_from_silence_with_its_melody(mood: compose.MoodName) -> None:
    theme = compose.theme(mood, 0, (11,))
    assert np.abs(theme[:20]).max() < 0.01
    assert levels(theme)[0] > levels(theme).max() - 12
    assert len(theme) > 15 * SAMPLE_RATE


def test_the_ending_comes_home_and_fades(mood: compose.MoodName) -> None:
    ending = compose.ending(mood, 0, (11,))
    assert levels(ending)[-1] < levels(ending).max() - 6


def test_the_seed_decides() -> None:
    again, other = compose.theme("calm", 0, (11,)), compose.theme("calm", 0, (12,))
    assert np.array_equal(compose.theme("calm", 0, (11,)), again)
    assert not np.allclose(again, other)


def test_the_melody_moves_up_with_the_key() -> None:
    low, high = list(compose.melody("sad", 0, (4,))), list(compose.melody("sad", 3, (4,)))
    assert [(beat, note + 3) for beat, note in low] == high
