"""Who speaks each utterance, by which rule, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from audiodrama.annotate.confidence import confidence
from audiodrama.annotate.conversation import Turn, decide, shares
from audiodrama.annotate.evidence import Evidence
from audiodrama.annotate.people import Person
from audiodrama.annotate.roles import Roles
from audiodrama.annotate.tags import Verbs
from audiodrama.annotate.utterances import NOBODY, Scanned, Utterance, add_narrator, find_utterances

HEARD_BEFORE: Final = 12
HEARD_AFTER: Final = 8
"""Utterances before and after one whose speakers may speak it too."""
CHAT: Final = -1
"""The scene of written messages, which take no turns with what is spoken beside them."""


def attribute(
    scanned: Sequence[Scanned], people: list[Person], verbs: Verbs, narrator: int = NOBODY
) -> tuple[list[Utterance], Evidence]:
    """All utterances, each with speaker, rule and confidence, and what decided them; nameless roles are added to `people`."""
    utterances: list[Utterance] = []
    for number, passage in enumerate(scanned):
        utterances += find_utterances(passage, verbs, scanned[number - 1] if number else None)
    roles = Roles(scanned, utterances, people, narrator)
    if narrator != NOBODY:
        add_narrator(scanned, narrator)
    evidence = Evidence(scanned, utterances, people, roles, narrator)
    turns = find_turns(utterances, evidence)
    speakers = decide(turns)
    for number, (speaker, share) in enumerate(zip(speakers, shares(turns, speakers), strict=True)):
        utterance = utterances[number]
        utterance.speaker = speaker
        utterance.rule = _rule(number, utterances, evidence)
        follows = utterance.rule == "continuation"
        utterance.confidence = utterances[number - 1].confidence if follows else confidence(utterance.rule, share)
    return utterances, evidence


def find_turns(utterances: Sequence[Utterance], evidence: Evidence) -> list[Turn]:
    """What the search knows of each utterance; whoever a first search finds to speak nearby may speak here too."""
    first = decide([_turn(number, utterance, evidence, ()) for number, utterance in enumerate(utterances)])
    return [
        _turn(number, utterance, evidence, first[max(0, number - HEARD_BEFORE) : number + HEARD_AFTER + 1])
        for number, utterance in enumerate(utterances)
    ]


def _turn(number: int, utterance: Utterance, evidence: Evidence, near: Sequence[int]) -> Turn:
    return Turn(
        evidence.weigh(number, near),
        utterance.place,
        utterance.continues and number > 0,
        scene=CHAT if utterance.label else utterance.scanned.passage.scene,
        led=_led(utterance),
    )


def _led(utterance: Utterance) -> str:
    """Whether the paragraph begins with narration, and what its first subject is."""
    if not any(token.word for token in utterance.scanned.passage.tokens[: utterance.first]):
        return ""
    subjects = [subject for subject in utterance.scanned.subjects if subject.end <= utterance.first]
    return "pronoun" if subjects and all(subject.gender and subject.kind == "pronoun" for subject in subjects) else "name"


def _rule(number: int, utterances: Sequence[Utterance], evidence: Evidence) -> str:
    utterance = utterances[number]
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
