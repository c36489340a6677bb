"""A Word document: its paragraphs in order, with the roles that their styles name.

Text that was deleted, hidden or only commented on is not read; what was inserted is. Footnotes come at the end, as remarks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from audiodrama.errors import InputError
from audiodrama.markup import Element, decode_markup, parse_xml
from audiodrama.model import ParagraphRole, Story
from audiodrama.story.archive import Archive
from audiodrama.story.blocks import Block, Document, Run, is_centred_ornament, paragraphs, plain, usual_size
from audiodrama.story.document import story_of
from audiodrama.story.styles import mark_headings_by_size

MAIN_PART: Final = "word/document.xml"
_NOTES: Final = ("word/footnotes.xml", "word/endnotes.xml")
_UNREAD: Final = frozenset(
    "del movefrom instrtext deltext fldchar footnotereference endnotereference commentreference annotationref footnoteref"
    " endnoteref rpr ppr sectpr tblpr tcpr trpr fallback sdtpr sdtendpr proofErr bookmarkstart bookmarkend".lower().split()
)
"""Elements that hold no text of the story. `fallback` repeats what stands beside it in another form."""
_CHARACTERS: Final = {"tab": " ", "br": "\n", "cr": "\n", "nobreakhyphen": "-", "ptab": " "}
_OFF: Final = frozenset({"0", "false", "off", "none"})
_HEADING: Final = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop|rubrik|otsikko|overskrift|nagłówek) ?([1-6])")
_ROLES: Final[dict[str, ParagraphRole]] = {"title": "title", "author": "author"}
_BODY_LEVEL: Final = 9
"""The outline level of what is no heading."""
_DEEPEST_STYLES: Final = 20
"""Styles based on one another."""


@dataclass(slots=True, kw_only=True)
class _Style:
    """A style as far as it matters here."""

    name: str = ""
    italic: bool = False
    bold: bool = False
    hidden: bool = False
    centred: bool = False
    level: int = 0
    size: float = 0.0
    """Points; 0 where nothing says it."""


@dataclass(slots=True)
class _Reader:
    """Reads the paragraphs of one part of the document."""

    styles: dict[str, _Style]
    """By their ids; the style of a paragraph that names none has the id ""."""
    blocks: list[Block] = field(default_factory=list)
    _empty: int = 0

    def read(self, part: Element, reason: str = "") -> None:
        for paragraph in _paragraphs(part):
            self._paragraph(paragraph, reason)

    def _paragraph(self, element: Element, reason: str) -> None:
        style = self._style(element)
        runs = list(self._runs(element, style))
        texts = paragraphs(runs)
        if not texts and self._is_rule(element) and not reason:
            self._append(Block(text="***", line=element.line, role="break"))
        elif not texts:
            self._empty += 1
        level = style.level if texts else 0
        for text in [plain(" ".join(text.split("\n"))) for text in texts] if level else texts:
            self._append(replace(self._block(text, element.line, style, reason), size=usual_size(runs)))

    def _block(self, text: str, line: int, style: _Style, reason: str) -> Block:
        role: ParagraphRole = "aside" if reason else _ROLES.get(style.name, "prose")
        if role == "prose" and is_centred_ornament(text, centred=style.centred):
            return Block(text=text, line=line, role="break")
        return Block(text=text, line=line, level=0 if reason else style.level, role=role, reason=reason)

    def _append(self, block: Block) -> None:
        block.gap, self._empty = 1 + self._empty, 0
        self.blocks.append(block)

    def _style(self, element: Element) -> _Style:
        properties = _child(element, "ppr")
        named = self.styles.get(_value(properties, "pstyle")) or self.styles[""]
        level = _value(properties, "outlinelvl")
        return replace(
            named,
            centred=_value(properties, "jc") == "center" if _value(properties, "jc") else named.centred,
            level=int(level) + 1 if level.isdecimal() and int(level) < _BODY_LEVEL - 3 else named.level,
        )

    def _is_rule(self, element: Element) -> bool:
        """A horizontal line: a border under an empty paragraph, or Word's own line."""
        borders = _child(_child(element, "ppr"), "pbdr")
        return bool(borders.children) or any(rect.get("hr") in ("t", "true", "1") for rect in element.elements("rect"))

    def _runs(self, element: Element, paragraph: _Style) -> Iterator[Run]:
        for child in element.children:
            if isinstance(child, str) or child.name in _UNREAD or child.name == "p":
                continue
            if child.name == "r":
                yield from self._run(child, paragraph)
            else:
                yield from self._runs(child, paragraph)

    def _run(self, run: Element, paragraph: _Style) -> Iterator[Run]:
        properties = _child(run, "rpr")
        named = self.styles.get(_value(properties, "rstyle") or "none", _Style())
        if _is_on(properties, "vanish", default=named.hidden or paragraph.hidden):
            return
        italic = _is_on(properties, "i", default=named.italic or paragraph.italic)
        bold = _is_on(properties, "b", default=named.bold or paragraph.bold)
        heading = paragraph.level > 0 or paragraph.name in _ROLES
        text = "".join(_text(child) for child in run.children if isinstance(child, Element))
        size = _points(properties) or named.size or paragraph.size or self.styles[""].size
        yield Run(text, italic and not heading, bold and not heading, size)


def read_docx(data: bytes, *, name: str) -> Story:
    """The story in the bytes of a Word document.

    Raises:
        InputError: it is damaged, unreasonably large, or holds no text.
    """
    archive = Archive(data, name)
    body = _numbered(_part(archive, MAIN_PART).first("body") or Element("", 1))
    reader = _Reader(_styles(_part(archive, "word/styles.xml")))
    reader.read(body)
    if not any(block.role == "prose" for block in reader.blocks):
        raise InputError(f"{name} holds no text", hint="a document of scanned pictures cannot be read")
    for path in _NOTES:
        for note in _part(archive, path).elements("footnote", "endnote"):
            if note.get("type") in ("", "normal"):
                reader.read(note, "footnote")
    mark_headings_by_size(reader.blocks)
    return story_of(_document(reader.blocks, _part(archive, "docProps/core.xml")), name=name)


def _document(blocks: list[Block], core: Element) -> Document:
    """The paragraphs with what the document's properties say; a title in the text wins over theirs."""
    said = {key: plain(found.text()) if (found := core.first(key)) else "" for key in ("title", "creator", "language")}
    title, author = (next((plain(block.text) for block in blocks if block.role == role), "") for role in ("title", "author"))
    return Document(
        blocks=blocks,
        title=title,
        fallback_title=said["title"],
        author=author or said["creator"],
        language=said["language"],
    )


def _part(archive: Archive, path: str) -> Element:
    return parse_xml(decode_markup(archive.read(path)), archive.name)


def _numbered(body: Element) -> Element:
    """The body with each paragraph's number as its line: what an editor shows, while Word's XML stands on one line."""
    for number, paragraph in enumerate(body.elements("p"), start=1):
        paragraph.line = number
    return body


def _paragraphs(part: Element) -> Iterator[Element]:
    """The paragraphs in order, in tables, boxes and smart tags too; not those that were deleted or stand there twice."""
    for child in part.children:
        if isinstance(child, str) or child.name in _UNREAD:
            continue
        if child.name == "p":
            yield child
        yield from _paragraphs(child)


def _text(element: Element) -> str:
    if element.name == "t":
        return element.text().replace("\n", " ")
    if element.name == "br" and element.get("type") in ("page", "column"):
        return ""
    return _CHARACTERS.get(element.name, "")


# --- styles ---------------------------------------------------------------------------------------------------------------


def _styles(part: Element) -> dict[str, _Style]:
    """The styles by their ids, each with what it takes from those that it is based on."""
    declared = {style.get("styleid"): style for style in part.elements("style")}
    styles = {key: _resolved(key, declared) for key in declared}
    usual = next(
        (key for key, style in declared.items() if style.get("default") == "1" and style.get("type") == "paragraph"), ""
    )
    defaults = part.first("rprdefault") or Element("", 1)
    size = styles[usual].size if usual else 0.0
    return {**styles, "": replace(styles.get(usual) or _Style(), size=size or _points(_child(defaults, "rpr")))}


def _resolved(key: str, declared: dict[str, Element]) -> _Style:
    chain: list[Element] = []
    while key in declared and len(chain) < _DEEPEST_STYLES:
        chain.append(declared[key])
        key = _value(declared[key], "basedon")
    style = _Style()
    for element in reversed(chain):
        style = _extended(style, element)
    return style


def _extended(base: _Style, element: Element) -> _Style:
    characters, paragraph = _child(element, "rpr"), _child(element, "ppr")
    name = _value(element, "name").lower()
    heading, level = _HEADING.fullmatch(name), _value(paragraph, "outlinelvl")
    outline = int(level) + 1 if level.isdecimal() and int(level) < _BODY_LEVEL - 3 else base.level
    return _Style(
        name=name,
        italic=_is_on(characters, "i", default=base.italic),
        bold=_is_on(characters, "b", default=base.bold),
        hidden=_is_on(characters, "vanish", default=base.hidden),
        centred=_value(paragraph, "jc") == "center" if _value(paragraph, "jc") else base.centred,
        level=int(heading[1]) if heading else outline,
        size=_points(characters) or base.size,
    )


def _points(characters: Element) -> float:
    """The size that is said in half points; 0 where none is."""
    said = _value(characters, "sz")
    return int(said) / 2 if said.isdecimal() and len(said) < 5 else 0.0


def _child(element: Element, name: str) -> Element:
    return next((child for child in element.children if isinstance(child, Element) and child.name == name), Element("", 1))


def _value(element: Element, name: str) -> str:
    return _child(element, name).get("val")


def _is_on(properties: Element, name: str, *, default: bool) -> bool:
    """Whether a switch is on: it stands there, and not with a value that turns it off."""
    switch = _child(properties, name)
    return default if not switch.name else switch.get("val").lower() not in _OFF
