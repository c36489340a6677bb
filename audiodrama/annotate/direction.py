"""How a quote is said, from the words of its tag: "she whispered, leaning in" is `whispering`.

A manner that the text does not give is worse than none, so every word has to earn its place: it must be the speaker's own doing
(not a noun, not somebody else's, not denied, no comparison), and an adverb must stand beside a verb of saying.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from audiodrama.annotate.firstnames import FEMALE, MALE
from audiodrama.annotate.lexicon import ACTED, MOVED, SAID
from audiodrama.annotate.manners import (
    ADJECTIVES,
    ADVERBS,
    BASES,
    EXCLAIMED,
    FINITE,
    HESITATED,
    MANNERS,
    NOUNS,
    ONLY_AS_TAGS,
    OUT_LOUD,
    PARTICIPLES,
    SPOKEN_OBJECTS,
    TO_SOMEBODY,
    WITH_THE_BODY,
)

__all__ = ["MANNERS", "manner"]

MOST_MANNERS: Final = 2
"""More at once nobody can play."""
SHORTEST_SHOUT: Final = 3
"""Letters, all of them capitals, that make a shout where a `!` follows: not "OK!"."""

THROUGH_TEETH: Final = "sharp"
"""A word said so is clipped; a hiss is through the teeth anyhow."""

_Hit = tuple[int, str]
"""Offset in the sentence, manner."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ABBREVIATION: Final = re.compile(r"\b(Mrs?|Ms|Dr|St|Mme|Prof|Rev|Capt|Col|Gen|Lt|Sgt|Jr|Sr)\.")
_SENTENCE: Final = re.compile(r"[^.!?;…]+[.!?;…]*")
_BREAK: Final = re.compile(r"\s*(?:[,:(—–]|--)[\s,:(—–-]*(?:(?:and|but|then)\b\s*)*|\s+(?:(?:and|but|then)\b\s*)+")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_COMPARED: Final = re.compile(r"\b(?:as|so) ([\w-]+)(?: (?:as|that)\b[^,]*)")
"""`as flat as a frozen lake`: the first half is said of the voice, the second is not."""
_ASIDE: Final = re.compile(
    r"\b(?:like|as|that|than|while|whilst|when|whenever|until|till|because|since|though|although|before|after|where|which|who|whose"
    r"|whom|if|unless|lest|(?:over|above|amid|among|despite) (?!a whisper)(?:the|a|all|his|her|their))\b[^,]*",
    re.IGNORECASE,
)
"""Comparisons, and what others did meanwhile."""
_BEGINNING_TO: Final = re.compile(r"\b(began|begins|started|starts), [\w ]+,(?= to\b)")
_LED_BY_CALL: Final = re.compile(r"\b(?:called|calls|call|calling)$|\b(?:and |, )?crying[,:]?$")
"""Right before a quote: `a thing they called "duty"`, and `crying: "Land!"`, which sheds no tears."""

_CHANGED: Final = re.compile(
    r"\b(?:(?:dropp|lower|rais)ed|drops|lowers|raises|sank|fell) (?:(?:his|her|my|their) voice|to a whisper)"
)
"""As a sentence of its own, it is how the next quote is said, and not the one before."""
_AND_THEN: Final = re.compile(r",? and then\b,?")
"""What follows it was not yet so before it."""

_DENIALS: Final = _words(
    "not never no nor neither hardly scarcely barely without nearly almost instead could would should might must may can will"
    " cannot stop stops stopped stopping ceased refused refusing wanted wanting tried trying failed resisted longing longed"
)
_DEGREES: Final = _words(
    "quite very so too still rather suddenly all just now again more most a little bit half slightly back out aloud up always"
    " once both also even herself himself themselves myself itself"
)
_AFTER_ADJECTIVE: Final = _words("as with at and in now again about for")
_NOUN_FOLLOWS: Final = _words(
    "the a an his her my your our their its this these those of in with for at by between through from under to any"
)
_OBJECT_BEGINS: Final = _words("the a an his her my your our their its this that these those them him me us both each every")
_NO_OBJECT: Final = re.compile(r"a (?:little|bit|moment|while|few|good)\b")
_AWAY: Final = _words(
    "over off up down in into out away past through across along around toward towards from to open shut closed free together"
)
"""What follows a movement: `storming over to the window`, `snapped shut`."""
_BEING: Final = _words("am is are was were be been started starts began begins kept keeps")
_BEGINNING: Final = _words("began begins begin beginning started starts start starting managed manages managing")
_PLURAL: Final = _words("i we they you both all")
_PRONOUNS: Final = _words("i he she it we they")
_OTHERS: Final = _PRONOUNS | _words(
    "the a an his her my your our their its this these those some two three both each another somebody everyone"
)
_UNLIKE: Final = {"he": FEMALE - MALE, "she": MALE - FEMALE}

_MINE: Final = "(?:his|her|my|their|its|your|our)"
_VOICE: Final = "(?:voice|tone|tones|whisper|murmur)"
_WAS: Final = "(?: (?:was|were|is|had|has|gone|went|grew|turned|became|come|came|out|still|suddenly|quite|very|so|now))*"
_DESCRIBED: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:in|with) (?:a|an|the|{_MINE})(?P<words>(?:,? [\w'’-]+){{1,6}}?),? {_VOICE}\b",
        rf"\b{_VOICE}{_WAS}(?P<words>(?: [\w-]+){{1,3}})",
        rf"\bsound(?:s|ed|ing)\b{_WAS}(?P<words>(?: [\w-]+){{1,3}})",
    )
)
"""A voice and the adjectives beside it."""
_WITH: Final = re.compile(
    r"\b(?:with|in|through|between|gave|gives|giving|let out)(?P<words>(?:,? (?!with\b|in\b)[\w-]+){1,4})(?! of\b)"
)
"""What something is said with: `with a low chuckle`, `between sobs`."""
_MUFFLING: Final = "(?:cup|mug|glass|collar|beard|scarf|sleeve|drink|tea|coffee|pillow)"
_PHRASES: Final = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), name)
    for pattern, name in (
        (rf"(?:under|beneath|below) {_MINE} breath|in an undertone|sotto voce", "muttering"),
        (
            rf"(?:said|says|spoke|replied|answered)(?: [\w']+){{0,3}} into {_MINE} {_MUFFLING}",
            "muttering",
        ),
        (rf"(?:through|between) (?:{_MINE} )?(?:(?:gritted|clenched|set) )?teeth", THROUGH_TEETH),
        (rf"at the top of {_MINE} (?:voice|lungs)", "shouting"),
        (r"(?:out|short) of breath|gasping for breath|breathing (?:hard|heavily|fast)", "breathless"),
        (
            r"(?:barely|hardly|scarcely)(?: (?:above|more than|louder than))? a whisper|(?:barely|hardly) audibl[ey]",
            "whispering",
        ),
        (rf"(?:dropp|lower)(?:ed|ing) {_MINE} voice", "quiet"),
        (rf"rais(?:ed|ing) {_MINE} voice", "calling"),
        (r"without (?:any |much |a trace of )?(?:expression|inflection|emotion|feeling)", "flat"),
        (r"(?:wonder(?:ed|ing|s)|think(?:ing|s)|thought) (?:aloud|out loud)", "thoughtful"),
        (r"in (?:a|one) rush|(?:all )?in one breath", "quick"),
        (rf"{_MINE} voice (?:breaking|broke)(?! (?:in|off|the|through|into|out)\b)", "crying"),
        (r"tears (?:were )?(?:running|streaming|rolling|pouring|coursing)", "crying"),
        (r"(?:burst|bursts|bursting|dissolved) into (?:tears|sobs)", "crying"),
        (r"(?:burst|bursts|bursting) (?:into laughter|out laughing)", "laughing"),
        (r"from (?:far (?:off|away)|a long way off|afar|upstairs|downstairs|the next room|another room)", "distant"),
        (rf"(?:dropped|sank|fell|dropping|sinking|lowered {_MINE} voice) to a whisper", "whispering"),
    )
)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A part of a sentence between commas and conjunctions."""

    written: tuple[str, ...]
    places: tuple[int, ...]
    """Offsets of the words in the sentence."""
    opens: bool
    """It is the sentence's first."""

    @property
    def words(self) -> list[str]:
        """In lower case."""
        return [word.lower().replace("’", "'") for word in self.written]

    @property
    def says(self) -> bool:
        return not SAID.isdisjoint(self.words)

    @property
    def has_own_subject(self) -> bool:
        """Somebody new acts in it: not "burst into tears", not "eyes shining"."""
        lead = self.words[0]
        if lead in _PRONOUNS:
            return True
        if lead in _OTHERS:
            return not any(word.endswith("ing") for word in self.words)
        return self.written[0][0].isupper() and lead not in SAID and not lead.endswith(("ly", "ing"))


def manner(before: str, quote: str, after: str) -> tuple[str, ...]:
    """How the quote is said: at most two words of `MANNERS`, in the order of the text.

    `before` and `after` are the narration right around the quote that is its tag, or empty; of longer narration only the
    sentence next to the quote counts.
    """
    exclaimed = quote.rstrip("*_ ").endswith("!")
    found = _heard_after(after, quote, exclaimed=exclaimed) + _heard_before(before, exclaimed=exclaimed)
    if not found and exclaimed and _in_capitals(quote):
        found = ["shouting"]
    if "hissing" in found:
        found = [name for name in found if name != THROUGH_TEETH]
    return tuple(dict.fromkeys(found))[:MOST_MANNERS]


def _in_capitals(quote: str) -> bool:
    letters = [letter for letter in quote if letter.isalpha()]
    return len(letters) >= SHORTEST_SHOUT and all(letter.isupper() for letter in letters)


def _sentences(text: str) -> list[str]:
    plain = _ABBREVIATION.sub(r"\1", " ".join(text.replace("*", "").replace("_", "").split()))
    return [sentence.strip() for sentence in _SENTENCE.findall(plain) if _WORD.search(sentence)]


def _heard_after(after: str, quote: str, *, exclaimed: bool) -> list[str]:
    sentence = next(iter(_sentences(after)), "")
    is_beat = sentence[:1].isupper() and _closes(quote, sentence)
    told = _CHANGED.split(sentence)[0] if is_beat else sentence
    return _heard(_AND_THEN.split(told)[0], 0, exclaimed, ONLY_AS_TAGS | HESITATED if is_beat else frozenset())


def _closes(quote: str, following: str) -> bool:
    """Nothing of the quote's sentence follows: after `!` a name may still tag it, a pronoun would be in small letters."""
    end = quote.rstrip("*_ ")[-1:]
    is_name = following.split(maxsplit=1)[0].lower() not in _OTHERS
    return end == "." or (end in {"!", "?", "…"} and not is_name)


def _heard_before(before: str, *, exclaimed: bool) -> list[str]:
    sentence = _LED_BY_CALL.sub("", next(reversed(_sentences(before)), ""))
    is_beat = sentence.endswith((".", "!", "?", "…"))
    return _heard(_AND_THEN.split(sentence)[-1], -1, exclaimed, ONLY_AS_TAGS if is_beat else frozenset())


def _heard(sentence: str, tag: int, exclaimed: bool, no_speech: frozenset[str]) -> list[str]:
    """The manners of a tag's sentence.

    `tag` is the place of the clause that names the speaker; verbs of `no_speech` do not count.
    """
    told = _without_asides(sentence)
    clauses = _clauses(told)
    hits = list(_in_phrases(told))
    if clauses and not (no_speech and clauses[0].words[0] in _OTHERS - _PRONOUNS):
        speakers = _of_speaker(clauses, tag)
        hits += [hit for clause in speakers for hit in _verbs(clause, exclaimed, no_speech)]
        hits += [hit for at in range(len(speakers)) for hit in (*_adverbs(speakers, at), *_adjectives(speakers, at))]
    return [name for _, name in sorted(hits)]


def _without_asides(sentence: str) -> str:
    """Without what is only compared or done by others."""
    return _ASIDE.sub("", _BEGINNING_TO.sub(r"\1", _COMPARED.sub(r"\1", sentence)))


def _clauses(sentence: str) -> list[_Clause]:
    edges = [0, *(place for match in _BREAK.finditer(sentence) for place in match.span()), len(sentence)]
    found: list[_Clause] = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        words = list(_WORD.finditer(sentence, start, end))
        if words:
            found.append(_Clause(tuple(word[0] for word in words), tuple(word.start() for word in words), opens=not found))
    return found


def _of_speaker(clauses: Sequence[_Clause], tag: int) -> list[_Clause]:
    """The clauses in which the speaker acts."""
    owners: list[_Clause] = []
    for clause in clauses:
        owners.append(clause if not owners or clause.has_own_subject else owners[-1])
    speaker = owners[tag]
    return [clause for clause, owner in zip(clauses, owners, strict=True) if owner is speaker or _same_person(owner, speaker)]


def _same_person(clause: _Clause, speaker: _Clause) -> bool:
    lead = clause.words[0]
    pronoun = next((word for word in speaker.words if word in _PRONOUNS), None)
    if pronoun:
        return lead == pronoun
    return lead in _UNLIKE and _UNLIKE[lead].isdisjoint(speaker.words)


# --- words ----------------------------------------------------------------------------------------------------------------


def _verbs(clause: _Clause, exclaimed: bool, no_speech: frozenset[str]) -> Iterator[_Hit]:
    words = [*clause.words, ""]
    for at, word in enumerate(clause.words):
        name = "" if word in no_speech or _denied(clause, at) else _verb(clause, at)
        if (word in EXCLAIMED and exclaimed) or (word in OUT_LOUD and words[at + 1] == "out"):
            name = "calling"
        if name:
            yield clause.places[at], name


def _verb(clause: _Clause, at: int) -> str:
    """The manner of the verb in that place; empty where it is none, or is no verb there."""
    word, ahead = clause.words[at], _ahead(clause, at)
    if _does_something_else(clause, at):
        return ""
    if word in FINITE and ahead not in _NOUN_FOLLOWS:
        return FINITE[word]
    if word in PARTICIPLES and (ahead is None or ahead in _BEING):
        return PARTICIPLES[word]
    return BASES[word] if word in BASES and _is_finite_base(clause, at) else ""


def _does_something_else(clause: _Clause, at: int) -> bool:
    """It moves, or has an object that is not what is said: `snapping her case shut`, not `shouting the last word`."""
    word, behind = clause.words[at], [word for word in clause.words[at + 1 :] if not word.endswith("ly")]
    if word in WITH_THE_BODY and behind and behind[0] in _AWAY:
        return True
    if clause.opens and _ahead(clause, at) is None and word in FINITE:
        return False  # "shouted the driver"
    objects = _OBJECT_BEGINS | {"it"} if word in WITH_THE_BODY else _OBJECT_BEGINS
    if not behind or behind[0] not in objects or word in TO_SOMEBODY or _NO_OBJECT.match(" ".join(behind)):
        return False
    return SPOKEN_OBJECTS.isdisjoint(behind[:5])


def _denied(clause: _Clause, at: int) -> bool:
    return any(word in _DENIALS or word.endswith(("n't", "'d")) for word in clause.words[:at])


def _ahead(clause: _Clause, at: int) -> str | None:
    """The word before, adverbs left out; None at the clause's start."""
    return next(
        (word for word in reversed(clause.words[:at]) if word not in _DEGREES - {"a"} and not word.endswith("ly")), None
    )


def _is_finite_base(clause: _Clause, at: int) -> bool:
    """`they whisper`, `began to whisper`."""
    ahead = clause.words[:at]
    return bool(ahead) and (ahead[-1] in _PLURAL or (ahead[-1] == "to" and not _BEGINNING.isdisjoint(ahead[-4:-1])))


def _adverbs(clauses: Sequence[_Clause], at: int) -> Iterator[_Hit]:
    clause = clauses[at]
    for place, word in enumerate(clause.words):
        if word in ADVERBS and not _denied(clause, place) and (_beside_saying(clause, place) or _set_off(clauses, at)):
            yield clause.places[place], ADVERBS[word]


def _beside_saying(clause: _Clause, at: int) -> bool:
    """The verb that the adverb belongs to is one of saying."""
    verbs = [(place, word) for place, word in enumerate(clause.words) if _is_verb(clause.written[place], word)]
    ahead = [word for place, word in verbs if place < at]
    behind = [word for place, word in verbs if place > at]
    return (ahead[-1] if ahead else behind[0] if behind else "") in SAID


def _is_verb(written: str, word: str) -> bool:
    return written.islower() and (word in SAID or word in ACTED or word in MOVED or word.endswith(("ed", "ing")))


def _set_off(clauses: Sequence[_Clause], at: int) -> bool:
    """Nothing but adverbs between commas, beside a clause of saying: `she said, quite gently,`."""
    beside = clauses[at - 1] if at else clauses[1] if len(clauses) > 1 else None
    return beside is not None and beside.says and all(word in _DEGREES or word.endswith("ly") for word in clauses[at].words)


def _adjectives(clauses: Sequence[_Clause], at: int) -> Iterator[_Hit]:
    """A clause that begins with one: `he said, quite flat`."""
    clause = clauses[at]
    first = next((place for place, word in enumerate(clause.words) if word not in _DEGREES), None)
    if (
        first is None
        or clause.words[first] not in ADJECTIVES
        or clause.words[first].endswith("ing")
        or not any(_is_somebody(other) for other in clauses if other is not clause)
    ):
        return
    if clause.words[first + 1 : first + 2] == [] or clause.words[first + 1] in _AFTER_ADJECTIVE:
        yield clause.places[first], ADJECTIVES[clause.words[first]]


def _is_somebody(clause: _Clause) -> bool:
    """A person speaks or acts in it."""
    return clause.says or clause.words[0] in _PRONOUNS or any(word[0].isupper() for word in clause.written[1:])


# --- phrases --------------------------------------------------------------------------------------------------------------


def _in_phrases(sentence: str) -> Iterator[_Hit]:
    for pattern, name in _PHRASES:
        yield from (
            (match.start(), name) for match in pattern.finditer(sentence) if not _denied_before(sentence, match.start())
        )
    for pattern in _DESCRIBED:
        yield from (hit for match in pattern.finditer(sentence) for hit in _named(sentence, match, ADJECTIVES))
    yield from (hit for match in _WITH.finditer(sentence) for hit in _named(sentence, match, NOUNS))


def _denied_before(sentence: str, place: int) -> bool:
    words = _WORD.findall(re.split(r"[,:—–]", sentence[:place])[-1].lower())
    return not _DENIALS.isdisjoint(words)


def _named(sentence: str, match: re.Match[str], table: dict[str, str]) -> Iterator[_Hit]:
    words = _WORD.findall(match["words"].lower())
    if _DENIALS.isdisjoint(words) and not _denied_before(sentence, match.start()):
        yield from ((match.start(), table[word]) for word in words if word in table)
