"""Markdown as plain prose with its emphasis: what only a renderer needs is taken out, line for line.

Headings, emphasis and rules stay, for the prose reader knows them. No line is added or taken away: a paragraph is where it was.
"""

from __future__ import annotations

import html
import re
from typing import Final

_FENCED_FRONT: Final = re.compile(r"\ufeff?---[ \t]*\n.{0,20000}?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_COMMENT: Final = re.compile(r"<!--.{0,20000}?-->", re.DOTALL)
_LINK: Final = re.compile(
    r"(?<!!)\[([^\[\]\n]{1,500})\](?:\([^()\s]{1,2000}(?:[ \t]\"[^\"\n]{0,200}\")?\)|\[[^\[\]\n]{0,100}\])"
)
_DEFINITION: Final = re.compile(r"^ {0,3}\[[^\[\]^\n]{1,100}\]:[ \t]*\S[^\n]*$", re.MULTILINE)
_NOTE_MARK: Final = re.compile(r"\[\^[^\[\]\s]{1,40}\](?!:)")
_ATTRIBUTES: Final = re.compile(r"(?<=[^\s{])[ \t]?\{[#.][^{}\n]{0,200}\}|^:{3,}[^\n]*$", re.MULTILINE)
_QUOTED: Final = re.compile(r"^ {0,3}(?:>[ \t]?)+", re.MULTILINE)
_BREAK: Final = re.compile(r"(?<=\S)\\$|<br[ \t]*/?>", re.MULTILINE | re.IGNORECASE)
_TAG: Final = re.compile(r"</?(?:i|em)(?:[ \t][^<>\n]{0,200})?>|</?(?:b|strong)(?:[ \t][^<>\n]{0,200})?>", re.IGNORECASE)
_OTHER_TAG: Final = re.compile(
    r"</?(?:a|abbr|center|del|div|font|h[1-6]|hr|img|ins|mark|p|pre|q|s|section|small|span|strike|sub|sup|u)"
    r"(?:[ \t][^<>\n]{0,300})?/?>",
    re.IGNORECASE,
)
_ESCAPE: Final = re.compile(r"\\([!-)+-/:-@\[-^`{-~])")
"""A backslash before punctuation; before `*` and `_` it stays, for there it says that no emphasis is meant."""


def without_markup(text: str) -> str:
    """The text as it is to be read, with as many lines as before."""
    front = _FENCED_FRONT.match(text)
    start = front.end() if front else 0
    return text[:start] + _plain(text[start:])


def _plain(text: str) -> str:
    text = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    text = _DEFINITION.sub("", text)
    text = _LINK.sub(r"\1", _QUOTED.sub("", _NOTE_MARK.sub("", text)))
    text = _TAG.sub(lambda found: "**" if found[0].strip("</").lower().startswith(("b", "s")) else "*", _BREAK.sub("", text))
    text = _OTHER_TAG.sub("", _ATTRIBUTES.sub("", text))
    return html.unescape(_ESCAPE.sub(r"\1", text)) if "&" in text else _ESCAPE.sub(r"\1", text)
