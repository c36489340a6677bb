"""Lean narration marks a tag that says who and nothing more, and takes no word away."""

import pytest

from audiodrama.annotate import annotate
from audiodrama.model import Cast, Defaults, Line, Note
from audiodrama.story import read_story

LEAN = Cast(defaults=Defaults(narration="lean"))
OPENING = """\
Odile and Tobias stood on the quay.

“Look,” said Odile, pointing. “A boat.”

“I see it,” said Tobias, who did not.

"""


def narration(paragraph: str, cast: Cast = LEAN) -> list[Line]:
    """The narration of one more paragraph."""
    story = read_story((OPENING + paragraph + "\n").encode(), name="quay.txt")
    start = story.text.index(paragraph)
    return [line for line in annotate(story, cast).lines if line.kind == "narration" and line.source.start >= start]


@pytest.mark.parametrize(
    "paragraph",
    [
        "“It is late,” she said.",
        "“It is late,” Odile replied. “Come home.”",
        "“It is late,” said Odile, “and I am cold.”",
        "“Is it late?” asked Tobias.",
        "Odile said, “It is late.”",
    ],
)
def test_a_bare_tag_is_marked(paragraph: str) -> None:
    (tag,) = narration(paragraph)
    assert tag.notes == (Note("skip"),)
    assert tag.text in paragraph


@pytest.mark.parametrize(
    "paragraph",
    [
        "“It is late,” she whispered.",
        "“It is late,” she said quietly.",
        "“It is late,” said Odile, and took his arm.",
        "“It is late,” said Odile. The lamps were lit.",
        "“It is late,” she told him.",
        "“It is late,” Odile said to the water.",
        "“It is late,” said Bertram.",
        "“It is late,” said an old man with a lantern.",
        "“It is late,” I said.",
        "Odile said nothing.",
    ],
)
def test_a_tag_that_says_more_stays(paragraph: str) -> None:
    assert [line.notes for line in narration(paragraph)] == [()]


def test_the_name_before_a_written_message_is_a_tag_too() -> None:
    chat = "ODILE: are you there\nTOBIAS: no\nBERTRAM: who is this"
    assert [(line.text, bool(line.notes)) for line in narration(chat)] == [
        ("ODILE:", True),
        ("TOBIAS:", True),
        ("BERTRAM:", False),
    ]


@pytest.mark.parametrize("label", ["**Odile:**", "<Odile>", "[10:31] Odile:", "Odile (10:31):"])
def test_it_is_one_however_it_is_written(label: str) -> None:
    assert [(line.text, bool(line.notes)) for line in narration(f"{label} are you there\nTobias: no")] == [
        (label, True),
        ("Tobias:", True),
    ]


def test_full_narration_is_the_default() -> None:
    assert [line.notes for line in narration("“It is late,” she said.", Cast())] == [()]
