"""What each manner of speech does to a voice, against the same voice plain: pace, pitch, its movement, level, brightness.

    python benchmarks/performed.py ENGINE VOICE,VOICE… [--whisper FOLDER] [--manners MANNER,MANNER…]

Ten sentences in each voice, in the manners that are named, or in all. With a folder of a Whisper model (`faster-whisper`) also
the share of words that it has wrong, three sentences to a recording: it listens to half a minute at a time, however short.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from intelligible import SENTENCES, WHISPER_RATE, errors, words_of
from melody import level, pitches

from audiodrama.audio.filters import filtered, high_pass
from audiodrama.audio.samples import Samples, read_audio, resample
from audiodrama.model import SAMPLE_RATE, Cast, Chapter, Line, Role, Scene, Script
from audiodrama.plugins import Engine, Speaker, load_engine
from audiodrama.tts.figures import in_words
from audiodrama.tts.finish import finished
from audiodrama.tts.manner import MANNERS
from audiodrama.tts.plan import plan

TEXTS = (
    *SENTENCES,
    "My father built this house with his own hands, and he never let anybody forget it.",
    "If the rain stops before noon we can still reach the village by the old river path.",
)
BRIGHT_HZ = 1000.0
RECORDING = 3
"""Sentences in it: less than 30 s even in a slow manner."""
GAP = np.zeros(SAMPLE_RATE // 2, np.float32)
"""Between its sentences."""


class Measured(NamedTuple):
    """A clip: seconds; semitones; semitones between its 10 % lowest and highest; dB; dB above 1 kHz against all."""

    seconds: float
    pitch: float
    movement: float
    level: float
    brightness: float


def main() -> None:
    """One row for each manner."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("engine")
    parser.add_argument("voices", type=lambda names: names.split(","))
    parser.add_argument("--whisper")
    parser.add_argument("--manners", type=lambda names: names.split(","), default=all_manners())
    options = parser.parse_args()
    engine = load_engine(options.engine)
    speaker, listen = engine.open(), listener(options.whisper)
    print("| manner | pace | pitch | movement | level | brightness | words lost |\n|---|---|---|---|---|---|---|")
    plain = None
    for name in ("plain", *options.manners):
        clips = [[said(engine, speaker, voice, text, name) for text in TEXTS] for voice in options.voices]
        found = np.array([measured(clip) for ones in clips for clip in ones])
        plain = found if plain is None else plain
        print(row(name, found, plain, lost(clips, listen)), flush=True)


def all_manners() -> list[str]:
    """The first word of each manner that there is."""
    firsts = {manner: word for word, manner in reversed(MANNERS.items())}
    return list(reversed(firsts.values()))


def row(name: str, found: np.ndarray, plain: np.ndarray, lost: str) -> str:
    """Means against plain speech."""
    change = Measured(*np.nanmean(found - plain, axis=0))
    cells = (f"{np.mean(plain[:, 0] / found[:, 0]):.2f}", f"{change.pitch:+.1f}", f"{np.nanmean(found[:, 2]):.1f}")
    return "| " + " | ".join((name, *cells, f"{change.level:+.1f}", f"{change.brightness:+.1f}", lost)) + " |"


def said(engine: Engine, speaker: Speaker, voice: str, text: str, manner: str) -> Samples:
    """The clip, as a run would make it."""
    line = Line(kind="speech", speaker="A", text=text, manner=() if manner == "plain" else (manner,))
    script = Script(
        title="", author="", language="en", chapters=(Chapter(title="", scenes=(Scene(heading="", items=(line,)),)),)
    )
    (job,) = plan(script, Cast(roles=(Role(name="A", voices={engine.name: voice}),)), engine).jobs
    with tempfile.TemporaryDirectory() as folder:
        speaker.speak(job.utterance, Path(folder, "said.wav"))
        return finished(*read_audio(Path(folder, "said.wav")), job.treatment)


def measured(clip: Samples) -> Measured:
    """What can be measured in it; NaN where there is no pitch."""
    found = pitches(clip, SAMPLE_RATE)
    low, middle, high = np.percentile(found, (10, 50, 90)) if len(found) else (np.nan,) * 3
    bright = filtered(clip, high_pass(2, BRIGHT_HZ, SAMPLE_RATE), SAMPLE_RATE)
    return Measured(len(clip) / SAMPLE_RATE, middle, high - low, level(clip), level(bright) - level(clip))


def lost(clips: Sequence[Sequence[Samples]], listen: Callable[[Samples], list[str]] | None) -> str:
    """The share of words that are written down wrongly, of every voice's clips of all texts; empty where nobody listens."""
    if not listen:
        return ""
    wrong = sum(
        errors(words_of(" ".join(TEXTS[at : at + RECORDING])), listen(recorded(ones[at : at + RECORDING])))
        for ones in clips
        for at in range(0, len(TEXTS), RECORDING)
    )
    return f"{wrong / (len(clips) * len(words_of(' '.join(TEXTS)))):.1%}"


def recorded(clips: Sequence[Samples]) -> Samples:
    """One after another."""
    return np.concatenate([piece for clip in clips for piece in (clip, GAP)])


def listener(whisper: str | None) -> Callable[[Samples], list[str]] | None:
    """Who writes down the words that he hears."""
    if not whisper:
        return None
    from faster_whisper import WhisperModel

    model = WhisperModel(whisper, device="cpu", compute_type="int8", cpu_threads=1)

    def listen(clip: Samples) -> list[str]:
        sound = resample(clip, SAMPLE_RATE, WHISPER_RATE).astype("float32")
        segments, _ = model.transcribe(sound, language="en", beam_size=1, condition_on_previous_text=False)
        return words_of(in_words(" ".join(segment.text for segment in segments)))

    return listen


if __name__ == "__main__":
    main()
