"""A saved web page: the story on it, without the furniture around it.

Where the story stands is told first by the names that archives, serial sites and blogs give that part of their pages, then by
HTML's own elements for it; a page that has neither is read whole. What a page calls navigation, comments or advertising is
furniture. All of that is kept as one remark at the end, so that nothing is lost where a page uses these names otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from audiodrama.errors import InputError
from audiodrama.files import decode
from audiodrama.markup import BLOCKS, Element, decode_markup, parse_html
from audiodrama.model import Story
from audiodrama.story.blocks import Block, Document, has_words, plain
from audiodrama.story.document import story_of
from audiodrama.story.flow import NOT_READ, Flow, types_of
from audiodrama.story.notes import find_notes
from audiodrama.story.styles import Styles, mark_headings_by_size, read_styles

FURNITURE: Final = "page furniture"
LEAST_SHARE: Final = 0.25
"""Of a page's text that the part with the story's name must hold; below, the name means something else there."""

_STORY_NAMES: Final = (
    frozenset({"chapters"}),
    frozenset({"userstuff"}),
    frozenset({"storytext", "storytextp", "story-content", "story-text", "story-body"}),
    frozenset({"chapter-content", "chapter-inner", "chapter-body", "chaptertext", "chapter-text", "part-content"}),
    frozenset({"entry-content", "post-content", "article-content", "article-body", "post-body", "available-content"}),
    frozenset({"mw-parser-output", "markdown-body"}),
)
"""Classes and ids, surest first: Archive of Our Own, FanFiction.Net, Royal Road and other serial sites, blogs, wikis."""
_FURNITURE_ELEMENTS: Final = frozenset({"nav", "footer", "aside", "menu", "search"})
_FURNITURE_NAMES: Final = re.compile(
    r"(?:^|[-_])(?:nav|navigation|navbar|menu|breadcrumbs?|pagination|pager|comments?|respond|replies|sidebar|widget|share|sharing"
    r"|sharedaddy|social|related|recommend(?:ed|ations)?|cookies?|banner|advert(?:isement)?|ads?|promo|subscribe|newsletter|footer"
    r"|toolbar|tools|buttons?|actions|kudos|feedback|landmark|toc|skip-link|screen-reader-text|visually-hidden|editsection"
    r"|byline-wrapper|signup|paywall|author-note-portlet-hidden)(?:$|[-_])"
)
_ABOUT: Final = {
    "summary": "about the story",
    "meta": "about the story",
    "tags": "about the story",
    "notes": "author's note",
    "author-note": "author's note",
    "author-note-portlet": "author's note",
    "authors-note": "author's note",
    "authornote": "author's note",
}
"""Classes of what authors write around their chapters."""
_TITLE_NAMES: Final = frozenset(
    {"title", "entry-title", "post-title", "story-title", "article-title", "page-title", "work-title"}
)
_BYLINES: Final = frozenset({"author", "byline", "entry-author", "post-author", "by-author"})
_SITE: Final = re.compile(r"\s+[|–—•»·]\s.*|\s+\[Archive of Our Own\].*", re.DOTALL)
_BY: Final = re.compile(r"\s*by\s+", re.IGNORECASE)
_LONGEST_NAME: Final = 60
_TITLE_PAGE: Final = 5
"""Paragraphs at the top among which the page's title may stand as a heading."""


def read_webpage(data: bytes, *, name: str, encoding: str | None = None) -> Story:
    """The story on a saved page.

    Raises:
        InputError: there is no text on it, or it is unreasonably large.
    """
    tree = parse_html(decode(data, name=name, encoding=encoding) if encoding else decode_markup(data), name)
    blocks = _blocks(tree)
    if not any(block.role == "prose" for block in blocks):
        hint = "pages that a program builds in the browser are saved empty: copy the text into a .txt file"
        raise InputError(f"{name} holds no text", hint=hint)
    declared = tree.first("title")
    title = _SITE.sub("", _meta(tree, "dc.title", "og:title") or plain(declared.text() if declared else ""))
    document = Document(
        blocks=blocks,
        title=title if any(block.level and block.text == title for block in blocks[:_TITLE_PAGE]) else "",
        fallback_title=title,
        author=_author(tree),
        language=_language(tree),
    )
    return story_of(document, name=name)


def _meta(tree: Element, *names: str) -> str:
    """The content of the first of these that the head of the page declares."""
    said = {_key(meta): plain(meta.get("content")) for meta in tree.elements("meta")}
    return next((said[name] for name in names if said.get(name)), "")


def _key(meta: Element) -> str:
    return (meta.get("name") or meta.get("property") or meta.get("http-equiv")).lower()


def _language(tree: Element) -> str:
    said = (element.get(key) for element in tree.elements("html", "body") for key in ("lang", "xml:lang"))
    return next(filter(None, said), "") or _meta(tree, "content-language", "dc.language", "og:locale")


def _author(tree: Element) -> str:
    declared = _meta(tree, "author", "dc.creator", "article:author", "og:author")
    if declared and "://" not in declared:
        return declared
    signed = (e for e in tree.elements() if e.get("rel") == "author" or not _BYLINES.isdisjoint(e.words))
    names = (_BY.sub("", plain(element.text()), count=1) for element in signed)
    return next((name for name in names if 0 < len(name) <= _LONGEST_NAME), "")


def _blocks(tree: Element) -> list[Block]:
    styles = read_styles("\n".join(style.text() for style in tree.elements("style")))
    body = tree.first("body") or tree
    stories = _story_parts(body)
    furniture: list[Element] = []
    flow = Flow(styles, notes=find_notes(body), skip=lambda element: _is_furniture(element, furniture), reason=_about)
    for part in stories:
        flow.add(part)
    mark_headings_by_size(flow.blocks)
    heading = [] if any(block.level == 1 for block in flow.blocks) else _heading(body, stories)
    return [*heading, *flow.blocks, *_kept(body, stories, furniture, styles, heading)]


def _story_parts(body: Element) -> list[Element]:
    """The elements that hold the story, none inside another."""
    kinds: list[Callable[[Element], bool]] = [partial(_is_named, names) for names in _STORY_NAMES]
    kinds += [partial(_is_kind, kind) for kind in ("article", "main")]
    enough = LEAST_SHARE * len(body.text())
    for is_wanted in kinds:
        parts = _outermost(body, is_wanted)
        if parts and sum(len(part.text()) for part in parts) > enough:
            return parts
    return [body]


def _is_named(names: frozenset[str], element: Element) -> bool:
    return not names.isdisjoint(element.words)


def _is_kind(kind: str, element: Element) -> bool:
    return element.name == kind or element.get("role") == kind


def _outermost(element: Element, is_wanted: Callable[[Element], bool]) -> list[Element]:
    found: list[Element] = []
    for child in element.children:
        if isinstance(child, Element):
            found += [child] if is_wanted(child) else _outermost(child, is_wanted)
    return found


def _is_furniture(element: Element, found: list[Element]) -> bool:
    notes = bool(types_of(element) & NOT_READ.keys())
    named = element.name in BLOCKS and any(_FURNITURE_NAMES.search(word) for word in element.words)
    if notes or not (element.name in _FURNITURE_ELEMENTS or named or element.get("aria-hidden") == "true"):
        return False
    found.append(element)
    return True


def _about(element: Element) -> str:
    return next((_ABOUT[word] for word in element.words if word in _ABOUT), "") if element.name in BLOCKS else ""


def _heading(body: Element, stories: Sequence[Element]) -> list[Block]:
    """The story's title, where the page has it outside the part that holds the story."""
    inside = {id(element) for part in stories for element in part.elements()}
    headings = [heading for heading in body.elements("h1", "h2") if id(heading) not in inside]
    titled = [heading for heading in headings if heading.words & _TITLE_NAMES] or [h for h in headings if h.name == "h1"]
    text = plain(titled[0].text()) if titled else ""
    return [Block(text=text, line=titled[0].line, level=1)] if text else []


def _kept(
    body: Element, stories: Sequence[Element], furniture: Sequence[Element], styles: Styles, heading: Sequence[Block]
) -> list[Block]:
    """All the words that are not the story's, as one remark."""
    story = {id(part) for part in stories}
    flow = Flow(styles, skip=lambda element: id(element) in story)
    for part in ([] if body in stories else [body]) + list(furniture):
        flow.add(part)
    known = {block.text for block in heading}
    rows = dict.fromkeys(block.text for block in flow.blocks if block.text not in known and has_words(block.text))
    text = "\n".join(row for rows_of in rows for row in rows_of.split("\n"))
    line = furniture[0].line if furniture else body.line
    return [Block(text=text, line=line, role="aside", reason=FURNITURE)] if text else []
