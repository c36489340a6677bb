from collections.abc import Callable

import pytest

from audiodrama.mix.balance import Balance, decibels
from audiodrama.model import Cast, Clip, Line, Note, Placement, Role

Say = Callable[..., Line]
Tone = Callable[..., Clip]


def test_every_role_has_the_same_loudness(say: Say, tone: Tone) -> None:
    amplitudes = {"ADA": 0.01, "BEN": 0.1, "CLEO": 0.5}
    clips = {say(name, f"{number}"): tone(1.0, amplitude=level) for name, level in amplitudes.items() for number in range(3)}
    balance = Balance(clips, Cast())
    heard = [clip.loudness + balance.gain_db(line, clip) for line, clip in clips.items() if clip.loudness]
    assert heard == pytest.approx([-20.0] * 9, abs=0.1)


def test_acting_is_left_alone_and_what_falls_out_is_brought_nearer_by_3_db_at_most(say: Say, tone: Tone) -> None:
    usual = {say("ADA", f"{number}"): tone(4.0, amplitude=0.1) for number in range(4)}
    soft, far = say("ADA", "softer"), say("ADA", "far too soft")
    clips = {**usual, soft: tone(0.5, amplitude=0.085), far: tone(0.5, amplitude=0.02)}
    balance = Balance(clips, Cast())
    role = balance.gain_db(next(iter(usual)), clips[next(iter(usual))])
    assert balance.gain_db(soft, clips[soft]) == pytest.approx(role)
    assert balance.gain_db(far, clips[far]) == pytest.approx(role + 3)


def test_a_line_without_a_loudness_has_its_roles_gain(say: Say, tone: Tone) -> None:
    long, short = say("ADA", "A long line."), say("ADA", "Ha!")
    clips = {long: tone(2.0, amplitude=0.02), short: tone(0.2, amplitude=0.02)}
    balance = Balance(clips, Cast())
    assert clips[short].loudness is None
    assert balance.gain_db(short, clips[short]) == pytest.approx(balance.gain_db(long, clips[long]))


@pytest.mark.parametrize(("manner", "against"), [("shouting", 3.0), ("whispering", -4.0)])
def test_the_manner_sets_the_level_whatever_the_engine_made_of_it(say: Say, tone: Tone, manner: str, against: float) -> None:
    usual, special = say("ADA", "Here."), say("ADA", "There.", manner=(manner,))
    for amplitude in (0.1, 0.12):
        clips = {usual: tone(3.0, amplitude=0.1), special: tone(1.0, amplitude=amplitude)}
        heard = clips[special].loudness + Balance(clips, Cast()).gain_db(special, clips[special])
        assert heard == pytest.approx(-20 + against, abs=0.1)


def test_the_users_volume_and_note_come_on_top(say: Say, tone: Tone) -> None:
    plain, noted = say("ADA", "Here."), say("ADA", "There.", notes=(Note("volume", "+2 dB"),))
    clips = {plain: tone(), noted: tone()}
    softer = Cast(roles=(Role(name="ADA", placement=Placement(gain_db=-5.0)),))
    usual = Balance(clips, Cast()).gain_db(plain, clips[plain])
    assert Balance(clips, softer).gain_db(plain, clips[plain]) == pytest.approx(usual - 5)
    assert Balance(clips, Cast()).gain_db(noted, clips[noted]) == pytest.approx(usual + 2)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("+2 dB", 2.0),
        ("-6dB", -6.0),
        ("−6 dB", -6.0),
        ("3", 3.0),
        ("99 dB", 40.0),
        ("loud", None),
        ("", None),
        ("2 dB x", None),
    ],
)
def test_decibels_are_read_as_people_write_them(text: str, value: float | None) -> None:
    assert decibels(text) == value
