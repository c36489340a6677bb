"""An engine for audiodrama that telegraphs: every line is sent in Morse code, each operator on a tone of their own.

A small but whole plug-in: `pip install examples/engine-plugin`, then `audiodrama produce STORY --engine morse`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from audiodrama.model import Utterance, Voice

OPERATORS = {"edith": ("female", 740.0), "ida": ("female", 620.0), "abel": ("male", 520.0), "silas": ("male", 430.0)}
"""Name to gender and tone, Hz."""
DOT_S = 0.06
"""Twenty words a minute."""
RATE = 16_000
ALPHABET = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz0123456789",
        """.- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..
        ----- .---- ..--- ...-- ....- ..... -.... --... ---.. ----.""".split(),
        strict=True,
    )
)


class MorseEngine:
    """What audiodrama asks in its own process: nothing heavy is imported here."""

    name = "morse"
    hears = frozenset({"rate", "pitch"})
    workers = 0

    def missing(self) -> str:
        """Nothing can be missing."""
        return ""

    def identity(self) -> str:
        """A change of its sound must change this."""
        return "1"

    def voices(self) -> Sequence[Voice]:
        """Of no quality, so that `engine: auto` never takes it."""
        return [
            Voice(engine="morse", name=name, gender=gender, quality=0.0, timbre=name)  # type: ignore[arg-type]
            for name, (gender, _) in OPERATORS.items()
        ]

    def open(self) -> MorseSpeaker:
        """Called once in each worker process: load the model here."""
        return MorseSpeaker()


class MorseSpeaker:
    """The engine at work."""

    def speak(self, utterance: Utterance, path: Path) -> None:
        """Write the line as a WAV file; KeyError for an operator that there is not."""
        import numpy as np
        import soundfile

        tone = OPERATORS[utterance.voice][1] * 2 ** (utterance.pitch / 12)
        dot = round(DOT_S / utterance.rate * RATE)
        key = np.concatenate([np.full(dots * dot, float(down)) for down, dots in signals(utterance.text)])
        softened = np.convolve(key, np.hanning(dot // 8) / np.hanning(dot // 8).sum(), "same")
        soundfile.write(path, 0.2 * softened * np.sin(2 * np.pi * tone * np.arange(len(key)) / RATE), RATE, format="WAV")


def signals(text: str) -> Iterator[tuple[bool, int]]:
    """Whether the key is down, and for how many dots."""
    for word in text.casefold().split():
        for letter in word:
            for mark in ALPHABET.get(letter, ""):
                yield True, 1 if mark == "." else 3
                yield False, 1
            yield False, 2
        yield False, 4
