"""Parts of a script: what is in them, and that nothing else is."""

import pytest

from audiodrama.errors import InputError
from audiodrama.script.excerpt import beginning, role_alone, scene_alone
from audiodrama.script.text import read_script

SCRIPT = read_script(
    """Title: The Wet Goose

# One

.THE POND

SOUND: a splash

One two three four.

ANN
Five six.

.THE BARN

Seven eight nine ten.

# Two

ANN
Eleven.
""",
    "goose.fountain",
)


def texts(script) -> list[str]:
    return [item.text for item in script.items]


def test_a_beginning_ends_with_the_line_that_fills_it():
    assert texts(beginning(SCRIPT, 5)) == ["a splash", "One two three four.", "Five six."]
    assert texts(beginning(SCRIPT, 6)) == ["a splash", "One two three four.", "Five six."]
    assert texts(beginning(SCRIPT, 7))[-1] == "Seven eight nine ten."


def test_what_comes_after_a_beginning_is_no_empty_chapter():
    assert [chapter.title for chapter in beginning(SCRIPT, 5).chapters] == ["One"]


def test_a_beginning_longer_than_the_script_is_the_script():
    assert beginning(SCRIPT, 1000) == SCRIPT


def test_scenes_are_counted_through_all_chapters():
    assert texts(scene_alone(SCRIPT, 2)) == ["Seven eight nine ten."]
    third = scene_alone(SCRIPT, 3)
    assert texts(third) == ["Eleven."]
    assert [chapter.title for chapter in third.chapters] == ["Two"]


def test_a_scene_that_there_is_not_is_refused():
    with pytest.raises(InputError, match="no scene 4") as raised:
        scene_alone(SCRIPT, 4)
    assert raised.value.hint == "its scenes are 1 to 3"


def test_a_role_alone_has_no_cues_and_nobody_else():
    assert texts(role_alone(SCRIPT, "ANN")) == ["Five six.", "Eleven."]
