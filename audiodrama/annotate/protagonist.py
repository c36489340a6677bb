"""Whom a story calls nothing but he or she: "She hates him for eleven stops", and only others say her name.

In a story told closely in the third person the one whose eyes we look through may never be named by the narration. Where a
pronoun stands before anybody it could mean, and the narration names nobody of its gender at all, it is that person throughout.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from audiodrama.annotate.mentions import Mention
from audiodrama.annotate.people import Person
from audiodrama.annotate.utterances import Scanned
from audiodrama.model import Gender

FEWEST: Final = 4
"""Times that the pronoun is a subject …"""
BESIDE: Final = 2
"""… and that the other one is, beside it: there is a she whom no line of his may go to."""
PRONOUNS: Final[dict[Gender, str]] = {"male": "he", "female": "she"}


def unnamed(people: Sequence[Person], scanned: Sequence[Scanned]) -> list[Gender]:
    """Genders whose pronoun means somebody the narration does not name."""
    told: set[Gender] = {person.gender for person in people if person.narrated}
    times = {gender: _times(gender, scanned) for gender in PRONOUNS if not told & {gender, ""}}
    return [gender for gender, often in times.items() if max(times.values()) >= FEWEST and often >= BESIDE]


def _times(gender: Gender, scanned: Sequence[Scanned]) -> int:
    """How often the pronoun is a subject; never, for us, unless it comes before every noun that it could mean."""
    subjects = [subject for passage in scanned for subject in passage.subjects if subject.gender in {gender, ""}]
    people = [subject for subject in subjects if subject.kind == "nominal" or subject.word == PRONOUNS[gender]]
    opens = bool(people) and people[0].kind == "pronoun"
    return sum(subject.word == PRONOUNS[gender] for subject in people) if opens else 0


def find_protagonists(people: list[Person], scanned: Sequence[Scanned]) -> dict[Gender, int]:
    """The person behind each such pronoun: whom the others call by name, else somebody new named HE or SHE."""
    found: dict[Gender, int] = {}
    for gender in unnamed(people, scanned):
        called = [person for person in people if person.called and not person.narrated and person.gender in {gender, ""}]
        best = max(called, key=lambda person: person.called, default=None)
        if best is None:
            best = Person(len(people), name=PRONOUNS[gender].upper())
            people.append(best)
        best.gender = gender
        found[gender] = best.number
    return found


def add_protagonists(scanned: Sequence[Scanned], protagonists: Mapping[Gender, int]) -> None:
    """Every such he or she of the narration names the person."""
    for passage in scanned:
        for subject in passage.subjects:
            if subject.gender in protagonists and subject.word == PRONOUNS[subject.gender]:
                person = protagonists[subject.gender]
                passage.mentions.append(Mention(subject.begin, subject.end, (person,), -1, acts=True))
        passage.mentions.sort(key=lambda mention: mention.begin)
