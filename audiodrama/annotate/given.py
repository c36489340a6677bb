"""The cast that the user already has: names, aliases and genders of voices.yaml are certain."""

from __future__ import annotations

from collections.abc import Sequence

from audiodrama.annotate.forms import Form
from audiodrama.annotate.lexicon import TITLES
from audiodrama.annotate.people import Person
from audiodrama.model import NARRATOR, Role


def adopt(people: list[Person], roles: Sequence[Role]) -> list[Person]:
    """The persons, each role of `roles` one of them: who goes by its name or an alias joins it, and it keeps its spelling."""
    names = [{_plain(name) for name in (role.name, *role.aliases)} for role in roles]
    adopted = [_person(role) for role in roles]
    rest = []
    for person in people:
        owner = _owner(person, names)
        if owner is None:
            rest.append(person)
        else:
            _absorb(adopted, owner, person, names)
    wanted = [person for person, role in zip(adopted, roles, strict=True) if role.name.upper() != NARRATOR]
    for number, person in enumerate(wanted + rest):
        person.number = number
    return wanted + rest


def _plain(name: str) -> str:
    words = name.lower().replace(".", "").split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in {"the", "a", "an"} else words)


def _owner(person: Person, names: Sequence[set[str]]) -> int | None:
    """The role that the most frequent known form of the person names."""
    for form in sorted(person.forms, key=lambda form: -form.count):
        for number, known in enumerate(names):
            if _plain(form.text) in known:
                return number
    return None


def _absorb(adopted: Sequence[Person], owner: int, person: Person, names: Sequence[set[str]]) -> None:
    """Forms that another role claims by name go to that one."""
    for form in person.forms:
        claimed = next((number for number, known in enumerate(names) if _plain(form.text) in known), owner)
        mine = adopted[claimed]
        mine.forms = [known for known in mine.forms if known.key != form.key] + [form]
        mine.titles |= {form.title} - {""}
    adopted[owner].first = adopted[owner].first or person.first
    adopted[owner].last = adopted[owner].last or person.last
    adopted[owner].gender = adopted[owner].gender or person.gender


def _person(role: Role) -> Person:
    person = Person(0, name=role.name, given=role, gender=role.traits.gender)
    for name in (role.name, *role.aliases):
        words = tuple(_plain(name).split())
        title = words[0] if len(words) > 1 and words[0] in TITLES else ""
        if words:
            person.forms.append(Form(title, words[bool(title) :]))
    return person


def spoken_aliases(person: Person) -> list[str]:
    """Aliases of a given role that are nominals ("the girl"), without their determiner."""
    if person.given is None:
        return []
    return [
        _plain(name)
        for name in (person.given.name, *person.given.aliases)
        if name.lower().split()[:1] in (["the"], ["a"], ["an"])
    ]
