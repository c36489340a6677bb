"""One production's files and settings, and which setting wins.

The folder that the command runs in is the production: `voices.yaml` at its top, shared by all its stories; the script beside
its story; `out/` for what can be computed again. A flag wins over a note on a line, that over the character in voices.yaml,
that over its `defaults`, that over the engine's own default; variables are for the machine and rank below flags.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from audiodrama.errors import InputError

SCRIPT_SUFFIX: Final = ".fountain"
MP3_SUFFIX: Final = ".mp3"
STANDARD_INPUT: Final = "-"
CAST_FILE: Final = "voices.yaml"
OUT_FOLDER: Final = "out"

_UNSAFE: Final = re.compile(r"[^\w .()'-]+")
"""Characters of a name that do not go into a file's name: separators, wildcards, control characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a flag or a variable of the machine says; None where neither does."""

    engine: str | None = None
    music: str | None = None
    """A file, a folder, `auto` or `none`."""
    workers: int = 0
    """Worker processes; 0 lets the render stage choose."""
    only: str | None = None
    """Render and mix this role alone."""
    scene: int | None = None
    """This scene alone, counted from 1."""
    preview: bool = False
    """The first minute alone."""
    encoding: str | None = None
    timings: Path | None = None
    """Where to write when each clip begins and ends."""
    rendering: bool = True
    """Render what is missing; False mixes what is there."""
    mixing: bool = True
    """Mix and master; False stops after the clips."""
    narrate_action: bool = True
    """Perform the paragraphs of a script that no name stands above."""
    recast: bool = False
    """Choose again the voices that are still the tool's own."""

    @property
    def part(self) -> str:
        """What of the drama is made, for the name of its file; empty for all of it."""
        scene = f"scene-{self.scene}" if self.scene else ""
        only = f"only-{safe_name(self.only)}" if self.only else ""
        return "-".join(filter(None, (scene, "preview" if self.preview else "", only)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """The files of one production."""

    folder: Path
    """Where the command runs; `sounds/` and `music/` are looked for here."""
    source: str
    """The story or script as the user named it, or `-`."""
    name: str
    """What the results are called: the source's stem."""
    script: Path
    cast: Path
    out: Path
    """The folder of everything that can be computed again."""
    mp3: Path

    @property
    def is_script(self) -> bool:
        """The source is a script already: there is nothing to annotate."""
        return self.script == Path(self.source)

    @property
    def clips(self) -> Path:
        """The clip store, shared by all stories of the folder."""
        return self.out / "clips"

    @property
    def beds(self) -> Path:
        """Composed music and prepared sounds."""
        return self.out / "music"

    @property
    def transcript(self) -> Path:
        """The WebVTT file beside the MP3."""
        return self.mp3.with_suffix(".vtt")

    def sidecar(self, what: str) -> Path:
        """A file of this production that only the tool reads: `out/NAME.what`."""
        return self.out / f"{self.name}.{what}"


def safe_name(name: str) -> str:
    """The name without what could leave a folder or trouble a file system; never empty, never hidden."""
    return _UNSAFE.sub("-", name).strip(" .-") or "drama"


def open_project(
    source: str,
    *,
    folder: Path | None = None,
    name: str | None = None,
    output: Path | None = None,
    output_dir: Path | None = None,
    cast: Path | None = None,
    script: Path | None = None,
) -> Project:
    """Say where everything of a production lies, and check what can be known without reading a file.

    Raises:
        InputError: standard input without a name for its results, or an output that is no MP3.
    """
    folder = folder or Path()
    stem = name or ("story" if source == STANDARD_INPUT else Path(source).stem)
    out = (output_dir or folder / OUT_FOLDER).absolute()
    mp3 = output or out / f"{safe_name(stem)}{MP3_SUFFIX}"
    if mp3.suffix.lower() != MP3_SUFFIX:
        raise InputError(f"{mp3.name}: only MP3 files are written", hint=f"name the output {mp3.stem}{MP3_SUFFIX}")
    is_script = source != STANDARD_INPUT and Path(source).suffix.lower() == SCRIPT_SUFFIX
    home = folder / stem if source == STANDARD_INPUT else Path(source)
    return Project(
        folder=folder,
        source=source,
        name=safe_name(stem),
        script=Path(source) if is_script else script or home.with_name(safe_name(stem) + SCRIPT_SUFFIX),
        cast=cast or folder / CAST_FILE,
        out=out,
        mp3=mp3,
    )


def settings_of_machine(environment: Mapping[str, str] | None = None) -> Settings:
    """What `AUDIODRAMA_ENGINE` and `AUDIODRAMA_WORKERS` say.

    Raises:
        InputError: a number of workers that is none.
    """
    environment = os.environ if environment is None else environment
    workers = environment.get("AUDIODRAMA_WORKERS", "0")
    if not workers.isdecimal():
        raise InputError(
            f"AUDIODRAMA_WORKERS is {workers!r}, not a number", hint="set it to a number of processes, or unset it"
        )
    return Settings(engine=environment.get("AUDIODRAMA_ENGINE") or None, workers=int(workers))
