"""How long nobody speaks: the silences and overlaps between lines, by what happens between them.

Rhythm is half of the acting. Every number is a length in seconds; those of turns lie around what people do when they talk
(gaps of about 0.2 s in real conversation, Levinson and Torreira 2015) and what radio practice makes of it so that listeners
who see no faces can follow.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final

from audiodrama.model import Line

JOINED: Final = 0.16
"""The same paragraph goes on ("No," she said, "never."): hardly a pause; the voices' own tails already give some air."""
SAME_SPEAKER: Final = 0.42
"""One speaker's next line: a sentence's breath."""
TURN: Final = 0.50
"""Another speaker answers: the middle of the 0.4-0.6 s that sounds neither rushed nor staged."""
HEATED: Final = 0.27
"""Short lines and exclamation marks: people hardly let one another finish."""
HESITANT: Final = 0.90
"""After an ellipsis, or before a hesitant answer: somebody is thinking."""
INTO_SPEECH: Final = 0.55
"""The narrator hands over to a character."""
INTO_NARRATION: Final = 0.65
"""The narrator takes over from a character: the words need a moment to settle."""
PARAGRAPH: Final = 0.85
"""Between two paragraphs of narration."""
THOUGHT: Final = 0.15
"""More than the usual gap around a thought, so that nobody takes it for speech."""
SCENE: Final = 3.0
"""Between scenes: long enough for the music to come forward, change and go back."""
CHAPTER: Final = 3.4
"""Before a chapter's heading: a little more than between scenes."""
AFTER_HEADING: Final = 1.5
"""After an announced heading."""
AFTER_TITLE: Final = 1.8
"""After the announced title: a breath, then the story."""
THEME_ALONE: Final = 4.5
"""The theme before the first word: long enough to be a theme, short enough not to be skipped."""
LEAD_IN: Final = 0.6
"""Before the first word when there is no music: half a second of room tone, as audiobook specifications ask (0.5-1 s)."""
TAIL: Final = 1.5
"""After the last word when there is no music (specifications ask for 1-5 s)."""
RESOLUTION: Final = 6.5
"""From the last word to the end of the music, which resolves and fades."""

BREAK_IN: Final = (0.12, 0.30)
"""The shortest and longest overlap of an interruption."""
BREAK_IN_SHARE: Final = 0.25
"""An interruption never covers more of the cut line than this share."""
CUT_FADE: Final = 0.08
"""An interrupted line fades out over this time: shorter clicks like an edit, longer sounds like a retreat (60-100 ms)."""

VARIATION: Final = 0.15
"""Gaps vary by this share, seeded by the words around them: a constant gap sounds like a machine."""
HEATED_WORDS: Final = 8
"""A line of more words than this is a speech, not a volley."""

_ELLIPSIS_END = re.compile(r"(…|\.\.\.)[\s*_\"”’'»]*$")
_ELLIPSIS_START = re.compile(r"^[\s*_\"“‘'«]*(…|\.\.\.)")
_EXCLAIMED = re.compile(r"![\s*_\"”’'»?!]*$")
_HESITANT_MANNERS: Final = frozenset(
    {"hesitant", "hesitating", "hesitantly", "faltering", "stammering", "pause", "after a pause", "slowly", "uncertain"}
)


def gap(before: Line, after: Line) -> float:
    """Seconds between the end of one line and the beginning of the next in the same scene; negative where one breaks in."""
    return usual_gap(before, after) * _varied(before, after)


def usual_gap(before: Line, after: Line) -> float:
    """The gap as the tables above give it, before it is varied."""
    if after.joined:
        return JOINED
    thought = THOUGHT if "thought" in (before.kind, after.kind) else 0.0
    if before.kind == "narration":
        return thought + (PARAGRAPH if after.kind == "narration" else INTO_SPEECH)
    if after.kind == "narration":
        return thought + INTO_NARRATION
    return thought + _turn(before, after)


def _turn(before: Line, after: Line) -> float:
    if _ELLIPSIS_END.search(before.text) or _ELLIPSIS_START.search(after.text) or _HESITANT_MANNERS.intersection(after.manner):
        return HESITANT
    if same_speaker(before, after):
        return SAME_SPEAKER
    return HEATED if _heated(before) and _short(after) else TURN


def same_speaker(one: Line, other: Line) -> bool:
    """Whether one name stands over both lines."""
    return one.speaker.casefold() == other.speaker.casefold()


def _heated(line: Line) -> bool:
    return _short(line) and bool(_EXCLAIMED.search(line.text))


def _short(line: Line) -> bool:
    return len(line.text.split()) <= HEATED_WORDS


def overlap(before: Line, after: Line, length: float) -> float:
    """Seconds by which an interrupting line begins before the end of the first, which is `length` seconds long."""
    shortest, longest = BREAK_IN
    wanted = shortest + (longest - shortest) * _chance(before, after)
    return min(wanted, BREAK_IN_SHARE * length)


def seconds(text: str) -> float | None:
    """A length as scripts write it: `1.5s`, `0.8 s`, `2`, `300ms`; None when it is none, and never more than a minute."""
    match = re.fullmatch(r"\s*(\d{1,5}(?:[.,]\d{1,3})?)\s*(ms|s|sec|seconds?)?\s*", text, re.IGNORECASE)
    if not match:
        return None
    value = float(match[1].replace(",", "."))
    return min(value / 1000 if (match[2] or "").lower() == "ms" else value, 60.0)


def _varied(before: Line, after: Line) -> float:
    return 1 + VARIATION * (2 * _chance(before, after) - 1)


def _chance(before: Line, after: Line) -> float:
    """A number from 0 to 1 that the words of both lines determine."""
    digest = hashlib.blake2b(f"{before.text}\0{after.text}".encode("utf-8", "surrogatepass"), digest_size=4).digest()
    return int.from_bytes(digest, "big") / 0xFFFFFFFF
