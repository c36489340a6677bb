"""Who shares a scene with whom, who answers whom, and how much each has to say: what casting has to know of a script."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Final

from audiodrama.model import NARRATOR, Cast, Line, Script

_I_SAID: Final = re.compile(r"I(?: [a-z]+ly)? (?:[a-z]+ed|said|told|went on|cut in|began)\b")
_TAGS: Final = 2
"""Of such tags; one may be a slip."""

Pair = frozenset[str]
"""Two names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meetings:
    """Counts by name, as voices.yaml spells it where it has the name."""

    lines: Mapping[str, int]
    words: Mapping[str, int]
    scenes: Mapping[Pair, int]
    """In how many scenes both speak."""
    turns: Mapping[Pair, int]
    """How often one speaks right after the other, narration between them left out."""
    teller: str = ""
    """Who tells the story as "I" and speaks in it too; empty where nobody does."""

    def speakers(self) -> list[str]:
        """The narrator, who is always heard, then all others: who has most to say first, then as they come."""
        others = [name for name in self.words if not is_narrator(name)]
        return [NARRATOR, *sorted(others, key=lambda name: -self.words[name])]

    def partners(self, name: str) -> dict[str, float]:
        """With whom the name talks, each with its share of these turns; they sum to 1 where there is any."""
        turns = {next(iter(pair - {name})): count for pair, count in self.turns.items() if name in pair}
        total = sum(turns.values())
        return {other: count / total for other, count in turns.items()}

    def shared(self, one: str, other: str) -> int:
        """Scenes in which both are heard; the narrator is heard in all, and is nobody beside whoever tells the story."""
        if is_narrator(one) or is_narrator(other):
            return int(self.teller not in (one, other))
        return self.scenes.get(frozenset((one, other)), 0)


def is_narrator(name: str) -> bool:
    """However voices.yaml spells it."""
    return name.casefold() == NARRATOR.casefold()


def meetings(script: Script, cast: Cast) -> Meetings:
    """Counted over the whole script."""
    lines, words = Counter[str](), Counter[str]()
    scenes, turns = Counter[Pair](), Counter[Pair]()
    spelt: dict[str, str] = {role.name.casefold(): role.name for role in cast.roles}
    for scene in script.scenes:
        spoken = [(_spelling(line.speaker, cast, spelt), line) for line in scene.items if isinstance(line, Line)]
        for name, line in spoken:
            lines[name] += 1
            words[name] += len(line.text.split())
        scenes.update(_pairs(name for name, _ in spoken))
        talk = [name for name, line in spoken if line.kind != "narration"]
        turns.update(frozenset(pair) for pair in pairwise(talk) if pair[0] != pair[1])
    teller = _spelling(teller, cast, spelt) if (teller := _teller(list(script.lines))) else ""
    return Meetings(lines=lines, words=words, scenes=scenes, turns=turns, teller=teller)


def _teller(lines: Sequence[Line]) -> str:
    """Whose speeches the narration says "I said" of, more than of anybody else's."""
    beside = (
        (one.speaker, other)
        for one, other in pairwise(lines)
        if one.kind == "speech" and other.kind == "narration" and other.joined
    )
    tags = Counter(speaker for speaker, tag in beside if _I_SAID.match(tag.text))
    speaker, count = tags.most_common(1)[0] if tags else ("", 0)
    return speaker if count >= _TAGS and count > tags.total() / 2 and not is_narrator(speaker) else ""


def _spelling(speaker: str, cast: Cast, spelt: dict[str, str]) -> str:
    """The role's name for a speaker: an alias is the same person, and case does not part two."""
    if role := cast.role(speaker):
        return role.name
    return spelt.setdefault(speaker.casefold(), speaker)


def _pairs(names: Iterable[str]) -> Iterable[Pair]:
    return (frozenset(pair) for pair in combinations(sorted(set(names)), 2))
