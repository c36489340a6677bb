"""People without a name in short stories, and people who give their own."""

from __future__ import annotations

from audiodrama.annotate.annotation import annotation
from audiodrama.model import Cast
from audiodrama.story import read_story


def speakers(text: str) -> list[str]:
    found = annotation(read_story(text.encode(), name="story"), Cast())
    return [found.people[utterance.speaker].name for utterance in found.utterances]


def test_an_old_man_beside_somebody_named_is_somebody_else() -> None:
    text = (
        "“You took your time,” said Mirela.\n\n“There was traffic,” said Ilie, and went down the hall.\n\n"
        "The old man sat by the window and did not look at him.\n\n“You've got fat,” said the old man.\n\n"
        "“It's the coat,” said Ilie. The old man looked at him for a long time."
    )
    assert speakers(text) == ["MIRELA", "ILIE", "THE OLD MAN", "ILIE"]


def test_a_boy_on_the_bench_is_who_he_says_he_is() -> None:
    text = (
        "Bev was closing the booth. There was a boy on the bench, nine years old.\n\n“What's your name?” Bev asked.\n\n"
        "“Tomasz.”\n\n“Are you lost, Tomasz?” said Bev.\n\n“No,” said the boy. “I'm early.”"
    )
    assert speakers(text) == ["BEV", "TOMASZ", "BEV", "TOMASZ"]


def test_whom_the_narrator_asks_for_a_name_is_not_the_narrator() -> None:
    text = (
        "I was sweeping when I saw the child. I put the broom down.\n\n“What's your name?” I said.\n\n“Tomasz.”\n\n"
        "“Are you lost, Tomasz?” I asked, and I sat down.\n\n“No.”\n\n“Good,” I said."
    )
    assert [name == "TOMASZ" for name in speakers(text)] == [False, True, False, True, False]


def test_a_voice_that_carries_is_its_owners() -> None:
    text = (
        "“Ask Grandad,” said Ellie to Ned.\n\n“Who left the gate open?” Ned's voice carried across the yard.\n\n"
        "“I heard that,” said Grandad.\n\n“Good,” said Ned."
    )
    assert speakers(text) == ["ELLIE", "NED", "GRANDAD", "NED"]
