"""The cast as the text alone tells it: forms of names gathered into persons, with their gender."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from audiodrama.annotate.firstnames import gender_of, same_first
from audiodrama.annotate.forms import Form, Key, count_words, find_forms
from audiodrama.annotate.lexicon import FIRST_NAME_TITLES, KIN, KIN_FEMALE, KIN_MALE, TITLES, TITLES_FEMALE, TITLES_MALE
from audiodrama.annotate.reading import Passage
from audiodrama.model import Gender, Role

LONGER_NAME_BONUS: Final = 1.3
"""A name of two words is shown when it is at least 1/1.3 as frequent as the best single word."""
APART: Final = 0.2
"""Two forms that share this much of the rarer one's paragraphs are two people: nobody is called by two names in one breath."""


@dataclass(slots=True)
class Person:
    """Somebody who may speak."""

    number: int
    first: str = ""
    last: str = ""
    titles: set[str] = field(default_factory=set)
    forms: list[Form] = field(default_factory=list)
    gender: Gender = ""
    name: str = ""
    """As the script will spell it."""
    given: Role | None = None
    """The role of voices.yaml that this is."""

    @property
    def count(self) -> int:
        """How often any of the names occurs."""
        return sum(form.count for form in self.forms)

    @property
    def narrated(self) -> int:
        """How often the narration names them."""
        return sum(form.narrated for form in self.forms)

    @property
    def passages(self) -> set[int]:
        """Paragraphs whose narration names them."""
        return set().union(*(form.passages for form in self.forms))

    @property
    def aliases(self) -> tuple[str, ...]:
        """Every spelling, most frequent first."""
        return tuple(dict.fromkeys(form.text for form in sorted(self.forms, key=lambda form: -form.count)))


def find_people(passages: Sequence[Passage], given: Sequence[Role], said: frozenset[str]) -> list[Person]:
    """The persons of a story; those of `given` are certain and keep their names."""
    forms = find_forms(passages, count_words(passages), said)
    people = _Gathering([form for form in forms.values() if form.count]).people
    return people


def _title_gender(title: str) -> Gender:
    return "male" if title in TITLES_MALE else "female" if title in TITLES_FEMALE else ""


def is_person(form: Form) -> bool:
    """Whether the form has evidence enough of its own."""
    if form.title:
        return True
    place = form.places / form.count
    if len(form.words) == 1 and form.key[1][0] in TITLES | KIN:
        return form.tags >= 1 or form.narrated >= 3
    if form.articles * 2 > form.count:
        return form.tags >= 1 and place < 0.3
    if form.tags and place < 0.3:
        return form.tags >= 2 or form.count <= 12 or form.vocatives >= 1 or form.male + form.female >= 0.15 * form.narrated
    if form.vocatives >= 2 and place < 0.2:
        return True
    known = any(gender_of(word) for word in form.key[1][:1])
    if known and place < 0.34 and (form.count >= 2 or form.vocatives or len(form.words) > 1):
        return True
    return form.count >= 3 and form.narrated >= 3 and form.male + form.female >= 0.25 * form.narrated and place < 0.12


class _Gathering:
    """Forms joined into persons, surest first: full names, titled names, single names."""

    def __init__(self, forms: list[Form]) -> None:
        self.people: list[Person] = []
        self.genders: dict[int, Counter[str]] = {}
        by_count = sorted(forms, key=lambda form: (-form.count, form.text))
        for form in by_count:
            if len(form.words) > 1 and is_person(form):
                self._add_full(form)
        for form in by_count:
            if form.title and len(form.words) == 1:
                self._add_titled(form)
        for form in by_count:
            if not form.title and len(form.words) == 1:
                self._add_single(form)
        self.people = [person for person in self.people if self._kept(person)]
        for number, person in enumerate(self.people):
            person.number = number
            person.gender = _gender(person)
        _name_all(self.people)

    def _new(self, form: Form, first: str = "", last: str = "") -> Person:
        person = Person(len(self.people), first, last, {form.title} - {""}, [form])
        self.people.append(person)
        return person

    @staticmethod
    def _join(person: Person, form: Form) -> None:
        person.forms.append(form)
        if form.title:
            person.titles.add(form.title)

    def _add_full(self, form: Form) -> None:
        words = form.key[1]
        first, last = words[0], words[-1]
        for person in self.people:
            if person.last == last and person.first and same_first(person.first, first) and _may_be(person, form):
                self._join(person, form)
                return
        self._new(form, first, last)

    def _add_titled(self, form: Form) -> None:
        word = form.key[1][0]
        if form.title in FIRST_NAME_TITLES:
            owners = [p for p in self.people if p.first and same_first(p.first, word) and _may_be(p, form)]
            first, last = (word, "") if form.title != "lady" and form.title != "lord" else ("", word)
        else:
            owners = [p for p in self.people if p.last == word and _may_be(p, form) and not _apart(p, form)]
            first, last = "", word
        owner = _best(owners)
        if owner is not None:
            self._join(owner, form)
        else:
            self._new(form, first, last)

    def _add_single(self, form: Form) -> None:
        word = form.key[1][0]
        owner = self._owner_of_single(word, form)
        if owner is not None:
            self._join(owner, form)
        elif is_person(form):
            person = self._new(form, first=word)
            if form.articles * 2 > form.count:
                person.titles.add("the")

    def _owner_of_single(self, word: str, form: Form) -> Person | None:
        if word in TITLES:
            ranked = [p for p in self.people if word in p.titles]
            return ranked[0] if len(ranked) == 1 else None
        if word in KIN:
            return None
        by_first = [p for p in self.people if p.first == word]
        if by_first:
            return _best(by_first)
        by_last = [p for p in self.people if p.last == word]
        if by_last:
            plain = [p for p in by_last if not p.titles & {"mrs", "miss", "lady", "ms"}]
            return _best(plain or by_last)
        return self._nicknamed(word, form)

    def _nicknamed(self, word: str, form: Form) -> Person | None:
        more = [p for p in self.people if p.first and p.count > form.count and not _apart(p, form)]
        known = [p for p in more if (p.first, word) != (word, p.first) and same_first(p.first, word)]
        if known:
            return _best(known)
        stem = word
        for ending in ("ie", "y", "i", "s"):
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                stem = word[: -len(ending)]
                break
        if len(stem) < 3 or gender_of(word):
            return None
        return _best([p for p in more if p.first != word and (p.first.startswith(stem) or (form.narrated == 0 and stem in p.first))])

    def _kept(self, person: Person) -> bool:
        if len(person.forms) == 1 and person.count == 1:
            form = person.forms[0]
            return bool(form.tags or form.vocatives)
        return True


def _may_be(person: Person, form: Form) -> bool:
    """Title and gender do not speak against it."""
    theirs = {gender for gender in (_title_gender(t) for t in person.titles) if gender}
    theirs |= {gender for gender in (gender_of(person.first),) if gender}
    gender = _title_gender(form.title) or ("" if len(form.words) == 1 else gender_of(form.key[1][0]))
    if gender and theirs and gender not in theirs:
        return False
    if form.title == "mrs":
        return "mrs" in person.titles or (not person.titles and gender_of(person.first) == "female")
    return not (form.title in {"miss", "mr", "ms"} and "mrs" in person.titles)


def _apart(person: Person, form: Form) -> bool:
    if len(form.passages) < 3:
        return False
    theirs = {passage for known in person.forms if len(known.words) == 1 and not known.title for passage in known.passages}
    smaller = min(len(theirs), len(form.passages))
    return smaller >= 3 and len(theirs & form.passages) > APART * smaller


def _best(owners: Iterable[Person]) -> Person | None:
    return max(owners, key=lambda person: person.count, default=None)


def _gender(person: Person) -> Gender:
    scores = {"male": 0.0, "female": 0.0}
    for form in person.forms:
        if title := _title_gender(form.title):
            scores[title] += 8
        for word in form.key[1]:
            if word in KIN_MALE:
                scores["male"] += 5
            if word in KIN_FEMALE:
                scores["female"] += 5
        scores["male"] += form.male
        scores["female"] += form.female
    if known := gender_of(person.first):
        scores[known] += 6
    male, female = scores["male"], scores["female"]
    if max(male, female) < 2:
        return ""
    return "male" if male > 1.35 * female else "female" if female > 1.35 * male else ""


def _name_all(people: list[Person]) -> None:
    taken: set[str] = set()
    for person in sorted(people, key=lambda person: -person.count):
        ranked = sorted(person.forms, key=lambda form: -form.count * (LONGER_NAME_BONUS if len(form.words) > 1 or form.title else 1))
        for form in ranked:
            name = ("THE " if "the" in person.titles else "") + form.text.upper()
            if name not in taken:
                break
        taken.add(name)
        person.name = name


def alias_index(people: Sequence[Person]) -> dict[str, list[tuple[tuple[str, ...], int]]]:
    """First token (lower case) to the forms that begin with it, longest first, each with the person's number."""
    index: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for person in people:
        for form in person.forms:
            title, words = form.key
            tokens = ((title,) if title else ()) + words
            index.setdefault(tokens[0], []).append((tokens, person.number))
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return index


_ = Key
