"""The laws of the script file: nothing is lost between a value and its text."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from audiodrama.errors import ProblemsError
from audiodrama.model import Chapter, Line, Remark, Scene, Script
from audiodrama.script.text import read_file, read_script, write_script


@settings(max_examples=100, deadline=None)
@given(script=st.from_type(Script))
def test_what_is_written_is_read(script):
    assert read_script(write_script(script), "x.fountain") == script


@settings(max_examples=100, deadline=None)
@given(script=st.from_type(Script))
def test_canonical_text_is_stable(script):
    text = write_script(script)
    assert write_script(read_script(text, "x.fountain")) == text


@pytest.mark.parametrize("text", ["?", "? ", "? 0.5", "?+"])
def test_a_remark_that_begins_like_a_doubt_is_a_remark(text):
    scene = Scene(heading="", items=(Line(kind="speech", speaker="ADA", text="Go."), Remark(text=text.strip(), form="note")))
    script = Script(title="", author="", language="en", chapters=(Chapter(title="", scenes=(scene,)),))
    written = write_script(script)
    assert write_script(read_script(written, "x.fountain")) == written


@pytest.mark.parametrize("name", ["INT", "CUT TO:"])
def test_a_name_that_looks_like_something_else_stays_a_name(name):
    line = Line(kind="speech", speaker=name, text="Go.", dual=name == "INT")
    scene = Scene(heading="", items=(line,))
    script = Script(title="x", author="", language="en", chapters=(Chapter(title="", scenes=(scene,)),))
    assert [found.speaker for found in read_script(write_script(script), "x.fountain").lines] == [name]


noise = st.lists(
    st.one_of(
        st.text(max_size=5),
        st.sampled_from(["\n\n", "\n", "  \n", "MARA\n", "@", "[[", "]]", "/*", "*/", "(x)\n", "~", "PAUSE:", "\r\n"]),
    ),
    max_size=20,
).map("".join)


@settings(max_examples=100, deadline=None)
@given(text=noise)
@example("")
@example("\ufeff")
@example("Title:")
def test_any_text_is_a_script_or_has_problems(text):
    try:
        file = read_file(text, "x.fountain")
    except ProblemsError as error:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for problem in error.problems:
            assert problem.excerpt == lines[problem.where.line - 1]
            assert 1 <= problem.where.column <= len(problem.excerpt) + 1
    else:
        assert file.text == text
        assert len(file.places) == len(list(file.script.items))
        again = write_script(file.script)
        assert read_script(again, "x.fountain") == file.script
