"""The story's utterances: quotes of one paragraph that one person speaks, with their tag and who is named inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from audiodrama.annotate.lexicon import NOUNS
from audiodrama.annotate.mentions import Mention, Subject, find_mentions, find_subjects, speaking_nouns
from audiodrama.annotate.people import Person, alias_index
from audiodrama.annotate.quotes import Quote
from audiodrama.annotate.reading import Passage
from audiodrama.annotate.tags import Tag, Verbs, announcing_tag, find_tag
from audiodrama.annotate.tokens import Token

NOBODY: Final = -1
FARTHEST_GAP: Final = 20
"""Paragraphs; utterances further apart have nothing to do with each other."""
LONGEST_BREAK: Final = 60
"""Words of narration between two quotes of a paragraph that one person may still speak."""


@dataclass(slots=True)
class Scanned:
    """A passage with its names and subjects."""

    passage: Passage
    offset: int
    """Number of tokens before it in the story."""
    mentions: list[Mention]
    subjects: list[Subject]


@dataclass(slots=True)
class Utterance:
    """Quotes of one passage that one person speaks."""

    scanned: Scanned
    quotes: list[int]
    first: int
    last: int
    """Token span in the passage, from its first quote to its last."""
    tag: Tag | None
    continues: bool
    tags: dict[int, Tag] = field(default_factory=dict)
    """Quote number to the tag of that very quote."""
    led_by: Subject | None = None
    """The subject of the paragraph before, where that announces this speech."""
    vocatives: set[int] = field(default_factory=set)
    named: set[int] = field(default_factory=set)
    signed: int = NOBODY
    """Who gives a call sign or a name of his own in it, on the air."""
    speaker: int = NOBODY
    rule: str = "nobody"
    confidence: float = 0.0

    @property
    def place(self) -> int:
        """Paragraph number."""
        return self.scanned.passage.index

    @property
    def position(self) -> int:
        """Token number in the story."""
        return self.scanned.offset + self.first

    @property
    def label(self) -> str:
        """The name a chat line begins with."""
        return self._quote.label

    @property
    def to(self) -> str:
        """The name that a text message is headed to."""
        return self._quote.to

    @property
    def written(self) -> bool:
        """Whether it is a message."""
        return self._quote.form == "chat"

    @property
    def _quote(self) -> Quote:
        return self.scanned.passage.quotes[self.quotes[0]]


def scan(passages: Sequence[Passage], people: Sequence[Person]) -> list[Scanned]:
    """Names and subjects of all passages."""
    index = alias_index(people)
    nouns = NOUNS | speaking_nouns(passage.tokens for passage in passages)
    scanned, offset = [], 0
    for passage in passages:
        mentions = find_mentions(passage.tokens, index)
        scanned.append(Scanned(passage, offset, mentions, find_subjects(passage.tokens, mentions, nouns)))
        offset += len(passage.tokens)
    return scanned


def gap(utterances: Sequence[Utterance], one: int, other: int) -> int:
    """Paragraphs from utterance `one` to the later `other`; `FARTHEST_GAP` where either is none, or in another scene."""
    if one < 0 or other >= len(utterances):
        return FARTHEST_GAP
    first, second = utterances[one], utterances[other]
    if first.scanned.passage.scene != second.scanned.passage.scene:
        return FARTHEST_GAP
    return min(FARTHEST_GAP, second.place - first.place)


def add_narrator(scanned: Sequence[Scanned], narrator: int) -> None:
    """In a story told in the first person every I, me and my of the narration names the narrator."""
    for passage in scanned:
        tokens = passage.passage.tokens
        own = [at for at, token in enumerate(tokens) if token.quote < 0 and (token.text == "I" or token.low in {"me", "my"})]
        passage.mentions += [_own_mention(tokens, at, narrator) for at in own]
        passage.mentions.sort(key=lambda mention: mention.begin)


def _own_mention(tokens: Sequence[Token], at: int, narrator: int) -> Mention:
    token = tokens[at]
    return Mention(
        at,
        at + 1,
        (narrator,),
        -1,
        possessive=token.low == "my",
        after_preposition=token.low == "me",
        acts=token.text == "I",
    )


def find_utterances(scanned: Scanned, verbs: Verbs, people: Sequence[Person], before: Scanned | None = None) -> list[Utterance]:
    """The passage's quotes, parted where another subject speaks; a paragraph `before` that ends in a colon tags the first."""
    found: list[Utterance] = []
    tokens = scanned.passage.tokens
    spans = _token_spans(tokens)
    for number, quote in enumerate(scanned.passage.quotes):
        first, last = spans.get(number, (0, 0))
        tag = find_tag(tokens, first, last, scanned.subjects, verbs)
        goes_on = found and not (found[-1].written or quote.form == "chat")
        if goes_on and not _parted(tokens, found[-1].last, first) and not _another(found[-1], tag, people):
            found[-1].quotes.append(number)
            found[-1].last = last
            if tag and (found[-1].tag is None or found[-1].tag.strength < tag.strength):
                found[-1].tag = tag
        else:
            found.append(Utterance(scanned, [number], first, last, tag, quote.continues))
        if tag:
            found[-1].tags[number] = tag
    if found and before and (found[0].tag is None or found[0].tag.strength < 2) and not found[0].continues:
        found[0].led_by = _leading_subject(scanned, before, found[0], verbs)
        found[0].continues = found[0].led_by is not None and _goes_on(before, found[0].led_by)
    for utterance in found:
        _collect_names(utterance)
    return found


def _goes_on(before: Scanned, subject: Subject) -> bool:
    """Whether the paragraph that announces holds a quote of the same he or she already: one speaker reads on."""
    earlier = [other for other in before.subjects if other.begin < subject.begin and other.kind == "pronoun"]
    return bool(before.passage.quotes) and any(other.word == subject.word for other in earlier)


def _leading_subject(scanned: Scanned, before: Scanned, utterance: Utterance, verbs: Verbs) -> Subject | None:
    """The subject of a paragraph that announces the speech in the next ("He took a breath and began to read:")."""
    tokens = before.passage.tokens
    if not tokens or tokens[-1].quote >= 0 or utterance.first > 0 or before.passage.scene != scanned.passage.scene:
        return None
    if tag := announcing_tag(tokens, before.subjects, verbs):
        return tag.subject
    if tokens[-1].text != ":":
        return None
    start = max((at for at, token in enumerate(tokens[:-1]) if token.quote >= 0 or token.text in ".!?"), default=-1)
    subjects = [subject for subject in before.subjects if subject.begin > start]
    return subjects[0] if subjects else None


def _token_spans(tokens: Sequence[Token]) -> dict[int, tuple[int, int]]:
    spans: dict[int, tuple[int, int]] = {}
    for at, token in enumerate(tokens):
        if token.quote >= 0:
            spans[token.quote] = (spans.get(token.quote, (at, at))[0], at + 1)
    return spans


def _parted(tokens: Sequence[Token], last: int, first: int) -> bool:
    """Whether what stands between two quotes of a paragraph parts them: nothing at all (a turn without a new line), or much."""
    between = sum(token.word for token in tokens[last:first])
    return between == 0 or between > LONGEST_BREAK


def _another(utterance: Utterance, tag: Tag | None, people: Sequence[Person]) -> bool:
    """Whether the tag tells of somebody else than the utterance's own."""
    old = utterance.tag
    if tag is None or old is None or tag.strength < 2 or old.strength < 2 or tag.subject.begin == old.subject.begin:
        return False
    if tag.subject.kind == "name" and old.subject.kind == "name":
        return not set(tag.subject.owners) & set(old.subject.owners)
    if tag.subject.kind == "pronoun" and old.subject.kind == "pronoun":
        return tag.subject.word != old.subject.word
    if tag.subject.kind == "pronoun" and old.subject.kind == "name":
        genders = {people[owner].gender for owner in old.subject.owners}
        return bool(tag.subject.gender) and genders.isdisjoint({tag.subject.gender, ""})
    if tag.place == "before" and tag.subject.kind == "name":
        return True
    return {tag.subject.word, old.subject.word} & {"i", "they", "we"} != set()


def _collect_names(utterance: Utterance) -> None:
    numbers, cited = set(utterance.quotes), _cited(utterance)
    for mention in utterance.scanned.mentions:
        if mention.quote in numbers:
            mention.vocative = mention.vocative and mention.begin not in cited
            if mention.vocative and len(mention.owners) <= 3:
                utterance.vocatives.update(mention.owners)
            else:
                utterance.named.update(mention.owners)


def _cited(utterance: Utterance) -> set[int]:
    """Tokens inside a quote within the quote: who is called there is somebody else's to answer."""
    tokens, depth, found = utterance.scanned.passage.tokens, 0, set()
    for at in range(utterance.first, utterance.last):
        depth = max(0, depth + (tokens[at].text in "‘“") - (tokens[at].text in "’”"))
        if depth:
            found.add(at)
    return found
