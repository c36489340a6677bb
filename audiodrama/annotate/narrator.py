"""The character behind the "I" of a story told in the first person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from audiodrama.annotate.lexicon import KIN, TITLES
from audiodrama.annotate.people import Person
from audiodrama.annotate.reading import Passage
from audiodrama.model import NARRATOR

FIRST_PERSON: Final = 0.004
"""Share of "I" among the words of the narration above which a story is told in the first person."""
FEWEST: Final = 3
"""Times that it must be said at all, and in two paragraphs: a thought may hold an I in any story."""
MOSTLY_SPOKEN: Final = 0.15
"""The narrator's name stands in speech; the narration holds at most this share of it."""


def told_in_first_person(passages: Sequence[Passage]) -> bool:
    """Whether the narration says I."""
    words = own = 0
    places: set[int] = set()
    for passage in passages:
        for token in passage.tokens:
            if token.word and token.quote < 0:
                words += 1
                if token.text == "I":
                    own += 1
                    places.add(passage.index)
    return own > FIRST_PERSON * words and own >= FEWEST and len(places) > 1


def find_narrator(people: list[Person]) -> int:
    """The person others address but the narration never names; a nameless one called NARRATOR is added where nobody fits.

    A listener expects the I of a story to have the narrator's voice, so a nameless one speaks as NARRATOR; one with a name
    gets a role of his own, which voices.yaml may give the narrator's voice.
    """
    fitting = [person for person in people if _may_narrate(person)]
    best = max(fitting, key=lambda person: (_called(person), person.count), default=None)
    if best is not None:
        return best.number
    people.append(Person(len(people), name=NARRATOR))
    return people[-1].number


def _called(person: Person) -> int:
    return sum(form.vocatives for form in person.forms)


def _may_narrate(person: Person) -> bool:
    named = any(word not in TITLES | KIN for form in person.forms for word in form.key[1])
    tagged = sum(form.tags for form in person.forms)
    return named and _called(person) > 0 and not tagged and person.narrated <= MOSTLY_SPOKEN * person.count
