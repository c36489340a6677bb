"""Every command has help with an example, and the reference page is made of it."""

import runpy
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from audiodrama.cli.commands import cli

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_has_help_with_an_example(name: str) -> None:
    assert "Example: audiodrama" in (cli.commands[name].help or "")
    options = [param for param in cli.commands[name].params if isinstance(param, click.Option)]
    assert [option.name for option in options if not option.help] == []


def test_the_first_help_keeps_its_lines() -> None:
    shown = CliRunner().invoke(cli, ["--help"]).output
    assert "  audiodrama produce story.txt       the whole way, to out/story.mp3\n" in shown
    assert "\\" not in shown


def test_the_reference_page_is_up_to_date() -> None:
    made = runpy.run_path(str(DOCS / "make_commands.py"))["page"]()
    assert (DOCS / "reference" / "commands.md").read_text("utf-8") == made, "run python docs/make_commands.py"
