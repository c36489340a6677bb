"""What the rules alone make of untagged talk."""

from __future__ import annotations

from audiodrama.annotate.annotation import understand
from audiodrama.annotate.ranker import opinion_of_rules
from audiodrama.annotate.speakers import find_turns
from audiodrama.model import NARRATOR, Cast
from audiodrama.story import read_story


def speakers(text: str) -> list[str]:
    _, people, evidence = understand(read_story(text.encode(), name="story"), Cast())
    return [people[speaker].name for speaker in opinion_of_rules(find_turns(evidence)).chosen]


def test_the_i_of_a_short_story_is_in_the_room() -> None:
    text = (
        "I went down in my socks. My sister Ada and my brother Ben had left me the crusts. I ate them. Ben went out.\n\n"
        "“You're up,” said Ada.\n\n“I'm hungry.”\n\n“There's an egg,” said Ada, and I sat down."
    )
    assert speakers(text) == ["ADA", NARRATOR, "ADA"]


def test_she_is_who_was_told_of_right_before() -> None:
    text = (
        "Ada, Dora and Cleo shut the shop. Ada swept. Dora dried the cups. Dora always dried them. Dora sang. Cleo counted.\n\n"
        "“It's short,” said Dora.\n\n“It's not,” said Ada.\n\n“It is,” said Dora. Dora held up a cup.\n\n“Is it?” said Ada.\n\n"
        "Cleo put the coins back in their bag.\n\n“Three pounds,” she said."
    )
    assert speakers(text)[-2:] == ["ADA", "CLEO"]
