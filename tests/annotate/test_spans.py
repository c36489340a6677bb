"""Which quoted spans are speech: what the narrator keeps, what stays a line, and that nothing is lost on the way."""

from __future__ import annotations

import numpy as np
import pytest

from audiodrama.annotate import annotation
from audiodrama.annotate.quotes import Quote, family, find_quotes
from audiodrama.annotate.reading import quoted_passages, read_passages
from audiodrama.annotate.spans import Spans
from audiodrama.annotate.speech import UNSPOKEN, forest, judged_speech, verdicts
from audiodrama.model import Cast
from audiodrama.story import read_story

TALK = (
    "“You’re late,” said Ada.\n\nBen put the crate down. “The road was flooded.”\n\n“Which road?”\n\n“Both.”\n\n"
    "She laughed at that. “Sit. Eat something.”\n\n“I can’t stay. They want me at the mill before dark.”\n\n“They can wait.”"
)


def quoted(text: str) -> list[str]:
    """What is taken for speech."""
    passages = read_passages(read_story(text.encode(), name="a.txt"))
    return [text[quote.start : quote.end] for passage in passages for quote in passage.quotes]


def found(*texts: str) -> tuple[list[int], list[list[Quote]]]:
    """Where paragraphs start, and all that stands between marks in them."""
    starts = [sum(len(text) + 2 for text in texts[:number]) for number in range(len(texts))]
    return starts, find_quotes(texts, starts, family(texts))


def kept(threshold: float, *texts: str) -> list[int]:
    """How many quotes of each paragraph stay where every span has the score 0."""
    starts, quotes = found(*texts)
    spans = Spans(texts, starts, quotes)
    return [len(several) for several in judged_speech(spans, verdicts(spans), [0.0] * sum(map(len, quotes)), threshold)]


def test_talk_stays_talk() -> None:
    assert quoted(TALK) == [quote.replace("\n\n", "") for quote in TALK.split("“")[1:] for quote in [quote.split("”")[0]]]


@pytest.mark.parametrize(
    "scare",
    [
        "The good people of the town had their usual “moderate refreshment” and were carried home at dawn.",
        "It was on account of his poor “nerves” that the whole house had to go about in slippers until noon every day.",
    ],
)
def test_the_narrator_reads_a_scare_quote_with_its_marks(scare: str) -> None:
    text = f"{TALK}\n\n{scare}"
    story = read_story(text.encode(), name="a.txt")
    assert len(quoted(text)) == len(quoted(TALK))
    assert list(annotation(story, Cast()).script.lines)[-1].text == scare


@pytest.mark.parametrize(
    "line",
    [
        "“No,” he said, and shut the door.",
        "“Elegance,” thought Ada.",
        "He turned in the door and said “Morning” without looking at any of them.",
    ],
)
def test_what_a_plain_tag_says_is_spoken_stays(line: str) -> None:
    assert kept(99.0, line) == [1]


def test_what_might_have_been_said_has_no_plain_tag() -> None:
    assert kept(99.0, "It was no good to say “Morning” to a man like that.") == [0]
    assert kept(-99.0, "It was no good to say “Morning” to a man like that.") == [1]


@pytest.mark.parametrize(
    "line",
    [
        "Mary said they were “full of lace” and went upstairs.",
        "“Splendid!” he chuckled.",
        "“Go to bed,” said Ada in the doorway, and “Shut that thing.” So they went.",
    ],
)
def test_clauses_that_tell_what_is_said_are_tags(line: str) -> None:
    assert kept(99.0, line) == [line.count("“")]


@pytest.mark.parametrize(
    "line",
    [
        "She nearly said, “Don’t go,” but the bell rang.",
        "Instead of saying, “Does it matter?” he shut the book.",
        "He looked at her with a smile, which meant, “Not you.”",
        "She gave him a look as much as to say, “Are you all like this?”",
        "Ben would have answered, “So do I,” and there it would have ended.",
        "He meant, “Are you fond of it?” but she heard something else.",
    ],
)
def test_what_is_nearly_said_or_said_by_a_look_is_the_narrators(line: str) -> None:
    assert kept(-99.0, line) == [0]


@pytest.mark.parametrize(
    "line",
    ["With a look at Ben she said, “Come in.”", "She almost whispered, “I know.”", "He did not answer; “Well?” said Ben."],
)
def test_a_look_before_words_does_not_unsay_them(line: str) -> None:
    assert kept(-99.0, line) == [1]


REPORTS = tuple(
    f"They met at the {place}. “She was obliged to him, and her mother would have been too.” So the morning went."
    for place in "mill bridge ferry church market harbour school station".split()
)


def test_the_narrator_reads_what_is_reported_where_a_text_has_the_habit() -> None:
    assert kept(-99.0, *REPORTS) == [0] * len(REPORTS)
    assert kept(-99.0, *REPORTS[1:]) == [1] * len(REPORTS[1:])


@pytest.mark.parametrize(
    "line",
    [
        "“She was obliged to him, and her mother would have been too,” said Ada.",
        "“And him?” said Ada. “She was obliged to him, and her mother would have been too.”",
        "They met. “She was obliged to him, and I think her mother was too.” So it went.",
        "“She was obliged to him, and her mother would have been too.”",
    ],
)
def test_talk_about_a_third_person_is_not_reported(line: str) -> None:
    assert kept(-99.0, *REPORTS, line)[-1] == line.count("“")


def test_a_speech_over_several_paragraphs_is_kept_as_a_whole() -> None:
    rest = ("“And then, my dear, the roof came down.", "“So we moved.”")
    assert kept(-1.0, "“It began with the rain, as it does.", *rest) == [1, 1, 1]
    assert kept(1.0, "“It began with the rain, as it does.", *rest) == [0, 0, 0]
    assert kept(1.0, "Ada said, “It began with the rain.", *rest) == [1, 1, 1]


def test_speech_without_marks_is_not_judged() -> None:
    text = "— Come in, said Ada.\n\n— It’s open.\n\n— Is it? said Ben.\n\n— It always is."
    assert len(quoted(text)) == 4


def test_a_row_has_a_number_for_every_column_that_the_trees_ask_for() -> None:
    passages = quoted_passages(read_story(TALK.encode(), name="a.txt"))
    starts, quotes = [passage.start for passage in passages], [passage.quotes for passage in passages]
    spans = Spans([passage.paragraph.text for passage in passages], starts, quotes)
    rows = [row for number in range(len(passages)) for row in spans.rows(number)]
    assert len({len(row) for row in rows}) == 1
    assert len(rows[0]) > forest()["feature"].max()
    assert np.isfinite(np.array(rows)).all()


def test_a_text_without_quotes_is_read_too() -> None:
    assert quoted("Nobody spoke.\n\nIt rained.") == []
    assert UNSPOKEN < 0


def test_a_message_without_marks_is_not_judged() -> None:
    text = f"{TALK}\n\nAda’s phone buzzed. Ben typed, *the usual nerves,* and that was all."
    assert quoted(text)[-1] == "the usual nerves,"
