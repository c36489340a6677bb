"""An edit replaces the very characters it means."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiodrama.model import NARRATOR, Cast, Chapter, Line, Note, Remark, Role, Scene, Script
from audiodrama.script.edit import confirm, rename, set_speaker, skip
from audiodrama.script.text import read_file, write_script

OTHERS_WORK = """\
Title: Two at the Well

  MARA (CONT'D)  ^
(softly)
Is it [[check the well]] deep?
(beat)
Deep enough?
[[? turn-taking 0.5]]

The rope went down and down.
<two spaces>
Nobody spoke. [[? who 0.4]]

[[pause: 1s]]
/* old */
TOBIAS (SINGING)
~Down,
down. \\
"""


@pytest.fixture(params=["\n", "\r\n"], ids=["LF", "CRLF"])
def others(request):
    return read_file("\ufeff" + OTHERS_WORK.replace("<two spaces>", "  ").replace("\n", request.param), "well.fountain")


def lines_of(file):
    return list(file.script.lines)


def script_of(*items):
    scene = Scene(heading="THE WELL", items=items)
    return Script(title="", author="", language="en", chapters=(Chapter(title="One", scenes=(scene,)),))


def with_line(script, index, line):
    """The script with one line replaced."""
    lines = iter([*list(script.lines)[:index], line, *list(script.lines)[index + 1 :]])

    def scene(old):
        return replace(old, items=tuple(next(lines) if isinstance(item, Line) else item for item in old.items))

    return replace(script, chapters=tuple(replace(c, scenes=tuple(map(scene, c.scenes))) for c in script.chapters))


def test_an_alias_gives_way_to_the_roles_name_and_nothing_else_changes(others):
    cast = Cast(roles=(Role(name="McGregor", aliases=("mara", "Old Mac")), Role(name="TOBIAS")))
    assert rename(others, cast).text == others.text.replace("MARA", "@McGregor")
    assert rename(others, Cast()) is others


@pytest.mark.parametrize("index", range(5))
@pytest.mark.parametrize("speaker", ["JONAH", "McGregor", "NARRATOR"])
def test_a_new_speaker_changes_that_line_alone(others, index, speaker):
    line = lines_of(others)[index]
    after = set_speaker(others, index, speaker)
    narrated = line.kind == "speech" and speaker == NARRATOR
    kind = "narration" if narrated else "speech" if line.kind == "narration" and speaker != NARRATOR else line.kind
    assert after.script == with_line(others.script, index, replace(line, speaker=speaker, kind=kind))


def test_only_the_name_is_replaced_where_a_line_has_one(others):
    after = set_speaker(set_speaker(others, 4, "McGregor"), 4, "ODA")
    assert after.text == others.text.replace("TOBIAS", "ODA")


def test_confirming_deletes_the_doubt_alone(others):
    once = confirm(others, 1)
    twice = confirm(once, 3)
    assert lines_of(others)[1].evidence.confidence == 0.5
    assert lines_of(twice)[1].evidence is lines_of(twice)[3].evidence is None
    newline = "\r\n" if "\r\n" in others.text else "\n"
    assert once.text == others.text.replace(f"[[? turn-taking 0.5]]{newline}", "")
    assert twice.text == once.text.replace(" [[? who 0.4]]", "")
    assert twice.script == others.script


@pytest.mark.parametrize("index", range(5))
def test_skipping_adds_the_mark_alone(others, index):
    line = lines_of(others)[index]
    after = skip(others, index)
    assert after.script == with_line(others.script, index, replace(line, notes=(*line.notes, Note("skip"))))
    newline = "\r\n" if "\r\n" in others.text else "\n"
    assert after.text.replace(" [[skip]]", "").replace(f"{newline}[[skip]]", "") == others.text
    assert skip(after, index) == after


@settings(max_examples=60, deadline=None)
@given(
    items=st.lists(st.from_type(Line) | st.from_type(Remark), max_size=4),
    line=st.from_type(Line),
    speaker=st.sampled_from(["ODA", "McGregor", "NARRATOR", "x (y) ^", "../x"]),
)
def test_edits_of_any_script(items, line, speaker):
    file = read_file(write_script(script_of(*items, line, *items)), "x.fountain")
    lines = lines_of(file)
    index = len(lines) // 2
    recast, certain, skipped = set_speaker(file, index, speaker), confirm(file, index), skip(file, index)
    assert lines_of(recast)[index].speaker == speaker
    assert replace(lines_of(recast)[index], speaker="", kind="speech") == replace(lines[index], speaker="", kind="speech")
    assert certain.script == file.script
    assert lines_of(certain)[index].evidence is None
    assert lines_of(skipped)[index].note("skip") == ""
    place = file.places[next(i for i, item in enumerate(file.script.items) if item is lines[index])]
    for after in (recast, certain, skipped):
        assert after.text.startswith(file.text[: place.block.start])
        assert after.text.endswith(file.text[place.block.end :])


def test_there_must_be_such_a_line():
    file = read_file(write_script(script_of()), "x.fountain")
    with pytest.raises(IndexError):
        skip(file, 0)
