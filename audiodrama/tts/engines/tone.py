"""An engine that hums instead of speaking: exact lengths and no waiting, for tests and for trying out a mix."""

from __future__ import annotations

import wave
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from audiodrama.model import SAMPLE_RATE, Gender, Utterance, Voice

SECONDS_PER_WORD: Final = 0.3
"""A brisk reader's pace, 200 words a minute; a line is never shorter than one word."""

_REGISTERS: Final[dict[Gender, float]] = {"male": 110.0, "female": 200.0}
"""Hz: the lowest note of each register, near speaking pitch. Each voice lies a semitone above the one before."""
_NAMES: Final[dict[Gender, str]] = {
    "male": "low cello bassoon horn drum oak",
    "female": "high viola oboe flute bell reed",
}
_LEVEL: Final = 0.2
"""Of full scale: about −17 dBFS, as loud as engines speak."""
_EDGE_S: Final = 0.008
"""Fade at both ends: shorter than the room that trimming leaves, so that a clip keeps its exact length."""


class ToneEngine:
    """Hums one note for 0.3 s per word, divided by the rate."""

    name = "tone"
    hears = frozenset({"rate", "pitch"})
    workers = 0

    def missing(self) -> str:
        """Nothing can be missing."""
        return ""

    def identity(self) -> str:
        """The version of the hum."""
        return "1"

    def voices(self) -> Sequence[Voice]:
        """Six low and six high ones, each with a pitch of its own, in turn."""
        pairs = zip(_NAMES["male"].split(), _NAMES["female"].split(), strict=True)
        return [_voice(name, gender) for pair in pairs for name, gender in zip(pair, _NAMES, strict=True)]

    def open(self) -> ToneSpeaker:
        """Nothing to load."""
        return ToneSpeaker({voice.name: voice for voice in self.voices()})


class ToneSpeaker:
    """The engine at work."""

    def __init__(self, voices: dict[str, Voice]) -> None:
        self._voices = voices

    def speak(self, utterance: Utterance, path: Path) -> None:
        """Write the hum as a 16-bit mono WAV file at 44.1 kHz; KeyError for a voice that there is not."""
        import numpy as np

        frequency = _frequency(self._voices[utterance.voice]) * 2 ** (utterance.pitch / 12)
        words = max(1, len(utterance.text.split()))
        time = np.arange(round(words * SECONDS_PER_WORD / utterance.rate * SAMPLE_RATE)) / SAMPLE_RATE
        hum = np.sin(2 * np.pi * frequency * time) + 0.3 * np.sin(4 * np.pi * frequency * time)
        edge = np.clip(np.minimum(time, time[::-1]) / _EDGE_S, 0, 1)
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(SAMPLE_RATE)
            file.writeframes((hum * edge * _LEVEL * 32767).astype("<i2").tobytes())


def _voice(name: str, gender: Gender) -> Voice:
    return Voice(engine="tone", name=name, gender=gender, age="adult", quality=0.0, timbre=name)


def _frequency(voice: Voice) -> float:
    """Hz: the place of its name in its register."""
    return float(_REGISTERS[voice.gender] * 2 ** (_NAMES[voice.gender].split().index(voice.name) / 12))
