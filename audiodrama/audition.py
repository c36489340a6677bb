"""Hearing voices before choosing one: a character's own lines in the voices that suit it best, or a sentence in every voice.

What is heard is rendered into the production's own clip store, so the lines of the voice that is chosen are never made twice.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from audiodrama.engines import choose_engine, installed_voices
from audiodrama.errors import InputError
from audiodrama.events import Listen
from audiodrama.files import read_text, write_whole, writing
from audiodrama.model import SAMPLE_RATE, Cast, Chapter, Clip, Line, Role, Scene, Script, Voice
from audiodrama.plugins import Engine
from audiodrama.preparation import Prepared, check_only, prepare, read_cast_file
from audiodrama.project import SCRIPT_SUFFIX, Project, Settings, open_project, safe_name

if TYPE_CHECKING:
    from audiodrama.audio.samples import Samples

AUDITIONED: Final = 5
"""Voices that a character is heard in."""
MOST_LINES: Final = 3
MOST_WORDS: Final = 60
"""Of a character's lines that are heard in each voice: about twenty seconds."""
BEST_LENGTH: Final = 18
"""Words. A line of about this length tells most of a voice."""
PAUSE_S: Final = 0.5
LOUDNESS_LUFS: Final = -20.0
"""All takes are equally loud: the louder one of two always seems the better one."""
MOST_GAIN_DB: Final = 20.0
SAMPLE: Final = "Three lamps were lit on the quay that night, and nobody would say who had lit them. Would you?"
FOLDER: Final = "audition"


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """One voice, heard."""

    number: int
    """Counted from 1."""
    voice: Voice
    path: Path
    """A FLAC file."""
    is_current: bool = False
    """The character has this voice already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audition:
    """What there is to hear."""

    title: str
    role: str
    """Empty where voices introduce themselves."""
    takes: tuple[Take, ...]
    page: Path
    """An HTML page with all takes."""


def audition(project: Project, settings: Settings, name: str, listen: Listen) -> Audition:
    """Let a character speak its own lines in its voice and in those that suit it best beside the rest of the cast.

    Raises:
        InputError: nobody of that name speaks in the script, or says anything.
    """
    prepared = prepare(project, settings, listen)
    role = prepared.cast.role(check_only(prepared.script, prepared.cast, name)) or Role(name=name)
    voices = _suggested(prepared, role)
    lines = telling_lines(prepared.script, role)
    if not lines or not voices:
        raise InputError(f"{role.name} says nothing that could be heard", hint="name a character who speaks")
    current = role.voices.get(prepared.engine.name, "")
    casts = [(voice, _recast(prepared.cast, role, voice)) for voice in voices]
    folder = project.out / FOLDER / safe_name(role.name)
    takes = _takes(project, prepared.engine, folder, [(voice, cast, lines) for voice, cast in casts], settings, listen)
    takes = tuple(replace(take, is_current=take.voice.name == current) for take in takes)
    return _paged(Audition(title=role.name, role=role.name, takes=takes, page=folder / "index.html"), lines)


def choose_take(project: Project, settings: Settings, heard: Audition, number: int, listen: Listen) -> Take:
    """Give the character the voice of that take, in voices.yaml itself; the choice is the user's own from then on.

    Raises:
        InputError: there is no take of that number.
        ProblemsError: voices.yaml cannot be edited there.
    """
    from audiodrama.cast.edit import set_voice

    take = next((take for take in heard.takes if take.number == number), None)
    if take is None:
        raise InputError(f"there is no voice number {number}", hint=f"choose 1 to {len(heard.takes)}")
    prepared = prepare(project, settings, listen)
    prepared.commit()
    text = read_text(project.cast)
    write_whole(project.cast, set_voice(text, heard.role, take.voice.engine, take.voice.name, "", str(project.cast)))
    return take


def sample_voices(project: Project, settings: Settings, voices: Sequence[Voice], listen: Listen) -> Audition:
    """Let every one of the voices say one sentence."""
    line = Line(kind="speech", speaker="VOICE", text=SAMPLE)
    folder = project.out / "voices"
    takes: list[Take] = []
    for engine in dict.fromkeys(voice.engine for voice in voices):
        own = [voice for voice in voices if voice.engine == engine]
        wanted = [(voice, _recast(Cast(), Role(name="VOICE"), voice), [line]) for voice in own]
        takes += _takes(project, choose_engine(engine), folder, wanted, settings, listen, start=len(takes) + 1)
    return _paged(Audition(title="Voices", role="", takes=tuple(takes), page=folder / "index.html"), [line])


def script_of(name: str, folder: Path) -> Project:
    """The production whose script in the folder gives that character most lines.

    Raises:
        InputError: nobody of that name speaks in any script here.
    """
    from audiodrama.script.text import read_script

    cast = read_cast_file(open_project(str(folder / f"x{SCRIPT_SUFFIX}"), folder=folder).cast)
    role = cast.role(name)
    wanted = {name.casefold(), *((role.name.casefold(), *map(str.casefold, role.aliases)) if role else ())}
    scripts = sorted(folder.glob(f"*{SCRIPT_SUFFIX}"))
    counts = {
        path: sum(line.speaker.casefold() in wanted for line in read_script(read_text(path), str(path)).lines)
        for path in scripts
    }
    best = max(counts, key=lambda path: counts[path], default=None)
    if best is None or not counts[best]:
        raise InputError(f"nobody named {name} speaks in a script of this folder", hint="name the story or script after it")
    return open_project(str(best), folder=folder)


def telling_lines(script: Script, role: Role) -> list[Line]:
    """Up to three of the role's lines, in the order of the script: of telling length, in as many manners as there are."""
    names = {role.name.casefold(), *map(str.casefold, role.aliases)}
    own = list(dict.fromkeys(line for line in script.lines if line.speaker.casefold() in names and line.note("skip") is None))
    spoken = [line for line in own if any(char.isalnum() for char in line.text)]
    chosen: list[Line] = []
    for line in sorted(spoken, key=lambda line: abs(len(line.text.split()) - BEST_LENGTH)):
        if len(chosen) < MOST_LINES and _is_new(line, chosen):
            chosen.append(line)
    return [line for line in spoken if line in chosen]


def _is_new(line: Line, chosen: Sequence[Line]) -> bool:
    """Whether there is time for it, and its manner was not heard yet."""
    words = sum(len(other.text.split()) for other in (*chosen, line))
    return not chosen or (words <= MOST_WORDS and (not line.manner or line.manner not in [other.manner for other in chosen]))


def _suggested(prepared: Prepared, role: Role) -> list[Voice]:
    from audiodrama.annotate import describe
    from audiodrama.cast.auto import suggest

    engine = prepared.engine
    found = suggest(prepared.script, describe(prepared.script), prepared.cast, engine.name, engine.voices(), role.name)
    current = [voice for voice in engine.voices() if voice.name == role.voices.get(engine.name)]
    return list(dict.fromkeys([*current, *found]))[:AUDITIONED]


def _recast(cast: Cast, role: Role, voice: Voice) -> Cast:
    """The cast in which that role has that voice."""
    others = tuple(other for other in cast.roles if other.name != role.name)
    return replace(cast, roles=(*others, replace(role, voices={**role.voices, voice.engine: voice.name})))


def _takes(
    project: Project,
    engine: Engine,
    folder: Path,
    wanted: Sequence[tuple[Voice, Cast, Sequence[Line]]],
    settings: Settings,
    listen: Listen,
    start: int = 1,
) -> tuple[Take, ...]:
    """All voices are rendered in one go, then each becomes a file."""
    from audiodrama.tts.plan import plan
    from audiodrama.tts.render import render
    from audiodrama.tts.store import Store

    plans = [plan(_scene(lines), cast, engine) for _, cast, lines in wanted]
    jobs = {job.key: job for planned in plans for job in planned.jobs}
    clips = render(list(jobs.values()), Store(project.clips), engine, workers=settings.workers, listen=listen)
    takes = []
    for number, ((voice, _, lines), planned) in enumerate(zip(wanted, plans, strict=True), start):
        path = folder / f"{number} {safe_name(str(voice))}.flac"
        _write_take(path, [clips[planned.keys[line]] for line in lines if line in planned.keys])
        takes.append(Take(number=number, voice=voice, path=path))
    return tuple(takes)


def _scene(lines: Sequence[Line]) -> Script:
    """A script of these lines alone."""
    scene = Scene(heading="", items=tuple(lines))
    return Script(title="", author="", language="en", chapters=(Chapter(title="", scenes=(scene,)),))


def _write_take(path: Path, clips: Sequence[Clip]) -> None:
    import numpy as np

    from audiodrama.audio.samples import write_flac

    pause = np.zeros((round(PAUSE_S * SAMPLE_RATE), 1), np.float32)
    pieces = [piece for clip in clips for piece in (_levelled(clip), pause)]
    path.parent.mkdir(parents=True, exist_ok=True)
    with writing(path) as temporary:
        write_flac(temporary, np.concatenate(pieces[:-1] or [pause]))


def _levelled(clip: Clip) -> Samples:
    import numpy as np

    from audiodrama.audio.samples import db_to_gain, read_audio

    if clip.missing:
        return np.zeros((clip.frames, 1), np.float32)
    sound, _ = read_audio(clip.path)
    gain = 0.0 if clip.loudness is None else min(LOUDNESS_LUFS - clip.loudness, MOST_GAIN_DB)
    return np.asarray(np.clip(sound * db_to_gain(gain), -1, 1), dtype=np.float32)


def _paged(heard: Audition, lines: Sequence[Line]) -> Audition:
    write_whole(heard.page, page(heard, lines))
    return heard


def page(heard: Audition, lines: Sequence[Line]) -> str:
    """A page of HTML that plays every take; it loads nothing but the files beside it."""
    return "\n".join(_rows(heard, lines)) + "\n"


def _rows(heard: Audition, lines: Sequence[Line]) -> Iterator[str]:
    title = html.escape(heard.title)
    yield f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>{title}</title>'
    yield "<style>body{font:1rem/1.5 sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}td{padding:.3rem .6rem}</style>"
    yield f"<h1>{title}</h1>"
    yield from (f"<blockquote>{html.escape(line.text)}</blockquote>" for line in lines)
    yield "<table>"
    for take in heard.takes:
        who = html.escape(described(take.voice)) + (" (now)" if take.is_current else "")
        source = html.escape(_quoted(take.path.name), quote=True)
        player = f'<audio controls preload="none" src="{source}"></audio>'
        yield f"<tr><td>{take.number}<td>{html.escape(str(take.voice))}<td>{who}<td>{player}"
    yield "</table>"
    if heard.role:
        yield f"<p>To choose the second: <code>audiodrama audition {html.escape(_word(heard.role))} --choose 2</code>"
    yield "</html>"


def _quoted(name: str) -> str:
    from urllib.parse import quote

    return quote(name)


def _word(name: str) -> str:
    """As a shell takes it."""
    import shlex

    return shlex.quote(name)


def described(voice: Voice) -> str:
    """`female, young, british`."""
    return ", ".join(filter(None, (voice.gender, voice.age, voice.accent)))


def fitting(voices: Sequence[Voice], wanted: Mapping[str, str]) -> list[Voice]:
    """The voices of that `gender`, `age` and `accent` or `language`; what is not asked for may be anything."""
    return [voice for voice in voices if all(_fits(voice, trait, value) for trait, value in wanted.items())]


def _fits(voice: Voice, trait: str, value: str) -> bool:
    own = str(getattr(voice, trait)).casefold()
    return own == value.casefold() or (trait == "language" and own.startswith(f"{value.casefold()}-"))


def voices_of(engine: str | None) -> list[Voice]:
    """Every voice that is installed here, or those of one engine.

    Raises:
        EngineMissingError: there is no engine of that name, or it does not speak here.
    """
    if engine:
        return list(choose_engine(engine).voices())
    return [voice for found in installed_voices().values() for voice in found]
