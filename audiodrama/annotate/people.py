"""The cast as the text alone tells it: forms of names gathered into persons, with their gender."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from audiodrama.annotate.firstnames import gender_of, same_first
from audiodrama.annotate.forms import Form, count_words, find_forms
from audiodrama.annotate.lexicon import (
    FIRST_NAME_TITLES,
    KIN,
    KIN_FEMALE,
    KIN_MALE,
    NATIONS,
    NOT_NAMES,
    RIVAL,
    TITLES,
    TITLES_FEMALE,
    TITLES_MALE,
)
from audiodrama.annotate.petnames import SHORTEST_STEM, hides, shortened, stem
from audiodrama.annotate.reading import Passage
from audiodrama.model import Gender, Role

LONGER_NAME_BONUS: Final = 1.3
"""A name of two words is shown when it is at least 1/1.3 as frequent as the best single word."""
FULL_NAME_SHARE: Final = 0.2
"""How frequent a full name must be beside "Mr. X" to be shown instead."""
MARRIED_OR_NOT: Final = frozenset({"miss", "mrs", "lady", "madame", "mme", "mlle"})
"""Titles of a woman of which she has one."""
PEERS: Final = frozenset({"mr", "sir", "lord", "king", "count", "baron"})
"""Titles of a man of which he has one."""
APART: Final = 0.2
"""Two forms that share this much of the rarer one's paragraphs are two people: nobody is called by two names in one breath."""

FATHER_AND_SON: Final = 0.08
"""The same for "Mr. X" and a first name, where both are frequent: a son is called by his first name beside his father."""

BRIEF: Final = 400
"""Paragraphs up to which whoever the narration names in full, if only once, may speak."""
BY_TURNS: Final = 4
"""Paragraphs within which nobody is tagged by two names, …"""
OFTEN_BY_TURNS: Final = 0.3
"""… or in less than this share of the tags with the rarer one."""


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
    def called(self) -> int:
        """How often somebody calls them."""
        return sum(form.vocatives for form in self.forms)

    @property
    def passages(self) -> set[int]:
        """Paragraphs whose narration names them."""
        return set().union(*(form.passages for form in self.forms))

    @property
    def aliases(self) -> tuple[str, ...]:
        """Every spelling, most frequent first."""
        return tuple(dict.fromkeys(form.text for form in sorted(self.forms, key=lambda form: -form.count)))


def find_people(passages: Sequence[Passage], said: frozenset[str], *, eager: bool = False) -> list[Person]:
    """The persons of a story. When `eager`, even a name heard once in address is kept: it may be an I's or a nameless she's."""
    forms = find_forms(passages, count_words(passages), said)
    return _Gathering(list(forms.values()), eager=eager, brief=len(passages) <= BRIEF).people


def _title_gender(title: str) -> Gender:
    return "male" if title in TITLES_MALE else "female" if title in TITLES_FEMALE else ""


def _form_gender(form: Form) -> Gender:
    """What the form alone says: its title, the first of several words, else the pronouns after it."""
    if gender := _title_gender(form.title) or ("" if len(form.words) == 1 else gender_of(form.key[1][0])):
        return "male" if gender == "male" else "female"
    if max(form.male, form.female) >= 3:
        return "male" if form.male > 2 * form.female else "female" if form.female > 2 * form.male else ""
    return ""


def is_person(form: Form, *, eager: bool = False) -> bool:
    """Whether the form has evidence enough of its own; when `eager`, one address will do."""
    word = form.key[1][0]
    a_name = word not in TITLES | KIN | NOT_NAMES and form.places * 3 < form.count
    if a_name and (form.given or (eager and form.vocatives and not form.narrated)):
        return True
    if form.title:
        return form.title not in {"st", "saint"} or form.tags > 0
    place = form.places / form.count
    if len(form.words) == 1 and word in TITLES | KIN:
        return form.tags >= 1 or (form.narrated >= 3 and form.acts >= 1)
    if form.articles * 2 > form.count:
        return form.tags >= 1 and place < 0.3 and word not in NATIONS and (len(form.words) == 1 or form.tags + form.acts >= 2)
    if form.tags and place < 0.3:
        return form.tags >= 2 or form.count <= 12 or form.vocatives >= 1 or form.male + form.female >= 0.15 * form.narrated
    if form.vocatives >= 2 and place < 0.2:
        return True
    if (
        gender_of(word)
        and place < 0.34
        and word not in NOT_NAMES
        and (form.count >= 2 or form.vocatives or len(form.words) > 1)
    ):
        return True
    if form.acts >= 2 and not form.places and form.male + form.female:
        return True
    if form.acts and form.vocatives and not form.places and not form.articles and word not in NOT_NAMES:
        return True
    spoken_of = form.male + form.female >= 0.25 * form.narrated and form.acts >= 0.1 * form.narrated
    return form.count >= 3 and form.narrated >= 3 and spoken_of and place < 0.12


class _Gathering:
    """Forms joined into persons, surest first: full names, titled names, single names."""

    def __init__(self, forms: list[Form], *, eager: bool, brief: bool) -> None:
        self.people: list[Person] = []
        self.eager = eager
        self.brief = brief
        ranked = [form for form in sorted(forms, key=lambda form: (-form.count, form.text)) if not _is_plural(form, forms)]
        singles = [form for form in ranked if not form.title and len(form.words) == 1]
        known = {form.key[1][0] for form in singles if is_person(form, eager=eager)} | {f.key[1][-1] for f in ranked if f.title}
        for form in ranked:
            if len(form.words) > 1 and (is_person(form) or (not form.articles and known & {form.key[1][0], form.key[1][-1]})):
                self._add_full(form)
        waiting = [form for form in singles if not self._add_first(form)]
        for form in ranked:
            if form.title and len(form.words) == 1 and is_person(form):
                self._add_titled(form)
        for form in waiting:
            self._add_single(form)
        self._join_pet_names()
        self.people = [person for person in self.people if self._kept(person)]
        for number, person in enumerate(self.people):
            person.number = number
            person.gender = _gender(person)
        _name_all(self.people)

    def _new(self, form: Form, first: str = "", last: str = "") -> Person:
        person = Person(len(self.people), first, last, {form.title} - {""}, [form])
        if form.articles * 2 > form.count and not form.title:
            person.titles.add("the")
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
        if form.title == "mrs" and gender_of(first) == "male":
            self._new(form, " ".join(words), last)
            return
        for person in self.people:
            if person.last == last and person.first and _may_be(person, form):
                lofty = (person.titles | {form.title}) & FIRST_NAME_TITLES
                if person.first == first or (same_first(person.first, first) and not lofty):
                    self._join(person, form)
                    return
        self._new(form, first, last)

    def _add_first(self, form: Form) -> bool:
        """A bare first name of somebody whose full name is known."""
        word = form.key[1][0]
        owner = _best(p for p in self.people if p.first == word and "the" not in p.titles)
        if owner is not None:
            self._join(owner, form)
        return owner is not None

    def _add_titled(self, form: Form) -> None:
        word = form.key[1][0]
        if form.title in FIRST_NAME_TITLES | RIVAL:
            owners = [p for p in self.people if p.first == word and _may_be(p, form) and not _apart(p, form)]
            owners = [p for p in owners if form.title in p.titles] or [p for p in owners if form.title in KIN]
            first, last = (word, "") if form.title not in {"lady", "lord"} else ("", word)
        else:
            owners = [p for p in self.people if _is_last(word, p.last) and _may_be(p, form) and not _apart(p, form)]
            first, last = "", word
        owner = _best(owners)
        if owner is not None:
            self._join(owner, form)
        else:
            self._new(form, first, last)

    def _add_single(self, form: Form) -> None:
        owner = self._owner_of_single(form.key[1][0], form)
        if owner is not None:
            self._join(owner, form)
        elif is_person(form, eager=self.eager):
            self._new(form, first=form.key[1][0])

    def _owner_of_single(self, word: str, form: Form) -> Person | None:
        if word in TITLES | KIN:
            ranked = [p for p in self.people if word in p.titles]
            return ranked[0] if len(ranked) == 1 else None
        if by_first := [p for p in self.people if p.first == word]:
            return _best(by_first)
        if by_last := [p for p in self.people if p.last == word or (len(p.forms[0].words) > 1 and word in p.forms[0].key[1])]:
            plain = [p for p in by_last if not p.titles & {"mrs", "miss", "lady", "ms"}]
            return _best(plain or by_last)
        return self._nicknamed(word, form)

    def _nicknamed(self, word: str, form: Form) -> Person | None:
        others = [p for p in self.people if p.first and not _apart(p, form) and "the" not in p.titles]
        more = [p for p in others if p.count > form.count]
        if known := [p for p in more if p.first != word and same_first(p.first, word)]:
            return _best(known)
        if drawn := [p for p in others if word.startswith(stem(p.first)) and self._may_be_short_for(p, form)]:
            return _best(drawn)
        short_form = stem(word)
        spoken_only = form.vocatives >= 1 and form.narrated <= 0.1 * form.count
        if len(short_form) < SHORTEST_STEM:
            return None
        if gender_of(word):
            short = [p for p in more if p.first.startswith(word) and (spoken_only or not p.passages & form.passages)]
        else:
            short = [p for p in more if p.first.startswith(short_form) or (spoken_only and hides(short_form, p.first))]
        return _best(short)

    @staticmethod
    def _may_be_short_for(person: Person, form: Form) -> bool:
        """Whether somebody who goes by a short name (Xio) may have the long one (Xiomara), which is said more rarely."""
        apart = bool(person.passages & form.passages or form.places or form.articles)
        return len(stem(person.first)) >= SHORTEST_STEM and not apart and not person.last and _may_be(person, form)

    def _join_pet_names(self) -> None:
        """Who is only ever called by a short name is who has the long one in the narration: Olu is Olumide, Ellie Elodie."""
        for pet in [person for person in self.people if person.called and not person.narrated and len(person.forms) == 1]:
            form = pet.forms[0]
            fitting = [p for p in self.people if p.narrated and shortened(pet.first, p.first) and _may_be(p, form)]
            if len(fitting) == 1 and not form.title:
                self._join(fitting[0], form)
                self.people.remove(pet)

    def _kept(self, person: Person) -> bool:
        if len(person.forms) == 1 and person.count == 1:
            form = person.forms[0]
            told = self.brief and len(form.words) > 1 and form.narrated and not form.places and gender_of(person.first)
            return bool(form.tags or form.vocatives or form.given or told)
        return True


def _is_last(word: str, last: str) -> bool:
    """The surname, or its first letter: Mr. H is Mr. Haverly."""
    return last == word or (len(word) == 1 and last.startswith(word))


def _is_plural(form: Form, forms: list[Form]) -> bool:
    """A family: "the Wilcoxes", "the Miss Bertrams"."""
    word = form.key[1][-1]
    if form.articles * 2 <= form.count or not word.endswith("s"):
        return False
    names = {other.key[1][-1] for other in forms}
    return word[:-1] in names or (word.endswith("es") and word[:-2] in names)


def _may_be(person: Person, form: Form) -> bool:
    """Title and gender do not speak against it."""
    theirs: set[str] = {gender for gender in (_title_gender(t) for t in person.titles) if gender}
    theirs |= {gender for gender in (gender_of(person.first),) if gender}
    gender = _form_gender(form)
    if gender and theirs and gender not in theirs:
        return False
    if form.title == "mrs":
        return "mrs" in person.titles and " " not in person.first
    if form.title in TITLES - TITLES_MALE - TITLES_FEMALE and person.titles & MARRIED_OR_NOT and gender != "female":
        return False
    if form.title in RIVAL and person.titles & (RIVAL - {form.title}):
        return False
    if form.title in PEERS and person.titles & (PEERS - {form.title}):
        return False
    return not (form.title in MARRIED_OR_NOT and person.titles & (MARRIED_OR_NOT - {form.title, "ms"}))


def _apart(person: Person, form: Form) -> bool:
    """Whether the narration names both in the same paragraphs too often for one person."""
    theirs = {passage for known in person.forms if len(known.words) == 1 and not known.title for passage in known.passages}
    smaller = min(len(theirs), len(form.passages))
    if form.title in {"miss", "ms"}:
        return False
    if form.title and _by_turns(person, form):
        return True
    shared = len(theirs & form.passages)
    return smaller >= 3 and (
        shared > APART * smaller or (form.title == "mr" and smaller >= 10 and shared > FATHER_AND_SON * smaller)
    )


def _by_turns(person: Person, form: Form) -> bool:
    """Whether tags with both names stand so near each other that two people talk: "said Mr. Osei … said Kwame"."""
    theirs = {place for known in person.forms if len(known.words) == 1 and not known.title for place in known.spoke}
    beside = sum(any(abs(place - other) <= BY_TURNS for other in theirs) for place in form.spoke)
    return beside > OFTEN_BY_TURNS * min(len(theirs), len(form.spoke))


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
        scores[known] += 6 + 0.5 * (scores["male"] + scores["female"])
    male, female = scores["male"], scores["female"]
    if max(male, female) < 2 and min(male, female) > 0:
        return ""
    return "male" if male > 1.35 * female else "female" if female > 1.35 * male else ""


def _name_all(people: list[Person]) -> None:
    """The name each is shown by, no two alike."""
    taken: set[str] = set()
    for person in sorted(people, key=lambda person: -person.count):
        names = [("THE " if "the" in person.titles else "") + form.text.upper() for form in _by_display(person.forms)]
        person.name = next((name for name in names if name not in taken), names[0])
        taken.add(person.name)


def _by_display(forms: Sequence[Form]) -> list[Form]:
    """The most frequent first, above all in the narration; but a full name before "Mr. X", which father and son may share."""
    ranked = sorted(
        forms,
        key=lambda form: -(form.count + 2 * form.narrated) * (LONGER_NAME_BONUS if len(form.words) > 1 or form.title else 1),
    )
    if ranked[0].title and len(ranked[0].words) == 1:
        full = [form for form in ranked if len(form.words) > 1 and form.count >= FULL_NAME_SHARE * ranked[0].count]
        return full[:1] + ranked
    return ranked


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
