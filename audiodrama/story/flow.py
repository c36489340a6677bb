"""The text of an HTML tree as paragraphs: what stands on the page, with its emphasis, breaks, headings and notes.

The same for a saved page and for a chapter of an EPUB; which part of the tree is the story, and what a whole file is, is the
business of `webpage.py` and `epub.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from audiodrama.markup import BLOCKS, Element
from audiodrama.model import ParagraphRole
from audiodrama.story.blocks import Block, Run, has_words, is_centred_ornament, paragraphs, plain, usual_size
from audiodrama.story.marks import plain_title
from audiodrama.story.notes import Notes, is_note_mark
from audiodrama.story.styles import BOLD, CENTRED, HIDDEN, ITALIC, UPRIGHT, USUAL_SIZE, Styles, size_of

DROPPED: Final = frozenset(
    "head script style template noscript iframe object embed audio video canvas map math form button input select textarea"
    " dialog colgroup rp rt".split()
)
"""Elements that hold nothing to read."""
NOT_READ: Final = {
    "footnote": "footnote",
    "footnotes": "footnote",
    "endnote": "footnote",
    "endnotes": "footnote",
    "rearnote": "footnote",
    "rearnotes": "footnote",
    "doc-footnote": "footnote",
    "doc-endnote": "footnote",
    "doc-endnotes": "footnote",
    "cover": "cover",
    "titlepage": "title page",
    "halftitlepage": "title page",
    "halftitle": "title page",
    "copyright-page": "copyright",
    "copyright": "copyright",
    "imprint": "copyright",
    "colophon": "copyright",
    "toc": "table of contents",
    "doc-toc": "table of contents",
    "landmarks": "table of contents",
    "loi": "list of pictures",
    "lot": "table of contents",
    "dedication": "dedication",
    "acknowledgments": "thanks",
    "acknowledgements": "thanks",
    "contributors": "about the author",
    "other-credits": "copyright",
    "index": "index",
    "bibliography": "bibliography",
    "pagebreak": "page number",
    "doc-pagebreak": "page number",
}
"""Kinds of matter (`epub:type`, `role`), and what is said of them when they are left out."""

_ITALIC: Final = frozenset({"i", "em", "cite", "dfn", "var"})
_BOLD: Final = frozenset({"b", "strong"})
_CENTRED: Final = re.compile(r"cent(?:er|re)|break|ornament|divid|separat|scene|section|asteris|fleuron|space")
_BREAK_CLASS: Final = re.compile(
    r"(?:scene|section|text|story|chapter)[-_]?(?:break|divider|separator)|ornament|fleuron|asterism"
)
_NOTE_LISTS: Final = frozenset({"footnotes", "endnotes", "footnote", "endnote"})
_NOTE_LINKS: Final = frozenset(
    {"noteref", "doc-noteref", "footnote-ref", "footnoteref", "footnote-back", "doc-backlink", "backlink"}
)

HIGHEST_RULE: Final = 12
"""Pixels of a picture that is a drawn line."""
WIDER_THAN_HIGH: Final = 15
"""Times, at least, that such a picture is wider than high."""

Skip = Callable[[Element], bool]
"""Whether an element is no part of the text at all."""
Reason = Callable[[Element], str]
"""Why an element's text is not performed, besides what it says itself; empty where it is."""


def _never(_element: Element) -> bool:
    return False


def _none(_element: Element) -> str:
    return ""


def types_of(element: Element) -> frozenset[str]:
    """What the element says that it is: `chapter`, `noteref`, `doc-toc`."""
    said = f"{element.get('epub:type')} {element.get('type') if element.name != 'a' else ''} {element.get('role')}"
    return frozenset(said.lower().replace("bodymatter", "").split())


class _State(NamedTuple):
    """What holds for all that an element encloses."""

    italic: bool = False
    bold: bool = False
    verbatim: bool = False
    centred: bool = False
    size: float = USUAL_SIZE
    reason: str = ""


_PLAIN: Final = Styles()
_NO_NOTES: Final = Notes()


class Flow:
    """Collects the paragraphs of elements, one after the other."""

    def __init__(
        self, styles: Styles = _PLAIN, *, notes: Notes = _NO_NOTES, skip: Skip = _never, reason: Reason = _none
    ) -> None:
        self.blocks: list[Block] = []
        self._styles = styles
        self._notes = notes
        self._skip = skip
        self._reason = reason
        self._runs: list[Run] = []
        self._anchors: list[str] = []
        self._line = 0
        self._empty = 0

    def add(self, element: Element, reason: str = "") -> None:
        """Take in an element; with a reason, all of it as not performed."""
        self._inside(element, _State(reason=reason))
        self._flush(element, _State(reason=reason))

    def _inside(self, element: Element, state: _State) -> None:
        for child in element.children:
            if isinstance(child, str):
                text = child if state.verbatim else child.replace("\n", " ")
                self._runs.append(Run(text, state.italic, state.bold, state.size))
            else:
                self._element(child, state)

    def _element(self, element: Element, state: _State) -> None:
        name = element.name
        if name in DROPPED or self._is_hidden(element) or self._skip(element) or self._is_note_link(element):
            return
        if name == "br":
            self._runs.append(Run("\n"))
        elif name == "hr":
            self._flush(element, state)
            self._add_break(element, state)
        elif name in ("img", "svg", "image"):
            self._picture(element, state)
        elif name in BLOCKS:
            self._flush(element, state)
            self._block(element, self._state(element, state))
        else:
            self._anchor(element)
            self._inside(element, self._state(element, state))

    def _is_hidden(self, element: Element) -> bool:
        hidden = "hidden" in element.attributes or bool(HIDDEN.search(element.get("style")))
        return hidden or not self._styles.hidden.isdisjoint(element.get("class").lower().split())

    def _is_note_link(self, element: Element) -> bool:
        return id(element) in self._notes.marks or _is_note_link(element)

    def _state(self, element: Element, outer: _State) -> _State:
        style, classes = element.get("style"), element.get("class").lower().split()
        italic = outer.italic or element.name in _ITALIC or not self._styles.italic.isdisjoint(classes)
        italic = (italic or bool(ITALIC.search(style))) and not UPRIGHT.search(style)
        sized = next((self._styles.sizes[name] for name in classes if name in self._styles.sizes), "")
        said = f"{element.get('align')} {' '.join(classes)}".lower()
        return _State(
            italic=italic,
            bold=outer.bold or element.name in _BOLD or bool(BOLD.search(style)) or not self._styles.bold.isdisjoint(classes),
            verbatim=outer.verbatim or element.name == "pre",
            centred=outer.centred or element.name == "center" or bool(CENTRED.search(style) or _CENTRED.search(said)),
            size=size_of(f"{style};{sized}", outer.size) if style or sized else outer.size,
            reason=outer.reason or self._reason_of(element),
        )

    def _reason_of(self, element: Element) -> str:
        return "footnote" if id(element) in self._notes.bodies else reason_of(element) or self._reason(element)

    def _anchor(self, element: Element) -> None:
        if name := element.get("id") or (element.get("name") if element.name == "a" else ""):
            self._anchors.append(name)

    # --- paragraphs --------------------------------------------------------------------------------------------------------

    def _block(self, element: Element, state: _State) -> None:
        self._anchor(element)
        known, self._line = len(self.blocks), element.line
        self._inside(element, state)
        level = int(element.name[1]) if element.name in {"h1", "h2", "h3", "h4", "h5", "h6"} else 0
        self._flush(element, state, level)
        if len(self.blocks) > known:
            return
        if _BREAK_CLASS.search(element.get("class").lower()):
            self._add_break(element, state)
        elif element.name == "p":
            self._empty += 1

    def _flush(self, element: Element, state: _State, level: int = 0) -> None:
        """End the paragraph that is being collected, as a heading where it has a level."""
        runs, self._runs = self._runs, []
        line = self._line or element.line
        if level:
            rows = "".join(run.text for run in runs).split("\n")
            self._add(plain_title("\n".join(plain(row) for row in rows)), line, state, level)
            return
        for text in paragraphs(runs):
            self._add(text, line, state._replace(size=usual_size(runs)))

    def _add(self, text: str, line: int, state: _State, level: int = 0) -> None:
        if not text:
            return
        role: ParagraphRole = "aside" if state.reason else "prose"
        if not state.reason and is_centred_ornament(text, centred=state.centred):
            role, level = "break", 0
        self._append(Block(text=text, line=line, level=level, role=role, reason=state.reason, size=state.size))

    def _append(self, block: Block) -> None:
        block.gap, self._empty = 1 + self._empty, 0
        block.anchors, self._anchors = tuple(self._anchors), []
        self.blocks.append(block)

    def _add_break(self, element: Element, state: _State) -> None:
        if self.blocks and self.blocks[-1].role != "break" and not state.reason:
            self._append(Block(text="***", line=element.line, role="break"))

    def _picture(self, element: Element, state: _State) -> None:
        """A picture is described where it has words for it; one that is an ornament is a scene break."""
        described = plain(element.get("alt") or element.get("title"))
        if _BREAK_CLASS.search(element.get("class").lower()) or (_is_rule(element) and not self._in_words()):
            self._flush(element, state)
            self._add_break(element, state)
        elif has_words(described) and not self._in_words():
            self._flush(element, state)
            self._append(Block(text=described, line=element.line, role="aside", reason=state.reason or "picture"))

    def _in_words(self) -> bool:
        """Whether the paragraph that is being collected has begun."""
        return any(run.text.strip() for run in self._runs)


def _is_rule(picture: Element) -> bool:
    """A drawn line: a picture much wider than high."""
    width, height = (int(said) if said.isdecimal() and len(said) < 6 else 0 for said in map(picture.get, ("width", "height")))
    return 0 < height <= HIGHEST_RULE and width >= WIDER_THAN_HIGH * height


def reason_of(element: Element) -> str:
    """Why what the element encloses is not performed; empty where nothing says so."""
    known = next((NOT_READ[kind] for kind in types_of(element) if kind in NOT_READ), "")
    notes = element.name in {"section", "div", "aside", "ol"} and not _NOTE_LISTS.isdisjoint(element.words)
    return known or ("footnote" if notes else "")


def _is_note_link(element: Element) -> bool:
    """The raised number that points to a footnote, and the arrow that leads back."""
    if element.name == "sup" and len(element.children) == 1 and isinstance(element.children[0], Element):
        return _is_note_link(element.children[0]) or _is_numbered_link(element.children[0])
    if element.name != "a":
        return False
    if not _NOTE_LINKS.isdisjoint(types_of(element) | element.words):
        return True
    raised = any(isinstance(child, Element) and child.name == "sup" for child in element.children)
    return raised and _is_numbered_link(element)


def _is_numbered_link(element: Element) -> bool:
    return element.name == "a" and "#" in element.get("href") and is_note_mark(element)
