"""The bed under the drama: what plays from when to when, how it changes at scenes and cues, and how it ends.

The walk over the script (arrange.py) says when scenes change and what the cues ask for; this turns it into tracks that
cross-fade. Composed tracks are rendered once into the cache, under a name that holds all that determines their sound.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

from audiodrama.errors import InputError
from audiodrama.mix import compose
from audiodrama.mix.balance import SPEECH_LUFS
from audiodrama.mix.compose import MoodName
from audiodrama.mix.pacing import RESOLUTION, TAIL
from audiodrama.mix.sounds import audio_files, prepared
from audiodrama.mix.tracks import Track, store, stored
from audiodrama.model import SAMPLE_RATE, Music, PlacedSound

CROSS_FADE: Final = 3.0
"""Seconds in which one bed gives way to the next: as long as the pause between scenes."""
KEYS: Final = (0, 3)
"""Semitones by which a mood's key moves from one use to the next: a third up is new without being another piece."""
THEME_LIFT_LU: Final = 3.0
"""The theme is louder than a bed: under the title it is an opening, not a background."""
ENDING_AFTER: Final = 0.3
"""Seconds after the last word at which the last chord begins to come."""
ENDING_FADE: Final = 1.2
"""Seconds in which the last chord takes over from the bed."""
FADE_OUT: Final = 3.5
"""Seconds in which the end fades out."""
FILE_FADE_OUT: Final = RESOLUTION - 1.0
"""The same for music that does not resolve by itself: a long fade."""
QUIET_LUFS: Final = -23.0
"""What a track without a loudness of its own (too short) is taken to have."""

Version = Literal["loop", "theme", "ending"]


def music_files(music: Music, folder: Path) -> list[Path]:
    """The user's files that make the bed: none, one, or a folder's in their order of names.

    Raises:
        InputError: what `music.bed` names does not exist, or the folder holds no sound.
    """
    if music.bed in {"auto", "none"}:
        return []
    path = folder / Path(music.bed).expanduser()
    if path.is_file():
        return [path]
    found = sorted(audio_files(path), key=lambda track: track.name) if path.is_dir() else []
    if not found:
        what = "holds no music" if path.is_dir() else "does not exist"
        raise InputError(f"the music bed {music.bed!r} {what}", hint="name a file, a folder, `auto` or `none` under music: bed")
    return found


class Composer:
    """Renders the composed beds of one drama, each once."""

    def __init__(self, title: str, cache: Path) -> None:
        digest = hashlib.blake2b(title.encode("utf-8", "surrogatepass"), digest_size=6).digest()
        self.seed = int.from_bytes(digest, "big")
        self._home = self.seed % 5 - 2
        self._cache = cache

    def track(self, version: Version, mood: MoodName, shift: int = 0) -> Track:
        """The mood's loop, theme or ending, `shift` semitones from the drama's own key."""
        shift += self._home
        path = self._cache / f"{compose.RECIPE}-{version}-{mood}{shift:+d}-{self.seed:012x}.flac"
        return stored(path) or store(path, self._rendered(version, mood, shift))

    def _rendered(self, version: Version, mood: MoodName, shift: int) -> Iterator[compose.Samples]:
        make = {"loop": compose.loop, "theme": compose.theme, "ending": compose.ending}[version]
        seed = (self.seed,) if version != "loop" else (self.seed, shift + 12)
        music = make(mood, shift, seed)
        for start in range(0, len(music), SAMPLE_RATE):
            yield music[start : start + SAMPLE_RATE]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """From `at` this plays, or nothing."""

    at: int
    track: Track | None
    gain_db: float = 0.0
    loop: bool = True
    fade: float = CROSS_FADE


class Score:
    """The bed of one drama, written down as the walk over the script goes on."""

    def __init__(self, music: Music, title: str, folder: Path, cache: Path) -> None:
        self._music = music
        self._files = music_files(music, folder)
        self._cache = cache
        self._composer = Composer(title, cache)
        self._changes: list[_Change] = []
        self._scenes = 0
        self._uses: Counter[MoodName] = Counter()
        self._key: tuple[MoodName, int] | None = None

    @property
    def seed(self) -> int:
        """What the title determines."""
        return self._composer.seed

    @property
    def plays(self) -> bool:
        """Whether there is a bed at all."""
        return self._music.bed != "none"

    def opening(self, mood: MoodName) -> None:
        """The title's music, from the very beginning; a user's own file is its own opening."""
        if self._files:
            self._change(_Change(at=0, track=self._file(0)))
        elif self.plays:
            self._change(_Change(at=0, track=self._composer.track("theme", mood), gain_db=THEME_LIFT_LU))

    def scene(self, at: int, mood: MoodName) -> None:
        """Another scene: its own mood, or the same in another key."""
        if self._files:
            self._change(_Change(at=at, track=self._file(self._scenes)))
        elif self.plays:
            self.mood(at, mood)
        else:
            self._change(_Change(at=at, track=None))
        self._scenes += 1

    def mood(self, at: int, mood: MoodName) -> None:
        """The composed bed in this mood; the user's own bed goes on as it is."""
        if self._music.bed == "auto":
            shift = KEYS[self._uses[mood] % len(KEYS)]
            self._uses[mood] += 1
            self._key = (mood, shift)
            self._change(_Change(at=at, track=self._composer.track("loop", mood, shift)))

    def cue(self, at: int, track: Track | None, *, gain_db: float, loop: bool, fade: float | None) -> None:
        """The script's own music, or none, until the scene ends or another cue comes; after a short piece the bed returns."""
        fade = CROSS_FADE / 2 if fade is None else fade
        before = self._changes[-1] if self._changes else None
        self._change(_Change(at=at, track=track, gain_db=gain_db, loop=loop, fade=fade))
        if track and not loop and before:
            self._change(replace(before, at=at + track.frames))
        else:
            self._key = None

    def finish(self, last: int) -> tuple[tuple[PlacedSound, ...], int]:
        """All beds, and the length of the drama whose last word ends at frame `last`."""
        if self._key:
            mood, shift = self._key
            ending = self._composer.track("ending", mood, shift)
            at = last + _frames(ENDING_AFTER)
            self._change(_Change(at=at, track=ending, gain_db=THEME_LIFT_LU, loop=False, fade=ENDING_FADE))
        playing = bool(self._changes and self._changes[-1].track)
        frames = last + _frames(RESOLUTION if playing else TAIL)
        return tuple(self._placed(frames)), frames

    def _file(self, number: int) -> Track:
        return prepared(self._files[number % len(self._files)], self._cache, loop=True)

    def _change(self, change: _Change) -> None:
        """Note it down, unless just that plays already; what was to come later does not come."""
        while self._changes and self._changes[-1].at >= change.at:
            self._changes.pop()
        last = self._changes[-1] if self._changes else None
        if last is None or (last.track, last.gain_db) != (change.track, change.gain_db):
            self._changes.append(change)

    def _placed(self, frames: int) -> Iterator[PlacedSound]:
        """Every change as a sound that lasts until the next one has faded in."""
        fade_out = _frames(FADE_OUT if self._key else FILE_FADE_OUT)
        for number, change in enumerate(self._changes):
            last = number + 1 == len(self._changes)
            before = self._half_fade(number)
            after = 0 if last else self._half_fade(number + 1)
            end = frames if last else min(self._changes[number + 1].at + after, frames)
            sound = self._sound(change, end - change.at + before)
            if sound:
                yield replace(sound, start=change.at - before, fade_in=2 * before, fade_out=fade_out if last else 2 * after)

    def _half_fade(self, number: int) -> int:
        """Half of the cross-fade into a change, in frames: no longer than there is room for it."""
        change = self._changes[number]
        before = change.at - self._changes[number - 1].at if number else change.at
        return min(_frames(change.fade) // 2, before)

    def _sound(self, change: _Change, frames: int) -> PlacedSound | None:
        """At its level against the speech; None for silence."""
        track = change.track
        if track is None:
            return None
        heard = track.loudness if track.loudness is not None else QUIET_LUFS
        return PlacedSound(
            path=track.path,
            start=change.at,
            frames=frames if change.loop else min(frames, track.frames),
            gain_db=SPEECH_LUFS + self._music.level_lu + change.gain_db - heard,
            loop=change.loop,
            duck=True,
        )


def _frames(seconds: float) -> int:
    return round(seconds * SAMPLE_RATE)
