"""People of a short story who go by a noun: "a boy on the bench … the boy said", "said the old man", "his mother laughed".

In a novel "the man" is nearly always somebody with a name. In a short story he often is nobody else. So the nouns are read in
order: "a boy" is somebody new, "the boy" the last one who fits, "the other boy" one before him. A noun that nobody introduced
("said the driver") may also mean a person with a name who is about, and then both stand as its owners. A vague one ("the man")
means only that person, unless noun and name stand in one sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import chain, count
from typing import Final

from audiodrama.annotate.compared import find_compared
from audiodrama.annotate.introductions import Introduction, find_introductions
from audiodrama.annotate.kin import PARENTS
from audiodrama.annotate.lexicon import (
    HEARD,
    KIN,
    NEW,
    NOUNS,
    SPEECHLESS,
    VAGUE,
    VOICES,
    YOUNG,
    words,
)
from audiodrama.annotate.mentions import Subject, role_name
from audiodrama.annotate.people import Person
from audiodrama.annotate.revealed import is_oblique, seen_after
from audiodrama.annotate.sentences import acts, contrary, stand_apart, tells_what_somebody_is, told_gender, words_beside
from audiodrama.annotate.utterances import NOBODY, Scanned, Utterance
from audiodrama.annotate.within import Within
from audiodrama.model import Gender

SHORT: Final = 250
"""Utterances up to which a story is short."""
ABOUT: Final = 8
"""Paragraphs before a noun in which a person is named who may be meant."""
REMEMBERED: Final = 12
"""Paragraphs after which somebody mentioned once is forgotten in another scene."""
UNTIL_NAMED: Final = 30
"""Paragraphs of a scene after which somebody mentioned once is forgotten, and a name that is given is somebody else's."""
_PLAIN: Final = frozenset({"the", "this", "that"})
_TELL_NOTHING: Final = words("with in at on from by behind a an the his her poor good dear same said own very")
_GENERIC: Final = words("man woman boy girl gentleman lady kid guy fellow lad lass child stranger bloke chap youth")
"""Nouns that mean whoever was called by another noun of that gender."""
_WHICH: Final = words("other former latter elder younger old young")
"""Nouns that only say which of those about."""


@dataclass(slots=True)
class Stranger:
    """Somebody whom nouns mean."""

    person: int
    head: str
    described: frozenset[str]
    beside: frozenset[str]
    """Words of the sentence that first tells of him."""
    gender: Gender
    place: int
    subjects: list[Subject] = field(default_factory=list)
    places: list[int] = field(default_factory=list)


def tell_strangers(
    scanned: Sequence[Scanned],
    utterances: Sequence[Utterance],
    people: list[Person],
    narrator: int,
    known: AbstractSet[str],
    kin: Mapping[str, int],
) -> None:
    """Give the nominals of a short story their owners; who goes by a noun alone is added to `people`.

    Nouns that are `known` to mean somebody with a name are left alone; `kin` holds whom "Mum", "her aunt" and their like mean.
    """
    reader = _Reader(scanned, utterances, people, narrator, kin)
    for passage in scanned:
        for subject in passage.subjects:
            if subject.kind == "nominal" and known.isdisjoint({subject.word, subject.phrase.lower()}):
                subject.owners = reader.owners(passage, subject)
    reader.recognise()
    for found in find_introductions(scanned):
        reader.introduce(found)
    reader.name()


class _Reader:
    """Remembers who was mentioned, as a listener would."""

    def __init__(
        self,
        scanned: Sequence[Scanned],
        utterances: Sequence[Utterance],
        people: list[Person],
        narrator: int,
        kin: Mapping[str, int],
    ) -> None:
        self.scanned = scanned
        self.people = people
        self.named = [person for person in people if person.forms and person.number != narrator]
        self.narrator = narrator
        self.met: list[Stranger] = []
        self.kin = kin
        self._known_apart: dict[tuple[str, int], bool] = {}
        self._within = Within(scanned)
        self._compared = find_compared(scanned)
        self._spoken: set[str] = set()
        """Nouns of strangers who have spoken."""
        tags = [(u.place, u.tag.subject) for u in utterances if u.tag and u.tag.strength == 2]
        self.tagged = {(place, subject.begin) for place, subject in tags}
        self.speaking = {subject.word for _, subject in tags if subject.kind == "nominal"}

    def owners(self, passage: Scanned, subject: Subject) -> tuple[int, ...]:
        """Whom a nominal may mean, the likeliest first; nobody where context must say."""
        if not self._is_somebody(subject):
            return ()
        if subject.determiner in NEW:
            if tells_what_somebody_is(passage.passage.tokens, subject):
                return ()
            if (voice := self._just_heard(passage, subject)) is not None:
                return (self._remember(passage, subject, voice).person,)
            return (self._meet(passage, subject).person,)
        if (apposed := self._apposed(passage, subject)) is not None:
            return (apposed,)
        if subject.determiner == "the" and (one := self._one_of_two(subject)) is not None:
            return (one,)
        if subject.word in self.kin:
            return (self.kin[subject.word],)
        if (behind := self._behind(passage, subject)) is not None:
            return (behind,)
        if (met := self._met_before(passage, subject)) is not None:
            nearer = self._nearer(met, passage, subject)
            self._see(met, passage, subject)
            return (met.person, *nearer)
        return self._unheard_of(passage, subject)

    def _is_somebody(self, subject: Subject) -> bool:
        return (subject.word in self.speaking and subject.word not in _WHICH) or (
            subject.word in NOUNS and subject.word not in SPEECHLESS
        )

    def _apposed(self, passage: Scanned, subject: Subject) -> int | None:
        """The person of "my brother Marcus", who is "my brother" from now on."""
        if subject.determiner in _PLAIN:
            return None
        name = next((m for m in passage.mentions if m.begin == subject.end and m.quote < 0 and len(m.owners) == 1), None)
        if name is None:
            return None
        met = self._remember(passage, subject, name.owners[0])
        return met.person

    def _one_of_two(self, subject: Subject) -> int | None:
        """The person of "the taller sister"."""
        return next((self._compared[word] for word in subject.phrase.lower().split() if word in self._compared), None)

    def _behind(self, passage: Scanned, subject: Subject) -> int | None:
        """Who speaks out of a thing that never spoke itself: "the closet" is Mr. Hall, who "was in the supply closet"."""
        if subject.word in NOUNS | VOICES | self._spoken or subject.determiner not in _PLAIN:
            return None
        return self._within.last(subject.word, passage.passage.index)

    def _just_heard(self, passage: Scanned, subject: Subject) -> int | None:
        """The voice that "an old man" who comes in right after it belongs to."""
        last = self.met[-1] if self.met else None
        heard = last is not None and last.head in HEARD and passage.passage.index - last.place <= 1
        seen = subject.word in NOUNS and not is_oblique(passage.passage.tokens, subject)
        return last.person if last and heard and seen and not contrary(last.gender, subject.gender) else None

    def _met_before(self, passage: Scanned, subject: Subject) -> Stranger | None:
        marks = _described(subject)
        alike = [met for met in self.met if _goes_by(met, subject.word) and self._remembers(met, passage, subject)]
        alike.sort(key=lambda met: (not marks & met.described, not marks & met.beside, -met.place, -met.person))
        if "other" in marks:
            return next((met for met in alike[1:] if "other" not in met.described), None) or next(
                (met for met in alike if "other" in met.described), None
            )
        fitting = [met for met in alike if not marks or not met.described or marks & met.described]
        if fitting:
            return fitting[0]
        if subject.word in _GENERIC and subject.determiner in _PLAIN and not marks and not self._may_be_meant(passage, subject):
            return self._of_that_kind(passage, subject)
        return None

    def _of_that_kind(self, passage: Scanned, subject: Subject) -> Stranger | None:
        """Whom "the man" means after "a waiter"."""
        near = [
            met
            for met in self.met
            if self._is_about(met, passage)
            and not contrary(met.gender, subject.gender)
            and (met.head in YOUNG) == (subject.word in YOUNG)
        ]
        return max(near, key=lambda met: met.place, default=None)

    def _remembers(self, met: Stranger, passage: Scanned, subject: Subject) -> bool:
        if met.head not in VAGUE or subject.determiner not in _PLAIN:
            return True
        same = self.scanned[met.place].passage.scene == passage.passage.scene
        return len(met.places) > 1 or passage.passage.index - met.place <= (UNTIL_NAMED if same else REMEMBERED)

    def _is_about(self, met: Stranger, passage: Scanned) -> bool:
        same = self.scanned[met.place].passage.scene == passage.passage.scene
        return same and passage.passage.index - met.place <= ABOUT

    def _unheard_of(self, passage: Scanned, subject: Subject) -> tuple[int, ...]:
        """Somebody nobody introduced: "said the driver", "his mother laughed", "the man in the suit sat down"."""
        tokens = passage.passage.tokens
        speaks = (passage.passage.index, subject.begin) in self.tagged
        if not (speaks or _described(subject) or acts(tokens, subject)):
            return ()
        meant = self._may_be_meant(passage, subject)
        if subject.determiner == "my":
            meant = []
        if meant and not speaks and not _described(subject) and not self._is_told(subject):
            return ()
        return (self._meet(passage, subject).person, *meant)

    @staticmethod
    def _is_told(subject: Subject) -> bool:
        """Whether the noun says what somebody is: "the driver", not "the man" or "her sister"."""
        return subject.word not in VAGUE and subject.determiner in _PLAIN

    def _nearer(self, met: Stranger, passage: Scanned, subject: Subject) -> list[int]:
        """Who else a vague noun may mean: those with a name who were named since the stranger was seen."""
        if subject.word not in VAGUE or _described(subject) or met.person in {person.number for person in self.named}:
            return []
        since = self.scanned[met.place + 1 : passage.passage.index + 1]
        meant = set(self._may_be_meant(passage, subject))
        return [person.number for person in self.named if person.number in meant and any(_tells_of(s, person) for s in since)]

    def _may_be_meant(self, passage: Scanned, subject: Subject) -> list[int]:
        about = [person for person in self.named if _may_mean(self.scanned, passage, subject, person)]
        whose = subject.word in KIN and subject.determiner not in _PLAIN
        return [person.number for person in about if whose or not self._apart(subject.word, person)]

    def _apart(self, noun: str, person: Person) -> bool:
        """Whether the story tells somewhere that the noun is not the person."""
        key = noun, person.number
        if key not in self._known_apart:
            self._known_apart[key] = any(stand_apart(passage, noun, person) for passage in self.scanned)
        return self._known_apart[key]

    def _meet(self, passage: Scanned, subject: Subject) -> Stranger:
        gender = subject.gender or told_gender(passage, subject)
        person = Person(len(self.people), gender=gender)
        self.people.append(person)
        return self._remember(passage, subject, person.number)

    def _remember(self, passage: Scanned, subject: Subject, person: int) -> Stranger:
        gender = self.people[person].gender = self.people[person].gender or subject.gender
        beside = words_beside(passage.passage.tokens, subject)
        met = Stranger(person, subject.word, _described(subject), beside, gender, passage.passage.index)
        self.met.append(met)
        self._see(met, passage, subject)
        return met

    def _see(self, met: Stranger, passage: Scanned, subject: Subject) -> None:
        met.place = passage.passage.index
        met.places.append(met.place)
        met.subjects.append(subject)
        if (met.place, subject.begin) in self.tagged:
            self._spoken.add(met.head)
        if not met.gender:
            met.gender = told_gender(passage, subject)
            self.people[met.person].gender = met.gender

    def recognise(self) -> None:
        """A voice is that of who is seen right after it is heard."""
        for met in self.met:
            alone = not any(other.person == met.person for other in self.met if other is not met)
            if met.head in HEARD and met.subjects[0].determiner in NEW and alone:
                seen = seen_after(self.scanned, met.places[0], met.subjects[0], self.tagged)
                if seen != NOBODY:
                    self._reveal(met.person, self.people[seen])

    def introduce(self, found: Introduction) -> None:
        """Who gives a name that was not told before is the stranger last seen, one without a trade ("a boy") above all."""
        person = self.people[found.person]
        if found.person == self.narrator or any(_tells_of(other, person) for other in self.scanned[: found.passage]):
            return
        near = [
            (max(place for place in met.places if place <= found.passage), met)
            for met in self.met
            if not self.people[met.person].forms and not contrary(met.gender, person.gender) and met.places[0] <= found.passage
        ]
        nouns = (s for s in self.scanned[found.passage].subjects if s.kind == "nominal")
        tagged = {s.owners for s in nouns if (found.passage, s.begin) in self.tagged}
        near = [(place, met) for place, met in near if not tagged or any(met.person in owners for owners in tagged)]
        place, met = max(near, key=lambda seen: (seen[1].head in VAGUE, seen[0]), default=(-UNTIL_NAMED - 1, None))
        if met is not None and found.passage - place <= UNTIL_NAMED:
            self._reveal(met.person, person)

    def _reveal(self, stranger: int, person: Person) -> None:
        """The stranger is the person from the first on; what is left of him has the name too."""
        for met in self.met:
            if met.person == stranger:
                met.person = person.number
                for subject in met.subjects:
                    subject.owners = tuple(person.number if owner == stranger else owner for owner in subject.owners)
        self.people[stranger].name = person.name
        person.gender = person.gender or self.people[stranger].gender

    def name(self) -> None:
        """Spell those who have no name, no two alike."""
        taken = {person.name for person in self.people}
        for met in sorted(self.met, key=lambda met: met.head in HEARD):
            person = self.people[met.person]
            if not person.name:
                person.name = next(name for name in _names(met) if name not in taken)
                taken.add(person.name)


def _names(met: Stranger) -> Iterator[str]:
    first = role_name(met.subjects[0].phrase)
    tries = [first, first.replace("THE ", "THE OTHER ", 1)]
    return chain(tries, (f"{role_name(met.head)} {number}" for number in count(3)))


def _described(subject: Subject) -> frozenset[str]:
    """What tells this one from others of the noun."""
    return frozenset(subject.phrase.lower().split()) - _TELL_NOTHING - {subject.word}


def _same_noun(one: str, other: str) -> bool:
    return one == other or any(one in kin and other in kin for kin in PARENTS)


def _goes_by(met: Stranger, noun: str) -> bool:
    """By his own noun or one that describes him: "the suit" is "the man in the suit"."""
    return _same_noun(met.head, noun) or noun in met.described


def _may_mean(scanned: Sequence[Scanned], passage: Scanned, subject: Subject, person: Person) -> bool:
    if contrary(person.gender, subject.gender):
        return False
    at = passage.passage.index
    near = [other for other in scanned[max(0, at - ABOUT) : at + 1] if other.passage.scene == passage.passage.scene]
    return any(_tells_of(other, person) for other in near)


def _tells_of(passage: Scanned, person: Person) -> bool:
    return any(mention.quote < 0 and person.number in mention.owners for mention in passage.mentions)
