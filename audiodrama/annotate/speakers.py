"""Who speaks each utterance, by which rule, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence

from audiodrama.annotate.conversation import Turn, decide
from audiodrama.annotate.evidence import Evidence
from audiodrama.annotate.people import Person
from audiodrama.annotate.roles import Roles
from audiodrama.annotate.tags import Verbs
from audiodrama.annotate.utterances import NOBODY, Scanned, Utterance, find_utterances


def attribute(scanned: Sequence[Scanned], people: list[Person], verbs: Verbs, narrator: int = NOBODY) -> list[Utterance]:
    """All utterances, each with speaker, rule and confidence; roles without a name are added to `people`."""
    utterances = [utterance for passage in scanned for utterance in find_utterances(passage, verbs)]
    roles = Roles(scanned, utterances, people, narrator)
    evidence = Evidence(scanned, utterances, people, roles, narrator)
    turns = [Turn(evidence.weigh(number), u.place, u.continues and number > 0) for number, u in enumerate(utterances)]
    for number, speaker in enumerate(decide(turns)):
        utterances[number].speaker = speaker
        utterances[number].rule = _rule(number, utterances, evidence)
        utterances[number].confidence = 0.5
    return utterances


def _rule(number: int, utterances: Sequence[Utterance], evidence: Evidence) -> str:
    utterance = utterances[number]
    if utterance.continues and number:
        return "continuation"
    if utterance.label:
        return "label"
    tag = utterance.tag
    if tag and tag.strength == 2:
        if evidence.referent(tag.subject) == utterance.speaker:
            return "first-person-tag" if tag.subject.word == "i" else f"{tag.subject.kind}-tag"
        return f"{tag.subject.kind}-tag" if tag.subject.kind != "name" else "against-tag"
    if any(evidence.referent(subject) == utterance.speaker for subject in utterance.scanned.subjects):
        return "beat"
    if number >= 2 and utterances[number - 2].speaker == utterance.speaker and utterance.place - utterances[number - 2].place <= 4:
        return "turn-taking"
    if number and utterance.speaker in utterances[number - 1].vocatives:
        return "addressed"
    return "recency"
