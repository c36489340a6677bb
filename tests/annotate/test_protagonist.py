"""Whom the narration never names."""

from __future__ import annotations

from audiodrama.annotate.annotation import annotation
from audiodrama.model import Cast
from audiodrama.story import read_story

POOL = (
    "He had a note, and he had got as far as the footbath.\n\n“Pool's closed,” said Bronagh. She was eating crisps.\n\n"
    "“It's my re-test,” he said.\n\n“Says who, {name}?” said Bronagh.\n\n“Says the note.” He held it up.\n\nBronagh laughed. "
    "She swung her legs.\n\n“I can swim.” He looked at the water."
)


def speakers(text: str) -> list[str]:
    found = annotation(read_story(text.encode(), name="story"), Cast())
    return [found.people[utterance.speaker].name for utterance in found.utterances]


def test_he_is_whom_the_other_calls_by_name() -> None:
    assert speakers(POOL.format(name="Anselm")) == ["BRONAGH", "ANSELM", "BRONAGH", "ANSELM", "ANSELM"]


def test_he_whom_nobody_calls_is_he() -> None:
    assert speakers(POOL.replace(", {name}", "")) == ["BRONAGH", "HE", "BRONAGH", "HE", "HE"]


def test_he_who_is_named_later_is_nobody_new() -> None:
    text = POOL.format(name="Anselm").replace("Bronagh laughed.", "Bronagh laughed. Anselm did not, and went in.")
    assert set(speakers(text)) == {"BRONAGH", "ANSELM"}


def test_a_man_who_comes_in_is_he() -> None:
    text = "A man came in, and he sat down.\n\n" + POOL.replace(", {name}", "")
    assert "HE" not in speakers(text)


def test_he_may_be_somebody_named_later() -> None:
    train = "“I know,” she says. The lights go out.\n\n" * 10
    text = (
        "She hates him for eleven stops. A woman with a cello gets in, and she sits down.\n\n“Hi,” he says.\n\n"
        f"“No,” she says, and she looks away.\n\n{train}“It'll be signals,” says Renzo. He looks at his shoes."
    )
    assert speakers(text)[0] == "RENZO"


def test_she_who_is_seldom_told_of_does_not_speak_as_he() -> None:
    text = (
        "“I thought—” she began.\n\n“You thought?” he said.\n\n“It was only a thing,” she said.\n\n"
        "He waited. He took the cup. He drank."
    )
    assert speakers(text) == ["SHE", "HE", "SHE"]
