"""Write reference/commands.md from the commands' own help, so that the page is always true; a test compares the two.

python docs/make_commands.py
"""

from __future__ import annotations

from pathlib import Path

import click

from audiodrama.cli.commands import cli

PAGE = Path(__file__).parent / "reference" / "commands.md"
HEAD = """\
# Commands

This page is made of the commands' own `--help` by `docs/make_commands.py`.

A **folder** is a production: `voices.yaml` at its top is shared by all stories that you produce there, the script is written beside
its story, and `out/` holds what can be computed again. What wins, highest first: a flag; a note on the line; the character in
voices.yaml; its `defaults`; the engine's own default. `AUDIODRAMA_ENGINE` and `AUDIODRAMA_WORKERS` in the environment are for the
machine and rank below flags; so are the variables that say where models and speech servers are ([voices](../how-to/voices.md)).

| exit code | what happened |
|---|---|
| 0 | done |
| 1 | some lines could not be recorded (the rest is written, and they are listed), or a file could not be written |
| 2 | wrong usage, or a story that cannot be read |
| 3 | the script or voices.yaml has mistakes; they are listed |
| 4 | an engine or the encoder is missing |
| 130 | interrupted: the same command carries on |

Completion of commands, options, characters and engines: put `eval "$(_AUDIODRAMA_COMPLETE=bash_source audiodrama)"` into `~/.bashrc`
(`zsh_source` for zsh, `fish_source` for fish).

With `--json` every event is a line of JSON on stdout with its kind under `event` (`stage-started`, `stage-advanced`,
`line-rendered`, `line-failed`, `warned`, `stage-finished`), and the last line is the result: `produced`, `annotated`, `cast`, `checked`,
`status`, `voices`, `auditioned`, `doctor`, or `error`.
"""


def page() -> str:
    """The whole page."""
    context = click.Context(cli, info_name="audiodrama", terminal_width=100, **cli.context_settings)
    parts = [HEAD]
    for name in sorted(cli.commands):
        command = cli.commands[name]
        with click.Context(command, info_name=name, parent=context, terminal_width=100, max_content_width=100) as inner:
            parts.append(f"## {name}\n\n```text\n{command.get_help(inner)}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
