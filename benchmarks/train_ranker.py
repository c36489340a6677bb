"""Train the ranker of `audiodrama/annotate/ranker.py`, the same to the bit each time.

    pip install lightgbm
    python benchmarks/stories.py STORIES
    python benchmarks/train_ranker.py DATA STORIES [--leave-out PREFIX ...]

Each folder is laid out as `benchmarks/attribution.py` says. Texts whose name begins with a left-out prefix (`modern` and
`unseen`, if nothing is said) are neither trained on nor looked at. Only numbers go into the model: tree thresholds over the
columns of `audiodrama/annotate/features.py`; no word of a text does.

The first forest learns from the rules' opinion. The second learns from the first's, which for each text must come from a forest
that has not seen its author: so texts are parted by author into folds, and a fold's opinion comes from the other folds.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scoring import Names, read_gold

from audiodrama.annotate.annotation import understand
from audiodrama.annotate.conversation import Turn
from audiodrama.annotate.evidence import Evidence
from audiodrama.annotate.features import Features, Opinion
from audiodrama.annotate.ranker import MODEL, beyond_doubt, opinion_of_rules, reconsider
from audiodrama.annotate.speakers import find_turns
from audiodrama.annotate.surroundings import Surroundings
from audiodrama.annotate.trees import NODE
from audiodrama.model import Cast
from audiodrama.story import read_story

FOLDS = 5
STORY = "story"
"""Texts whose names begin so are short stories of today, …"""
STORY_WEIGHT = 3.0
"""… each quotation of which counts as much as this many of a novel: there are few, and users write such."""
ROUNDS = (150, 150)
"""Trees of the first and of the second forest."""
SEEDS = (1, 2, 3)
"""Forests whose scores are averaged: each alone gets other lines of a short story right."""
PARAMETERS = {
    "learning_rate": 0.08,
    "num_leaves": 24,
    "min_data_in_leaf": 40,
    "min_sum_hessian_in_leaf": 1.0,
    "lambda_l2": 5.0,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "max_bin": 63,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}
AUTHORS = {
    "austen": "Emma MansfieldPark NorthangerAbbey Persuasion PrideAndPrejudice SenseAndSensibility _105_ _1342_ _158_",
    "forster": "APassageToIndia ARoomWithAView HowardsEnd WhereAngelsFearToTread _2641_ _2891_",
    "carroll": "AlicesAdventuresInWonderland _11_",
    "james": "DaisyMiller _208_ _209_",
    "wells": "TheInvisibleMan _5230_",
    "wilde": "ThePictureOfDorianGray _174_",
    "haggard": "_2166_ _711_",
    "fitzgerald": "_805_ _9830_",
    "dickens": "_1023_ _1400_ _766_",
    "joyce": "_4217_ _4300_",
    "melville": "_11231_ _2489_",
}
"""Authors with more than one text in the data; every other text counts as an author of its own."""
LARGE = {"austen": 0, "forster": 1, "carroll": 2, "wilde": 2, "james": 3, "wells": 3}
"""Folds of the authors who wrote most of it, so that no fold is much larger than the others."""


@dataclass
class Text:
    """A text with everything that does not depend on a forest."""

    name: str
    evidence: Evidence
    turns: list[Turn]
    around: list[dict[int, list[float]]]
    kept: dict[int, dict[int, float]]
    """Utterances that are not a forest's to decide."""
    weight: float
    """Of an utterance, in training."""
    right: list[frozenset[int] | None]
    """For each utterance the candidates that are its gold speaker; None where there is no gold."""

    @cached_property
    def rules(self) -> Opinion:
        """The first opinion."""
        return opinion_of_rules(self.turns)

    def rows(self, opinion: Opinion) -> list[NDArray[np.float32]]:
        """For each utterance a row per candidate."""
        return self._rows_of_rules if opinion is self.rules else self._rows(opinion)

    @cached_property
    def _rows_of_rules(self) -> list[NDArray[np.float32]]:
        return self._rows(self.rules)

    def _rows(self, opinion: Opinion) -> list[NDArray[np.float32]]:
        features = Features(self.evidence, self.turns, self.around, opinion)
        return [np.array(features.rows(number), dtype=np.float32) for number in range(len(self.turns))]


def load(folder: Path) -> Text:
    """Read a text and its gold."""
    story = read_story((folder / "text.txt").read_bytes(), name=folder.name, encoding="utf-8")
    _, _, evidence = understand(story, Cast())
    turns = find_turns(evidence)
    surroundings = Surroundings(evidence, turns)
    around = [surroundings.rows(number) for number in range(len(turns))]
    kept = beyond_doubt(evidence, opinion_of_rules(turns))
    weight = STORY_WEIGHT if folder.name.startswith(STORY) else 1.0
    return Text(folder.name, evidence, turns, around, kept, weight, gold_speakers(folder, evidence))


def gold_speakers(folder: Path, evidence: Evidence) -> list[frozenset[int] | None]:
    """The persons that mean the gold speaker of most of each utterance."""
    gold, names = read_gold(folder), Names.of(folder)
    speaker_at = {at: row["speaker"] for row in gold for at in range(row["start"], row["end"])}
    meant = [names.meant(person.name, person.aliases) for person in evidence.people]
    found: list[frozenset[int] | None] = []
    for utterance in evidence.utterances:
        quotes = [utterance.scanned.passage.quotes[number] for number in utterance.quotes]
        said = Counter(speaker_at.get(at) for quote in quotes for at in range(quote.start, quote.end))
        said.pop(None, None)
        speaker = said.most_common(1)[0][0] if said else None
        known = speaker is not None and (not speaker.startswith("_") or speaker == "_narr")
        found.append(frozenset(n for n, names in enumerate(meant) if speaker in names) if known else None)
    return found


def fold_of(name: str) -> int:
    """The fold of a text: all of an author's texts are in one."""
    author = next((author for author, parts in AUTHORS.items() if any(part in name for part in parts.split())), name)
    return LARGE.get(author, 2 + zlib.crc32(author.encode()) % (FOLDS - 2))


def fit(texts: Sequence[Text], opinions: Mapping[str, Opinion], rounds: int) -> NDArray[np.void]:
    """A forest that tells the gold speaker among the candidates: gradient boosting of a softmax over each utterance."""
    import lightgbm

    rows: list[NDArray[np.float32]] = []
    wanted: list[bool] = []
    sizes: list[int] = []
    weights: list[float] = []
    for text in texts:
        for turn, right, several in zip(text.turns, text.right, text.rows(opinions[text.name]), strict=True):
            candidates = list(turn.candidates)
            if right and len(candidates) > 1 and not turn.continues and right & set(candidates):
                rows.append(several)
                wanted += [person in right for person in candidates]
                sizes.append(len(candidates))
                weights.append(text.weight)
    data = np.concatenate(rows)
    parameters = {**PARAMETERS, "objective": softmax_loss(np.array(sizes), np.array(wanted, dtype=float), np.array(weights))}
    labels = np.array(wanted, dtype=float)
    trees: list[Mapping[str, object]] = []
    for seed in SEEDS:
        drawn = {**parameters, "seed": seed}
        trees += lightgbm.train(drawn, lightgbm.Dataset(data, labels, params=drawn), rounds).dump_model()["tree_info"]
    return nodes_of(trees, 1 / len(SEEDS))


def softmax_loss(sizes: NDArray[np.int_], wanted: NDArray[np.float64], weights: NDArray[np.float64]) -> object:
    """Gradient and second derivative of the cross entropy of each group of candidates, times the group's weight."""
    starts = np.concatenate([[0], np.cumsum(sizes)])[:-1]
    group = np.repeat(np.arange(len(sizes)), sizes)
    target = wanted / np.add.reduceat(wanted, starts)[group]
    weight = weights[group]

    def loss(scores: NDArray[np.float64], _: object) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        likely = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        shares = likely / np.add.reduceat(likely, starts)[group]
        return weight * (shares - target), weight * (shares * (1 - shares) + 1e-3)

    return loss


def nodes_of(trees: Sequence[Mapping[str, object]], scale: float) -> NDArray[np.void]:
    """LightGBM's trees as one array of nodes, the leaves' values times `scale`."""
    rows: list[tuple[int, int, int, float, int, int, float]] = []

    def add(tree: int, node: dict) -> int:
        at = len(rows)
        if "leaf_value" in node and "split_feature" not in node:
            rows.append((0, tree, 0, np.inf, at, at, scale * node["leaf_value"]))
            return at
        rows.append((0, tree, 0, 0.0, 0, 0, 0.0))
        left, right = add(tree, node["left_child"]), add(tree, node["right_child"])
        rows[at] = (0, tree, node["split_feature"], node["threshold"], left, right, 0.0)
        return at

    for number, tree in enumerate(trees):
        add(number, tree["tree_structure"])
    return np.array(rows, dtype=NODE)


def opinions_of_rules(texts: Sequence[Text]) -> dict[str, Opinion]:
    """The first opinion of each text."""
    return {text.name: text.rules for text in texts}


def reconsidered(text: Text, opinion: Opinion, forest: NDArray[np.void]) -> Opinion:
    """The forest's opinion of a text."""
    return reconsider(text.turns, text.rows(opinion), forest, text.kept)


def out_of_fold(texts: Sequence[Text], rules: Mapping[str, Opinion], rounds: int) -> dict[str, Opinion]:
    """A first forest's opinion of each text, from a forest that has not seen its author."""
    found: dict[str, Opinion] = {}
    for fold, mine, others in folds(texts):
        forest = fit(others, rules, rounds)
        print(f"  fold {fold}: {len(others)} texts teach, {len(mine)} wait", flush=True)
        found |= {text.name: reconsidered(text, rules[text.name], forest) for text in mine}
    return found


def folds(texts: Sequence[Text]) -> Iterator[tuple[int, list[Text], list[Text]]]:
    """Each fold's number, its texts and the others."""
    for fold in sorted({fold_of(text.name) for text in texts}):
        mine = [text for text in texts if fold_of(text.name) == fold]
        yield fold, mine, [text for text in texts if fold_of(text.name) != fold]


def train(texts: Sequence[Text], rules: Mapping[str, Opinion]) -> list[NDArray[np.void]]:
    """Both forests, taught by `texts`."""
    first = fit(texts, rules, ROUNDS[0])
    return [first, fit(texts, out_of_fold(texts, rules, ROUNDS[0]), ROUNDS[1])]


def ranked(text: Text, rules: Opinion, forests: Sequence[NDArray[np.void]]) -> Opinion:
    """Both forests' opinion of a text."""
    opinion = rules
    for forest in forests:
        opinion = reconsidered(text, opinion, forest)
    return opinion


def save(forests: Sequence[NDArray[np.void]], path: Path) -> None:
    """Write the forests as one file."""
    for stage, nodes in enumerate(forests):
        nodes["stage"] = stage
        if stage:
            nodes["left"] += len(forests[0])
            nodes["right"] += len(forests[0])
    with path.open("wb") as file:
        np.save(file, np.concatenate(forests), allow_pickle=False)


def texts_in(data: Sequence[Path], left_out: Collection[str]) -> list[Path]:
    """The folders of all texts but those left out."""
    folders = sorted(path.parent for folder in data for path in folder.glob("*/text.txt"))
    return [folder for folder in folders if not folder.name.startswith(tuple(left_out))]


def main() -> None:
    """Train on a folder and write the model into the package."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", type=Path, nargs="+")
    parser.add_argument("--leave-out", nargs="*", default=["modern", "unseen"], metavar="PREFIX")
    options = parser.parse_args()
    texts = [load(folder) for folder in texts_in(options.data, options.leave_out)]
    path = Path(__file__).parents[1] / "audiodrama" / "annotate" / MODEL
    save(train(texts, opinions_of_rules(texts)), path)
    print(json.dumps({"texts": len(texts), "bytes": path.stat().st_size, "crc32": zlib.crc32(path.read_bytes())}))


if __name__ == "__main__":
    main()
