"""Whom "Mum", "Dad" and "Grandma" mean, where a short story has somebody called so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from audiodrama.annotate.forms import is_vocative
from audiodrama.annotate.lexicon import KIN_FEMALE, words
from audiodrama.annotate.people import Person
from audiodrama.annotate.utterances import Utterance, gap
from audiodrama.model import Gender

PARENTS: Final = (
    words("mother mum mom mam mummy mommy mamma mama ma"),
    words("father dad daddy papa pa pop pops"),
    words("grandmother grandma gran granny nan nana nanna"),
    words("grandfather grandpa grandad granddad gramps"),
)
"""Words for one and the same relation."""
TITLED: Final = (words("aunt auntie aunty"), words("uncle"))
"""Words for a relation that is said before a name too."""
AT_HAND: Final = 3
"""Paragraphs within which who is called so answers."""


def find_parents(utterances: Sequence[Utterance], people: list[Person]) -> dict[str, int]:
    """Words for a parent to the person they mean; one who is only ever called so is added to `people`.

    That is the person whose name is such a word, else the one with a name who most often speaks beside the call, else the Mrs.
    or Mr. of the family.
    """
    found: dict[str, int] = {}
    for group in PARENTS:
        gender: Gender = "female" if group & KIN_FEMALE else "male"
        named = [person.number for person in people if any(form.key[1] and form.key[1][-1] in group for form in person.forms)]
        calls = list(_calls(utterances, group))
        if len(named) == 1:
            found |= dict.fromkeys(group, named[0])
        elif not named:
            answers = Counter(owner for number, _ in calls for owner in _beside(utterances, number, people, gender))
            owner = answers.most_common(1)[0][0] if answers else _married(people, gender, grand=group in PARENTS[2:])
            if calls and owner is None:
                owner = _new(people, calls[0][1], gender)
            if owner is not None:
                found |= dict.fromkeys(group, owner)
    return found


def _married(people: Sequence[Person], gender: Gender, *, grand: bool) -> int | None:
    """The only Mr. or Mrs. who shares a surname with somebody who is neither."""
    title = "mrs" if gender == "female" else "mr"
    young = {person.last for person in people if not person.titles & {"mr", "mrs"} and person.last}
    found = [person.number for person in people if title in person.titles and person.last in young]
    return found[0] if len(found) == 1 and not grand else None


def find_titled(people: Sequence[Person]) -> dict[str, int]:
    """Words for an aunt or uncle to the only one the story has: "her aunt" is Aunt Rosalba."""
    found: dict[str, int] = {}
    for group in TITLED:
        bearers = [person.number for person in people if person.titles & group]
        if len(bearers) == 1:
            found |= dict.fromkeys(group, bearers[0])
    return found


def same_relation(word: str) -> list[str]:
    """The word, and the others for the same parent."""
    return [word, *(other for group in PARENTS if word in group for other in sorted(group))]


def _calls(utterances: Sequence[Utterance], group: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Numbers of the utterances that call somebody by a word of the group, with the word."""
    for number, utterance in enumerate(utterances):
        tokens = utterance.scanned.passage.tokens
        for at in range(utterance.first, utterance.last):
            called = tokens[at].low in group and tokens[at].quote in utterance.quotes
            if called and is_vocative(tokens, at, at + 1):
                yield number, tokens[at].low


def _beside(utterances: Sequence[Utterance], number: int, people: Sequence[Person], gender: Gender) -> Iterator[int]:
    """Who is said to speak right before or after, if he may be meant."""
    caller = _speaker(utterances[number])
    for near in (number - 1, number + 1):
        if gap(utterances, min(near, number), max(near, number)) <= AT_HAND:
            speaker = _speaker(utterances[near])
            if speaker is not None and speaker != caller and people[speaker].gender == gender:
                yield speaker


def _speaker(utterance: Utterance) -> int | None:
    tag = utterance.tag
    told = tag is not None and tag.strength == 2 and tag.subject.kind == "name" and len(tag.subject.owners) == 1
    return tag.subject.owners[0] if tag and told else None


def _new(people: list[Person], word: str, gender: Gender) -> int:
    people.append(Person(len(people), gender=gender, name=word.upper()))
    return people[-1].number
