"""How often the manner of speech is found: precision and recall of the annotator, text in, against hand-made gold.

    python benchmarks/manner.py DATA [NAME ...] [--show]

DATA holds folders with `text.txt` and `gold.jsonl`, whose rows have `start`, `end`, `quote_id` and, where the text says how,
`manner`. The parts of an interrupted quote count as one, as the gold counts them. Manners outside the gold's vocabulary are
counted apart: nobody judged them.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from audiodrama.annotate import annotate
from audiodrama.story import read_story

Row = dict[str, Any]
SUNG = {"singing"}
"""What a song's line says by its kind."""
AROUND = 110
"""Characters of the text that are shown on both sides."""


def main() -> None:
    """Print precision and recall over all folders, and each manner's own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("names", nargs="*", help="only folders whose name begins so")
    parser.add_argument("--show", action="store_true", help="list what was missed and what was wrong")
    given = parser.parse_args()
    folders = [folder for folder in sorted(given.data.iterdir()) if folder.name.startswith(tuple(given.names) or "")]
    rows = [row for folder in folders if (folder / "gold.jsonl").exists() for row in directed(folder)]
    known = {row["manner"] for row in rows if row.get("manner")}
    report(rows, known)
    if given.show:
        show(rows, known)


def directed(folder: Path) -> Iterator[Row]:
    """The gold rows with `found`, the manners of the whole quote, and the text on both sides."""
    story = read_story((folder / "text.txt").read_bytes(), name="text.txt")
    lines = [line for line in annotate(story).lines if line.kind != "narration" and line.source]
    rows = [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines()]
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for line in lines:
            if line.source and line.source.start < row["end"] and line.source.end > row["start"]:
                found[row["quote_id"]] |= SUNG if line.kind == "song" else set(line.manner)
    for row in rows:
        sides = story.text[max(0, row["start"] - AROUND) : row["start"]], story.text[row["end"] : row["end"] + AROUND]
        yield row | {"found": found[row["quote_id"]], "sides": sides}


def report(rows: list[Row], known: set[str]) -> None:
    """The figures."""
    right, found, gold, unjudged = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for row in rows:
        wanted = {row["manner"]} if row.get("manner") else set()
        gold.update(wanted)
        found.update(row["found"] & known)
        right.update(row["found"] & wanted)
        unjudged.update(row["found"] - known)
    print(f"{len(rows)} quotes, {gold.total()} with a manner: precision {right.total() / max(1, found.total()):.3f}")
    print(f"recall {right.total() / max(1, gold.total()):.3f}; right {right.total()}, found {found.total()}")
    for name in sorted(known, key=lambda name: -gold[name]):
        print(f"  {name:12} gold {gold[name]:3}  found {found[name]:3}  right {right[name]:3}")
    print("not in the gold's vocabulary:", ", ".join(f"{name} {count}" for name, count in unjudged.most_common()) or "none")


def show(rows: list[Row], known: set[str]) -> None:
    """Every row that is not as the gold has it."""
    for row in rows:
        wanted = {row["manner"]} if row.get("manner") else set()
        if (row["found"] & known) != wanted or row["found"] - known:
            print(f"{row['novel']} {row['start']}: gold {wanted or '-'}, found {row['found'] or '-'}")
            print(f"    {row['sides'][0]!r} [{row['text'][:40]}] {row['sides'][1]!r}")


if __name__ == "__main__":
    main()
