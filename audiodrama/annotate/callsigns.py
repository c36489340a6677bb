"""Talk over radios and telephones: "Base, this is Lookout Six" hails Base, and Lookout Six says it.

A call sign is somebody with a name, if one is said to speak where it is given, or to answer where it is hailed; the sign
that is left may be the one whom the story tells of most. Who else goes by one is a role that is called so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from audiodrama.annotate.lexicon import TENS, words
from audiodrama.annotate.people import Person
from audiodrama.annotate.tokens import Token
from audiodrama.annotate.utterances import NOBODY, Scanned, Utterance, gap

LONGEST: Final = 3
"""Words of a call sign."""
ON_AIR: Final = 6
"""Paragraphs within which the narration tells of a radio or a telephone, where somebody says who is calling."""
AT_HAND: Final = 3
"""Paragraphs within which who is hailed answers."""
OFTEN_TOLD: Final = 3
"""Times that a story must tell of whom it tells of most."""
_DEVICES: Final = words(
    "radio phone telephone receiver intercom handset headset mike mic microphone switchboard voicemail dialled dialed"
)
_NUMBERS: Final = TENS | words(
    "zero one two three four five six seven eight nine niner ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_STATIONS: Final = words("base control tower dispatch command central operations ops headquarters hq desk ground centre center")
_REPORTS: Final = words("here copies on out standing receiving reading calling responding")
"""What follows somebody's own sign: "Tanker Two on scene"."""
_TO_YOU: Final = words(
    "i you your do did can could have are is this what where when who how go say come listen hold stand get stay be please any"
    " report respond confirm advise copy good hello clear"
)
"""What follows a sign that is hailed: "Six, did you see him?"."""

Sign = tuple[str, ...]


@dataclass(slots=True)
class _Heard:
    """Where a sign is given, and where it is hailed: numbers of utterances."""

    given: list[int] = field(default_factory=list)
    hailed: list[int] = field(default_factory=list)


def find_call_signs(utterances: Sequence[Utterance], people: list[Person], scanned: Sequence[Scanned], narrator: int) -> None:
    """Tell the utterances who says his sign in them, and who is hailed; who goes by a sign alone is added to `people`."""
    _call_in(utterances, scanned)
    heard = _hear(utterances, scanned)
    if not heard:
        return
    bearers = {person.number: sign for person in people for sign in sorted(heard) if _bears(person, sign)}
    owners = _owners(heard, utterances, people, set(bearers), narrator)
    _name(utterances, scanned, {person: owners[sign] for person, sign in bearers.items() if owners[sign] != NOBODY})
    for sign, where in heard.items():
        for number in where.given:
            utterances[number].signed = owners[sign]
        for number in where.hailed:
            utterances[number].vocatives |= {owners[sign]} - {NOBODY}


def _name(utterances: Sequence[Utterance], scanned: Sequence[Scanned], owners: Mapping[int, int]) -> None:
    """Who has no other name than a sign is who goes by it."""
    for passage in scanned:
        for mention in passage.mentions:
            mention.owners = tuple(owners.get(person, person) for person in mention.owners)
        for subject in passage.subjects:
            subject.owners = tuple(owners.get(person, person) for person in subject.owners)
    for utterance in utterances:
        utterance.vocatives = {owners.get(person, person) for person in utterance.vocatives}
        utterance.named = {owners.get(person, person) for person in utterance.named}


def _call_in(utterances: Sequence[Utterance], scanned: Sequence[Scanned]) -> None:
    """Who says a name on the telephone has it: "Mrs. Hale? This is Ada Lowe"."""
    for utterance in utterances:
        at = _behind_this_is(utterance)
        named = next((m for m in utterance.scanned.mentions if m.begin == at and m.quote >= 0 and not m.possessive), None)
        tagged = utterance.tag is not None and utterance.tag.strength == 2
        if named and len(named.owners) == 1 and not tagged and _on_air(scanned, utterance):
            utterance.signed = named.owners[0]


def _on_air(scanned: Sequence[Scanned], utterance: Utterance) -> bool:
    near = scanned[max(0, utterance.place - ON_AIR) : utterance.place + 1]
    here = [other for other in near if other.passage.scene == utterance.scanned.passage.scene]
    return any(token.low in _DEVICES and token.quote < 0 for other in here for token in other.passage.tokens)


def _behind_this_is(utterance: Utterance) -> int:
    """The token behind "this is" or "it's" at the start of an utterance, or behind whom it calls there; -1 elsewhere."""
    tokens = utterance.scanned.passage.tokens
    for at in range(utterance.first, min(utterance.last, utterance.first + LONGEST + 3) - 2):
        if at == utterance.first or not tokens[at - 1].word:
            if (tokens[at].low, tokens[at + 1].low) == ("this", "is"):
                return at + 2
            if tokens[at].low == "it" and tokens[at].possessive:
                return at + 1
    return -1


def _hear(utterances: Sequence[Utterance], scanned: Sequence[Scanned]) -> dict[Sign, _Heard]:
    """Every sign by its longest form; none where nobody both hails and gives one on the air."""
    pairs = {number: pair for number, utterance in enumerate(utterances) if (pair := _pair(utterance))}
    known = {sign for pair in pairs.values() for sign in pair if sign}
    if not any(_is_sure(utterances[number], pair, scanned) for number, pair in pairs.items()):
        return {}
    heard: dict[Sign, _Heard] = {}
    for number, utterance in enumerate(utterances):
        hailed, own = pairs.get(number) or _alone(utterance, known)
        if own:
            heard.setdefault(_longest(own, known), _Heard()).given.append(number)
        for sign in {hailed, *_within(utterance, known)} - {(), own}:
            heard.setdefault(_longest(sign, known), _Heard()).hailed.append(number)
    return heard


def _is_sure(utterance: Utterance, pair: tuple[Sign, Sign], scanned: Sequence[Scanned]) -> bool:
    """Whether the two are signs: not "ten to two", and not "Room Six, Bed Four" where there is no radio."""
    bare = all(_is_bare(sign) for sign in pair)
    return all(pair) and not bare and (_behind_this_is(utterance) >= 0 or _on_air(scanned, utterance))


def _is_bare(sign: Sign) -> bool:
    return len(sign) == 1 and _is_number(sign[0])


def _longest(sign: Sign, known: set[Sign]) -> Sign:
    """Six is Lookout Six, if nobody else is six."""
    longer = {other for other in known if len(other) > len(sign) and other[-len(sign) :] == sign}
    return next(iter(longer)) if len(longer) == 1 else sign


def _pair(utterance: Utterance) -> tuple[Sign, Sign] | None:
    """Whom an utterance hails, and who says so: "Base, this is Lookout Six", "Two, Six.", "Ten to Base"."""
    tokens = utterance.scanned.passage.tokens
    first, end = _sign(tokens, utterance.first, utterance.last)
    at = _behind_this_is(utterance)
    if at >= 0:
        own, _ = _sign(tokens, at, utterance.last)
        return (first, own) if own else None
    if not first or end >= utterance.last:
        return None
    second, close = _sign(tokens, end + 1, utterance.last)
    if not second or (close < utterance.last and tokens[close].word):
        return None
    return (second, first) if tokens[end].low == "to" else (first, second) if tokens[end].text == "," else None


def _alone(utterance: Utterance, known: set[Sign]) -> tuple[Sign, Sign]:
    """The sign that an utterance begins with, as hailed or as given: "Six, did you see him?", "Six. All quiet."."""
    tokens = utterance.scanned.passage.tokens
    sign, end = _sign(tokens, utterance.first, utterance.last)
    if not sign or end + 1 >= utterance.last or not _fits(sign, known):
        return (), ()
    if tokens[end].word:
        return ((), sign) if tokens[end].low in _REPORTS else ((), ())
    hails = tokens[end].text in "?!" or tokens[end + 1].quote < 0 or tokens[end + 1].low in _TO_YOU
    return (sign, ()) if hails else ((), sign)


def _fits(sign: Sign, known: set[Sign]) -> bool:
    """Whether a sign is like one of those known: a number alone is none where all have names before it."""
    return len(sign) > 1 or sign in known or any(other[-1:] == sign for other in known) or _numbers_alone(sign, known)


def _numbers_alone(sign: Sign, known: set[Sign]) -> bool:
    return _is_bare(sign) and any(_is_bare(other) for other in known)


def _within(utterance: Utterance, known: set[Sign]) -> Iterator[Sign]:
    """Signs that are hailed at the end of a sentence, or at the start of a later one: "Copy, Six.", "Oh. Six, come in."."""
    tokens = utterance.scanned.passage.tokens
    for at in range(utterance.first + 1, utterance.last):
        sign, end = _sign(tokens, at, utterance.last) if not tokens[at - 1].word else ((), at)
        closes = tokens[at - 1].text == "," and (end == utterance.last or tokens[end].text in ".!?,")
        opens = tokens[at - 1].text in ".!?" and end < utterance.last and tokens[end].text in ",?"
        if sign and (closes or opens) and _fits(sign, known):
            yield sign


def _sign(tokens: Sequence[Token], at: int, last: int) -> tuple[Sign, int]:
    """The call sign at a token with its end; empty where there is none: it ends with a number or names a station."""
    begin = at + (at < last and tokens[at].low == "the")
    end = begin
    while end < last and end - begin < LONGEST and tokens[end].quote >= 0 and _may_be_of_sign(tokens[end]):
        end += 1
    sign = tuple(token.low for token in tokens[begin:end])
    return (sign, end) if sign and (_is_number(sign[-1]) or sign[-1] in _STATIONS) else ((), at)


def _may_be_of_sign(token: Token) -> bool:
    return token.word and not token.possessive and (token.capital or _is_number(token.low) or token.low in _STATIONS)


def _is_number(low: str) -> bool:
    return low.isdigit() or low.partition("-")[0] in _NUMBERS


def _bears(person: Person, sign: Sign) -> bool:
    """Whether somebody has no other name than the sign."""
    return bool(person.forms) and all(sign[-len(form.key[1]) :] == form.key[1] for form in person.forms)


def _owners(
    heard: Mapping[Sign, _Heard], utterances: Sequence[Utterance], people: list[Person], bearers: set[int], narrator: int
) -> dict[Sign, int]:
    """The person behind each sign, who is none of its `bearers`; nobody behind one that is only hailed."""
    owners: dict[Sign, int] = {}
    votes = [(count, sign, person) for sign in heard for person, count in _votes(heard[sign], utterances).items()]
    for count, sign, person in sorted(votes, reverse=True):
        if count > 0 and sign not in owners and person not in {NOBODY, *bearers, *owners.values()}:
            owners[sign] = person
    for sign in sorted(heard.keys() - owners.keys(), key=lambda sign: (-len(heard[sign].given), sign)):
        lead = _lead(people, narrator)
        hails = any(_told(utterances[number]) == lead for number in heard[sign].hailed)
        if not heard[sign].given:
            owners[sign] = NOBODY
        elif not hails and lead not in {NOBODY, *bearers, *owners.values()}:
            owners[sign] = lead
        else:
            owners[sign] = len(people)
            people.append(Person(owners[sign], name=" ".join(sign).upper()))
    return owners


def _votes(where: _Heard, utterances: Sequence[Utterance]) -> Counter[int]:
    """How often somebody is said to give the sign or to answer it, or is called by name then, less how often to hail it."""
    votes: Counter[int] = Counter()
    for number in where.given:
        votes[_told(utterances[number])] += 2
        votes.update(_called(utterances, number, number + 1))
    for number in where.hailed:
        votes[_told(utterances[number])] -= 2
        if gap(utterances, number, number + 1) <= AT_HAND:
            votes[_told(utterances[number + 1])] += 1
            votes.update(_called(utterances, number + 1, number + 2))
    return votes


def _called(utterances: Sequence[Utterance], number: int, answer: int) -> set[int]:
    """Whom an answer calls by name."""
    called = utterances[answer].vocatives if gap(utterances, number, answer) <= AT_HAND else set()
    return called if len(called) == 1 else set()


def _told(utterance: Utterance) -> int:
    """Who is said to speak by name, or is alone named beside the words."""
    tag = utterance.tag
    if tag and tag.strength == 2:
        return tag.subject.owners[0] if tag.subject.owners else NOBODY
    named = {subject.owners for subject in utterance.scanned.subjects if subject.kind == "name"}
    return next(iter(named))[0] if len(named) == 1 else NOBODY


def _lead(people: Sequence[Person], narrator: int) -> int:
    """The I of a story, else whom it tells of most."""
    if narrator != NOBODY:
        return narrator
    most = max(people, key=lambda person: person.narrated, default=None)
    return most.number if most and most.narrated >= OFTEN_TOLD else NOBODY
