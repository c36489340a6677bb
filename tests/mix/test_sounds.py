from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile

from audiodrama.errors import InputError
from audiodrama.events import Event, Warned
from audiodrama.mix import sounds
from audiodrama.mix.sounds import Library, prepared
from audiodrama.model import SAMPLE_RATE, Cue, Where

NoiseFile = Callable[..., Path]


def cue(text: str, kind: str = "sound") -> Cue:
    return Cue(kind=kind, text=text, where=Where(file="ferry.fountain", line=12))


@pytest.fixture
def heard() -> list[Event]:
    return []


@pytest.fixture
def library(tmp_path: Path, heard: list[Event]) -> Library:
    return Library(tmp_path, tmp_path / "cache", heard.append)


@pytest.mark.parametrize("name", ["door_slam.wav", "Door Slam.WAV", "DOOR-SLAM.wav"])
def test_a_name_fits_whatever_its_case_and_joints(tmp_path: Path, noise_file: NoiseFile, library: Library, name: str) -> None:
    path = noise_file(tmp_path / "sounds" / name, 0.2)
    assert library.find(cue("door slam")) == path


def test_music_has_its_own_folder(tmp_path: Path, noise_file: NoiseFile, library: Library) -> None:
    noise_file(tmp_path / "music" / "waltz.flac", 0.2)
    assert library.find(cue("waltz")) is None
    assert library.find(cue("Waltz", "music")) is not None


@pytest.mark.parametrize("name", ["../secret", "..", "../sounds/../secret", "/etc/passwd", "a/../../secret", "", "~", "x\0"])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, noise_file: NoiseFile, library: Library, name: str) -> None:
    noise_file(tmp_path / "secret.wav", 0.2)
    noise_file(tmp_path / "sounds" / "door.wav", 0.2)
    assert library.track(cue(name), loop=False) is None


def test_a_link_out_of_the_folder_is_no_sound(tmp_path: Path, noise_file: NoiseFile, library: Library) -> None:
    noise_file(tmp_path / "sounds" / "door.wav", 0.2)
    (tmp_path / "sounds" / "secret.wav").symlink_to(noise_file(tmp_path / "secret.wav", 0.2))
    (tmp_path / "sounds" / "gate.wav").symlink_to(tmp_path / "sounds" / "door.wav")
    assert library.find(cue("secret")) is None
    assert library.find(cue("gate")) is not None


def test_a_missing_sound_is_said_once_with_its_line_and_folder(tmp_path: Path, library: Library, heard: list[Event]) -> None:
    for _ in range(3):
        assert library.track(cue("Owl"), loop=False) is None
    (warned,) = heard
    assert isinstance(warned, Warned)
    assert "Owl" in warned.message
    assert warned.where == "ferry.fountain:12:1"
    assert str(tmp_path / "sounds") in warned.hint


@pytest.mark.parametrize("content", ["text", "nothing", "no frames"])
def test_what_is_no_sound_is_said_and_left_out(tmp_path: Path, library: Library, heard: list[Event], content: str) -> None:
    (tmp_path / "sounds").mkdir()
    (tmp_path / "sounds" / "owl.wav").write_bytes(b"hoo hoo" * 100 if content == "text" else b"")
    if content == "no frames":
        soundfile.write(tmp_path / "sounds" / "owl.wav", np.zeros((0, 2)), SAMPLE_RATE)
    assert library.track(cue("owl"), loop=False) is None
    assert "owl.wav" in heard[0].message


def test_silence_around_a_sound_is_trimmed(tmp_path: Path, noise_file: NoiseFile) -> None:
    track = prepared(noise_file(tmp_path / "knock.wav", 0.5, silence=1.0), tmp_path / "cache", loop=False)
    assert track.frames == pytest.approx(0.5 * SAMPLE_RATE, abs=0.02 * SAMPLE_RATE)
    samples, _ = soundfile.read(track.path)
    assert np.abs(samples[[0, -1]]).max() < 0.01


def test_any_format_becomes_stereo_at_our_rate(tmp_path: Path) -> None:
    samples = 0.1 * np.sin(np.arange(24_000) / 10)
    for name in ("one.wav", "two.mp3", "three.ogg", "four.flac"):
        soundfile.write(tmp_path / name, samples, 24_000)
        track = prepared(tmp_path / name, tmp_path / "cache", loop=False)
        info = soundfile.info(track.path)
        assert (info.channels, info.samplerate) == (2, SAMPLE_RATE)
        assert track.frames == pytest.approx(SAMPLE_RATE, rel=0.06)


def test_a_loop_has_no_seam(tmp_path: Path, noise_file: NoiseFile) -> None:
    ramp = np.linspace(0.0, 0.5, 4 * SAMPLE_RATE)
    soundfile.write(tmp_path / "hum.wav", ramp, SAMPLE_RATE)
    track = prepared(tmp_path / "hum.wav", tmp_path / "cache", loop=True)
    samples, _ = soundfile.read(track.path)
    assert np.abs(samples[0] - samples[-1]).max() < 0.001
    assert track.frames == 3 * SAMPLE_RATE


def test_a_prepared_sound_is_used_again_until_the_file_changes(tmp_path: Path, noise_file: NoiseFile) -> None:
    path = noise_file(tmp_path / "rain.wav", 0.5)
    track = prepared(path, tmp_path / "cache", loop=True)
    written = track.path.stat().st_mtime_ns
    assert prepared(path, tmp_path / "cache", loop=True) == track
    assert track.path.stat().st_mtime_ns == written
    assert prepared(noise_file(path, 0.6), tmp_path / "cache", loop=True) != track


def test_a_half_written_sound_is_made_anew(tmp_path: Path, noise_file: NoiseFile) -> None:
    path = noise_file(tmp_path / "rain.wav", 0.5)
    track = prepared(path, tmp_path / "cache", loop=True)
    track.path.unlink()
    assert prepared(path, tmp_path / "cache", loop=True) == track
    assert track.path.exists()


def test_long_music_goes_through_without_being_held(
    tmp_path: Path, noise_file: NoiseFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sounds, "HELD_SECONDS", 1)
    monkeypatch.setattr(sounds, "SEAM", 0.25)
    track = prepared(noise_file(tmp_path / "suite.wav", 3.0), tmp_path / "cache", loop=True)
    samples, _ = soundfile.read(track.path)
    assert len(samples) == 3 * SAMPLE_RATE
    assert np.abs(samples[[0, -1]]).max() < 0.001
    assert np.std(samples[SAMPLE_RATE : 2 * SAMPLE_RATE]) == pytest.approx(0.05, rel=0.05)


def test_what_is_too_long_is_refused(tmp_path: Path, noise_file: NoiseFile, monkeypatch: pytest.MonkeyPatch) -> None:
    path = noise_file(tmp_path / "suite.wav", 2.0)
    monkeypatch.setattr(sounds, "MAX_SECONDS", 1)
    with pytest.raises(InputError, match="longer than"):
        prepared(path, tmp_path / "cache", loop=False)
    monkeypatch.setattr(sounds, "MAX_BYTES", 1000)
    with pytest.raises(InputError, match="larger than"):
        prepared(path, tmp_path / "cache", loop=False)
    assert not list((tmp_path / "cache").glob("*.flac"))
