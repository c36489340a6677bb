"""How well the annotator finds quotes and their speakers, against gold.

    python benchmarks/attribution.py DATA [--out DIR] [--only PREFIX]

DATA holds a folder per text with `text.txt`, `gold.jsonl` and `characters.json`: a row of gold per quoted span (`start`,
`end` in characters without the marks, `quote_id`, `type`, `speaker`), and per character a `name` with `aliases`. Nothing
but the text is given to the annotator. Printed for each kind of text (the folder's name up to the first `_`): detection,
accuracy over all gold quotations (one that was not found is wrong), the worst text beside the mean, words per second, and
how often a confidence is right. `--out` writes the predictions, one JSON row per span.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from audiodrama.annotate import Annotation, annotation
from audiodrama.model import Cast
from audiodrama.story import read_story

TYPES = ("explicit", "anaphoric", "implicit")
TITLES = frozenset(
    "mr mrs miss ms dr sir lady lord the a an madame monsieur mme mlle captain colonel major general professor inspector"
    " uncle aunt old young little my master".split()
)


@dataclass(frozen=True)
class Predicted:
    """A span that the annotator took for speech."""

    start: int
    end: int
    speaker: str | None
    aliases: tuple[str, ...]
    confidence: float
    rule: str
    manner: tuple[str, ...]


@dataclass(frozen=True)
class Quotation:
    """A gold quotation, scored."""

    kind: str
    right: bool
    confidence: float
    rule: str


def predict(done: Annotation) -> list[Predicted]:
    """Quoted spans with speakers; thoughts without marks are no quotations."""
    lines = {line.source.start: line for line in done.script.lines if line.source}
    rows = []
    for utterance in done.utterances:
        person = done.people[utterance.speaker] if utterance.speaker >= 0 else None
        for number in utterance.quotes:
            quote = utterance.scanned.passage.quotes[number]
            line = lines.get(quote.start)
            rows.append(
                Predicted(
                    quote.start,
                    quote.end,
                    person.name if person else None,
                    person.aliases if person else (),
                    round(utterance.confidence, 3),
                    utterance.rule,
                    line.manner if line else (),
                )
            )
    return rows


def plain(name: str) -> str:
    """Lower case, words only."""
    return " ".join(re.sub(r"[^\w' ]", " ", name.replace("’", "'").lower()).split())


def core(name: str) -> str:
    """Without titles and articles."""
    return " ".join(word for word in plain(name).split() if word not in TITLES)


class Names:
    """Which gold characters a predicted name can mean: by alias, without titles, then as the only one that shares its words."""

    def __init__(self, characters: Sequence[dict]) -> None:
        self.exact: defaultdict[str, set[str]] = defaultdict(set)
        self.cores: defaultdict[str, set[str]] = defaultdict(set)
        self.words: dict[str, list[set[str]]] = {}
        self.narrators = {c["name"] for c in characters if c.get("narrator")}
        for character in characters:
            name, aliases = character["name"], {*character["aliases"], character["name"]}
            for alias in aliases:
                self.exact[plain(alias)].add(name)
            for alias in aliases | set(character.get("nominals") or ()):
                if core(alias) or alias not in aliases:
                    self.cores[core(alias)].add(name)
            self.words[name] = [set(core(alias).split()) for alias in aliases if core(alias)]

    def meant(self, name: str, aliases: Iterable[str]) -> set[str]:
        """By the name, or by the first alias that means one person."""
        found = self._one(name)
        for alias in () if found else aliases:
            found = self._one(alias)
            if len(found) == 1:
                break
        return found

    def _one(self, name: str) -> set[str]:
        key, stem = plain(name), core(name)
        if key in {"narrator", "the narrator", "i"} and self.narrators:
            return self.narrators
        if key in self.exact:
            return self.exact[key]
        if stem and stem in self.cores:
            return self.cores[stem]
        words = set(stem.split())
        near = {n for n, known in self.words.items() if any(words <= one or one <= words for one in known)} if words else set()
        return near if len(near) == 1 else set()


@dataclass
class Result:
    """One text's counts."""

    name: str
    right_spans: int
    spans: int
    found: int
    gold: int
    quotations: list[Quotation]
    words: int
    seconds: float

    def accuracy(self, kind: str = "") -> float | None:
        """Share of right quotations, of one type or of all."""
        return accuracy([q for q in self.quotations if not kind or q.kind == kind])


def accuracy(quotations: Sequence[Quotation]) -> float | None:
    """Share that is right, or None of nothing."""
    return sum(q.right for q in quotations) / len(quotations) if quotations else None


def score(folder: Path, rows: Sequence[Predicted], words: int, seconds: float) -> Result:
    """Compare with the gold of `folder`."""
    gold = [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines() if line.strip()]
    names = Names(json.loads((folder / "characters.json").read_text("utf-8"))["characters"])
    size = max([g["end"] for g in gold] + [p.end for p in rows] + [0]) + 1
    owner, inside = [-1] * size, bytearray(size)
    for number, row in enumerate(rows):
        owner[row.start : row.end] = [number] * (row.end - row.start)
    for g in gold:
        inside[g["start"] : g["end"]] = b"\1" * (g["end"] - g["start"])
    return Result(
        folder.name,
        sum(2 * sum(inside[row.start : row.end]) >= max(1, row.end - row.start) for row in rows),
        len(rows),
        sum(2 * sum(o >= 0 for o in owner[g["start"] : g["end"]]) >= max(1, g["end"] - g["start"]) for g in gold),
        len(gold),
        list(_quotations(gold, rows, owner, names)),
        words,
        seconds,
    )


def _quotations(gold: Sequence[dict], rows: Sequence[Predicted], owner: Sequence[int], names: Names) -> Iterable[Quotation]:
    together: dict[str, list[dict]] = {}
    for g in gold:
        together.setdefault(g["quote_id"], []).append(g)
    for parts in together.values():
        speaker = parts[0]["speaker"]
        if speaker.startswith("_") and speaker != "_narr":
            continue
        cover = Counter(o for g in parts for o in owner[g["start"] : g["end"]] if o >= 0)
        detected = 2 * sum(cover.values()) >= sum(g["end"] - g["start"] for g in parts)
        voices: Counter[str | None] = Counter()
        last: dict[str | None, Predicted] = {}
        for number, count in cover.items():
            voices[rows[number].speaker] += count
            last[rows[number].speaker] = rows[number]
        said = voices.most_common(1)[0][0] if voices else None
        meant = names.meant(said, last[said].aliases) if said else set()
        row = last.get(said)
        right = detected and speaker in meant
        yield Quotation(parts[0]["type"] or "all", right, row.confidence if row else 0.0, row.rule if row else "not-found")


def show(number: float | None) -> str:
    """Three digits, or a dash."""
    return "  -  " if number is None else f"{number:.3f}"


def report(group: str, results: Sequence[Result]) -> None:
    """Print one kind of text."""
    print(f"\n{group}: {len(results)} texts")
    for result in results if group != "litbank" else ():
        detection = f"P {show(result.right_spans / max(1, result.spans))} R {show(result.found / max(1, result.gold))}"
        print(
            f"  {result.name[:44]:44s} {detection}  all {show(result.accuracy())}  "
            + "  ".join(f"{kind} {show(result.accuracy(kind))}" for kind in TYPES)
        )
    every = [q for result in results for q in result.quotations]
    print(f"  detection P {sum(r.right_spans for r in results) / max(1, sum(r.spans for r in results)):.4f}", end=" ")
    print(f"R {sum(r.found for r in results) / max(1, sum(r.gold for r in results)):.4f}")
    parts = [("all", every)] + [(kind, [q for q in every if q.kind == kind]) for kind in TYPES]
    print("  " + "  ".join(f"{kind} {show(accuracy(part))} (n={len(part)})" for kind, part in parts if part))
    scored = [result for result in results if result.quotations]
    if scored:
        worst = min(scored, key=lambda result: result.accuracy() or 0.0)
        mean = sum(result.accuracy() or 0.0 for result in scored) / len(scored)
        print(f"  mean of texts {mean:.3f}, worst {show(worst.accuracy())} ({worst.name})")
    print(f"  {sum(r.words for r in results) / sum(r.seconds for r in results):,.0f} words/s")


def reliability(quotations: Sequence[Quotation]) -> None:
    """Print how often each band of confidence, and each rule, is right."""
    print("\nconfidence   quotations   right")
    for low in (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95):
        high = {0.0: 0.3, 0.9: 0.95, 0.95: 1.01}.get(low, low + 0.1)
        band = [q for q in quotations if low <= q.confidence < high]
        if band:
            mean = sum(q.confidence for q in band) / len(band)
            print(f"{low:.2f}-{min(high, 1):.2f} (mean {mean:.2f})  {len(band):6d}   {show(accuracy(band))}")
    print("\nrule                quotations   right   confidence")
    for rule, count in Counter(q.rule for q in quotations).most_common():
        used = [q for q in quotations if q.rule == rule]
        print(f"{rule:20s} {count:6d}      {show(accuracy(used))}   {sum(q.confidence for q in used) / count:.3f}")


def main() -> None:
    """Run the annotator over the data and print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--only", default="", metavar="PREFIX")
    options = parser.parse_args()
    groups: defaultdict[str, list[Result]] = defaultdict(list)
    for folder in sorted(path.parent for path in options.data.glob(f"{options.only}*/text.txt")):
        data = (folder / "text.txt").read_bytes()
        started = time.process_time()
        story = read_story(data, name=f"{folder.name}.txt", encoding="utf-8")
        rows = predict(annotation(story, Cast()))
        seconds = time.process_time() - started
        if options.out:
            options.out.mkdir(parents=True, exist_ok=True)
            written = "".join(json.dumps(vars(row), ensure_ascii=False) + "\n" for row in rows)
            (options.out / f"{folder.name}.jsonl").write_text(written, encoding="utf-8")
        groups[folder.name.partition("_")[0]].append(score(folder, rows, len(story.text.split()), seconds))
    if not groups:
        sys.exit(f"no texts in {options.data}")
    for group, results in groups.items():
        report(group, results)
    reliability([q for results in groups.values() for result in results for q in result.quotations])


if __name__ == "__main__":
    main()
