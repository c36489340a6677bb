"""Sound files in and out, and the few conversions that every stage needs.

soundfile reads what libsndfile knows (WAV, FLAC, Ogg, MP3); PyAV reads the rest (M4A, AAC, WMA). Neither needs a program.
"""

from __future__ import annotations

import math
import warnings
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import soundfile
from numpy.typing import NDArray

from audiodrama.errors import AudiodramaError
from audiodrama.model import SAMPLE_RATE

if TYPE_CHECKING:
    from pydub import AudioSegment

Samples = NDArray[np.float32]

MAX_FILE_BYTES: Final = 1_000_000_000
MAX_SECONDS: Final = 3 * 3600
"""A user's sound or music is held whole while it is prepared: 3 h of stereo are 4 GB already; nobody's bed is longer."""
_PCM_16: Final = 32_767


def db_to_gain(db: float) -> float:
    """Decibels to a factor of amplitude."""
    return float(10.0 ** (db / 20.0))


def gain_to_db(gain: float) -> float:
    """A factor of amplitude to decibels; silence is -inf."""
    return 20.0 * math.log10(gain) if gain > 0 else -math.inf


def read_audio(path: Path) -> tuple[Samples, int]:
    """All samples of a file, shape (frames, channels), and their rate in Hz.

    Raises:
        AudiodramaError: it is missing, too long, or no sound that can be read here.
    """
    _refuse_large(path)
    try:
        with soundfile.SoundFile(path) as file:
            if file.frames > MAX_SECONDS * file.samplerate:
                raise _too_long(path)
            return file.read(dtype="float32", always_2d=True), int(file.samplerate)
    except soundfile.LibsndfileError:
        return _read_by_ffmpeg(path)


def _refuse_large(path: Path) -> None:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise AudiodramaError(f"{path} cannot be read: {error.strerror}") from error
    if size > MAX_FILE_BYTES:
        raise _too_long(path)


def _too_long(path: Path) -> AudiodramaError:
    return AudiodramaError(f"{path} is longer than {MAX_SECONDS // 3600} hours", hint="cut it to what the drama needs")


def _read_by_ffmpeg(path: Path) -> tuple[Samples, int]:
    import av

    try:
        with av.open(str(path)) as container:
            stream = container.streams.audio[0]
            resampler = av.AudioResampler(format="fltp", layout="stereo", rate=stream.rate)
            parts, frames = [], 0
            for frame in container.decode(stream):
                for part in resampler.resample(frame):
                    parts.append(part.to_ndarray())
                    frames += part.samples
                if frames > MAX_SECONDS * stream.rate:
                    raise _too_long(path)
            rate = int(stream.rate)
    except (av.FFmpegError, IndexError, ValueError) as error:
        hint = "use WAV, FLAC, MP3, Ogg or M4A"
        raise AudiodramaError(f"{path} holds no sound that can be read", hint=hint) from error
    samples = np.concatenate(parts, axis=1).T if parts else np.zeros((0, 2), np.float32)
    return np.ascontiguousarray(samples, dtype=np.float32), rate


def read_part(path: Path, start: int, frames: int) -> Samples:
    """Frames `start` to `start + frames` of a WAV or FLAC file, shape (frames, channels); fewer where it ends."""
    with soundfile.SoundFile(path) as file:
        file.seek(min(start, file.frames))
        samples: Samples = file.read(frames, dtype="float32", always_2d=True)
        return samples


def write_flac(path: Path, samples: Samples, comment: str = "", rate: int = SAMPLE_RATE) -> None:
    """Write 16-bit FLAC, one or two channels as the array has; the comment is kept in the file's own tags."""
    channels = 1 if samples.ndim == 1 else samples.shape[1]
    with soundfile.SoundFile(path, "w", rate, channels, "PCM_16", format="FLAC") as file:
        if comment:
            file.comment = comment
        file.write(np.clip(samples, -1.0, 1.0))


def write_clip(path: Path, samples: Samples, comment: str) -> None:
    """Write one channel at `SAMPLE_RATE` as 16-bit FLAC, with a comment."""
    write_flac(path, samples, comment)


def resample(samples: Samples, rate_from: float, rate_to: float) -> Samples:
    """The same sound at another rate: ceil(frames * rate_to / rate_from) frames, to the nearest ratio of small integers."""
    from audiodrama.audio.filters import resampled

    ratio = Fraction(rate_to / rate_from).limit_denominator(1000)
    if ratio == 1:
        return samples
    changed = resampled(samples.astype(np.float64), ratio.numerator, ratio.denominator)
    return changed.astype(np.float32)


def to_segment(samples: Samples, rate: int = SAMPLE_RATE) -> AudioSegment:
    """A pydub segment, 16 bit, of an array."""
    frames = samples.reshape(len(samples), -1)
    data = (np.clip(frames, -1.0, 1.0) * _PCM_16).round().astype("<i2").tobytes()
    return _pydub().AudioSegment(data=data, sample_width=2, frame_rate=rate, channels=frames.shape[1])


def from_segment(segment: AudioSegment) -> tuple[Samples, int]:
    """The samples of a pydub segment, shape (frames, channels), and their rate."""
    wide = segment.set_sample_width(2)
    samples: Samples = (np.frombuffer(wide.raw_data, dtype="<i2") / (_PCM_16 + 1)).astype(np.float32)
    return samples.reshape(-1, wide.channels), int(wide.frame_rate)


def _pydub() -> Any:  # noqa: ANN401  (pydub has no types)
    """Pydub, without the warnings that it gives where no ffmpeg is on the path and under newer Pythons."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pydub
    return pydub
