"""The table of voices and tempers names voices that there are."""

import pytest

from audiodrama.cast.temper import _SUITING, suits
from audiodrama.model import Voice
from audiodrama.plugins import load_engine


@pytest.mark.parametrize("engine", sorted(_SUITING))
def test_every_temper_has_voices_of_both_genders_and_none_that_are_unknown(engine: str) -> None:
    voices = {voice.name.rpartition("/")[2]: voice for voice in load_engine(engine).voices()}
    for names in _SUITING[engine].values():
        assert [name for name in names.split() if name not in voices] == []
        assert {voices[name].gender for name in names.split()} == {"female", "male"}


def test_nothing_is_against_a_voice_of_which_nothing_is_known() -> None:
    assert suits(Voice(engine="mine", name="anna"), "gruff")
    assert suits(Voice(engine="kokoro", name="af_heart"), "")
    assert not suits(Voice(engine="kokoro", name="af_heart"), "gruff")
