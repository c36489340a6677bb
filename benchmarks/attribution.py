"""How well the annotator finds quotes and their speakers, against gold.

    python benchmarks/attribution.py DATA …              cross-validation: a text is tried on a ranker taught by other authors
    python benchmarks/attribution.py DATA … --shipped    what is installed, unchanged [--out DIR]

A DATA holds a folder per text with `text.txt`, `gold.jsonl` and `characters.json`: a row of gold per quoted span (`start`,
`end` in characters without the marks, `quote_id`, `type`, `speaker`), and per character a `name` with `aliases`. Nothing
but the text is given to the annotator. Printed for each kind of text (the folder's name up to the first `_`): detection,
accuracy over all gold quotations (one that was not found is wrong), the worst text beside the mean, words per second, the edits
that a perfect script costs, and how often a confidence is right. `--out` writes the predictions, one JSON row per span.
Texts named `modern_…` or `unseen_…` teach nothing: they are tried on a ranker taught by all the others. Cross-validation
needs lightgbm.
Letters and verse are lines of the script, read and not said: they are no predicted spans.
Spans are found as shipped: how well that is done on texts not seen before, `train_spans.py --try` tells.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scoring import Names, read_gold

from audiodrama.annotate import Annotation, annotation
from audiodrama.annotate.confidence import confidence
from audiodrama.model import Cast
from audiodrama.story import read_story

TYPES = ("explicit", "anaphoric", "implicit")
UNTAUGHT = ("modern", "unseen")
"""Texts whose names begin so are never trained on."""


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
    """Quoted spans with speakers; thoughts without marks are no quotations, nor are letters and verse."""
    lines = {line.source.start: line for line in done.script.lines if line.source}
    rows = []
    for utterance in done.utterances:
        person = done.people[utterance.speaker] if utterance.speaker >= 0 else None
        for number in utterance.quotes:
            quote = utterance.scanned.passage.quotes[number]
            if quote.document:
                continue
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
    gold, names = read_gold(folder), Names.of(folder)
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
    words = sum(r.words for r in results)
    print(f"  edits to a perfect script: {1000 * sum(not q.right for q in every) / words:.1f} per 1,000 words")
    print(f"  {words / sum(r.seconds for r in results):,.0f} words/s")


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


def cross_validated(data: Sequence[Path], only: str) -> Iterator[tuple[Path, list[Predicted], int, float]]:
    """Predictions for each text by a ranker that was taught by other authors."""
    import train_ranker as training

    folders = {folder.name: folder for folder in training.texts_in(data, ())}
    texts = {name: training.load(folder) for name, folder in folders.items()}
    rules = training.opinions_of_rules(list(texts.values()))
    taught = [text for text in texts.values() if not text.name.startswith(UNTAUGHT)]
    untaught = [text for text in texts.values() if text.name.startswith(UNTAUGHT)]
    for _, mine, others in [*training.folds(taught), (-1, untaught, taught)]:
        wanted = [text for text in mine if text.name.startswith(only)]
        forests = training.train(others, rules) if wanted else []
        for text in wanted:
            folder = folders[text.name]
            done, words, seconds = annotated(folder)
            opinion = training.ranked(text, rules[text.name], forests)
            for number, utterance in enumerate(done.utterances):
                utterance.speaker = opinion.chosen[number]
                utterance.confidence = confidence(utterance.rule, opinion.shares[number])
            yield folder, predict(done), words, seconds


def annotated(folder: Path) -> tuple[Annotation, int, float]:
    """A text annotated as installed, its words, and the seconds that took."""
    data = (folder / "text.txt").read_bytes()
    started = time.process_time()
    story = read_story(data, name=f"{folder.name}.txt", encoding="utf-8")
    done = annotation(story, Cast())
    return done, len(story.text.split()), time.process_time() - started


def shipped(data: Sequence[Path], only: str) -> Iterator[tuple[Path, list[Predicted], int, float]]:
    """Predictions for each text as installed."""
    for folder in sorted(path.parent for several in data for path in several.glob(f"{only}*/text.txt")):
        done, words, seconds = annotated(folder)
        yield folder, predict(done), words, seconds


def write(rows: Sequence[Predicted], path: Path) -> None:
    """One JSON row per span."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(vars(row), ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def main() -> None:
    """Score the annotator on the data and print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", type=Path, nargs="+")
    parser.add_argument("--shipped", action="store_true", help="score what is installed, unchanged")
    parser.add_argument("--out", type=Path, help="write the predictions there")
    parser.add_argument("--only", default="", metavar="PREFIX")
    options = parser.parse_args()
    groups: defaultdict[str, list[Result]] = defaultdict(list)
    for folder, rows, words, seconds in (shipped if options.shipped else cross_validated)(options.data, options.only):
        if options.out:
            write(rows, options.out / f"{folder.name}.jsonl")
        groups[folder.name.partition("_")[0]].append(score(folder, rows, words, seconds))
    if not groups:
        sys.exit(f"no texts in {options.data}")
    for group, results in sorted(groups.items()):
        report(group, results)
    reliability([q for results in groups.values() for result in results for q in result.quotations])


if __name__ == "__main__":
    main()
