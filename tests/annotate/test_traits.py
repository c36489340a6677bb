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


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Zorblax sat down. She was late.", "female"),
        ("Zorblax looked at him.", ""),
        ("Zorblax took her by the arm, and then threw her out.", ""),
        ("Zorblax lost her hat.", "female"),
    ],
)
def test_one_pronoun_tells_unless_it_must_be_somebody_else(text: str, gender: str) -> None:
    assert describe(script(speech("ZORBLAX"), narration(text)))["ZORBLAX"].gender == gender


def test_age_from_an_apposition() -> None:
    assert describe(script(narration("Zorblax, an old sailor, sat down."), speech("ZORBLAX")))["ZORBLAX"].age == "old"


def test_the_narrator_has_no_traits() -> None:
    assert describe(script(narration("It rained."))) == {}


def test_a_script_made_here() -> None:
    text = "Zorblax shook his head. “No,” he said. Then Zorblax sat down.\n\n“Yes,” said Mrs. Vane. She stood."
    found = describe(annotate(read_story(text.encode(), name="a.txt")))
    assert {name: traits.gender for name, traits in found.items()} == {"ZORBLAX": "male", "MRS. VANE": "female"}


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Zorblax came in. He was seventy, and tired.", "old"),
        ("Zorblax was eleven.", "child"),
        ("Zorblax was nineteen years old.", "young"),
        ("Zorblax, a girl of nine, sat down.", "child"),
        ("Zorblax, who looked up, was a young man with a cough.", "young"),
        ("Zorblax was 45 years old.", "adult"),
        ("Zorblax was a woman in her eighties.", "old"),
        ("Zorblax was an elderly gentleman.", "old"),
        ("Young Zorblax laughed.", "young"),
        ("Old Zorblax laughed.", "old"),
        ("There were seventy steps, and Zorblax knew them all.", ""),
        ("Zorblax was two steps away.", ""),
        ("Zorblax saw a little girl.", ""),
        ("Zorblax was wearing an old coat.", ""),
        ("Zorblax sang until he was ninety.", ""),
        ("Zorblax was an only child.", ""),
        ("Zorblax was one of them.", ""),
        ("Zorblax was the eleven of hearts that night.", ""),
    ],
)
def test_the_age_that_is_said_of_somebody(text: str, age: str) -> None:
    assert describe(script(narration(text), speech("ZORBLAX")))["ZORBLAX"].age == age


def test_an_age_told_by_oneself_or_by_others() -> None:
    own = Line(kind="speech", speaker="ZORBLAX", text="I'm only seven!")
    other = Line(kind="speech", speaker="PIM", text="Mind Mrs. Vane on the stairs. She's eighty.")
    found = describe(script(own, other, speech("MRS. VANE")))
    assert (found["ZORBLAX"].age, found["MRS. VANE"].age, found["PIM"].age) == ("child", "old", "")


@pytest.mark.parametrize(
    ("text", "accent"),
    [
        ("Zorblax had a thick Scottish accent.", "scottish"),
        ("Zorblax was a Scotsman.", "scottish"),
        ("Zorblax was an Irish girl, and proud of it.", "irish"),
        ("Zorblax, an American, paid.", "american"),
        ("Zorblax was from Glasgow.", "scottish"),
        ("Zorblax spoke with a soft brogue.", "irish"),
        ("Zorblax was late. He came from Paris on the night train.", "french"),
        ("Zorblax ate French bread.", ""),
        ("The letter was from Paris, and Zorblax read it.", ""),
    ],
)
def test_where_somebody_is_from(text: str, accent: str) -> None:
    assert describe(script(narration(text), speech("ZORBLAX")))["ZORBLAX"].accent == accent


@pytest.mark.parametrize(
    ("text", "temper"),
    [
        ("Zorblax, a gruff old sailor, sat down.", "gruff"),
        ("Zorblax was a kindly, weathered, rather silent man.", "gentle"),
        ("Zorblax caught a cold, the old man said.", ""),
        ("Zorblax was a kindly man.", "gentle"),
        ("Zorblax laughed. He was a jolly soul.", "cheerful"),
        ("Zorblax shook his head. He spoke in his gruff voice.", "gruff"),
        ("Zorblax had a gentle voice.", "gentle"),
        ("Zorblax was nervous.", ""),
        ("Zorblax was always cheerful.", "cheerful"),
        ("Zorblax was always cheerful company for the gloomy king.", ""),
        ("The gruff old zorblax shook his head.", "gruff"),
        ("The nervous zorblax shook his head.", ""),
        ("It was the gruff zorblax's brother.", ""),
        ("Zorblax spoke in a gruff voice.", ""),
        ("Zorblax was a kind of king.", ""),
        ("Zorblax felt a cold wind.", ""),
        ("Zorblax was a gentle push away.", ""),
        ("Zorblax gave a stern warning.", ""),
        ("Zorblax heard her gruff voice. He shook his head.", ""),
    ],
)
def test_temper_is_what_somebody_is_and_not_how_just_then(text: str, temper: str) -> None:
    lines = (narration(text), speech("ZORBLAX"), narration("he said.", joined=True))
    assert describe(script(*lines))["ZORBLAX"].temper == temper


def test_the_words_that_say_so_are_kept() -> None:
    found = describe(
        script(narration("Zorblax, a gruff, weathered old sailor, sat down. He had a Scottish accent."), speech("ZORBLAX"))
    )
    assert found["ZORBLAX"].said == ("a gruff, weathered old sailor", "scottish accent")


def test_what_another_says_of_a_temper_is_opinion() -> None:
    lines = (Line(kind="speech", speaker="MARA", text="Zorblax is a gloomy man."), speech("ZORBLAX"))
    assert describe(script(*lines))["ZORBLAX"].temper == ""
