"""The doubt that would be heard most comes first."""

from audiodrama.script.doubts import costliest, doubts_of
from audiodrama.script.text import read_script

SCRIPT = """\
Title: The Weir

.THE MILL

ODA
I have turned the wheel for thirty years, and nobody has ever asked me what I think about while it turns.

PELL
What do you think about? [[? recency 0.40]]

ODA
The wheel, and whether it thinks about me, and what it would say if it did. [[? recency 0.40]]

PELL
Nothing else in all that time, and not once about the river? [[? turn-taking 0.69]]

.THE LANE

A PORTER
The wheel, and whether it thinks about me, and what it would say if it did. [[? recency 0.40]]

A BOY
Yes.
"""


def test_long_lines_unsure_lines_and_the_scenes_of_the_leads_come_first() -> None:
    script = read_script(SCRIPT, "weir.fountain")
    rows = [(doubt.line.speaker, doubt.line.where.line, round(doubt.cost, 1)) for doubt in costliest(script)]
    assert rows == [("ODA", 11, 9.6), ("A PORTER", 19, 4.2), ("PELL", 14, 3.7), ("PELL", 8, 3.0)]
    assert [line.where.line for line in doubts_of(script)] == [8, 11, 14, 19]
