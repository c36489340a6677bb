"""What an EPUB says of itself: its metadata, its files in reading order, its table of contents, its cover."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from audiodrama.errors import InputError
from audiodrama.markup import Element, decode_markup, parse_html, parse_xml
from audiodrama.story.archive import Archive
from audiodrama.story.blocks import plain
from audiodrama.story.flow import types_of

CONTAINER: Final = "META-INF/container.xml"
MOST_FILES: Final = 5_000
"""Chapter files of one book."""
LARGEST_COVER: Final = 10_000_000
"""Bytes."""

_PAGES: Final = (".xhtml", ".html", ".htm", ".xml")
_PAGE_TYPES: Final = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document"})


class Entry(NamedTuple):
    """A line of the table of contents."""

    path: str
    anchor: str
    label: str


class Page(NamedTuple):
    """A file of the reading order."""

    path: str
    linear: bool
    """False for what stands beside the book's own text."""


@dataclass(slots=True, kw_only=True)
class Package:
    """An EPUB without its text."""

    title: str = ""
    author: str = ""
    language: str = ""
    pages: list[Page] = field(default_factory=list)
    contents: list[Entry] = field(default_factory=list)
    navigation: str = ""
    """The file that is the table of contents itself."""
    cover: str = ""
    """The cover picture's path."""


class _Item(NamedTuple):
    path: str
    kind: str
    properties: frozenset[str]


def read_package(archive: Archive) -> Package:
    """Read the package document that `META-INF/container.xml` names, or the only one there is.

    Raises:
        InputError: the book is protected, has no text, or has more than `MOST_FILES` chapters.
    """
    _refuse_protected(archive)
    path = _package_path(archive)
    package = parse_xml(decode_markup(archive.read(path)), path) if path else Element("", 1)
    items = {
        item.get("id"): _Item(found, item.get("media-type").lower(), frozenset(item.get("properties").split()))
        for item in package.elements("item")
        if (found := archive.find(item.get("href"), path))
    }
    navigation = next((item.path for item in items.values() if "nav" in item.properties), "")
    pages = _pages(archive, package, items)
    return Package(
        title=_first(package, "title"),
        author=_authors(package),
        language=_first(package, "language"),
        pages=pages,
        contents=_without_counted(list(_contents(archive, package, items, navigation)), pages),
        navigation=navigation,
        cover=_cover(archive, path, package, items),
    )


def _refuse_protected(archive: Archive) -> None:
    tree = parse_xml(decode_markup(archive.read("META-INF/encryption.xml")), archive.name)
    if any(reference.get("uri").lower().endswith(_PAGES) for reference in tree.elements("cipherreference")):
        raise InputError(f"{archive.name} is protected against copying (DRM)", hint="bring a copy without protection")


def _package_path(archive: Archive) -> str:
    container = parse_xml(decode_markup(archive.read(CONTAINER)), archive.name)
    named = (archive.find(root.get("full-path")) for root in container.elements("rootfile"))
    return next(filter(None, named), "") or next((path for path in archive if path.lower().endswith(".opf")), "")


def _first(package: Element, name: str) -> str:
    metadata = package.first("metadata") or package
    return next(filter(None, (plain(element.text()) for element in metadata.elements(name))), "")


def _authors(package: Element) -> str:
    """The creators who are authors, joined: `A. Writer and B. Writer`."""
    metadata = package.first("metadata") or package
    roles = {meta.get("refines").lstrip("#"): meta.text().strip() for meta in metadata.elements("meta") if meta.get("refines")}
    creators = [
        (element, element.get("role") or roles.get(element.get("id"), "aut")) for element in metadata.elements("creator")
    ]
    names = [plain(element.text()) for element, role in creators if role == "aut"] or [plain(e.text()) for e, _ in creators]
    return " and ".join(dict.fromkeys(filter(None, names)))


def _pages(archive: Archive, package: Element, items: dict[str, _Item]) -> list[Page]:
    """The reading order, each file once; all pages of the book where it says none."""
    spine = (package.first("spine") or package).elements("itemref")
    listed = [(items[ref.get("idref")], ref.get("linear") != "no") for ref in spine if ref.get("idref") in items]
    order = [Page(item.path, linear) for item, linear in listed if item.kind in _PAGE_TYPES or _is_page(item.path)]
    order = order or [Page(item.path, True) for item in items.values() if item.kind in _PAGE_TYPES]
    order = order or [Page(path, True) for path in sorted(archive) if _is_page(path) and not path.startswith("META-INF")]
    once = list({page.path: page for page in reversed(order)}.values())[::-1]
    if len(once) > MOST_FILES:
        raise InputError(f"{archive.name} has more than {MOST_FILES:,} chapter files", hint="split it into several books")
    return once


def _is_page(path: str) -> bool:
    return path.lower().endswith(_PAGES)


def _contents(archive: Archive, package: Element, items: dict[str, _Item], navigation: str) -> Iterator[Entry]:
    """The table of contents: of EPUB 3 where there is one, else the NCX of EPUB 2."""
    tree = parse_html(decode_markup(archive.read(navigation)), navigation)
    table = next((nav for nav in tree.elements("nav") if "toc" in types_of(nav)), None)
    found = [_entry(archive, navigation, link.get("href"), link.text()) for link in table.elements("a")] if table else []
    if found:
        yield from found
        return
    named = items.get((package.first("spine") or package).get("toc"))
    ncx = named.path if named else next((item.path for item in items.values() if "ncx" in item.kind), "")
    for point in parse_xml(decode_markup(archive.read(ncx)), ncx).elements("navpoint"):
        label, content = point.first("text"), point.first("content")
        if label and content:
            yield _entry(archive, ncx, content.get("src"), label.text())


def _without_counted(entries: list[Entry], pages: Sequence[Page]) -> list[Entry]:
    """Without `Section 3` for the third file: LibreOffice's name for a file without a heading; all stay where all are so."""
    counted = {page.path: f"section {number}" for number, page in enumerate(pages, start=1)}
    named = [entry for entry in entries if entry.label.lower() != counted.get(entry.path)]
    return named if named or len(entries) == 1 else entries


def _entry(archive: Archive, base: str, target: str, label: str) -> Entry:
    path, _, anchor = target.partition("#")
    return Entry(archive.find(path, base) if path else base, anchor, plain(label))


def _cover(archive: Archive, path: str, package: Element, items: dict[str, _Item]) -> str:
    """The picture that the package names as its cover, or the first on the page that it names so."""
    named = {meta.get("content") for meta in package.elements("meta") if meta.get("name") == "cover"}
    said = (item for key, item in items.items() if "cover-image" in item.properties or {key, item.path.split("/")[-1]} & named)
    pages = (reference for reference in package.elements("reference") if reference.get("type").lower() == "cover")
    shown = (picture for page in pages for picture in _pictures(archive, archive.find(page.get("href").split("#")[0], path)))
    return next((item.path for item in said if _is_picture(item.path, item.kind)), "") or next(filter(_is_picture, shown), "")


def _pictures(archive: Archive, path: str) -> Iterator[str]:
    """A picture itself, or those on a page."""
    if not _is_page(path):
        yield path
        return
    for picture in parse_html(decode_markup(archive.read(path)), path).elements("img", "image"):
        yield archive.find(picture.get("src") or picture.get("xlink:href") or picture.get("href"), path)


def _is_picture(path: str, kind: str = "") -> bool:
    return kind in {"image/jpeg", "image/jpg", "image/png"} or path.lower().endswith((".jpg", ".jpeg", ".png"))
