"""How much alike the voices of an engine are: `python benchmarks/likeness.py ENGINE [TABLE]`.

Each voice says three sentences; a speaker model (Resemblyzer 0.1.4, not a dependency: `pip install torch Resemblyzer==0.1.4
"setuptools<81"`) turns each into a vector, and two voices are as alike as the cosine of their means. With TABLE, the table that
casting reads is written there (`audiodrama/cast/likeness/ENGINE.txt`). `--sizes` prints instead how like itself a voice stays
when it is made bigger or smaller, higher or lower.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from resemblyzer import VoiceEncoder, preprocess_wav

from audiodrama.audio.samples import Samples, read_audio
from audiodrama.model import Treatment, Utterance
from audiodrama.plugins import Engine, Speaker, load_engine
from audiodrama.tts.finish import finished

SENTENCES = (
    "The harbour was quiet when the last of the boats came in, and nobody asked where it had been.",
    "You might have told me yesterday, before I gave away both of the keys and half of my supper!",
    "Three hundred steps lead up to the lamp, and every evening somebody has to climb all of them.",
)
RATE = 44_100
SIZES = ((0.83, 0), (0.89, 0), (0.94, 0), (1.06, 0), (1.12, 0), (1.2, 0), (1, -3.5), (1, -2), (1, 2), (1, 3.5))
EVERY = 5
"""Of the engine's voices, one in so many is made bigger and smaller."""

Vector = NDArray[np.float64]


def main() -> None:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("engine")
    parser.add_argument("table", type=Path, nargs="?")
    parser.add_argument("--sizes", action="store_true")
    options = parser.parse_args()
    engine = load_engine(options.engine)
    encoder = VoiceEncoder("cpu", verbose=False)
    speaker = engine.open()
    names = [voice.name for voice in engine.voices()]
    if options.sizes:
        show_sizes(engine, speaker, encoder, names[::EVERY])
        return
    vectors = np.array([vector(engine, speaker, encoder, name) for name in names])
    cosines = vectors @ vectors.T
    show(names, cosines)
    if options.table:
        options.table.write_text(table(names, cosines), encoding="utf-8")


def vector(
    engine: Engine, speaker: Speaker, encoder: VoiceEncoder, voice: str, size: float = 1.0, pitch: float = 0.0
) -> Vector:
    """Of the voice's three sentences."""
    return embedded(encoder, said(engine, speaker, voice, size, pitch))


def said(engine: Engine, speaker: Speaker, voice: str, size: float = 1.0, pitch: float = 0.0) -> list[Samples]:
    """The sentences as clips."""
    treatment = Treatment(recipe="", size=size, pitch=0.0 if "pitch" in engine.hears else pitch)
    heard = pitch if "pitch" in engine.hears else 0.0
    clips = []
    with tempfile.TemporaryDirectory() as folder:
        for text in SENTENCES:
            path = Path(folder) / "clip.wav"
            utterance = Utterance(
                engine=engine.name, identity="", voice=voice, language="en", text=text, rate=size, pitch=heard
            )
            speaker.speak(utterance, path)
            clips.append(finished(*read_audio(path), treatment))
    return clips


def embedded(encoder: VoiceEncoder, clips: Sequence[Samples]) -> Vector:
    """The mean of the clips' vectors, of length 1."""
    mean = np.mean([encoder.embed_utterance(preprocess_wav(clip, source_sr=RATE)) for clip in clips], axis=0)
    return np.asarray(mean / np.linalg.norm(mean), dtype=np.float64)


def table(names: Sequence[str], cosines: Vector) -> str:
    """One row per voice: its name, then how like it is to each voice of the rows before, in hundredths."""
    rows = (f"{name}: {' '.join(f'{100 * cosine:.0f}' for cosine in cosines[row, :row])}" for row, name in enumerate(names))
    return "".join(row.rstrip() + "\n" for row in rows)


def show(names: Sequence[str], cosines: Vector) -> None:
    """Mean and spread, and each voice's nearest neighbour."""
    others = cosines - 2 * np.eye(len(names))
    pairs = cosines[np.triu_indices(len(names), 1)]
    print(f"{len(names)} voices: mean {pairs.mean():.2f}, median {np.median(pairs):.2f}, worst {pairs.max():.2f}")
    for row in np.argsort(-others.max(axis=1)):
        print(f"{others[row].max():.2f} {names[row]} ~ {names[int(others[row].argmax())]}")


def show_sizes(engine: Engine, speaker: Speaker, encoder: VoiceEncoder, names: Sequence[str]) -> None:
    """Mean and worst likeness of a voice to itself, by size and semitones."""
    plain = [vector(engine, speaker, encoder, name) for name in names]
    for size, pitch in SIZES:
        changed = [vector(engine, speaker, encoder, name, size, pitch) for name in names]
        same = [float(one @ other) for one, other in zip(plain, changed, strict=True)]
        print(f"size {size:.2f} pitch {pitch:+.1f}: mean {np.mean(same):.2f}, highest {max(same):.2f} ({len(names)} voices)")


if __name__ == "__main__":
    main()
