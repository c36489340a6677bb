"""Lay out the labelled stories beside this file as data for `attribution.py` and `train_ranker.py`.

    python benchmarks/stories.py OUT

`benchmarks/stories/*.txt` are short stories in today's manner, and teach the ranker; `benchmarks/unseen/*.txt` are more such
stories, which it is tried on and never taught: whoever works on the annotator leaves them unread. A file begins with a line
per speaker, `@ Name; G; alias` (G is M, F or ?; `narrator` among the aliases marks who stands behind an I); each quotation
is followed by its speaker in braces: `“Come in,”{Ada} she said.` OUT gets a folder `story_NAME` or `unseen_NAME` for each:
`text.txt`, `gold.jsonl`, `characters.json`.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

KINDS = {"story": "stories", "unseen": "unseen"}
"""The first part of a text's name, and the folder of its file."""
CLOSING = {"”": "“", '"': '"', "’": "‘", "'": "'"}
DASHES = ("— ", "– ", "—", "–")
LABEL = re.compile(r"\{([^}]*)\}")


def lay_out(path: Path, out: Path, kind: str) -> None:
    """Write the folder of one story."""
    characters, labelled = read_header(path.read_text("utf-8"))
    text, gold = "", []
    for part, speaker in parts(labelled):
        text += part
        if speaker:
            begin, end = span(text, gold[-1]["end"] if gold else 0, path.name)
            gold.append({"start": begin, "end": end, "speaker": speaker, "quote_id": f"q{len(gold)}", "type": None})
    unknown = {row["speaker"] for row in gold} - {character["name"] for character in characters}
    if unknown:
        sys.exit(f"{path.name}: no line `@ …` for {', '.join(sorted(unknown))}")
    folder = out / f"{kind}_{path.stem}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "text.txt").write_text(text, "utf-8")
    (folder / "gold.jsonl").write_text("".join(json.dumps(row) + "\n" for row in gold), "utf-8")
    narrated = [character["name"] for character in characters if character["narrator"]]
    head = {"source": kind, "person": 1 if narrated else 3, "narrator": "".join(narrated[:1]) or None}
    (folder / "characters.json").write_text(json.dumps({**head, "characters": characters}, ensure_ascii=False), "utf-8")


def read_header(text: str) -> tuple[list[dict], str]:
    """The characters, and the story with its labels."""
    characters = []
    while text.startswith("@"):
        line, _, text = text.partition("\n")
        name, gender, *aliases = (part.strip() for part in line[1:].split(";"))
        names = [alias.strip() for alias in ",".join(aliases).split(",") if alias.strip()]
        others = [alias for alias in names if alias != "narrator"]
        characters.append({"name": name, "gender": gender, "aliases": others, "narrator": "narrator" in names})
    return characters, text.lstrip("\n")


def parts(labelled: str) -> Iterator[tuple[str, str]]:
    """Text up to each label, with the speaker; the rest with none."""
    at = 0
    for label in LABEL.finditer(labelled):
        yield labelled[at : label.start()], label[1]
        at = label.end()
    yield labelled[at:], ""


def span(text: str, before: int, name: str) -> tuple[int, int]:
    """The quotation that ends `text`, without its marks; it begins in the last paragraph, behind the quotation `before`."""
    low = max(before + bool(before), text.rfind("\n\n", 0, len(text)) + 2 if "\n\n" in text else 0)
    mark = CLOSING.get(text[-1], "")
    end = len(text) - bool(mark and mark in text[low:-1])
    if end < len(text):
        begins = [at for at in range(low, end) if text[at] == mark and not (at and text[at - 1].isalnum())]
        found = [(begins[0], 1)] if begins else []
    else:
        found = [(at, len(opening)) for opening in (*CLOSING.values(), *DASHES) if (at := text.find(opening, low)) >= 0]
    if not found:
        goes_on = re.search(r"[.,!?] |^\n*\w+: ", text[low:])
        if goes_on is None:
            sys.exit(f"{name}: no quotation begins before “{text[-60:]}”")
        return low + goes_on.end(), end
    begin, length = min(found, key=lambda one: (one[0], -one[1]))
    return begin + length, end


def main() -> None:
    """Lay out all stories."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("out", type=Path)
    out = parser.parse_args().out
    for kind, folder in KINDS.items():
        for path in sorted(Path(__file__).with_name(folder).glob("*.txt")):
            lay_out(path, out, kind)


if __name__ == "__main__":
    main()
