"""The notes of a page that nothing names as notes: a number in the text and a number before the note that point at each other.

Word, LibreOffice and many converters write notes so, each with class names of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, NamedTuple

from audiodrama.markup import BLOCKS, Element

MOST_LINKS: Final = 20_000
"""Numbered links of one page that are looked at."""
_LONGEST_MARK: Final = 20
_MOST_PIECES: Final = 8
"""Elements and texts inside a link that is only a number."""
_MARK: Final = re.compile(r"\W*(?:\d{1,3}|[a-z]|[ivx]{1,5})?\W*")
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class Notes(NamedTuple):
    """The elements of a page, by `id()`, that belong to its notes."""

    marks: frozenset[int] = frozenset()
    """The links that are only a number: those in the text and those before the notes."""
    bodies: frozenset[int] = frozenset()
    """The blocks that begin with such a number and so hold a note."""


class _Link(NamedTuple):
    """A link that is only a number."""

    element: Element
    names: tuple[str, ...]
    """What others point at to come to it."""
    around: tuple[Element, ...]
    """The elements that it stands in, from the outside in."""
    begins: tuple[Element, ...]
    """The blocks among them whose first words it is."""


def is_note_mark(link: Element) -> bool:
    """Whether all in it is a number, a letter or a sign: `1`, `[2]`, `*`, `↩`."""
    inside = [node for node, _ in zip(_nodes(link), range(_MOST_PIECES + 1), strict=False)]
    text = "".join(node for node in inside if isinstance(node, str))
    return len(inside) <= _MOST_PIECES and len(text) <= _LONGEST_MARK and bool(_MARK.fullmatch(text))


def find_notes(tree: Element) -> Notes:
    """The notes whose number points back at the place in the text that points at them."""
    links = list(islice(_links(tree), MOST_LINKS))
    named = {name: link for link in reversed(links) for name in link.names}
    pairs = [(link, note) for link in links if not link.begins and (note := named.get(_target(link))) and note.begins]
    pairs = [(link, note) for link, note in pairs if named.get(_target(note)) is link]
    of_the_text = {id(element) for link, _ in pairs for element in link.around}
    return Notes(
        marks=frozenset(id(link.element) for pair in pairs for link in pair),
        bodies=frozenset(id(block) for _, note in pairs for block in note.begins if id(block) not in of_the_text),
    )


def _target(link: _Link) -> str:
    page, _, anchor = link.element.get("href").partition("#")
    return "" if page else anchor


def _nodes(element: Element) -> Iterator[Element | str]:
    waiting = list(reversed(element.children))
    while waiting:
        yield (node := waiting.pop())
        if isinstance(node, Element):
            waiting += reversed(node.children)


def _links(tree: Element) -> Iterator[_Link]:
    """The links of a page that are only a number, in order."""
    around, begun = list[Element](), list[Element]()
    waiting: list[Element | str | None] = [tree]
    while waiting:
        node = waiting.pop()
        if node is None:
            begun = [] if around.pop().name in BLOCKS else begun
        elif isinstance(node, str):
            begun = [] if node.strip() else begun
        else:
            begun = _begun(node, begun)
            if node.name == "a" and is_note_mark(node):
                yield _Link(node, _names(node, around, begun), tuple(around), tuple(begun))
            around.append(node)
            waiting += [None, *reversed(node.children)]


def _begun(element: Element, before: list[Element]) -> list[Element]:
    """The blocks that have begun and have no words yet; a heading's number is no note's."""
    if element.name not in BLOCKS:
        return before
    return [] if element.name in _HEADINGS else [*before, element]


def _names(link: Element, around: Iterable[Element], begun: Iterable[Element]) -> tuple[str, ...]:
    """What the link is called: by itself, by what is in it, by what is closely around it."""
    close = [element for element in list(around)[-1:] if element.name not in BLOCKS]
    named = (link, *link.elements(), *close, *begun)
    return tuple(name for element in named for name in (element.get("id"), element.get("name")) if name)
