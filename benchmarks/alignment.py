"""Whether stressed words are found in a sound of which only the text is known: `python benchmarks/alignment.py VOICE,VOICE…`.

Kokoro's voices say sentences, and its model tells where each phoneme lies; `engines/alignment.py` is told the text alone.
"""

from __future__ import annotations

import contextlib
import io
import sys

import numpy as np
from emphasis import SENTENCES

from audiodrama.audio.samples import Samples
from audiodrama.tts.engines import kokoro, kokoro_model
from audiodrama.tts.engines.alignment import Aligner
from audiodrama.tts.engines.onnx_bytes import with_output

RATE = 24_000
WRONG_S = 0.2
MORE = (
    "If the tide turns before noon, we shall *have* to leave the nets where they are, and the buoys with them.",
    "The old mill had stood empty since the flood, but *somebody* had lit the stove, and the kettle was warm.",
    "He promised to come back in the spring with the money, and I *believed* him, more fool me.",
    "*You* may think it is funny; the rest of us would like to sleep.",
    "I did not take the key. I only *borrowed* it.",
    "And *then* she laughed, and *he* laughed, and nobody knew why.",
    "Did you *see* that?",
    "It was the *gardener* who found the ring, under the roses.",
    "No, no, the *other* door, the one with the brass handle!",
)


def main(voices: str) -> None:
    """One row."""
    kokoro.opened = lambda model: with_output(kokoro_model.opened(model), kokoro_model._FRAMES_OF_PHONEMES)
    speaker, aligner = kokoro.KokoroSpeaker(), Aligner()
    words, errors = 0, []
    for voice in voices.split(","):
        for sentence in (*SENTENCES, *MORE):
            sound, places = said(speaker, voice, sentence)
            with contextlib.redirect_stdout(io.StringIO()):
                found = aligner.stressed_words(sentence, sound, RATE)
            words += len(places)
            errors += [nearest(word, places) for word in found]
    off = np.abs(errors) / RATE
    wrong = np.count_nonzero(off.max(axis=1) > WRONG_S)
    print(f"{len(errors)} of {words} words found, {wrong} of them more than {WRONG_S} s from where they are")
    print(f"their edges: median {np.median(off):.3f} s off, nine of ten within {np.percentile(off, 90):.3f} s")


def said(speaker: kokoro.KokoroSpeaker, voice: str, sentence: str) -> tuple[Samples, list[tuple[int, int]]]:
    """The sound, without any stress, and first and last frame of each word between stars."""
    read = speaker._phonemes(sentence, kokoro._LANGUAGES[voice[0]])
    letters, stress = kokoro.read_stress("".join(letter for letter in read if letter in kokoro._SYMBOLS or letter == "*"))
    nothing = np.zeros((1, len(letters) + 2), np.float32)
    inputs = {
        "tokens": np.array([[0, *(kokoro._SYMBOLS[letter] for letter in letters), 0]], np.int64),
        "style": speaker._style(voice)[len(letters) - 1],
        "speed": np.ones(1, np.float32),
        "length": nothing + 1,
        "pitch": nothing + 1,
        "energy": nothing,
        "melody": np.zeros(1, np.float32),
    }
    sound, frames = speaker._session.run(None, inputs)
    sound = sound.reshape(-1)
    lengths = frames.reshape(len(letters) + 2, -1).sum(axis=1)
    starts = np.concatenate(([0], np.cumsum(lengths))) * len(sound) / lengths.sum()
    edges = 1 + np.flatnonzero(np.diff([0, *stress, 0]))
    return sound, [(round(starts[first]), round(starts[end])) for first, end in zip(edges[::2], edges[1::2], strict=True)]


def nearest(word: tuple[int, int], places: list[tuple[int, int]]) -> tuple[int, int]:
    """How far both edges are off the place that is nearest."""
    return min(((word[0] - start, word[1] - end) for start, end in places), key=lambda off: abs(off[0]) + abs(off[1]))


if __name__ == "__main__":
    main(*sys.argv[1:])
