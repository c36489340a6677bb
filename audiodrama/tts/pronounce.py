"""The text as it is spoken: what a reader's eye passes over is taken away, what a voice would stumble on is respelled.

The written form stays in the script and in the subtitles; only the engine sees this one. A word is lost or changed only by a
rule written down here; a property test holds that.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import pairwise, product
from typing import Final

from audiodrama.tts.emphasis import ACCENTED, OFF, ON, PLAIN, calm_where_many, emphasised
from audiodrama.tts.figures import in_words
from audiodrama.tts.tongues import MARKED, bare, foreign_marked, runs
from audiodrama.tts.words import (
    ABBREVIATIONS,
    ACRONYMS,
    AFTER_NAME,
    BEFORE_NAME,
    BEFORE_SAINT,
    DEGREES,
    DOUBLED,
    ELIDED,
    INITIALISMS,
    MEASURED,
    SHOUTED,
    SOUNDS,
    STUTTERED,
    SYMBOLS,
    WEEKDAYS,
    WEEKDAYS_OR_WORDS,
)

_UNSPOKEN: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Sk", "So"})
"""Unicode categories that no voice says: controls, zero-width characters, emoji, notes of music."""
_SELECTORS: Final = re.compile("[\ufe00-\ufe0f\u20e3]")
"""Marks that turn the character before them into an emoji."""

_EMPHASIS: Final = re.compile(r"(?<![\w*])\*{1,3}(?=\S)|(?<=\S)\*{1,3}(?![\w*])|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)")
"""`*…*`, `**…**`, `_…_` around words."""
_MARKS: Final = re.compile(r"[\[\]{}<>|\\^*_~`#\"“”„«»‹›]|(?<!\d)/|/(?!\d)")
_APOSTROPHES: Final = re.compile("[‘’‛ʼ′]")
_QUOTES: Final = re.compile(rf"(?<!\w)'(?!(?:{'|'.join(ELIDED)})\b)|(?<=\w)'(?!\w)", re.IGNORECASE)
"""Single quotation marks; an apostrophe at the end of a word makes no sound either."""

_URL: Final = re.compile(r"(?:https?://|\bwww\.)(?:www\.)?([\w-]+(?:\.[\w-]+)+)(\S*)", re.IGNORECASE)
_EMAIL: Final = re.compile(r"\b([\w.+-]{1,64})@([\w-]{1,63}(?:\.[\w-]{1,63}){1,4})")
_AFTER_URL: Final = ".,;:!?)]'\"”"
_NAMED: Final = re.compile(r"(\b[A-Z][a-z]+ )?\b(St|Dr)\.(?:(\s*$)|(?=\s+(\S))|)")
"""`St.` and `Dr.`, with the word in capitals before and the first character after."""
_ABBREVIATED: Final = re.compile(rf"\b({'|'.join(ABBREVIATIONS)})\.(\s*$)?", re.IGNORECASE)
_BEFORE_NAME: Final = re.compile(rf"\b({'|'.join(BEFORE_NAME)})\.(?=\s+[A-Z])")
_DATED: Final = r"(?=,?\s+(?:\d|at\b|night\b|morning\b|evening\b|afternoon\b)|\s?[-–]\s?[MTWFS])"
_WEEKDAY: Final = re.compile(
    rf"\b({'|'.join(WEEKDAYS)})\.(\s*$)?|\b({'|'.join(WEEKDAYS_OR_WORDS)})\.{_DATED}|"
    rf"(?<=\b[Oo]n )({'|'.join(WEEKDAYS_OR_WORDS)})\.(\s*$)?"
)
_DEGREE: Final = re.compile(rf"\b({'|'.join(map(re.escape, DEGREES))})\b\.?(\s*$)?")
_FEET: Final = re.compile(rf"(?<![\w'.])(\d{{1,3}})(?:'|(\"|''))(?=\s(?:{'|'.join(MEASURED)})\b)")
_HEIGHT: Final = re.compile(r"(?<=\d)'\s(?=\d{1,2}(?:\"|''))")
_INITIALS: Final = re.compile(r"\b(?:[A-Za-z]\.){2,}(\s*$)?")
_FIRM: Final = re.compile(r"\b([A-Z])([A-Z]?)&(?=[A-Z]\b)")
"""`R&D`, `AT&T`: letters, not the word `at`."""
_STUTTER: Final = re.compile(
    r"(?<![\w-])(?!D-Day|[BC]-class|B-ball|T-time)((?:([b-df-hj-np-tv-z]{1,3}|[aeiou])-)+)(?=\2)", re.IGNORECASE
)
"""`W-w-what`: the beginning of a word, once or more, before the word itself."""
_SOUND: Final = re.compile(
    rf"(?<![\w'-])(?:{'|'.join(sorted(SOUNDS, key=len, reverse=True))})(?![\w'-])|(?<![\w'-])(?:ha){{2,}}h?(?![\w'-])",
    re.IGNORECASE,
)

_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_STRETCHED: Final = re.compile(r"([^\W\d_])\1{2,}", re.IGNORECASE)
_MOST_RUNS: Final = 6
"""Stretched runs of one word that are looked into, so that a wall of letters costs no time."""
_SHORT: Final = 3
"""Letters. Longer capitals are a shout; up to here they may be initials."""

_DASH: Final = re.compile(r"\s*(?:[—―–]|--+|(?<=\s)-(?=\s|$))\s*")
_ELLIPSIS: Final = re.compile(rf"\s*(?:…|\.(?:\s?\.)+)+\s*(?={ON}?(.?))", re.DOTALL)
_BRACKET: Final = re.compile(r"\s*[()]\s*")
_TIDY: Final = (
    (re.compile(r" +"), " "),
    (re.compile(r" (?=[,;:!?]|\.(?!\d))"), ""),
    (re.compile(r",(?=[,.;:!?])"), ""),
    (re.compile(r"(?<=[.;:!?]),"), ""),
    (re.compile(r"[?!]*\?[?!]*"), "?"),
    (re.compile(r"!+"), "!"),
    (re.compile(r"^(?:[,;:!?\s-]|\.(?!\d))+"), ""),
)


_STRESSED: Final = re.compile(r"(?:(?<=-)(?=[A-Z]*[AEIOUY])[A-Z]{2,}|(?=[A-Z]*[AEIOUY])[A-Z]{2,}(?=-))(?![A-Za-z])")
"""A syllable in capitals of `a-KAY-shuh`, which some engines would spell."""
_IPA: Final = "\ue000\ue001\ue002"
"""Stand for the brackets of `[word](/IPA/)` while brackets of the text are taken away; they cannot stand in the text."""
_IPA_BRACKETS: Final = dict(zip(map(ord, _IPA), ("[", "](", ")"), strict=True))


def spoken(text: str, lexicon: Mapping[str, str], *, ipa: bool = False, stress: bool = False, tongues: bool = False) -> str:
    """The line as an engine is to say it; empty when there is nothing to say.

    Args:
        text: a line of the script, verses on lines of their own.
        lexicon: word to respelling. A word in lower case stands for any case, another for itself and for its capitals.
        ipa: the engine reads `[word](/IPA/)`; for others a word whose entry is `/IPA/` stays as it is.
        stress: the engine reads `*word*`, a word that is emphasised; for others it is a word.
        tongues: the engine reads `{fr:bonne nuit}`, words of another language; for others they are words.
    """
    plain = _plain(text)
    said = "".join(_said(run, lexicon, ipa) for run in (runs(plain) if tongues else [bare(plain)]))
    said = _punctuated(calm_where_many(said)).translate(MARKED)
    said = said.translate(ACCENTED if stress and not text.isupper() else PLAIN)
    return said.translate(_IPA_BRACKETS) if any(char.isalnum() for char in said) else ""


def _said(run: str, lexicon: Mapping[str, str], ipa: bool) -> str:
    """A run of one language; one that is not English stays as it is, unless the lexicon has a word of it."""
    pieces = list(_respelled(bare(run), lexicon, ipa))
    if bare(run) != run and len(pieces) == 1:
        return run
    return "".join(respelled if respelled is not None else _normal(piece) for piece, respelled in pieces)


def is_ipa(respelling: str) -> bool:
    """Whether an entry of the lexicon is `/IPA/` rather than a plain respelling."""
    return len(respelling) > 2 and respelling.startswith("/") and respelling.endswith("/")


def _plain(text: str) -> str:
    """Without markup, emoji and curly marks; verses run on."""
    text = _EMAIL.sub(_address, _URL.sub(_site, _SELECTORS.sub("", _straight(text))))
    verses = [line.strip().removeprefix("~").strip() for line in text.split("\n")]
    text = "".join(verse + _between(verse, following) for verse, following in pairwise([*verses, ""]))
    text = "".join(char for char in text if char in SYMBOLS or unicodedata.category(char) not in _UNSPOKEN)
    return _QUOTES.sub("", _FEET.sub(_measure, _HEIGHT.sub("'", _EMPHASIS.sub("", emphasised(foreign_marked(text))))))


def _straight(text: str) -> str:
    """One code for each letter and each apostrophe."""
    return _APOSTROPHES.sub("'", unicodedata.normalize("NFC", text))


def _site(match: re.Match[str]) -> str:
    """The host alone: nobody wants to hear the rest of an address. Punctuation after it stays."""
    host, rest = match.groups()
    return host.replace(".", " dot ") + rest[len(rest.rstrip(_AFTER_URL)) :]


def _address(match: re.Match[str]) -> str:
    """`me@example.org` as it is read out."""
    return " at ".join(part.replace(".", " dot ") for part in match.groups())


def _between(verse: str, following: str) -> str:
    if not following:
        return ""
    return ", " if verse[-1:].isalnum() else " "


def _respelled(text: str, lexicon: Mapping[str, str], ipa: bool) -> Iterator[tuple[str, str | None]]:
    """The text in pieces, each with its respelling where the lexicon has one."""
    entries = {spelling: said for word, said in lexicon.items() for spelling in _spellings(word)}
    if not entries:
        yield text, None
        return
    words = "|".join(_pattern(word) for word in sorted(entries, key=len, reverse=True))
    done = 0
    for match in re.finditer(rf"(?<!\w)(?:{words})(?!\w)", text):
        yield text[done : match.start()], None
        word = " ".join(match[0].split())
        yield word, _entry(word, entries.get(word, entries.get(word.lower(), word)), ipa)
        done = match.end()
    yield text[done:], None


def _spellings(word: str) -> set[str]:
    word = " ".join(_straight(word).split())
    return ({word} if word.islower() else {word, word.upper()}) - {""}


def _pattern(word: str) -> str:
    escaped = r"\s+".join(re.escape(part) for part in word.split())
    return f"(?i:{escaped})" if word.islower() else escaped


def _entry(word: str, said: str, ipa: bool) -> str:
    if not is_ipa(said):
        return _STRESSED.sub(lambda match: match[0].lower(), said)
    return f"{_IPA[0]}{word}{_IPA[1]}{said}{_IPA[2]}" if ipa else word


def _normal(text: str) -> str:
    """Plain text with everything that is not simply a word respelled."""
    text = _FIRM.sub(lambda match: " ".join(filter(None, match.groups())) + " and ", text)
    for symbol, name in SYMBOLS.items():
        text = text.replace(symbol, name)
    text = _BEFORE_NAME.sub(lambda match: BEFORE_NAME[match[1]], _WEEKDAY.sub(_weekday, text))
    text = _ABBREVIATED.sub(lambda match: ABBREVIATIONS[match[1].lower()] + _stop(match[2]), _NAMED.sub(_named, text))
    text = _DEGREE.sub(lambda match: DEGREES[match[1]] + _stop(match[2]), text)
    text = _INITIALS.sub(_initials, in_words(text))
    text = _MARKS.sub(" ", text)
    shouted = text.isupper() and len(text.split()) > 1
    text = _WORD.sub(lambda match: _calm(_shortened(match[0]), shouted), text)
    return _STUTTER.sub(_stuttered, _SOUND.sub(_sounded, text))


def _named(match: re.Match[str]) -> str:
    """`St. Anne` and `Main St.`, `Dr. Owl` and `Elm Dr.`; before a name it is a doctor, whatever stands before."""
    before, abbreviation, ending, following = match.groups()
    title, road = AFTER_NAME[abbreviation]
    has_name_after = bool(following) and following.isupper()
    has_name_before = bool(before) and before.strip() not in BEFORE_SAINT
    is_road = has_name_before and not (has_name_after and abbreviation == "Dr")
    is_road = is_road or (abbreviation == "St" and not has_name_after)
    stop = "." if ending is not None or (is_road and has_name_after) else ""
    return (before or "") + (road if is_road else title) + stop


def _sounded(match: re.Match[str]) -> str:
    """A noise as a word, in the case of its first letter."""
    written = match[0].lower()
    said = SOUNDS.get(written) or " ".join(["ha"] * (len(written) // 2))
    return said.capitalize() if match[0][0].isupper() else said


def _stuttered(match: re.Match[str]) -> str:
    """`W-w-what` as `Wuh, wuh, what`: letters would be spelled."""
    parts = [part for part in match[1].split("-") if part]
    return "".join(f"{_begun(part)}, " for part in parts)


def _begun(part: str) -> str:
    low = part.lower()
    if low in "aeiou":
        return part
    said = STUTTERED.get(low, low + "uh")
    return said.capitalize() if part[0].isupper() else said


def _weekday(match: re.Match[str]) -> str:
    """`Tues.`; `Sat. 5th` and `on Sat.`, not `The Sun.` by itself."""
    day = match[1] or match[3] or match[4]
    return {**WEEKDAYS, **WEEKDAYS_OR_WORDS}[day] + _stop(match[5] if match[2] is None else match[2])


def _measure(match: re.Match[str]) -> str:
    """`6' tall`, `12" deep`."""
    one, many = ("inch", "inches") if match[2] else ("foot", "feet")
    return f"{match[1]} {one if match[1] == '1' else many}"


def _stop(end_of_text: str | None) -> str:
    """The full stop of an abbreviation that also ends the sentence."""
    return "" if end_of_text is None else "."


def _initials(match: re.Match[str]) -> str:
    letters = match[0].rstrip()
    said = INITIALISMS.get(letters.lower()) or " ".join(letters.upper().split(".")).strip()
    return said + _stop(match[1])


def _shortened(word: str) -> str:
    """A stretched word at its own length: `Waaay` is `Way`, `Sooon` is `Soon`."""
    runs = _STRETCHED.split(word[:])
    if len(runs) == 1 or set(word.lower()) <= set("ivxlc") or len(runs) // 2 > _MOST_RUNS:
        return word
    lengths = product((1, 2), repeat=len(runs) // 2)
    candidates = [_joined(runs, chosen) for chosen in lengths]
    said = next((word for word in candidates if word.lower() in DOUBLED), candidates[0])
    return said if word.isupper() or len(said) < 2 else said[0] + said[1:].lower()


def _joined(runs: list[str], lengths: tuple[int, ...]) -> str:
    return (
        "".join(plain + letter * length for plain, letter, length in zip(runs[::2], runs[1::2], lengths, strict=False))
        + runs[-1]
    )


def _calm(word: str, shouted: bool) -> str:
    """A word in capitals as a word, so that no engine spells it; acronyms stay."""
    if not word.isupper() or len(word) == 1 or word in ACRONYMS:
        return word
    long = len(word) > _SHORT and set(word) & set("AEIOUYÀÁÂÃÄÅÈÉÊËÌÍÎÏÒÓÔÕÖÙÚÛÜ")
    if not long and not shouted and word.lower() not in SHOUTED | DOUBLED:
        return word
    return word.lower() if shouted else f"{ON}{word.lower()}{OFF}"


def _punctuated(text: str) -> str:
    """Dashes, dots and brackets as the pauses that every engine makes at a comma or a full stop."""
    text = _DASH.sub(", ", " ".join(text.split()))
    text = _BRACKET.sub(", ", _ELLIPSIS.sub(_pause, text))
    for pattern, replacement in _TIDY:
        text = pattern.sub(replacement, text)
    return text.strip()


def _pause(match: re.Match[str]) -> str:
    following = match[1]
    if following in "?!,;:":  # also at the end of the text
        return "" if following else ","
    return ", " if following.islower() else ". "
