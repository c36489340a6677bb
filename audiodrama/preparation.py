"""The two files people edit, made ready for a performance: the script and the cast, with what is still to be written.

Nothing is written here. `produce` writes what `prepare` asks for; `status` and `--dry-run` only look at it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from audiodrama.drafting import prepare_script
from audiodrama.engines import engine_of, installed_voices
from audiodrama.errors import InputError
from audiodrama.events import Listen, Warned
from audiodrama.files import read_text, write_whole
from audiodrama.model import NARRATOR, Cast, Item, Line, Script
from audiodrama.plugins import Engine
from audiodrama.project import Project, Settings


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


def _without_action(project: Project, writes: Mapping[Path, str]) -> Script:
    from audiodrama.script.action import without_action
    from audiodrama.script.text import read_file

    return without_action(read_file(writes.get(project.script) or read_text(project.script), str(project.script)))


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
