"""What the user corrected in a script is certain, and the lines around it are decided again: `annotate --update`.

A name that was changed, a doubt that was deleted and an alias in voices.yaml are all that is needed. Only what the tool wrote
itself changes; decisions are remembered beside the script as it was generated, so that the next update knows them too.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace
from functools import partial
from pathlib import Path

from audiodrama.errors import AudiodramaError, InputError
from audiodrama.events import Listen
from audiodrama.files import read_text
from audiodrama.model import Cast, Scene, Script
from audiodrama.preparation import (
    EVIDENCE,
    GENERATED,
    made_from,
    new_files,
    prepare_script,
    tell_changes,
    written,
)
from audiodrama.project import Project, Settings
from audiodrama.source import read_source

DECIDED = "decided"
"""The annotator's rule for what the user decided."""


def update_script(project: Project, cast: Cast, settings: Settings, listen: Listen) -> tuple[Script, dict[Path, str]]:
    """The script with everything decided again that the user's corrections bear on, and the files to write.

    Raises:
        InputError: the source is a script, whose story is not known here.
        ProblemsError: the script has mistakes, or was made from another story.
    """
    from audiodrama.script.decisions import find_decisions
    from audiodrama.script.edit import confirm, rename
    from audiodrama.script.merge import merge
    from audiodrama.script.text import read_file

    if project.is_script:
        raise InputError(f"{project.script} is a script", hint="name the story that it was made from")
    if not project.script.exists():
        return prepare_script(project, cast, settings, listen)
    mine = rename(read_file(read_text(project.script), str(project.script)), cast)
    made_from(project, mine.script)
    source = read_source(project, settings)
    if source.screenplay():
        return prepare_script(project, cast, settings, listen)
    story = source.story()
    fresh = source.annotated(story, cast)
    base = rename(read_file(_generated(project) or written(fresh), mine.name), cast)
    decisions = find_decisions(base, mine, fresh, _decided_before(project, base.script))
    certain = {decision.start: decision.speaker for decision in decisions}
    fresh = around(certain, fresh, source.annotated(story, cast, certain))
    confirmed = confirm(mine, *(decision.index for decision in decisions))
    result = merge(base.text, confirmed.text, written(fresh), mine.name)
    tell_changes(result, listen)
    return new_files(project, fresh, result.text)


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


def _generated(project: Project) -> str:
    """The script as it was last generated; empty when out/ was deleted, and then the story alone says what was."""
    path = project.sidecar(GENERATED)
    return read_text(path) if path.exists() else ""


def _decided_before(project: Project, base: Script) -> set[int]:
    """Indices of the base's lines that were decisions when it was generated."""
    path = project.sidecar(EVIDENCE)
    try:
        rows = json.loads(read_text(path)) if path.exists() else []
        decided = [(row["text"], row["rule"] == DECIDED) for row in rows]
    except (AudiodramaError, ValueError, KeyError, TypeError):
        return set()
    spoken = [(index, line.text) for index, line in enumerate(base.lines) if line.kind != "narration"]
    pairs = zip(spoken, decided, strict=False)
    return {index for (index, text), (written_text, certain) in pairs if certain and text == written_text}
