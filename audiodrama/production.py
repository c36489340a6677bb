"""The whole sentence on one screen: a story is annotated, cast, rendered, mixed, mastered. Only this file knows the order."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from audiodrama.errors import AudiodramaError
from audiodrama.events import Event, LineFailed, LineRendered, Listen, StageFinished, StageStarted, ignore
from audiodrama.files import read_text, remove_stale, write_whole
from audiodrama.model import Clip, Line, Marker, Master, Script, Timeline
from audiodrama.preparation import Prepared, check_only, prepare
from audiodrama.project import Project, Settings
from audiodrama.script.doubts import doubts_of
from audiodrama.source import cover_of

if TYPE_CHECKING:
    from audiodrama.master.tags import Tags
    from audiodrama.script.leftout import LeftOut
    from audiodrama.tts.plan import Plan

PLAN_SIDECAR: Final = "plan.json"
"""What each line was last recorded with: `status` says by it why a line would be recorded again."""
PREVIEW_WORDS: Final = 120
"""What is said in the first minute of a drama: 2.6 words a second, with the pauses and the opening music."""
MIX_SIDECAR: Final = "mixed.json"
"""The digest of the mix that the MP3 holds, so that an unchanged drama is not mixed again."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a run made and what its user should know."""

    project: Project
    script: Script
    master: Master | None = None
    """None when nothing but clips was asked for."""
    roles: int
    """Voices heard."""
    rendered: int
    """Clips made in this run."""
    reused: int
    """Clips taken from the store."""
    failures: tuple[LineFailed, ...] = ()
    """Lines that silence stands in for."""
    narrate_action: bool = True

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What of the story is not performed, and why."""
        from audiodrama.script.leftout import left_out

        return left_out(self.script, narrate_action=self.narrate_action)

    @property
    def doubts(self) -> tuple[Line, ...]:
        """Lines whose speaker the annotator was unsure of and that nobody has confirmed yet."""
        return doubts_of(self.script)


def produce(project: Project, settings: Settings, listen: Listen = ignore) -> Outcome:
    """Turn the project's story or script into an MP3, or into clips alone where the settings say so.

    Raises:
        InputError, ProblemsError, EngineMissingError, StorageError: see `audiodrama.errors`; what was finished stays finished.
    """
    tally = _Tally(listen)
    with _stage("script", tally) as summary:
        prepared = prepare(project, settings, tally)
        prepared.commit()
        remove_stale(project.out)
        summary.append(_script_summary(project, prepared))
    if settings.mixing:
        _check_music(project, prepared)
    performance = performance_of(prepared)
    planned = plan_of(performance, prepared, settings)
    clips = _clips(project, prepared, planned, settings, tally)
    outcome = Outcome(
        project=_heard(project, settings),
        script=prepared.script,
        roles=len({line.speaker for line in clips}),
        rendered=tally.rendered,
        reused=len({clip.key for clip in clips.values() if not clip.missing}) - tally.rendered,
        failures=tuple(tally.failures),
        narrate_action=settings.narrate_action,
    )
    return (
        replace(outcome, master=_drama(outcome, prepared, performance, clips, settings, tally)) if settings.mixing else outcome
    )


class _Tally:
    """Passes events on, counting what was rendered."""

    def __init__(self, listen: Listen) -> None:
        self.listen = listen
        self.rendered = 0
        self.failures: list[LineFailed] = []

    def __call__(self, event: Event) -> None:
        self.rendered += isinstance(event, LineRendered)
        if isinstance(event, LineFailed):
            self.failures.append(event)
        self.listen(event)


def _check_music(project: Project, prepared: Prepared) -> None:
    """Find out now, and not after the last clip, that the music of voices.yaml does not exist."""
    from audiodrama.mix.music import music_files

    music_files(prepared.cast.music, project.folder)


@contextmanager
def _stage(name: str, listen: Listen) -> Iterator[list[str]]:
    """Time a stage; what is appended to the list becomes its summary."""
    started = time.perf_counter()
    listen(StageStarted(stage=name))
    summary: list[str] = []
    yield summary
    listen(StageFinished(stage=name, summary=", ".join(summary), seconds=round(time.perf_counter() - started, 3)))


def _script_summary(project: Project, prepared: Prepared) -> str:
    lines = list(prepared.script.lines)
    words = sum(len(line.text.split()) for line in lines)
    written = ", ".join(path.name for path in (project.script, project.cast) if path in prepared.writes)
    summary = f"{words:,} words, {len(lines):,} lines, {len({line.speaker for line in lines})} voices"
    return summary + (f"; wrote {written}" if written else "")


def _heard(project: Project, settings: Settings) -> Project:
    """The project, with an MP3 of its own where only a part of the drama is to be heard."""
    return replace(project, mp3=project.mp3.with_stem(f"{project.mp3.stem}-{settings.part}")) if settings.part else project


# --- from script to clips --------------------------------------------------------------------------------------------------


def performance_of(prepared: Prepared) -> Script:
    """The script as it is heard: with the title and the chapters announced, and closed up where lines are skipped."""
    from audiodrama.script.announce import announced
    from audiodrama.script.skipped import closed_up

    return announced(closed_up(prepared.script), prepared.cast.defaults.announce)


def heard_of(performance: Script, prepared: Prepared, settings: Settings) -> Script:
    """The part of the performance that the settings ask for.

    Raises:
        InputError: there is no such scene, or nobody of that name speaks.
    """
    from audiodrama.script.excerpt import beginning, role_alone, scene_alone

    heard = performance
    if settings.scene is not None:
        heard = scene_alone(heard, settings.scene)
    if settings.preview:
        heard = beginning(heard, PREVIEW_WORDS)
    return heard if settings.only is None else role_alone(heard, check_only(performance, prepared.cast, settings.only))


def plan_of(performance: Script, prepared: Prepared, settings: Settings) -> Plan:
    """The clips that the performance wants, of the part that the settings ask for.

    All of it is planned, because a line's clip depends on what follows it: a part uses the clips of the whole.

    Raises:
        InputError: there is no such scene, or nobody of that name speaks.
    """
    from audiodrama.tts.plan import plan

    planned = plan(performance, prepared.cast, prepared.engine)
    if not settings.part:
        return planned
    heard = set(heard_of(performance, prepared, settings).lines)
    keys = {line: key for line, key in planned.keys.items() if line in heard}
    wanted = set(keys.values())
    return replace(planned, keys=keys, jobs=tuple(job for job in planned.jobs if job.key in wanted))


def _clips(project: Project, prepared: Prepared, planned: Plan, settings: Settings, listen: Listen) -> dict[Line, Clip]:
    """A clip for every line that is heard."""
    from audiodrama.tts.render import render, silence
    from audiodrama.tts.store import Store

    for warning in planned.warnings:
        listen(warning)
    store = Store(project.clips)
    if settings.rendering:
        made = render(planned.jobs, store, prepared.engine, workers=settings.workers, listen=listen)
        if not settings.part:
            _remember(project, planned)
    else:
        made = {job.key: store.get(job.key) or silence(job, store) for job in planned.jobs}
    return {line: made[key] for line, key in planned.keys.items()}


def recording_name(line: Line) -> str:
    """By what a line is found again in the last plan: who says what, whatever the voice."""
    return f"{line.speaker}\t{line.text}"


def _remember(project: Project, planned: Plan) -> None:
    path = project.sidecar(PLAN_SIDECAR)
    last = {recording_name(job.line): {**asdict(job.utterance), **asdict(job.treatment)} for job in planned.jobs}
    write_whole(path, json.dumps(last, ensure_ascii=False))


# --- from clips to the file ------------------------------------------------------------------------------------------------


def _drama(
    outcome: Outcome, prepared: Prepared, performance: Script, clips: Mapping[Line, Clip], settings: Settings, listen: Listen
) -> Master:
    """Mix and master the clips, and write the transcript beside the file."""
    from audiodrama.master.subtitles import timings, webvtt
    from audiodrama.master.tags import Tags
    from audiodrama.mix.arrange import arrange

    project, script = outcome.project, prepared.script
    heard = heard_of(performance, prepared, settings)
    timeline = arrange(heard, prepared.cast, clips, folder=project.folder, cache=project.beds, listen=listen)
    if settings.timings:
        write_whole(settings.timings, json.dumps(timings(timeline), ensure_ascii=False, indent=1))
    write_whole(project.transcript, webvtt(timeline))
    tags = Tags(title=_title(script, project), artist=script.author, language=script.language, cover=cover_of(project))
    digest = _digest(timeline, tags)
    if finished := _already_made(project, digest):
        listen(StageFinished(stage="master", summary="nothing changed"))
        return finished
    return _mastered(project, timeline, tags, digest, listen)


def _title(script: Script, project: Project) -> str:
    """What a player shows: the title, or for a drama that has none its file's name, made readable."""
    from audiodrama.story.prose import UNTITLED, title_from_name

    return script.title if script.title not in ("", UNTITLED) else title_from_name(project.name)


def _mastered(project: Project, timeline: Timeline, tags: Tags, digest: str, listen: Listen) -> Master:
    """Mix and encode, which loads what nothing before needs."""
    from audiodrama.master.mp3 import master
    from audiodrama.mix.mixdown import mix

    made = master(mix(timeline), project.mp3, tags, listen)
    _remember_mix(project, digest, made)
    return made


def _digest(timeline: Timeline, tags: Tags) -> str:
    """What determines the MP3's sound and tags; clips are named by their keys, so their content is in it."""
    return hashlib.sha256(repr((version("audiodrama"), timeline, tags.digest)).encode()).hexdigest()


def _already_made(project: Project, digest: str) -> Master | None:
    path = _mix_sidecar(project)
    try:
        known = json.loads(read_text(path)) if path.exists() else {}
        stat = project.mp3.stat()
        if known.get("digest") != digest or known.get("file") != [stat.st_size, stat.st_mtime_ns]:
            return None
        chapters = tuple(Marker(**marker) for marker in known["chapters"])
        return Master(path=project.mp3, **known["measured"], chapters=chapters)
    except (AudiodramaError, OSError, ValueError, KeyError, TypeError):
        return None


def _mix_sidecar(project: Project) -> Path:
    return project.out / f"{project.mp3.stem}.{MIX_SIDECAR}"


def _remember_mix(project: Project, digest: str, made: Master) -> None:
    stat = project.mp3.stat()
    known = {
        "digest": digest,
        "file": [stat.st_size, stat.st_mtime_ns],
        "measured": {"duration": made.duration, "loudness": made.loudness, "true_peak": made.true_peak},
        "chapters": [asdict(marker) for marker in made.chapters],
    }
    write_whole(_mix_sidecar(project), json.dumps(known))
