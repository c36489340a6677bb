"""Messages in the middle of prose are spoken by whoever writes them; titles, signs and emphasis are not."""

import pytest

from tests.annotate.test_chat import FIRST, written


@pytest.mark.parametrize(
    ("paragraph", "said"),
    [
        ("Bram texted: *are you coming*", "are you coming"),
        ("Bram texted back: are you coming", "are you coming"),
        ("Bram texted, *Are you coming?*", "Are you coming?"),
        ("Bram messaged her: _are you coming_", "are you coming"),
        ("*Are you coming?* texted Bram.", "Are you coming?"),
        ("*Are you coming,* Bram wrote.", "Are you coming,"),
        ("“Are you coming?” Bram typed.", "Are you coming?"),
        ("A text from Bram: *are you coming*", "are you coming"),
        ("She had a message from Bram.\n\n*Are you coming?*", "Are you coming?"),
        ("The reply was from Bram. **Are you coming?**", "Are you coming?"),
    ],
)
def test_a_message_beside_a_verb_of_writing(paragraph: str, said: str) -> None:
    assert written(paragraph) == [("BRAM", said)]


def test_a_message_that_is_parted_by_its_tag() -> None:
    assert written("*Late,* Bram typed. *Do not wait.* He put the phone down.") == [("BRAM", "Late,"), ("BRAM", "Do not wait.")]


def test_a_pronoun_writes() -> None:
    assert written("Ottoline took out her phone. She typed: *coming*") == [("OTTOLINE", "coming")]


def test_the_i_of_a_story_writes() -> None:
    assert written("*I ran,* I typed.", opening=FIRST) == [("NARRATOR", "I ran,")]


def test_who_sends_often_is_somebody() -> None:
    texts = "There was a text from Maudry: *not yet*\n\nThen a text from Maudry: *now*\n\n"
    assert written(texts + "“Now,” said Maudry.") == [("MAUDRY", "not yet"), ("MAUDRY", "now"), ("MAUDRY", "Now,")]


@pytest.mark.parametrize(
    "paragraph",
    [
        "He wrote *The Salt Road* in a shed, they said.",
        "*The Salt Road*, he wrote, was not his best.",
        "She typed *help* into the box and pressed it.",
        "The sign said: *no swimming.*",
        "Bram texted her. It was a *long* text.",
        "Bram texted: it was his habit. She never answered.",
        "She had heard from Bram. *Late* was his word for it, and he was never *early*",
        "The boat was from Ostend.\n\n*All* of it.",
        "A letter from Bram.\n\n*Ostend, April*",
    ],
)
def test_what_is_no_message_stays_narration(paragraph: str) -> None:
    assert written(paragraph) == []


def test_what_is_said_beside_a_message_is_not_its_writers() -> None:
    text = "A text from Ben: *come home.* She sighed. “He can wait,” said Ada."
    assert written(text) == [("BEN", "come home."), ("ADA", "He can wait,")]
