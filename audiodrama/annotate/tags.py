"""The clause beside a quote: does it say who speaks?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from audiodrama.annotate.lexicon import ACTED, ANSWERS, BARE, PREPOSITIONS, PRESENT_NOUNS, SAID, VOICES, words
from audiodrama.annotate.mentions import Subject
from audiodrama.annotate.tokens import SENTENCE_END, Token

LONGEST_CLAUSE: Final = 40
"""Tokens of narration that may belong to a tag."""
ANNOUNCING: Final = frozenset({":", ",", "—", "–", "--"})
"""Marks at the end of a paragraph that say: now somebody speaks."""
OPENING: Final = words(
    "began begins spoke speaks continued continues resumed resumes replied replies answered answers interposed interrupted"
)
"""Verbs that announce speech even before a full stop."""
LINKING_ON: Final = words("and but while as which who with then or nor so for")
"""Words that carry a sentence on behind a quote that is part of it."""
INVERTED: Final = words("put went came broke cut burst struck ran")
"""Verbs that stand before their subject with a particle: "put in Ada", "went on Ben"."""
FARTHEST_ACTOR: Final = 30
"""Tokens between a verb and its subject before it."""
LATE: Final = 5
"""Tokens at the end of a clause within which its verb leads on to the quote that follows."""
_CLAUSE_END: Final = frozenset(".!?;")
_LOOSE: Final = words(
    """
    and then but so at last once again finally almost only just even also had has have was were is be been still softly
    aloud back out now here there not
    """
)
_CONJUNCTIONS: Final = words(
    """
    and but or when while as if then until because though although where so that for than old young little poor dear good
    """
)


@dataclass(slots=True)
class Tag:
    """A clause that names the speaker of a quote."""

    subject: Subject
    verb: str
    place: Literal["after", "before"]
    strength: int
    """2 for a verb of saying in the quote's own sentence, 1 for other verbs or another sentence."""
    begin: int
    """Token indices of the clause in the passage."""
    end: int


@dataclass(slots=True)
class Verbs:
    """The verbs that tag in this story: one told in the past uses "answers" and "cries" as nouns."""

    said: frozenset[str]
    acted: frozenset[str]


def verbs_of(tokens: Sequence[Sequence[Token]]) -> Verbs:
    """Third persons that are nouns count only in a story told in the present."""
    past = present = 0
    for passage in tokens:
        for token in passage:
            if token.quote < 0:
                past += token.low in {"said", "asked"}
                present += token.low in {"says", "asks"}
    if present > past:
        return Verbs(SAID, ACTED)
    return Verbs(SAID - PRESENT_NOUNS, ACTED - PRESENT_NOUNS)


def find_tag(tokens: Sequence[Token], first: int, last: int, subjects: Sequence[Subject], verbs: Verbs) -> Tag | None:
    """The tag of the quote whose tokens are `first` to `last` (exclusive): after it, else before it; the stronger one first."""
    after = _after(tokens, last, subjects, verbs, ending=tokens[last - 1].text if last > first else "")
    before = _before(tokens, first, subjects, verbs)
    if after and before and (before.strength > after.strength or (before.strength == 2 and _leads_on(tokens, after))):
        return before
    return after or before


def announcing_tag(tokens: Sequence[Token], subjects: Sequence[Subject], verbs: Verbs) -> Tag | None:
    """The tag at the end of a paragraph whose speech stands in the next: "Ada warmly added,", "Ben began."."""
    tag = _before(tokens, len(tokens), subjects, verbs)
    if tag is None or tag.verb not in verbs.said:
        return None
    late = [at for at in range(max(tag.begin, len(tokens) - LATE), len(tokens)) if tokens[at].low == tag.verb]
    if tokens[-1].text in ANNOUNCING:
        return tag
    return tag if late and tag.verb in OPENING and tokens[-1].text == "." else None


def _leads_on(tokens: Sequence[Token], tag: Tag) -> bool:
    """Whether a clause after one quote belongs to the next: "… and Ada thought, "…", or it ends in a comma before a quote."""
    if tokens[tag.begin].low in {"and", "but", "while", ";"}:
        return True
    return (
        tag.end < len(tokens)
        and tokens[tag.end].quote >= 0
        and tokens[tag.end - 1].text in {",", ":"}
        and _ends_late(tokens, tag)
    )


def _ends_late(tokens: Sequence[Token], tag: Tag) -> bool:
    return tag.verb in {token.low for token in tokens[max(tag.begin, tag.end - LATE) : tag.end]}


def _after(tokens: Sequence[Token], start: int, subjects: Sequence[Subject], verbs: Verbs, *, ending: str) -> Tag | None:
    end = start
    while end < len(tokens) and end - start < LONGEST_CLAUSE and tokens[end].quote < 0 and tokens[end].text not in _CLAUSE_END:
        end += 1
    inside = [s for s in subjects if start <= s.begin < end]
    if not inside:
        return None
    if answer := _answer(tokens, start, end, inside):
        return answer
    if inside[0].begin == start and inside[0].kind == "name" and tokens[inside[0].end - 1].low in VOICES:
        return Tag(inside[0], tokens[inside[0].end - 1].low, "after", 2, start, end)
    new = _opens_new(tokens, start, ending, inside[0])
    return (
        _by_verb(tokens, start, end, inside, verbs.said, 1 if new else 2)
        or _by_comma(tokens, start, end, inside, ending)
        or _by_verb(tokens, start, end, inside, verbs.acted, 1)
    )


def _by_verb(
    tokens: Sequence[Token], start: int, end: int, subjects: Sequence[Subject], family: frozenset[str], strength: int
) -> Tag | None:
    """The tag that the first verb of the family makes, with its actor."""
    at = next((at for at in range(start, end) if tokens[at].low in family and not _is_no_tag(tokens, at)), None)
    subject = None if at is None else _subject_of(tokens, start, at, subjects)
    return None if at is None or subject is None else Tag(subject, tokens[at].low, "after", strength, start, end)


def _by_comma(tokens: Sequence[Token], start: int, end: int, subjects: Sequence[Subject], ending: str) -> Tag | None:
    """A comma at the quote's end makes a tag of whatever verb follows: "…," Ada went on; "…," flashed Ben; "…," put in Cleo."""
    subject = subjects[0]
    if ending != "," or tokens[start].low in LINKING_ON or tokens[start].quote >= 0:
        return None
    if subject.begin == start and subject.end < end and tokens[subject.end].word:
        return Tag(subject, tokens[subject.end].low, "after", 2, start, end)
    inverted = tokens[start].low.endswith("ed") or tokens[start].low in INVERTED
    if inverted and subject.begin <= start + 2 and all(tokens[at].word for at in range(start, subject.begin)):
        return Tag(subject, tokens[start].low, "after", 2, start, end)
    return None


def _answer(tokens: Sequence[Token], start: int, end: int, subjects: Sequence[Subject]) -> Tag | None:
    """The tag "…," was Ada's (parting) question."""
    if tokens[start].low not in {"was", "were", "came", "is", "comes"} or start + 1 >= end:
        return None
    nouns = [at for at in range(start + 2, min(end, start + 7)) if tokens[at].low in ANSWERS]
    owner = subjects[0]
    if not nouns or owner.begin > start + 1 or owner.kind == "nominal":
        return None
    return Tag(owner, tokens[start].low, "after", 2, start, end)


def _opens_new(tokens: Sequence[Token], start: int, ending: str, subject: Subject) -> bool:
    """Whether a sentence of its own begins behind the quote: its capital is no name's, or a full stop stands before it."""
    if not tokens[start].capital:
        return False
    return ending == "." or (ending in {"!", "?", "…"} and subject.begin > start)


def _is_no_tag(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word is no verb of a tag: "the answer", and "I’ll say this for her", where a clitic stands before it."""
    if at == 0 or tokens[at - 1].quote >= 0:
        return False
    before = tokens[at - 1]
    cut = before.low == "i" and before.end - before.start > len(before.text) and tokens[at].low in BARE
    return cut or before.low in {"a", "an", "the", "his", "her", "my", "their", "of"}


def _subject_of(tokens: Sequence[Token], start: int, verb: int, subjects: Sequence[Subject]) -> Subject | None:
    lead = [t for t in tokens[start:verb] if t.word and t.low not in _LOOSE and not t.low.endswith("ly")]
    actor = _actor(tokens, start, verb, subjects) if lead else None
    if actor:
        return actor
    follows = [s for s in subjects if verb < s.begin <= verb + (4 if lead else 3) and not _unseated(tokens, s, verb)]
    return follows[0] if follows else None


def _actor(tokens: Sequence[Token], start: int, verb: int, subjects: Sequence[Subject]) -> Subject | None:
    """Who does what the verb says: the last subject before it that opens a clause, for one behind another verb is an object."""
    free = [s for s in subjects if s.end <= verb and not _unseated(tokens, s, start - 1)]
    if not free or tokens[verb - 1].low == "who":
        return free[-1] if free else None
    acting = [s for s in free if _opens_clause(tokens, s, start)]
    return acting[-1] if acting else free[-1]


def _opens_clause(tokens: Sequence[Token], subject: Subject, start: int) -> bool:
    at = subject.begin - 1
    if subject.kind == "pronoun" or at < start or not tokens[at].word or tokens[at].quote >= 0:
        return True
    return tokens[at].low in _CONJUNCTIONS or tokens[at].low in _LOOSE or tokens[at].low.endswith("ly")


def _unseated(tokens: Sequence[Token], subject: Subject, after: int) -> bool:
    return any(tokens[at].low in PREPOSITIONS for at in range(max(after + 1, subject.begin - 1), subject.begin))


def _before(tokens: Sequence[Token], first: int, subjects: Sequence[Subject], verbs: Verbs) -> Tag | None:
    start = first
    while start > 0 and first - start < LONGEST_CLAUSE and tokens[start - 1].quote < 0:
        if tokens[start - 1].text in SENTENCE_END and start - 1 < first - 1:
            break
        start -= 1
    inside = [s for s in subjects if start <= s.begin < first]
    if not inside or start == first:
        return None
    leads = tokens[first - 1].text in {",", ":", "—", "–", "--"} or tokens[first - 1].word
    for family, strength in ((verbs.said, 2 if leads else 1), (verbs.acted, 1)):
        for at in range(first - 1, start - 1, -1):
            if tokens[at].low in family and not _is_no_tag(tokens, at):
                actor = _actor(tokens, start, at, [s for s in inside if at - s.begin <= FARTHEST_ACTOR])
                follows = [s for s in inside if at < s.begin <= at + 2 and not _unseated(tokens, s, at)]
                subject = actor or (follows[0] if follows else None)
                if subject:
                    return Tag(subject, tokens[at].low, "before", strength, start, first)
                break
    return None
