"""The two files people edit, made ready for a performance: the script and the cast, with what is still to be written.

Nothing is written here. `produce` writes what `prepare` asks for; `status` and `--dry-run` only look at it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from audiodrama.engines import engine_of, installed_voices
from audiodrama.errors import InputError, Problem, ProblemsError
from audiodrama.events import Listen, Warned
from audiodrama.files import read_text, write_whole
from audiodrama.model import NARRATOR, Cast, Item, Line, Script, Where
from audiodrama.plugins import Engine
from audiodrama.project import Project, Settings
from audiodrama.source import SOURCE, read_source, source_name

if TYPE_CHECKING:
    from audiodrama.script.merge import Merged

GENERATED: Final = "generated.fountain"
"""The sidecar that holds the script as it was last generated."""
EVIDENCE: Final = "evidence.json"
"""The one that says why each of its speeches was given to its speaker."""
SAME_STORY: Final = 0.2
"""Share of a script's paragraphs that a new draft of its story must still hold; below, it is another story."""
MOST_CHANGES: Final = 5
"""Changes of a merge that are named one by one."""


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A script and its cast, ready to be performed."""

    script: Script
    cast: Cast
    engine: Engine
    writes: Mapping[Path, str] = field(default_factory=dict)
    """Files and their new text: what `commit` writes."""

    def commit(self) -> None:
        """Write what is new.

        Raises:
            StorageError: a file cannot be written; those before it are.
        """
        for path, text in self.writes.items():
            write_whole(path, text)


def prepare(project: Project, settings: Settings, listen: Listen) -> Prepared:
    """Read, annotate or merge the script; read the cast and add who is missing.

    Raises:
        InputError, ProblemsError, EngineMissingError: as `audiodrama.errors` says.
    """
    cast = read_cast_file(project.cast)
    script, writes = prepare_script(project, cast, settings, listen)
    if not settings.narrate_action:
        script = _without_action(project, writes)
    script = by_their_roles(script, cast)
    cast, engine, cast_text = prepare_cast(project, script, cast, settings, listen)
    if cast_text is not None:
        writes = {**writes, project.cast: cast_text}
    if settings.music is not None:
        cast = replace(cast, music=replace(cast.music, bed=settings.music))
    return Prepared(script=script, cast=cast, engine=engine, writes=writes)


# --- the script ------------------------------------------------------------------------------------------------------------


def prepare_script(project: Project, cast: Cast, settings: Settings, listen: Listen) -> tuple[Script, dict[Path, str]]:
    """The project's script, and the files that hold it where they are new or changed."""
    from audiodrama.script.text import read_script

    if project.is_script:
        return read_script(read_text(project.script), str(project.script)), {}
    source = read_source(project, settings)
    if not project.script.exists():
        fresh = source.drafted(cast)
        return new_files(project, fresh, written(fresh))
    mine = read_text(project.script)
    script = read_script(mine, str(project.script))
    if made_from(project, script) == source.stamp:
        return script, {}
    return merged(project, mine, script, source.drafted(cast), listen)


def _without_action(project: Project, writes: Mapping[Path, str]) -> Script:
    from audiodrama.script.action import without_action
    from audiodrama.script.text import read_file

    return without_action(read_file(writes.get(project.script) or read_text(project.script), str(project.script)))


def made_from(project: Project, script: Script) -> str:
    """The source that the script's title page names.

    Raises:
        ProblemsError: it is another story than the project's.
    """
    stamp = dict(script.front).get(SOURCE, "")
    if stamp.rpartition(" ")[0] != source_name(project):
        raise _another_story(project, stamp)
    return stamp


def written(script: Script) -> str:
    """The script's file."""
    from audiodrama.script.text import write_script

    return write_script(script)


def new_files(project: Project, script: Script, text: str) -> tuple[Script, dict[Path, str]]:
    """The script that `text` holds, and the files to write: it and what is remembered of `script`, as it was generated."""
    from audiodrama.script.text import read_script

    files = {
        project.script: text,
        project.sidecar(GENERATED): written(script),
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


def merged(project: Project, mine: str, script: Script, fresh: Script, listen: Listen) -> tuple[Script, dict[Path, str]]:
    """The story changed since: what it says now and what the user wrote, in one script."""
    from audiodrama.script.merge import merge

    if _share_kept(script, fresh) < SAME_STORY:
        raise _another_story(project, dict(script.front)[SOURCE])
    generated = project.sidecar(GENERATED)
    base = read_text(generated) if generated.exists() else None
    result = merge(base, mine, written(fresh), str(project.script))
    tell_changes(result, listen)
    if base is None:
        listen(Warned(message=f"{generated} is gone, so the story's changes were not merged", hint="edit the script by hand"))
        return script, {}
    return new_files(project, fresh, result.text)


def tell_changes(result: Merged, listen: Listen) -> None:
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


def by_their_roles(script: Script, cast: Cast) -> Script:
    """The script with each line under the name of its role in `cast`: who has two names is one person everywhere."""
    if not any(role.aliases for role in cast.roles):
        return script

    def named(item: Item) -> Item:
        role = cast.role(item.speaker) if isinstance(item, Line) else None
        return replace(item, speaker=role.name) if isinstance(item, Line) and role else item

    chapters = tuple(
        replace(chapter, scenes=tuple(replace(scene, items=tuple(map(named, scene.items))) for scene in chapter.scenes))
        for chapter in script.chapters
    )
    return replace(script, chapters=chapters)


# --- the cast --------------------------------------------------------------------------------------------------------------


def read_cast_file(path: Path) -> Cast:
    """The cast in that file; an empty one where there is no file yet."""
    from audiodrama.cast.file import read_cast

    return read_cast(read_text(path), str(path), installed_voices()) if path.exists() else Cast()


def prepare_cast(
    project: Project, script: Script, cast: Cast, settings: Settings, listen: Listen
) -> tuple[Cast, Engine, str | None]:
    """The cast with everybody of the script in it, the engine that speaks, and voices.yaml's new text where it changed."""
    from audiodrama.annotate import describe
    from audiodrama.cast.auto import choose, uncast
    from audiodrama.cast.edit import add_roles
    from audiodrama.cast.file import read_cast
    from audiodrama.cast.writing import new_cast

    engine = engine_of(project, cast, script, settings, listen)
    taken = uncast(cast, engine.name) if settings.recast else cast
    choices = choose(script, describe(script), taken, engine.name, engine.voices())
    if not choices:
        return cast, engine, None
    exists = project.cast.exists()
    text = add_roles(read_text(project.cast), choices, str(project.cast)) if exists else new_cast(choices)
    newcomers = sum(cast.role(choice.role.name) is None for choice in choices)
    unused = sum(role.name != NARRATOR and role.name not in {line.speaker for line in script.lines} for role in cast.roles)
    if cast.roles and newcomers:
        listen(Warned(message=f"{newcomers} new in {project.cast.name}" + (f", {unused} not in this story" if unused else "")))
    return read_cast(text, str(project.cast), installed_voices()), engine, text


def check_only(script: Script, cast: Cast, only: str) -> str:
    """The spelling of the role that `--only` names.

    Raises:
        InputError: nobody of that name speaks in the script.
    """
    import difflib

    role = cast.role(only)
    wanted = role.name if role else only
    speakers = sorted({line.speaker for line in script.lines})
    found = next((name for name in speakers if name.casefold() == wanted.casefold()), None)
    if found is None:
        near = difflib.get_close_matches(wanted.upper(), speakers, 1, 0.5)
        hint = f"did you mean {near[0]}?" if near else f"in the script: {', '.join(speakers)}"
        raise InputError(f"nobody named {only} speaks in the script", hint=hint)
    return found
