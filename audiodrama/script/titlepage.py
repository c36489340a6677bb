"""The title page: `Key: value` rows at the very top of the file, up to the first blank one; longer values are indented.

Nothing is escaped here, and there are no notes: a title is what stands after its colon. It is a title page only if it begins
with a key that Fountain or this program knows, so that a script may begin with FADE IN: or with a cue.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from audiodrama.model import Script, Span
from audiodrama.script.scan import NEWLINE, Fault

KNOWN_KEYS: Final = frozenset(
    {"title", "author", "authors", "credit", "source", "format", "language", "draft date", "date", "contact", "copyright"}
    | {"notes", "revision", "series", "episode"}
)
DEFAULT_LANGUAGE: Final = "en"
BYTE_ORDER_MARK: Final = "\ufeff"
INDENT: Final = "    "
SOURCE: Final = "source"
"""The entry that names the story and its digest."""

_AUTHOR_KEYS: Final = ("author", "authors")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One key of the title page."""

    key: str
    value: str
    """Its rows without the space around them."""
    span: Span
    """All its rows, without the last one's newline."""


@dataclass(slots=True, kw_only=True)
class TitlePage:
    """What stands before the script proper."""

    entries: list[Entry] = field(default_factory=list)
    end: int = 0
    """Where the script proper begins."""
    faults: list[Fault] = field(default_factory=list)

    def take(self, keys: tuple[str, ...], default: str) -> str:
        """Take out the first entry of one of these keys, and give its value on one row."""
        found = next((entry for entry in self.entries if entry.key.casefold() in keys), None)
        if found is None:
            return default
        self.entries = [entry for entry in self.entries if entry is not found]
        return " ".join(found.value.split("\n"))


def read_title_page(text: str) -> TitlePage:
    """The title page of a script's text; an empty one where there is none."""
    page = TitlePage(end=len(BYTE_ORDER_MARK) if text.startswith(BYTE_ORDER_MARK) else 0)
    for start, row in _rows(text, page.end):
        if not row.strip() and not page.entries:
            continue
        if not page.entries and _key(row) not in KNOWN_KEYS:
            return page
        if not row.strip():
            break
        page.end = start + len(row)
        _add(page, start, row)
    return page


def _rows(text: str, start: int) -> Iterator[tuple[int, str]]:
    while start <= len(text):
        newline = NEWLINE.search(text, start)
        yield start, text[start : newline.start() if newline else len(text)]
        start = newline.end() if newline else len(text) + 1


def _key(row: str) -> str:
    key, colon, _ = row.partition(":")
    return key.strip().casefold() if colon and not row[:1].isspace() else ""


def _add(page: TitlePage, start: int, row: str) -> None:
    key, colon, value = row.partition(":")
    if page.entries and row[0].isspace():
        last = page.entries[-1]
        value = f"{last.value}\n{row.strip()}" if last.value else row.strip()
        page.entries[-1] = Entry(key=last.key, value=value, span=Span(last.span.start, page.end))
    elif colon and key.strip():
        page.entries.append(Entry(key=key.strip(), value=value.strip(), span=Span(start, page.end)))
    else:
        hint = "leave a blank row between the title page and the script"
        page.faults.append(Fault(offset=start, message="the title page holds `Key: value` rows only", hint=hint))


def write_title_page(script: Script) -> str:
    """The title page; it always names a title, so that the first paragraph is never taken for one."""
    keys = {key.casefold() for key, _ in script.front}
    entries = [("Title", _one_row(script.title))]
    if script.author or keys.intersection(_AUTHOR_KEYS):
        entries.append(("Author", _one_row(script.author)))
    if script.language != DEFAULT_LANGUAGE or "language" in keys:
        entries.append(("Language", _one_row(script.language)))
    return "\n".join(write_entry(key, value) for key, value in (*entries, *script.front))


def write_entry(key: str, value: str) -> str:
    """One entry, a value of several rows indented under its key."""
    if "\n" in value:
        return f"{key}:\n" + "\n".join(INDENT + row for row in value.split("\n"))
    return f"{key}: {value}".rstrip()


def _one_row(value: str) -> str:
    return " ".join(value.split("\n"))


def main_entries(page: TitlePage) -> tuple[str, str, str]:
    """Take title, author and language out of the page; the rest of its entries are the script's `front`."""
    return page.take(("title",), ""), page.take(_AUTHOR_KEYS, ""), page.take(("language",), DEFAULT_LANGUAGE)


def merge_title_pages(base: str, mine: str, theirs: str, newline: str) -> tuple[str, list[str]]:
    """The user's title page, up to its end, with what the story changed; and what both changed, in a sentence each.

    The entry that names the story and its digest is always the story's: the new one is being merged in.
    """
    was, user, story = (_entries(text) for text in (base, mine, theirs))
    text, clashes = mine[: read_title_page(mine).end], list[str]()
    for key, entry in sorted(user.items(), key=lambda item: item[1].span.start, reverse=True):
        new = story.get(key, entry)
        if entry.value == new.value:
            continue
        if key == SOURCE or _same(entry, was.get(key)):
            written = write_entry(entry.key, new.value).replace("\n", newline)
            text = text[: entry.span.start] + written + text[entry.span.end :]
        elif not _same(new, was.get(key)):
            clashes.insert(0, f"you and the story both changed {entry.key}: the story now has “{new.value}”")
    added = [entry for key, entry in story.items() if key not in user and (key not in was or key == SOURCE)]
    rows = (write_entry(entry.key, entry.value).replace("\n", newline) for entry in added)
    return newline.join(filter(None, [text, *rows])), clashes


def _entries(text: str) -> dict[str, Entry]:
    return {entry.key.casefold(): entry for entry in read_title_page(text).entries}


def _same(entry: Entry, other: Entry | None) -> bool:
    return other is not None and entry.value == other.value
