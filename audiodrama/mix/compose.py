"""Music that needs no file: pads and plucked notes, composed and synthesised here from a seed.

A bed is rendered on a circle: whatever rings past its end is added at its beginning, and reverberation and equaliser are
Fourier transforms over the whole, so it has no seam. Pads are built in the frequency domain, each partial a steady tone with
a narrow band around it (P. Nasca's PADsynth): the band is the slow movement of many players, the tone keeps it from sinking.
Chords move by the nearest step and share tones; nothing sounds above what a voice needs, and a dip leaves its consonants free.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from audiodrama.audio.filters import fast_length
from audiodrama.model import SAMPLE_RATE

Samples = NDArray[np.float32]
MoodName = Literal["calm", "tense", "sad", "joy"]
Chord = tuple[int, ...]

RECIPE: Final = "music-1"
"""Changes whenever the sound of the code below does: part of a bed's file name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mood:
    """What makes music calm or uneasy."""

    root: int
    """MIDI note."""
    chords: tuple[Chord, ...]
    """Semitones from the root, lowest first; two phrases, the second a variation that leads back."""
    scale: tuple[int, ...]
    """Semitones of the melody: five notes, none of which rubs against another."""
    chord_seconds: float
    brightness: float
    """Hz where the partials have fallen to about a third."""
    plucks: float
    """Share of the beats that have a plucked note."""


MOODS: Final[dict[MoodName, Mood]] = {
    "calm": Mood(
        root=50,
        chords=(
            (0, 7, 12, 16), (-3, 7, 12, 16), (-7, 5, 12, 16), (-5, 7, 11, 14),
            (0, 7, 14, 16), (-8, 7, 11, 16), (-10, 5, 9, 14), (-5, 5, 9, 14),
        ),
        scale=(0, 2, 4, 7, 9), chord_seconds=7.5, brightness=1000.0, plucks=0.55,
    ),
    "tense": Mood(
        root=45,
        chords=(
            (0, 7, 12, 15), (-4, 8, 12, 15), (-7, 5, 8, 12), (-5, 7, 10, 14),
            (0, 7, 12, 19), (1, 8, 13, 17), (-7, 5, 8, 17), (-5, 7, 12, 14),
        ),
        scale=(0, 3, 5, 7, 10), chord_seconds=7.5, brightness=650.0, plucks=0.40,
    ),
    "sad": Mood(
        root=48,
        chords=(
            (0, 7, 12, 15), (-4, 8, 12, 15), (-9, 7, 10, 15), (-2, 5, 10, 14),
            (-7, 8, 12, 15), (-9, 7, 12, 15), (-4, 8, 12, 15), (-5, 7, 12, 14),
        ),
        scale=(0, 3, 5, 7, 10), chord_seconds=7.5, brightness=850.0, plucks=0.45,
    ),
    "joy": Mood(
        root=53,
        chords=(
            (0, 7, 12, 16), (-5, 7, 11, 14), (-3, 7, 12, 16), (-7, 5, 12, 16),
            (0, 7, 12, 16), (-8, 7, 11, 16), (-7, 5, 9, 12), (-5, 7, 11, 14),
        ) * 2,
        scale=(0, 2, 4, 7, 9), chord_seconds=3.75, brightness=1500.0, plucks=0.70,
    ),
}  # fmt: skip

OVERLAP: Final = 2.4
"""Seconds in which one chord gives way to the next."""
BASS_OVERLAP: Final = 0.7
PARTIALS: Final = 7
BAND_CENTS: Final = 7.0
"""Half the width of a partial's band: a section of players in tune, not a chorus effect."""
STEADY: Final = 0.75
"""Share of a partial's amplitude that does not move."""
BEATS: Final = 6
"""Plucked notes can stand on this many beats of a chord."""
PLUCK_LEVEL: Final = 0.26
"""Amplitude, against a pad whose tones have about 0.4: a harp behind strings."""
MELODY: Final = 1.9
"""How much stronger the notes of the title's melody are plucked: in front of the strings."""
REVERB_SECONDS: Final = 3.0
REVERB_DECAY: Final = 2.4
"""Of the amplitude, 1/s."""
REVERB_WET: Final = 0.45
HIGH_PASS: Final = 65.0
LOW_PASS: Final = 3500.0
"""Hz; first order, so nothing is cut, only softened."""
VOICE_DIP: Final = (2400.0, 0.9, -4.0)
"""Hz, octaves to each side, dB: the band in which consonants are told apart."""

THEME_BEAT: Final = 0.62
"""Seconds between the beats of the title's melody."""
THEME_CHORD: Final = 5.0
"""Seconds a chord of the theme lasts: the first is heard alone, the rest under the announcement."""
ENDING_SECONDS: Final = 7.0
_MELODY_RHYTHMS: Final = ((0.0, 1.0, 1.5, 2.0, 3.0, 4.0), (0.0, 0.5, 1.0, 2.0, 3.0, 3.5, 4.0), (0.0, 1.0, 2.0, 2.5, 3.0, 4.5))
_SEATS: Final = (0.0, -0.4, 0.4, -0.15)
"""Pan of a chord's notes, the lowest first."""
_ARPEGGIOS: Final = ((0, 2, 1, 3, 2, 1), (1, 3, 2, 0, 2, 3), (0, 1, 2, 3, 2, 1), (3, 1, 2, 0, 1, 2))


def loop(name: MoodName, shift: int, seed: Sequence[int]) -> Samples:
    """A minute of music (n, 2) that begins where it ends; `shift` in semitones."""
    mood, random = MOODS[name], np.random.default_rng(seed)
    page = _page(mood.chord_seconds * len(mood.chords))
    length = round(mood.chord_seconds * SAMPLE_RATE)
    for number, chord in enumerate(mood.chords):
        _chord(page, number * length, mood.chord_seconds, _notes(mood, chord, shift), mood, random)
        _arpeggio(page, number * length, _notes(mood, chord, shift), mood, random)
    return _in_its_room(page, circular=True)


def theme(name: MoodName, shift: int, seed: Sequence[int]) -> Samples:
    """The title's music (n, 2): a melody over the mood's first chord, then chords to speak over."""
    mood, random = MOODS[name], np.random.default_rng(seed)
    chords = mood.chords[:4]
    page = _page(THEME_CHORD * len(chords) + OVERLAP + REVERB_SECONDS)
    entry = round(OVERLAP / 2 * SAMPLE_RATE)
    for number, chord in enumerate(chords):
        start = round(number * THEME_CHORD * SAMPLE_RATE)
        _chord(page, start + entry, THEME_CHORD, _notes(mood, chord, shift), mood, random)
        if number:
            _arpeggio(page, start, _notes(mood, chord, shift), mood, random, seconds=THEME_CHORD)
    for beat, note in melody(name, shift, seed):
        _pluck(page, round((0.15 + beat * THEME_BEAT) * SAMPLE_RATE), note, MELODY, random)
    return _in_its_room(page, circular=False)


def ending(name: MoodName, shift: int, seed: Sequence[int]) -> Samples:
    """The last chord (n, 2): the melody's first notes once more, then home."""
    mood, random = MOODS[name], np.random.default_rng(seed)
    page = _page(ENDING_SECONDS)
    entry, seconds = round(OVERLAP / 2 * SAMPLE_RATE), ENDING_SECONDS - OVERLAP - 0.5
    _chord(page, entry, seconds, _notes(mood, mood.chords[0], shift), mood, random)
    opening = [note for _, note in melody(name, shift, seed)][:2]
    for beat, note in enumerate([*opening, mood.root + shift + 24]):
        _pluck(page, round((0.5 + beat * THEME_BEAT) * SAMPLE_RATE), note, MELODY, random)
    return _in_its_room(page, circular=False)


def melody(name: MoodName, shift: int, seed: Sequence[int]) -> Iterator[tuple[float, int]]:
    """The title's melody, which the seed alone determines: beats and MIDI notes, in steps, from chord tone to chord tone."""
    mood, random = MOODS[name], np.random.default_rng((*seed, 1))
    ladder = [octave + step for octave in (12, 24) for step in mood.scale]
    home = [ladder.index(note) for note in (12, 19, 24)]
    rhythm = _MELODY_RHYTHMS[random.integers(len(_MELODY_RHYTHMS))]
    place = home[random.integers(len(home))]
    for beat in rhythm[:-1]:
        yield beat, mood.root + shift + ladder[place]
        place = int(np.clip(place + random.choice((-2, -1, 1, 1, 2)), 0, len(ladder) - 1))
    last = min(home, key=lambda rung: abs(rung - place))
    yield rhythm[-1], mood.root + shift + ladder[last]


def _page(seconds: float) -> Samples:
    return np.zeros((round(seconds * SAMPLE_RATE), 2), np.float32)


def _notes(mood: Mood, chord: Chord, shift: int) -> list[int]:
    return [mood.root + shift + step for step in chord]


def _write(page: Samples, start: int, sound: Samples) -> None:
    """Add the sound at `start`; what goes past the end goes on at the beginning."""
    place, done = start % len(page), 0
    while done < len(sound):
        piece = sound[done : done + len(page) - place]
        page[place : place + len(piece)] += piece
        place, done = 0, done + len(piece)


def _chord(page: Samples, start: int, seconds: float, notes: list[int], mood: Mood, random: Generator) -> None:
    """One chord, cross-faded with its neighbours; its bass gives way sooner, because two low notes at once growl."""
    _pad(page, start, seconds, notes[:1], 0, BASS_OVERLAP, mood, random)
    _pad(page, start, seconds, notes[1:], 1, OVERLAP, mood, random)


def _pad(
    page: Samples, start: int, seconds: float, notes: list[int], seat: int, overlap: float, mood: Mood, random: Generator
) -> None:
    """Held notes that come and go by equal power, half of the overlap before and after their time."""
    half = round(overlap / 2 * SAMPLE_RATE)
    frames = round(seconds * SAMPLE_RATE) + 2 * half
    size = fast_length(frames)
    sound = np.stack(
        [np.fft.irfft(ear, size)[:frames] for ear in _spectrum(size, notes, seat, mood.brightness, random)], axis=1
    )
    rise = np.sin(np.linspace(0, np.pi / 2, 2 * half, dtype=np.float32))[:, None]
    sound[: 2 * half] *= rise
    sound[-2 * half :] *= rise[::-1]
    _write(page, start - half, np.asarray(sound * np.float32(size), np.float32))


def _spectrum(size: int, notes: list[int], seat: int, brightness: float, random: Generator) -> NDArray[np.complex64]:
    """Half of a spectrum for each ear, (2, size // 2 + 1), that holds every partial of every note."""
    spectrum = np.zeros((2, size // 2 + 1), np.complex64)
    for number, note in enumerate(notes, seat):
        pitch = _hertz(note)
        for partial in range(1, PARTIALS + 1):
            level = 0.5 * partial**-1.4 * np.exp(-partial * pitch / (2.2 * brightness))
            _partial(spectrum, partial * pitch * size / SAMPLE_RATE, level, _SEATS[number], random)
    return spectrum


def _partial(spectrum: NDArray[np.complex64], place: float, level: float, side: float, random: Generator) -> None:
    """A steady tone and a band around it, at a bin of the spectrum; the band differs between the ears."""
    width = max(place * (2 ** (BAND_CENTS / 1200) - 1), 1.0)
    bins = np.arange(int(place - 3 * width), int(place + 3 * width) + 2)
    shape = np.exp(-0.5 * ((bins - place) / width) ** 2)
    shape *= level * (1 - STEADY) / np.sqrt(np.sum(shape**2))
    turns = np.exp(2j * np.pi * random.random((2, len(bins))))
    ears = np.array((1 - side, 1 + side)) / 2
    spectrum[:, bins] += (shape * turns * ears[:, None] * 2).astype(np.complex64)
    spectrum[:, round(place)] += (level * STEADY * np.exp(2j * np.pi * random.random()) * ears).astype(np.complex64)


def _arpeggio(page: Samples, start: int, notes: list[int], mood: Mood, random: Generator, *, seconds: float = 0.0) -> None:
    """The chord's upper tones, one at a time, with rests."""
    pattern = _ARPEGGIOS[random.integers(len(_ARPEGGIOS))]
    beat_frames = (seconds or mood.chord_seconds) * SAMPLE_RATE / BEATS
    for beat, tone in enumerate(pattern):
        if random.random() < mood.plucks:
            note = notes[max(tone, 1)] + 12
            _pluck(page, start + round(beat * beat_frames), note, 0.6 + 0.4 * random.random(), random)


def _pluck(page: Samples, start: int, note: int, strength: float, random: Generator) -> None:
    """One plucked note with a soft attack, somewhere between the ears; its overtones die first."""
    time = np.arange(round(2.6 * SAMPLE_RATE)) / SAMPLE_RATE
    pitch = _hertz(note)
    ring = sum(
        level * np.exp(-decay * time) * np.sin(2 * np.pi * partial * pitch * time)
        for partial, level, decay in ((1, 1.0, 2.2), (2, 0.30, 4.5), (3, 0.10, 8.0))
    )
    ring = ring * (1 - np.exp(-160 * time)) * np.minimum(1, (time[-1] - time) / 0.3)
    side = random.uniform(-0.5, 0.5)
    ears = np.array((1 - side, 1 + side)) * PLUCK_LEVEL * strength
    _write(page, start, np.asarray(ring[:, None] * ears, np.float32))


def _in_its_room(page: Samples, *, circular: bool) -> Samples:
    """Reverberation and equaliser over the whole, in place; the loudest sample at 0.5."""
    size = len(page) if circular else fast_length(len(page) + round(REVERB_SECONDS * SAMPLE_RATE))
    hertz = np.fft.rfftfreq(size, 1 / SAMPLE_RATE).astype(np.float32)
    equaliser, in_band = _equaliser(hertz), (hertz > 180) & (hertz < 4500)
    for ear, click in enumerate(_reverb().T):
        room = np.fft.rfft(click, size) * (in_band * np.float32(REVERB_WET))
        page[:, ear] = np.fft.irfft(np.fft.rfft(page[:, ear], size) * (1 + room) * equaliser, size)[: len(page)]
    page *= np.float32(0.5) / np.max(np.abs(page))
    return page


def _reverb() -> Samples:
    """A hall's answer to a click (n, 2), unit energy."""
    time = np.arange(round(REVERB_SECONDS * SAMPLE_RATE)) / SAMPLE_RATE
    noise = np.random.default_rng(1).standard_normal((len(time), 2)) * np.exp(-REVERB_DECAY * time)[:, None]
    return np.asarray(noise / np.sqrt(np.sum(noise**2, axis=0)), np.float32)


def _equaliser(hertz: Samples) -> Samples:
    """Gain at each frequency."""
    centre, octaves, depth = VOICE_DIP
    audible = np.maximum(hertz, np.float32(1.0))
    dip = depth * np.exp(-0.5 * (np.log2(audible / centre) / octaves) ** 2)
    high_pass = (audible / HIGH_PASS) ** 2 / np.sqrt(1 + (audible / HIGH_PASS) ** 4)
    low_pass = 1 / np.sqrt(1 + (audible / LOW_PASS) ** 2)
    return np.asarray(10 ** (dip / 20) * high_pass * low_pass, np.float32)


def _hertz(note: int) -> float:
    return float(440.0 * 2.0 ** ((note - 69) / 12))
