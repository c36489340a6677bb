"""The pitch, its movement and the brightness of each voice of an engine: what `cast/temper.py` chooses by.

    python benchmarks/tempers.py ENGINE

One sentence a voice. Pitch is in semitones against the middle voice of the same gender; brightness is the level above 1 kHz
against all, in dB.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np
from melody import level, pitches

from audiodrama.audio.filters import filtered, high_pass
from audiodrama.audio.samples import read_audio
from audiodrama.model import Utterance
from audiodrama.plugins import load_engine

TEXT = "Nobody counted the lanterns that night, and in the morning one of them was missing from its hook."
BRIGHT_HZ = 1000.0


def main(name: str) -> None:
    """One row a voice, by gender and pitch."""
    engine = load_engine(name)
    speaker = engine.open()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for voice in engine.voices():
            path = Path(folder, "said.wav")
            speaker.speak(Utterance(engine=name, identity="", voice=voice.name, language="en-US", text=TEXT), path)
            sound, rate = read_audio(path)
            mono = sound.mean(axis=1)
            low, middle, high = np.percentile(pitches(mono, rate), (10, 50, 90))
            bright = level(filtered(mono, high_pass(2, BRIGHT_HZ, rate), rate)) - level(mono)
            rows.append((voice.gender, middle, high - low, bright, voice.name))
    centres = {gender: float(np.median([row[1] for row in rows if row[0] == gender])) for gender, *_ in rows}
    for gender, middle, movement, bright, voice_name in sorted(rows):
        print(f"{gender:7s} {middle - centres[gender]:+5.1f}  {movement:4.1f}  {bright:+6.1f}  {voice_name}")


if __name__ == "__main__":
    main(*sys.argv[1:])
