"""What the readers of marked-up files hand on: paragraphs, what the markup says of them, and what the file says of itself.

`document.py` makes a story of it. Emphasis is written as in Markdown, headings with their `#`, so that a story in any format
has the text that it would have in Markdown, and every later rule sees the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final, NamedTuple

from audiodrama.model import ParagraphRole
from audiodrama.story.marks import is_ornament

LONGEST_VERSE: Final = 80
"""Characters of the longest line of verse; where a longer one ends with a line break, that is a paragraph's end."""
LONGEST_ORNAMENT: Final = 40

_SPACE: Final = re.compile(r"\s+")
_INVISIBLE: Final = re.compile("[\u00ad\u200b\u2060\ufeff]")
_WORD: Final = re.compile(r"[^\W_]")


class Run(NamedTuple):
    r"""Characters of one style; `\n` in them is a line break."""

    text: str
    italic: bool = False
    bold: bool = False
    size: float = 0.0
    """Of its letters, in points; 0 where nothing says it."""


@dataclass(slots=True, kw_only=True)
class Block:
    """A paragraph."""

    text: str
    line: int
    """In its file, or its number among the paragraphs of a file without lines."""
    gap: int = 1
    """Blank lines before it."""
    level: int = 0
    """Of a heading, 1 to 6."""
    size: float = 0.0
    """Of most of its letters, in points; 0 where nothing says it."""
    role: ParagraphRole = "prose"
    reason: str = ""
    file: str = ""
    """What the user can open to see it, where that is not the story's own file."""
    anchors: tuple[str, ...] = ()
    """The names by which links point at it."""


@dataclass(slots=True, kw_only=True)
class Document:
    """A file's paragraphs and what it says of itself, empty where it says nothing."""

    blocks: list[Block]
    title: str = ""
    fallback_title: str = ""
    """What it may be called where its text names no title."""
    author: str = ""
    language: str = ""
    cover: bytes = field(default=b"", repr=False)


def plain(text: str) -> str:
    """Characters as a reader sees them, on one line: white space as one space, soft hyphens and the like gone."""
    return _SPACE.sub(" ", _INVISIBLE.sub("", text)).strip()


def usual_size(runs: Iterable[Run]) -> float:
    """The size of most letters in the runs."""
    letters = Counter[float]()
    for run in runs:
        letters[run.size] += len(run.text.strip())
    return letters.most_common(1)[0][0] if letters else 0.0


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit in it."""
    return _WORD.search(text) is not None


def is_centred_ornament(text: str, *, centred: bool) -> bool:
    """A scene break: a printed ornament, or, where it is centred, any signs without a word."""
    return is_ornament(text) or (centred and len(text) <= LONGEST_ORNAMENT and not has_words(text))


def paragraphs(runs: Sequence[Run]) -> list[str]:
    """The paragraphs in the runs: empty lines part them, and line breaks do where the lines are no verse."""
    lines = [marked_up(line) for line in _lines(runs)]
    groups = [list(group) for filled, group in groupby(lines, bool) if filled]
    return [text for group in groups for text in (["\n".join(group)] if _is_verse(group) else group)]


def _is_verse(lines: Sequence[str]) -> bool:
    return max(map(len, lines)) <= LONGEST_VERSE


def _lines(runs: Iterable[Run]) -> Iterator[list[Run]]:
    line: list[Run] = []
    for run in runs:
        first, *others = run.text.split("\n")
        line.append(run._replace(text=first))
        for text in others:
            yield line
            line = [run._replace(text=text)]
    yield line


def marked_up(runs: Iterable[Run]) -> str:
    """One line of text with its emphasis as `*…*`, `**…**`; marks stand close to the words, spaces outside them."""
    parts: list[str] = []
    for (italic, bold), same in groupby(_styled(runs), key=lambda run: (run.italic, run.bold)):
        text = _SPACE.sub(" ", _INVISIBLE.sub("", "".join(run.text for run in same)))
        inner = text.strip()
        mark = "*" * (italic + 2 * bold)
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        parts.append(f"{before}{mark}{inner}{mark}{after}" if inner else text)
    return _SPACE.sub(" ", "".join(parts)).strip()


def _styled(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs; what has no words and no style of its own to show takes on the style of the run before."""
    before = Run("")
    for run in runs:
        if not run.text:
            continue
        bare = not has_words(run.text)
        style = before if bare and (not run.text.strip() or (run.italic or run.bold)) else run
        before = Run(run.text, style.italic, style.bold)
        yield before
