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
                manner=_manner(text, utterance, number, people),
                labelled=quote.form == "chat",
            )
        )
    return lines


def _manner(text: str, utterance: Utterance, number: int, people: Sequence[Person]) -> tuple[str, ...]:
    """How the quote is said, from the clause that tags it or from what its speaker does between two of his quotes."""
    tag = utterance.tags.get(number)
    passage = utterance.scanned.passage
    quote = passage.quotes[number]
    said = text[quote.start : quote.end]
    if utterance.written:
        return manner("", said, "")
    start, end = _beside(utterance, number)
    before, after = text[start : quote.outer_start].strip(), text[quote.outer_end : end].strip()
    if tag and tag.place == "before":
        return manner(text[passage.tokens[tag.begin].start : quote.outer_start].strip(), said, "")
    if tag:
        return manner("", said, after)
    own_before = number - 1 in utterance.quotes and _is_speakers(utterance, start, quote.outer_start, people)
    own_after = number + 1 in utterance.quotes and _is_speakers(utterance, quote.outer_end, end, people)
    return manner(before if own_before else "", said, after if own_after or after[:1].islower() else "")


def _beside(utterance: Utterance, number: int) -> tuple[int, int]:
    """Where the narration before the quote begins, and where that behind it ends."""
    passage = utterance.scanned.passage
    ahead = passage.quotes[number - 1].outer_end if number else passage.start
    return ahead, passage.quotes[number + 1].outer_start if number + 1 < len(passage.quotes) else passage.end


def _is_speakers(utterance: Utterance, start: int, end: int, people: Sequence[Person]) -> bool:
    """Nobody but the speaker acts in that narration."""
    tokens, speaker = utterance.scanned.passage.tokens, utterance.speaker
    subjects = [subject for subject in utterance.scanned.subjects if start <= tokens[subject.begin].start < end]
    return speaker != NOBODY and all(
        speaker in subject.owners or (subject.kind == "pronoun" and subject.gender and subject.gender == people[speaker].gender)
        for subject in subjects
    )


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
