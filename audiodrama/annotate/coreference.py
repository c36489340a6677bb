"""Epithets tied to their owner: "the painter" who speaks wherever Basil is in the room and silent is Basil."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from audiodrama.annotate.people import Person
from audiodrama.annotate.utterances import Scanned, Utterance

FEWEST: Final = 6
"""Tagged utterances of a role before it is asked who it may be."""
NEAR: Final = 10
"""Paragraphs within which the owner of an epithet is named."""
PRESENT: Final = 0.85
"""Share of the role's utterances with its owner near."""
IN_THE_WAY: Final = 0.1
"""Share of them that may stand beside an utterance of that same person: nobody answers himself."""


def merge_epithets(
    own: dict[str, int], utterances: Sequence[Utterance], scanned: Sequence[Scanned], people: Sequence[Person]
) -> None:
    """Point roles in `own` that must be a named person to that person."""
    named = {p.number for p in people if p.forms}
    places = _places(scanned, named)
    for role in {number for number in own.values() if number not in named}:
        spoken = [n for n, u in enumerate(utterances) if _role_of(u, own) == role]
        if len(spoken) < FEWEST:
            continue
        fitting = [p for p in people if p.number in named and _may_be(people[role], p)]
        scored = [(_support(p.number, spoken, utterances, places), p.number) for p in fitting]
        best, owner = max(scored, default=(0.0, -1))
        if best >= PRESENT and _in_the_way(owner, spoken, utterances) <= IN_THE_WAY * len(spoken):
            for key in [key for key, number in own.items() if number == role]:
                own[key] = owner


def is_nobody_of(named: Sequence[Person], gender: str, spoken: Sequence[int], utterances: Sequence[Utterance]) -> bool:
    """Whether somebody of that gender is none of these persons: each of them that could be answers him."""
    near = {number for at in spoken for number in range(max(0, at - NEAR), min(len(utterances), at + NEAR))}
    heard = {owner for number in near if (tag := utterances[number].tag) and tag.strength == 2 for owner in tag.subject.owners}
    possible = [person for person in named if person.number in heard and not (person.gender and gender != person.gender)]
    return bool(possible) and all(
        _in_the_way(person.number, spoken, utterances) > IN_THE_WAY * len(spoken) for person in possible
    )


def _places(scanned: Sequence[Scanned], named: set[int]) -> dict[int, list[int]]:
    """Person to the paragraphs whose narration names them, in order."""
    places: dict[int, list[int]] = {}
    for passage in scanned:
        for mention in passage.mentions:
            if mention.quote < 0 and mention.owners[0] in named:
                places.setdefault(mention.owners[0], []).append(passage.passage.index)
    return places


def _role_of(utterance: Utterance, own: dict[str, int]) -> int | None:
    tag = utterance.tag
    if tag is None or tag.strength < 2 or tag.subject.kind != "nominal":
        return None
    return own.get(tag.subject.phrase.lower(), own.get(tag.subject.word))


def _may_be(role: Person, person: Person) -> bool:
    return not (role.gender and person.gender and role.gender != person.gender)


def _support(person: int, spoken: Sequence[int], utterances: Sequence[Utterance], places: dict[int, list[int]]) -> float:
    """Share of the utterances near which the narration names the person, less those beside which he speaks himself."""
    known = places.get(person, [])
    near = sum(
        bisect_right(known, utterances[n].place + NEAR // 2) > bisect_left(known, utterances[n].place - NEAR) for n in spoken
    )
    return (near - _in_the_way(person, spoken, utterances)) / len(spoken)


def _in_the_way(person: int, spoken: Sequence[int], utterances: Sequence[Utterance]) -> int:
    return sum(_speaks_beside(person, number, utterances) for number in spoken)


def _speaks_beside(person: int, number: int, utterances: Sequence[Utterance]) -> bool:
    if person in utterances[number].vocatives:
        return True
    for near in (number - 1, number + 1):
        if 0 <= near < len(utterances) and abs(utterances[near].place - utterances[number].place) <= 2:
            tag = utterances[near].tag
            if tag and tag.strength == 2 and person in tag.subject.owners:
                return True
    return False
