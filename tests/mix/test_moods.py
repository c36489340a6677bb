import pytest

from audiodrama.mix.moods import mood_asked, mood_of
from audiodrama.model import Cue, Line, Scene


def scene(text: str) -> Scene:
    return Scene(heading="", items=(Line(kind="narration", speaker="NARRATOR", text=text),))


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("A shadow moved behind the curtain, and she was afraid of the knife.", "tense"),
        ("They wept at the grave, for he had died alone.", "sad"),
        ("The whole wedding laughed and danced.", "joy"),
        ("He put the kettle on and looked for the sugar.", "calm"),
        ("Gravel crunched; the saddle was in sight on the terrace.", "calm"),
        ("That is not funny. It is a little funny. It is never funny.", "calm"),
        ("", "calm"),
    ],
)
def test_a_scene_has_the_mood_of_its_words(text: str, mood: str) -> None:
    assert mood_of(scene(text)) == mood


def test_a_music_cue_may_name_its_mood_anywhere() -> None:
    assert mood_asked(Cue(kind="music", text="low strings", options=("uneasy", "under"))) == "tense"
    assert mood_asked(Cue(kind="music", text="Joyful")) == "joy"
    assert mood_asked(Cue(kind="music", text="waltz in a minor key")) is None
