"""What is skipped leaves no hole: the sentences around it are heard as they then stand."""

import pytest

from audiodrama.script.skipped import closed_up
from audiodrama.script.text import read_script


def heard(*blocks: str) -> list[tuple[str, bool]]:
    script = closed_up(read_script("Title: The Weir\n\n" + "\n\n".join(blocks) + "\n", "weir.fountain"))
    return [(line.text, line.joined) for line in script.lines if line.note("skip") is None]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (
            ("ODA\nIt is late,", "[[+]] she said. [[skip]]", "ODA\n[[+]] Come home."),
            [("It is late.", False), ("Come home.", False)],
        ),
        (
            ("ODA\nIt is late,", "[[+]] she said, [[skip]]", "ODA\n[[+]] and cold."),
            [("It is late,", False), ("and cold.", True)],
        ),
        (("ODA\nLate?", "[[+]] she asked. [[skip]]", "PELL\nYes."), [("Late?", False), ("Yes.", False)]),
        (("PELL\nYes.", "Oda said, [[skip]]", "ODA\n[[+]] It is late."), [("Yes.", False), ("It is late.", False)]),
        (
            ("ODA\nIt is late,", "[[+]] she said.", "ODA\n[[+]] Come home."),
            [("It is late,", False), ("she said.", True), ("Come home.", True)],
        ),
    ],
)
def test_sentences_close_and_paragraphs_begin_anew(blocks: tuple[str, ...], expected: list[tuple[str, bool]]) -> None:
    assert heard(*blocks) == expected
