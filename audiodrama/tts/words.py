"""Words that `pronounce` must know: what is spelled out, what is not, and what stands for something longer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


ABBREVIATIONS: Final[Mapping[str, str]] = {
    "mr": "Mister",
    "mrs": "Missus",
    "ms": "Miz",
    "dr": "Doctor",
    "prof": "Professor",
    "capt": "Captain",
    "lt": "Lieutenant",
    "sgt": "Sergeant",
    "rev": "Reverend",
    "jr": "Junior",
    "sr": "Senior",
    "etc": "et cetera",
    "vs": "versus",
    "ave": "Avenue",
    "approx": "approximately",
    "dept": "department",
}
"""In lower case without the full stop that they carry; `St.` is decided by what follows."""

INITIALISMS: Final[Mapping[str, str]] = {"e.g.": "for example", "i.e.": "that is", "n.b.": "note"}
"""Dotted letters that are not read as letters."""

ACRONYMS: Final = _words(
    """
    AIDS ASAP ATM BBC CEO CIA DIY DNA EU FAQ FBI GPS HIV IBM IRS JPEG KGB LAPD LED MIA MIT NASA NATO NAACP NYPD OBE OK PIN
    RADAR RAF RIP SUV TV UFO UK UN US USA USB USSR VIP WWI WWII YMCA AI AM PM DJ DIN IOU POW SOS SOB CEO CFO MBA PHD
    """
)
"""Capitals that mean what they say. A word without a vowel is taken for one too."""

SHOUTED: Final = _words(
    """
    a all and any are as ask at bad be big but by can cut day did die do dog don't end eye far few fly for fun get go god got
    had has hat he her hey him his hit hot how if in is it its job joy key kid let lie lot mad man may me men mom mum my new
    no nor not now of off oh old on one or our out own pay put ran red run sad saw say see set she sir sit six so son sun ten
    the to too top try two up use war was way we who why win yes yet you
    """
)
"""Short words that may stand in capitals for emphasis. `IT` is more often a word than a trade, `US` more often a
country."""

DOUBLED: Final = _words(
    """
    all bee been beep beer boo boom boot brr call cheer choose coo cool deep door ee eek eerie fall feel fool food free freeze
    full good goodbye goose grr hall heel hello hell hmm hoo hoot kill keep knee loose look mm mmm moo moon need
    noon off oo ooh ooze oops pff pfft poor pool queen roof room see seem seen sheep shh shoo shoot sleep smooth soon speed
    spoon squee steel still sweet tall tell teeth three too tooth tree vroom wall wee week weep well wheel whee whoop will
    woo wood wool yahoo yell yippee zoo zoom zz
    """
)
"""Words with a doubled letter, so that `Sooon` becomes `Soon` and not `Son`."""

ELIDED: Final = ("tis", "twas", "twere", "twill", "em", "til", "cause", "bout", "round", "n")
"""Words that begin with an apostrophe rather than a quotation mark."""

SYMBOLS: Final[Mapping[str, str]] = {
    "&": " and ",
    "%": " percent ",
    "+": " plus ",
    "=": " equals ",
    "@": " at ",
    "°": " degrees ",
    "№": " number ",
}

CURRENCIES: Final[Mapping[str, tuple[str, str]]] = {
    "$": ("dollar", "dollars"),
    "£": ("pound", "pounds"),
    "€": ("euro", "euros"),
}

ROMAN: Final[Mapping[str, int]] = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
