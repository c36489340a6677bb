"""Numbers in words, as English says them: so that every engine reads `1984` and `3rd` in the same, right way."""

from __future__ import annotations

from typing import Final

_SMALL: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen"
).split()
_TENS: Final = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES: Final = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"))
_LARGEST: Final = 10**15
"""From here on the digits are said one by one."""
_ORDINALS: Final = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_FRACTIONS: Final = {2: ("half", "halves"), 4: ("quarter", "quarters")}


def cardinal(number: int) -> str:
    """`105` is "one hundred and five"."""
    if number >= _LARGEST:
        return digits(str(number))
    if number < 20:
        return _SMALL[number]
    if number < 100:
        return _TENS[number // 10] + (f"-{_SMALL[number % 10]}" if number % 10 else "")
    if number < 1000:
        return f"{_SMALL[number // 100]} hundred" + (f" and {cardinal(number % 100)}" if number % 100 else "")
    size, name = next(scale for scale in _SCALES if number >= scale[0])
    rest = number % size
    return f"{cardinal(number // size)} {name}" + (f"{' and' if rest < 100 else ''} {cardinal(rest)}" if rest else "")


def ordinal(number: int) -> str:
    """`21` is "twenty-first"."""
    said = cardinal(number)
    start = max(said.rfind(" "), said.rfind("-")) + 1
    last = said[start:]
    if last.endswith("y"):
        return said[:-1] + "ieth"
    return said[:start] + _ORDINALS.get(last, last + "th")


def year(number: int) -> str:
    """`1905` is "nineteen oh five", `2007` "two thousand and seven", `2024` "twenty twenty-four"."""
    if number % 1000 < 10:
        return cardinal(number)
    century, rest = divmod(number, 100)
    return f"{cardinal(century)} {'hundred' if not rest else f'oh {_SMALL[rest]}' if rest < 10 else cardinal(rest)}"


def decade(number: int) -> str:
    """`1980` is "nineteen eighties", `90` "nineties", `1900` "nineteen hundreds"."""
    said = year(number) if number > 99 else cardinal(number)
    return said[:-1] + "ies" if said.endswith("y") else said + "s"


def digits(written: str) -> str:
    """`007` is "oh oh seven"."""
    return " ".join("oh" if digit == "0" else _SMALL[int(digit)] for digit in written)


def decimal(whole: str, places: str) -> str:
    """`3`, `14` is "three point one four"; an empty whole is not said."""
    return f"{cardinal(int(whole)) if whole else ''} point {digits(places).replace('oh', 'zero')}".strip()


def fraction(upper: int, lower: int) -> str:
    """`3`, `4` is "three quarters"."""
    one, many = _FRACTIONS.get(lower, (ordinal(lower), f"{ordinal(lower)}s"))
    return f"{cardinal(upper)} {one if upper == 1 else many}"
