"""What a whole production costs: from nothing, again with nothing changed, and after recasting one role.

    python benchmarks/production.py STORY [--engine NAME]

Works in a temporary folder on a copy of the story, through the command line, as a user does. Prints seconds per stage, wall and
CPU seconds, peak memory (of the largest process), and what was rendered and reused.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any


def run(folder: Path, *arguments: str) -> tuple[list[dict[str, Any]], float, float]:
    """Events of one `audiodrama` run, its wall seconds and its CPU seconds, those of its workers included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    command = [sys.executable, "-m", "audiodrama", *arguments, "--json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(done.stdout[-2000:] + done.stderr)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return [json.loads(line) for line in done.stdout.splitlines()], wall, cpu


def report(title: str, events: list[dict[str, Any]], wall: float, cpu: float) -> dict[str, Any]:
    """Print one run; return its last event."""
    end = events[-1]
    print(f"\n{title}: {wall:.1f} s wall, {cpu:.1f} s CPU; {end['rendered']} clips rendered, {end['reused']} reused")
    for event in events:
        if event["event"] == "stage-finished":
            print(f"  {event['stage']:8s} {event['seconds']:7.2f} s  {event['summary']}")
    return end


def role_and_free_voice(folder: Path, voices: list[str]) -> tuple[str, str]:
    """The first role after the narrator (the one with the most to say), and a voice that nobody has."""
    roles = run(folder, "cast")[0][-1]["roles"]
    taken = {f"{engine}:{name}" for role in roles for engine, name in role["voices"].items()}
    return next(role["name"] for role in roles if role["name"] != "NARRATOR"), next(
        voice for voice in voices if voice not in taken
    )


def recast(folder: Path, role: str, voice: str) -> None:
    """Change the role's voice in voices.yaml as a user would, with an editor."""
    path = folder / "voices.yaml"
    lines = path.read_text("utf-8").split("\n")
    start = next(i for i, line in enumerate(lines) if line.strip().strip("\"'").startswith(role) and line.strip().endswith(":"))
    at = next(i for i in range(start, len(lines)) if lines[i].strip().startswith("voice:"))
    lines[at] = lines[at].split("voice:")[0] + f"voice: {voice}"
    path.write_text("\n".join(lines), "utf-8")


def main() -> None:
    """Run the three productions and print them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("story", type=Path)
    parser.add_argument("--engine", default="pyttsx3")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(options.story, folder)
        command = ("produce", options.story.name, "--engine", options.engine)
        end = report("from nothing", *run(folder, *command))
        print(
            f"  {end['seconds']:.1f} s long, {end['lufs']:.1f} LUFS, {end['true_peak_dbtp']:.1f} dBTP, {end['voices']} voices"
        )
        print(f"  peak memory {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB")
        report("nothing changed", *run(folder, *command))
        voices = [voice["voice"] for voice in run(folder, "voices", "--engine", options.engine)[0][-1]["voices"]]
        role, voice = role_and_free_voice(folder, voices)
        recast(folder, role, voice)
        report(f"{role} recast to {voice}", *run(folder, *command))


if __name__ == "__main__":
    main()
