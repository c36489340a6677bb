"""Who sounds like whom."""

from itertools import combinations

import pytest

from audiodrama.cast.auto import choose
from audiodrama.cast.likeness import TWINS, figures, kept, likeness
from audiodrama.model import Cast, Chapter, Delivery, Line, Scene, Script, Traits, Voice
from audiodrama.plugins import load_engine
from audiodrama.tts.engines import espeak_voices, kokoro_voices


@pytest.mark.parametrize("voices", [espeak_voices.voices(), kokoro_voices.voices()], ids=["pyttsx3", "kokoro"])
def test_every_pair_of_the_engines_voices_was_measured(voices):
    assert all(frozenset((one.name, other.name)) in figures(one.engine) for one, other in combinations(voices, 2))


def test_a_measured_likeness_is_the_same_both_ways_and_below_that_of_one_voice():
    one, other, *_ = load_engine("pyttsx3").voices()
    assert likeness(one, other) == likeness(other, one) < likeness(one, one) == 1.0


@pytest.mark.parametrize("engine", ["nobody-measured-this", "../../secrets", "a.b", ""])
def test_of_an_engine_without_figures_the_timbre_tells_twins(engine):
    twins = [Voice(engine=engine, name=name, gender="male", timbre="t") for name in "ab"]
    stranger = Voice(engine=engine, name="c", gender="female", timbre="u")
    assert likeness(*twins) >= TWINS > likeness(twins[0], stranger)


def test_size_and_pitch_make_another_person_of_a_voice():
    assert kept(Delivery(), Delivery()) == 1.0
    assert kept(Delivery(), Delivery(size=1.03)) > TWINS > kept(Delivery(), Delivery(size=1.16, pitch=-1.0))


def test_those_who_answer_one_another_differ_more_than_those_who_never_meet():
    talk = ["ANNA", "BERTA"] * 6
    scene = Scene(heading="", items=tuple(Line(kind="speech", speaker=name, text="word " * 5) for name in talk))
    script = Script(title="", author="", language="en", chapters=(Chapter(title="", scenes=(scene,)),))
    voices = {voice.name: voice for voice in load_engine("pyttsx3").voices()}
    women = {name: Traits(gender="female") for name in talk}
    chosen = choose(script, women, Cast(), "pyttsx3", list(voices.values()))
    anna, berta = (voices[choice.role.voices["pyttsx3"]] for choice in chosen[1:])
    female = [voice for voice in voices.values() if voice.gender == "female"]
    usual = sorted(likeness(*pair) for pair in combinations(female, 2))
    assert likeness(anna, berta) < usual[len(usual) // 2]
