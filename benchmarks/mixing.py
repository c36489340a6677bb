"""How fast the mix is and how much memory it takes: `python benchmarks/mixing.py MINUTES`.

A drama of about that length is made of tone clips (no speech engine): scenes of thirty lines, three characters and a narrator,
one of them on the phone and one in a hall. It is arranged with a composed bed, mixed and thrown away; the mix's own seconds,
its multiple of real time and the peak memory of the whole process are printed.
"""

from __future__ import annotations

import argparse
import math
import re
import resource
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import soundfile

from audiodrama.mix.arrange import arrange
from audiodrama.mix.mixdown import mix
from audiodrama.model import NARRATOR, SAMPLE_RATE, Cast, Chapter, Clip, Line, Placement, Role, Scene, Script

LINES_A_MINUTE = 12
LINES_A_SCENE = 30
SCENES_A_CHAPTER = 10
SPEAKERS = (NARRATOR, "ADA", "BEN", NARRATOR, "CLEO", "ADA")


def main() -> None:
    """Measure a mix of the length that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("minutes", type=float)
    minutes = parser.parse_args().minutes
    with tempfile.TemporaryDirectory() as folder:
        run(Path(folder), minutes)


def run(folder: Path, minutes: float) -> None:
    """Arrange, mix, print."""
    tones = [tone(folder / f"{number}.flac", 2.0 + number % 11 * 0.55, 110.0 * 2 ** (number % 24 / 12)) for number in range(40)]
    script = drama(round(minutes * LINES_A_MINUTE))
    clips = {line: tones[number % len(tones)] for number, line in enumerate(script.lines)}
    started = time.process_time()
    timeline = arrange(script, CAST, clips, folder=folder, cache=folder / "cache")
    arranged = time.process_time()
    frames = sum(len(block) for block in mix(timeline).blocks())
    spent = time.process_time() - arranged
    seconds = frames / SAMPLE_RATE
    print(f"{seconds / 60:.1f} min, {len(timeline.voices)} lines")
    print(
        f"arranged in {arranged - started:.1f} s CPU (its beds composed), mixed in {spent:.1f} s CPU: {seconds / spent:.0f} x"
    )
    print(f"peak memory {peak_megabytes():.0f} MB")


CAST = Cast(
    roles=(
        Role(name=NARRATOR),
        Role(name="ADA"),
        Role(name="BEN", placement=Placement(effect="phone")),
        Role(name="CLEO", placement=Placement(effect="hall")),
    )
)


def drama(lines: int) -> Script:
    """A script of that many lines."""
    numbers = range(lines)
    scenes = [
        Scene(heading="", items=tuple(line(number) for number in numbers[start : start + LINES_A_SCENE]))
        for start in range(0, lines, LINES_A_SCENE)
    ]
    chapters = tuple(
        Chapter(title=f"Chapter {start // SCENES_A_CHAPTER + 1}", scenes=tuple(scenes[start : start + SCENES_A_CHAPTER]))
        for start in range(0, len(scenes), SCENES_A_CHAPTER)
    )
    return Script(title="A Long Evening", author="", language="en", chapters=chapters)


def line(number: int) -> Line:
    """The line of that number."""
    speaker = SPEAKERS[number % len(SPEAKERS)]
    mood = ("fear and shadows", "laughter and dancing", "grief and mourning", "tea")[number // LINES_A_SCENE % 4]
    return Line(
        kind="narration" if speaker == NARRATOR else "speech", speaker=speaker, text=f"This is line {number} about {mood}."
    )


def tone(path: Path, seconds: float, hertz: float) -> Clip:
    """A clip that sounds."""
    time_axis = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    samples = 0.14 * np.sin(2 * math.pi * hertz * time_axis) * (0.6 + 0.4 * np.sin(2 * math.pi * 4 * time_axis))
    soundfile.write(path, samples, SAMPLE_RATE, subtype="PCM_16")
    return Clip(key=path.stem, path=path, frames=len(samples), loudness=-22.0)


def peak_megabytes() -> float:
    """The most memory that this process has had so far.

    Linux hands `ru_maxrss` on from the process that started this one, so there the kernel's own high-water mark is read.
    """
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmHWM:\s+(\d+) kB", status.read_text())[1]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1_048_576 if sys.platform == "darwin" else peak / 1024


if __name__ == "__main__":
    main()
