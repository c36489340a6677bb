"""An OpenDocument text, as LibreOffice writes it: its paragraphs in order, with the roles that their styles name.

Text that was deleted or only commented on is not read; what was inserted is. Footnotes come at the end, as remarks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from audiodrama.errors import InputError
from audiodrama.markup import Element, decode_markup, parse_xml
from audiodrama.model import ParagraphRole, Story
from audiodrama.story.archive import Archive
from audiodrama.story.blocks import Block, Document, Run, is_centred_ornament, paragraphs, plain, usual_size
from audiodrama.story.document import story_of
from audiodrama.story.styles import USUAL_SIZE, mark_headings_by_size, size_of

MAIN_PART: Final = "content.xml"
_UNREAD: Final = frozenset(
    "annotation annotation-end tracked-changes sequence-decls variable-decls user-field-decls table-of-content"
    " note-citation ruby-text forms event-listeners title desc hidden-text hidden-paragraph".split()
)
"""Elements that hold no text of the story."""
_CHARACTERS: Final = {"tab": " ", "s": " ", "line-break": "\n"}
_RULES: Final = frozenset({"rect", "line"})
"""Drawn shapes that make a scene break of a paragraph without words."""
_ROLES: Final[dict[str, ParagraphRole]] = {"title": "title", "author": "author"}
_DEEPEST_STYLES: Final = 20
"""Styles based on one another."""
_DEEPEST_HEADING: Final = 6


class _Style(NamedTuple):
    """A style as far as it matters here; None and 0 where it says nothing."""

    role: ParagraphRole = "prose"
    italic: bool | None = None
    bold: bool | None = None
    centred: bool = False
    ruled: bool = False
    size: float = 0.0
    """Points."""

    def inside(self, outer: _Style) -> _Style:
        """This style for characters of a paragraph in the style `outer`."""
        italic = outer.italic if self.italic is None else self.italic
        bold = outer.bold if self.bold is None else self.bold
        return outer._replace(italic=italic, bold=bold, size=self.size or outer.size)

    def run(self, text: str) -> Run:
        """Characters in this style."""
        return Run(text, bool(self.italic), bool(self.bold), self.size)


@dataclass(slots=True)
class _Reader:
    styles: dict[str, _Style]
    """By their names; "" is the one that all paragraphs have in common."""
    blocks: list[Block] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)
    _empty: int = 0

    def read(self, element: Element, reason: str = "") -> None:
        """The paragraphs inside, in lists, tables and sections too."""
        for child in element.children:
            if isinstance(child, str) or child.name in _UNREAD:
                continue
            if child.name in ("p", "h"):
                self._paragraph(child, reason)
            else:
                self.read(child, reason)

    def _paragraph(self, element: Element, reason: str) -> None:
        style = self._style(element)
        level = 0 if reason or element.name == "p" or style.role != "prose" else _level(element)
        plainly = bool(level) or style.role != "prose"
        runs = list(self._runs(element, _Style(size=style.size) if plainly else style, plainly=plainly))
        texts = paragraphs(runs)
        if not texts and not reason and (style.ruled or element.first(*_RULES)):
            self._append(Block(text="***", line=element.line, role="break"))
        elif not texts:
            self._empty += 1
        for text in [plain(" ".join(texts))] if level and texts else texts:
            is_break = style.role == "prose" and not reason and is_centred_ornament(text, centred=style.centred)
            role: ParagraphRole = "aside" if reason else "break" if is_break else style.role
            level = 0 if is_break else level
            self._append(Block(text=text, line=element.line, level=level, role=role, reason=reason, size=usual_size(runs)))

    def _append(self, block: Block) -> None:
        block.gap, self._empty = 1 + self._empty, 0
        self.blocks.append(block)

    def _style(self, element: Element) -> _Style:
        style = self.styles.get(element.get("style-name"), _Style())
        return style._replace(size=style.size or self.styles[""].size)

    def _runs(self, element: Element, style: _Style, *, plainly: bool) -> Iterator[Run]:
        for child in element.children:
            if isinstance(child, str):
                yield style.run(child.replace("\n", " "))
            elif child.name == "note":
                self.notes.append(child)
            elif child.name in _CHARACTERS:
                yield style.run(_CHARACTERS[child.name])
            elif child.name not in _UNREAD:
                named = self.styles.get(child.get("style-name")) if child.name == "span" and not plainly else None
                yield from self._runs(child, named.inside(style) if named else style, plainly=plainly)


def read_odt(data: bytes, *, name: str) -> Story:
    """The story in the bytes of an OpenDocument text.

    Raises:
        InputError: it is damaged, encrypted, unreasonably large, or holds no text.
    """
    archive = Archive(data, name)
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise InputError(f"{name} is encrypted", hint="save it without a password")
    content, styles = _part(archive, MAIN_PART), _part(archive, "styles.xml")
    body = content.first("body") or Element("", 1)
    for number, paragraph in enumerate(body.elements("p", "h"), start=1):
        paragraph.line = number
    reader = _Reader(_styles(content, styles))
    reader.read(body)
    if not any(block.role == "prose" for block in reader.blocks):
        raise InputError(f"{name} holds no text", hint="a document of scanned pictures cannot be read")
    for note in reader.notes:
        reader.read(note, "footnote")
    mark_headings_by_size(reader.blocks)
    return story_of(_document(reader.blocks, _part(archive, "meta.xml")), name=name)


def _document(blocks: list[Block], meta: Element) -> Document:
    """The paragraphs with what the document's properties say; a title in the text wins over theirs."""
    title, author = (next((plain(block.text) for block in blocks if block.role == role), "") for role in ("title", "author"))
    return Document(
        blocks=blocks,
        title=title,
        fallback_title=_said(meta, "title"),
        author=author or _said(meta, "initial-creator", "creator"),
        language=_said(meta, "language"),
    )


def _said(meta: Element, *names: str) -> str:
    found = (meta.first(name) for name in names)
    return next((text for element in found if element and (text := plain(element.text()))), "")


def _level(heading: Element) -> int:
    level = heading.get("outline-level")
    return min(int(level), _DEEPEST_HEADING) if level.isdecimal() and int(level) else 1


def _part(archive: Archive, path: str) -> Element:
    return parse_xml(decode_markup(archive.read(path)), archive.name)


def _styles(*parts: Element) -> dict[str, _Style]:
    """The styles by their names, each with what it takes from those that it is based on."""
    declared = {style.get("name"): style for part in reversed(parts) for style in part.elements("style")}
    defaults = (style for part in parts for style in part.elements("default-style") if style.get("family") == "paragraph")
    said = next((said for style in defaults for said in style.elements("text-properties")), Element("", 1))
    usual = _size(said.attributes, USUAL_SIZE)
    return {"": _Style(size=usual), **{name: _resolved(name, declared, usual) for name in declared}}


def _size(said: Mapping[str, str], outer: float) -> float:
    return size_of(f"font-size:{said.get('font-size', '')}", outer)


def _resolved(name: str, declared: dict[str, Element], usual: float) -> _Style:
    chain: list[Element] = []
    while name in declared and len(chain) < _DEEPEST_STYLES:
        chain.append(declared[name])
        name = declared[name].get("parent-style-name")
    said: dict[str, str] = {}
    for element in reversed(chain):
        for properties in element.elements("text-properties", "paragraph-properties"):
            said |= properties.attributes
    names = [style.get("display-name").lower() or style.get("name").lower() for style in chain]
    return _Style(
        role=next((_ROLES[named] for named in names if named in _ROLES), "prose"),
        italic=said["font-style"] in ("italic", "oblique") if "font-style" in said else None,
        bold=said["font-weight"] in ("bold", "600", "700", "800", "900") if "font-weight" in said else None,
        centred=said.get("text-align") == "center",
        size=_size(said, usual) if "font-size" in said else 0.0,
        ruled=said.get("border-bottom", "none") != "none",
    )
