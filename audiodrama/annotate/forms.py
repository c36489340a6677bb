"""Every way the story names somebody, with what speaks for its being a person."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Final

from audiodrama.annotate.firstnames import FEMALE, MALE
from audiodrama.annotate.lexicon import (
    AIMED,
    FEMALE_PRONOUNS,
    KIN,
    LINKING,
    MALE_PRONOUNS,
    MOVED,
    NOT_NAMES,
    NOUNS,
    PLACE_PREPOSITIONS,
    PREPOSITIONS,
    RIVAL,
    RIVALS,
    SAID,
    SENT,
    TENS,
    TITLES,
    TITLES_EITHER,
)
from audiodrama.annotate.lexicon import (
    words as vocabulary,
)
from audiodrama.annotate.reading import Passage
from audiodrama.annotate.tokens import SENTENCE_END, Token

LONGEST_NAME: Final = 3
"""Name words after a title, linking words (de, von) not counted."""
PRONOUN_REACH: Final = 20
"""Tokens after a name in which a pronoun speaks for its being a person."""
OFTEN_TITLED: Final = 2
"""Times that a word must follow Mr., Mrs., Miss or Dr. to be a name without it."""
ADDRESSED: Final = vocabulary("mr mrs miss ms dr")
MESSAGES: Final = vocabulary(
    "text texts message messages call calls dm dms e-mail e-mails email emails letter letters note reply"
)
"""What comes from a person."""
CAPITALS_PER_SMALL: Final = 1.5
"""A name word stands capitalised more often than this for each time in small letters."""

_JOINING: Final = vocabulary("and or but as when while if because that again back up down out off away")

Key = tuple[str, tuple[str, ...]]


@dataclass(slots=True)
class Form:
    """One spelling: an optional title and up to three words, with its counts."""

    title: str
    words: tuple[str, ...]
    count: int = 0
    narrated: int = 0
    tags: int = 0
    vocatives: int = 0
    male: int = 0
    female: int = 0
    places: int = 0
    articles: int = 0
    acts: int = 0
    given: int = 0
    """Times that somebody says "I'm …" before it."""
    passages: set[int] = field(default_factory=set)
    """Where the narration uses it."""
    spoke: set[int] = field(default_factory=set)
    """Where it tags a quote."""

    @property
    def key(self) -> Key:
        """In lower case."""
        return self.title, tuple(word.lower() for word in self.words)

    @property
    def text(self) -> str:
        """As written, with the title spelt with a capital and its dot."""
        return " ".join(([titled(self.title)] if self.title else []) + list(self.words))


_DOTTED: Final = vocabulary("mr mrs ms dr mme mlle prof rev capt col gen lt sgt fr")


def titled(title: str) -> str:
    """`mr` as it is written before a name: `Mr.`."""
    return "-".join(part.capitalize() for part in title.split("-")) + ("." if title in _DOTTED else "")


@dataclass(slots=True)
class Words:
    """How often each word (lower case) stands capitalised inside a sentence, at its start, and in small letters."""

    inside: Counter[str]
    opening: Counter[str]
    small: Counter[str]
    titled: Counter[str]
    """How often it follows a title: Mr. Hall makes a bare Hall a name too."""
    tagging: Counter[str]
    """How often it stands between a quote and a verb of saying: "…?" Sami asked."""
    rivals: Counter[tuple[str, str]]
    """How often it follows one of the words that may tell two of one name apart: "old", "tom"."""


def count_words(passages: Sequence[Passage]) -> Words:
    """Counts over the whole story."""
    words = Words(Counter(), Counter(), Counter(), Counter(), Counter(), Counter())
    for passage in passages:
        before: Token | None = None
        for token, after in zip_longest(passage.tokens, passage.tokens[1:]):
            if token.word and labels(passage, token):
                words.inside[token.low] += token.capital
            elif token.word:
                if before is not None and before.low in ADDRESSED and before.capital and token.capital:
                    words.titled[token.low] += 1
                if before is not None and before.low in RIVAL and token.capital:
                    words.rivals[before.low, token.low] += 1
                words.tagging[token.low] += token.capital and _tags(before, token, after)
                if not token.capital:
                    words.small[token.low] += not written(passage, token)
                elif len(token.text) == 1 or not token.text.isupper():
                    (words.opening if opens_sentence(before, token) else words.inside)[token.low] += 1
            before = token
    return words


def _tags(before: Token | None, token: Token, after: Token | None) -> bool:
    """Whether it stands between a quote and a verb of saying."""
    beside = before is not None and before.quote >= 0 and token.quote < 0
    return beside and after is not None and after.quote < 0 and after.low in SAID


def written(passage: Passage, token: Token) -> bool:
    """Whether it is of a message: there names are often written small."""
    return token.quote >= 0 and passage.quotes[token.quote].form == "chat"


def labels(passage: Passage, token: Token) -> bool:
    """Whether it is of the name before a message, and that is no user name."""
    if not written(passage, token) or token.start >= passage.quotes[token.quote].start:
        return False
    label = passage.quotes[token.quote].label
    return "_" not in label and all(word[0].isupper() for word in label.split())


def opens_sentence(before: Token | None, token: Token) -> bool:
    """Whether a capital says nothing because a sentence or a quote begins here."""
    if before is None or before.quote != token.quote:
        return True
    return not before.word and (before.text[0] in SENTENCE_END or before.text in ':“‘"—–--*')


def find_forms(passages: Sequence[Passage], words: Words, said: frozenset[str] = SAID) -> dict[Key, Form]:
    """All runs of name words, titled or not."""
    forms: dict[Key, Form] = {}
    for passage in passages:
        tokens = passage.tokens
        named = list(runs(tokens, words))
        told = [begin for begin, _, _ in named if tokens[begin].quote < 0]
        for begin, end, title in named:
            later = bisect_left(told, end)
            following = told[later] if later < len(told) else len(tokens)
            name = tuple(token.text for token in tokens[begin + bool(title) : end])
            key = (title, tuple(word.lower() for word in name))
            form = forms.get(key)
            if form is None:
                form = forms[key] = Form(title, name)
            _count(form, passage, begin, end, said, following)
    return forms


def runs(tokens: Sequence[Token], words: Words) -> Iterator[tuple[int, int, str]]:
    """Begin, end and title (lower case, or empty) of each run; a lone title ("the Captain", "Mum") is a run without one."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.low in RIVAL and _tells_apart(tokens, at, words):
            end = _name_end(tokens, at + 1, words, titled=True)
            yield at, end, token.low
            at = end
            continue
        if not (token.word and token.capital):
            at += 1
            continue
        if at and tokens[at - 1].low == "the" and (end := _article_end(tokens, at)) > at + 1:
            yield at, end, ""
            at = end
            continue
        if _ranked(tokens, at):
            at += 1
            continue
        title = token.low if token.low in TITLES and not token.possessive else ""
        end = _name_end(tokens, at + bool(title), words, titled=bool(title))
        if title and end == at + 1:
            title = ""
            end = at + 1 if _lone_title(tokens, at) else at
        elif not title and end == at and token.low in KIN and _lone_title(tokens, at):
            end = at + 1
        if end > at:
            yield at, end, title
        at = max(end, at + 1)


def _tells_apart(tokens: Sequence[Token], at: int, words: Words) -> bool:
    """Whether a word like "old" is as good as a title here, because the story has a young one of the name too."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None or not after.capital or after.quote != tokens[at].quote or not name_word(after, words):
        return False
    others = next(pair for pair in RIVALS if tokens[at].low in pair) - {tokens[at].low}
    return any(words.rivals[other, after.low] for other in others)


def _ranked(tokens: Sequence[Token], at: int) -> bool:
    """Whether the second of two titles follows: "Detective" in "Detective Sergeant Brennan"."""
    after = tokens[at + 1 : at + 3]
    together = len(after) == 2 and all(token.word and token.capital and token.quote == tokens[at].quote for token in after)
    return together and not tokens[at].possessive and tokens[at].low in TITLES_EITHER and after[0].low in TITLES_EITHER


def _name_end(tokens: Sequence[Token], at: int, words: Words, *, titled: bool) -> int:
    end, taken = at, 0
    while end < len(tokens) and taken < LONGEST_NAME:
        token = tokens[end]
        if end > at and (tokens[end - 1].possessive or token.quote != tokens[at].quote):
            break
        if token.word and token.capital and (name_word(token, words) or (titled and taken == 0 and _odd_name(token))):
            end, taken = end + 1, taken + 1
        elif taken and token.low in LINKING and _next_is_name(tokens, end + 1, words):
            end += 1
        else:
            break
    return end


def _article_end(tokens: Sequence[Token], at: int) -> int:
    """The end of the capitalised words after "the" (the White Rabbit)."""
    end = at
    while end < len(tokens) and end - at < LONGEST_NAME and tokens[end].word and tokens[end].capital:
        if tokens[end].low in TITLES or tokens[end].text.isupper() or (end > at and tokens[end - 1].possessive):
            return at
        end += 1
    return end


def _next_is_name(tokens: Sequence[Token], at: int, words: Words) -> bool:
    return at < len(tokens) and tokens[at].word and tokens[at].capital and name_word(tokens[at], words)


def _odd_name(token: Token) -> bool:
    """After a title even a listed word is a name (Mr. Hall), if no function word."""
    return len(token.text) > 2 and token.low not in TITLES and token.low not in SAID


NEVER_ALONE: Final = vocabulary(
    "mr mrs ms miss sir st saint lord madam private missus mister general major dr prof rev mme mlle capt col gen lt sgt fr"
    " don king agent messrs madame monsieur"
)
"""Titles that do not stand for a person without a name, or mean everybody ("sir")."""


def _lone_title(tokens: Sequence[Token], at: int) -> bool:
    """A title that stands for a person: "Mum", "the Captain", but not "my Lord"."""
    token, before = tokens[at], tokens[at - 1] if at and tokens[at - 1].quote == tokens[at].quote else None
    if token.low in NEVER_ALONE or token.text.isupper():
        return False
    return before is None or before.low not in {"my", "your", "his", "her", "our", "their", "a", "an"}


def name_word(token: Token, words: Words) -> bool:
    """Whether a capitalised token may be (part of) a name."""
    low = token.low
    if words.titled[low] >= OFTEN_TITLED:
        return True
    if len(low) < 2 or low in TITLES or low in SAID or low in PREPOSITIONS or low.partition("-")[0] in TENS:
        return False
    if token.text.isupper() and not words.inside[low] + words.opening[low]:
        return False
    inside, opening, small = words.inside[low], words.opening[low], words.small[low]
    known = low in FEMALE or low in MALE
    if low in NOT_NAMES:
        return known and inside >= 2 and low not in KIN
    if known and inside + opening > small:
        return True
    if low in NOUNS and small > inside:
        return False
    enough = opening >= 2 or words.tagging[low] >= 1
    return (inside >= 1 and inside + opening > CAPITALS_PER_SMALL * small) or (small == 0 and enough)


def _count(form: Form, passage: Passage, begin: int, end: int, said: frozenset[str], following: int) -> None:
    tokens = passage.tokens
    before = tokens[begin - 1] if begin else None
    after = tokens[end] if end < len(tokens) else None
    form.count += 1
    if before is not None and before.low == "the":
        form.articles += 1
        before = tokens[begin - 2] if begin > 1 else before
    placed = before is not None and before.low in PLACE_PREPOSITIONS
    form.places += placed and not _aimed(tokens, begin) and not _sent_by(tokens, begin)
    if tokens[begin].quote >= 0:
        form.vocatives += is_vocative(tokens, begin, end)
        form.given += _is_given(tokens, begin, end) or labels(passage, tokens[begin])
        return
    form.narrated += 1
    form.passages.add(passage.index)
    if not tokens[end - 1].possessive and (_says(before, said) or _says(after, said)):
        form.tags += 1
        form.spoke.add(passage.index)
    form.acts += after is not None and after.quote < 0 and (after.low in MOVED or after.low in said)
    _count_pronoun(form, tokens, end, following)


def _aimed(tokens: Sequence[Token], begin: int) -> bool:
    """Whether a look, a word or a thing goes to what is named: "she looked at Ada"."""
    return begin > 1 and tokens[begin - 1].low in SENT and tokens[begin - 2].low in AIMED


def _sent_by(tokens: Sequence[Token], begin: int) -> bool:
    """Whether something comes from what is named that people send: "a text from Ada"."""
    return begin > 1 and tokens[begin - 1].low == "from" and tokens[begin - 2].low in MESSAGES


def _is_given(tokens: Sequence[Token], begin: int, end: int) -> bool:
    """Whether somebody gives a name of his own: "I'm Ada,"; the mark of "I'm" belongs to no token."""
    before = [token.low for token in tokens[max(0, begin - 2) : begin] if token.quote == tokens[begin].quote]
    closes = end == len(tokens) or not tokens[end].word or tokens[end].quote != tokens[begin].quote
    named = before[-1:] == ["name"] and tokens[begin - 1].possessive and before[0] in {"name", "my"}
    says = named or before[-1:] == ["i"] or before in (["i", "am"], ["name", "is"])
    return closes and not tokens[end - 1].possessive and says


def _says(token: Token | None, said: frozenset[str]) -> bool:
    return token is not None and token.quote < 0 and token.low in said


def _count_pronoun(form: Form, tokens: Sequence[Token], end: int, following: int) -> None:
    """Count the first pronoun of the narration behind a name and before the `following` one."""
    told = [at for at in range(end, following) if tokens[at].quote < 0][:PRONOUN_REACH]
    for at in told:
        if is_own(tokens, at):
            form.male += tokens[at].low in MALE_PRONOUNS
            form.female += tokens[at].low in FEMALE_PRONOUNS
            return


def is_own(tokens: Sequence[Token], at: int) -> bool:
    """Whether it is a pronoun that may mean who was named: "Ada looked at him", "at her" say nothing of Ada."""
    low = tokens[at].low
    if low == "her":
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        return after is not None and after.word and after.quote < 0 and after.low not in PREPOSITIONS | _JOINING
    return low in MALE_PRONOUNS | FEMALE_PRONOUNS and low != "him"


def is_vocative(tokens: Sequence[Token], begin: int, end: int) -> bool:
    """A name inside a quote that calls somebody: set off by punctuation on both sides."""
    quote = tokens[begin].quote
    before = tokens[begin - 1] if begin and tokens[begin - 1].quote == quote else None
    after = tokens[end] if end < len(tokens) and tokens[end].quote == quote else None
    if tokens[end - 1].possessive:
        return False
    opens = (
        before is None
        or before.text[0] in ",;—–-!?.…‘“"
        or before.low in {"dear", "my", "oh", "o", "poor", "hey", "hi", "yes", "no"}
    )
    return opens and (after is None or after.text[0] in ",.!?…—–;-’”")
