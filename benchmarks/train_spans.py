"""Train the forest of `audiodrama/annotate/speech.py`, the same to the bit each time.

    pip install lightgbm
    python benchmarks/stories.py STORIES
    python benchmarks/train_spans.py DATA STORIES [--leave-out PREFIX ...]
    python benchmarks/train_spans.py DATA STORIES --try       print what cross-validation finds, and write nothing

Each folder is laid out as `benchmarks/attribution.py` says. Texts whose name begins with a left-out prefix (`modern` and
`unseen`, if nothing is said) are not trained on; `--try` tells how all others teach them. Only numbers go into the model.

A span is speech when half of it lies in gold quotations. Letters and verse are not counted as found: they are read, not said,
though they are lines of the script.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scoring import read_gold
from train_ranker import FOLDS, PARAMETERS, STORY, STORY_WEIGHT, fold_of, nodes_of, texts_in

from audiodrama.annotate.quotes import Quote
from audiodrama.annotate.reading import quoted_passages
from audiodrama.annotate.spans import Spans
from audiodrama.annotate.speech import MODEL, UNSPOKEN, judged_speech, rows_of, scored, verdicts
from audiodrama.story import read_story

WEIGHTS = {STORY: STORY_WEIGHT, "litbank": 4.0}
"""What a span counts in texts whose names begin so: the extracts are short, and each is of another author."""
ROUNDS = 250
TREES = {
    **PARAMETERS,
    "objective": "binary",
    "learning_rate": 0.06,
    "num_leaves": 15,
    "min_data_in_leaf": 30,
    "seed": 1,
}
THRESHOLDS = (-2.0, UNSPOKEN, -0.6, 0.0, 0.6)


@dataclass
class Text:
    """A text's spans."""

    name: str
    spans: Spans
    rows: NDArray[np.float32]
    right: NDArray[np.bool_]
    """Whether the gold has the span."""
    plain: list[bool | None]
    """What the rules say of it; only where that is nothing the forest is asked, and taught."""
    gold: list[dict]

    @property
    def asked(self) -> NDArray[np.bool_]:
        """Whether the forest is asked about a span."""
        return np.array([verdict is None for verdict in self.plain], dtype=bool)

    @property
    def weight(self) -> float:
        """Of a span, in training."""
        return next((weight for kind, weight in WEIGHTS.items() if self.name.startswith(kind)), 1.0)


def load(folder: Path) -> Text:
    """Read a text and its gold."""
    story = read_story((folder / "text.txt").read_bytes(), name=folder.name, encoding="utf-8")
    passages, gold = quoted_passages(story), read_gold(folder)
    quotes = [passage.quotes for passage in passages]
    spans = Spans([passage.paragraph.text for passage in passages], [passage.start for passage in passages], quotes)
    said = covered(((row["start"], row["end"]) for row in gold), len(story.text))
    flat = [quote for several in quotes for quote in several]
    return Text(
        folder.name,
        spans,
        rows_of(spans),
        np.array([half(said, quote.start, quote.end) for quote in flat], dtype=bool),
        verdicts(spans),
        gold,
    )


def covered(spans: Iterator[tuple[int, int]], size: int) -> bytearray:
    """A byte for each character: whether it lies in one of the spans."""
    inside = bytearray(size)
    for start, end in spans:
        inside[start:end] = b"\1" * (end - start)
    return inside


def half(inside: bytearray, start: int, end: int) -> bool:
    """Whether half of the span at least is covered."""
    return 2 * sum(inside[start:end]) >= max(1, end - start)


def fit(texts: Sequence[Text]) -> NDArray[np.void]:
    """Boosted trees that tell speech among the spans of these texts."""
    import lightgbm

    rows = np.concatenate([text.rows[text.asked] for text in texts])
    right = np.concatenate([text.right[text.asked] for text in texts]).astype(float)
    weights = np.concatenate([np.full(text.asked.sum(), text.weight) for text in texts])
    data = lightgbm.Dataset(rows, right, weight=weights, params=TREES)
    return nodes_of(lightgbm.train(TREES, data, ROUNDS).dump_model()["tree_info"], 1.0)


def cross_validated(texts: Sequence[Text], taught: Sequence[Text]) -> Iterator[tuple[Text, NDArray[np.float64]]]:
    """Each text with its scores by a forest that no text of its author has taught."""
    for fold in range(FOLDS):
        forest = fit([text for text in taught if fold_of(text.name) != fold])
        for text in taught:
            if fold_of(text.name) == fold:
                yield text, scored(forest, text.rows, text.plain)
    untaught = [text for text in texts if text not in taught]
    forest = fit(taught) if untaught else None
    for text in untaught:
        yield text, scored(forest, text.rows, text.plain)


def report(judged: Sequence[tuple[Text, NDArray[np.float64]]]) -> None:
    """Print precision and recall of each kind of text at several thresholds; `-inf` is without the forest."""
    for kind in sorted({text.name.partition("_")[0] for text, _ in judged}):
        mine = [(text, scores) for text, scores in judged if text.name.startswith(kind)]
        for threshold in (-np.inf, *THRESHOLDS):
            counts = np.sum(
                [count(text, judged_speech(text.spans, text.plain, scores, threshold)) for text, scores in mine], axis=0
            )
            right, spans, found, gold = counts
            print(
                f"{kind:8s} {threshold:5.1f}  P {right / spans:.4f}  R {found / gold:.4f}  kept {spans}  false {spans - right}"
            )


def count(text: Text, kept: Sequence[Sequence[Quote]]) -> tuple[int, int, int, int]:
    """Right spans, spans, gold spans found, gold spans."""
    flat = [quote for several in kept for quote in several if not quote.document]
    size = max([row["end"] for row in text.gold] + [quote.end for quote in flat] + [0])
    said = covered(((row["start"], row["end"]) for row in text.gold), size)
    heard = covered(((quote.start, quote.end) for quote in flat), size)
    right = sum(half(said, quote.start, quote.end) for quote in flat)
    return right, len(flat), sum(half(heard, row["start"], row["end"]) for row in text.gold), len(text.gold)


def main() -> None:
    """Train on folders and write the model into the package, or try it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", type=Path, nargs="+")
    parser.add_argument("--leave-out", nargs="*", default=["modern", "unseen"], metavar="PREFIX")
    parser.add_argument("--try", action="store_true", dest="only_try", help="print what cross-validation finds")
    options = parser.parse_args()
    texts = [load(folder) for folder in texts_in(options.data, () if options.only_try else options.leave_out)]
    taught = [text for text in texts if not text.name.startswith(tuple(options.leave_out))]
    if options.only_try:
        report(list(cross_validated(texts, taught)))
        return
    path = Path(__file__).parents[1] / "audiodrama" / "annotate" / MODEL
    with path.open("wb") as file:
        np.save(file, fit(taught), allow_pickle=False)
    print(json.dumps({"texts": len(taught), "bytes": path.stat().st_size, "crc32": zlib.crc32(path.read_bytes())}))


if __name__ == "__main__":
    main()
