"""The language of a story, guessed."""

from __future__ import annotations

import pytest

from audiodrama.story.language import guess


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("“Yes,” said No. “No,” said Music. “Quiet,” said Sound. “I am speaking.”", "en"),
        ("Anna ging nach Hause, und der Regen fiel auf die Straße, die nicht mehr war, was sie gewesen ist.", "de"),
        ("Il pleuvait sur la ville, et elle ne savait pas que le train était parti.", "fr"),
        ("No.", "en"),
    ],
)
def test_a_word_that_many_languages_have_makes_none(text: str, language: str) -> None:
    assert guess(text) == language
