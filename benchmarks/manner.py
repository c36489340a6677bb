"""How often the manner of speech is found: precision and recall against hand-made gold, given each quote's own tag.

    python benchmarks/manner.py DATA [NAME ...] [--show]

DATA holds folders with `text.txt` and `gold.jsonl`, whose rows have `start`, `end`, `quote_id`, `refexp` (the words that tell
who speaks) and, where the text says how, `manner`. Manners outside the gold's vocabulary are counted apart: nobody judged them.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from audiodrama.annotate.direction import manner

Row = dict[str, Any]
MARKS = " \n\"'“”‘’«»—–-♪"


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
    """The gold rows with `found`: the manners of all parts of an interrupted quote together, as the gold counts them."""
    text = (folder / "text.txt").read_bytes().decode("utf-8")
    rows = [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines()]
    found: dict[str, list[str]] = defaultdict(list)
    for at, row in enumerate(rows):
        row["before"], row["after"] = around(text, rows, at)
        found[row["quote_id"]] += manner(row["before"], text[row["start"] : row["end"]], row["after"])
    for row in rows:
        yield row | {"found": set(found[row["quote_id"]])}


def around(text: str, rows: list[Row], at: int) -> tuple[str, ...]:
    """The paragraph's narration on both sides of a quote; of a tagged quote only the side that holds the tag."""
    row = rows[at]
    top = text.rfind("\n\n", 0, row["start"]) + 2 if "\n\n" in text[: row["start"]] else 0
    bottom = text.find("\n\n", row["end"])
    start = max([top] + [other["end"] for other in rows if top < other["end"] <= row["start"]])
    end = min([bottom if bottom >= 0 else len(text)] + [other["start"] for other in rows if other["start"] >= row["end"]])
    before, after = text[start : row["start"]].strip(MARKS), text[row["end"] : end].strip(MARKS)
    tag = row.get("refexp", "")
    others = {other.get("refexp", "") for other in rows} - {"", tag}
    return tuple(side if may_tag(side, tag, others) else "" for side in (before, after))


def may_tag(side: str, tag: str, others: set[str]) -> bool:
    """It holds the quote's own tag; beside an untagged quote, nobody else's."""
    plain = " ".join(side.split())
    return tag in plain if tag else not any(other in plain for other in others)


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
            print(f"    {row['before'][-110:]!r} [{row['text'][:40]}] {row['after'][:110]!r}")


if __name__ == "__main__":
    main()
