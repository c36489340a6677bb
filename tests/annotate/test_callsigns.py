"""Talk over radios and telephones."""

from __future__ import annotations

import pytest

from audiodrama.annotate.annotation import annotation
from audiodrama.model import Cast
from audiodrama.story import read_story

WATCH = (
    "Nora had the night watch. Nora had had it all week. The set hissed, and Nora turned it up.\n\n"
    "“Base, this is Ridge Four. It's blowing a bit.”\n\n"
    "“Copy, Four,” said Nora. “It's blowing here.”\n\n"
    "“I'll take a look at the line, Base.”\n\n"
    "“Do that, Piotr.”\n\n"
    "“Four, Base,” Nora said a minute later. “Anything?”\n\n"
    "“Nothing, Nora.”\n\n"
)


def speakers(text: str) -> list[str]:
    found = annotation(read_story(text.encode(), name="story"), Cast())
    return [found.people[utterance.speaker].name for utterance in found.utterances]


def test_a_call_sign_is_who_answers_to_it() -> None:
    found = speakers(WATCH + "“Base, Ridge Four. I've got a cow on the line.”\n\n“Four, this is Base. Say again?”")
    assert found == ["PIOTR", "NORA", "PIOTR", "NORA", "NORA", "PIOTR", "PIOTR", "NORA"]


def test_who_goes_by_a_sign_alone_is_a_role() -> None:
    found = speakers(
        WATCH + "“Base, Heron Two. We're over the quarry.”\n\n“Heron Two, can you land?”\n\n“Heron Two. No chance.”"
    )
    assert found[6:] == ["HERON TWO", "NORA", "HERON TWO"]


@pytest.mark.parametrize("words", ["This is Ada Lowe", "Mrs. Hale? This is Ada Lowe", "Mrs. Hale, it's Ada Lowe"])
def test_who_says_a_name_on_the_telephone_has_it(words: str) -> None:
    text = (
        "Ada Lowe dialled. Ada never dialled if she could write. Ben Marsh watched her. Ben had the telephone book.\n\n"
        f"“Who is it?” somebody said.\n\n“{words}.”\n\n“She's out,” said Ben."
    )
    assert speakers(text)[1] == "ADA LOWE"


def test_a_sign_without_this_is_wants_a_radio() -> None:
    text = "Nora turned the {} up. Nora was tired. Nora yawned.\n\n“Tower, Swift four-two-alpha.”\n\n“Hm,” said Nora."
    assert speakers(text.format("radio")) == ["SWIFT FOUR-TWO-ALPHA", "NORA"]
    assert "SWIFT FOUR-TWO-ALPHA" not in speakers(text.format("lamp"))


def test_numbers_are_no_call_signs() -> None:
    text = "Ada and Ben counted the sheep. Ada was quicker.\n\n“Ten to twelve,” said Ben.\n\n“One, two, three,” said Ada."
    assert speakers(text) == ["BEN", "ADA"]


def test_signs_alone_make_a_cast() -> None:
    assert speakers("“Base, this is Heron Two.”\n\n“Heron Two, this is Base. Go ahead.”") == ["HERON TWO", "BASE"]
