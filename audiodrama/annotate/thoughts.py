"""Thoughts without quotation marks: in italics (`*He is so thin,* thought Ada.`) or bare (`Who is he? she wondered.`).

Precision first: what is not clearly a thought of somebody stays narration. Stories told in the first person are left alone, for
there the narrator speaks every thought already.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from audiodrama.annotate.utterances import NOBODY

_NAME: Final = r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?"
_WHO: Final = rf"(?P<who>[Ss]he|[Hh]e|{_NAME})"
_THINKS: Final = r"(?:thought|thinks|wondered|wonders|mused|(?:told|tells|asked|asks|reminded)\s(?:her|him|it)self)"
_TAG: Final = re.compile(rf"\s*(?:{_WHO}\s{_THINKS}|{_THINKS}\s{_WHO.replace('who', 'whom')})\b")
_ITALIC: Final = re.compile(r"(?<![\w*_])(?P<mark>[*_])(?P<inner>[A-Z‘“'\"][^*_\n]*?[.!?,…—–-])(?P=mark)(?![\w*_])")
_SENTENCE: Final = re.compile(r"\S.*?(?:[.!?…—]+[”’\"')]*(?=\s|$)|$)", re.DOTALL)
_OWN: Final = re.compile(r"\b(?:I|I[’'](?:m|d|ll|ve)|me|my|myself|mine)\b")
_ADDRESSING: Final = re.compile(r"\b(?:I|I[’'](?:m|d|ll|ve)|me|my|you|your|we|us|our)\b|[’'](?:re|ll|ve)\b|\?$")
_PAST: Final = re.compile(r"\b(?:was|were|had|did|could|would|he|she|his|her|him|went|came|[a-z]{3,}ed)\b")
_NO_SUBJECT: Final = r"(?!(?:Or|And|But|No|Yes|Oh|Not|Why|How|What|If|Either|Neither|Just|Only|Please|Ugh|Well)\b)"
_TELLING: Final = re.compile(rf"{_NO_SUBJECT}(?:She|He|They|It|The|Then|{_NAME})\s(?:[a-z]+ly\s)?[a-z]+(?:ed|t|w|e|d)?\b")
_LONGEST_TAG: Final = 9
"""Words of a sentence that is nothing but a tag."""

Resolve = Callable[[int], int]
"""Offset of a subject in the story to a person's number."""


@dataclass(slots=True)
class Thought:
    """A thought's span in the story, without its marks, and who thinks it."""

    start: int
    end: int
    thinker: int
    tagged: bool
    mark: int = 0
    """Characters of emphasis on each side."""


class Thoughts:
    """Finds thoughts paragraph by paragraph, remembering whose head a scene is told from."""

    def __init__(self, text: str, resolve: Resolve) -> None:
        self.text = text
        self.resolve = resolve
        self.thinker = NOBODY
        self.scene = NOBODY

    def find(self, pieces: list[tuple[int, int]], scene: int, speaker: int) -> list[Thought]:
        """Thoughts in a paragraph's narration `pieces`; `speaker` says its quotes, or is NOBODY."""
        if scene != self.scene:
            self.scene, self.thinker = scene, NOBODY
        found: list[Thought] = []
        for start, end in pieces:
            italic = self._italic(start, end, speaker)
            found += italic or self._bare(start, end)
        return found

    def _italic(self, start: int, end: int, speaker: int) -> list[Thought]:
        found: list[Thought] = []
        for match in _ITALIC.finditer(self.text, start, end):
            tag = _TAG.match(self.text, match.end(), end)
            if tag:
                self._remember(self._who(tag))
            thinker = self.thinker if self.thinker != NOBODY else speaker
            if thinker != NOBODY and (tag or found or self._is_inner_speech(match, start)):
                found.append(Thought(match.start("inner"), match.end("inner"), thinker, tag is not None, mark=1))
        return found

    def _is_inner_speech(self, match: re.Match[str], start: int) -> bool:
        """Untagged italics: a whole sentence of several different words that addresses somebody or stands alone."""
        inner = match["inner"]
        words = {word.lower() for word in re.findall(r"[^\W_]+", inner)}
        opens = not self.text[start : match.start()].strip() or self.text[: match.start()].rstrip()[-1] in '.!?…”"’'
        return opens and len(words) >= 3 and inner[-1] in ".!?…—" and bool(_ADDRESSING.search(inner))

    def _who(self, tag: re.Match[str]) -> int:
        group = "who" if tag["who"] else "whom"
        return self.resolve(tag.start(group))

    def _remember(self, thinker: int) -> None:
        if thinker != NOBODY:
            self.thinker = thinker

    def _bare(self, start: int, end: int) -> list[Thought]:
        sentences = self._sentences(start, end)
        thought = [False] * len(sentences)
        tags: dict[int, int] = {}
        for number, (begin, stop) in enumerate(sentences):
            self._look_for_tag(number, begin, stop, sentences, thought, tags)
        if self.thinker == NOBODY:
            return []
        own = [number for number, (begin, stop) in enumerate(sentences) if _OWN.search(self.text, begin, stop)]
        for number in own:
            thought[number] = thought[number] or number not in tags
        self._spread(sentences, thought, tags)
        return self._spans(sentences, thought, tags)

    def _sentences(self, start: int, end: int) -> list[tuple[int, int]]:
        """Their spans; what goes on in small letters after `…` or a dash is no new one, unless it is a tag."""
        found: list[tuple[int, int]] = []
        for match in _SENTENCE.finditer(self.text, start, end):
            goes_on = found and self.text[found[-1][1] - 1] in "…—" and match[0][0].islower()
            if goes_on and not _TAG.match(self.text, match.start(), match.end()):
                found[-1] = found[-1][0], match.end()
            else:
                found.append(match.span())
        return found

    def _look_for_tag(
        self, number: int, begin: int, stop: int, sentences: list[tuple[int, int]], thought: list[bool], tags: dict[int, int]
    ) -> None:
        """A sentence that is a tag after a question or exclamation, or that ends in one after a comma."""
        sentence = self.text[begin:stop]
        tag = _TAG.match(self.text, begin, stop)
        if tag and number and len(sentence.split()) <= _LONGEST_TAG and self.text[sentences[number - 1][1] - 1] in "?!…":
            if sentence[0].islower() or _OWN.search(self.text, *sentences[number - 1]):
                self._remember(self._who(tag))
                thought[number - 1], tags[number] = True, begin
            return
        comma = sentence.rfind(",", 0, -1)
        tag = _TAG.match(self.text, begin + comma + 1, stop) if comma > 0 else None
        if tag and tag.end() >= stop - 1 and (_OWN.search(sentence) or not _PAST.search(sentence[:comma])):
            self._remember(self._who(tag))
            thought[number], tags[number] = True, begin + comma + 1

    def _spread(self, sentences: list[tuple[int, int]], thought: list[bool], tags: dict[int, int]) -> None:
        """Exclamations and broken sentences beside a thought belong to it, as long as nothing is told in them."""
        for order in (range(1, len(sentences)), range(len(sentences) - 2, -1, -1)):
            for number in order:
                near = number - 1 if order.step > 0 else number + 1
                begin, stop = sentences[number]
                sentence = self.text[begin:stop]
                beside = thought[near] or (near in tags and order.step > 0)
                if beside and number not in tags and sentence[-1] in "!?—…" and not _TELLING.match(sentence):
                    thought[number] = True

    def _spans(self, sentences: list[tuple[int, int]], thought: list[bool], tags: dict[int, int]) -> list[Thought]:
        found: list[Thought] = []
        for number, (begin, stop) in enumerate(sentences):
            if not thought[number]:
                continue
            spoken_end = begin + len(self.text[begin : tags.get(number, stop)].rstrip())
            if found and thought[number - 1] and number - 1 not in tags:
                found[-1].end = spoken_end
            else:
                found.append(Thought(begin, spoken_end, self.thinker, number in tags or number + 1 in tags))
        return found
