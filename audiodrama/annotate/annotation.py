"""The stage on one screen, with what it found out on the way, for scoring and for training the ranker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from audiodrama.annotate.evidence import Evidence
from audiodrama.annotate.given import adopt
from audiodrama.annotate.lean import lean
from audiodrama.annotate.lines import build_script
from audiodrama.annotate.narrator import find_narrator, told_in_first_person
from audiodrama.annotate.people import Person, find_people
from audiodrama.annotate.protagonist import find_protagonists, unnamed
from audiodrama.annotate.reading import Passage, read_passages
from audiodrama.annotate.speakers import attribute, weigh_evidence
from audiodrama.annotate.spoken import gather
from audiodrama.annotate.tags import verbs_of
from audiodrama.annotate.utterances import NOBODY, Utterance, scan
from audiodrama.model import Cast, Script, Story

UNDECIDED: Final[Mapping[int, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """A script and the private knowledge behind it."""

    script: Script
    people: list[Person]
    utterances: list[Utterance]
    evidence: Evidence


def annotation(story: Story, cast: Cast, decided: Mapping[int, str] = UNDECIDED) -> Annotation:
    """Read, discover the cast, decide who speaks, build the script.

    `decided` maps the offset of a quote's first character to the speaker that the user gave it.
    """
    passages, people, evidence = understand(story, cast, decided)
    attribute(evidence)
    spoken = gather(story.text, passages, evidence.utterances, people, evidence, thoughts=evidence.narrator == NOBODY)
    script = build_script(story, passages, spoken)
    if cast.defaults.narration == "lean":
        script = lean(script)
    return Annotation(script=script, people=people, utterances=evidence.utterances, evidence=evidence)


def understand(
    story: Story, cast: Cast, decided: Mapping[int, str] = UNDECIDED
) -> tuple[list[Passage], list[Person], Evidence]:
    """The passages, the people, and what speaks for whom, before anything is decided."""
    passages = read_passages(story)
    verbs = verbs_of([passage.tokens for passage in passages])
    first_person = told_in_first_person(passages)
    people = adopt(find_people(passages, verbs.said, eager=first_person), cast.roles)
    scanned = scan(passages, people)
    if not first_person and unnamed(people, scanned):
        people = adopt(find_people(passages, verbs.said, eager=True), cast.roles)
        scanned = scan(passages, people)
    narrator = find_narrator(people, scanned) if first_person else NOBODY
    protagonists = {} if first_person else find_protagonists(people, scanned)
    return passages, people, weigh_evidence(scanned, people, verbs, narrator, protagonists, decided)
