"""Final Draft's FDX as Fountain: every paragraph of it says what it is, so each is written with the mark that forces it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final

from audiodrama.errors import InputError
from audiodrama.markup import Element, decode_markup, parse_xml
from audiodrama.script.escape import escape, guard_start
from audiodrama.script.foreign import is_production_note

ROOT: Final = "finaldraft"
_BY: Final = frozenset({"by", "written by", "screenplay by", "teleplay by", "story by", "a screenplay by"})
_WRITTEN: Final[dict[str, Callable[[str], str]]] = {
    "scene heading": lambda text: f".{escape(text)}",
    "character": lambda text: f"@{text}",
    "parenthetical": lambda text: f"({text.strip('()')})",
    "transition": lambda text: f"> {text}",
    "new act": lambda text: f"# {escape(text)}",
    "end of act": lambda text: f"/* {text.replace('*/', '')} */",
    "cast list": lambda text: f"/* {text.replace('*/', '')} */",
}
"""Kinds of paragraphs that are one row."""
_SPEECH: Final = frozenset({"character", "dialogue", "parenthetical", "lyrics", "singing"})


def is_fdx(data: bytes) -> bool:
    """Whether these are the bytes of an FDX file."""
    return b"<finaldraft" in data[:2_000].lower().replace(b"\0", b"")


def fountain_of_fdx(data: bytes, *, name: str) -> str:
    """The screenplay in an FDX file, as Fountain.

    Raises:
        InputError: there is no screenplay in it, or it is unreasonably large.
    """
    root = parse_xml(decode_markup(data), name).first(ROOT)
    content = next((child for child in root.children if _named(child, "content")), None) if root else None
    if root is None or not isinstance(content, Element):
        raise InputError(f"{name} holds no screenplay", hint="export it from Final Draft again")
    rows = [*_title_page(root), *_paragraphs(content)]
    return "\n".join(rows) + "\n"


def _named(child: Element | str, name: str) -> bool:
    return isinstance(child, Element) and child.name == name


def _title_page(root: Element) -> Iterator[str]:
    page = root.first("titlepage")
    lines = [text for paragraph in page.elements("paragraph") if (text := _plain(paragraph))] if page else []
    yield f"Title: {lines[0] if lines else ''}"
    author = next((below for above, below in pairwise(lines) if above.lower().rstrip(":") in _BY), "")
    if author:
        yield f"Author: {author}"


def _paragraphs(content: Element) -> Iterator[str]:
    """Each paragraph as rows, a blank one before whatever does not belong to the speech above it."""
    for child in content.children:
        if not isinstance(child, Element) or child.name != "paragraph":
            continue
        dual = child.first("dualdialogue")
        if dual is not None:
            yield from _dual(dual)
        elif rows := _rows(child):
            yield from rows if _kind(child) in _SPEECH - {"character"} else ["", *rows]


def _dual(dual: Element) -> Iterator[str]:
    """Speeches side by side: all but the first at the same time as the one before."""
    speakers = 0
    for paragraph in dual.elements("paragraph"):
        rows = _rows(paragraph)
        if _kind(paragraph) == "character" and rows:
            rows = ["", rows[0] + " ^" * (speakers > 0)]
            speakers += 1
        yield from rows


def _kind(paragraph: Element) -> str:
    return paragraph.get("type").strip().lower()


def _rows(paragraph: Element) -> list[str]:
    """The paragraph as Fountain has it; nothing where it is empty."""
    rows = [row.strip() for row in _text(paragraph).split("\n") if row.strip()]
    if not rows:
        return []
    kind, whole = _kind(paragraph), _plain(paragraph)
    if kind == "dialogue":
        return [guard_start(escape(row), "(") for row in rows]
    if kind in ("lyrics", "singing"):
        return [f"~{escape(row)}" for row in rows]
    if kind in _WRITTEN:
        return [_WRITTEN[kind](whole)]
    if paragraph.get("alignment").lower() == "center":
        return [f"> {whole} <"]
    return [f"> {whole}"] if is_production_note(whole) else [f"!{escape(row)}" for row in rows]


def _plain(paragraph: Element) -> str:
    return " ".join("".join(text.text() for text in _texts(paragraph)).split())


def _text(paragraph: Element) -> str:
    """The paragraph's words with their emphasis."""
    return "".join(_styled(text) for text in _texts(paragraph))


def _texts(paragraph: Element) -> Iterator[Element]:
    return (child for child in paragraph.children if isinstance(child, Element) and child.name == "text")


def _styled(text: Element) -> str:
    words, styles = text.text(), text.get("style").lower()
    inner = words.strip()
    mark = "*" * (("italic" in styles) + 2 * ("bold" in styles))
    if not mark or not inner or "\n" in inner:
        return words
    start = len(words) - len(words.lstrip())
    return f"{words[:start]}{mark}{inner}{mark}{words[start + len(inner) :]}"
