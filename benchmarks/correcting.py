"""What it costs a user to get every speaker right, and whether the doubts show where to look.

    python benchmarks/correcting.py DATA [--only PREFIX]

DATA is laid out as for `attribution.py`. A reader goes through each script from the top and puts right the first line that has
the wrong speaker. Without `--update` each wrong line is an edit; with it, the scenes that hold one are decided again each time,
by what is certain so far. Printed besides: how many of the wrong lines carry a doubt, and how many lines do.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scoring import Names, read_gold

from audiodrama.annotate import Annotation, annotation
from audiodrama.annotate.utterances import Utterance
from audiodrama.model import DOUBTFUL, Cast
from audiodrama.story import read_story


@dataclass(frozen=True)
class Heard:
    """A quoted span that is in the gold too."""

    start: int
    wanted: str
    """Its speaker, as the gold names him."""
    right: bool
    doubtful: bool


class Reader:
    """Somebody who knows the story."""

    def __init__(self, folder: Path) -> None:
        self._story = read_story((folder / "text.txt").read_bytes(), name=f"{folder.name}.txt", encoding="utf-8")
        self._names = Names.of(folder)
        self._owner = {at: row["speaker"] for row in read_gold(folder) for at in range(row["start"], row["end"])}
        self.words = len(self._story.text.split())
        self._fresh = annotation(self._story, Cast())

    def read(self, decided: Mapping[int, str]) -> tuple[list[Heard], Annotation]:
        """The script with these speakers given."""
        done = annotation(self._story, Cast(), decided)
        mended = {scene(utterance) for utterance in done.utterances if not starts(utterance).isdisjoint(decided)}
        versions = [(done, utterance) for utterance in done.utterances if scene(utterance) in mended]
        versions += [(self._fresh, utterance) for utterance in self._fresh.utterances if scene(utterance) not in mended]
        heard = [found for version, utterance in versions for found in self._heard(version, utterance)]
        return sorted(heard, key=lambda one: one.start), done

    def _heard(self, done: Annotation, utterance: Utterance) -> list[Heard]:
        person = done.people[utterance.speaker] if utterance.speaker >= 0 else None
        meant = self._names.meant(person.name, person.aliases) if person else {"_narr"}
        quotes = [utterance.scanned.passage.quotes[number] for number in utterance.quotes]
        owners = [(quote, self._speaker(quote.start, quote.end)) for quote in quotes]
        doubtful = utterance.confidence < DOUBTFUL
        return [Heard(quote.start, owner, owner in meant, doubtful) for quote, owner in owners if owner]

    def _speaker(self, start: int, end: int) -> str:
        """Whose words most of the span are; empty for words that nobody speaks."""
        owners = Counter(self._owner.get(at, "") for at in range(start, end))
        owner = owners.most_common(1)[0][0] if owners else ""
        return "" if owner.startswith("_") and owner != "_narr" else owner

    def called(self, wanted: str, done: Annotation) -> str:
        """The gold's speaker by the name that the script has for him, where it has one."""
        means = (person.name for person in done.people if self._names.meant(person.name, person.aliases) == {wanted})
        return next(means, "NARRATOR" if wanted == "_narr" else wanted)

    def corrections(self) -> int:
        """Edits from the top, each followed by an update, until nothing is wrong."""
        decided: dict[int, str] = {}
        while True:
            heard, done = self.read(decided)
            wrong = next((one for one in heard if not one.right and one.start not in decided), None)
            if wrong is None:
                return len(decided)
            decided[wrong.start] = self.called(wrong.wanted, done)


def scene(utterance: Utterance) -> int:
    """The number of its scene in the story."""
    return utterance.scanned.passage.scene


def starts(utterance: Utterance) -> set[int]:
    """Where its quotes begin in the story."""
    return {utterance.scanned.passage.quotes[number].start for number in utterance.quotes}


def report(rows: Sequence[tuple[str, int, list[Heard], int]]) -> None:
    """One row a text, and all of them."""
    print(f"{'text':28s} lines  wrong  of them doubtful  doubts  edits with --update")
    for name, _, heard, edits in rows:
        print(f"{name[:28]:28s} {counts(heard)}  {edits:5d}")
    every = [one for _, _, heard, _ in rows for one in heard]
    edits, words = sum(row[3] for row in rows), sum(row[1] for row in rows)
    print(f"{'all':28s} {counts(every)}  {edits:5d}")
    wrong = sum(not one.right for one in every)
    print(f"edits per 1,000 words: {1000 * wrong / words:.1f} one by one, {1000 * edits / words:.1f} with --update")


def counts(heard: Sequence[Heard]) -> str:
    """The columns of a row."""
    wrong = [one for one in heard if not one.right]
    return (
        f"{len(heard):5d}  {len(wrong):5d}  {sum(one.doubtful for one in wrong):16d}  {sum(one.doubtful for one in heard):6d}"
    )


def main() -> None:
    """Read the texts and print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--only", default="", metavar="PREFIX")
    options = parser.parse_args()
    rows = []
    for folder in sorted(path.parent for path in options.data.glob(f"{options.only}*/text.txt")):
        reader = Reader(folder)
        rows.append((folder.name, reader.words, reader.read({})[0], reader.corrections()))
    report(rows)


if __name__ == "__main__":
    main()
