"""Where persons are named, and what else can be the subject of a verb: pronouns and nominals ("the waitress")."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from audiodrama.annotate.forms import is_vocative
from audiodrama.annotate.lexicon import (
    ANSWERS,
    BODY,
    DETERMINERS,
    MOVED,
    NOUNS,
    NOUNS_FEMALE,
    NOUNS_MALE,
    PREPOSITIONS,
    PRONOUNS,
    RIVAL,
    SAID,
    VOICES,
)
from audiodrama.annotate.tokens import Token
from audiodrama.model import Gender

LONGEST_SPEAKER: Final = 3
"""Words of a speaker that is found by his tag alone."""
LONGEST_NOMINAL: Final = 4
"""Tokens between a determiner and its head ("the tall young woman")."""

ARTICLES: Final = frozenset({"the", "a", "an", "another"})

_NO_NOUNS: Final = (
    "was were is are has have had did does who whom whose which what that and or but i you he she it they we him them me us"
)
_VERBS: Final = SAID | MOVED | frozenset(_NO_NOUNS.split())
SOMEBODY: Final = frozenset({"somebody", "someone"})
_ADVERBS: Final = frozenset("together aloud again then now too at last".split())
_CROWDS: Final = frozenset("people others gesture women men children folk".split())
_NO_HEAD: Final = ("ly", "ing", "ed", "ers", "ons", "nes", "ies")
"""Endings of adverbs, participles, and of several who speak at once."""
_COUNTED: Final = frozenset("one two three four both all others rest pair".split())
_PLACED: Final = frozenset("at on from by behind".split())
_NO_MARKS: Final = frozenset(
    """
    surprise amazement astonishment horror disgust despair anger triumph alarm silence turn reply answer return general fact
    time confusion disbelief dismay relief delight wonder awe pain tears end same last once length sigh shrug nod bow wink
    interest dignity satisfaction contempt gravity emphasis energy haste difficulty gasp air way moment sob chuckle snort
    """.split()
)
"""What one says something with or in, and nobody is known by."""
_ENDING: Final = PREPOSITIONS | DETERMINERS | frozenset("was were is are had has have who and or but".split())
"""Words at which a nominal without its head is none."""

AliasIndex = Mapping[str, Sequence[tuple[tuple[str, ...], int]]]


@dataclass(slots=True)
class Mention:
    """A name in a passage."""

    begin: int
    """Index of its first token in the passage."""
    end: int
    owners: tuple[int, ...]
    """Numbers of the persons it may be, most likely first."""
    quote: int
    possessive: bool = False
    vocative: bool = False
    after_preposition: bool = False
    acts: bool = False
    """It opens a clause: nothing but a mark or a conjunction stands before it."""


@dataclass(slots=True)
class Subject:
    """What may be the subject of a verb of saying."""

    kind: Literal["name", "pronoun", "nominal"]
    begin: int
    end: int
    owners: tuple[int, ...] = ()
    gender: Gender = ""
    word: str = ""
    """The pronoun, or the nominal's head, in lower case."""
    phrase: str = ""
    """A nominal as written, without its determiner."""
    determiner: str = ""


def find_mentions(tokens: Sequence[Token], index: AliasIndex) -> list[Mention]:
    """All names of known persons, the longest form at each place."""
    found: list[Mention] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if (token.capital or token.low in RIVAL) and token.low in index:
            owners, length = _match(tokens, at, index[token.low])
            if owners:
                found.append(_mention(tokens, at, at + length, owners))
                at += length
                continue
        at += 1
    return found


def _match(tokens: Sequence[Token], at: int, entries: Sequence[tuple[tuple[str, ...], int]]) -> tuple[tuple[int, ...], int]:
    owners: list[int] = []
    length = 0
    for form, person in entries:
        if length and len(form) < length:
            break
        fits = len(tokens) - at >= len(form) and all(tokens[at + k].low == word for k, word in enumerate(form))
        if fits and (
            len(form) == 1 or (tokens[at + len(form) - 1].capital and tokens[at + len(form) - 1].quote == tokens[at].quote)
        ):
            owners.append(person)
            length = len(form)
    return tuple(owners), length


def _mention(tokens: Sequence[Token], begin: int, end: int, owners: tuple[int, ...]) -> Mention:
    before = tokens[begin - 1] if begin else None
    quote = tokens[begin].quote
    return Mention(
        begin,
        end,
        owners,
        quote,
        tokens[end - 1].possessive,
        quote >= 0 and is_vocative(tokens, begin, end),
        before is not None and before.quote == quote and before.low in PREPOSITIONS,
        opens_clause(tokens, begin),
    )


def opens_clause(tokens: Sequence[Token], begin: int) -> bool:
    """Whether what begins there is the first of its clause, and so acts in it."""
    before = tokens[begin - 1] if begin else None
    if before is None or not before.word or before.quote != tokens[begin].quote:
        return True
    return before.low in {"and", "but", "then", "when", "as", "while"}


def find_subjects(tokens: Sequence[Token], mentions: Sequence[Mention], nouns: frozenset[str] = NOUNS) -> list[Subject]:
    """Subject candidates of a passage's narration, in order; `nouns` head nominals. A possessor is none."""
    named = {mention.begin: mention for mention in mentions if mention.quote < 0}
    found: list[Subject] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        subject = _subject_at(tokens, at, named, nouns) if token.word and token.quote < 0 else None
        if subject:
            found.append(subject)
            at = _described_end(tokens, subject.end) if subject.kind == "nominal" else subject.end
        else:
            at = named[at].end if at in named else at + 1
    return found


def _subject_at(tokens: Sequence[Token], at: int, named: Mapping[int, Mention], nouns: frozenset[str]) -> Subject | None:
    token = tokens[at]
    if at in named:
        return _named(tokens, named[at], named, nouns)
    if token.low in {"his", "her"} and (end := _body(tokens, at + 1)):
        word = "he" if token.low == "his" else "she"
        return Subject("pronoun", at, end, gender=_pronoun_gender(word), word=word)
    if token.low == "it" and _says(tokens, at):
        return Subject("pronoun", at, at + 1, gender="neutral", word="it")
    if token.low in SOMEBODY and _says(tokens, at):
        return Subject("nominal", at, at + 1, word=token.low, phrase=token.low, determiner="a")
    if token.low in {"he", "she"} or (token.low in PRONOUNS and not token.possessive):
        return Subject("pronoun", at, at + 1, gender=_pronoun_gender(token.low), word=token.low)
    if token.low == "one" and (several := _one_of(tokens, at, named)):
        return several
    if token.low not in DETERMINERS:
        return None
    return _voice_of(tokens, at, named) or _nominal(tokens, at, at + 1, named, nouns)


def _body(tokens: Sequence[Token], at: int) -> int:
    """The end of "(low) voice", "(green) eyes" at `at`; 0 where there is none."""
    for end in (at, at + 1):
        if end < len(tokens) and tokens[end].low in BODY and tokens[end].quote < 0 and not tokens[end].possessive:
            return end + 1
    return 0


def _answer(tokens: Sequence[Token], mention: Mention) -> int:
    """The end of "Ada's (parting) question" where a quote was just called so; 0 elsewhere."""
    if mention.begin == 0 or tokens[mention.begin - 1].low not in {"was", "were", "came", "is", "comes"}:
        return 0
    return next((at + 1 for at in range(mention.end, min(len(tokens), mention.end + 3)) if tokens[at].low in ANSWERS), 0)


def _voice_of(tokens: Sequence[Token], at: int, named: Mapping[int, Mention]) -> Subject | None:
    """The person in "the (shattered) voice of (old) Mr. Finch"."""
    heads = [end for end in (at + 1, at + 2) if end < len(tokens) and tokens[end].low in VOICES]
    if not heads or [token.low for token in tokens[heads[0] + 1 : heads[0] + 2]] != ["of"]:
        return None
    owner = next((named[place] for place in (heads[0] + 2, heads[0] + 3) if place in named), None)
    return Subject("name", at, owner.end, owner.owners) if owner else None


def _named(tokens: Sequence[Token], mention: Mention, named: Mapping[int, Mention], nouns: frozenset[str]) -> Subject | None:
    """The person, or what is said to be theirs: "Ada's voice" is Ada, "Ada's brother" a nominal."""
    if not mention.possessive:
        return Subject("name", mention.begin, mention.end, mention.owners)
    end = _body(tokens, mention.end) or _answer(tokens, mention)
    if end:
        return Subject("name", mention.begin, end, mention.owners)
    return _nominal(tokens, mention.end - 1, mention.end, named, nouns)


def _says(tokens: Sequence[Token], at: int) -> bool:
    """An "it" beside a verb of saying is somebody: a parrot, a ship's computer."""
    around = [*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2]]
    return any(token.quote < 0 and token.low in SAID for token in around)


def _pronoun_gender(low: str) -> Gender:
    return "male" if low == "he" else "female" if low == "she" else ""


def _nominal(
    tokens: Sequence[Token], begin: int, at: int, named: Mapping[int, Mention], nouns: frozenset[str]
) -> Subject | None:
    for end in range(at, min(len(tokens), at + LONGEST_NOMINAL + 1)):
        token = tokens[end]
        if not token.word or token.quote >= 0 or token.possessive or token.low in _ENDING or end in named:
            return None
        if token.low in nouns and not (end + 1 < len(tokens) and tokens[end + 1].low in nouns and tokens[end + 1].quote < 0):
            phrase = " ".join(word.text for word in tokens[at : _described_end(tokens, end + 1)])
            gender = nominal_gender(token.low)
            return Subject(
                "nominal", begin, end + 1, gender=gender, word=token.low, phrase=phrase, determiner=tokens[begin].low
            )
    return None


def _described_end(tokens: Sequence[Token], at: int) -> int:
    """The end of what tells one man from another: "(the man) with the black beard", "(the boy) at the desk"; else `at`."""
    if not _begins_description(tokens, at):
        return at
    end = at + 1
    while end < len(tokens) and tokens[end].word and tokens[end].text.islower() and tokens[end].quote < 0:
        if tokens[end].low in PREPOSITIONS | _VERBS or tokens[end].low.endswith("ly"):
            break
        end += 1
    told = {token.low for token in tokens[at + 1 : end]}
    goes_on = end < len(tokens) and tokens[end].quote < 0 and tokens[end].low in PREPOSITIONS
    return end if not told & (BODY | _NO_MARKS) and not goes_on and 1 <= end - at - 1 <= LONGEST_SPEAKER else at


def _begins_description(tokens: Sequence[Token], at: int) -> bool:
    if at + 1 >= len(tokens) or tokens[at].quote >= 0:
        return False
    return tokens[at].low in {"with", "in"} or (tokens[at].low in _PLACED and tokens[at + 1].low in {"the", "table"})


def _one_of(tokens: Sequence[Token], at: int, named: Mapping[int, Mention]) -> Subject | None:
    """The phrase "one of the staff members": the plural head makes a nominal in the singular."""
    if (
        [token.low for token in tokens[at + 1 : at + 2]] != ["of"]
        or len(tokens) <= at + 3
        or tokens[at + 2].low not in DETERMINERS
    ):
        return None
    for end in range(at + 3, min(len(tokens), at + 3 + LONGEST_NOMINAL)):
        token = tokens[end]
        if not token.word or token.quote >= 0 or end in named:
            return None
        if (head := _singular(token.low)) in NOUNS and token.low != head:
            phrase = " ".join([word.text for word in tokens[at + 3 : end]] + [head])
            return Subject("nominal", at, end + 1, gender=nominal_gender(head), word=head, phrase=phrase, determiner="one")
    return None


def _singular(word: str) -> str:
    return (
        word[:-3] + "man"
        if word.endswith("men")
        else word.removesuffix("es")
        if word.endswith("sses")
        else word.removesuffix("s")
    )


def role_name(phrase: str) -> str:
    """What the script calls somebody without a name: THE WAITRESS, SOMEBODY."""
    return phrase.upper() if phrase.lower() in SOMEBODY else f"THE {phrase.upper()}"


def nominal_gender(head: str) -> Gender:
    """Of a noun in lower case; empty where either may be meant."""
    return "female" if head in NOUNS_FEMALE else "male" if head in NOUNS_MALE else ""


def speaking_nouns(passages: Iterable[Sequence[Token]]) -> frozenset[str]:
    """Nouns of this story that speak beside a quote, known or not: "said the young subaltern", "the hedgehog said"."""
    found = (
        head
        for tokens in passages
        for at in range(len(tokens))
        for head in (_said_by(tokens, at), _says_so(tokens, at))
        if head
    )
    return frozenset(found)


def _said_by(tokens: Sequence[Token], at: int) -> str:
    """The head of "said the … HEAD," right behind a quote, where the verb stands at `at`; else empty."""
    if tokens[at].low not in SAID or tokens[at].quote >= 0 or not at or tokens[at - 1].quote < 0:
        return ""
    if at + 2 >= len(tokens) or tokens[at + 1].low not in ARTICLES:
        return ""
    end = at + 2
    while end < len(tokens) and tokens[end].word and tokens[end].text.islower() and tokens[end].quote < 0:
        end += 1
    closed = end == len(tokens) or not tokens[end].word
    return _head(tokens, at + 2, end) if closed else ""


def _says_so(tokens: Sequence[Token], at: int) -> str:
    """The head of "the … HEAD said" right behind a quote, or at the start of a paragraph with one; else empty."""
    if tokens[at].low not in SAID or tokens[at].quote >= 0 or at < 2:
        return ""
    begin = at - 1
    while begin > 0 and tokens[begin].low not in ARTICLES and tokens[begin].word and tokens[begin].quote < 0:
        begin -= 1
    if tokens[begin].low not in ARTICLES or tokens[begin].quote >= 0:
        return ""
    beside = tokens[begin - 1].quote >= 0 if begin else any(token.quote >= 0 for token in tokens[at:])
    return _head(tokens, begin + 1, at) if beside else ""


def _head(tokens: Sequence[Token], begin: int, end: int) -> str:
    """The last of a few plain words, if it can name somebody; else empty."""
    inside = PREPOSITIONS | _COUNTED | {"in"}
    plain = all(token.text.islower() and not token.possessive and token.low not in inside for token in tokens[begin:end])
    head = tokens[end - 1].low
    if not plain or not 0 < end - begin <= LONGEST_SPEAKER or head in BODY | _CROWDS | _ADVERBS or head.endswith(_NO_HEAD):
        return ""
    return head
