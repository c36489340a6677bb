"""Gender and age from a script, whoever wrote it."""

from __future__ import annotations

import pytest

from audiodrama.annotate import annotate, describe
from audiodrama.model import NARRATOR, Chapter, Line, Scene, Script, Traits
from audiodrama.story import read_story


def script(*lines: Line) -> Script:
    return Script(title="", author="", language="en", chapters=(Chapter(title="", scenes=(Scene(heading="", items=lines),)),))


def speech(speaker: str) -> Line:
    return Line(kind="speech", speaker=speaker, text="Well.")


def narration(text: str, *, joined: bool = False) -> Line:
    return Line(kind="narration", speaker=NARRATOR, text=text, joined=joined)


@pytest.mark.parametrize(
    ("name", "traits"),
    [
        ("MRS. OKAFOR", Traits(gender="female")),
        ("Sir Thomas", Traits(gender="male")),
        ("THE WAITRESS", Traits(gender="female")),
        ("CATHERINE", Traits(gender="female")),
        ("THE BOY", Traits(gender="male", age="child")),
        ("AN OLD MAN", Traits(gender="male", age="old")),
        ("GRAN", Traits(gender="female", age="old")),
        ("ZORBLAX", Traits()),
    ],
)
def test_the_name_alone(name: str, traits: Traits) -> None:
    assert describe(script(speech(name))) == {name: traits}


def test_the_pronoun_of_the_tag_and_of_the_narration() -> None:
    found = describe(script(narration("Zorblax shut her eyes."), speech("ZORBLAX"), narration("she said.", joined=True)))
    assert found["ZORBLAX"].gender == "female"


def test_age_from_an_apposition() -> None:
    assert describe(script(narration("Zorblax, an old sailor, sat down."), speech("ZORBLAX")))["ZORBLAX"].age == "old"


def test_the_narrator_has_no_traits() -> None:
    assert describe(script(narration("It rained."))) == {}


def test_a_script_made_here() -> None:
    text = "Zorblax shook his head. “No,” he said. Then Zorblax sat down.\n\n“Yes,” said Mrs. Vane. She stood."
    found = describe(annotate(read_story(text.encode(), name="a.txt")))
    assert {name: traits.gender for name, traits in found.items()} == {"ZORBLAX": "male", "MRS. VANE": "female"}
