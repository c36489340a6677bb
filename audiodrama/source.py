"""What a script is made from: the story or screenplay that a project names, and what a title page says of it."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from audiodrama.files import read_bytes
from audiodrama.model import Cast, Script, Story
from audiodrama.project import STANDARD_INPUT, Project, Settings

SOURCE: Final = "Source"
"""The title page's entry that names the story and its digest."""
DIGEST_LENGTH: Final = 16
"""Hexadecimal digits of the SHA-256 that are kept: enough to tell drafts apart, short enough to read."""
NOTHING_DECIDED: Final[Mapping[int, str]] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Source:
    """The file that a story stands in."""

    data: bytes
    name: str
    """For messages, and for its suffix."""
    encoding: str | None
    stamp: str
    """What a script's title page says of it: its name and its digest."""

    def drafted(self, cast: Cast) -> Script:
        """A fresh script: of a screenplay by reading it, of prose by annotating it."""
        return self.screenplay() or self.annotated(self.story(), cast)

    def screenplay(self) -> Script | None:
        """The script that it is already; None where it is prose."""
        from audiodrama.script.screenplay import read_screenplay

        script = read_screenplay(self.data, name=self.name, encoding=self.encoding)
        return self._stamped(script) if script else None

    def story(self) -> Story:
        """What it tells."""
        from audiodrama.story import read_story

        return read_story(self.data, name=self.name, encoding=self.encoding)

    def annotated(self, story: Story, cast: Cast, decided: Mapping[int, str] = NOTHING_DECIDED) -> Script:
        """Its story as a script; `decided` are speakers that are certain, by the offset of their quote's first character."""
        from audiodrama.annotate import annotate

        return self._stamped(annotate(story, cast, decided))

    def _stamped(self, script: Script) -> Script:
        return replace(script, front=(*script.front, (SOURCE, self.stamp)))


def read_source(project: Project, settings: Settings) -> Source:
    """The project's story, not parsed yet."""
    data = _source_bytes(project)
    stamp = f"{source_name(project)} sha256:{hashlib.sha256(data).hexdigest()[:DIGEST_LENGTH]}"
    return Source(data=data, name=project.source, encoding=settings.encoding, stamp=stamp)


def cover_of(project: Project) -> bytes:
    """The picture that the project's book brings with it, a JPEG or PNG file; empty where it has none."""
    from audiodrama.story import read_cover

    path = Path(project.source)
    return read_cover(read_bytes(path), name=project.source) if path.suffix.lower() == ".epub" and path.is_file() else b""


def source_name(project: Project) -> str:
    """What a title page calls the project's source."""
    return project.name if project.source == STANDARD_INPUT else Path(project.source).name


def _source_bytes(project: Project) -> bytes:
    from audiodrama.story import read_source

    return sys.stdin.buffer.read() if project.source == STANDARD_INPUT else read_source(Path(project.source))
