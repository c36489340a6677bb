"""What a script says outright of its people: how old they are, where they are from, and of what temper.

Only what is said of a name, or of the "he" or "she" that follows it, counts: "he was seventy", "Mara, a girl of nine", "a
Scottish accent". An age that is merely mentioned is nobody's, and what people call one another is seldom their age.
A temper is what somebody is ("a gruff man", "his gentle voice"), not how somebody is just then ("he was nervous").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Final, NamedTuple, get_args

from audiodrama.annotate.lexicon import NOUNS_EITHER, NOUNS_FEMALE, NOUNS_MALE, OLD, YOUNG
from audiodrama.model import Age, Gender, Line, Temper

_UNITS: Final = "one two three four five six seven eight nine".split()
_TEENS: Final = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_YEARS: Final[Mapping[str, int]] = (
    {word: number for number, word in enumerate([*_UNITS, *_TEENS], 1)}
    | {word: 10 * number for number, word in enumerate(_TENS, 2)}
    | {f"{word[:-1]}ies": 10 * number for number, word in enumerate(_TENS, 2)}
    | {"hundred": 100}
)
_GROWN: Final = 13
_ADULT: Final = 30
_OLD: Final = 60
"""Years at which a voice changes for a listener: a child's, a young one's, a grown one's, an old one's."""

_AGES: Final[Mapping[str, Age]] = {
    **dict.fromkeys((*OLD, "old", "elderly", "aged", "ancient", "wizened", "grizzled", "white-haired", "pensioner"), "old"),
    **dict.fromkeys(YOUNG, "child"),
    **dict.fromkeys(("young", "teenager", "teenage", "adolescent"), "young"),
    **dict.fromkeys(("middle-aged", "father", "mother", "uncle", "aunt"), "adult"),
}
_PEOPLE: Final = NOUNS_MALE | NOUNS_FEMALE | NOUNS_EITHER | {"pensioner", "teenager", "adolescent"}


def _named(**words: str) -> Iterator[tuple[Temper, str]]:
    """Typed pairs."""
    for temper in get_args(Temper):
        if temper in words:
            yield temper, words[temper]


_ACCENTS: Final[Mapping[str, str]] = {
    word: accent
    for accent, words in {
        "american": "american yankee texan texas california chicago boston virginia alabama georgia mississippi",
        "new york": "brooklyn bronx manhattan",
        "british": "english englishman englishwoman british london londoner cockney yorkshire lancashire oxford cornish devon",
        "scottish": "scottish scots scotsman scotswoman scot scotland glasgow glaswegian edinburgh aberdeen highland burr",
        "irish": "irish irishman irishwoman ireland dublin cork brogue",
        "welsh": "welsh welshman welshwoman wales cardiff",
        "australian": "australian australia sydney melbourne",
        "caribbean": "caribbean jamaican jamaica trinidad barbados",
        "french": "french frenchman frenchwoman france paris parisian",
        "german": "german germany berlin",
        "russian": "russian russia moscow",
        "spanish": "spanish spaniard spain madrid",
        "italian": "italian italy rome",
        "indian": "indian india delhi mumbai",
    }.items()
    for word in words.split()
}
_TEMPERS: Final[Mapping[str, Temper]] = {
    word: temper
    for temper, words in _named(
        gentle="gentle kindly mild mild-mannered soft-spoken tender warm-hearted kind-hearted good-hearted sweet-natured",
        gruff="gruff grumpy surly crusty crotchety cantankerous gravelly rough-voiced bad-tempered ill-tempered",
        cheerful="cheerful jolly merry jovial cheery boisterous high-spirited good-humoured good-humored bubbly",
        nervous="nervous timid shy bashful anxious fretful jittery mousy fidgety",
        cold="cold stern haughty aloof severe icy imperious humourless humorless",
        gloomy="gloomy mournful melancholy morose dour lugubrious",
    )
    for word in words.split()
}
_SOULS: Final = _PEOPLE | frozenset("soul fellow creature giant spinster bachelor widow widower host hostess".split())
_NOUN: Final = re.compile(rf"\b(?:{'|'.join(sorted(_SOULS))})\b")
_VOICE_OF: Final = re.compile(r"\b(?:(his|her) ((?:[a-z-]+,? )?)([a-z-]+) voice|had an? ((?:[a-z-]+,? )?)([a-z-]+) voice)\b")
"""`in his gruff voice`; not `in a gruff voice`, which is how somebody speaks just then."""
_EPITHET: Final = re.compile(r"\bthe (?:old |young |little |same )?([a-z-]+) (?:old |young |little )?([\w'-]+)(?!['\w])")
_HABIT: Final = re.compile(
    r"(?:always|ever|usually|naturally|generally|by nature) (?:an? )?([a-z-]+)(?= (?:and|but|by|with)\b|\W*$|[,;])"
)
_NO_MORE: Final = frozenset("of the a an in on to for who with that at by ; : — –".split())
"""Words that end what is said before somebody's noun."""
_PASSING: Final = frozenset({"nervous", "cold"})
"""Tempers that a voice has for a moment."""
_NUMBER: Final = rf"(?P<years>{'|'.join(sorted(_YEARS, key=len, reverse=True))}|\d{{1,3}})(?:-[a-z]+)?"
_AGED: Final = re.compile(
    rf"^{_NUMBER}(?: years? old)?(?: or so| now| today)?\W*$|\b{_NUMBER.replace('years', 'old')}[ -]years?[ -]old\b"
    rf"|\bof {_NUMBER.replace('years', 'of')}\W*$"
    rf"|\bin (?:his|her|their) (?:early |late |mid-?)?{_NUMBER.replace('years', 'in')}\b"
)
"""`seventy`; `a ten-year-old`; `a girl of nine`; `a woman in her eighties`."""
_NOT_AN_AGE: Final = frozenset({"one", "two"})
_VOICED: Final = re.compile(r"\b([a-z]+) (accent|voice|vowels|lilt|burr|brogue|drawl|twang)\b")
_FROM: Final = re.compile(r"\b(?:from|born in) ([a-z]+)\b")
_SENTENCE: Final = re.compile(r"[^.!?…]+")
_REACH: Final = 60
"""Characters after "was" or a comma in which somebody is described."""
_ABOUT: Final = r"(?: (?:only|just|about|nearly|almost|perhaps|barely|at least|over))?"
_COPULA: Final = rf"(?:,[^,]*,)? (?:was|is|had turned|am){_ABOUT} |'[sm]{_ABOUT} |, (?=an? |the )| (?=(?:came|comes) from)"
_SAID_OF: Final = re.compile(rf"\b(?P<who>[\w'-]+?)(?P<copula>{_COPULA})(?=(?P<what>.{{1,{_REACH}}}))")
_ONCE: Final = re.compile(r"\b(?:when|until|till|since|before|if|by the time) $|\bfor an? (?:moment|second|instant)\b")
"""What somebody was then is not what they are."""
_LOOSELY: Final = re.compile(r",|about|nearly|almost")
"""In speech, a way of talking rather than a fact."""
_ARTICLE: Final = re.compile(r"(?:an?|the) ")
_CLAUSE_END: Final = re.compile(r"[,;:—–]| who | and | but | with | that ")


class Said(NamedTuple):
    """What a sentence says of somebody."""

    speaker: str
    age: Age = ""
    accent: str = ""
    temper: Temper = ""
    words: str = ""
    """Of the story, in lower case: what says so."""


def said_of(line: Line, heads: Mapping[str, str], genders: Mapping[str, Gender], before: str) -> Iterator[Said]:
    """Everything that a line says of the speakers that `heads` names by a word; `before` is who was spoken of last."""
    last, is_told = before, line.kind == "narration"
    for sentence in _SENTENCE.findall(line.text):
        low = " ".join(sentence.lower().replace("’", "'").split())
        for found in _SAID_OF.finditer(low):
            last = _last_named(low[: found.start()], heads) or last
            subject = _subject(found["who"], line, heads, genders, last)
            if not subject or _ONCE.search(low[: found.start()]):
                continue
            if is_told or not _LOOSELY.search(found["copula"]):
                yield _described(subject, found["what"], is_told=is_told)
        last = _last_named(low, heads) or last
        if last and is_told:
            yield from (Said(last, accent=accent, words=words) for accent, words in _accents(low))
            yield from (Said(last, temper=temper, words=words) for temper, words in _voiced(low, genders.get(last, "")))
        if is_told:
            yield from _called(low, heads)


def _described(speaker: str, what: str, *, is_told: bool) -> Said:
    """What stands after "was" or a comma; only a narrator is believed of a temper."""
    temper = _temper(what) if is_told else ""
    return Said(speaker, _age(what, is_told=is_told), _origin(what), temper, _quoted(what, temper))


def _quoted(what: str, temper: Temper) -> str:
    """The words up to the end of their clause; what says a temper has commas within."""
    end = _NOUN.search(what) if temper else None
    return what[: end.end()] if end else _CLAUSE_END.split(what)[0].strip()


def _subject(word: str, line: Line, heads: Mapping[str, str], genders: Mapping[str, Gender], last: str) -> str:
    if word == "i":
        return "" if line.kind == "narration" else line.speaker
    if word in ("he", "she"):
        return last if genders.get(last, "") in ("", "male" if word == "he" else "female") else ""
    return heads.get(word, "")


def _last_named(text: str, heads: Mapping[str, str]) -> str:
    return next((heads[word] for word in reversed(re.findall(r"[\w'-]+", text)) if word in heads), "")


def _age(what: str, *, is_told: bool) -> Age:
    """`seventy`, `an old sailor`, `a girl of nine`; not `an old coat`, not `two steps away`.

    Only a narrator (`is_told`) is believed without a number: people call one another old and young for other reasons.
    """
    clause = _CLAUSE_END.split(what)[0].strip()
    if (aged := _AGED.search(clause)) and (years := next(filter(None, aged.groups()))) not in _NOT_AN_AGE:
        return _of_years(int(years) if years.isdigit() else _YEARS[years])
    words = re.findall(r"[a-z'-]+", clause)[1:4] if is_told and _ARTICLE.match(clause) else []
    described = next((word for word in words if word in _AGES), "")
    return _AGES[described] if described and "only" not in words and any(word in _PEOPLE for word in words) else ""


def _temper(what: str) -> Temper:
    """`a gruff, weathered old sailor`; not `a gentle rain`, not `a kind of sailor`; `always cheerful`."""
    if habit := _HABIT.match(what):
        return _TEMPERS.get(habit[1], "")
    if not _ARTICLE.match(what):
        return ""
    words = list(takewhile(lambda word: word not in _NO_MORE, re.findall(r"[a-z'-]+|[;:—–]", what)[1:7]))
    people = next((at for at, word in enumerate(words) if word in _SOULS), 0)
    return next((_TEMPERS[word] for word in words[:people] if word in _TEMPERS), "")


def _voiced(sentence: str, gender: Gender) -> Iterator[tuple[Temper, str]]:
    """The temper of a voice that the sentence says is somebody's own."""
    for found in _VOICE_OF.finditer(sentence):
        whose = {"his": "male", "her": "female"}.get(found[1], gender)
        words = (found[2] or found[4] or "").strip(" ,"), found[3] or found[5]
        temper: Temper = next((_TEMPERS[word] for word in words if word in _TEMPERS), "")
        if temper and temper not in _PASSING and whose == gender:
            yield temper, found[0]


def _called(sentence: str, heads: Mapping[str, str]) -> Iterator[Said]:
    """`the gruff old sergeant`, where the sergeant speaks; a temper that passes is none."""
    for found in _EPITHET.finditer(sentence):
        temper = _TEMPERS.get(found[1], "")
        if found[2] in heads and temper and temper not in _PASSING:
            yield Said(heads[found[2]], temper=temper, words=found[0])


def _of_years(years: int) -> Age:
    return "child" if years < _GROWN else "young" if years < _ADULT else "adult" if years < _OLD else "old"


def _accents(sentence: str) -> Iterator[tuple[str, str]]:
    """`a Scottish accent`, `a soft brogue`."""
    for found in _VOICED.finditer(sentence):
        yield from [(_ACCENTS[word], found[0]) for word in found.groups() if word in _ACCENTS][:1]


def _origin(what: str) -> str:
    """`a Scotsman`, `an Irish girl`, `from Glasgow`; not `English people`."""
    clause = _CLAUSE_END.split(what)[0]
    words = re.findall(r"[a-z'-]+", clause)[1:4] if _ARTICLE.match(clause) else []
    words += [found[1] for found in _FROM.finditer(clause)]
    return next((_ACCENTS[word] for word in words if word in _ACCENTS and word not in ("burr", "brogue")), "")
