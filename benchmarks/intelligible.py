"""How well each voice of an engine is understood: `python benchmarks/intelligible.py ENGINE WHISPER_FOLDER [--rate 1.0]`.

Each voice says eight sentences of plain words and Whisper writes them down (faster-whisper, not a dependency; WHISPER_FOLDER
holds a model converted for it). The share of words that are wrong is printed, with the pace in words a minute. Eight sentences
are few: read the figures as classes, not as ranks.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from pathlib import Path
from unicodedata import combining, normalize

from faster_whisper import WhisperModel

from audiodrama.audio.samples import read_audio, resample
from audiodrama.model import SAMPLE_RATE, Treatment, Utterance
from audiodrama.plugins import Speaker, load_engine
from audiodrama.tts.finish import finished

WHISPER_RATE = 16_000
SENTENCES = (
    "The harbour was quiet when the last of the boats came in, and nobody asked where it had been.",
    "You might have told me yesterday, before I gave away both of the keys and half of my supper!",
    "Three hundred steps lead up to the lamp, and every evening somebody has to climb all of them.",
    "She put the letter back under the clock without a word and went to fetch her coat.",
    "Who else knows about the money? Only my brother, and he has not spoken since winter.",
    "The dog would not cross the bridge, so we carried him, and he looked the other way.",
    "Leave the window open a little, or the smoke will wake the children.",
    "By morning the snow had covered the road, the wall and most of the garden gate.",
)
RATE = 44_100


def main() -> None:
    """Measure the voices of the engine that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("engine")
    parser.add_argument("whisper", type=Path)
    parser.add_argument("--rate", type=float, default=1.0)
    options = parser.parse_args()
    engine = load_engine(options.engine)
    speaker = engine.open()
    model = WhisperModel(str(options.whisper), device="cpu", compute_type="int8", cpu_threads=1)
    for voice in engine.voices():
        wrong, seconds = measured(speaker, model, engine.name, voice.name, options.rate)
        words = sum(len(words_of(text)) for text in SENTENCES)
        print(f"{wrong / words:6.1%}  {60 * words / seconds:4.0f} wpm  {voice.name}", flush=True)


def measured(speaker: Speaker, model: WhisperModel, engine: str, voice: str, rate: float) -> tuple[int, float]:
    """Words that were written down wrongly, and the seconds that all sentences took."""
    wrong, seconds = 0, 0.0
    with tempfile.TemporaryDirectory() as folder:
        for text in SENTENCES:
            path = Path(folder) / "clip.wav"
            speaker.speak(Utterance(engine=engine, identity="", voice=voice, language="en", text=text, rate=rate), path)
            clip = finished(*read_audio(path), Treatment(recipe=""))
            seconds += len(clip) / RATE
            sound = resample(clip, SAMPLE_RATE, WHISPER_RATE).astype("float32")
            segments, _ = model.transcribe(sound, language="en", beam_size=1)
            wrong += errors(words_of(text), words_of(" ".join(segment.text for segment in segments)))
    return wrong, seconds


def words_of(text: str) -> list[str]:
    """In lower case and without accents, British spelling and numbers as Whisper has them."""
    text = "".join(letter for letter in normalize("NFKD", text.lower()) if not combining(letter))
    text = text.replace("harbor", "harbour").replace("300", "three hundred")
    return re.findall(r"[a-z0-9']+", text)


def errors(said: list[str], heard: list[str]) -> int:
    """Words changed, left out or put in (Levenshtein)."""
    row = list(range(len(heard) + 1))
    for number, word in enumerate(said, 1):
        before, row[0] = row[0], number
        for at, other in enumerate(heard, 1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (word != other))
    return row[-1]


if __name__ == "__main__":
    main()
