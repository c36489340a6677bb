"""Gold files, and which gold characters a predicted name can mean: what scoring and training share."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Self

TITLES = frozenset(
    "mr mrs miss ms dr sir lady lord the a an madame monsieur mme mlle captain colonel major general professor inspector"
    " uncle aunt old young little my master".split()
)


def read_gold(folder: Path) -> list[dict]:
    """The rows of a text's `gold.jsonl`."""
    return [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines() if line.strip()]


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

    @classmethod
    def of(cls, folder: Path) -> Self:
        """The names of a text's `characters.json`."""
        return cls(json.loads((folder / "characters.json").read_text("utf-8"))["characters"])

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
