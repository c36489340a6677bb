"""Whom the name before a written message means: somebody of the story under his name, a part of it or a short form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from audiodrama.annotate.firstnames import gender_of, same_first
from audiodrama.annotate.people import Person
from audiodrama.model import Gender

SHORTEST: Final = 3
"""Letters of a name that may be the beginning of a longer one."""


def find_writer(label: str, people: Sequence[Person]) -> int | None:
    """The person whom a label names, by every spelling of the story first; None where it is nobody's or could be several's."""
    name = plain(label)
    for means in (_is_called, _is_short_for, _is_full_of):
        found = [person for person in people if means(name, person)]
        if found and (means is _is_called or len(found) == 1):
            return max(found, key=lambda person: person.count).number
    return None


def new_writer(label: str, number: int) -> Person:
    """A role of the label's own."""
    known = gender_of(plain(label).partition(" ")[0])
    gender: Gender = "female" if known == "female" else "male" if known == "male" else ""
    return Person(number, gender=gender, name=label.upper())


def plain(label: str) -> str:
    """In lower case, without an article and the dots of titles."""
    return label.casefold().replace(".", "").removeprefix("the ")


def _is_called(name: str, person: Person) -> bool:
    return name in {plain(spelling) for spelling in (person.name, *person.aliases)}


def _is_short_for(name: str, person: Person) -> bool:
    return bool(person.first) and (same_first(person.first, name) or (len(name) >= SHORTEST and person.first.startswith(name)))


def _is_full_of(name: str, person: Person) -> bool:
    """More than the story ever says: "Ada Lowe" is Ada, "Dr Lowe" is she who is once called Lowe."""
    first, _, last = name.rpartition(" ")
    return bool(first) and (first, last) in {(person.first, person.last or last), (person.first or first, person.last)}
