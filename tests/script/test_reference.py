"""The reference page keeps its word: its example is read, its tables hold."""

import re
from pathlib import Path

import pytest

from audiodrama.model import Line, Note
from audiodrama.script.notes import SETTINGS, write_note
from audiodrama.script.text import read_script, write_script
from audiodrama.script.writing import write_item

PAGE = (Path(__file__).parents[2] / "docs/reference/script.md").read_text(encoding="utf-8")
EXAMPLE = re.search(r"```fountain\n(.*?)```", PAGE, re.DOTALL)[1]


def rows(heading):
    """The cells of the first table under a heading or a sentence."""
    table = re.search(r"\|(?:---\|)+\n((?:\|.*\n)+)", PAGE[PAGE.index(heading) :])[1]
    return [[cell.strip() for cell in row.split("|")[1:-1]] for row in table.splitlines()]


def test_the_example_is_read_as_the_page_says():
    script = read_script(EXAMPLE, "ferry.fountain")
    assert (script.title, script.author) == ("The Night Ferry", "A. Writer")
    assert [scene.heading for scene in script.scenes] == ["THE LANDING - NIGHT", "", "INT. CUSTOMS HOUSE - DAWN"]
    lines = list(script.lines)
    assert {line.speaker for line in lines} == {"NARRATOR", "NELL", "OLD BRAM", "McGregor"}
    assert [line.kind for line in lines if line.kind not in ("speech", "narration")] == ["thought", "song"]
    assert [line.evidence.rule for line in lines if line.evidence] == ["turn-taking"]


def test_the_example_is_written_as_it_stands_there():
    read = read_script(EXAMPLE, "ferry.fountain")
    assert write_script(read).split() == EXAMPLE.split()


def test_every_setting_is_documented():
    documented = {re.match(r"`\[\[(\w+)", cells[0])[1] for cells in rows("## Settings") if re.match(r"`\[\[\w", cells[0])}
    assert documented == set(SETTINGS)


@pytest.mark.parametrize(
    "cells", [cells for cells in rows("`!` before a paragraph") if "…" not in cells[0]], ids=lambda cells: cells[0]
)
def test_guards_of_narration(cells):
    text, written = (re.search("`([^`]+)`", cell)[1] for cell in cells[:2])
    assert write_item(Line(kind="narration", speaker="NARRATOR", text=text)) == written


def test_examples_of_settings_are_valid():
    for cells in rows("## Settings"):
        note = cells[0].split("`")[1]
        script = read_script(f"Title: x\n\nMARA\nGo. {note}\n", "x")
        (line,) = script.lines
        assert line.text == "Go."
        assert [write_note(Note(*kept)) for kept in line.notes] == [note] * (note not in ("[[+]]", "[[? turn-taking 0.55]]"))
