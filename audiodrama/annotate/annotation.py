"""The stage on one screen, with what it found out on the way: for scoring, and for a ranker that would sit on top."""

from __future__ import annotations

from dataclasses import dataclass

from audiodrama.annotate.evidence import Evidence
from audiodrama.annotate.given import adopt
from audiodrama.annotate.lines import build_script
from audiodrama.annotate.narrator import find_narrator, told_in_first_person
from audiodrama.annotate.people import Person, find_people
from audiodrama.annotate.reading import read_passages
from audiodrama.annotate.speakers import attribute
from audiodrama.annotate.spoken import gather
from audiodrama.annotate.tags import verbs_of
from audiodrama.annotate.utterances import NOBODY, Utterance, scan
from audiodrama.model import Cast, Script, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """A script and the private knowledge behind it."""

    script: Script
    people: list[Person]
    utterances: list[Utterance]
    evidence: Evidence


def annotation(story: Story, cast: Cast) -> Annotation:
    """Read, discover the cast, decide who speaks, build the script."""
    passages = read_passages(story)
    verbs = verbs_of([passage.tokens for passage in passages])
    first_person = told_in_first_person(passages)
    people = adopt(find_people(passages, verbs.said, first_person=first_person), cast.roles)
    narrator = find_narrator(people) if first_person else NOBODY
    utterances, evidence = attribute(scan(passages, people), people, verbs, narrator)
    spoken = gather(story.text, passages, utterances, people, evidence, thoughts=not first_person)
    return Annotation(script=build_script(story, passages, spoken), people=people, utterances=utterances, evidence=evidence)
