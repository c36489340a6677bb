"""Who speaks each utterance, by which rule, and how sure that is: evidence weighed, then ranked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from audiodrama.annotate.callsigns import find_call_signs
from audiodrama.annotate.confidence import confidence
from audiodrama.annotate.conversation import Turn, decide
from audiodrama.annotate.evidence import Evidence
from audiodrama.annotate.people import Person
from audiodrama.annotate.protagonist import add_protagonists
from audiodrama.annotate.ranker import rank
from audiodrama.annotate.roles import Roles
from audiodrama.annotate.tags import Verbs
from audiodrama.annotate.utterances import NOBODY, Scanned, Utterance, add_narrator, find_utterances
from audiodrama.model import Gender

HEARD_BEFORE: Final = 12
HEARD_AFTER: Final = 8
"""Utterances before and after one whose speakers may speak it too."""
CHAT: Final = -1
"""The scene of written messages, which take no turns with what is spoken beside them."""


def weigh_evidence(
    scanned: Sequence[Scanned],
    people: list[Person],
    verbs: Verbs,
    narrator: int,
    protagonists: Mapping[Gender, int],
    decided: Mapping[int, str],
) -> Evidence:
    """All utterances with what speaks for their speakers; nameless roles are added to `people`.

    `decided` maps the offset in the story of a quote's first character to the name of the speaker that the user gave it.
    """
    utterances: list[Utterance] = []
    for number, passage in enumerate(scanned):
        utterances += find_utterances(passage, verbs, people, scanned[number - 1] if number else None)
    roles = Roles(scanned, utterances, people, narrator)
    roles.call(utterances)
    find_call_signs(utterances, people, scanned, narrator)
    certain = _decided(utterances, people, decided)
    if narrator != NOBODY:
        add_narrator(scanned, narrator)
    add_protagonists(scanned, protagonists)
    return Evidence(scanned, utterances, people, roles, narrator, certain)


def _decided(utterances: Sequence[Utterance], people: list[Person], decided: Mapping[int, str]) -> dict[int, int]:
    """Utterance number to the person who speaks it for sure."""
    found: dict[int, int] = {}
    for number, utterance in enumerate(utterances):
        quotes = (utterance.scanned.passage.quotes[quote] for quote in utterance.quotes)
        names = [decided[quote.start] for quote in quotes if quote.start in decided]
        if names:
            found[number] = _person_named(people, names[0])
    return found


def _person_named(people: list[Person], name: str) -> int:
    known = next((person for person in people if person.name.casefold() == name.casefold()), None)
    if known is None:
        known = Person(len(people), name=name)
        people.append(known)
    return known.number


def attribute(evidence: Evidence) -> None:
    """Give every utterance its speaker, the rule that found him and how sure that is."""
    utterances = evidence.utterances
    turns = find_turns(evidence)
    opinion = rank(evidence, turns)
    for number, utterance in enumerate(utterances):
        utterance.speaker = opinion.chosen[number]
        utterance.rule = _rule(number, evidence)
        utterance.confidence = confidence(utterance.rule, opinion.shares[number])


def find_turns(evidence: Evidence) -> list[Turn]:
    """What the search knows of each utterance; whoever a first search finds to speak nearby may speak here too."""
    numbers = range(len(evidence.utterances))
    first = decide([_turn(number, evidence, ()) for number in numbers])
    return [_turn(number, evidence, first[max(0, number - HEARD_BEFORE) : number + HEARD_AFTER + 1]) for number in numbers]


def _turn(number: int, evidence: Evidence, near: Sequence[int]) -> Turn:
    utterance = evidence.utterances[number]
    return Turn(
        evidence.weigh(number, near),
        utterance.place,
        utterance.continues and number > 0 and number not in evidence.decided,
        scene=CHAT if utterance.written else utterance.scanned.passage.scene,
        led=_led(utterance),
    )


def _led(utterance: Utterance) -> str:
    """Whether the paragraph begins with narration, and what its first subject is."""
    if not any(token.word for token in utterance.scanned.passage.tokens[: utterance.first]):
        return ""
    subjects = [subject for subject in utterance.scanned.subjects if subject.end <= utterance.first]
    return "pronoun" if subjects and all(subject.gender and subject.kind == "pronoun" for subject in subjects) else "name"


def _rule(number: int, evidence: Evidence) -> str:
    utterances, utterance = evidence.utterances, evidence.utterances[number]
    if number in evidence.decided:
        return "decided"
    if utterance.continues and number:
        return "continuation"
    if utterance.label:
        return "label"
    tag = utterance.tag
    if tag and tag.strength == 2:
        if evidence.referent(tag.subject) == utterance.speaker:
            return {"i": "first-person-tag"}.get(tag.subject.word, "role-tag" if tag.subject.kind == "nominal" else "name-tag")
        return f"{tag.subject.kind}-tag" if tag.subject.kind != "name" else "against-tag"
    if utterance.led_by:
        return "announced"
    if any(evidence.referent(subject) == utterance.speaker for subject in utterance.scanned.subjects):
        return "beat"
    if (
        number >= 2
        and utterances[number - 2].speaker == utterance.speaker
        and utterance.place - utterances[number - 2].place <= 4
    ):
        return "turn-taking"
    if number and utterance.speaker in utterances[number - 1].vocatives:
        return "addressed"
    return "recency"
