"""Who speaks, where that is told only after the words."""

from __future__ import annotations

import pytest

from audiodrama.annotate.annotation import annotation
from audiodrama.model import Cast
from audiodrama.story import read_story

OPENING = (
    "Ada and Ben rowed on. Cleo was asleep in the bow. Ada rowed badly. Ben rowed worse.\n\n"
    "“It's late,” said Ada.\n\n“It's early,” said Ben.\n\n"
)


def speakers(text: str) -> list[str]:
    found = annotation(read_story(text.encode(), name="story"), Cast())
    return [found.people[utterance.speaker].name for utterance in found.utterances]


@pytest.mark.parametrize(
    "paragraph",
    [
        "“Are we there?” That was Cleo.",
        "“Are we there?” It was Cleo, and she was cross.",
        "“Are we there?” This was Cleo, with one eye open. “I'm cold.”",
        "“Are we there?” It was Cleo who said that.",
        "“Are we there?”\n\nIt was only Cleo.",
        "“Are we there?” somebody said. It was Cleo.",
    ],
)
def test_that_was_cleo(paragraph: str) -> None:
    assert speakers(OPENING + paragraph)[2:] == ["CLEO"]


@pytest.mark.parametrize("paragraph", ["“There!”\n\nIt was Cleo's hat.", "“There!” said Ada. It was Cleo, up at last."])
def test_what_else_it_was_tells_of_no_speaker(paragraph: str) -> None:
    assert speakers(OPENING + paragraph)[2] != "CLEO"


@pytest.mark.parametrize("heard", ["said somebody", "someone called", "said a voice from the bank", "a deep voice demanded"])
def test_a_voice_is_his_who_is_seen_after_it(heard: str) -> None:
    text = OPENING + f"“Any fish?” {heard}.\n\nThey both looked up. Edgar stood there with a lamp.\n\n“None, Edgar,” said Ben."
    assert speakers(text)[2:] == ["EDGAR", "BEN"]


def test_who_answers_a_voice_has_another() -> None:
    text = OPENING + "“Any fish?” said somebody.\n\n“None,” said Dora.\n\nNobody came any nearer."
    assert speakers(text)[2:] == ["SOMEBODY", "DORA"]
