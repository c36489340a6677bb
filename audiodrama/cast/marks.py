"""How a voice is written: `engine:voice`, and the comment `# auto engine:voice: reason` that marks it as the tool's own choice.

One comment can speak of two engines: `# auto kokoro:bm_lewis: 31 lines, male; auto pyttsx3:gmw/en-us: 31 lines, male`.
"""

from __future__ import annotations

import re
from typing import Final

from audiodrama.cast.nodes import Node, Source

_ENGINE: Final = re.compile(r"([A-Za-z][\w.-]*):(?!\s)(.+)")
_COMMENT: Final = re.compile(r"(?<=\s)#.*")
_CHOSEN: Final = re.compile(r"(?:(?<=#)|(?<=;))\s*auto ([\w.-]+):([^;]+?):(?= )[^;]*")


def split_voice(written: str) -> tuple[str, str]:
    """Engine and voice; the engine is empty where a bare voice stands."""
    found = _ENGINE.fullmatch(written)
    return (found[1], found[2]) if found else ("", written)


def mark(engine: str, voice: str, reason: str) -> str:
    """What the comment says of a voice that the tool chose."""
    return f"auto {engine}:{voice}: {_plain(reason)}"


def tool_chosen(source: Source, role: Node, voice: Node) -> dict[str, str]:
    """Engine to voice, as the comment on the line of that voice of the role has them."""
    comment = comment_after(source, role, voice.end)
    return {found[1]: found[2] for found in _CHOSEN.finditer(comment[1])} if comment else {}


def comment_after(source: Source, role: Node, place: int) -> tuple[int, str] | None:
    """Offset and text of the comment that ends the line of `place` in a role, `#` included."""
    end = source.line_end(place)
    content = max((node.end for node in role.scalars() if place <= node.end and node.start <= end), default=place)
    found = _COMMENT.search(source.text, content, end) if content <= end else None
    return (found.start(), found[0]) if found else None


def remarked(comment: str, engine: str, new: str) -> str:
    """The comment with a new mark for that engine: in the place of its old one, else behind all that stands there."""
    for found in _CHOSEN.finditer(comment):
        if found[1] == engine:
            return f"{comment[: found.start()]} {new}{comment[found.end() :]}"
    return f"{comment.rstrip()}; {new}"


def _plain(reason: str) -> str:
    """On one line, and without the `;` that parts two marks."""
    return " ".join(re.sub(r"[^\w ,.'’-]", " ", reason).split())
