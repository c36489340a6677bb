"""From a story to the script file: drafted where there is none, merged into the user's where story or speakers changed.

Nothing is written here: each function returns the script and the files to write.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from audiodrama.correction import decide_again, decided_before
from audiodrama.errors import InputError, Problem, ProblemsError
from audiodrama.events import Listen, Warned
from audiodrama.files import read_text
from audiodrama.model import Cast, Script, Where
from audiodrama.project import Project, Settings
from audiodrama.source import SOURCE, Source, read_source, source_name

if TYPE_CHECKING:
    from audiodrama.script.merge import Merged
    from audiodrama.script.text import ScriptFile

GENERATED: Final = "generated.fountain"
"""The sidecar that holds the script as it was last generated."""
EVIDENCE: Final = "evidence.json"
"""The one that says why each of its speeches was given to its speaker."""
SAME_STORY: Final = 0.2
"""Share of a script's paragraphs that a new draft of its story must still hold; below, it is another story."""
MOST_CHANGES: Final = 5
"""Changes of a merge that are named one by one."""


def prepare_script(project: Project, cast: Cast, settings: Settings, listen: Listen) -> tuple[Script, dict[Path, str]]:
    """The project's script, and the files that hold it where they are new or changed."""
    from audiodrama.script.text import read_file, read_script

    if project.is_script:
        return read_script(read_text(project.script), str(project.script)), {}
    source = read_source(project, settings)
    if not project.script.exists():
        fresh = source.drafted(cast)
        return _new_files(project, fresh, _written(fresh))
    mine = read_file(read_text(project.script), str(project.script))
    if _made_from(project, mine.script) == source.stamp:
        return mine.script, {}
    if not project.sidecar(GENERATED).exists():
        return _unmerged(project, mine, source.drafted(cast), listen)
    return _merged(project, source, cast, mine, listen)


def update_script(project: Project, cast: Cast, settings: Settings, listen: Listen) -> tuple[Script, dict[Path, str]]:
    """The script with everything decided again that the user's corrections bear on, and the files to write.

    Raises:
        InputError: the source is a script, whose story is not known here.
        ProblemsError: the script has mistakes, or was made from another story.
    """
    from audiodrama.script.text import read_file

    if project.is_script:
        raise InputError(f"{project.script} is a script", hint="name the story that it was made from")
    if not project.script.exists():
        return prepare_script(project, cast, settings, listen)
    mine = read_file(read_text(project.script), str(project.script))
    _made_from(project, mine.script)
    return _merged(project, read_source(project, settings), cast, mine, listen)


def _merged(project: Project, source: Source, cast: Cast, mine: ScriptFile, listen: Listen) -> tuple[Script, dict[Path, str]]:
    """What the story says now, what the user corrected and what follows from it, in the user's script.

    Where out/ was deleted, the story alone says what was generated.
    """
    from audiodrama.script.edit import rename
    from audiodrama.script.merge import merge
    from audiodrama.script.text import read_file

    fresh = source.drafted(cast)
    if _share_kept(mine.script, fresh) < SAME_STORY:
        raise _another_story(project, dict(mine.script.front)[SOURCE])
    generated = project.sidecar(GENERATED)
    base = rename(read_file(read_text(generated) if generated.exists() else _written(fresh), mine.name), cast)
    mine = rename(mine, cast)
    if source.screenplay() is None:
        earlier = decided_before(project.sidecar(EVIDENCE), base.script)
        fresh, mine = decide_again(base, mine, fresh, earlier, lambda certain: source.annotated(source.story(), cast, certain))
    result = merge(base.text, mine.text, _written(fresh), mine.name)
    _tell_changes(result, listen)
    return _new_files(project, fresh, result.text)


def _unmerged(project: Project, mine: ScriptFile, fresh: Script, listen: Listen) -> tuple[Script, dict[Path, str]]:
    """The user's script as it stands, and how the story differs from it."""
    from audiodrama.script.merge import merge

    if _share_kept(mine.script, fresh) < SAME_STORY:
        raise _another_story(project, dict(mine.script.front)[SOURCE])
    _tell_changes(merge(None, mine.text, _written(fresh), mine.name), listen)
    gone = f"{project.sidecar(GENERATED)} is gone, so the story's changes were not merged"
    listen(Warned(message=gone, hint="edit the script by hand"))
    return mine.script, {}


def _made_from(project: Project, script: Script) -> str:
    """The source that the script's title page names.

    Raises:
        ProblemsError: it is another story than the project's.
    """
    stamp = dict(script.front).get(SOURCE, "")
    if stamp.rpartition(" ")[0] != source_name(project):
        raise _another_story(project, stamp)
    return stamp


def _written(script: Script) -> str:
    """The script's file."""
    from audiodrama.script.text import write_script

    return write_script(script)


def _new_files(project: Project, script: Script, text: str) -> tuple[Script, dict[Path, str]]:
    """The script that `text` holds, and the files to write: it and what is remembered of `script`, as it was generated."""
    from audiodrama.script.text import read_script

    files = {
        project.script: text,
        project.sidecar(GENERATED): _written(script),
        project.sidecar(EVIDENCE): _evidence(script),
    }
    return read_script(text, str(project.script)), files


def _evidence(script: Script) -> str:
    """Why each line was given to its speaker, as JSON: the provenance that the script itself does not carry."""
    rows = [
        {
            "speaker": line.speaker,
            "text": line.text,
            "span": line.source,
            "rule": line.evidence.rule if line.evidence else None,
            "confidence": line.evidence.confidence if line.evidence else None,
        }
        for line in script.lines
        if line.kind != "narration"
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def _tell_changes(result: Merged, listen: Listen) -> None:
    """Say what a merge brought in, and where it could not."""
    for change in result.changes[:MOST_CHANGES]:
        listen(Warned(message=change))
    if len(result.changes) > MOST_CHANGES:
        listen(Warned(message=f"and {len(result.changes) - MOST_CHANGES} more changes"))
    for conflict in result.conflicts:
        listen(Warned(message=conflict.message, where=str(conflict.where), hint="your version stands"))


def _share_kept(old: Script, new: Script) -> float:
    texts = {line.text for line in old.lines}
    return len(texts & {line.text for line in new.lines}) / max(1, len(texts))


def _another_story(project: Project, made_from: str) -> ProblemsError:
    what = f"made from another story ({made_from})" if made_from else "not made from this story: it names no Source"
    return ProblemsError(
        [
            Problem(
                message=f"this script was {what}",
                where=Where(file=str(project.script), line=1),
                hint=f"perform it with `audiodrama produce {project.script}`, rename it, or give this story another --script",
            )
        ]
    )
