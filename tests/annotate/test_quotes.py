"""Quotes in every typography."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiodrama.annotate import annotate
from audiodrama.annotate.quotes import family, find_quotes
from audiodrama.annotate.reading import read_passages
from audiodrama.story import read_story


def quoted(text: str) -> list[str]:
    """What is found in paragraphs parted by blank lines."""
    passages = read_passages(read_story(text.encode(), name="a.txt"))
    return [text[quote.start : quote.end] for passage in passages for quote in passage.quotes]


@pytest.mark.parametrize(
    "text",
    [
        "“Come in,” said Ada. “It’s open.”",
        '"Come in," said Ada. "It\'s open."',
        "‘Come in,’ said Ada. ‘It’s open.’",
        "'Come in,' said Ada. 'It's open.'",
        "«Come in,» said Ada. «It’s open.»",
        "„Come in,“ said Ada. „It’s open.“",
    ],
)
def test_all_marks_hold_speech(text: str) -> None:
    assert [words.replace("'", "’") for words in quoted(text)] == ["Come in,", "It’s open."]


def test_apostrophes_open_nothing() -> None:
    text = "‘We’re goin’ home, ’cause it’s the neighbours’ turn an’ all,’ said Ada.\n\n’Twas the dogs’ dinner."
    assert quoted(text) == ["We’re goin’ home, ’cause it’s the neighbours’ turn an’ all,"]


def test_a_whole_word_closes_a_quote_that_no_mark_of_a_sentence_ends() -> None:
    assert quoted("The mug had ‘Grumpy Old Goat’ round the side of it.\n\n‘Come in,’ said Ada.")[-1] == "Come in,"
    assert quoted("‘I’m goin’’ said Ada.\n\n‘Never’ said Ben, and sat.") == ["I’m goin’", "Never"]


def test_straight_apostrophes_open_nothing() -> None:
    text = "'Don't touch the boys' boots,' said Ada.\n\nThe boys' boots stood in a row. 'Tis said they're Tom's."
    assert quoted(text) == ["Don't touch the boys' boots,"]


def test_nested_quotes_stay_inside() -> None:
    assert quoted("“He said ‘never,’ and then ‘perhaps,’” said Ada.") == ["He said ‘never,’ and then ‘perhaps,’"]
    assert quoted("‘He said “never” to me,’ said Ada. ‘Twice.’") == ["He said “never” to me,", "Twice."]


def test_an_unclosed_quote_runs_on_into_the_next_paragraph() -> None:
    text = "Ada sat down. “It was the year of the flood.\n\n“Nobody had a dry boot,” she said.\n\nThe clock ticked."
    passages = read_passages(read_story(text.encode(), name="a.txt"))
    assert [quote.continues for passage in passages for quote in passage.quotes] == [False, True]


def test_a_song_runs_on_without_marks_of_its_own() -> None:
    text = "Ada sang:\n\n“Row the river,\nrow it slow,\n\nNobody knows\nwhere the eels go.”\n\nThen she stopped."
    assert quoted(text) == ["Row the river,\nrow it slow,", "Nobody knows\nwhere the eels go."]


def test_one_missing_mark_spoils_one_paragraph() -> None:
    text = '"Come in, said Ada.\n\nThe rain fell on the roof all night.\n\n"Good night," said Ben.'
    assert quoted(text)[-1] == "Good night,"
    assert not any("rain" in words for words in quoted(text))


@pytest.mark.parametrize(
    "text",
    [
        "They called it a “setback.” Nobody laughed.",
        "A record was playing “Moonlight in Duluth” very slowly.",
        "The word “love” was not in the letter, nor was “sorry” in it.",
    ],
)
def test_mentioned_words_are_no_speech(text: str) -> None:
    assert quoted(text) == []


def test_short_speech_is_no_mention() -> None:
    assert quoted("“No.” Ada shook her head and said “yes” after all.") == ["No.", "yes"]


def test_dash_dialogue_leaves_the_tag_and_the_beat_outside() -> None:
    text = (
        "— Come in, said Ada. It’s open.\n\n— Is it? Ben asked from the stair.\n\n— It always was. She turned the lamp up."
        " Sit there.\n\n"
        "— I will."
    )
    assert quoted(text) == ["Come in,", "It’s open.", "Is it?", "It always was.", "Sit there.", "I will."]


REOPENED = (
    "– Well, he said. – Who knows anything?\n\n– I do, said Wim. He had been asleep.\n\n"
    "– Willem, said the captain gently, – is there a beacon?\n\n"
    "– We are two, said the nun – and we are late. The lamp swung. – Very late."
)


def test_the_dash_that_brings_the_speech_back_is_no_narration() -> None:
    lines = annotate(read_story(REOPENED.encode(), name="a.txt")).lines
    assert [line.text for line in lines if line.kind == "narration"] == [
        "he said.",
        "said Wim. He had been asleep.",
        "said the captain gently,",
        "said the nun",
        "The lamp swung.",
    ]


def test_a_dash_in_the_midst_of_speech_parts_nothing() -> None:
    text = "— Wait — the lamp, — no. — Leave it, said Ada.\n\n— I will.\n\n— And the door — is it shut?"
    assert quoted(text) == ["Wait — the lamp, — no. — Leave it,", "I will.", "And the door — is it shut?"]


def test_where_a_dash_brings_the_speech_back_nothing_else_does() -> None:
    assert quoted(REOPENED) == [
        "Well,",
        "Who knows anything?",
        "I do,",
        "Willem,",
        "is there a beacon?",
        "We are two,",
        "and we are late.",
        "Very late.",
    ]


def test_a_line_that_tells_who_said_something_is_still_speech() -> None:
    text = (
        "— Nobody told me about a stamp.\n\n— I told you. I told you on Tuesday.\n\n— Who said so?\n\n— He told me.\n\n"
        "— Don't shout at him, said Luka."
    )
    assert quoted(text) == [
        "Nobody told me about a stamp.",
        "I told you. I told you on Tuesday.",
        "Who said so?",
        "He told me.",
        "Don't shout at him,",
    ]


def test_a_capital_is_a_word_behind_a_single_mark() -> None:
    text = "‘That’s ’is coat,’ he said. ‘Is that agreed?’\n\n‘Round it goes,’ said Ada. ‘’Tis late.’"
    assert quoted(text) == ["That’s ’is coat,", "Is that agreed?", "Round it goes,", "’Tis late."]


def test_a_he_without_its_h_opens_nothing() -> None:
    text = "‘I told ’im, and ’e went,’ said Nan. ‘’E always goes.’\n\n‘Does ’e?’ said Pat."
    assert quoted(text) == ["I told ’im, and ’e went,", "’E always goes.", "Does ’e?"]


def test_a_dash_in_narration_opens_nothing() -> None:
    assert quoted("The hall — it was hardly a hall — was dark.\n\n“Come in,” said Ada.") == ["Come in,"]


def test_messages_and_songs_between_notes() -> None:
    assert quoted("The phone buzzed.\n\nADA: where are you\nBEN: on the bus") == ["where are you", "on the bus"]
    assert quoted("It began again.\n\n♪ Row, row,\nslow, slow. ♪\n\nIt stopped.") == ["♪ Row, row,\nslow, slow. ♪"]


MARKS = st.sampled_from(["“", "”", '"', "‘", "’", "'", "«", "»", "„", "—", " ", "\n", ".", ",", "said", "Ada", "don’t", "no"])


@given(st.lists(st.lists(MARKS, max_size=25).map("".join), min_size=1, max_size=5))
def test_whatever_the_marks_quotes_stand_in_order_inside_their_paragraphs(texts: list[str]) -> None:
    starts = [sum(len(text) + 2 for text in texts[:number]) for number in range(len(texts))]
    for text, start, quotes in zip(texts, starts, find_quotes(texts, starts, family(texts)), strict=True):
        edge = start
        for quote in quotes:
            assert edge <= quote.outer_start <= quote.start <= quote.end <= quote.outer_end <= start + len(text)
            edge = quote.outer_end
