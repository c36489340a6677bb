"""The sounds of a drama: how loud they are against the voices, and when those that loop come to an end."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from audiodrama.audio.samples import gain_to_db
from audiodrama.mix.balance import SPEECH_LUFS
from audiodrama.mix.cues import Options, options_of, plain
from audiodrama.mix.sounds import Library
from audiodrama.mix.tracks import Track
from audiodrama.model import SAMPLE_RATE, Cue, PlacedSound

SOUND_LU: Final = -6.0
"""A sound against the speech: plainly there, never louder than a voice."""
UNDER_LU: Final = -14.0
"""A sound `under` the speech."""
AMBIENCE_LU: Final = -18.0
"""An ambience against the speech: listeners want 15 LU at least (Torcoli et al. 2019)."""
AMBIENCE_FADE: Final = 1.5
"""Seconds in which an ambience comes and goes."""
STOP_FADE: Final = 0.5
"""Seconds in which a sound goes that is told to stop."""
SHORT_PEAK_DB: Final = -10.0
"""dBFS of the highest sample of a sound too short to have a loudness."""
QUIETEST_PEAK: Final = 0.001
"""A file whose highest sample is below this (-60 dBFS) is taken as silence and not made louder."""
PEAK_DB: Final = -3.0
"""dBFS that no sound's highest sample passes: a file of one bang and much silence is not made louder than the voices."""


class Foley:
    """Places the user's sounds."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._done: list[PlacedSound] = []
        self._looped: dict[tuple[str, str], PlacedSound] = {}
        """By kind and name, those whose end is not known yet."""

    def sound(self, cue: Cue, at: int) -> PlacedSound | None:
        """A sound from `at`; None when it only tells another to stop, or has no file."""
        options = options_of(cue)
        if options.stop:
            self._end(at, options.fade or STOP_FADE, "sound", plain(cue.text))
            return None
        track = self._library.track(cue, loop=options.loop)
        if track is None:
            return None
        placed = self._placed(track, at, UNDER_LU if options.under else SOUND_LU, options)
        self._keep("sound", cue, placed)
        return placed

    def ambience(self, cue: Cue, at: int) -> None:
        """From `at` until the scene ends, instead of the ambience before."""
        options = options_of(cue)
        self._end(at, options.fade or AMBIENCE_FADE, "ambience")
        track = None if options.stop else self._library.track(cue, loop=True)
        if track:
            placed = self._placed(track, at, AMBIENCE_LU, replace(options, loop=True, fade=options.fade or AMBIENCE_FADE))
            self._keep("ambience", cue, placed)

    def close_scene(self, at: int) -> None:
        """What loops belongs to its scene."""
        self._end(at, AMBIENCE_FADE, "sound")
        self._end(at, AMBIENCE_FADE, "ambience")

    def finish(self, frames: int) -> tuple[PlacedSound, ...]:
        """All sounds of a drama of that length, in the order of their start."""
        self.close_scene(frames)
        heard = (_cut(sound, frames - sound.start) for sound in self._done if sound.start < frames)
        return tuple(sorted(heard, key=lambda sound: sound.start))

    def _keep(self, kind: str, cue: Cue, placed: PlacedSound) -> None:
        if placed.loop:
            self._end(placed.start, AMBIENCE_FADE, kind, plain(cue.text))
            self._looped[kind, plain(cue.text)] = placed
        else:
            self._done.append(placed)

    def _end(self, at: int, fade: float, kind: str, name: str | None = None) -> None:
        """Fade out, around `at`, the looped sounds of that kind, or the one of that name."""
        frames = round(fade * SAMPLE_RATE)
        for key in [key for key in self._looped if key[0] == kind and name in {None, key[1]}]:
            placed = self._looped.pop(key)
            length = at + frames // 2 - placed.start
            if length > frames // 2:
                self._done.append(replace(placed, frames=length, fade_out=min(frames, length)))

    def _placed(self, track: Track, at: int, level_lu: float, options: Options) -> PlacedSound:
        fade = round((options.fade or 0.0) * SAMPLE_RATE)
        return PlacedSound(
            path=track.path,
            start=at,
            frames=track.frames,
            gain_db=gain_to(track, level_lu) + options.gain_db,
            pan=options.pan,
            loop=options.loop,
            fade_in=fade,
            fade_out=fade,
        )


def _cut(sound: PlacedSound, frames: int) -> PlacedSound:
    """The sound, fading out where it would last longer than `frames`."""
    if sound.frames <= frames:
        return sound
    return replace(sound, frames=frames, fade_out=max(sound.fade_out, min(round(AMBIENCE_FADE * SAMPLE_RATE), frames)))


def gain_to(track: Track, level_lu: float) -> float:
    """Decibels that bring a track to its level against the speech."""
    peak_db = gain_to_db(max(track.peak, QUIETEST_PEAK))
    if track.loudness is None:
        return SHORT_PEAK_DB - SOUND_LU + level_lu - peak_db
    return min(SPEECH_LUFS + level_lu - track.loudness, PEAK_DB - peak_db)
