"""From what an engine wrote to a clip."""

import numpy as np
import pytest
import soundfile

from audiodrama.audio.loudness import integrated
from audiodrama.model import SAMPLE_RATE, Treatment
from audiodrama.tts.finish import NothingSpokenError, finish, finished
from audiodrama.tts.store import Store

PLAIN = Treatment(recipe="1")
CUT = Treatment(recipe="1", cut=True)


def speech(rate=22_050, seconds=1.0, level=0.2, silence=0.5):
    """A tone with half a second of silence at both ends, on a direct current."""
    tone = level * np.sin(2 * np.pi * 200 * np.arange(round(seconds * rate)) / rate)
    room = np.zeros(round(silence * rate))
    return (np.concatenate((room, tone, room)) + 0.003)[:, None].astype(np.float32)


@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000, 44_100, 48_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_any_rate_and_channels_become_the_trimmed_clip(rate, channels):
    clip = finished(np.repeat(speech(rate), channels, axis=1), rate, PLAIN)
    assert clip.ndim == 1
    assert len(clip) / SAMPLE_RATE == pytest.approx(1.04, abs=0.02)
    assert np.abs(clip).max() == pytest.approx(0.2, rel=0.05)
    assert abs(float(clip.mean())) < 1e-3


def test_both_ends_are_silent_so_that_no_join_clicks():
    for treatment in (PLAIN, CUT):
        clip = finished(speech(silence=0.0), 22_050, treatment)
        assert np.abs(clip[[0, -1]]).max() < 1e-3


def test_an_interrupted_line_has_no_room_after_it_and_dies_away():
    plain, cut = (finished(speech(), 22_050, treatment) for treatment in (PLAIN, CUT))
    assert 0.02 < (len(plain) - len(cut)) / SAMPLE_RATE < 0.06
    middle, end = np.std(cut[SAMPLE_RATE // 2 :][:2000]), np.std(cut[-882:])
    assert end < 0.3 * middle


def test_a_loud_clip_is_lowered_rather_than_clipped():
    clip = finished(speech(level=1.4), 22_050, PLAIN)
    assert 0.95 < np.abs(clip).max() < 1.0


@pytest.mark.parametrize(
    "sound", [np.zeros((0, 1)), np.zeros((22_050, 2)), np.full((22_050, 1), 0.4), np.full((22_050, 1), 1e-4)]
)
def test_nothing_to_hear_is_an_error(sound):
    with pytest.raises(NothingSpokenError):
        finished(sound.astype(np.float32), 22_050, PLAIN)


def test_the_file_is_the_whole_clip(tmp_path):
    soundfile.write(tmp_path / "spoken.wav", speech(), 22_050)
    store = Store(tmp_path)
    with store.putting("k" * 64) as path:
        facts = finish(tmp_path / "spoken.wav", PLAIN, path)
    clip = store.get("k" * 64)
    sound, rate = soundfile.read(clip.path, dtype="float32")
    assert (rate, len(sound)) == (SAMPLE_RATE, clip.frames)
    assert facts == {"frames": clip.frames, "loudness": clip.loudness}
    assert clip.loudness == pytest.approx(integrated(sound, SAMPLE_RATE), abs=0.1)


def test_a_very_short_sound_is_a_clip_without_a_loudness(tmp_path):
    soundfile.write(tmp_path / "spoken.wav", speech(seconds=0.05), 22_050)
    assert finish(tmp_path / "spoken.wav", PLAIN, tmp_path / "clip.flac")["loudness"] is None
