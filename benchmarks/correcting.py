"""What a perfect script costs with `annotate --update`: how often one must mend a speaker until all are right.

    python benchmarks/correcting.py DATA [NAME ...]

DATA holds folders as for attribution.py. A user is played who reads from the top, gives the first wrong line its right speaker,
updates, and reads on; without updates each wrong line is mended by itself. Only quotations that were found count.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from scoring import Names, read_gold

from audiodrama.annotate import Annotation, annotation
from audiodrama.correction import around
from audiodrama.model import Cast, Script
from audiodrama.story import read_story


def main() -> None:
    """Print both costs for each text and in sum."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("names", nargs="*", help="only folders whose name begins so")
    given = parser.parse_args()
    folders = [folder for folder in sorted(given.data.iterdir()) if folder.name.startswith(tuple(given.names) or "")]
    costs = {folder.name: cost(folder) for folder in folders if (folder / "gold.jsonl").exists()}
    for name, (single, updating, spans) in costs.items():
        print(f"{name}: {spans} spans, {single} to mend one by one, {updating} with updates")
    single, updating, spans = (sum(column) for column in zip(*costs.values(), strict=True))
    print(f"all: {spans} spans, {single} to mend one by one, {updating} with updates")


def cost(folder: Path) -> tuple[int, int, int]:
    """Mends one by one, mends with updates, and spans found."""
    story, gold, names = read_story((folder / "text.txt").read_bytes(), name="text.txt"), read_gold(folder), Names.of(folder)
    plain = annotation(story, Cast())
    wrong = wrong_spans(plain.script, plain, gold, names)
    single, spans = len(wrong), len(gold)
    certain: dict[int, str] = {}
    while wrong:
        start, speaker = wrong[0]
        certain[start] = spelling(speaker, plain, names)
        after = annotation(story, Cast(), certain)
        script = around(certain, plain.script, after.script)
        wrong = [(at, who) for at, who in wrong_spans(script, after, gold, names) if at not in certain]
    return single, len(certain), spans


def wrong_spans(script: Script, done: Annotation, gold: Sequence[dict], names: Names) -> list[tuple[int, str]]:
    """Starts of lines with a wrong speaker, and the right one."""
    aliases = {person.name: person.aliases for person in done.people}
    speakers = {line.source.start: line.speaker for line in script.lines if line.source and line.kind != "narration"}
    return [
        (row["start"], row["speaker"])
        for row in gold
        if row["start"] in speakers
        and names.meant(speakers[row["start"]], aliases.get(speakers[row["start"]], ())) != {row["speaker"]}
    ]


def spelling(speaker: str, done: Annotation, names: Names) -> str:
    """How the script calls a gold character; by its gold name where it does not know it."""
    meant = (person.name for person in done.people if names.meant(person.name, person.aliases) == {speaker})
    return next(meant, speaker)


if __name__ == "__main__":
    main()
