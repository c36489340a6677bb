"""Whether a stressed word is heard: its length, level and pitch with `*stars*` and without, and what is understood.

    python benchmarks/emphasis.py ENGINE WHISPER_FOLDER VOICE,VOICE…

Needs `faster-whisper` and a folder with one of its models, which also says where in the clip the word lies.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import numpy as np
from faster_whisper import WhisperModel
from intelligible import errors, words_of
from melody import level, pitches

from audiodrama.audio.samples import Samples, read_audio, resample
from audiodrama.model import Utterance
from audiodrama.plugins import Speaker, load_engine

SENTENCES = (
    "I *never* said that you could go.",
    "You told me it was *your* boat that sank.",
    "We cannot leave *him* behind in the snow.",
    "That is the *second* time this week.",
    "She gave him *every* coin she had left.",
    "Nobody asked what *he* wanted to do.",
    "There *was* a light in the window last night.",
    "Why did you tell *Martha* before you told me?",
)


class Heard(NamedTuple):
    """A word as it was said; its level and pitch against all of the line."""

    seconds: float
    decibels: float
    semitones: float


def main(engine: str, whisper: str, voices: str) -> None:
    """One row for the engine."""
    listener = WhisperModel(whisper, device="cpu", compute_type="int8", cpu_threads=1)
    speaker = load_engine(engine).open()
    pairs, lost = [], {"plain": 0, "stressed": 0}
    for voice in voices.split(","):
        for sentence in SENTENCES:
            plain, stressed = (
                heard(listener, *said(speaker, engine, voice, text), sentence) for text in (sentence.replace("*", ""), sentence)
            )
            lost["plain"] += plain[1]
            lost["stressed"] += stressed[1]
            pairs += [(plain[0], stressed[0])] if plain[0] and stressed[0] else []
    report(pairs, lost, sum(len(words_of(sentence)) for sentence in SENTENCES) * len(voices.split(",")))


def said(speaker: Speaker, engine: str, voice: str, text: str) -> tuple[Samples, int]:
    """What the engine makes of it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "said.wav")
        speaker.speak(Utterance(engine=engine, identity="", voice=voice, language="en-US", text=text), path)
        sound, rate = read_audio(path)
    return sound.mean(axis=1), rate


def heard(listener: WhisperModel, sound: Samples, rate: int, sentence: str) -> tuple[Heard | None, int]:
    """The word between the stars, where it was understood, and how many words were not."""
    speech = resample(sound, rate, 16_000)
    segments, _ = listener.transcribe(
        speech, language="en", beam_size=1, word_timestamps=True, condition_on_previous_text=False
    )
    words = [word for segment in segments for word in segment.words]
    wrong = errors(words_of(sentence), words_of(" ".join(word.word for word in words)))
    wanted = sentence.split("*")[1].lower()
    found = next((word for word in words if word.word.strip(" .,!?").lower() == wanted), None)
    if found is None:
        return None, wrong
    piece = sound[round(found.start * rate) : round(found.end * rate)]
    top = float(np.percentile(pitches(piece, rate), 80)) if len(pitches(piece, rate)) else np.nan
    return Heard(found.end - found.start, level(piece) - level(sound), top - float(np.median(pitches(sound, rate)))), wrong


def report(pairs: list[tuple[Heard, Heard]], lost: dict[str, int], words: int) -> None:
    """Print the means."""
    longer = np.mean([stressed.seconds / plain.seconds for plain, stressed in pairs])
    louder = np.mean([stressed.decibels - plain.decibels for plain, stressed in pairs])
    higher = np.nanmean([stressed.semitones - plain.semitones for plain, stressed in pairs])
    print(f"{len(pairs)} words found in both: {longer:.2f} times as long, {louder:+.1f} dB, {higher:+.1f} semitones")
    print(f"words lost of {words}: {lost['plain']} plain, {lost['stressed']} with a stressed word")


if __name__ == "__main__":
    main(*sys.argv[1:])
