"""Speakers without a name: "the waitress" becomes a role of her own, unless she is somebody whose name the story tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from audiodrama.annotate.coreference import is_nobody_of, merge_epithets
from audiodrama.annotate.forms import is_vocative
from audiodrama.annotate.given import spoken_aliases
from audiodrama.annotate.kin import find_parents, find_titled, same_relation
from audiodrama.annotate.lexicon import KIN, MOVED, NEW, TITLES_EITHER, VAGUE, words
from audiodrama.annotate.mentions import Mention, Subject, opens_clause, role_name
from audiodrama.annotate.people import Person
from audiodrama.annotate.strangers import SHORT, tell_strangers
from audiodrama.annotate.tokens import Token
from audiodrama.annotate.utterances import NOBODY, Scanned, Utterance
from audiodrama.annotate.writers import find_writer, new_writer, plain

OFFICES: Final = (TITLES_EITHER - KIN - words("saint st private mx dr prof rev capt col gen lt sgt")) | words(
    "king queen prince princess duke duchess baron baroness count countess emperor empress abbot abbess earl friar marquis"
)
"""Titles that also stand alone for their holder: "the captain", but not "the lady"."""
_TITLE_NOUNS: Final = {"doctor": {"dr", "doctor"}, "professor": {"prof", "professor"}, "priest": {"father"}, "nun": {"sister"}}
COMMON_ADJECTIVES: Final = words("old young little poor good dear other elder younger same big great said own very tall")
"""They do not tell one man from another: "the old man" is mostly somebody with a name."""
OFTEN: Final = 3
"""Tagged utterances of "the boy" before he is asked whether he is somebody known."""
_PLAIN: Final = words("the this that")
_LISTED: Final = words("and or then the a an")
"""Words behind a comma that go on with a list: no apposition ended there."""
_NAMING: Final = frozenset(
    tuple(phrase.split())
    for phrase in ("named", "called", "was called", "was named", "is called", "whose name was", "whose name is")
)
"""What stands between a noun and its name …"""
LONGEST_NAMING: Final = 4
"""… with its commas, in tokens."""
_SELF: Final = frozenset({"ME", "I", "MYSELF"})


class Roles:
    """Which person a nominal means; new persons are added to `people` for those that mean nobody known."""

    def __init__(
        self, scanned: Sequence[Scanned], utterances: Sequence[Utterance], people: list[Person], narrator: int
    ) -> None:
        self.people = people
        self.narrator = narrator
        self.known = epithets(scanned, people)
        self.own: dict[str, int] = {alias: person.number for person in people for alias in spoken_aliases(person)}
        if len(utterances) <= SHORT:
            kin = find_titled(people) | find_parents(utterances, people)
            kin = {word: owner for word, owner in kin.items() if word not in self.own}
            tell_strangers(scanned, utterances, people, narrator, {*self.known, *self.own}, kin)
            self.own |= kin
        for utterance in utterances:
            tag = utterance.tag
            if tag and tag.strength == 2 and tag.subject.kind == "nominal":
                self._admit(tag.subject)
        self._admit_introduced(scanned)
        merge_epithets(self.own, utterances, scanned, people)
        self._admit_vague(utterances)
        self._admit_writers(utterances)
        for passage in scanned:
            self._mention_in(passage)

    def of(self, subject: Subject) -> int | None:
        """The person that the nominal certainly means, or None where context must say."""
        if subject.owners:
            return subject.owners[0]
        return self.own.get(subject.phrase.lower(), self.known.get(subject.word, self.own.get(subject.word)))

    def call(self, utterances: Sequence[Utterance]) -> None:
        """Who is called by what he is ("Yes, Captain", "Yes, Miss") is called as surely as by a name."""
        bearers = [person.number for person in self.people if "miss" in person.titles]
        misses = dict.fromkeys(["Miss"], bearers[0]) if len(bearers) == 1 else {}
        for utterance in utterances:
            tokens = utterance.scanned.passage.tokens
            for at in range(utterance.first, utterance.last):
                owner = self.known.get(tokens[at].low, self.own.get(tokens[at].low, misses.get(tokens[at].text)))
                if owner is not None and tokens[at].quote in utterance.quotes and is_vocative(tokens, at, at + 1):
                    utterance.vocatives.add(owner)

    def writer(self, utterance: Utterance) -> int | None:
        """The person that a message's label names; to somebody else writes the I of the story, if there is one."""
        if utterance.label:
            return self.own[f"{utterance.label}:"]
        return self.narrator if utterance.to and self.narrator != NOBODY else None

    def reader(self, utterance: Utterance) -> int:
        """Whom a message is headed to."""
        return self.own[f"{utterance.to}:"]

    def _admit_writers(self, utterances: Sequence[Utterance]) -> None:
        """Whoever writes a message, or is written to, is somebody: a person of that name, or a role that is called so."""
        for utterance in utterances:
            label = utterance.label or utterance.to
            if label and f"{label}:" not in self.own:
                self.own[f"{label}:"] = self._named(label)
            if utterance.to:
                utterance.vocatives.add(self.reader(utterance))

    def _named(self, label: str) -> int:
        if label.upper() in _SELF and self.narrator != NOBODY:
            return self.narrator
        found = find_writer(label, self.people)
        if found is None:
            own = self.own | self.known
            found = next((own[word] for word in same_relation(plain(label)) if word in own), None)
        if found is None:
            found = len(self.people)
            self.people.append(new_writer(label, found))
        return found

    def _admit(self, subject: Subject) -> None:
        if subject.word in self.known or subject.phrase.lower() in self.own:
            return
        if subject.owners:
            self.own.setdefault(subject.word, subject.owners[0])
            return
        adjectives = {word for word in subject.phrase.lower().split() if word != subject.word} - COMMON_ADJECTIVES
        described = bool(adjectives) and subject.determiner in _PLAIN | NEW
        if subject.word in VAGUE and not (described or subject.determiner in NEW):
            return
        phrase = subject.phrase
        if subject.word not in VAGUE and subject.word in self.own and not _told_apart(phrase):
            return
        number = len(self.people)
        self.people.append(Person(number, gender=subject.gender, name=role_name(phrase)))
        self.own[phrase.lower()] = number
        if subject.word not in VAGUE:
            self.own.setdefault(subject.word, number)

    def _admit_vague(self, utterances: Sequence[Utterance]) -> None:
        """Make a role of the boy who answers everybody that he could be; mostly "the boy" is somebody with a name."""
        spoken: dict[str, list[int]] = {}
        subjects: dict[str, Subject] = {}
        for number, utterance in enumerate(utterances):
            subject = utterance.tag.subject if utterance.tag and utterance.tag.strength == 2 else None
            if subject and subject.kind == "nominal" and subject.determiner == "the" and self.of(subject) is None:
                spoken.setdefault(subject.phrase.lower(), []).append(number)
                subjects[subject.phrase.lower()] = subject
        named = [person for person in self.people if person.forms]
        for phrase, numbers in spoken.items():
            if len(numbers) >= OFTEN and is_nobody_of(named, subjects[phrase].gender, numbers, utterances):
                self.own[phrase] = len(self.people)
                self.people.append(Person(self.own[phrase], gender=subjects[phrase].gender, name=role_name(phrase)))

    def introduced(self, scanned: Scanned, subject: Subject) -> int | None:
        """The role of "a waitress" who comes in here as the subject of a verb of motion, or None."""
        if subject.kind != "nominal" or subject.determiner not in NEW or not _acts(scanned, subject):
            return None
        return self.of(subject)

    def _admit_introduced(self, scanned: Sequence[Scanned]) -> None:
        """A stranger who comes in right before a quote is a role too, if it is not somebody known by name."""
        for number, passage in enumerate(scanned):
            following = scanned[number + 1].passage.quotes if number + 1 < len(scanned) else []
            if passage.passage.quotes or following:
                for subject in passage.subjects:
                    if subject.kind == "nominal" and subject.determiner in NEW and _acts(passage, subject):
                        self._admit(subject)

    def _mention_in(self, passage: Scanned) -> None:
        """Nominals that mean somebody count as mentions like names."""
        for subject in passage.subjects:
            if subject.kind == "nominal" and (owner := self.of(subject)) is not None:
                acts = opens_clause(passage.passage.tokens, subject.begin)
                passage.mentions.append(Mention(subject.begin, subject.end, (owner,), -1, acts=acts))
        passage.mentions.sort(key=lambda mention: mention.begin)


def _acts(scanned: Scanned, subject: Subject) -> bool:
    tokens = scanned.passage.tokens
    after = tokens[subject.end] if subject.end < len(tokens) else None
    before = tokens[subject.begin - 1] if subject.begin else None
    opens = before is None or not before.word or before.low in {"when", "and", "then", "as", "that", "where"}
    return after is not None and after.quote < 0 and after.low in MOVED and opens


def _told_apart(phrase: str) -> bool:
    words = phrase.lower().split()[:-1]
    return bool(words) and words[0] in {
        "other",
        "second",
        "first",
        "third",
        "another",
        "younger",
        "elder",
        "older",
        "taller",
        "shorter",
    }


def epithets(scanned: Sequence[Scanned], people: Sequence[Person]) -> dict[str, int]:
    """Nouns that stand for a named person: the only one with that title, or one of whom the story says that he is it."""
    found: dict[str, int] = {}
    for noun in OFFICES | set(_TITLE_NOUNS):
        holders = [p for p in people if p.titles & _TITLE_NOUNS.get(noun, {noun})]
        if len(holders) == 1 and holders[0].narrated >= 2:
            found[noun] = holders[0].number
    said: dict[str, Counter[int]] = {}
    for passage in scanned:
        for mention, subject in _pairs(passage):
            if subject.word not in VAGUE:
                said.setdefault(subject.word, Counter())[mention.owners[0]] += 1
    for noun, owners in said.items():
        if len(owners) == 1:
            found.setdefault(noun, next(iter(owners)))
    return found


def _pairs(passage: Scanned) -> list[tuple[Mention, Subject]]:
    """Apposition ("Ravi, the copywriter,"), predication ("Ravi is the copywriter"), naming ("the copywriter named Ravi")."""
    nominals = [subject for subject in passage.subjects if subject.kind == "nominal"]
    beginning = {subject.begin: subject for subject in nominals}
    tokens = passage.passage.tokens
    pairs = []
    for mention in passage.mentions:
        if mention.quote >= 0 or mention.possessive or len(mention.owners) > 1:
            continue
        subject = beginning.get(mention.end + 1)
        if subject and subject.determiner == "the" and _links(tokens, mention.end, subject):
            pairs.append((mention, subject))
        pairs += [(mention, subject) for subject in nominals if _names(tokens, subject, mention)]
    return pairs


def _names(tokens: Sequence[Token], subject: Subject, mention: Mention) -> bool:
    """Whether the name follows as that of the noun: "the cook Ada", "the cook, Ada,", "a cook named Ada".

    Not so in a list: "the General, De Vries, Pauline …", "the cook, Ada, Ben …".
    """
    if not 0 <= mention.begin - subject.end <= LONGEST_NAMING:
        return False
    between = tokens[subject.end : mention.begin]
    if subject.determiner == "the" and all(token.text == "," for token in between):
        behind = tokens[mention.end + 1 : mention.end + 2]
        listed = tokens[subject.end - 1].capital or any(token.capital for token in behind if tokens[mention.end].text == ",")
        return not between or (_closes(tokens, mention.end) and not listed)
    return tuple(token.low for token in between if token.word) in _NAMING


def _links(tokens: Sequence[Token], at: int, subject: Subject) -> bool:
    if tokens[at].low in {"is", "was"}:
        return True
    return tokens[at].text == "," and _closes(tokens, subject.end)


def _closes(tokens: Sequence[Token], at: int) -> bool:
    """Whether an apposition ends at a token, and no list goes on."""
    listed = at + 1 < len(tokens) and tokens[at + 1].low in _LISTED
    return at < len(tokens) and tokens[at].text in {",", "."} and not listed
