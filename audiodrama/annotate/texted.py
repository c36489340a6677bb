"""Messages told in prose: in italics beside a verb of writing (`*on my way,* she typed`), or bare (`Ben texted: come home`).

Who writes is the annotator's to find, as for any quote; only `a text from Ben: *come home*` names the writer as a label would.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from audiodrama.annotate.chat import SPEAKING, plain_label
from audiodrama.annotate.quotes import Quote, shift

NEAR: Final = 120
"""Characters before a message within which stands who sent it."""

_NAME: Final = r"[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,2}"
_TYPED: Final = r"(?:text(?:s|ed)|typ(?:es|ed)|messag(?:es|ed)|DM[’']?(?:s|d|ed))"
_WROTE: Final = rf"(?:{_TYPED}|writes|wrote|replie[sd]|answer(?:s|ed)|post(?:s|ed)|tweet(?:s|ed)|scribble[sd]|scrawl(?:s|ed))"
_ADVERB: Final = r"(?:\s(?:back|again|then|only|just|at\slast|[a-z]+ly|him|her|them|me|us))"
_WHO: Final = rf"(?:{_NAME}|[Hh]e|[Ss]he|[Tt]hey|I|[Tt]he\s[a-z]+|[Hh]is\s[a-z]+|[Hh]er\s[a-z]+|[Mm]y\s[a-z]+)"

_ITALIC: Final = re.compile(r"(?<![\w*_])(?P<mark>\*\*|[*_])(?P<inner>[^\s*_](?:[^*_]*[^\s*_])?)(?P=mark)(?![\w*_])")
_LEADING: Final = re.compile(rf"\b(?:{_WROTE}{_ADVERB}{{0,3}}:|{_TYPED}{_ADVERB}{{0,3}},)\s*\Z")
_FOLLOWING: Final = re.compile(rf",?\s(?:{_WHO}{_ADVERB}?\s{_WROTE}|{_TYPED}\s{_WHO}|{_WROTE}\s{_NAME})\b")
_SENDER: Final = re.compile(
    rf"\b(?:text|message|reply|answer|DM|e-?mail|one)\s(?:was\s|is\s|came\s|had\scome\s)?from\s"
    rf"(?P<who>{_NAME})(?:\s(?:said|says|read|reads))?[:.]\s*\Z"
)
_BARE: Final = re.compile(rf"\b{_WHO}\s(?:[a-z]+ly\s)?{_TYPED}{_ADVERB}{{0,3}}:\s(?P<said>[^\n“”\"«»„*_]*[^\s“”\"«»„*_])\s*\Z")
_ENDED: Final = re.compile(r"[.!?…—,]\Z")
_SENTENCES: Final = re.compile(r"[.!?…]\s")


def find_texted(texts: Sequence[str], starts: Sequence[int]) -> list[list[Quote]]:
    """The messages of each paragraph of a run."""
    found: list[list[Quote]] = []
    for number, (text, start) in enumerate(zip(texts, starts, strict=True)):
        ahead = texts[number - 1] if number else ""
        found.append(list(_in_paragraph(text, ahead)))
        for quote in found[-1]:
            shift(quote, start)
    return found


def _in_paragraph(text: str, ahead: str) -> Iterator[Quote]:
    if bare := _BARE.search(text):
        if not _SENTENCES.search(bare["said"]):
            yield Quote(*bare.span("said"), *bare.span("said"))
        return
    writing = False
    for italic in _ITALIC.finditer(text):
        before = text[max(0, italic.start() - NEAR) : italic.start()]
        ended = bool(_ENDED.search(italic["inner"]))
        sender = _SENDER.search(before if before.strip() else ahead[-NEAR:])
        if sender and (ended or SPEAKING.search(italic["inner"]) or italic["inner"][0].islower()):
            yield Quote(*italic.span("inner"), *italic.span(), form="chat", label=plain_label(sender["who"]))
            continue
        tagged = _LEADING.search(before) or (ended and _FOLLOWING.match(text, italic.end()))
        if tagged or (writing and ended and before.rstrip()[-1:] in {".", "!", "?", ",", "…"}):
            yield Quote(*italic.span("inner"), *italic.span())
            writing = True
