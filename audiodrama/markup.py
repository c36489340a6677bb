"""HTML and XML as a tree, read as tolerantly as a browser does and with nothing in it that could do harm.

A document type declaration is passed over whole, so there are no entities but the named characters of HTML, and nothing is ever
fetched. Every character is looked at a bounded number of times, the depth is bounded, and so is the number of elements; what is
nested deeper belongs to the deepest element that is kept. Elements know their line, so that a paragraph can be found again.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from audiodrama.errors import InputError

DEEPEST: Final = 100
"""Elements inside one another; books have 5 to 20."""
MOST_ELEMENTS: Final = 2_000_000
"""Of one document; a novel of 200,000 words saved by Word has about 400,000."""

_TAG: Final = re.compile(
    r"<(?P<closing>/?)(?P<name>[A-Za-z_][^\s/<>]*+)(?P<rest>(?:[^<>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+)(?P<end>>?)"
)
"""Matches at every `<x`, ended or not: so that no character is looked at twice. Unended, it is text."""
_ATTRIBUTE: Final = re.compile(r"([^\s=/\"'<>]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'<>]++)))?+")
_VOID: Final = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_RAW: Final = frozenset({"script", "style", "textarea", "title", "xmp", "noembed"})
"""Elements of HTML whose content holds no tags."""

BLOCKS: Final = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu nav ol p pre search section summary table tbody td tfoot th"
    " thead tr ul".split()
)
"""Elements that begin and end a paragraph."""
_FORMATTING: Final = {name: re.compile(rf"<(/?){name}[\s/>]", re.IGNORECASE) for name in ("i", "em", "b", "strong")}
"""Elements that go on in the next paragraph where a paragraph ends inside them, and what finds their tags."""
_TO_THE_END: Final = frozenset({"html", "body"})
"""Elements whose end tag ends nothing: what stands behind it is shown too."""
_CELLS: Final = frozenset({"td", "th"})
_IMPLIED_ENDS: Final = {
    **{name: (frozenset({"p"}), BLOCKS - {"p"}) for name in BLOCKS},
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu", "dir"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    **{name: (_CELLS, frozenset({"tr", "table"})) for name in _CELLS},
    "option": (frozenset({"option"}), frozenset({"select"})),
}
"""For a start tag: the open elements that it ends, and those it does not look behind."""

_NO_ATTRIBUTES: Final[dict[str, str]] = {}
"""Shared by the elements without any, which are most; nobody writes into it."""
_NO_WORDS: Final[frozenset[str]] = frozenset()


@dataclass(slots=True, eq=False)
class Element:
    """One element; names are in small letters."""

    name: str
    line: int
    """Where its start tag stands, counted from 1."""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def get(self, attribute: str) -> str:
        """The value of an attribute, empty where it has none."""
        return self.attributes.get(attribute, "")

    @property
    def words(self) -> frozenset[str]:
        """Its classes and its id, in small letters."""
        if not self.attributes:
            return _NO_WORDS
        return frozenset(f"{self.get('class')} {self.get('id')}".lower().split())

    def elements(self, *names: str) -> Iterator[Element]:
        """The elements of these names inside it, in order; all of them where none is named."""
        waiting = [self]
        while waiting:
            inside = [child for child in waiting.pop().children if isinstance(child, Element)]
            waiting += reversed(inside)
            if waiting and (not names or waiting[-1].name in names):
                yield waiting[-1]

    def first(self, *names: str) -> Element | None:
        """The first of these inside it."""
        return next(self.elements(*names), None)

    def text(self) -> str:
        """All characters inside it."""
        found: list[str] = []
        waiting: list[Element | str] = [self]
        while waiting:
            node = waiting.pop()
            if isinstance(node, str):
                found.append(node)
            else:
                waiting += reversed(node.children)
        return "".join(found)


def parse_html(text: str, name: str) -> Element:
    """The tree of an HTML or XHTML document; its root is an element without a name.

    Raises:
        InputError: it has more than `MOST_ELEMENTS` elements.
    """
    return _Parser(text, name, is_html=True).root


def parse_xml(text: str, name: str) -> Element:
    """The tree of an XML document: names without their prefixes, in small letters; its root is an element without a name.

    Raises:
        InputError: it has more than `MOST_ELEMENTS` elements.
    """
    return _Parser(text, name, is_html=False).root


class _Parser:
    def __init__(self, text: str, name: str, *, is_html: bool) -> None:
        self.root = Element("", 1)
        self._name = name
        self._text = text
        self._is_html = is_html
        self._open = [self.root]
        self._too_deep = 0
        self._count = 0
        self._line = self._counted = 0
        self._absent: set[str] = set()
        self._names: dict[str, str] = {}
        self._carried: list[str] = []
        self._at = 0
        self._next_tags: dict[str, tuple[int, bool]] = {}
        self._read()

    def _read(self) -> None:
        at, text = 0, self._text
        while (start := text.find("<", at)) >= 0:
            self._add_text(text[at:start])
            at = self._markup(start)
        self._add_text(text[at:])

    def _markup(self, start: int) -> int:
        """Read what begins with `<` at `start`; where it ends."""
        self._at = start
        if self._text[start + 1 : start + 2] in ("!", "?"):
            return self._declaration(start)
        tag = _TAG.match(self._text, start)
        if tag is None:
            self._add_text("<")
            return start + 1
        if not tag["end"]:
            self._add_text(tag[0])
        elif tag["closing"]:
            self._end(self._named(tag["name"]))
        else:
            return self._start(tag)
        return tag.end()

    def _declaration(self, start: int) -> int:
        """A comment, a CDATA section, a document type with all its declarations, an instruction."""
        text = self._text
        if text.startswith("<!--", start):
            return self._after("-->", start + 4) or self._after(">", start) or start + 4
        if text.startswith("<![CDATA[", start):
            end = self._after("]]>", start + 9)
            self._add_text(text[start + 9 : end - 3] if end else "", raw=True)
            return end or start + 9
        end = self._after(">", start) or len(text)
        bracket = text.find("[", start, end)
        if bracket >= 0 and text[start : start + 9].lower() == "<!doctype":
            closing = self._after("]", bracket)
            end = (self._after(">", closing) if closing else 0) or end
        return end

    def _after(self, mark: str, start: int) -> int:
        """Where the next `mark` ends; 0 where there is none, which is found out only once."""
        if mark in self._absent:
            return 0
        found = self._text.find(mark, start)
        if found < 0:
            self._absent.add(mark)
            return 0
        return found + len(mark)

    def _named(self, name: str) -> str:
        """The name in small letters: one string, however many elements have it."""
        named = name.lower() if self._is_html else name.rpartition(":")[2].lower()
        return self._names.setdefault(named, named)

    def _start(self, tag: re.Match[str]) -> int:
        name, rest = self._named(tag["name"]), tag["rest"]
        if self._is_html:
            self._end_implied(name)
        empty = rest.rstrip().endswith("/") or (self._is_html and name in _VOID)
        self._count += 1
        if self._count > MOST_ELEMENTS:
            raise InputError(f"{self._name} has more than {MOST_ELEMENTS:,} elements", hint="split it into several files")
        if len(self._open) > DEEPEST:
            self._too_deep += not empty
            return tag.end()
        element = Element(name, self._line_of(tag.start()), self._attributes(rest) if rest else _NO_ATTRIBUTES)
        self._open[-1].children.append(element)
        if empty:
            return tag.end()
        if self._is_html and name in _RAW:
            return self._raw(element, tag.end())
        self._open.append(element)
        if self._carried and name in BLOCKS:
            self._carry(element.line)
        return tag.end()

    def _attributes(self, rest: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for key, *values in _ATTRIBUTE.findall(rest):
            found.setdefault(self._named(key), html.unescape("".join(values)))
        return found

    def _raw(self, element: Element, start: int) -> int:
        """The content of a script, a style sheet, a title, up to its end tag; to the end where it has none."""
        ending = f"</{element.name}"
        if ending in self._absent:
            return start
        end = re.compile(re.escape(ending), re.IGNORECASE).search(self._text, start)
        if end is None:
            self._absent.add(ending)
            return start
        element.children.append(html.unescape(self._text[start : end.start()]))
        return self._after(">", end.end()) or len(self._text)

    def _end_implied(self, name: str) -> None:
        ended, borders = _IMPLIED_ENDS.get(name, (frozenset(), frozenset()))
        if not ended:
            return
        for index in range(len(self._open) - 1, 0, -1):
            if self._open[index].name in ended:
                self._close(index)
                return
            if self._open[index].name in borders:
                return

    def _end(self, name: str) -> None:
        if self._too_deep:
            self._too_deep -= 1
            return
        if self._is_html and (name in self._carried or name in _TO_THE_END):
            self._carried = [carried for carried in self._carried if carried != name]
            return
        for index in range(len(self._open) - 1, 0, -1):
            if self._open[index].name == name:
                self._close(index)
                return
            if self._is_html and name not in BLOCKS and self._open[index].name in BLOCKS:
                return

    def _close(self, index: int) -> None:
        """End the open elements from `index` on; emphasis that has not ended goes on in the next paragraph."""
        if self._is_html and self._open[index].name in {"p", "div"}:
            names = [element.name for element in self._open[index + 1 :] if element.name in _FORMATTING]
            self._carried = [name for name in dict.fromkeys([*self._carried, *names]) if self._ends_later(name)]
        del self._open[index:]

    def _ends_later(self, name: str) -> bool:
        """Whether the next tag of this name ends it: one that is never ended goes no further than its paragraph."""
        at, ends = self._next_tags.get(name, (-1, False))
        if at < self._at:
            found = _FORMATTING[name].search(self._text, self._at)
            at, ends = (found.start(), found[1] == "/") if found else (len(self._text), False)
            self._next_tags[name] = at, ends
        return ends

    def _carry(self, line: int) -> None:
        for name in self._carried:
            element = Element(name, line)
            self._open[-1].children.append(element)
            self._open.append(element)
        self._count += len(self._carried)
        self._carried = []

    def _add_text(self, text: str, *, raw: bool = False) -> None:
        if text:
            self._open[-1].children.append(text if raw or "&" not in text else html.unescape(text))

    def _line_of(self, offset: int) -> int:
        self._line += self._text.count("\n", self._counted, offset)
        self._counted = offset
        return self._line + 1


# --- bytes ----------------------------------------------------------------------------------------------------------------

_DECLARED: Final = re.compile(rb"(?:encoding|charset)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})")
_KNOWN_ENCODING: Final = re.compile(
    r"utf-?(?:8|16(?:-?[lb]e)?)|us-ascii|iso-?8859-\d{1,2}|latin-?1|windows-\d{3,4}|cp\d{3,4}|koi8-[ru]|shift[_-]?jis|euc-(?:jp|kr)"
    r"|iso-2022-jp|gbk|gb2312|gb18030|big5|macintosh|mac-?roman",
    re.IGNORECASE,
)
_DECLARATION_LENGTH: Final = 2_048
"""Bytes among which a document names its encoding."""


def decode_markup(data: bytes) -> str:
    """The characters of a document: by its byte order mark, by the encoding that it names, else UTF-8, else Windows-1252."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _clean(data.decode(encoding, "replace"))
    found = _DECLARED.search(data[:_DECLARATION_LENGTH])
    declared = found[1].decode("ascii") if found else ""
    named = [declared] if _KNOWN_ENCODING.fullmatch(declared) and b"\0" not in data[:4] else []
    zeros = ["utf-16-le" if data[1:2] == b"\0" else "utf-16-be"] if b"\0" in data[:4] else []
    for encoding in (*zeros, *named, "utf-8"):
        try:
            return _clean(data.decode(encoding))
        except (UnicodeDecodeError, LookupError):
            continue
    return _clean(data.decode("cp1252", "replace"))


def _clean(text: str) -> str:
    """Line ends as XML and HTML have them, without characters that no document may hold."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
