"""Stressed words are found in a sound of which only the text is known."""

import json
import subprocess
import sys

import pytest

from audiodrama.tts.engines.pyttsx3 import Pyttsx3Engine

FIND = """
import json, sys
from pathlib import Path
import numpy as np
from audiodrama.audio.edges import trim
from audiodrama.audio.samples import read_audio
from audiodrama.model import Utterance
from audiodrama.tts.engines.alignment import Aligner
aligner = Aligner()
parts, edges = [np.zeros(9_000, np.float32)], []
for number, text in enumerate(sys.argv[2].split("*")):
    path = Path(sys.argv[1], f"{number}.wav")
    if text:
        aligner._reader.speak(Utterance(engine="", identity="", voice="gmw/en-gb-x-rp+m7", language="en", text=text), path)
        sound, rate = read_audio(path)
        parts.append(trim(sound[:, 0], rate))
    edges.append(sum(map(len, parts)) / 22_050)
found = aligner.stressed_words(sys.argv[2], np.concatenate(parts), 22_050)
silent = aligner.stressed_words(sys.argv[2], np.zeros(22_050, np.float32), 22_050)
nothing = aligner.stressed_words(sys.argv[2], np.zeros(0, np.float32), 22_050)
print()
print(json.dumps([edges, [(start / 22_050, end / 22_050) for start, end in found], silent, nothing]))
"""


@pytest.mark.skipif(bool(Pyttsx3Engine().missing()), reason="espeak-ng is not installed here")
@pytest.mark.parametrize(
    "text",
    [
        "The lamp on the bridge was *green* when the boats came in.",
        "*Nobody* told the miller, and *nobody* told his wife.",
    ],
)
def test_each_word_between_stars_is_found_where_another_voice_says_it(text, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", FIND, str(tmp_path), text], capture_output=True, text=True, check=True, timeout=120
    )
    edges, found, silent, nothing = json.loads(done.stdout.splitlines()[-1])
    wanted = list(zip(edges[::2], edges[1::2], strict=False))[: text.count("*") // 2]
    assert len(found) == len(wanted)
    for (start, end), (first, last) in zip(found, wanted, strict=True):
        assert start == pytest.approx(first, abs=0.12)
        assert end == pytest.approx(last, abs=0.12)
    assert silent == nothing == []
