"""Speech without quotation marks: dash dialogue (`— Back! he said.`), songs between notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from audiodrama.annotate.lexicon import MOVED, NOT_NAMES, SAID
from audiodrama.annotate.quotes import Quote, shift

FEWEST_DASHES: Final = 3
"""Paragraphs that must open with a dash before a story is taken to mark its dialogue so."""

NOTES: Final = ("♪", "♫", "♩", "♬")
LONGEST_SONG: Final = 12
"""Paragraphs within which a song's closing note must come."""

FIRST_PERSON: Final = 0.004
"""Share of "I" among the words outside dialogue above which the narrator may be the subject of a tag."""

_I: Final = re.compile(r"\bI\b")
_OPENING: Final = re.compile(r"\s*(?:[—–―]|--+)\s*(?=\S)")
_NO_SPEAKER: Final = frozenset("who nobody somebody everybody you they we don't don’t".split())
"""Words that look like a name in front of a verb of saying, or like the verb: they are said."""
_DASH: Final = re.compile(r"\s+(?:[—–―]|--+)\s+(?=\S)")
_QUOTED_START: Final = re.compile(r"\s*[“\"‘«„]")
_NAME: Final = r"(?:[A-Z][\w’'-]*|Mrs?\.|Dr\.)"
_SUBJECT: Final = (
    rf"(?:(?:he|she|I|(?:the|his|her|my|an?|their)(?:\s[a-zà-ÿ’'-]+){{1,3}}|(?:the\s)?{_NAME}(?:\s{_NAME}){{0,2}}))"
)
_SENTENCE: Final = re.compile(r".+?(?:[.!?…]+(?=\s|$)|$)", re.DOTALL)
_PRESENT: Final = re.compile(r"\b(?:says|asks)\b")
_PAST: Final = re.compile(r"\b(?:said|asked)\b")
_BEAT: Final = re.compile(r"(?P<who>(?:The\s)?[^\W\d_]+)(?:[’']s\s\w+)?\s(?:(?:\w+ly|did|had|was)\s)*(?P<verb>[a-z]+)\b")
_SPOKEN_WORDS: Final = re.compile(r"\b(?:I|you|your|me|my|we|us|our|mine)\b|[’'](?:m|ll|ve|re)\b|\?", re.IGNORECASE)


def dash_tags(texts: Sequence[str]) -> re.Pattern[str]:
    """What a tag looks like in this story: verbs of its tense, and I as subject only where the narration says I."""
    present = sum(len(_PRESENT.findall(text)) for text in texts) > sum(len(_PAST.findall(text)) for text in texts)
    verbs = {verb for verb in SAID if verb.endswith("s") == present and not verb.endswith("ing")}
    told = [text for text in texts if not _OPENING.match(text)]
    own = sum(len(_I.findall(text)) for text in told) > FIRST_PERSON * sum(len(text.split()) for text in told)
    subject = _SUBJECT if own else _SUBJECT.replace("|I|", "|")
    speech = rf"(?:{'|'.join(sorted(verbs, key=len, reverse=True))})"
    return re.compile(rf"(?:{speech}\s{subject}\b|{subject}\s(?:[a-z]+ly\s)?{speech}\b)")


def dash_dialogue(texts: Sequence[str]) -> bool:
    """Whether the story marks speech by dashes: several paragraphs open with one, and more than open with a quotation mark."""
    dashes = sum(1 for text in texts if _OPENING.match(text))
    return dashes >= FEWEST_DASHES and dashes > sum(1 for text in texts if _QUOTED_START.match(text))


@dataclass(frozen=True, slots=True)
class Dashes:
    """How a story that marks speech by dashes does it."""

    tags: re.Pattern[str]
    reopens: bool
    """Another dash brings the speech back after narration (`— No, said Ada. — Never.`), and nothing else does."""


def find_style(texts: Sequence[str]) -> Dashes | None:
    """The story's way with dashes; None where its speech stands between marks."""
    if not dash_dialogue(texts):
        return None
    tags = dash_tags(texts)
    spoken = [text for text in texts if _OPENING.match(text)]
    again = [text for text in spoken if tags.search(text) and next(_reopenings(text, 0, tags), None)]
    return Dashes(tags, len(again) >= FEWEST_DASHES)


def _reopenings(text: str, begin: int, tags: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Dashes that may bring speech back: behind a mark, or right behind a tag ("said the nun — and we…")."""
    ends = {tag.end() for tag in tags.finditer(text, begin)}
    return (dash for dash in _DASH.finditer(text, begin) if text[dash.start() - 1] in ".!?…,;:" or dash.start() in ends)


def find_dashes(text: str, start: int, style: Dashes) -> list[Quote]:
    """The spoken spans of a paragraph that opens with a dash; tags and beats between them stay narration."""
    opening = _OPENING.match(text)
    if opening is None:
        return []
    quotes: list[Quote] = []
    begin = seen = opening.end()
    outer = 0
    for again in [*_reopenings(text, opening.end(), style.tags), None]:
        end = again.start() if again else len(text)
        spoken = list(_spoken(text, begin, seen, end, style, goes_on=again is not None))
        if again and spoken == [(begin, end)]:
            seen = begin if style.reopens else end
            continue
        for number, (first, last) in enumerate(spoken):
            _add(quotes, text, first if number else outer, first, last)
        if again:
            begin = seen = again.end()
            outer = again.start()
    for quote in quotes:
        shift(quote, start)
    return quotes


def _spoken(text: str, begin: int, seen: int, end: int, style: Dashes, *, goes_on: bool) -> Iterator[tuple[int, int]]:
    """Spans of speech from a dash up to `end`, all of it up to `seen`; what goes on behind a dash has narration before that."""
    at, spoken_from = seen, begin
    while at < end:
        sentence_end = _sentence_end(text, at, end)
        tag = _tag(text, begin, at, sentence_end, style.tags)
        beat = at > begin and _is_beat(text[at:sentence_end])
        last = at > begin and goes_on and style.reopens and not text[sentence_end:end].strip()
        if tag is not None or beat or last:
            yield spoken_from, at if tag is None else tag
            spoken_from = sentence_end
            if style.reopens or goes_on:
                return
        at = sentence_end
    yield spoken_from, end


def _sentence_end(text: str, at: int, end: int) -> int:
    match = _SENTENCE.match(text, at, end)
    return match.end() if match else end


def _tag(text: str, begin: int, at: int, end: int, tags: re.Pattern[str]) -> int | None:
    """Where a tag begins in the sentence at `at`: behind speech, which begins at `begin`, or behind a comma inside it."""
    for match in tags.finditer(text, at, end):
        before = text[begin : match.start()].rstrip()
        if before and before[-1] in ",!?…—.-" and not _is_spoken(match.group(), before[-1], text[match.end() : end]):
            return match.start()
    return None


def _is_spoken(tag: str, before: str, rest: str) -> bool:
    """Whether what looks like a tag is speech itself: "He told me.", "Who said that?", "I thought so"."""
    who = tag.split(maxsplit=1)[0]
    return who[0].isupper() and (
        who.lower() in _NO_SPEAKER or (who == "I" and before == ".") or _SPOKEN_WORDS.search(rest) is not None
    )


def _is_beat(sentence: str) -> bool:
    match = _BEAT.match(sentence.lstrip())
    if match is None or _SPOKEN_WORDS.search(sentence):
        return False
    who = match["who"].lower()
    acts = match["verb"] in MOVED and not match["verb"].endswith("ing")
    return acts and (who in {"he", "she", "they"} or who.startswith("the ") or who not in NOT_NAMES)


def _add(quotes: list[Quote], text: str, outer: int, begin: int, end: int) -> None:
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    if re.search(r"[^\W_]", text[begin:end]):
        quotes.append(Quote(begin, end, outer, end, form="dash"))


def find_songs(texts: Sequence[str], starts: Sequence[int]) -> dict[int, list[Quote]]:
    """Paragraph number to the song in it: from a note that opens a paragraph to the one that closes it, there or later."""
    found: dict[int, list[Quote]] = {}
    sung = False
    for number, (text, start) in enumerate(zip(texts, starts, strict=True)):
        opens = text.lstrip().startswith(NOTES)
        if not (sung or opens):
            continue
        begin, end = len(text) - len(text.lstrip()), len(text.rstrip())
        closing = max(text.rfind(note, begin + 1) for note in NOTES)
        closed = closing > begin
        if (
            sung
            and not opens
            and not closed
            and not any(_closes_song(later) for later in texts[number : number + LONGEST_SONG])
        ):
            sung = False
            continue
        if closed and not re.search(r"[^\W_]", text[closing:]):
            end = closing + 1
        found[number] = [Quote(begin + start, end + start, begin + start, end + start, continues=sung, form="song")]
        sung = not closed
    return found


def _closes_song(text: str) -> bool:
    return any(note in text for note in NOTES)
