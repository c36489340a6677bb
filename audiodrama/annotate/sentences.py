"""What the sentence about a noun tells of whom it means: his gender, who he is, and who he is not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from audiodrama.annotate.lexicon import ACTED, FEMALE_PRONOUNS, MALE_PRONOUNS, MOVED, NOUNS, SAID, VOICES, words
from audiodrama.annotate.mentions import Subject, opens_clause
from audiodrama.annotate.people import Person
from audiodrama.annotate.tokens import SENTENCE_END, Token
from audiodrama.annotate.utterances import Scanned
from audiodrama.model import Gender

_ACTS: Final = SAID | ACTED | MOVED | words("was were had is has sat stood came lay did would could")
_COMPARED: Final = words("like as than of for not no without")
_BEING: Final = words("was is were be been became looked seemed")


def tells_what_somebody_is(tokens: Sequence[Token], subject: Subject) -> bool:
    """Whether "a woman" is nobody new: "like a woman", "she was a woman who", "she stood there, a woman of forty"."""
    before = [token.low for token in tokens[max(0, subject.begin - 2) : subject.begin]]
    if not before:
        return False
    if before[-1] == "," and _is_apposed(tokens, subject):
        return True
    return before[-1] in _COMPARED or (before[-1] in _BEING and before[0] in MALE_PRONOUNS | FEMALE_PRONOUNS | {"i", "you"})


def _is_apposed(tokens: Sequence[Token], subject: Subject) -> bool:
    """Whether the noun behind a comma says who the he or she of the sentence is, and goes on neither with a verb nor a list."""
    begin = _sentence_begin(tokens, subject)
    opens = tokens[begin].low if begin < subject.begin else ""
    gender = "male" if opens == "he" else "female" if opens == "she" else ""
    after = tokens[subject.end] if subject.end < len(tokens) else None
    goes_on = after is not None and after.quote < 0 and after.low in _ACTS
    return bool(gender) and not goes_on and not contrary(subject.gender, gender)


def _sentence_begin(tokens: Sequence[Token], subject: Subject) -> int:
    begin = subject.begin
    while begin and tokens[begin - 1].quote < 0 and tokens[begin - 1].text not in SENTENCE_END:
        begin -= 1
    return begin


def words_beside(tokens: Sequence[Token], subject: Subject) -> frozenset[str]:
    """The words of the narration's sentence about somebody."""
    end = subject.end
    while end < len(tokens) and tokens[end].quote < 0 and tokens[end].text not in SENTENCE_END:
        end += 1
    return frozenset(token.low for token in tokens[_sentence_begin(tokens, subject) : end])


def told_gender(passage: Scanned, subject: Subject) -> Gender:
    """By the first pronoun behind somebody; who is near a thing that speaks says nothing of it."""
    return _pronoun_after(passage.passage.tokens, subject.end) if subject.word in NOUNS | VOICES else ""


def _pronoun_after(tokens: Sequence[Token], at: int) -> Gender:
    """The gender of the first pronoun of the sentence behind a noun."""
    for token in tokens[at:]:
        if token.text in SENTENCE_END or token.quote >= 0:
            break
        if token.low in MALE_PRONOUNS:
            return "male"
        if token.low in FEMALE_PRONOUNS:
            return "female"
    return ""


def stand_apart(passage: Scanned, noun: str, person: Person) -> bool:
    """Whether a sentence of narration holds both the noun and the name, or a "him": "the old man looked at him"."""
    tokens = passage.passage.tokens
    if any(_looks_at_him(tokens, other) for other in passage.subjects if other.word == noun):
        return True
    places = [m.begin for m in passage.mentions if m.quote < 0 and person.number in m.owners and not m.possessive]
    nouns = [at for at, token in enumerate(tokens) if token.low == noun and token.quote < 0]
    return any(_same_sentence(tokens, *sorted((name, noun))) for name in places for noun in nouns)


def _looks_at_him(tokens: Sequence[Token], subject: Subject) -> bool:
    if subject.kind != "nominal" or subject.gender != "male":
        return False
    end = next((at for at in range(subject.end, len(tokens)) if not tokens[at].word or tokens[at].quote >= 0), len(tokens))
    return any(token.low == "him" for token in tokens[subject.end : end])


def _same_sentence(tokens: Sequence[Token], begin: int, end: int) -> bool:
    between = tokens[begin:end]
    return end - begin > 3 and not any(token.text in SENTENCE_END or token.quote >= 0 for token in between)


def acts(tokens: Sequence[Token], subject: Subject) -> bool:
    """Whether somebody opens a clause and does or is something in it."""
    return opens_clause(tokens, subject.begin) and any(token.low in _ACTS for token in tokens[subject.end : subject.end + 6])


def contrary(one: str, other: str) -> bool:
    """Whether two genders cannot be of one person."""
    return bool(one and other and one != other)
