"""What stands around a story and is not performed: blurbs, tags, author's notes, links, licences, tables of contents.

Reading a blurb aloud is a blemish; dropping a paragraph of the story is a fault. So every rule here asks for a label, or for
several signs at once, and nothing in the middle of a story goes but what names itself a note or is a bare link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from audiodrama.story.layout import Piece, usual_gap
from audiodrama.story.marks import (
    is_copyright,
    is_end,
    is_link,
    is_ornament,
    label_after,
    looks_like_title,
    note_after,
)

FRONT_MATTER_LENGTH: Final = 20_000
"""Characters."""
HEADER_PARAGRAPHS: Final = 200
"""Paragraphs among which a licence above the story ends."""
LABELLED_PARAGRAPHS: Final = 8
"""Paragraphs under a label that stands alone (`Summary:`), up to a wider space; without one it is the next paragraph only."""
BLURB_PARAGRAPHS: Final = 5
BLURB_WORDS: Final = 160
BODY_SAMPLE: Final = 20_000
"""Characters of the story that are looked at for its tense."""
NOTE_PARAGRAPHS: Final = 60
NOTE_WORDS: Final = 600
"""Words of the longest note at the end of a chapter."""
VERSE_WIDTH: Final = 60
SIGN_OFF_WORDS: Final = 100
CONTENTS_ENTRIES: Final = 200

_ENTRY: Final = re.compile(r"([A-Za-z][\w-]*)[ \t]*:[ \t]*([^\r\n]*)")
_KNOWN_ENTRIES: Final = frozenset({"title", "author", "date", "tags", "lang", "language", "layout", "summary"})
_GUTENBERG: Final = re.compile(r"\*{3} ?(START|END) OF (?:THE|THIS) PROJECT GUTENBERG", re.IGNORECASE)
_GUTENBERG_LINE: Final = re.compile(
    r"(?:\ufeff?(?:the )?project gutenberg(?:'s|’s)? |end of (?:the )?project gutenberg)", re.IGNORECASE
)
_CONTENTS: Final = re.compile(r"\W*(?:table of )?contents\W*", re.IGNORECASE)
_IMAGE: Final = re.compile(r"!\[[^\]\n]{0,200}\]\([^)\s]{1,500}\)|\[?illustration(?:: [^\]]{0,200})?\]", re.IGNORECASE)
_FOOTNOTE: Final = re.compile(r"\[\^[^\[\]\s]{1,40}\]:")
_SPEECH: Final = re.compile(r"\W{0,2}[“\"‘«„—–]|- ")
_SPOKEN: Final = re.compile(r"“[^”]*”?|\"[^\"]*\"?")
_PRESENT: Final = re.compile(r"\b(?:is|are|has|does|can|gets?|finds?|feels|must|meets?|comes|goes|wants|needs)\b")
_PAST: Final = re.compile(r"\b(?:was|were|had|said|did|could|went|came|looked|asked|felt)\b")
_PROMISE: Final = re.compile(r"\b(?:will|must|has to|have to|can|may|might|until|chance|secret)\b|['’]ll\b")
_THANKS: Final = re.compile(
    r"\bthank(?:s| you)\b.{0,30}\bfor (?:reading|sticking|following|all (?:the|your)|your (?:support|patience|time))\b"
    r"|\bthanks to (?:everyone|all|my (?:beta|readers?|patrons?|editor))\b|\bhope you(?:['’]ve)? (?:all )?(?:enjoy|like)"
    r"|\b(?:kudos|reviews?|comments?|feedback)\b.{0,40}\b(?:welcome|appreciated|loved?)\b|\bpatreon\b"
    r"|\b(?:next (?:chapter|part|update)|chapter \w+)\b.{0,30}\b(?:goes up|comes out|will be up|on \w+day|soon)\b"
    r"|\bplease (?:review|comment|leave (?:a|me|your) (?:review|comment|kudos))",
    re.IGNORECASE,
)
_READING: Final = re.compile(r"[*_(\[]*(?:thank(?:s| you)|thx)\b.{0,30}\b(?:for|4) reading\b", re.IGNORECASE)


def front_matter(text: str) -> tuple[list[Piece], dict[str, str]]:
    """The block `---` … `---` at the top of a Markdown file, as one aside, and its entries; both empty where there is none."""
    start = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    lines = text[start : start + FRONT_MATTER_LENGTH].splitlines(keepends=True)
    last = next((index for index, line in enumerate(lines[1:], 1) if line.strip() in {"---", "..."}), 0)
    if not last or lines[0].strip() != "---":
        return [], {}
    entries = {found[1].lower(): found[2].strip(" \t'\"") for found in map(_ENTRY.match, lines[1:last]) if found}
    if not _KNOWN_ENTRIES & entries.keys():
        return [], {}
    block = "".join(lines[: last + 1]).rstrip()
    return [Piece(block, start, 1 + text.count("\n", 0, start), 0, 0, role="aside", reason="front matter")], entries


def mark_links(pieces: Sequence[Piece]) -> None:
    """Ornaments become breaks; links, pictures and footnotes are asides wherever they stand."""
    for piece in pieces:
        if piece.role != "prose":
            continue
        if is_ornament(piece.text):
            piece.role = "break"
        elif is_link(piece.text):
            _set_aside([piece], "link")
        elif piece.text[:2] == "[^" and _FOOTNOTE.match(piece.text):
            _set_aside([piece], "footnote")
        elif piece.text[0] in "![iI" and _IMAGE.fullmatch(piece.text):
            _set_aside([piece], "picture")


def mark_wrapping(pieces: Sequence[Piece]) -> None:
    """A Project Gutenberg header and licence, and a table of contents."""
    for index, piece in enumerate(pieces):
        found = _GUTENBERG.match(piece.text)
        if found and found[1].upper() == "START" and index < HEADER_PARAGRAPHS:
            _set_aside(pieces[: index + 1], "Project Gutenberg's header")
        elif found and found[1].upper() == "END":
            _set_aside(pieces[index:], "Project Gutenberg's licence")
            break
        elif piece.text[:3].lower() in {"the", "pro", "end"} and _GUTENBERG_LINE.match(piece.text):
            _set_aside([piece], "Project Gutenberg's header")
    _mark_contents(pieces)


def mark_matter(pieces: Sequence[Piece]) -> None:
    """Labels, blurbs and notes at the top and at the end of the story and of each of its chapters."""
    chapters = list(_chapters(pieces))
    for chapter in chapters:
        _mark_front(chapter)
        _mark_notes(chapter)
        _mark_end(chapter)
    if len(chapters) > 1:
        _mark_title_page(chapters[0])
    _mark_blurb(pieces)


def _set_aside(pieces: Sequence[Piece], reason: str) -> None:
    for piece in pieces:
        if piece.role not in {"title", "author", "aside"}:
            piece.role, piece.reason = "aside", reason


def _chapters(pieces: Sequence[Piece]) -> Iterator[Sequence[Piece]]:
    first = 0
    for index, piece in enumerate(pieces):
        if piece.role == "heading" and index > first:
            yield pieces[first:index]
            first = index
    yield pieces[first:]


def _words(pieces: Sequence[Piece]) -> int:
    return sum(len(piece.text.split()) for piece in pieces if piece.role == "prose")


# --- before the story -----------------------------------------------------------------------------------------------------


def _mark_contents(pieces: Sequence[Piece]) -> None:
    """A table of contents reaches from its heading to where its first entry stands again."""
    at = next((index for index, piece in enumerate(pieces[:60]) if _CONTENTS.fullmatch(piece.text[:40])), None)
    if at is None or at + 1 >= len(pieces):
        return
    first = _letters(pieces[at + 1].text.splitlines()[0])
    for index in range(at + 2, min(len(pieces), at + CONTENTS_ENTRIES)):
        again = _letters(pieces[index].text.splitlines()[0])
        if again and (first.startswith(again) or again.startswith(first)):
            _set_aside(pieces[at:index], "table of contents")
            return
        if len(pieces[index].text.split()) > 40 and "\n" not in pieces[index].text:
            return


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text[:80]).casefold()


def _mark_title_page(front: Sequence[Piece]) -> None:
    """Between a title and the first chapter, lines that are no sentences: a subtitle, a dedication, a year."""
    if not any(piece.role == "title" for piece in front):
        return
    for piece in front:
        bracketed = piece.text[0] == "(" and piece.text[-1] == ")" and len(piece.text) < 60
        if piece.role == "prose" and (bracketed or (looks_like_title(piece.text) and piece.text[-1] not in ".!?…")):
            _set_aside([piece], "title page")


def _mark_front(chapter: Sequence[Piece]) -> None:
    """Labelled lines before the first paragraph of prose."""
    for index, piece in enumerate(chapter):
        if piece.role != "prose":
            continue
        note = note_after(piece.text)
        after = note if note is not None else label_after(piece.text)
        if after is None and not is_copyright(piece.text):
            return
        reason = "author's note" if note is not None else "copyright" if after is None else "about the story"
        _set_aside([piece], reason)
        if after == "":
            _set_aside(_labelled(chapter, index), reason)


def _labelled(chapter: Sequence[Piece], label: int) -> Sequence[Piece]:
    """What belongs to a label that stands alone: all up to a wider space, a break or another label, or the next paragraph."""
    inside = chapter[label + 1 : label + 2 + LABELLED_PARAGRAPHS]
    for index, piece in enumerate(inside):
        ends = piece.role != "prose" or label_after(piece.text) is not None or note_after(piece.text) is not None
        if ends or (index and piece.gap > inside[0].gap):
            return inside[:index]
    return inside[:1]


def _mark_blurb(pieces: Sequence[Piece]) -> None:
    """An unlabelled blurb: a few paragraphs at the top, set off from the story, without speech, and told as blurbs are.

    Set off by an indent that only the first line of the blurb and the first of the story have, one sign is enough. Set off by
    space, it must show all three: the present tense before a story in the past, a promise (will, must, until), an open end.
    """
    story = [piece for piece in next(_chapters(pieces)) if piece.role in {"prose", "break"}]
    size = _blurb_by_indent(story)
    needed = 1
    if not size:
        size, needed = _blurb_by_space(story), 3
    blurb = [piece for piece in story[:size] if piece.role == "prose"]
    told = " ".join(piece.text for piece in blurb)
    if not blurb or len(told.split()) > BLURB_WORDS or any(_SPEECH.match(piece.text) or _is_verse(piece) for piece in blurb):
        return
    body = _SPOKEN.sub(" ", "\n".join(piece.text for piece in story[size : size + 200])[:BODY_SAMPLE])
    if len(body.split()) > 2 * len(told.split()) and _blurb_signs(told, body) >= needed:
        _set_aside(blurb, "blurb")


def _is_verse(piece: Piece) -> bool:
    """An epigraph: several lines, all of them short or indented."""
    lines = piece.text.splitlines()
    return len(lines) > 1 and all(len(line) < VERSE_WIDTH or line[0] in " \t" for line in lines)


def _blurb_by_indent(story: Sequence[Piece]) -> int:
    """How many paragraphs stand before the second indented one, where hardly any other is indented; else 0."""
    indented = [index for index, piece in enumerate(story) if piece.indent and piece.role == "prose"]
    few = len(indented) <= 2 + len(story) // 50
    return indented[1] if few and len(indented) > 1 and indented[0] == 0 and indented[1] <= BLURB_PARAGRAPHS else 0


def _blurb_by_space(story: Sequence[Piece]) -> int:
    """How many paragraphs stand before the first break or wider space; 0 where it is not near the top."""
    for index in range(1, min(BLURB_PARAGRAPHS + 1, len(story))):
        if story[index].role == "break" or story[index].gap > usual_gap(story, index):
            return index
    return 0


def _blurb_signs(told: str, body: str) -> int:
    present_before_past = bool(_PRESENT.search(told)) and not _PAST.search(told) and _past(body)
    open_end = told.rstrip("*_ ").endswith(("...", "…", "?"))
    return present_before_past + open_end + bool(_PROMISE.search(told))


def _past(body: str) -> bool:
    return len(_PAST.findall(body)) > 2 * len(_PRESENT.findall(body))


# --- after the story ------------------------------------------------------------------------------------------------------


def _mark_notes(chapter: Sequence[Piece]) -> None:
    """Author's notes: to the end of the chapter where they close it, else the paragraph that says that it is one."""
    words = 0
    for index, piece in enumerate(chapter):
        after = note_after(piece.text) if piece.role == "prose" else None
        if after is None:
            words += _words([piece])
            continue
        if _closes(chapter, index, words):
            _set_aside(chapter[index:], "author's note")
            return
        _set_aside([piece], "author's note")
        if not after:
            _set_aside(_labelled(chapter, index), "author's note")


def _closes(chapter: Sequence[Piece], index: int, words_before: int) -> bool:
    """Whether everything from `index` on is a note: short, much shorter than what stands before it, and nobody speaks in it."""
    note = chapter[index : index + NOTE_PARAGRAPHS]
    words = _words(note)
    spoken = sum(bool(_SPEECH.match(piece.text)) for piece in note)
    ends = index + len(note) == len(chapter)
    return ends and words <= NOTE_WORDS and 2 * words <= words_before and 5 * spoken <= len(note)


def _mark_end(chapter: Sequence[Piece]) -> None:
    """From the end backwards: `THE END`, copyright, thanks; then a few words of thanks after the last break."""
    for piece in reversed(chapter[1:]):
        if piece.role == "prose":
            reason = _closing(piece.text)
            if not reason:
                break
            _set_aside([piece], reason)
    _mark_sign_off(chapter)


def _closing(text: str) -> str:
    if is_end(text):
        return "end"
    if is_copyright(text):
        return "copyright"
    return "thanks" if _READING.match(text) and len(text.split()) <= SIGN_OFF_WORDS else ""


def _mark_sign_off(chapter: Sequence[Piece]) -> None:
    breaks = [index for index, piece in enumerate(chapter) if piece.role == "break"]
    if not breaks:
        return
    last = [piece for piece in chapter[breaks[-1] :] if piece.role == "prose"]
    quiet = not any(_SPOKEN.search(piece.text) for piece in last)
    if quiet and _words(last) <= SIGN_OFF_WORDS and any(_THANKS.search(piece.text) for piece in last):
        _set_aside(last, "thanks")
