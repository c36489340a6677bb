"""Measures how well paragraphs come back out of PDFs.

    pip install typst && python benchmarks/paragraphs.py

A story of random sentences (speech, narration, italics, scene breaks, chapters) is set by typst in several ways, read, and
compared with what was set: whole paragraphs, scene breaks, chapters.
"""

import random
import re
import time
from difflib import SequenceMatcher

import typst

from audiodrama.story import read_story

CHAPTERS, SCENES = 10, 3
NAMES = ["Perpetua", "Gammon", "Oswin", "Tilda", "Mrs Harrow"]
VERBS = "walked looked turned waited listened carried remembered noticed considered answered".split()
NOUNS = (
    "lantern river gatekeeper coat market afternoon conversation candlestick understanding weather half-open door"
    " thunderstorm neighbour handkerchief staircase chimney well-worn"
).split()
KINDS = "quiet enormous ordinary uncomfortable blue extraordinary narrow cold late unfinished".split()

BOOK = "#set page(width: 110mm, height: 170mm, margin: (inside: 20mm, outside: 12mm, y: 15mm), header: context {{{}}})\n"
HEAD = (
    "let p = counter(page).get().first()\n"
    "if calc.odd(p) { align(right)[The Long Weir #h(1em) #p] } else { [#p #h(1em) O. Marchbanks] }"
)
INDENTED = "#set par(justify: {}, first-line-indent: 1.2em, spacing: 0.65em)\n"
SPACED = "#set par(justify: {}, spacing: 1.2em)\n"
ENGLISH = '#set text(size: 10pt, lang: "en", region: "GB", hyphenate: {})\n'
CHAPTER = "#show heading: it => {pagebreak(weak: true); v(3cm); align(center, text(size: 16pt, it.body)); v(1cm)}\n"
MANUSCRIPT = (
    '#set page(paper: "us-letter", margin: 1in, header: align(right)[Marchbanks / WEIR / #context counter(page).display()])\n'
    '#set text(size: 12pt, font: "DejaVu Sans Mono", hyphenate: false)\n'
    "#set par(first-line-indent: 0.5in, spacing: 1.4em, leading: 1.4em)\n"
)
PLAIN = '#set page(paper: "a4", numbering: "1 / 1")\n'
WAYS = {
    "a book: indents, justified, hyphens, heads": BOOK.format(HEAD)
    + ENGLISH.format("true")
    + INDENTED.format("true")
    + CHAPTER,
    "indents, ragged": PLAIN + ENGLISH.format("false") + INDENTED.format("false"),
    "spaces, justified, hyphens": PLAIN + ENGLISH.format("true") + SPACED.format("true"),
    "spaces, ragged": PLAIN + ENGLISH.format("false") + SPACED.format("false"),
    "a manuscript: double-spaced, ragged, heads": MANUSCRIPT + CHAPTER,
    "indents, two columns": '#set page(paper: "a4", columns: 2)\n' + ENGLISH.format("true") + INDENTED.format("true"),
    "neither indents nor spaces, justified": PLAIN + "#set par(justify: true, spacing: 0.65em)\n",
}


def sentence(rng: random.Random) -> str:
    """Some words with an end."""
    words = ["the", rng.choice(KINDS), rng.choice(NOUNS), "and", "the", rng.choice(NOUNS), rng.choice(VERBS), "past the"]
    words = [*words, rng.choice(KINDS), rng.choice(NOUNS)]
    words = [*words[: rng.randint(4, 10)], f"of the {rng.choice(NOUNS)}"]
    return " ".join(words).capitalize() + rng.choice("......?!")


def paragraph(rng: random.Random) -> str:
    """Speech or narration."""
    if rng.random() < 0.45:
        said = f"“{sentence(rng)[:-1]},” said {rng.choice(NAMES)}."
        return f"{said} “{sentence(rng)}”" if rng.random() < 0.5 else f"“{sentence(rng)}”"
    told = " ".join(sentence(rng) for _ in range(rng.randint(1, 7)))
    return f"{told} *{sentence(rng)}*" if rng.random() < 0.15 else told


def story(rng: random.Random) -> list[str]:
    """Paragraphs, as Markdown has them."""
    rows: list[str] = []
    for chapter in range(CHAPTERS):
        rows.append(f"# The {rng.choice(NOUNS).title()} {chr(65 + chapter)}")
        for scene in range(SCENES):
            rows += ["* * *"] if scene else []
            rows += [paragraph(rng) for _ in range(rng.randint(15, 30))]
    return rows


def in_typst(row: str) -> str:
    """A paragraph in typst's markup."""
    if row == "* * *":
        return "#align(center)[\\* \\* \\*]"
    return re.sub(r"^#", "=", re.sub(r"\*(.+?)\*", r"_\1_", row))


def measure(way: str, rows: list[str]) -> str:
    """The row of the table for one way of setting."""
    data = typst.compile((WAYS[way] + "\n\n".join(map(in_typst, rows))).encode())
    started = time.process_time()
    found = read_story(data, name="long.pdf")
    wanted = [row for row in rows if row[0] not in "#*"]
    got = [paragraph.text for paragraph in found.paragraphs if paragraph.role == "prose"]
    whole = sum(match.size for match in SequenceMatcher(None, wanted, got, autojunk=False).get_matching_blocks())
    breaks = sum(paragraph.role == "break" for paragraph in found.paragraphs)
    chapters = sum(bool(chapter.title) for chapter in found.chapters)
    row = f"| {way} | {whole} of {len(wanted)} | {breaks} of {rows.count('* * *')} | {chapters} of {CHAPTERS} |"
    return f"{row} {time.process_time() - started:.1f} |"


if __name__ == "__main__":
    lines = story(random.Random(5))
    print("| set as | paragraphs whole | breaks | chapters | CPU s without PDFium's |\n|---|---|---|---|---|")
    for each in WAYS:
        print(measure(each, lines), flush=True)
