import pytest

from audiodrama.mix.cues import SIDE, Options, options_of, plain
from audiodrama.model import Cue


@pytest.mark.parametrize(
    ("text", "words", "options"),
    [
        ("door", (), Options()),
        ("rain", ("under", "-6 dB", "left"), Options(under=True, gain_db=-6.0, pan=-SIDE)),
        ("clock", ("Loop", "RIGHT", "fade 2s"), Options(loop=True, pan=SIDE, fade=2.0)),
        ("rain", ("stop",), Options(stop=True)),
        ("rain", ("fade out 3 s", "out"), Options(stop=True, fade=3.0)),
        ("stop", (), Options(stop=True)),
        ("door", ("slowly", "with feeling"), Options()),
    ],
)
def test_options_are_understood_and_other_words_left_to_the_reader(text: str, words: tuple[str, ...], options: Options) -> None:
    assert options_of(Cue(kind="sound", text=text, options=words)) == options


def test_names_are_compared_without_case_and_joints() -> None:
    assert plain("Wet_Stone-Steps ") == plain("wet stone  steps")
    assert plain("Caf\u00e9") == plain("cafe\u0301")
