"""Who says what, and how: a story becomes a script.

    from audiodrama.annotate import annotate, describe
"""

from __future__ import annotations

from audiodrama.annotate.lines import Spoken, build_script
from audiodrama.annotate.narrator import find_narrator, told_in_first_person
from audiodrama.annotate.people import find_people
from audiodrama.annotate.reading import read_passages
from audiodrama.annotate.speakers import attribute
from audiodrama.annotate.tags import verbs_of
from audiodrama.annotate.utterances import NOBODY, scan
from audiodrama.model import NARRATOR, Cast, Evidence, Script, Story, Traits

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
    decided = attribute(scan(passages, people), people, verbs, narrator)
    spoken = [[] for _ in passages]
    for u in decided:
        for number in u.quotes:
            q = u.scanned.passage.quotes[number]
            spoken[u.place].append(
                Spoken(
                    start=q.start, end=q.end, outer_start=q.outer_start, outer_end=q.outer_end, kind="speech",
                    speaker=people[u.speaker].name if u.speaker >= 0 else NARRATOR,
                    evidence=Evidence(rule=u.rule or "none", confidence=0.5),
                )
            )  # fmt: skip
    return build_script(story, passages, spoken), people, decided


def describe(script: Script) -> dict[str, Traits]:
    """Traits of each speaker."""
    return {line.speaker: Traits() for line in script.lines}
