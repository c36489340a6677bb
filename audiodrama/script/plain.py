"""Plain scripts, as people type them: `NAME: line`, sounds and directions in brackets. Written as Fountain, and read as that.

A row without a name carries on the speech above it, up to the next blank row; after one it is told by the narrator. A colon
makes a name only where what stands before it looks like one: `10:30` and "She said: no" do not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from audiodrama.script.escape import escape, guard_start

FEWEST_SPEECHES: Final = 3
LEAST_SHARE: Final = 0.6
"""Of the rows that begin a paragraph, those that a plain script has; in prose with a chat in it they are fewer."""

_WORD: Final = r"(?:[^\W\d_a-z][\w.’'-]*|\d{1,3}|#\d{1,3}|&|of|the|and|von|de|la|le|van)"
_LABEL: Final = re.compile(
    rf"(?P<mark>\*\*|__)?(?P<name>[^\W\d_a-z][\w.’'-]*(?:[ ]{_WORD}){{0,4}})(?(mark)(?:\*\*|__)?)[ ]?"
    r"(?:[(\[](?P<manner>[^()\[\]:\n]{1,60})[)\]][ ]?)?:(?(mark)(?:\*\*|__)?)(?:[ \t]+|$)(?P<text>.*)"
)
_CUE_WORDS: Final = {
    **dict.fromkeys(("sound effect", "sounds", "sound", "sfx", "fx"), "SOUND"),
    "music": "MUSIC",
    **dict.fromkeys(("ambience", "ambiance", "atmos", "background"), "AMBIENCE"),
    **dict.fromkeys(("pause", "silence"), "PAUSE"),
}
_CUE: Final = re.compile(
    rf"[\[(]?\s*(?P<word>{'|'.join(_CUE_WORDS)})\s*(?:[:–—-]\s*|\s+(?=\d))(?P<text>[^\[\]]*?)\s*[\])]?", re.IGNORECASE
)
_BARE_PAUSE: Final = re.compile(r"[\[(]\s*(?:a )?(?:pause|beat|silence)\s*[.…]?\s*[\])]", re.IGNORECASE)
_TIME: Final = re.compile(r"(\d{1,2}(?:[.,]\d{1,2})?)\s*(?:s|sec|secs|seconds?)?\.?", re.IGNORECASE)
_SCENE: Final = re.compile(
    r"[\[(]?(?:(?:scene|location|setting|place)\s*(?:\d{1,3}|[ivx]{1,5})?\s*[:.–—-]\s*(?P<place>[^\[\]()]{1,80}?)"
    r"|(?P<slug>(?:int|ext|int\./ext|i/e)\.?\s[^\[\]]{1,80}))[\])]?",
    re.IGNORECASE,
)
_CHAPTER: Final = re.compile(
    r"#+\s*(?P<hash>.+)|(?P<act>(?:act|part|episode|chapter|scene)\s+[\w-]{1,12}(?:\s*[:.–—-]\s*.{1,80})?)", re.IGNORECASE
)
_DIRECTION: Final = re.compile(r"\[[^\[\]]+\]|\([^()]+\)|\*[^*]+\*")
_MANNER: Final = re.compile(r"(?:(?<=[.!?…—–,])\s+|\A\s*)[(\[]([a-zà-ÿ][^()\[\]]{0,39})[)\]]\s*")
_QUOTED: Final = re.compile(r"[“\"«].*[”\"»]")
"""A paragraph of a story whose messages are nearly all there is."""
_TITLE: Final = re.compile(r"(?P<key>title|author|by|written by|series|episode)\s*(?::\s*|\s+)(?P<value>\S.*)", re.IGNORECASE)
_KEYS: Final = {"title": "Title", "series": "Series", "episode": "Episode"}
_LONGEST_TITLE: Final = 80


def is_plain_script(text: str) -> bool:
    """Whether nearly every paragraph of the text is somebody's line, a sound or a direction, and none is speech in quotes."""
    rows, speakers, own = 0, Counter[str](), 0
    after_blank = True
    for row in map(str.strip, text.splitlines()):
        label = _label(row)
        if label:
            speakers[label["name"].upper()] += 1
        if row and (after_blank or label):
            if _QUOTED.match(row):
                return False
            rows += 1
            own += bool(label or _CUE.fullmatch(row) or _DIRECTION.fullmatch(row) or _SCENE.fullmatch(row))
        after_blank = not row
    enough = speakers.total() >= FEWEST_SPEECHES and speakers.most_common(1)[0][1] > 1
    return enough and own >= LEAST_SHARE * rows


def _label(row: str) -> re.Match[str] | None:
    """The name that opens a row; a word for a sound or a title is none."""
    found = _LABEL.fullmatch(row) if ":" in row[:120] else None
    if found is None or found["name"].lower() in _CUE_WORDS or _TITLE.fullmatch(row) or _SCENE.fullmatch(row):
        return None
    return found


@dataclass(slots=True)
class _Writer:
    """Fountain, row by row."""

    rows: list[str] = field(default_factory=list)
    speaking: bool = False
    begun: bool = False
    """The title page is over."""
    front: dict[str, str] = field(default_factory=dict)

    def block(self, *rows: str) -> None:
        self.rows += ["", *rows]
        self.begun = True

    def read(self, row: str, *, after_blank: bool) -> None:
        text = row.strip()
        label = _label(text)
        if label:
            self._speech(label)
        elif cue := _cue(text):
            self.block(cue)
        elif self.speaking and not after_blank and not _DIRECTION.fullmatch(text):
            self.rows += _spoken(text)
            return
        elif not self.begun and (entry := _entry(text, self.front)):
            self.front.update(entry)
        else:
            self._other(text)
        self.speaking = label is not None

    def _speech(self, label: re.Match[str]) -> None:
        manner = [f"({escape(label['manner'])})"] if label["manner"] else []
        self.block(f"@{escape(label['name'].upper(), '()^')}", *manner, *_spoken(label["text"]))

    def _other(self, text: str) -> None:
        scene, chapter = _SCENE.fullmatch(text), _CHAPTER.fullmatch(text)
        if scene:
            self.block(f".{escape((scene['place'] or scene['slug']).strip())}")
        elif chapter and (chapter["hash"] or text.isupper() or text.istitle()):
            self.block(f"# {escape(chapter['hash'] or chapter['act'])}")
        elif _DIRECTION.fullmatch(text):
            self.block(f"!{escape(text[1:-1].strip())}")
        elif re.search(r"\w", text):
            self.block(f"!{escape(text)}")
        else:
            self.block("===")


def fountain_of_plain(text: str) -> str:
    """The script as Fountain."""
    writer, after_blank = _Writer(), True
    for row in text.removeprefix("\ufeff").splitlines():
        if row.strip():
            writer.read(row, after_blank=after_blank)
        after_blank = not row.strip()
    return "\n".join([*_title_page(writer.front), *_with_words(writer.rows)]) + "\n"


def _title_page(front: dict[str, str]) -> Iterator[str]:
    yield f"Title: {front.get('Title', '')}".rstrip()
    yield from (f"{key}: {value}" for key, value in front.items() if key != "Title")


def _entry(text: str, known: dict[str, str]) -> dict[str, str]:
    """What a row above the script says of it: `Title: …`, `by …`, or a title alone on the first row."""
    found = _TITLE.fullmatch(text)
    if found:
        return {_KEYS.get(found["key"].lower(), "Author"): found["value"].strip()}
    title = text.strip("#*_= ")
    is_title = (
        not known and title and len(title) <= _LONGEST_TITLE and title[-1] not in ".…,:;" and not _DIRECTION.fullmatch(text)
    )
    return {"Title": title} if is_title and not _SCENE.fullmatch(text) else {}


def _cue(text: str) -> str:
    """A sound, music or a pause that stands on a row of its own."""
    if _BARE_PAUSE.fullmatch(text):
        return "PAUSE: 1s"
    found = _CUE.fullmatch(text)
    word = _CUE_WORDS[found["word"].lower()] if found else ""
    if not found or not found["text"].strip():
        return ""
    if word == "PAUSE":
        time = _TIME.fullmatch(found["text"].strip())
        return f"PAUSE: {time[1].replace(',', '.') if time else '1'}s"
    return f"{word}: {found['text'].strip()}"


def _spoken(text: str) -> list[str]:
    """The words of a speech, each direction inside them on a row of its own."""
    rows: list[str] = []
    for index, part in enumerate(_MANNER.split(text)):
        if part.strip():
            rows.append(f"({escape(part.strip())})" if index % 2 else guard_start(escape(part.strip()), "(~"))
    return rows


def _with_words(rows: Sequence[str]) -> list[str]:
    """The rows without speeches in which nobody says anything."""
    kept: list[str] = []
    for index, row in enumerate(rows):
        if row.startswith("@") and (index + 1 == len(rows) or not rows[index + 1]):
            kept.append(f"/* {row[1:].replace('*/', '')} says nothing here */")
        else:
            kept.append(row)
    return kept
