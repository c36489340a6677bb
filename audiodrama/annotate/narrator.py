"""The character behind the "I" of a story told in the first person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from audiodrama.annotate.introductions import Introduction, find_introductions
from audiodrama.annotate.lexicon import DETERMINERS, KIN, SAID, TITLES
from audiodrama.annotate.people import Person
from audiodrama.annotate.reading import Passage
from audiodrama.annotate.tokens import Token
from audiodrama.annotate.utterances import Scanned
from audiodrama.model import NARRATOR

FIRST_PERSON: Final = 0.004
"""Share of "I" among the words of the narration above which a story is told in the first person."""
FEWEST: Final = 3
"""Times that it must be said at all, and in two paragraphs: a thought may hold an I in any story."""
NEXT: Final = 2
"""Paragraphs within which somebody who is called by name answers."""
MY_NAME: Final = 5
"""Answers that it is worth when the I tells that this was his name."""
PHONES: Final = frozenset({"phone", "telephone", "receiver", "handset", "mobile", "cell"})
OFTEN_CALLED: Final = 3
"""Times that a name must be called where the I is not seen to answer to it; a wrong name would cost all the lines of an I."""
MOSTLY_SPOKEN: Final = 0.2
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


def find_narrator(people: list[Person], scanned: Sequence[Scanned]) -> int:
    """The person others address but the narration never names; a nameless one called NARRATOR is added where nobody fits.

    Who says "I'm Ada" with "I said" beside it is the I. Who gives a name when asked for it may be; whom the I addresses is not.
    A listener expects the I of a story to have the narrator's voice, so a nameless one speaks as NARRATOR; one with a name gets
    a role of his own, which voices.yaml may give the narrator's voice.
    """
    addressed = addressed_by_narrator(scanned)
    introductions = list(find_introductions(scanned))
    introduced = {found.person for found in introductions if _may_be_the_i(scanned, found)}
    addressed |= {found.person for found in introductions} - introduced
    told = {found.person for found in introductions if found.quote in _mine(scanned[found.passage].passage.tokens)}
    addressed -= told
    answered = who_answers(scanned)
    fitting = [
        p
        for p in people
        if p.number not in addressed and _may_narrate(p, introduced=p.number in introduced, answered=answered[p.number])
    ]
    best = max(
        fitting,
        key=lambda person: (
            person.number in told,
            person.number in introduced,
            answered[person.number] + person.called,
            person.count,
        ),
        default=None,
    )
    if best is not None:
        return best.number
    people.append(Person(len(people), name=NARRATOR))
    return people[-1].number


def addressed_by_narrator(scanned: Sequence[Scanned]) -> set[int]:
    """Everybody named in a quote that "I said" tags, or called by somebody who speaks into a telephone."""
    found: set[int] = set()
    for passage in scanned:
        tokens = passage.passage.tokens
        mine = _mine(tokens)
        elsewhere = any(_is_into_phone(tokens, at) for at in range(2, len(tokens)))
        found |= {
            owner
            for mention in passage.mentions
            if mention.quote in mine or (elsewhere and mention.vocative)
            for owner in mention.owners
        }
    return found


def _mine(tokens: Sequence[Token]) -> set[int]:
    """The quotes of a paragraph that "I said" tags."""
    return {quote for at in range(len(tokens)) if _i_say(tokens, at) for quote in _quotes_beside(tokens, at)}


def _is_into_phone(tokens: Sequence[Token], at: int) -> bool:
    """Whether the token is the phone of "he said to the phone"."""
    led = tokens[at - 1].low in DETERMINERS and tokens[at - 2].low in {"to", "into"}
    return tokens[at].low in PHONES and tokens[at].quote < 0 and led


def who_answers(scanned: Sequence[Scanned]) -> Counter[int]:
    """How much oftener the I speaks next than somebody else, for each person called by name."""
    found: Counter[int] = Counter()
    speaking = [passage for passage in scanned if passage.passage.quotes]
    for passage, following in pairwise(speaking):
        near = following.passage.index - passage.passage.index <= NEXT
        who = _teller(following) if near and following.passage.scene == passage.passage.scene else ""
        for mention in passage.mentions:
            if mention.vocative and who:
                found[mention.owners[0]] += 1 if who == "i" else -1
    for passage, following in pairwise(scanned):
        if not following.passage.quotes and _tells_of_my_name(following.passage.tokens):
            found.update({mention.owners[0]: MY_NAME for mention in passage.mentions if mention.vocative})
    return found


def _tells_of_my_name(tokens: Sequence[Token]) -> bool:
    """As in "Nobody had called me that" and "She never used my name"."""
    return any((one.low, two.low) in {("called", "me"), ("my", "name"), ("calls", "me")} for one, two in pairwise(tokens))


def _teller(passage: Scanned) -> str:
    """Who speaks in a paragraph as its narration tells: an I, somebody else ("Ada said"), or nobody in particular."""
    tokens = passage.passage.tokens
    if any(_i_say(tokens, at) for at in range(len(tokens))) or (passage.subjects and passage.subjects[0].word == "i"):
        return "i"
    says = any(tokens[at].low in SAID and tokens[at].quote < 0 for at in range(len(tokens)))
    return "other" if says and any(subject.kind != "nominal" for subject in passage.subjects) else ""


def _may_be_the_i(scanned: Sequence[Scanned], found: Introduction) -> bool:
    """Whether nothing says that somebody else gives the name: the I asked for it, or the paragraph tells of a he or she."""
    here = scanned[found.passage]
    others = any(subject.kind != "nominal" and subject.word != "i" for subject in here.subjects)
    return not others and not _asked_by_narrator(scanned, found.passage)


def _asked_by_narrator(scanned: Sequence[Scanned], answer: int) -> bool:
    """Whether the last quotes before paragraph `answer` are the narrator's: "What's your name?" I said."""
    before = next((passage for passage in reversed(scanned[:answer]) if passage.passage.quotes), None)
    return before is not None and any(_i_say(before.passage.tokens, at) for at in range(len(before.passage.tokens)))


def _i_say(tokens: Sequence[Token], at: int) -> bool:
    near = tokens[max(0, at - 1) : at + 3]
    return tokens[at].text == "I" and tokens[at].quote < 0 and any(token.low in SAID and token.quote < 0 for token in near)


def _quotes_beside(tokens: Sequence[Token], at: int) -> set[int]:
    return {token.quote for token in tokens[max(0, at - 3) : at + 5] if token.quote >= 0}


def _may_narrate(person: Person, *, introduced: bool, answered: int) -> bool:
    """Whether speech names the person often enough, and the narration hardly ever does."""
    has_name = any(word not in TITLES | KIN and "-" not in word for form in person.forms for word in form.key[1])
    speaks_up = introduced or answered > 0 or person.called >= OFTEN_CALLED
    tagged = sum(form.tags for form in person.forms)
    return has_name and speaks_up and not tagged and person.narrated <= MOSTLY_SPOKEN * person.count
