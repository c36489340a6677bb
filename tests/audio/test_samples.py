"""Sound files of many kinds come in; clips go out and come back."""

from pathlib import Path

import av
import numpy as np
import pytest
import soundfile

from audiodrama.audio.samples import from_segment, read_audio, read_part, resample, to_segment, write_clip
from audiodrama.errors import AudiodramaError

RATE = 44_100


def tone(seconds: float = 1.0, hertz: float = 440.0) -> np.ndarray:
    return (0.5 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE)) / RATE)).astype(np.float32)


def write_m4a(path: Path, samples: np.ndarray) -> None:
    with av.open(str(path), "w", format="ipod") as container:
        stream = container.add_stream("aac", rate=RATE, layout="mono")
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="fltp", layout="mono")
        frame.sample_rate = RATE
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)


def pitch(samples: np.ndarray) -> float:
    return float(np.abs(np.fft.rfft(samples * np.hanning(len(samples)))).argmax() * RATE / len(samples))


@pytest.mark.parametrize("suffix", ["wav", "flac", "ogg", "mp3"])
def test_common_formats_are_read(tmp_path: Path, suffix: str) -> None:
    soundfile.write(tmp_path / f"tone.{suffix}", tone(), RATE)
    samples, rate = read_audio(tmp_path / f"tone.{suffix}")
    assert rate == RATE
    assert len(samples) == pytest.approx(RATE, abs=RATE // 10)
    assert pitch(samples[:, 0]) == pytest.approx(440, abs=2)


def test_what_libsndfile_does_not_know_is_read_too(tmp_path: Path) -> None:
    write_m4a(tmp_path / "tone.m4a", tone())
    samples, rate = read_audio(tmp_path / "tone.m4a")
    assert rate == RATE
    assert pitch(samples[:, 0]) == pytest.approx(440, abs=2)


@pytest.mark.parametrize("content", [None, b"", b"this is no sound at all" * 50])
def test_what_is_no_sound_is_said_in_a_sentence(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "bell.mp3"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(AudiodramaError, match=r"bell\.mp3"):
        read_audio(path)


def test_a_clip_comes_back_with_its_comment(tmp_path: Path) -> None:
    write_clip(tmp_path / "a.flac", tone(), '{"frames": 44100}')
    with soundfile.SoundFile(tmp_path / "a.flac") as file:
        assert (file.samplerate, file.channels, file.comment) == (RATE, 1, '{"frames": 44100}')
    assert np.allclose(read_part(tmp_path / "a.flac", 100, 50)[:, 0], tone()[100:150], atol=1e-4)


def test_resampling_keeps_the_pitch_and_the_length() -> None:
    low = resample(tone(), RATE, 22_050)
    assert len(low) == 22_050
    assert pitch(resample(low, 22_050, RATE)) == pytest.approx(440, abs=2)


def test_pydub_gets_and_gives_back_the_same_sound() -> None:
    stereo = np.column_stack((tone(), tone(hertz=220)))
    back, rate = from_segment(to_segment(stereo))
    assert rate == RATE
    assert np.allclose(back, stereo, atol=1e-3)
