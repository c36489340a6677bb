from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiodrama.mix.space import effect_of, manner_gain_db, pan_of, places
from audiodrama.model import NARRATOR, Cast, Chapter, Line, Placement, Role, Scene, Script


def line(speaker: str, **more: object) -> Line:
    return Line(**{"kind": "narration" if speaker == NARRATOR else "speech", "speaker": speaker, "text": "Yes.", **more})


def script(*speakers: str) -> Script:
    scene = Scene(heading="", items=tuple(line(speaker) for speaker in speakers))
    return Script(title="", author="", language="en", chapters=(Chapter(title="", scenes=(scene,)),))


def cast(*names: str) -> Cast:
    return Cast(roles=tuple(Role(name=name) for name in names))


def test_the_narrator_is_in_the_centre_and_partners_apart() -> None:
    where = places(script(NARRATOR, "ADA", "BEN", "ADA", "BEN"), cast(NARRATOR, "ADA", "BEN"))
    assert where["narrator"] == 0
    assert abs(where["ada"] - where["ben"]) >= 0.3


@given(st.lists(st.sampled_from(["ADA", "BEN", "CLEO", "DOV", "EVE"]), min_size=2, max_size=40))
def test_a_new_role_moves_nobody(speakers: list[str]) -> None:
    names = ["ADA", "BEN", "CLEO", "DOV", "EVE"]
    before = places(script(*speakers), cast(*names))
    after = places(script(*speakers, "ZOE", speakers[-1]), cast(*names, "ZOE"))
    assert {name: after[name] for name in before} == before
    assert all(abs(place) <= 0.25 for place in after.values())


def test_the_users_place_wins_and_its_partner_keeps_away() -> None:
    roles = (Role(name="ADA", placement=Placement(pan=0.6)), Role(name="BEN"))
    where = places(script("ADA", "BEN", "ADA"), Cast(roles=roles))
    assert where["ada"] == 0.6
    assert where["ben"] < 0


def test_an_alias_stands_where_its_role_stands() -> None:
    known = Cast(roles=(Role(name="ADA", aliases=("MISS VANE",)), Role(name="BEN")))
    where = places(script("ADA", "BEN"), known)
    assert pan_of(line("Miss Vane"), where, known) == where["ada"]


def test_a_voice_over_comes_from_nowhere() -> None:
    where = places(script("ADA", "BEN"), Cast())
    assert pan_of(line("ADA", extension="V.O."), where, Cast()) == 0


@pytest.mark.parametrize(
    ("more", "effect"),
    [
        ({"extension": "ON PHONE"}, "phone"),
        ({"extension": "V.O., ON PHONE"}, "phone"),
        ({"extension": "O.S."}, "distant"),
        ({"kind": "thought"}, "thought"),
        ({"manner": ("shouting", "distant")}, "distant"),
        ({"manner": ("hoarse", "shouting over the radio")}, "radio"),
        ({}, "hall"),
    ],
)
def test_what_a_line_is_heard_through(more: dict[str, object], effect: str) -> None:
    assert effect_of(line("ADA", **more), Cast(roles=(Role(name="ADA", placement=Placement(effect="hall")),))) == effect


def test_a_shout_is_louder_than_a_whisper(say: Callable[..., Line]) -> None:
    assert manner_gain_db(say("ADA", "No!", manner=("Shouting angrily",))) >= 3
    assert manner_gain_db(say("ADA", "No.", manner=("whispering",))) <= -3
    assert manner_gain_db(say("ADA", "No.", manner=("wearily", "not shouting"))) == 0
