"""Lean narration: with the voices told apart, "she said" is often noise, and is marked `[[skip]]`.

Only a tag that says who, and no more: no manner, no gesture, nobody whom it introduces or whose line is in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from audiodrama.model import DOUBTFUL, Item, Line, Note, Scene, Script

SKIP: Final = Note("skip")
LONGEST_NAME: Final = 3
"""Words."""
_SAYS: Final = (
    r"(?:said|says|say|asked|asks|ask|replied|replies|reply|answered|answers|answer|responded|responds|added|adds|continued|continues"
    r"|went on|goes on|spoke|inquired|enquired|returned)"
)
_TAG: Final = re.compile(rf"(?:{_SAYS} (?P<behind>.+?)|(?P<ahead>.+?) {_SAYS})\W*")
_PRONOUNS: Final = frozenset({"he", "she", "they", "it"})
_NARRATORS: Final = frozenset({"i", "we"})
"""A narrator speaks and tells with one voice: only the tag says which it is."""
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def lean(script: Script) -> Script:
    """The script with its bare tags marked; their words stay where they are."""
    heard: set[str] = set()
    chapters = tuple(
        replace(chapter, scenes=tuple(_lean_scene(scene, heard) for scene in chapter.scenes)) for chapter in script.chapters
    )
    return replace(script, chapters=chapters)


def _lean_scene(scene: Scene, heard: set[str]) -> Scene:
    items: list[Item] = []
    for at, item in enumerate(scene.items):
        speech = _tagged(scene.items, at)
        if isinstance(item, Line) and speech and _is_bare(item.text, speech, heard):
            items.append(replace(item, notes=(*item.notes, SKIP)))
            continue
        items.append(item)
        if isinstance(item, Line):
            heard.update(_names(item.text))
    return replace(scene, items=tuple(items))


def _tagged(items: Sequence[Item], at: int) -> Line | None:
    """The speech of the same paragraph that the narration there may tag: the one before it, else the one behind it."""
    item = items[at]
    if not isinstance(item, Line) or item.kind != "narration":
        return None
    if item.joined:
        before = items[at - 1] if at else None
        return before if isinstance(before, Line) and before.kind != "narration" else None
    behind = items[at + 1] if at + 1 < len(items) else None
    return behind if isinstance(behind, Line) and behind.joined and behind.kind != "narration" else None


def _is_bare(text: str, speech: Line, heard: set[str]) -> bool:
    if _is_label(text, speech):
        return _names(text) <= heard | {"me"}
    tag = _TAG.fullmatch(text)
    if not tag or (speech.evidence and speech.evidence.confidence < DOUBTFUL):
        return False
    who = tag["behind"] or tag["ahead"]
    if who.lower() in _NARRATORS:
        return False
    return who.lower() in _PRONOUNS or (_is_name(who, speech.speaker) and _names(who) <= heard)


def _is_label(text: str, speech: Line) -> bool:
    """The name before a written message: `ADA: are you there?`."""
    return text.rstrip("*_").endswith((":", ">")) and speech.evidence is not None and speech.evidence.rule == "label"


def _is_name(who: str, speaker: str) -> bool:
    """A name, or what the speaker is called in the script: `the porter`."""
    words = who.replace(".", "").split()
    return len(words) <= LONGEST_NAME and (who.casefold() == speaker.casefold() or all(word[0].isupper() for word in words))


def _names(text: str) -> set[str]:
    """Words that may be of a name."""
    return {word.casefold() for word in _WORD.findall(text) if word[0].isupper()}
