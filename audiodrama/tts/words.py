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
    "messrs": "Messers",
    "mme": "Madame",
    "mlle": "Mademoiselle",
    "prof": "Professor",
    "hon": "Honourable",
    "capt": "Captain",
    "col": "Colonel",
    "cmdr": "Commander",
    "lt": "Lieutenant",
    "maj": "Major",
    "sgt": "Sergeant",
    "cpl": "Corporal",
    "supt": "Superintendent",
    "insp": "Inspector",
    "gov": "Governor",
    "rev": "Reverend",
    "jr": "Junior",
    "sr": "Senior",
    "bros": "Brothers",
    "ltd": "Limited",
    "corp": "Corporation",
    "esq": "Esquire",
    "etc": "et cetera",
    "vs": "versus",
    "ave": "Avenue",
    "blvd": "Boulevard",
    "mt": "Mount",
    "approx": "approximately",
    "dept": "department",
    "jan": "January",
    "feb": "February",
    "aug": "August",
    "sept": "September",
    "oct": "October",
    "nov": "November",
    "dec": "December",
}
"""In lower case without the full stop that they carry; `St.` and `Dr.` are decided by what stands around them."""

BEFORE_NAME: Final[Mapping[str, str]] = {
    "Gen": "General",
    "Sen": "Senator",
    "Rep": "Representative",
    "Pres": "President",
    "Adm": "Admiral",
    "Brig": "Brigadier",
    "Pvt": "Private",
    "Det": "Detective",
    "Fr": "Father",
}
"""Abbreviations only before a name."""

WEEKDAYS: Final[Mapping[str, str]] = {
    "Mon": "Monday",
    "Tue": "Tuesday",
    "Tues": "Tuesday",
    "Weds": "Wednesday",
    "Thu": "Thursday",
    "Thur": "Thursday",
    "Thurs": "Thursday",
    "Fri": "Friday",
}
WEEKDAYS_OR_WORDS: Final[Mapping[str, str]] = {"Wed": "Wednesday", "Sat": "Saturday", "Sun": "Sunday"}
"""Days only where a date or an hour stands beside them."""

DEGREES: Final[Mapping[str, str]] = {
    "Ph.D": "P H D",
    "D.Phil": "D Phil",
    "B.Sc": "B S C",
    "M.Sc": "M S C",
    "B.Ed": "B Ed",
    "M.Ed": "M Ed",
}
"""What initials of two letters are read as, without their last full stop."""

MEASURED: Final = ("tall", "high", "long", "wide", "deep", "thick", "across", "of", "by", "x", "down", "above", "below", "away")
"""After these marks are feet and inches: `6' tall`."""

AFTER_NAME: Final[Mapping[str, tuple[str, str]]] = {"St": ("Saint", "Street"), "Dr": ("Doctor", "Drive")}
"""What they are before a name, and after one."""
BEFORE_SAINT: Final = _words("At By For From In Mount Near Of On Port The To With And But Oh Is Was Lake Fort")
"""Words in capitals after which `St. Anne` is a saint and `Dr. Owl` a doctor all the same."""

INITIALISMS: Final[Mapping[str, str]] = {
    "e.g.": "for example",
    "i.e.": "that is",
    "n.b.": "note",
    "a.k.a.": "also known as",
    "r.s.v.p.": "R S V P",
}
"""Dotted letters that are not read as letters."""

ACRONYMS: Final = _words(
    """
    AIDS ASAP ATM BBC CEO CIA DIY DNA EU FAQ FBI GPS HIV IBM IRS JPEG KGB LAPD LED MIA MIT NASA NATO NAACP NYPD OBE OK PIN
    RADAR RAF RIP SUV TV UFO UK UN US USA USB USSR VIP WWI WWII YMCA AI PM DJ DIN IOU POW SOS SOB CFO MBA PHD
    LOL OMG WTF BRB IDK TBH FYI BFF HTML PDF DVD VHS CD PC RV ICU CNN HBO MTV NBA NFL NHL NSA
    """
)
"""Capitals that mean what they say. A word without a vowel is taken for one too."""

SHOUTED: Final = _words(
    """
    a act add age ago aid aim air all am and any apt are arm art as ask at ate awe bad bag ban bar be bed beg bet big bit
    bow box boy bug bus but buy by bye cab can cap car cat cop cow cry cup cut dad dam day did die dig dim do dog don't dry
    due ear eat egg ego elf end eye far fat fed fee few fig fit fix fly fog for fox fun fur gas get go god got gum gun guy
    had ham has hat he hen her hey hid him hip his hit hop hot how hug hum hut ice if ill in ink inn is it its jam jar jaw
    jet job joy jug key kid lap law lay leg let lid lie lip log lot low mad man map mat may me men mix mob mom mud mug mum
    my new no nod nor not now nut oak odd of off oh oil old on one or our out owe owl own pan pat paw pay pea pen pet pie
    pig pit pot pub put rag ran rat raw ray red rid rob rod rot row rub rug run sad sap sat saw say sea see set sew she shy
    sin sip sir sit six ski sky sly so son sow spy sue sum sun tap tea ten the tie tin tip to toe ton too top toy try tub
    tug two up urn use van vat via vow war was wax way we wed wet who why wig win wit woe yak yes yet you zoo
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
    whoosh woo wood wool yahoo yell yippee zoo zoom zz
    """
)
"""Words with a doubled letter, so that `Sooon` becomes `Soon` and not `Son`."""

ELIDED: Final = ("tis", "twas", "twere", "twill", "em", "til", "cause", "bout", "round", "n")
"""Words that begin with an apostrophe rather than a quotation mark."""

SOUNDS: Final[Mapping[str, str]] = {
    "hm": "hmm",
    "hmph": "humph",
    "hmpf": "humph",
    "hrm": "hurm",
    "hrmph": "harrumph",
    "mm": "umm",
    "mmm": "umm",
    "mhm": "uh-hmm",
    "mm-hmm": "uh-hmm",
    "mm-hm": "uh-hmm",
    "mmhmm": "uh-hmm",
    "sh": "shush",
    "shh": "shush",
    "ssh": "shush",
    "pff": "puff",
    "pft": "puff",
    "pfft": "puff",
    "pst": "psst",
    "tch": "tut",
    "tsk": "tut",
    "grr": "gurr",
    "brr": "burr",
    "aww": "aw",
    "eww": "ew",
    "uhh": "uh",
    "uhm": "um",
    "aargh": "argh",
    "whew": "phew",
    "hehe": "heh heh",
    "hehehe": "heh heh heh",
    "haha": "ha ha",
    "hahaha": "ha ha ha",
    "hahahaha": "ha ha ha ha",
    "heehee": "hee hee",
    "zzz": "zizz",
}
"""Sighs, laughter and other noises that engines would spell letter by letter, as words that sound like them."""

STUTTERED: Final[Mapping[str, str]] = {
    "c": "kuh",
    "g": "guh",
    "h": "huh",
    "q": "kwuh",
    "w": "wuh",
    "x": "zuh",
    "y": "yuh",
    "wh": "wuh",
    "ph": "fuh",
    "kn": "nuh",
    "wr": "ruh",
}
"""The beginning of a stuttered word, where it is not the letters with `uh` after them."""

SYMBOLS: Final[Mapping[str, str]] = {
    "°C": " degrees Celsius",
    "°F": " degrees Fahrenheit",
    "&": " and ",
    "%": " percent ",
    "+": " plus ",
    "=": " equals ",
    "@": " at ",
    "°": " degrees ",
    "№": " number ",
    "×": " times ",
    "÷": " divided by ",
    "§": " section ",
}

CURRENCIES: Final[Mapping[str, tuple[str, str]]] = {
    "$": ("dollar", "dollars"),
    "£": ("pound", "pounds"),
    "€": ("euro", "euros"),
    "¥": ("yen", "yen"),
}
PENCE: Final[Mapping[str, str]] = {"$": "cents", "£": "pence", "€": "cents", "¥": "sen"}

NUMBERED_IN_SHORT: Final[Mapping[str, str]] = {
    "ch": "chapter",
    "p": "page",
    "pp": "pages",
    "vol": "volume",
    "fig": "figure",
    "nos": "numbers",
    "apt": "apartment",
}
"""Abbreviations that are ones before a figure, without their full stop: `fig. 3`, but not `She ate a fig.`"""

MONTHS: Final = tuple("January February March April May June July August September October November December".split())

UNITS: Final[Mapping[str, tuple[str, str]]] = {
    "km/h": ("kilometre an hour", "kilometres an hour"),
    "kph": ("kilometre an hour", "kilometres an hour"),
    "mph": ("mile an hour", "miles an hour"),
    "km": ("kilometre", "kilometres"),
    "cm": ("centimetre", "centimetres"),
    "mm": ("millimetre", "millimetres"),
    "m": ("metre", "metres"),
    "ft": ("foot", "feet"),
    "yd": ("yard", "yards"),
    "kg": ("kilo", "kilos"),
    "g": ("gram", "grams"),
    "lb": ("pound", "pounds"),
    "lbs": ("pound", "pounds"),
    "oz": ("ounce", "ounces"),
    "hrs": ("hour", "hours"),
    "hr": ("hour", "hours"),
    "min": ("minute", "minutes"),
    "mins": ("minute", "minutes"),
    "sec": ("second", "seconds"),
    "secs": ("second", "seconds"),
    "Hz": ("hertz", "hertz"),
    "kHz": ("kilohertz", "kilohertz"),
    "MHz": ("megahertz", "megahertz"),
    "GB": ("gigabyte", "gigabytes"),
    "MB": ("megabyte", "megabytes"),
    "KB": ("kilobyte", "kilobytes"),
    "k": ("thousand", "thousand"),
}
"""What stands after a number, one and many."""

VULGAR: Final[Mapping[str, str]] = {
    "½": "a half",
    "¼": "a quarter",
    "¾": "three quarters",
    "⅓": "a third",
    "⅔": "two thirds",
    "⅛": "an eighth",
}

ROMAN: Final[Mapping[str, int]] = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
NUMBERED: Final = tuple(
    """
    chapter part book act scene volume episode section article appendix phase type class mark level war figure stage canto
    season apollo saturn
    """.split()
)
"""Words after which a Roman numeral is a number: `Chapter XIV`, `World War II`."""
RULERS: Final = tuple("King Queen Pope Emperor Empress Tsar Czar Kaiser Prince Saint".split())
REGNAL: Final = tuple(
    """
    Henry Charles James George William Edward Richard Louis Philip
    Alexander Peter Frederick Elizabeth Catherine Napoleon
    """.split()
)
"""Names after which even a single letter is a number: `Henry V`."""
