r"""How text that looks like markup is written so that it stays text.

| the text holds | it is written | why |
|---|---|---|
| `[[` | `\[[` | a note begins |
| `/*` | `\/*` | a comment begins |
| `\` before a mark or at the end of a row | `\\` | it would guard that mark |
| a row with space at one of its ends | `\` before that space | rows are trimmed |
| `(` or `~` at the start of a row of dialogue | `\(`, `\~` | a parenthetical, a lyric |
| `(`, `)`, `^` in a name | `\(`, `\)`, `\^` | an extension, dual dialogue |
| `,` in a manner or a cue | `\,` | the next word |
| `<` at the end of a transition | `\<` | centred text |
| a paragraph that reads as something else | `!` before it | see elements.py |
| `]]` in a note | `]\]` | the note ends |
| `*/` in a comment | `*\/` | the comment ends |

A backslash before any other ASCII punctuation, or before a space, makes that a plain character. Before a letter it is a
backslash, and before `*` and `_` it stays in the text: there it is the author's, and means a star that is no emphasis.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

_MARKS: Final = r"!-)+-/:-@\[-^`{-~"
"""ASCII punctuation without `*` and `_`, as the inside of a character class."""

_GUARDED = re.compile(rf"\\([{_MARKS}\s])")
_PAIR = re.compile(r"\\[\s\S]")
_NEEDS_GUARD = re.compile(rf"\\(?=[{_MARKS}\s]|\Z)|\[(?=\[)|/(?=\*)|\A\s|\s\Z")


def escape(row: str, also: str = "") -> str:
    """One row of text as the file holds it; `also` names further characters that are guarded."""
    guarded = _NEEDS_GUARD.sub(r"\\\g<0>", row)
    if not also:
        return guarded
    return re.sub(rf"\\[\s\S]|[{re.escape(also)}]", lambda found: found[0] if found[0][0] == "\\" else "\\" + found[0], guarded)


def guard_start(row: str, marks: str) -> str:
    """An escaped row that does not begin with one of these marks."""
    return "\\" + row if row[:1] and row[0] in marks else row


def unescape(row: str) -> str:
    """The text that a row of the file means."""
    return _GUARDED.sub(r"\1", row)


def plain(row: str) -> str:
    """The text that a row means, without space at its ends."""
    return unescape(row).strip()


def shape(row: str) -> str:
    """The row with every guarded character hidden, as long as before: what a pattern may look at."""
    return _PAIR.sub("\0\0", row)


def trim_end(row: str) -> str:
    """The row without space at its end, but for a last space that a backslash guards."""
    bare = row.rstrip()
    backslashes = len(bare) - len(bare.rstrip("\\"))
    return row[: len(bare) + backslashes % 2]


def split(row: str, mark: str = ",") -> tuple[str, ...]:
    """The plain parts of a row between unguarded marks; empty ones are left out."""
    cuts = [-1, *(found.start() for found in re.finditer(re.escape(mark), shape(row))), len(row)]
    parts = (plain(row[start + 1 : end]) for start, end in pairwise(cuts))
    return tuple(part for part in parts if part)


def guard_note(body: str) -> str:
    """A note's body that does not end the note."""
    return re.sub(r"(\]\\*)(?=\]|\Z)", r"\1\\", body)


def unguard_note(body: str) -> str:
    """The body that was guarded."""
    return re.sub(r"(\]\\*)\\(?=\]|\Z)", r"\1", body)


def guard_comment(body: str) -> str:
    """A comment's body that does not end the comment."""
    return re.sub(r"(\*\\*)(?=/)", r"\1\\", body)


def unguard_comment(body: str) -> str:
    """The body that was guarded."""
    return re.sub(r"(\*\\*)\\(?=/)", r"\1", body)
