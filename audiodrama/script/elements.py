"""What a paragraph of the file is, by its first row: the one table that reading and writing share.

Reading asks it what a paragraph means; writing asks it whether a text would be taken for something else, and guards it. The
order is the order of precedence: cue words win over names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from audiodrama.model import CueKind
from audiodrama.script.escape import plain, shape

Element = Literal[
    "action", "break", "section", "synopsis", "cue", "heading", "centered", "transition", "lyric", "name", "forced name"
]

CUE_WORDS: Final[dict[str, CueKind]] = {
    "SOUND": "sound",
    "SFX": "sound",
    "MUSIC": "music",
    "AMBIENCE": "ambience",
    "PAUSE": "pause",
}
MOST_IN_A_NAME: Final = 80
"""Characters; a longer row in capitals is a paragraph in capitals."""

CUE = re.compile(rf"({'|'.join(CUE_WORDS)})\s*:(.*)")
NATURAL_HEADING = re.compile(r"(?:INT\.?/EXT|EXT\.?/INT|I/E|INT|EXT|EST)(?:\.|\s)|(?i:(?:int\./ext|int|ext|est)\.)")

_ELEMENTS: Final[tuple[tuple[Element, re.Pattern[str]], ...]] = (
    ("action", re.compile(r"!")),
    ("break", re.compile(r"={3,}\Z")),
    ("section", re.compile(r"#")),
    ("synopsis", re.compile(r"=")),
    ("cue", CUE),
    ("heading", re.compile(r"\.[^.\s]")),
    ("heading", NATURAL_HEADING),
    ("centered", re.compile(r">.*<\Z")),
    ("lyric", re.compile(r"~")),
    ("forced name", re.compile(r"@")),
    ("transition", re.compile(r">|[^a-z\0]*\bTO:\Z")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRow:
    """The row that says who speaks: `MARA (V.O.) ^`."""

    name: str
    written: str
    """The name as the row holds it, with `@` and backslashes."""
    forced: bool
    extensions: tuple[str, ...]
    """What stands in each pair of brackets, in upper case."""
    dual: bool


def element(row: str) -> Element:
    """What a paragraph is that begins with this row (trimmed, its notes and comments taken out)."""
    seen = shape(row)
    for name, pattern in _ELEMENTS:
        if pattern.match(seen):
            return name
    return "name" if _is_natural_name(row) else "action"


def _is_natural_name(row: str) -> bool:
    name = name_row(row).written
    return len(name) <= MOST_IN_A_NAME and name.isupper() and sum(letter.isupper() for letter in name) > 1 and "\\" not in name


def name_row(row: str) -> NameRow:
    """The parts of a row that names a speaker; the name may turn out empty."""
    seen = shape(row)
    end = len(seen)
    dual = seen.endswith("^")
    if dual:
        end = _before_space(seen, end - 1)
    extensions: list[str] = []
    while (opening := _last_bracket(seen, end)) is not None:
        extensions.append(plain(row[opening + 1 : end - 1]).upper())
        end = _before_space(seen, opening)
    written = row[:end]
    return NameRow(
        name=plain(written.removeprefix("@")),
        written=written,
        forced=written.startswith("@"),
        extensions=tuple(reversed(extensions)),
        dual=dual,
    )


def _before_space(seen: str, end: int) -> int:
    while end and seen[end - 1].isspace():
        end -= 1
    return end


def _last_bracket(seen: str, end: int) -> int | None:
    """Where the brackets open that close at `end`."""
    if end == 0 or seen[end - 1] != ")":
        return None
    opening = seen.rfind("(", 0, end)
    return opening if opening >= 0 and ")" not in seen[opening : end - 1] else None
