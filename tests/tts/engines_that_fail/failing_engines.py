"""Engines that crash, hang, chatter or return nothing. They hum as the tone engine does until their time has come."""

import errno
import os
import subprocess
import sys
import time
from pathlib import Path

from audiodrama.model import Utterance
from audiodrama.tts.engines.tone import ToneEngine, ToneSpeaker

TRACES = "AUDIODRAMA_TEST_TRACES"
"""A folder in which each worker leaves a file named after its process."""


class _Failing(ToneEngine, ToneSpeaker):
    def __init__(self):
        ToneSpeaker.__init__(self, {voice.name: voice for voice in self.voices()})

    def open(self):
        if TRACES in os.environ:
            Path(os.environ[TRACES], str(os.getpid())).touch()
        return self

    def hum(self, utterance: Utterance, path: Path) -> None:
        ToneSpeaker.speak(self, utterance, path)


class Crashing(_Failing):
    """Dies at every line that holds the word `crash`."""

    def speak(self, utterance, path):
        if "crash" in utterance.text:
            os.write(2, b"the last words of the engine\n")
            os._exit(9)
        self.hum(utterance, path)


class CrashingOnce(_Failing):
    """Dies at its first line, in the first worker only."""

    def speak(self, utterance, path):
        if len(list(Path(os.environ[TRACES]).iterdir())) == 1:
            os._exit(9)
        self.hum(utterance, path)


class Hanging(_Failing):
    """Never returns from a line that holds the word `hang`."""

    def speak(self, utterance, path):
        if "hang" in utterance.text:
            time.sleep(600)
        self.hum(utterance, path)


class Silent(_Failing):
    """Writes no file, or silence."""

    def speak(self, utterance, path):
        if "nothing" in utterance.text:
            return
        self.hum(utterance, path)
        if "silence" in utterance.text:
            path.write_bytes(path.read_bytes()[:44] + bytes(44_100))


class Raising(_Failing):
    """Says what is wrong."""

    def speak(self, utterance, path):
        raise ValueError("no such voice\nand more")


class Chattering(_Failing):
    """Prints, as pyttsx3 does, also from a child process, which reads all its input too."""

    def speak(self, utterance, path):
        sys.stdout.write(f"Audio saved to {path}\n")
        subprocess.run([sys.executable, "-c", "import sys; print('chatter', sys.stdin.read())"], check=True)
        self.hum(utterance, path)


class SlowToStart(_Failing):
    def open(self):
        time.sleep(1)
        return super().open()


class HangingAtStart(_Failing):
    def open(self):
        super().open()
        time.sleep(600)


class NeverStarting(_Failing):
    def open(self):
        raise RuntimeError("the model is broken")


class DyingAtStart(_Failing):
    def open(self):
        os.write(2, b"phontab: no such file\n")
        os._exit(1)


class FullDisk(_Failing):
    def speak(self, utterance, path):
        raise OSError(errno.ENOSPC, "No space left on device")
