"""The commands: options in, one call, view out. Everything heavy is imported inside a command, so that `--help` is quick."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, NoReturn, TypeVar

import click

from audiodrama.errors import AudiodramaError, EngineMissingError
from audiodrama.project import CAST_FILE, Project, Settings, open_project, settings_of_machine

INTERRUPTED: Final = 130
WRONG_USAGE: Final = 2
LINES_FAILED: Final = 1

Command = TypeVar("Command", bound=Callable[..., Any])


class Name(click.ParamType[str]):
    """A character, an engine: completed from what is there, whatever its case."""

    name = "name"

    def __init__(self, candidates: Callable[[], Sequence[str]]) -> None:
        self.candidates = candidates

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[click.shell_completion.CompletionItem]:
        """Names that begin with what was typed."""
        del ctx, param
        fitting = (name for name in self.candidates() if name.casefold().startswith(incomplete.casefold()))
        return [click.shell_completion.CompletionItem(name) for name in fitting]


def _roles() -> Sequence[str]:
    from audiodrama.preparation import read_cast_file

    try:
        return [role.name for role in read_cast_file(Path(CAST_FILE)).roles]
    except AudiodramaError:
        return []


def _engines() -> Sequence[str]:
    from audiodrama.plugins import engine_names

    return engine_names()


def _options(*decorators: Callable[[Command], Command]) -> Callable[[Command], Command]:
    def decorate(command: Command) -> Command:
        for decorator in reversed(decorators):
            command = decorator(command)
        return command

    return decorate


FILE = click.Path(path_type=Path, dir_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False)

output_options = _options(
    click.option("--json", "as_json", is_flag=True, help="Print what happens as JSON lines on stdout, and nothing else there."),
    click.option("-q", "--quiet", count=True, help="Say only the result."),
    click.option("-v", "--verbose", count=True, help="Say more; twice: show where a bug of audiodrama's own comes from."),
)
file_options = _options(
    click.option("--name", help="What the results are called; for a story from standard input."),
    click.option("--cast", type=FILE, help="The cast file, instead of voices.yaml in this folder."),
    click.option("--script", type=FILE, help="The script, instead of the one beside the story."),
    click.option("--output-dir", type=FOLDER, help="The folder for all that can be computed again, instead of out/."),
    click.option("--encoding", help="The story's encoding, when it is not recognised: latin-1, koi8-r …"),
    click.option(
        "--narrate-action/--no-narrate-action",
        default=None,
        help="Perform what stands in a script under no name, or leave it out; it is performed if not told.",
    ),
)
render_options = _options(
    click.option("--engine", type=Name(_engines), help="The speech engine for this run."),
    click.option("--only", type=Name(_roles), help="This role alone."),
    click.option("--workers", type=click.IntRange(1, 64), help="Worker processes; one per core if not given."),
)
part_options = _options(
    click.option("--preview", is_flag=True, help="The first minute alone; the whole drama then uses its clips."),
    click.option("--scene", type=click.IntRange(min=1), help="This scene alone, counted from 1."),
)
mix_options = _options(
    click.option("-o", "--output", type=FILE, help="The MP3 to write, instead of out/NAME.mp3."),
    click.option("--music", help="The music under it: a file, a folder, auto or none."),
    click.option("--timings", type=FILE, help="Also write when each clip begins and ends, as JSON."),
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="audiodrama")
def cli() -> None:
    """Turn a story into a full-cast audio drama.

    \b
    audiodrama produce story.txt       the whole way, to out/story.mp3
    then edit voices.yaml to recast, or story.fountain to mend who says what and how,
    and run the same command again: only what changed is recorded anew.
    """  # noqa: D301  (click's mark for lines that it must not join)


@cli.command()
@click.argument("story")
@file_options
@render_options
@part_options
@mix_options
@click.option("--dry-run", is_flag=True, help="Say what would be done; write nothing.")
@output_options
def produce(story: str, *, dry_run: bool, **options: Any) -> None:
    """Everything, up to the MP3 in out/.

    STORY is a .txt, .md, .html, .docx, .odt, .epub or .pdf file, a folder or a zip of chapter files, a script (.fountain, .fdx,
    plain text), or - for standard input.

    Example: audiodrama produce the_last_ferry.txt --music none
    """
    if dry_run:
        _run_status(story, options)
        return
    _run_production(story, options, mixing=True)


@cli.command()
@click.argument("story")
@file_options
@render_options
@output_options
def render(story: str, **options: Any) -> None:
    """Only the clips: what changed is recorded, nothing is mixed.

    Example: audiodrama render the_last_ferry.txt --only MARA
    """
    _run_production(story, options, mixing=False)


@cli.command()
@click.argument("story")
@file_options
@mix_options
@click.option("--engine", type=Name(_engines), help="The speech engine for this run.")
@output_options
def mix(story: str, **options: Any) -> None:
    """Only the mix, of clips that are already recorded; silence stands in for the others.

    Example: audiodrama mix the_last_ferry.txt --music calm_piano.mp3
    """
    _run_production(story, options, mixing=True, rendering=False)


@cli.command()
@click.argument("story")
@click.option("--update", is_flag=True, help="Take the speakers that you corrected as certain, and decide the others again.")
@file_options
@output_options
def annotate(story: str, *, update: bool, **options: Any) -> None:
    """Story to script: who says what, and how. A script that you edited is merged, never overwritten.

    Example: audiodrama annotate the_last_ferry.txt --update
    """
    from audiodrama.cli import show, views
    from audiodrama.drafting import prepare_script, update_script
    from audiodrama.files import write_whole
    from audiodrama.preparation import read_cast_file

    project, settings = _project(story, options), _settings(options)
    with show.watching(as_json=options["as_json"], verbosity=_verbosity(options)) as listen:
        write_script = update_script if update else prepare_script
        script, files = write_script(project, read_cast_file(project.cast), settings, listen)
        for path, text in files.items():
            write_whole(path, text)
    views.show_script(project, script, as_json=options["as_json"])


@cli.command()
@click.argument("story", required=False, metavar="[SCRIPT]")
@click.option("--recast", is_flag=True, help="Choose again the voices that are still the tool's own.")
@file_options
@click.option("--engine", type=Name(_engines), help="The speech engine to choose voices of.")
@output_options
def cast(story: str | None, *, recast: bool, **options: Any) -> None:
    """voices.yaml: add who is missing, show the cast.

    SCRIPT is a .fountain script or a story; without one, the cast is only shown.

    Example: audiodrama cast the_last_ferry.fountain
    """
    from audiodrama.cli import show, views
    from audiodrama.preparation import prepare, read_cast_file

    project, settings = _project(story or CAST_FILE, options), replace(_settings(options), recast=recast)
    performed = None
    if story:
        with show.watching(as_json=options["as_json"], verbosity=_verbosity(options)) as listen:
            prepared = prepare(project, settings, listen)
            prepared.commit()
            performed = prepared.script
    views.show_cast(project, read_cast_file(project.cast), performed, as_json=options["as_json"])


@cli.command()
@click.argument("story", required=False)
@file_options
@output_options
def check(story: str | None, **options: Any) -> None:
    """Script and voices: every problem with file:line; renders nothing.

    Example: audiodrama check the_last_ferry.fountain
    """
    from audiodrama.cli import views
    from audiodrama.inspection import inspect

    found = inspect(_project(story or CAST_FILE, options), _settings(options), with_script=story is not None)
    views.show_check(found, as_json=options["as_json"])
    if found.problems:
        sys.exit(3)


@cli.command()
@click.argument("story")
@file_options
@render_options
@output_options
def status(story: str, **options: Any) -> None:
    """What would be rendered again, and why. Writes nothing.

    Example: audiodrama status the_last_ferry.txt
    """
    _run_status(story, options)


@cli.command()
@click.argument("role", metavar="NAME", type=Name(_roles))
@click.argument("story", required=False)
@file_options
@click.option("--engine", type=Name(_engines), help="The speech engine to hear voices of.")
@click.option("--choose", type=int, metavar="N", help="Take the voice of that number: voices.yaml is edited in place.")
@output_options
def audition(role: str, story: str | None, *, choose: int | None, **options: Any) -> None:
    """A character's own lines in the five voices that suit it best, as files and as one page.

    Without STORY, the script in this folder in which the character says most. On a terminal it asks which voice to take.

    Example: audiodrama audition MARA
    """
    from audiodrama.audition import audition as hear
    from audiodrama.audition import choose_take, script_of
    from audiodrama.cli import show, views

    project, settings = _project(story, options) if story else script_of(role, Path()), _settings(options)
    with show.watching(as_json=options["as_json"], verbosity=_verbosity(options)) as listen:
        heard = hear(project, settings, role, listen)
        chosen = choose_take(project, settings, heard, choose, listen) if choose is not None else None
    views.show_audition(heard, chosen, as_json=options["as_json"])
    if choose is None and not options["as_json"] and (number := views.ask_for_take(heard)):
        views.show_choice(choose_take(project, settings, heard, number, lambda _event: None), heard)


@cli.command()
@click.option("--engine", type=Name(_engines), help="Only the voices of this engine.")
@click.option("--gender", type=click.Choice(["female", "male", "neutral"]), help="Only these voices.")
@click.option("--age", type=click.Choice(["child", "young", "adult", "old"]), help="Only these voices.")
@click.option("--accent", help="Only these voices: american, british …")
@click.option("--language", help="Only these voices: en, en-GB …")
@click.option("--samples", is_flag=True, help="Let each say a sentence, in out/voices/, with a page to listen to them.")
@output_options
def voices(*, engine: str | None, samples: bool, **options: Any) -> None:
    """The voices that are installed here.

    Example: audiodrama voices --gender female --accent british --samples
    """
    from audiodrama.audition import fitting, sample_voices, voices_of
    from audiodrama.cli import show, views

    traits = {name: options[name] for name in ("gender", "age", "accent", "language") if options[name]}
    found = fitting(voices_of(engine), traits)
    heard = None
    if samples:
        with show.watching(as_json=options["as_json"], verbosity=_verbosity(options)) as listen:
            heard = sample_voices(_project(CAST_FILE, options), _settings(options), found, listen)
    views.show_voices(found, heard, as_json=options["as_json"])


@cli.command()
@click.argument("engine", type=Name(_engines))
@output_options
def setup(engine: str, **options: Any) -> None:
    """Fetch what an engine needs beside its package: models, voices. Once; after that no network is needed.

    Example: audiodrama setup kokoro
    """
    from audiodrama.cli import show, views
    from audiodrama.inspection import examine_engine, set_up_engine

    with show.watching(as_json=options["as_json"], verbosity=_verbosity(options)) as listen:
        set_up_engine(engine, listen)
    found = examine_engine(engine)
    views.show_doctor([found], as_json=options["as_json"])
    if not found.works:
        sys.exit(EngineMissingError.exit_code)


@cli.command()
@output_options
def doctor(**options: Any) -> None:
    """What works here, and how to get the rest.

    Example: audiodrama doctor
    """
    from audiodrama.cli import views
    from audiodrama.inspection import examine_machine

    views.show_doctor(examine_machine(Path.cwd()), as_json=options["as_json"])


def _run_production(story: str, options: dict[str, Any], *, mixing: bool, rendering: bool = True) -> None:
    from audiodrama.cli import show, views
    from audiodrama.production import produce as produce_drama

    project, settings = _project(story, options), _settings(options)
    settings = replace(settings, mixing=mixing, rendering=rendering)
    with show.watching(as_json=options["as_json"], verbosity=_verbosity(options)) as listen:
        outcome = produce_drama(project, settings, listen)
    views.show_outcome(outcome, as_json=options["as_json"], verbosity=_verbosity(options))
    if outcome.failures:
        sys.exit(LINES_FAILED)


def _run_status(story: str, options: dict[str, Any]) -> None:
    from audiodrama.cli import views
    from audiodrama.inspection import status_of

    found = status_of(_project(story, options), _settings(options))
    views.show_status(found, as_json=options["as_json"], verbosity=_verbosity(options))


def _project(story: str, options: dict[str, Any]) -> Project:
    names = ("name", "cast", "script", "output", "output_dir")
    return open_project(story, **{name: options[name] for name in names if options.get(name) is not None})


def _settings(options: dict[str, Any]) -> Settings:
    names = ("engine", "music", "workers", "only", "scene", "preview", "encoding", "timings", "narrate_action")
    return replace(settings_of_machine(), **{name: options[name] for name in names if options.get(name) is not None})


def _verbosity(options: dict[str, Any]) -> int:
    return int(options["verbose"]) - int(options["quiet"])


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line; every failure becomes a sentence and an exit code, never a traceback."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        cli.main(args=words, prog_name="audiodrama", standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(WRONG_USAGE)
    except (KeyboardInterrupt, click.Abort):
        click.echo("interrupted; the same command carries on", err=True)
        sys.exit(INTERRUPTED)
    except AudiodramaError as error:
        from audiodrama.cli import show

        show.show_error(error, as_json="--json" in words)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.exit(0)
    except Exception as error:
        if "-vv" in words:
            raise
        click.echo(f"error: audiodrama has a bug here: {type(error).__name__}: {error}\n       -vv shows where", err=True)
        sys.exit(1)
    sys.exit(0)
