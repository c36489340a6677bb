"""The colour that a manner gives a voice."""

import numpy as np
import pytest

from audiodrama.model import Treatment
from audiodrama.tts.treat import treat, whispered
from audiodrama.tts.voicing import breathed, dying, roughened, trembling, with_effort

RATE = 22_050


def voice(frequency: float = 120.0, seconds: float = 2.0, syllables: float = 0.4) -> np.ndarray:
    """A buzz whose harmonics fall as a voice's do, in syllables."""
    time = np.arange(round(seconds * RATE)) / RATE
    buzz = sum(np.sin(2 * np.pi * frequency * k * time) / k for k in range(1, int(6000 / frequency)))
    return (0.1 * buzz * (0.6 + syllables * np.sin(2 * np.pi * 3 * time))).astype(np.float32)


def brightness(sound: np.ndarray) -> float:
    """Level above 2 kHz against below 500 Hz, dB."""
    power = np.abs(np.fft.rfft(sound.astype(float))) ** 2
    hertz = np.fft.rfftfreq(len(sound), 1 / RATE)
    return float(10 * np.log10(power[hertz > 2000].sum() / power[hertz < 500].sum()))


def level(sound: np.ndarray) -> float:
    return float(np.sqrt(np.mean(np.square(sound, dtype=float))))


def wavering(sound: np.ndarray) -> float:
    """How unsteady the level is from one period to the next, at 120 Hz."""
    levels = [level(part) for part in np.array_split(sound, round(len(sound) * 120 / RATE))]
    return float(np.std(levels) / np.mean(levels))


def test_a_raised_voice_is_brighter_and_a_low_one_darker():
    plain = brightness(voice())
    assert brightness(with_effort(voice(), RATE, 1.0)) > plain + 3
    assert brightness(with_effort(voice(), RATE, 0.5)) > plain + 1.5
    assert brightness(with_effort(voice(), RATE, -0.5)) < plain - 2


def test_a_growl_beats_and_tears_tremble():
    steady = voice(syllables=0)
    assert wavering(steady) < 0.06
    assert wavering(roughened(steady, RATE, 0.7)) > 0.2
    assert wavering(trembling(steady, RATE, 1.0)) > 0.1


@pytest.mark.parametrize(
    "changed",
    [
        with_effort(voice(), RATE, 1.0),
        with_effort(voice(), RATE, -1.0),
        roughened(voice(), RATE, 1.0),
        trembling(voice(), RATE, 1.0),
        breathed(voice(), whispered(voice(), RATE), 0.4),
    ],
)
def test_it_is_as_long_and_as_loud_as_before(changed):
    assert len(changed) == len(voice())
    assert level(changed) == pytest.approx(level(voice()), rel=0.01)


def test_who_trails_off_ends_softly_and_begins_as_ever():
    quiet = dying(np.append(voice(), np.zeros(RATE, np.float32)), RATE)
    assert np.array_equal(quiet[:RATE], voice()[:RATE])
    assert level(quiet[RATE + 20_000 : 2 * RATE]) < 0.4 * level(voice()[RATE + 20_000 :])


def test_breath_fills_what_lies_between_the_harmonics():
    def between(sound: np.ndarray) -> float:
        power = np.abs(np.fft.rfft(sound.astype(float) * np.hanning(len(sound)))) ** 2
        hertz = np.fft.rfftfreq(len(sound), 1 / RATE)
        return float(power[(hertz > 1000) & (abs(hertz % 120 - 60) < 20)].sum() / power[hertz > 1000].sum())

    assert between(treat(voice(), RATE, Treatment(recipe="", breath=0.3))) > 5 * between(voice())


@pytest.mark.parametrize("treatment", [Treatment(recipe="", effort=1, breath=1, rough=1, tremble=1, dying=True)])
@pytest.mark.parametrize("sound", [np.zeros(500, np.float32), voice(seconds=0.01)])
def test_silence_and_scraps_can_be_treated(sound, treatment):
    assert np.isfinite(treat(sound, RATE, treatment)).all()
