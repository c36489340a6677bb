"""What a script tells of its speakers: gender, age, accent and temper, for casting. Any script will do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, get_args

from audiodrama.annotate.described import Said, said_of
from audiodrama.annotate.firstnames import gender_of
from audiodrama.annotate.forms import is_own
from audiodrama.annotate.lexicon import (
    KIN_FEMALE,
    KIN_MALE,
    MALE_PRONOUNS,
    NOUNS_FEMALE,
    NOUNS_MALE,
    OLD,
    TITLES_FEMALE,
    TITLES_MALE,
    YOUNG,
)
from audiodrama.annotate.tokens import SENTENCE_END, Token, tokenise
from audiodrama.model import NARRATOR, Age, Gender, Line, Script, Temper, Traits

TITLE_SAYS: Final = 12.0
NAME_SAYS: Final = 6.0
PRONOUN_SAYS: Final = 1.0
TAG_SAYS: Final = 2.0
"""Votes for a gender; a pronoun in the speaker's own tag counts double."""
OUTWEIGHS: Final = 1.5
"""By how much one side must outweigh the other."""
SAID_OUTRIGHT: Final = 3
"""Votes for an age that is said of somebody, against one for "old" or "little" beside the name."""
PRONOUN_REACH: Final = 20
"""Tokens after a name in which a pronoun is taken to mean the one named."""

Votes = dict[str, float]

_OLD_WORDS: Final = frozenset({"old", "elderly", "aged", "ancient", "wizened", "grizzled", "eighty", "seventy", "ninety"}) | OLD
_CHILD_WORDS: Final = YOUNG | {"little"}


def describe(script: Script) -> dict[str, Traits]:
    """Speaker to traits, for every speaker but the narrator; empty where the script does not say."""
    names = list(dict.fromkeys(line.speaker for line in script.lines if line.speaker.upper() != NARRATOR))
    genders = {name: _from_name(name) for name in names}
    ages = {name: Counter(_age_words(_words(name))) for name in names}
    heads = _by_word(names)
    lines = list(script.lines)
    for number, line in enumerate(lines):
        if line.kind == "narration":
            tokens = tokenise(line.text, 0)
            _from_narration(tokens, heads, genders, ages)
            _from_tag(tokens, _neighbours(lines, number), genders)
    known = {name: _gender(genders[name]) for name in names}
    said: dict[str, list[Said]] = {name: [] for name in names}
    for found in _descriptions(lines, heads, known):
        said[found.speaker].append(found)
        ages[found.speaker].update({found.age: SAID_OUTRIGHT} if found.age else {})
    return {name: _traits(known[name], ages[name], said[name]) for name in names}


def _traits(gender: Gender, ages: Counter[str], said: Sequence[Said]) -> Traits:
    """What was found of one speaker, with the words that say what was kept."""
    age, accent = _age(ages), _most(Counter(found.accent for found in said if found.accent))
    temper = _temper(Counter(found.temper for found in said if found.temper))
    kept = [found for found in said if (found.age, found.accent, found.temper) != ("", "", "")]
    words = [found.words for found in kept if found.age in ("", age) and found.temper in ("", temper)]
    return Traits(gender=gender, age=age, accent=accent, temper=temper, said=tuple(dict.fromkeys(words)))


def _descriptions(lines: list[Line], heads: dict[str, str], known: dict[str, Gender]) -> Iterator[Said]:
    """What is said outright of the speakers, in the narration or by others."""
    last = ""
    for number, line in enumerate(lines):
        beside = _neighbours(lines, number) if line.kind == "narration" else ""
        yield from (said for said in said_of(line, heads, known, beside or last) if said.speaker in known)
        last = line.speaker if line.kind != "narration" else beside or last


def _words(name: str) -> list[str]:
    return [token.low for token in tokenise(name, 0) if token.word]


def _by_word(names: Iterable[str]) -> dict[str, str]:
    """The word to look for in the narration, to the speaker that it means; words that several share mean nobody."""
    owners: dict[str, set[str]] = {}
    for name in names:
        for word in _words(name):
            if word not in TITLES_MALE | TITLES_FEMALE | {"the", "of", "a"}:
                owners.setdefault(word, set()).add(name)
    return {word: next(iter(found)) for word, found in owners.items() if len(found) == 1}


def _from_name(name: str) -> Votes:
    """Votes of title, head noun and first name."""
    votes: Votes = {}
    words = _words(name)
    for word in words:
        if word in TITLES_MALE | KIN_MALE | NOUNS_MALE:
            votes["male"] = TITLE_SAYS
        elif word in TITLES_FEMALE | KIN_FEMALE | NOUNS_FEMALE:
            votes["female"] = TITLE_SAYS
    if known := next((gender for word in words if (gender := gender_of(word))), ""):
        votes[known] = votes.get(known, 0.0) + NAME_SAYS
    return votes


def _age_words(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        if word in _OLD_WORDS:
            yield "old"
        elif word in _CHILD_WORDS:
            yield "child"
        elif word == "young":
            yield "young"


def _from_narration(
    tokens: list[Token], heads: dict[str, str], genders: dict[str, Votes], ages: dict[str, Counter[str]]
) -> None:
    for at, token in enumerate(tokens):
        name = heads.get(token.low)
        if name is None or token.possessive:
            continue
        if gender := _next_pronoun(tokens, at, heads):
            genders[name][gender] = genders[name].get(gender, 0.0) + PRONOUN_SAYS
        ages[name].update(_age_words(word.low for word in tokens[max(0, at - 2) : at]))


def _next_pronoun(tokens: Sequence[Token], at: int, heads: dict[str, str]) -> str:
    """The gender of the first pronoun behind the name at `at` that may mean it, if no other name comes before."""
    for later in range(at + 1, min(len(tokens), at + 1 + PRONOUN_REACH)):
        if tokens[later].low in heads:
            return ""
        if is_own(tokens, later):
            return "male" if tokens[later].low in MALE_PRONOUNS else "female"
    return ""


def _neighbours(lines: list[Line], number: int) -> str:
    """The speaker of the speech that this narration is joined to, or empty."""
    if lines[number].joined and number and lines[number - 1].kind != "narration":
        return lines[number - 1].speaker
    following = lines[number + 1] if number + 1 < len(lines) else None
    return following.speaker if following and following.joined and following.kind != "narration" else ""


def _from_tag(tokens: list[Token], speaker: str, genders: dict[str, Votes]) -> None:
    """The pronoun of the clause beside a speech: "she said"."""
    if speaker not in genders:
        return
    for token in tokens[:6]:
        if token.text[0] in SENTENCE_END:
            return
        if token.low in {"he", "she"}:
            gender = "male" if token.low == "he" else "female"
            genders[speaker][gender] = genders[speaker].get(gender, 0.0) + TAG_SAYS
            return


def _gender(votes: Votes) -> Gender:
    male, female = votes.get("male", 0.0), votes.get("female", 0.0)
    return "male" if male > OUTWEIGHS * female else "female" if female > OUTWEIGHS * male else ""


def _age(votes: Counter[str]) -> Age:
    ages: dict[str, Age] = {"child": "child", "young": "young", "adult": "adult", "old": "old"}
    return ages.get(_most(votes), "")


def _temper(votes: Counter[str]) -> Temper:
    tempers: dict[str, Temper] = {temper: temper for temper in get_args(Temper)}
    return tempers[_most(votes)]


def _most(votes: Counter[str]) -> str:
    """What most say; nothing where they are divided."""
    if not votes:
        return ""
    word, count = votes.most_common(1)[0]
    return word if count > sum(votes.values()) / 2 else ""
