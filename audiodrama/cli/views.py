"""What each command shows at its end: a few lines for people, one JSON object for programs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

from audiodrama.audition import Audition, Take, described
from audiodrama.cli.show import clock, plural, say, say_json, show_table
from audiodrama.inspection import Check, Finding, Status
from audiodrama.model import Cast, Role, Script, Voice
from audiodrama.production import Outcome
from audiodrama.project import Project
from audiodrama.script.doubts import doubts_of
from audiodrama.script.leftout import ACTION, LeftOut

LONGEST_QUOTED: Final = 50
"""Characters of a line that are quoted."""
MOST_SHOWN: Final = 12
"""Rows of a list that are shown before `-v` is asked for."""


def show_outcome(outcome: Outcome, *, as_json: bool, verbosity: int) -> None:
    """Where the MP3 is, how long and how loud, what is doubtful, and how to recast."""
    if as_json:
        say_json("produced", **_outcome_json(outcome))
        return
    master, project = outcome.master, outcome.project
    if master:
        say(_shown(master.path))
    if verbosity < 0:
        return
    if master:
        say(
            f"  {clock(master.duration)} long, {master.loudness:.1f} LUFS, peak {master.true_peak:.1f} dBTP, "
            f"{plural(len(master.chapters), 'chapter mark')}; transcript {project.transcript.name}"
        )
    say(f"  {plural(outcome.roles, 'voice')}; {plural(outcome.rendered, 'clip')} recorded, {outcome.reused:,} reused")
    _show_failures(outcome)
    _show_left_out(outcome)
    _show_next_steps(outcome)


def _shown(path: Path) -> str:
    """The path as one would type it here."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def _show_failures(outcome: Outcome) -> None:
    if outcome.failures:
        say(
            f"  {plural(len(outcome.failures), 'line')} could not be recorded; silence stands in (the same command tries again)"
        )
        for failure in outcome.failures[:MOST_SHOWN]:
            say(f"    {failure.where} {failure.speaker}: {failure.text[:60]}")


def _show_left_out(outcome: Outcome) -> None:
    """One row for each reason: how much, where the first stands, how to bring it back."""
    reasons: dict[str, list[LeftOut]] = {}
    for paragraph in outcome.left_out:
        reasons.setdefault(paragraph.reason, []).append(paragraph)
    for reason, paragraphs in list(reasons.items())[:MOST_SHOWN]:
        words = plural(sum(paragraph.words for paragraph in paragraphs), "word")
        times = f", {len(paragraphs)} times" if len(paragraphs) > 1 else ""
        say(f"  not performed: {reason} ({words}{times}), {paragraphs[0].where}")
    if ACTION in reasons:
        say("    --narrate-action performs the action")
    if reasons.keys() - {ACTION}:
        say(f"    to perform one, take away the /* … */ around it in {_shown(outcome.project.script)}, and its reason")


def _show_next_steps(outcome: Outcome) -> None:
    project = outcome.project
    if outcome.doubts:
        say(f"  {_doubts(len(outcome.doubts), project)}")
    say(f"  recast in {_shown(project.cast)}, mend lines in {_shown(project.script)}, run it again: only changes are recorded")


def _outcome_json(outcome: Outcome) -> dict[str, object]:
    project, master = outcome.project, outcome.master
    return {
        "mp3": str(master.path) if master else None,
        "seconds": master.duration if master else None,
        "lufs": master.loudness if master and math.isfinite(master.loudness) else None,
        "true_peak_dbtp": master.true_peak if master and math.isfinite(master.true_peak) else None,
        "script": str(project.script),
        "cast": str(project.cast),
        "transcript": str(project.transcript) if master else None,
        "voices": outcome.roles,
        "rendered": outcome.rendered,
        "reused": outcome.reused,
        "failed": [asdict(failure) for failure in outcome.failures],
        "left_out": [
            {"reason": paragraph.reason, "text": paragraph.text, "where": str(paragraph.where or "")}
            for paragraph in outcome.left_out
        ],
        "doubts": [{"speaker": line.speaker, "text": line.text, "where": str(line.where or "")} for line in outcome.doubts],
    }


def show_script(project: Project, script: Script, *, as_json: bool) -> None:
    """Who speaks how much, and where the doubts are."""
    counts: dict[str, list[int]] = {}
    for line in script.lines:
        row = counts.setdefault(line.speaker, [0, 0])
        row[0] += 1
        row[1] += len(line.text.split())
    doubts = doubts_of(script)
    ordered = sorted(counts.items(), key=lambda entry: -entry[1][1])
    if as_json:
        speakers = [{"name": name, "lines": lines, "words": words} for name, (lines, words) in ordered]
        say_json("annotated", script=str(project.script), speakers=speakers, doubts=len(doubts))
        return
    say(str(project.script))
    show_table(("speaker", "lines", "words"), [(name, str(lines), str(words)) for name, (lines, words) in ordered])
    if doubts:
        say(_doubts(len(doubts), project))


def _doubts(count: int, project: Project) -> str:
    lines = plural(count, "doubtful line")
    return f"{lines}, marked [[?: `audiodrama check {_shown(project.script)}` lists them, the costliest first"


def show_cast(project: Project, cast: Cast, script: Script | None, *, as_json: bool) -> None:
    """The roles and their voices; with a script, how much each has to say."""
    if as_json:
        say_json("cast", file=str(project.cast), roles=[_role_json(role) for role in cast.roles])
        return
    counts: dict[str, int] = {}
    for line in script.lines if script else ():
        counts[line.speaker] = counts.get(line.speaker, 0) + 1
    rows = [(role.name, str(counts.get(role.name, "")), _voices(role), _traits(role)) for role in cast.roles]
    show_table(("role", "lines", "voice", "who"), rows)


def _voices(role: Role) -> str:
    return ", ".join(
        f"{engine}:{name}" + (" (auto)" if engine in role.automatic else "") for engine, name in role.voices.items()
    )


def _traits(role: Role) -> str:
    return ", ".join(filter(None, (role.traits.gender, role.traits.age, role.traits.accent, role.traits.temper)))


def _role_json(role: Role) -> dict[str, object]:
    return {
        "name": role.name,
        "aliases": role.aliases,
        "voices": dict(role.voices),
        "traits": asdict(role.traits),
        "delivery": asdict(role.delivery),
        "placement": asdict(role.placement),
    }


def show_check(found: Check, *, as_json: bool) -> None:
    """Every problem and every doubt with its place; on stdout, for an editor to jump to."""
    if as_json:
        say_json(
            "checked",
            problems=[asdict(problem) for problem in found.problems],
            doubts=[asdict(doubt) for doubt in found.doubts],
            notes=[asdict(note) for note in found.notes],
            words=[word._asdict() | {"where": str(word.where or "")} for word in found.words],
        )
        return
    for problem in found.problems:
        say(f"{problem.where}: error: {problem.message}" + (f" ({problem.hint})" if problem.hint else ""))
    _show_doubts(found)
    for note in found.notes:
        say(f"{note.where}: {note.message}" if note.where else note.message)
    _show_words(found)
    counts = (plural(len(found.problems), "problem"), plural(len(found.doubts), "doubt"), plural(len(found.notes), "note"))
    say(", ".join(counts))


def _show_doubts(found: Check) -> None:
    """Who may be the wrong speaker, the costliest first, and what to do about it."""
    for doubt in found.doubts:
        text = doubt.text if len(doubt.text) <= LONGEST_QUOTED else f"{doubt.text[:LONGEST_QUOTED].rstrip()}…"
        say(f"{doubt.where}: is it {doubt.speaker} who says “{text}”? {doubt.confidence:.0%}: {doubt.reason}")
    if found.doubts:
        say("  delete a [[? …]] to confirm, or change the name; `audiodrama annotate STORY --update` decides the others again")


def _show_words(found: Check) -> None:
    """Entries for the lexicon, ready to paste."""
    if found.words:
        say("words that a voice may say wrongly, as it says them now; mend and paste under `lexicon:` in voices.yaml:")
    for word in found.words:
        remarks = (plural(word.times, "time"), f"first in {word.where}" if word.where else "", word.remark)
        say(f"  {word.word}: {word.entry or word.word}  # {', '.join(filter(None, remarks))}")


def show_status(status: Status, *, as_json: bool, verbosity: int) -> None:
    """What would be recorded, and why."""
    if as_json:
        say_json("status", **asdict(status))
        return
    shown = status.stale if verbosity > 0 else status.stale[:MOST_SHOWN]
    for stale in shown:
        say(f"{stale.where} {stale.speaker}: {stale.reason}")
    if len(shown) < len(status.stale):
        say(f"and {len(status.stale) - len(shown)} more; -v shows them all")
    for path in status.writes:
        say(f"would write {path}")
    say(
        f"{plural(status.words, 'word')}, {plural(status.lines, 'line')}, {plural(status.voices, 'voice')}; "
        f"{plural(len(status.stale), 'clip')} to record ({clock(status.seconds_to_record)} of speech), "
        f"{status.recorded:,} recorded; the drama will be about {clock(status.seconds)} long"
    )


def show_voices(voices: Sequence[Voice], heard: Audition | None, *, as_json: bool) -> None:
    """The voices that are installed, and where they can be heard."""
    if as_json:
        traits = ("engine", "name", "gender", "age", "accent", "language", "quality")
        rows = [{"voice": str(voice)} | {trait: getattr(voice, trait) for trait in traits} for voice in voices]
        say_json("voices", voices=rows, page=str(heard.page) if heard else None)
        return
    headings = ("voice", "gender", "age", "accent", "language", "quality")
    show_table(
        headings,
        [(str(voice), voice.gender, voice.age, voice.accent, voice.language, f"{voice.quality:.2f}") for voice in voices],
    )
    if heard:
        say(_shown(heard.page))


def show_audition(heard: Audition, chosen: Take | None, *, as_json: bool) -> None:
    """The takes, where they can be heard, and the one that was chosen."""
    if as_json:
        takes = [
            {"number": take.number, "voice": str(take.voice), "file": str(take.path), "now": take.is_current}
            for take in heard.takes
        ]
        say_json("auditioned", role=heard.role, page=str(heard.page), takes=takes, chosen=str(chosen.voice) if chosen else None)
        return
    rows = [
        (str(take.number), str(take.voice), described(take.voice), "now" if take.is_current else "", _shown(take.path))
        for take in heard.takes
    ]
    show_table(("", "voice", "who", "", "file"), rows)
    say(_shown(heard.page))
    if chosen:
        show_choice(chosen, heard)


def show_choice(chosen: Take, heard: Audition) -> None:
    """What voices.yaml says now."""
    say(f"{heard.role} has {chosen.voice} now; run produce again: only {heard.role}'s lines are recorded")


def ask_for_take(heard: Audition) -> int:
    """The number that the user types; 0 where nothing is typed, or nobody can."""
    import sys

    import click

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        say(f"--choose N takes one, 1 to {len(heard.takes)}")
        return 0
    return int(
        click.prompt("Which one? (Enter: leave it)", default=0, show_default=False, type=click.IntRange(0, len(heard.takes)))
    )


def show_doctor(findings: list[Finding], *, as_json: bool) -> None:
    """What works here and what to do about the rest."""
    if as_json:
        say_json("doctor", findings=[asdict(finding) for finding in findings])
        return
    for finding in findings:
        say(f"{'ok ' if finding.works else 'no '} {finding.what}: {finding.detail}")
