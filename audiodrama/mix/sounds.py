"""The user's own sounds and music: found by name, decoded, and prepared once for the mix.

A name is compared with the names of the files in the folder and never becomes a path, so no name leads out of it. What is at
most two minutes long is held, trimmed, looped and faded with pydub; longer music goes through to disk as it is decoded, so
that memory does not grow with it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import av
import numpy as np
from numpy.typing import NDArray

from audiodrama.audio.samples import from_segment, to_segment
from audiodrama.errors import InputError
from audiodrama.events import Listen, Warned
from audiodrama.mix.cues import plain
from audiodrama.mix.tracks import Track, store, stored
from audiodrama.model import SAMPLE_RATE, Cue

if TYPE_CHECKING:
    from pydub import AudioSegment

Samples = NDArray[np.float32]

SUFFIXES: Final = (".wav", ".flac", ".mp3", ".ogg", ".opus", ".m4a", ".aac", ".aif", ".aiff", ".wma")
"""What is looked at, the first that fits first."""
MAX_BYTES: Final = 2_000_000_000
"""Of one file: three hours of WAV. Whatever is bigger was hardly meant as a sound."""
MAX_SECONDS: Final = 4 * 3600
"""Of one file, decoded: a small file can hold days of silence."""
HELD_SECONDS: Final = 120
"""Up to here a sound is held in memory and edited with pydub, which copies it several times: two minutes are 21 MB a copy."""
QUIET_DBFS: Final = -50.0
"""Below this the edges of a sound count as silence and are trimmed."""
SEAM: Final = 1.5
"""Seconds over which the end of a loop is faded into its beginning, at most a quarter of it."""
EDGE_MS: Final = (5, 20)
"""Fades of a trimmed sound, ms."""
_RECIPE: Final = "sound-1"


class Library:
    """The folders `sounds/` and `music/` of a production."""

    def __init__(self, folder: Path, cache: Path, listen: Listen) -> None:
        self._folder = folder
        self._cache = cache
        self._listen = listen
        self._names: dict[str, dict[str, Path]] = {}
        self._told: set[tuple[str, str]] = set()

    def find(self, cue: Cue) -> Path | None:
        """The file that a cue names; None when there is none."""
        return self._index("music" if cue.kind == "music" else "sounds").get(plain(cue.text))

    def track(self, cue: Cue, *, loop: bool) -> Track | None:
        """The sound that a cue names, ready for the mix; without one the user is told, once per name."""
        path = self.find(cue)
        if path is None:
            self.tell_missing(cue)
            return None
        try:
            return prepared(path, self._cache, loop=loop)
        except InputError as error:
            self._tell(cue, error.message, error.hint)
            return None

    def tell_missing(self, cue: Cue) -> None:
        """Say that no file has the cue's name, and where it was looked for."""
        folder = self._folder / ("music" if cue.kind == "music" else "sounds")
        self._tell(cue, f"{cue.kind} {cue.text!r} has no file", f"put {plain(cue.text)}.wav (or .mp3, .flac …) into {folder}")

    def _tell(self, cue: Cue, message: str, hint: str) -> None:
        if (cue.kind, plain(cue.text)) not in self._told:
            self._told.add((cue.kind, plain(cue.text)))
            self._listen(Warned(message=message, where=str(cue.where or ""), hint=hint))

    def _index(self, name: str) -> dict[str, Path]:
        if name not in self._names:
            found = audio_files(self._folder / name)
            self._names[name] = {plain(path.stem): path for path in reversed(found)}
        return self._names[name]


def audio_files(folder: Path) -> list[Path]:
    """The sounds right in a folder, the suffixes in their order, then by name; links that lead out of it are left out."""
    try:
        found = [path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES and _is_inside(path, folder)]
    except OSError:
        return []
    return sorted(found, key=lambda path: (SUFFIXES.index(path.suffix.lower()), path.name))


def _is_inside(path: Path, folder: Path) -> bool:
    """Whether it is a file that really lies in the folder; a link in a circle is none."""
    try:
        return path.is_file() and path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def prepared(path: Path, cache: Path, *, loop: bool) -> Track:
    """The file as a track in the cache: trimmed at its ends, or, for a loop, its end faded into its beginning.

    Raises:
        InputError: it is too large, too long, or no sound.
        StorageError: the cache cannot be written.
    """
    target = cache / f"{'loop' if loop else 'once'}-{_digest(path)}.flac"
    track = stored(target) or store(target, _decoded(path, loop=loop))
    if not track.frames:
        raise _unreadable(path)
    return track


def _digest(path: Path) -> str:
    digest = hashlib.blake2b(_RECIPE.encode(), digest_size=16)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(f"{path} is larger than {MAX_BYTES // 10**9} GB", hint="use a shorter or compressed file")
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                digest.update(chunk)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}", hint="check its name and its permissions") from error
    return digest.hexdigest()


def _decoded(path: Path, *, loop: bool) -> Iterator[Samples]:
    seconds = _length(path)
    if seconds > MAX_SECONDS:
        raise _too_long(path)
    if seconds > HELD_SECONDS:
        yield from _faded(_streamed(path)) if loop else _streamed(path)
    else:
        held = to_segment(np.concatenate([np.zeros((0, 2), np.float32), *_streamed(path)]))
        yield from_segment(_edited(held, loop=loop))[0]


def _length(path: Path) -> float:
    """Seconds, as the file says; what does not say it is taken as long."""
    try:
        with av.open(str(path)) as container:
            return container.duration / 1_000_000 if container.duration else HELD_SECONDS + 1
    except (av.FFmpegError, OSError, ValueError) as error:
        raise _unreadable(path) from error


def _edited(segment: AudioSegment, *, loop: bool) -> AudioSegment:
    if loop:
        return _looped(segment)
    start, end = _silence_before(segment), _silence_before(segment.reverse())
    trimmed = segment[start : len(segment) - end] if start + end < len(segment) else segment
    return trimmed.fade_in(EDGE_MS[0]).fade_out(EDGE_MS[1])


def _looped(segment: AudioSegment) -> AudioSegment:
    """The segment without a seam: its beginning is taken away and laid, fading in, over its fading end."""
    seam = min(round(SEAM * 1000), len(segment) // 4)
    return segment[seam:].append(segment[:seam], crossfade=seam)


def _silence_before(segment: AudioSegment) -> int:
    from pydub.silence import detect_leading_silence

    return int(detect_leading_silence(segment, silence_threshold=QUIET_DBFS, chunk_size=5))


def _streamed(path: Path) -> Iterator[Samples]:
    """Stereo blocks at `SAMPLE_RATE`, as they come from the decoder."""
    resampler = av.AudioResampler(format="flt", layout="stereo", rate=SAMPLE_RATE)
    frames = 0
    try:
        with av.open(str(path)) as container:
            for frame in _frames_and_end(container):
                for piece in resampler.resample(frame):
                    frames += piece.samples
                    yield np.asarray(piece.to_ndarray(), np.float32).reshape(-1, 2)
                if frames > MAX_SECONDS * SAMPLE_RATE:
                    raise _too_long(path)
    except (av.FFmpegError, OSError, ValueError, IndexError) as error:
        raise _unreadable(path) from error


def _frames_and_end(container: av.container.InputContainer) -> Iterator[av.AudioFrame | None]:
    """All frames, then None, which lets the resampler give what it still holds."""
    yield from container.decode(audio=0)
    yield None


def _faded(blocks: Iterator[Samples]) -> Iterator[Samples]:
    """The stream with its beginning and its end faded, so that it can be played round and round; only the end is held."""
    seam = round(SEAM * SAMPLE_RATE)
    rise = np.sin(np.linspace(0, np.pi / 2, seam, dtype=np.float32))[:, None]
    done, held = 0, np.zeros((0, 2), np.float32)
    for block in blocks:
        ramp = rise[done : done + len(block)]
        block[: len(ramp)] *= ramp
        done += len(block)
        held = np.concatenate((held, block))
        yield held[: max(0, len(held) - seam)]
        held = held[max(0, len(held) - seam) :]
    yield held * rise[::-1][seam - len(held) :]


def _too_long(path: Path) -> InputError:
    return InputError(f"{path} is longer than {MAX_SECONDS // 3600} hours", hint="cut it to what the drama needs")


def _unreadable(path: Path) -> InputError:
    return InputError(f"{path} holds no sound that can be read", hint="use WAV, FLAC, MP3, Ogg or M4A")
