"""What the user corrected in a script is certain, and the lines around it are decided again.

A name that was changed and a doubt that was deleted are all that is needed. Only what the tool wrote itself changes; decisions
are remembered beside the script as it was generated, so that the next update knows them too.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from audiodrama.errors import AudiodramaError
from audiodrama.files import read_text
from audiodrama.model import Scene, Script

if TYPE_CHECKING:
    from audiodrama.script.text import ScriptFile

DECIDED: Final = "decided"
"""The annotator's rule for what the user decided."""


def decide_again(
    base: ScriptFile,
    mine: ScriptFile,
    fresh: Script,
    earlier: Collection[int],
    annotated: Callable[[Mapping[int, str]], Script],
) -> tuple[Script, ScriptFile]:
    """The fresh script with the user's decisions and what follows from them, and the user's without their doubts.

    `base` is what was generated when the user began, with the indices of its lines that were decided `earlier`; `annotated`
    gives the script of the story in which the quotes that begin at these offsets have these speakers.
    """
    from audiodrama.script.decisions import find_decisions
    from audiodrama.script.edit import confirm

    decisions = find_decisions(base, mine, fresh, earlier)
    if not decisions:
        return fresh, mine
    certain = {decision.start: decision.speaker for decision in decisions}
    return around(certain, fresh, annotated(certain)), confirm(mine, *(decision.index for decision in decisions))


def around(certain: Collection[int], before: Script, after: Script) -> Script:
    """The script as it is after the decisions in the scenes that hold one, and as it was before in all others."""
    chapters = [
        replace(new, scenes=tuple(map(partial(_scene_around, certain), old.scenes, new.scenes)))
        for old, new in zip(before.chapters, after.chapters, strict=True)
    ]
    return replace(after, chapters=tuple(chapters))


def _scene_around(certain: Collection[int], before: Scene, after: Scene) -> Scene:
    starts = {item.source.start for item in after.items if item.source}
    return before if starts.isdisjoint(certain) else after


def decided_before(evidence: Path, base: Script) -> set[int]:
    """Indices of the base's lines that were decisions when it was generated, as the sidecar `evidence` knows."""
    try:
        rows = json.loads(read_text(evidence)) if evidence.exists() else []
        decided = [(row["text"], row["rule"] == DECIDED) for row in rows]
    except (AudiodramaError, ValueError, KeyError, TypeError):
        return set()
    spoken = [(index, line.text) for index, line in enumerate(base.lines) if line.kind != "narration"]
    pairs = zip(spoken, decided, strict=False)
    return {index for (index, text), (written_text, certain) in pairs if certain and text == written_text}
