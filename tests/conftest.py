"""A folder to produce in, and a command line to do it with."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from audiodrama.cli.commands import main

settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

STORY = """\
The Wet Goose

“Is that a goose?” asked Mara.

“It was,” said Tobias. “Now it is a puddle with opinions.”

“Quiet!” whispered Mara. “It can hear you—”

“Honk,” said the goose.

***

By morning the puddle had gone, and so had the bread.
"""


@dataclass
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def events(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Command = Callable[..., Ran]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The production's folder, with a little story in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AUDIODRAMA_ENGINE", "tone")
    (tmp_path / "goose.txt").write_text(STORY, encoding="utf-8")
    return tmp_path


@pytest.fixture
def audiodrama(folder: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run the command line in the folder, in this process; without music, whose composing takes longer than all the rest."""

    def run(*arguments: str) -> Ran:
        if arguments[0] in {"produce", "mix"} and "--music" not in arguments:
            arguments = (*arguments, "--music", "none")
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        shown = capsys.readouterr()
        return Ran(int(ended.value.code or 0), shown.out, shown.err)

    return run
