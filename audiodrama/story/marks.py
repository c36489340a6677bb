"""What one line of a story is when it is no prose: an ornament, a link, a heading, a label, a note's beginning, the end.

Each function looks at the words of a single line or paragraph; where it stands is the business of headings.py and matter.py.
Paragraphs longer than `LONGEST_MARK` are never anything but prose, which also bounds the work of every expression here.
"""

from __future__ import annotations

import re
from typing import Final

LONGEST_MARK: Final = 120
"""Characters of the longest heading, label or credit."""

HEAD_LINES: Final = 30
"""Lines of a file among which its title page ends."""

ORNAMENTS: Final = "*#~=_-–—―•·∙◦●○◆◇■□★☆✦✧✶✷✻❖❦❧☙⁂⁎※§+|^/\\<> \t\xa0\n\r"
"""What scene breaks are made of. Dots are none of them: `...` alone is a silence in a dialogue."""

_LETTERED_BREAK: Final = re.compile(r"\W*(?:o0o|0o0|oOo|xXx|XxX|x{3,}|x(?: x)+|X(?: X)+|(?i:(?:scene|line) ?break))\W*")
_CHAT: Final = re.compile(r"[A-Z][A-Z0-9 .'’_-]{0,24}: ")
_LINK: Final = re.compile(r"[<(\[]?(?:https?://|www\.)\S+[>)\]]?")
_HASHES: Final = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_UNDERLINE: Final = re.compile(r"={3,}|-{3,}|~{3,}")
_EMPHASIS: Final = "*_ \t"

_UNITS: Final = "one two three four five six seven eight nine"
_TEENS: Final = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_CARDINALS: Final = {
    **{word: value for value, word in enumerate(f"{_UNITS} {_TEENS}".split(), 1)},
    **{word: 10 * value for value, word in enumerate(_TENS.split(), 2)},
    **{
        f"{ten}-{unit}": 10 * tens + units
        for tens, ten in enumerate(_TENS.split(), 2)
        for units, unit in enumerate(_UNITS.split(), 1)
    },
}
_ORDINALS: Final = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|final"
_ROMAN: Final = re.compile(r"(?=[IVXLC])(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}

_CARDINAL: Final = "|".join(sorted(_CARDINALS, key=len, reverse=True)).replace("-", "[- ]")
_NUMBER: Final = rf"(?:\d{{1,4}}|[ivxlc]{{1,8}}|(?:the )?(?:{_ORDINALS})|(?:{_CARDINAL}))\b"
_CHAPTER_WORDS: Final = r"chapter|chap\.|kapitel|chapitre|cap[ií]tulo|capitolo|hoofdstuk|rozdział|глава"
_PART_WORDS: Final = r"part|book|volume|vol\.|act|canto|letter|episode|teil|buch|partie|livre|parte|libro"
_NAMES: Final = (
    "prologue|epilogue|preface|foreword|introduction|interlude|intermission|afterword|postscript"
    "|prolog|epilog|vorwort|nachwort|prólogo|epílogo|prologo|epilogo|épilogue|préface"
)
_HEADING_WORD: Final = re.compile(rf"[*_ \t]*(?:{_CHAPTER_WORDS}|{_PART_WORDS}|(?:the )?(?:{_NAMES}))", re.IGNORECASE)
_ANY_CASE: Final = re.IGNORECASE | re.DOTALL
_CHAPTER: Final = re.compile(rf"(?:{_CHAPTER_WORDS})\s+{_NUMBER}(?P<rest>.*)", _ANY_CASE)
_PART: Final = re.compile(rf"(?:{_PART_WORDS})\s+{_NUMBER}(?P<rest>.*)", _ANY_CASE)
_NAMED: Final = re.compile(rf"(?:the )?(?:{_NAMES})(?P<rest>.*)", _ANY_CASE)
_ENGLISH: Final = (
    "a an and as at but by for from in into nor of off on onto or out over the to under up upon with without is are was"
)
_FOREIGN: Final = "de la le les du des et der die das und von vom zu im am el los las del y di il e da do dos"
SMALL_WORDS: Final = frozenset(f"{_ENGLISH} {_FOREIGN}".split())
"""Words that stay small in a title."""
_NUMERAL: Final = re.compile(r"[-–—~*_.()\[\]§#\s]*([\w-]+)[-–—~*_.()\[\]\s]*")
_NUMBERED: Final = re.compile(r"(\d{1,3}|[IVXLC]{1,8})(?:[.:)][ \t]+|[ \t]+[-–—][ \t]+|[ \t]{2,})(\S.*)")

_NOTE: Final = re.compile(
    r"\W*(?:(?P<sure>[Aa]/[Nn])|AN(?=:)|(?i:author(?:['’]?s)?['’]? notes?|note from the author|notes? by the author|end ?notes?"
    r"|anmerkung(?:en)? de[rs] autor(?:in|s)?|note de l['’]auteure?|nota del? autore?a?))\b(?P<after>.*)",
    re.DOTALL,
)
_LABEL: Final = re.compile(
    r"\W*(?:(?:summary|synopsis|blurb|description|rating|genres?|fandoms?|pairings?|relationships?|characters"
    r"|tags|additional tags|(?:content |trigger )?warnings|(?:content|trigger) warning|archive warnings?|cw|tw|disclaimer"
    r"|word ?count|words|stats|categor(?:y|ies)|beta(?:'d| reader)?|prompt|series|chapters|published|updated|completed|isbn"
    r"|notes?|chapter notes"
    r"|zusammenfassung|résumé|resumen|riassunto)\b\W*(?::|$)(?P<after>.*)"
    r"|rated\s+(?:g|pg|pg-13|r|k\+?|t|m|e|teen|mature|everyone|explicit|general)\b.*"
    r"|posted originally on .*|see the end of the (?:work|chapter|story) for .*"
    r"|(?:translated|illustrated|edited|produced|cover(?: art)?|(?:first |originally )?published) (?:by|in) .{0,80})",
    _ANY_CASE,
)
_COPYRIGHT: Final = re.compile(r"\W*(?:copyright\b|©|\(c\) ?\d{4}|all rights reserved)", re.IGNORECASE)
_END: Final = re.compile(
    r"\W*(?:(?i:the end|finis|to be continued|tbc)|END|FIN|Fin|ENDE|Ende|(?<=[\[(<~*-])(?i:end)"
    r"|(?i:end of (?:the )?(?:first |second |third )?(?:vol|volume|book|part|chapter|story)\b.{0,20}))\W*"
)
_CREDIT: Final = re.compile(
    r"(?i:(?:an? )?(?:(?:short |true )?(?:story|novel|novella|tale|fanfic|fic|one-shot)|written|author)?\s*\bby\b:?"
    r"|author:|autor:)\s+(?P<name>\S.{0,60})"
)
_TITLE_LABEL: Final = re.compile(r"(?:title|titel|titre|título|titolo):\s*(?P<title>\S.*)", re.IGNORECASE)


def is_ornament(text: str) -> bool:
    """A scene break that is printed: `***`, `* * *`, `---`, `#`, `⁂`, `oOo`."""
    return not text.strip(ORNAMENTS) or (len(text) <= LONGEST_MARK and bool(_LETTERED_BREAK.fullmatch(text)))


def is_link(text: str) -> bool:
    """Nothing but an address."""
    return text[:1] in "<([hw" and bool(_LINK.fullmatch(text))


def stands_alone(line: str) -> bool:
    """A line that is never joined to its neighbours, however the text is wrapped."""
    return is_ornament(line) or is_link(line) or hashes(line) > 0 or is_chapter(line)


def opens_paragraph(line: str, number: int) -> bool:
    """A line that begins a paragraph with no blank line before it: a note, a line of a chat; near the top `by …`, `Tags: …`."""
    at_top = number <= HEAD_LINES and (label_after(line) is not None or is_copyright(line) or bool(credit(line)))
    return at_top or bool(_CHAT.match(line)) or note_after(line) is not None


def hashes(text: str) -> int:
    """The level of a Markdown heading; 0 for anything else."""
    found = _HASHES.match(text) if "\n" not in text else None
    return len(found[1]) if found else 0


def is_chapter(text: str) -> bool:
    """`CHAPTER ONE`, `Chapter 3: The Toll`, `Part Two`, `Prologue`, also in emphasis."""
    if len(text) > LONGEST_MARK or not _HEADING_WORD.match(text):
        return False
    plain = text.strip(_EMPHASIS)
    if chapter := _CHAPTER.fullmatch(plain):
        return _follows_number(chapter["rest"], separated=True)
    other = _PART.fullmatch(plain) or _NAMED.fullmatch(plain)
    return other is not None and _follows_number(other["rest"], separated=False)


def _follows_number(rest: str, *, separated: bool) -> bool:
    """Whether `rest`, what stands after `Chapter 3`, is its title or nothing; `separated`: a separator proves a title."""
    title = rest.lstrip(" \t\n.:—–-").rstrip(" .")
    mark = rest.strip()[:1]
    if not title:
        return True
    if separated and mark and mark in ".:—–-":
        return len(title) <= LONGEST_MARK and title[0] not in ".,;"
    return rest[:1] in " \t\n.:—–-" and looks_like_title(title)


def looks_like_title(text: str) -> bool:
    """Short, with every longer word capitalised, and not broken off by a comma."""
    words = text.split()
    if not words or len(text) > LONGEST_MARK or len(words) > 14 or text[-1] in ",;:-—–" or text[0] in "“\"'‘«—–-(":
        return False
    bare = [word.strip("*_“”\"‘’'().,!?:;") for word in words]
    long = [word for word in bare if word and word.lower() not in SMALL_WORDS]
    return bool(long) and bare[0][:1] == bare[0][:1].upper() and all(not word[0].islower() for word in long)


def numeral(text: str) -> tuple[str, int] | None:
    """A number alone on its line, with its kind (`digits`, `roman`, `word`): `12.`, `IV`, `(2)`, `— 3 —`, `_One_`."""
    if len(text) > 24:
        return None
    found = _NUMERAL.fullmatch(text)
    if not found:
        return None
    word = found[1].strip("_")
    if word.isdecimal() and len(word) <= 3:
        return "digits", int(word)
    if word and _ROMAN.fullmatch(word):
        return "roman", _roman(word)
    value = _CARDINALS.get(word.lower())
    return ("word", value) if value and word[0].isupper() and not text.endswith(".") else None


def numbered_title(text: str) -> tuple[str, int] | None:
    """A number before a title, as `numeral` tells it: `II. The Ferry`, `3: The Toll`, `IV  The Old Bridge`."""
    found = _NUMBERED.fullmatch(text) if len(text) <= LONGEST_MARK else None
    if not found or not looks_like_title(found[2]) or found[2][-1] in ".!?…":
        return None
    return numeral(found[1])


def _roman(word: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in word]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def note_after(text: str) -> str | None:
    """What follows the words `A/N`, `Author's Notes` at the start of a paragraph; None where it starts otherwise."""
    found = _NOTE.match(text[:LONGEST_MARK])
    if not found:
        return None
    after = found["after"].strip()
    own_line = "\n" in found["after"][:2]
    if after and not (found["sure"] or own_line or after[0] in ":—–-.*_])"):
        return None
    return (after + text[LONGEST_MARK:]).strip(" \t\r\n:—–-.*_])(")


def label_after(text: str) -> str | None:
    """What follows `Summary:`, `Tags:`, `Rated` … at the start of a paragraph; None where it starts otherwise."""
    found = _LABEL.fullmatch(text[:LONGEST_MARK])
    if not found:
        return None
    after = found["after"]
    return (text[found.start("after") :] if after is not None else text).strip(" \t\r\n*_:")


def is_copyright(text: str) -> bool:
    """`Copyright 2024 …`, `© …`, or the reservation of all rights."""
    return len(text) <= 4 * LONGEST_MARK and bool(_COPYRIGHT.match(text))


def is_end(text: str) -> bool:
    """`THE END`, `[End]`, `~ Fin ~`, `To be continued …`."""
    return len(text) <= LONGEST_MARK and bool(_END.fullmatch(text))


def credit(text: str, *, under_title: bool = False) -> str:
    """The author's name in `by A. Writer` or `Author: A. Writer`; empty where the line is none.

    Right under a title a name needs no capitals, `by the friends of the ferry`, but a sentence is still none.
    """
    if len(text) > LONGEST_MARK:
        return ""
    found = _CREDIT.fullmatch(text.strip(_EMPHASIS))
    if not found:
        return ""
    name = found["name"].strip(" .*_")
    named = looks_like_title(name) or (under_title and text[-1].isalnum())
    return name if len(name.split()) == 1 or (named and len(name.split()) <= 6) else ""


def title_label(text: str) -> str:
    """The title in `Title: The Toll Bridge`; empty where the line is none."""
    found = _TITLE_LABEL.fullmatch(text) if len(text) <= LONGEST_MARK else None
    return found["title"].strip() if found else ""


def plain_title(text: str) -> str:
    """A heading's words on one line, without its markup: hashes, emphasis, the line under it."""
    lines = [line.strip().strip("#").strip(_EMPHASIS) for line in text.splitlines()]
    kept = [line for line in lines if line and not _UNDERLINE.fullmatch(line)]
    joined = ""
    for line in kept:
        glue = " " if not joined or joined[-1] in ".:!?—–-" else ": "
        joined += (glue if joined else "") + " ".join(line.split())
    return joined.strip()
