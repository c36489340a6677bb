"""What each manner of speech does to a voice, against the same voice plain: pace, pitch, its movement, level, brightness.

    python benchmarks/performed.py ENGINE VOICE,VOICE… [WHISPER_FOLDER]

Two sentences in each voice. With a folder of a Whisper model (`faster-whisper`) also the share of words that it loses.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from intelligible import SENTENCES, WHISPER_RATE, errors, words_of
from melody import level, pitches

from audiodrama.audio.filters import filtered, high_pass
from audiodrama.audio.samples import Samples, read_audio, resample
from audiodrama.model import SAMPLE_RATE, Cast, Chapter, Line, Role, Scene, Script
from audiodrama.plugins import Engine, Speaker, load_engine
from audiodrama.tts.finish import finished
from audiodrama.tts.manner import MANNERS
from audiodrama.tts.plan import plan

TEXTS = (SENTENCES[0], SENTENCES[7])
BRIGHT_HZ = 1000.0


class Measured(NamedTuple):
    """A clip: seconds; semitones; semitones between its 10 % lowest and highest; dB; dB above 1 kHz against all; words lost."""

    seconds: float
    pitch: float
    movement: float
    level: float
    brightness: float
    lost: float


def main(engine_name: str, voices: str, whisper: str = "") -> None:
    """One row for each manner."""
    engine = load_engine(engine_name)
    speaker, listen = engine.open(), listener(whisper)
    print("| manner | pace | pitch | movement | level | brightness | words lost |\n|---|---|---|---|---|---|---|")
    plain = None
    firsts = {manner: word for word, manner in reversed(MANNERS.items())}
    for name in ("plain", *reversed(firsts.values())):
        clips = [said(engine, speaker, voice, text, name) for voice in voices.split(",") for text in TEXTS]
        found = np.array([measured(clip, text, listen) for clip, text in zip(clips, TEXTS * len(clips), strict=False)])
        plain = found if plain is None else plain
        print(row(name, found, plain), flush=True)


def row(name: str, found: np.ndarray, plain: np.ndarray) -> str:
    """Means against plain speech."""
    change = Measured(*np.nanmean(found - plain, axis=0))
    words = sum(len(words_of(text)) for text in TEXTS) * len(found) / len(TEXTS)
    cells = (f"{np.mean(plain[:, 0] / found[:, 0]):.2f}", f"{change.pitch:+.1f}", f"{np.nanmean(found[:, 2]):.1f}")
    lost = np.sum(found[:, 5]) / words
    rest = (f"{change.level:+.1f}", f"{change.brightness:+.1f}", "" if np.isnan(lost) else f"{100 * lost:.1f} %")
    return "| " + " | ".join((name, *cells, *rest)) + " |"


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


def measured(clip: Samples, text: str, listen: Callable[[Samples], str] | None) -> Measured:
    """What can be measured in it; NaN where there is no pitch, or nobody listens."""
    found = pitches(clip, SAMPLE_RATE)
    low, middle, high = np.percentile(found, (10, 50, 90)) if len(found) else (np.nan,) * 3
    bright = filtered(clip, high_pass(2, BRIGHT_HZ, SAMPLE_RATE), SAMPLE_RATE)
    lost = errors(words_of(text), words_of(listen(clip))) if listen else np.nan
    return Measured(len(clip) / SAMPLE_RATE, middle, high - low, level(clip), level(bright) - level(clip), lost)


def listener(whisper: str) -> Callable[[Samples], str] | None:
    """Who writes down what he hears."""
    if not whisper:
        return None
    from faster_whisper import WhisperModel

    model = WhisperModel(whisper, device="cpu", compute_type="int8", cpu_threads=1)

    def listen(clip: Samples) -> str:
        sound = resample(clip, SAMPLE_RATE, WHISPER_RATE).astype("float32")
        segments, _ = model.transcribe(sound, language="en", beam_size=1, condition_on_previous_text=False)
        return " ".join(segment.text for segment in segments)

    return listen


if __name__ == "__main__":
    main(*sys.argv[1:])
