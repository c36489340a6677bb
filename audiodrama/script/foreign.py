"""Fountain as writers write it: what in a screenplay that was not written for this program is read otherwise.

In a script of one's own a name without words is a slip, and is said. In a screenplay from elsewhere it is a shot, an unclosed
bracket is a bracket, `===` is the end of a page and not of a scene, and `FADE IN:` is nothing that a narrator says.
"""

from __future__ import annotations

import re
from typing import Final

from audiodrama.script.titlepage import TitlePage

OWN_FORMAT: Final = "audiodrama"
"""What the title page's `Format:` begins with in a script of this program."""
_SCREEN_KEYS: Final = frozenset({"credit", "draft date", "contact", "copyright", "revision", "draft", "based on"})
"""Entries of title pages that only screenplays have."""
_HEADING: Final = re.compile(r"^[ \t]*(?:INT|EXT|EST|INT\.?/EXT|EXT\.?/INT|I/E)[. ][^\n]*\S", re.MULTILINE | re.IGNORECASE)
_SCENE_NUMBER: Final = re.compile(r"\s*#[\w.()-]{1,12}#\s*\Z")
_PRODUCTION: Final = re.compile(
    r"(?:(?:FADE|DISSOLVE|CUT|SMASH CUT|MATCH CUT|JUMP CUT|WIPE|IRIS)(?: (?:IN|OUT|TO|TO BLACK|FROM BLACK|UP))?|CUT TO BLACK"
    r"|\(?(?:MORE|CONTINUED)\)?|(?:THE )?END(?: OF (?:ACT|EPISODE|PILOT|FILM)\b.{0,20})?|ROLL CREDITS|END CREDITS|TITLES?)[.:]?"
)
_PAGE_FURNITURE: Final = re.compile(r"\((?:MORE|CONTINUED|CONT['’]?D|CONT\.)\)", re.IGNORECASE)


def is_foreign(text: str, page: TitlePage) -> bool:
    """Whether a script was written for another program: it does not say that it is ours, and looks like a screenplay."""
    entries = [(entry.key.casefold(), entry.value.strip().casefold()) for entry in page.entries]
    if any(key == "format" and value.startswith(OWN_FORMAT) for key, value in entries):
        return False
    return any(key in _SCREEN_KEYS for key, _ in entries) or _HEADING.search(text, page.end) is not None


def without_number(heading: str) -> str:
    """A scene heading without the number that stands behind it: `INT. MILL - DAY #12A#`."""
    return _SCENE_NUMBER.sub("", heading)


def without_emphasis(title: str) -> str:
    """A title without the marks that centre and underline it on paper: `_**THE MILL RACE**_`."""
    return re.sub(r"[*_]+", "", title).strip()


def is_production_note(row: str) -> bool:
    """A row of action that only the people behind the camera read: `FADE IN:`, `CUT TO BLACK.`, `(CONTINUED)`, `THE END`."""
    return _PRODUCTION.fullmatch(row) is not None


def is_page_furniture(row: str) -> bool:
    """What a page break leaves inside a speech: `(MORE)`, `(CONT'D)`."""
    return _PAGE_FURNITURE.fullmatch(row) is not None
