"""What stands in figures, as it is said: times, money, dates, years, ordinals, units, Roman numerals.

The patterns are tried in an order in which each takes what the later ones would misread: `10:30` before `10`, `1st` before `1`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Final

from audiodrama.tts.numbers import cardinal, decade, decimal, digits, fraction, ordinal, year
from audiodrama.tts.words import CURRENCIES, MONTHS, NUMBERED, NUMBERED_IN_SHORT, PENCE, REGNAL, ROMAN, RULERS, UNITS, VULGAR

_Said = Callable[[re.Match[str]], str]

_FIRST_YEAR: Final = 1100
_END_OF_YEARS: Final = 2100
"""A number of four digits from the one up to the other is read as a year: "fifteen hundred men" is right for both."""
_LONGEST: Final = 18
"""Digits. Longer ones are no amount."""
_PARTS: Final = frozenset({2, 3, 4, 5, 6, 8, 10, 16})
"""What people cut things into; `9/11` is a date."""
_SHORT_SCALES: Final = {"k": "thousand", "m": "million", "bn": "billion"}

_NUMERAL: Final = r"(?=[IVXLC])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?!\w|'(?!s\b))"
_NO_PRONOUN: Final = r"(?!I\s+[a-z])"
"""`Part I` is a number at the end or before a mark; in "in part I agree" it is not."""
_NUMBERED_BY: Final = "|".join(NUMBERED)
_SCALE: Final = "hundred|thousand|million|billion|trillion"
_AMOUNT: Final = r"\d[\d,]{0,24}"
_NO_SENTENCE: Final = rf"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|{'|'.join(MONTHS)}|[A-Z]{{2}}"
"""After `3 p.m.`: what begins with a capital and no new sentence."""
_HALF_OF_DAY: Final = rf"\s?([ap])\.?\s?m\b(?:\.(\s*$|(?-i:(?=\s+(?!{_NO_SENTENCE})[A-Z])))?)?"
_WORD_END: Final = r"(?!\w)"
_MONTH: Final = "|".join(MONTHS)
_IN_SHORT: Final = "|".join(map(re.escape, NUMBERED_IN_SHORT))


def in_words(text: str) -> str:
    """The text with all its figures in words."""
    for pattern, said in _RULES:
        text = pattern.sub(said, text)
    return text


def _whole(written: str) -> int:
    return int(written.replace(",", ""))


def _number(match: re.Match[str]) -> str:
    """`1,000` or `3.5`."""
    return _amount(match[0])


def _amount(written: str) -> str:
    whole, point, places = written.rstrip(",").partition(".")
    said = decimal(whole.replace(",", ""), places) if point else _plain(whole)
    return said + "," * written.endswith(",")


def _plain(written: str) -> str:
    """A whole number, as a year where it looks like one."""
    bare = written.replace(",", "")
    if (bare.startswith("0") and len(bare) > 1) or len(bare) > _LONGEST:
        return digits(bare)
    is_year = len(written) == 4 and _FIRST_YEAR <= int(bare) < _END_OF_YEARS
    return year(int(bare)) if is_year else cardinal(int(bare))


def _time(match: re.Match[str]) -> str:
    hours, minutes, half = int(match[1]), match[2], match[3]
    if minutes == "00":
        return cardinal(hours) + (_half_of_day(half, match[4]) if half else " o'clock")
    said = digits(minutes) if minutes.startswith("0") else cardinal(int(minutes))
    return f"{cardinal(hours)} {said}" + (_half_of_day(half, match[4]) if half else "")


def _hour(match: re.Match[str]) -> str:
    return cardinal(int(match[1])) + _half_of_day(match[2], match[3])


def _half_of_day(half: str, stop: str | None) -> str:
    """` P M`, with the full stop where it also ends the text."""
    return f" {half.upper()} M" + ("" if stop is None else ".")


def _money(match: re.Match[str]) -> str:
    symbol, amount, part, long, short = match.groups()
    one, many = CURRENCIES[symbol]
    if scale := long or _SHORT_SCALES.get((short or "").lower()):
        return f"{_amount(amount + (part or ''))} {scale} {many}"
    cents = int((part or ".0")[1:].ljust(2, "0")[:2])
    if not _whole(amount) and cents:
        return f"{cardinal(cents)} {PENCE[symbol]}"
    said = f"{cardinal(_whole(amount))} {one if amount == '1' else many}" + "," * amount.endswith(",")
    return f"{said} {cardinal(cents)}" if cents else said


def _date(match: re.Match[str]) -> str:
    return f"{MONTHS[int(match[2]) - 1]} {ordinal(int(match[3]))}, {year(int(match[1]))}"


def _seconds_too(match: re.Match[str]) -> str:
    """`23:59:59`."""
    return " ".join(digits(part) if part.startswith("0") else cardinal(int(part)) for part in match.groups())


def _height(match: re.Match[str]) -> str:
    """`6'2"`."""
    return f"{cardinal(int(match[1]))} foot {cardinal(int(match[2]))}"


def _unit(match: re.Match[str]) -> str:
    one, many = UNITS[match[2]]
    return f"{_amount(match[1])} {one if match[1] == '1' else many}"


def _fraction(match: re.Match[str]) -> str:
    upper, lower = int(match[1]), int(match[2])
    if lower in _PARTS and upper < lower:
        return fraction(upper, lower)
    return f"{cardinal(upper)} {cardinal(lower)}"


def _vulgar(match: re.Match[str]) -> str:
    return f"{cardinal(int(match[1]))} and {VULGAR[match[2]]}" if match[1] else VULGAR[match[2]]


def _in_full(match: re.Match[str]) -> str:
    """`vol.` as `volume `."""
    return f"{NUMBERED_IN_SHORT[match[1].lower()]} "


def _chapter(match: re.Match[str]) -> str:
    return f"{match[1]}{match[2]}{cardinal(_roman(match[3]))}"


def _king(match: re.Match[str]) -> str:
    return f"{match[1]} the {ordinal(_roman(match[2])).title()}"


def _roman(written: str) -> int:
    values = [ROMAN[letter] for letter in written.lower()]
    return sum(-value if value < after else value for value, after in pairwise([*values, 0]))


_RULES: Final[tuple[tuple[re.Pattern[str], _Said], ...]] = (
    (re.compile(rf"\b({_IN_SHORT})\.\s?(?=\d|(?-i:[IVXLC]{{2,}}\b))", re.IGNORECASE), _in_full),
    (re.compile(rf"\b({_NUMBERED_BY})(\s+){_NO_PRONOUN}({_NUMERAL})", re.IGNORECASE), _chapter),
    (re.compile(rf"\b((?:(?:{'|'.join(RULERS)}) [A-Z][a-z]+|{'|'.join(REGNAL)})) {_NO_PRONOUN}({_NUMERAL})"), _king),
    (re.compile(rf"\b([A-Z][a-z]+) ((?=[IVX]{{2}}){_NUMERAL})"), _king),
    (re.compile(r"(?:\b[Nn]o\.\s?|#)(?=\d)"), lambda _: "number "),
    (re.compile(r"\b(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\b"), _date),
    (re.compile(r"(?<=\d:\d\d)\s?[–-]\s?(?=\d{1,2}:\d\d)|(?<=\d percent)\s*[–-]\s*(?=\d)"), lambda _: " to "),
    (re.compile(rf"(?<![\d:])([01]?\d|2[0-4]):([0-5]\d)(?![\d:])(?:{_HALF_OF_DAY})?", re.IGNORECASE), _time),
    (re.compile(r"(?<![\d:])([01]?\d|2[0-4]):([0-5]\d):([0-5]\d)(?![\d:])"), _seconds_too),
    (re.compile(r"\b(\d)'\s?(\d{1,2})(?:\"|'')"), _height),
    (re.compile(rf"\b({_MONTH}) (\d{{1,2}})(?![\w:/.-]*\d)\b"), lambda m: f"{m[1]} {ordinal(int(m[2]))}"),
    (re.compile(rf"(?<![\d.,:/-])\b(\d{{1,2}}) (?=(?:{_MONTH})\b)"), lambda m: f"{ordinal(int(m[1]))} "),
    (re.compile(r"\b(\d0)-(?=\1\b)"), lambda m: f"{cardinal(int(m[1]))}-"),
    (re.compile(rf"\b(\d{{1,2}}){_HALF_OF_DAY}", re.IGNORECASE), _hour),
    (re.compile(rf"([$£€¥])({_AMOUNT})(\.\d+)?(?: ({_SCALE})\b|(k|m|bn)\b)?", re.IGNORECASE), _money),
    (re.compile(r"\b(\d{1,9})¢"), lambda m: f"{cardinal(int(m[1]))} cents"),
    (re.compile(r"\b(?:\d{3}-)?\d{3}-\d{4}\b"), lambda m: ", ".join(map(digits, m[0].split("-")))),
    (re.compile(r"(?:'|\b)(\d0|1\d\d0|20\d0)'?s\b"), lambda m: decade(int(m[1]))),
    (re.compile(r"\b(\d[\d,]{0,12})(?:st|nd|rd|th)\b", re.IGNORECASE), lambda m: ordinal(_whole(m[1]))),
    (re.compile(r"(?<![\w/])(\d{1,3})/(\d{1,3})(?![\w/])"), _fraction),
    (re.compile(rf"(?:\b(\d{{1,9}}))?\s?([{''.join(VULGAR)}])"), _vulgar),
    (re.compile(r"(?<![\w.])[-−](?=\d)"), lambda _: "minus "),
    (re.compile(r"(?<=\d)\s?[–-]\s?(?=\d)"), lambda _: " to "),
    (re.compile(rf"\b({_AMOUNT}(?:\.\d+)?)\s?({'|'.join(map(re.escape, UNITS))}){_WORD_END}"), _unit),
    (re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])"), lambda _: " "),
    (re.compile(r"(?<!\w)\.(\d+)"), lambda m: decimal("", m[1])),
    (re.compile(r"\b\d+(?:\.\d+){2,}"), lambda m: " point ".join(map(_plain, m[0].split(".")))),
    (re.compile(rf"{_AMOUNT}\.\d+|\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+"), _number),
)
