"""Stage 2, who says what, and how: a story becomes a script.

The text is read into passages of words with their quotes; the cast is discovered; each quote gets a speaker, the rule that
found him and how sure that is; everything else is narration.
"""

from __future__ import annotations

from collections.abc import Mapping

from audiodrama.annotate.annotation import UNDECIDED, Annotation, annotation
from audiodrama.annotate.traits import describe
from audiodrama.model import Cast, Script, Story

__all__ = ["Annotation", "annotate", "annotation", "describe"]


def annotate(story: Story, cast: Cast = Cast(), decided: Mapping[int, str] = UNDECIDED) -> Script:  # noqa: B008  (immutable)
    """A fresh script of `story`; names, aliases and genders of `cast` are taken as certain.

    `decided` maps the offset of a quote's first character in the story to its speaker's name: certain too, and what the lines
    around it are decided by. Speakers are written in capitals; a role of `cast` keeps its spelling. Lines of a nameless "I" are
    spoken by NARRATOR.
    """
    return annotation(story, cast, decided).script
