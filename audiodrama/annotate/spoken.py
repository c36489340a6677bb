"""What is said, sung and thought in each passage, ready to become lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from audiodrama.annotate.direction import manner
from audiodrama.annotate.evidence import Evidence as Weighing
from audiodrama.annotate.lexicon import THOUGHT
from audiodrama.annotate.lines import Spoken
from audiodrama.annotate.people import Person
from audiodrama.annotate.reading import Passage
from audiodrama.annotate.thoughts import Thought, Thoughts
from audiodrama.annotate.unquoted import NOTES
from audiodrama.annotate.utterances import NOBODY, Utterance
from audiodrama.model import NARRATOR, Evidence, LineKind

TAGGED_THOUGHT: Final = 0.9
UNTAGGED_THOUGHT: Final = 0.6
"""Confidences of thoughts: read off the development texts by hand, for there is no gold that counts them."""

_SINGING: Final = re.compile(r"\b(?:sing|sang|sung|singing|sings|song)\b[^.!?]*[:,—–-]\s*$", re.IGNORECASE)


def gather(
    text: str,
    passages: Sequence[Passage],
    utterances: Sequence[Utterance],
    people: Sequence[Person],
    weighing: Weighing,
    *,
    thoughts: bool,
) -> list[list[Spoken]]:
    """For each passage its speeches, songs and (with `thoughts`) unquoted thoughts, in the order of the text."""
    by_passage: list[list[Utterance]] = [[] for _ in passages]
    for utterance in utterances:
        by_passage[utterance.place].append(utterance)
    finder = Thoughts(text, weighing.who)
    spoken: list[list[Spoken]] = []
    sung = False
    for passage, inside in zip(passages, by_passage, strict=True):
        lines = []
        for utterance in inside:
            sung = _is_sung(text, utterance) or (sung and utterance.continues)
            lines += _speeches(text, utterance, people, sung=sung)
        if thoughts:
            speaker = inside[0].speaker if inside else NOBODY
            found = finder.find(_narration(passage), passage.scene, speaker)
            lines += [_thought_line(thought, people) for thought in found]
        spoken.append(sorted(lines, key=lambda line: line.start))
    return spoken


def _narration(passage: Passage) -> list[tuple[int, int]]:
    edges = [passage.start]
    for quote in passage.quotes:
        edges += [quote.outer_start, quote.outer_end]
    edges.append(passage.end)
    return [(edges[at], edges[at + 1]) for at in range(0, len(edges), 2)]


def _is_sung(text: str, utterance: Utterance) -> bool:
    """Notes in the words, or a clause before that ends in singing and a colon."""
    passage = utterance.scanned.passage
    first = passage.quotes[utterance.quotes[0]]
    if first.form == "song" or any(note in text[first.outer_start : first.outer_end] for note in NOTES):
        return True
    before = text[max(0, first.outer_start - 80) : first.outer_start]
    return bool(_SINGING.search(before)) and before.rstrip().endswith(":")


def _speeches(text: str, utterance: Utterance, people: Sequence[Person], *, sung: bool) -> list[Spoken]:
    tag = utterance.tag
    kind: LineKind = "song" if sung else "thought" if tag and tag.strength == 2 and tag.verb in THOUGHT else "speech"
    lines = []
    for number in utterance.quotes:
        quote = utterance.scanned.passage.quotes[number]
        lines.append(
            Spoken(
                start=quote.start,
                end=quote.end,
                outer_start=quote.outer_start,
                outer_end=quote.outer_end,
                kind=kind,
                speaker=people[utterance.speaker].name if utterance.speaker != NOBODY else NARRATOR,
                evidence=Evidence(rule=utterance.rule, confidence=round(utterance.confidence, 2)),
                manner=_manner(text, utterance, number),
            )
        )
    return lines


def _manner(text: str, utterance: Utterance, number: int) -> tuple[str, ...]:
    """How the quote is said, from the clause that tags it."""
    tag = utterance.tags.get(number)
    quote = utterance.scanned.passage.quotes[number]
    said = text[quote.start : quote.end]
    if tag is None or utterance.label:
        return manner("", said, "")
    tokens = utterance.scanned.passage.tokens
    if tag.place == "before":
        return manner(text[tokens[tag.begin].start : quote.outer_start].strip(), said, "")
    following = utterance.scanned.passage.quotes[number + 1 : number + 2]
    end = following[0].outer_start if following else utterance.scanned.passage.end
    return manner("", said, text[quote.outer_end : end].strip())


def _thought_line(thought: Thought, people: Sequence[Person]) -> Spoken:
    confidence = TAGGED_THOUGHT if thought.tagged else UNTAGGED_THOUGHT
    return Spoken(
        start=thought.start,
        end=thought.end,
        outer_start=thought.start - thought.mark,
        outer_end=thought.end + thought.mark,
        kind="thought",
        speaker=people[thought.thinker].name,
        evidence=Evidence(rule="thought-tag" if thought.tagged else "thought", confidence=confidence),
    )
