"""Who says what, and how: a story becomes a script.

    from audiodrama.annotate import annotate, describe
"""

from __future__ import annotations

from audiodrama.annotate.lines import Spoken, build_script
from audiodrama.annotate.reading import Passage, read_passages
from audiodrama.model import NARRATOR, Cast, Evidence, Script, Story, Traits

__all__ = ["annotate", "describe"]


def annotate(story: Story, cast: Cast = Cast()) -> Script:  # noqa: B008
    """A fresh script of `story`."""
    passages = read_passages(story)
    return build_script(story, passages, [_spoken(passage) for passage in passages])


def _spoken(passage: Passage) -> list[Spoken]:
    return [
        Spoken(
            start=q.start, end=q.end, outer_start=q.outer_start, outer_end=q.outer_end, kind="speech", speaker=NARRATOR,
            evidence=Evidence(rule="none", confidence=0.1),
        )
        for q in passage.quotes
    ]  # fmt: skip


def describe(script: Script) -> dict[str, Traits]:
    """Traits of each speaker."""
    return {line.speaker: Traits() for line in script.lines}
