"""Who says what, and how: a story becomes a script.

    from audiodrama.annotate import annotate, describe
"""

from __future__ import annotations

from audiodrama.annotate.lines import build_script
from audiodrama.annotate.narrator import find_narrator, told_in_first_person
from audiodrama.annotate.people import find_people
from audiodrama.annotate.reading import read_passages
from audiodrama.annotate.speakers import attribute
from audiodrama.annotate.spoken import gather
from audiodrama.annotate.tags import verbs_of
from audiodrama.annotate.utterances import NOBODY, scan
from audiodrama.model import Cast, Script, Story, Traits

__all__ = ["annotate", "describe"]


def annotate(story: Story, cast: Cast = Cast()) -> Script:  # noqa: B008
    """A fresh script of `story`."""
    return _annotate(story, cast)[0]


def _annotate(story: Story, cast: Cast):
    passages = read_passages(story)
    verbs = verbs_of([passage.tokens for passage in passages])
    first_person = told_in_first_person(passages)
    people = find_people(passages, verbs.said, first_person=first_person)
    narrator = find_narrator(people) if first_person else NOBODY
    utterances, weighing = attribute(scan(passages, people), people, verbs, narrator)
    spoken = gather(story.text, passages, utterances, people, weighing, thoughts=not first_person)
    return build_script(story, passages, spoken), people, utterances


def describe(script: Script) -> dict[str, Traits]:
    """Traits of each speaker."""
    return {line.speaker: Traits() for line in script.lines}
