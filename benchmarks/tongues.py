"""Whether phrases of other languages are understood: `python benchmarks/tongues.py ENGINE WHISPER_FOLDER VOICE,VOICE…`.

The engine says each phrase as English and as what it is; Whisper, told the language, writes it down.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from faster_whisper import WhisperModel
from intelligible import WHISPER_RATE, errors

from audiodrama.audio.samples import read_audio, resample
from audiodrama.model import Utterance
from audiodrama.plugins import load_engine
from audiodrama.tts.pronounce import spoken

PHRASES = {
    "fr": ("Bonsoir, madame, je suis très content de vous voir.", "Où est la gare, monsieur?", "Mon petit frère est malade."),
    "de": ("Guten Abend, wie geht es dir?", "Ich habe keine Zeit für dich.", "Das ist nicht mein Haus, mein Herr."),
    "es": ("Buenas noches, señora, ¿dónde está la casa?", "Mi hermano no está aquí.", "Muchas gracias, amigo mío."),
    "it": ("Buonasera, signora, come sta?", "La mia casa è molto bella.", "Non ho tempo per questa cosa, amico."),
}


def main(engine: str, whisper: str, voices: str) -> None:
    """One row for each language."""
    listener = WhisperModel(whisper, device="cpu", compute_type="int8", cpu_threads=1)
    speaker = load_engine(engine).open()
    for language, phrases in PHRASES.items():
        lost, words = [0, 0], 0
        for voice in voices.split(","):
            for phrase in phrases:
                words += len(words_of(phrase))
                for way, text in enumerate((spoken(phrase, {}), f"{{{language}:{spoken(phrase, {})}}}")):
                    with tempfile.TemporaryDirectory() as folder:
                        path = Path(folder, "said.wav")
                        speaker.speak(Utterance(engine=engine, identity="", voice=voice, language="en", text=text), path)
                        sound, rate = read_audio(path)
                    speech = resample(sound.mean(axis=1), rate, WHISPER_RATE).astype("float32")
                    heard = " ".join(part.text for part in listener.transcribe(speech, language=language, beam_size=1)[0])
                    lost[way] += errors(words_of(phrase), words_of(heard))
        print(f"{language}: of {words} words {lost[0]} lost as English, {lost[1]} as what it is", flush=True)


def words_of(text: str) -> list[str]:
    """In lower case, without punctuation."""
    return "".join(char if char.isalpha() else " " for char in text.lower()).split()


if __name__ == "__main__":
    main(*sys.argv[1:])
