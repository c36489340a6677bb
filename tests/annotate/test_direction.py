"""The manner of a quote comes from its tag, and from nothing else that stands there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiodrama.annotate.direction import MANNERS, manner


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("she whispered, leaning in.", ("whispering",)),
        ("whispers Odile.", ("whispering",)),
        ("the Captain roared.", ("shouting",)),
        ("they both yell.", ("shouting",)),
        ("he muttered into his scarf.", ("muttering",)),
        ("she said into her cup.", ("muttering",)),
        ("said Mr. Vance flatly.", ("flat",)),
        ("he replied quietly.", ("quiet",)),
        ("she said, quite gently.", ("gentle",)),
        ("she said under her breath.", ("muttering",)),
        ("said Odile, with a chuckle.", ("laughing",)),
        ("she said in a small, doubtful voice.", ("hesitant",)),
        ("he called at the top of his lungs.", ("calling", "shouting")),
        ("she said, and burst into tears.", ("crying",)),
        ("he said, laughing so hard that he had to sit down.", ("laughing",)),
        ("he said, and began, slowly, to weep.", ("crying",)),
        ("said the clerk, in a voice as cold as a key.", ("cold",)),
        ("said the clerk, cheerful as ever.", ("cheerful",)),
        ("he said, out of breath.", ("breathless",)),
        ("said Odile, her voice flat.", ("flat",)),
        ("he sang out.", ("calling",)),
        ("shouted the driver.", ("shouting",)),
        ("bellowed a voice she knew.", ("shouting",)),
        ("he managed to hiss round a mouthful of pins, and shut the window.", ("hissing",)),
        ("she said, begging him to stay.", ("pleading",)),
        ("he said, shouting the last word.", ("shouting",)),
        ("she laughed a little.", ("laughing",)),
        ("she said, hardly above a whisper.", ("whispering",)),
        ("he said, his voice breaking.", ("crying",)),
        ("she said, breathing hard.", ("breathless",)),
        ("said the clerk without any expression.", ("flat",)),
        ("he deadpanned.", ("flat",)),
        ("said Odile, raising her voice.", ("calling",)),
        ("she sighed, wondering whether he had heard.", ("sighing",)),
    ],
)
def test_a_tag_after_the_quote(after: str, expected: tuple[str, ...]) -> None:
    assert manner("", "Where is it,", after) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("Odile leaned over and whispered:", ("whispering",)),
        ("The others laughed, and Odile said,", ()),
        ("She whispered, and then, louder, she read:", ()),
        ("Her voice had gone high and furious, like a bell.", ("angry",)),
        ("He sounded thoughtful.", ("thoughtful",)),
        ("He hesitated.", ("hesitant",)),
        ("The door groaned.", ()),
        ("A twig snapped.", ()),
        ("She breathed in.", ()),
        ("She kept what she called", ()),
        ("The boy ran down the quay, crying:", ()),
    ],
)
def test_a_tag_or_a_beat_before_the_quote(before: str, expected: tuple[str, ...]) -> None:
    assert manner(before, "Where is it?", "") == expected


@pytest.mark.parametrize(
    "after",
    [
        "she said, and did not shout.",
        "he said, without laughing.",
        "said Odile, while the children screamed in the yard.",
        "said Odile, and Tobias laughed.",
        "said Odile, as if he had shouted at her.",
        "he said, like a man weeping.",
        "said Odile to the sobbing boy.",
        "she said, wanting to scream.",
        "she said, setting the cup down gently.",
        "said Odile, and she looked up sharply.",
        "she said over the shouts of the crowd.",
        "said Odile. The wind was howling in the flue.",
        "said Tobias, and she laughed.",
        "said the man who had shouted.",
        "she asked, no longer whispering.",
        "he cried.",
    ],
)
def test_what_is_denied_compared_or_done_by_others_is_no_manner(after: str) -> None:
    assert manner("", "Where is it?", after) == ()


@pytest.mark.parametrize(
    "after",
    [
        "she said, snapping her case shut.",
        "he said, barking his shin on the stool.",
        "said Odile, storming over to the window.",
        "he said, puffing his pipe.",
        "said Odile, calling the dog to heel.",
        "she said, and snapped the lid down.",
        "said Odile, and spat into the fire.",
        "said Odile, anxious to be gone.",
    ],
)
def test_a_verb_with_another_object_is_no_manner(after: str) -> None:
    assert manner("", "I will,", after) == ()


def test_after_an_exclamation_a_name_tags_and_a_pronoun_begins_a_new_sentence() -> None:
    assert manner("", "Out with you!", "Odile snapped, pounding the table.") == ("angry",)
    assert manner("", "Out with you!", "Odile snapped her fingers.") == ()
    assert manner("", "Out with you!", "A twig snapped.") == ()
    assert manner("", "Out with you.", "Odile snapped.") == ()


def test_a_voice_that_changes_is_heard_in_what_comes_next() -> None:
    assert manner("", "It is not enough.", "He lowered his voice to a whisper.") == ()
    assert manner("He lowered his voice.", "They are smugglers.", "") == ("quiet",)
    assert manner("", "It is not enough,", "he said, lowering his voice.") == ("quiet",)


def test_cried_is_a_raised_voice_and_seldom_tears() -> None:
    assert manner("", "Mind the step!", "Odile cried.") == ("calling",)
    assert manner("", "Mind the step!", "Odile exclaimed.") == ()
    assert manner("", "I can't,", "said Odile, crying.") == ("crying",)


@pytest.mark.parametrize(
    ("quote", "expected"), [("COME BACK HERE!", ("shouting",)), ("OK!", ()), ("NATO", ()), ("Come back!", ())]
)
def test_capitals_shout(quote: str, expected: tuple[str, ...]) -> None:
    assert manner("", quote, "") == expected


@given(st.text(max_size=80), st.text(max_size=80))
def test_only_words_of_the_vocabulary_come_out(before: str, after: str) -> None:
    found = manner(before, "Well.", after)
    assert set(found) <= set(MANNERS)
    assert len(found) <= 2
