"""How things look: bars, tables, errors, JSON. The only file that knows `rich`; results go to stdout, the rest to stderr."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any, Final

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table

from audiodrama.errors import AudiodramaError, Problem, ProblemsError
from audiodrama.events import Event, LineFailed, LineRendered, Listen, StageAdvanced, StageFinished, StageStarted, Warned

QUIET: Final = -1
VERBOSE: Final = 1
MOST_WARNINGS: Final = 20
"""Warnings shown one by one in a run; the others are counted, so that a summary is not scrolled away."""


def console() -> Console:
    """The stderr console: colours only on a terminal that wants them (`NO_COLOR` is obeyed)."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


@dataclass
class Watcher:
    """Draws events as bars on a terminal, or as one line a stage elsewhere."""

    verbosity: int
    screen: Console = field(default_factory=console)
    progress: Progress | None = None
    tasks: dict[str, TaskID] = field(default_factory=dict)
    warnings: int = 0

    def __call__(self, event: Event) -> None:
        """Show one event."""
        match event:
            case StageStarted(total=total) if total and self.progress:
                self.tasks[event.stage] = self.progress.add_task(event.stage, total=total)
            case StageAdvanced() if self.progress and event.stage in self.tasks:
                self.progress.update(self.tasks[event.stage], completed=event.done)
            case StageFinished():
                self._finish(event)
            case Warned():
                self._warn(event)
            case LineFailed():
                self._line("red", "not rendered", f"{event.where} {event.speaker}: {event.reason}".strip())
            case LineRendered() if self.verbosity >= VERBOSE:
                self._line("dim", "rendered", f"{event.speaker}, {event.seconds:.1f} s")
            case _:
                pass

    def _finish(self, event: StageFinished) -> None:
        if self.progress and event.stage in self.tasks:
            self.progress.remove_task(self.tasks.pop(event.stage))
        self._line("green", event.stage, event.summary)

    def _warn(self, event: Warned) -> None:
        self.warnings += 1
        if self.warnings <= MOST_WARNINGS or self.verbosity >= VERBOSE:
            place = f"{event.where}: " if event.where else ""
            self._line("yellow", "note", f"{place}{event.message}" + (f" ({event.hint})" if event.hint else ""))

    def _line(self, colour: str, label: str, text: str) -> None:
        if self.verbosity > QUIET:
            self.screen.print(f"[{colour}]{label:>9}[/] {escape(text)}")

    def close(self) -> None:
        """Say how many warnings were not shown."""
        hidden = self.warnings - MOST_WARNINGS
        if hidden > 0 and self.verbosity < VERBOSE:
            self._line("yellow", "note", f"and {hidden} more; -v shows them all")


@contextmanager
def watching(*, as_json: bool, verbosity: int) -> Iterator[Listen]:
    """A listener for the length of a run: JSON lines on stdout, or bars and lines on stderr."""
    if as_json:
        yield lambda event: say_json(kind_of(event), **asdict(event))
        return
    screen = console()
    columns = (TextColumn("{task.description:>9}"), BarColumn(), TextColumn("{task.completed:.0f}/{task.total:.0f}"))
    with Progress(*columns, TimeRemainingColumn(), console=screen, transient=True, disable=not screen.is_terminal) as progress:
        watcher = Watcher(verbosity, screen, progress if screen.is_terminal and verbosity > QUIET else None)
        yield watcher
        watcher.close()


def kind_of(event: Event) -> str:
    """The event's name in JSON: `StageStarted` is `stage-started`."""
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in type(event).__name__).lstrip("-")


def say_json(kind: str, **values: Any) -> None:  # noqa: ANN401  (whatever JSON can hold)
    """One JSON line on stdout."""
    click.echo(json.dumps({"event": kind, **values}, ensure_ascii=False, default=str))


def say(text: str = "") -> None:
    """A result, on stdout."""
    click.echo(text)


def show_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table of results, on stdout: ruled for a terminal, tab-separated for a pipe."""
    screen = Console(highlight=False)
    if not screen.is_terminal:
        for row in rows:
            say("\t".join(row))
        return
    table = Table(box=None, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*map(escape, row))
    screen.print(table)


def show_error(error: AudiodramaError, *, as_json: bool) -> None:
    """What happened, where and what to do: the one place that shows errors."""
    if as_json:
        found = error.problems if isinstance(error, ProblemsError) else ()
        say_json(
            "error", message=error.message, where=str(error.where or ""), hint=error.hint, problems=[asdict(p) for p in found]
        )
        return
    screen = console()
    if isinstance(error, ProblemsError):
        for problem in error.problems:
            _show_problem(screen, problem)
        return
    place = f"{error.where}: " if error.where else ""
    screen.print(f"[red]error[/]: {escape(place + error.message)}")
    if error.hint:
        screen.print(f"       {escape(error.hint)}")


def _show_problem(screen: Console, problem: Problem) -> None:
    screen.print(f"{escape(str(problem.where))}: [red]{escape(problem.message)}[/]")
    if problem.excerpt:
        shown = problem.excerpt.expandtabs(1)
        screen.print(f"    {escape(shown)}")
        screen.print(f"    {' ' * (problem.where.column - 1)}[red]^[/]" + (f" {escape(problem.hint)}" if problem.hint else ""))
    elif problem.hint:
        screen.print(f"    {escape(problem.hint)}")


def clock(seconds: float) -> str:
    """A length as people say it: `4:07`, `1:02:03`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def plural(count: int, one: str, many: str = "") -> str:
    """`1 line`, `2 lines`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
