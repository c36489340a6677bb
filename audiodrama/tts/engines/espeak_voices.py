"""The voices of espeak-ng that are told apart: an accent each, and a variant that makes it another person.

espeak-ng offers 8 English accents times about 100 variants, most of which sound alike, like robots or broken. These were
chosen by measuring one sentence in each (median pitch by autocorrelation; distance of the mean MFCCs together with the pitch):
every voice is further from its nearest neighbour (3.5 and more) than the variants m1 to m6 are from the plain voice (3.3 and
less), which a speaker model takes for one person. How alike the voices are to such a model stands in
`cast/likeness/pyttsx3.txt`. Genders stand in the variants' own files or follow their names; ages are what pitch and name
suggest.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from audiodrama.model import Age, Gender, Voice


class _Row(NamedTuple):
    accent: str
    variant: str
    gender: Gender
    age: Age
    pitch: int
    """Hz, median."""
    lost: int
    """Of a hundred words those that Whisper base heard wrongly (benchmarks/intelligible.py, 16 sentences)."""


_ACCENTS: Final = {
    "gmw/en": ("en-GB", "british"),
    "gmw/en-gb-x-rp": ("en-GB", "british"),
    "gmw/en-gb-x-gbclan": ("en-GB", "british"),
    "gmw/en-gb-x-gbcwmd": ("en-GB", "british"),
    "gmw/en-gb-scotland": ("en-GB", "scottish"),
    "gmw/en-us": ("en-US", "american"),
    "gmw/en-us-nyc": ("en-US", "american"),
    "gmw/en-029": ("en-029", "caribbean"),
}
"""espeak-ng's name to BCP 47 and ours; the British are general, Received Pronunciation, Lancaster and West Midlands."""

_BEST_QUALITY: Final = 0.4
"""Against 1 for a person: espeak-ng is tireless, and nobody takes it for one. A word lost in a hundred takes 0.01 from it."""
_LEAST_QUALITY: Final = 0.05

_HASTE: Final = {"anika": 0.85, "Andrea": 0.85, "Alicia": 1.15}
"""What brings the variants that speak faster or slower than the others (229 and 170 words a minute to 195) to their pace."""

# fmt: off
_ROWS: Final = (
    _Row("gmw/en-gb-x-rp", "victor", "male", "adult", 94, 6),
    _Row("gmw/en-gb-x-rp", "", "male", "adult", 101, 10),
    _Row("gmw/en-us", "f3", "female", "adult", 208, 14),
    _Row("gmw/en-us", "norbert", "male", "adult", 100, 14),
    _Row("gmw/en-gb-x-rp", "f2", "female", "adult", 192, 19),
    _Row("gmw/en-us", "m7", "male", "adult", 106, 7),
    _Row("gmw/en-us", "Annie", "female", "young", 230, 23),
    _Row("gmw/en-us", "ed", "male", "young", 125, 16),
    _Row("gmw/en", "f4", "female", "adult", 178, 19),
    _Row("gmw/en-us", "sandro", "male", "adult", 98, 7),
    _Row("gmw/en-gb-scotland", "f1", "female", "adult", 178, 30),
    _Row("gmw/en-gb-x-rp", "Andy", "male", "adult", 95, 19),
    _Row("gmw/en-us", "linda", "female", "young", 227, 17),
    _Row("gmw/en-gb-scotland", "m8", "male", "old", 85, 19),
    _Row("gmw/en-us-nyc", "f5", "female", "adult", 204, 16),
    _Row("gmw/en-us", "Gene2", "male", "adult", 114, 9),
    _Row("gmw/en-gb-x-rp", "belinda", "female", "adult", 227, 13),
    _Row("gmw/en-us", "edward", "male", "adult", 100, 6),
    _Row("gmw/en-us", "Andrea", "female", "young", 242, 14),
    _Row("gmw/en-us-nyc", "pablo", "male", "adult", 113, 19),
    _Row("gmw/en-gb-x-rp", "grandma", "female", "old", 203, 19),
    _Row("gmw/en-gb-x-gbcwmd", "quincy", "male", "old", 85, 19),
    _Row("gmw/en-029", "shelby", "female", "adult", 179, 39),
    _Row("gmw/en", "michel", "male", "adult", 104, 13),
    _Row("gmw/en-gb-x-rp", "Alicia", "female", "young", 248, 41),
    _Row("gmw/en-us", "iven3", "male", "adult", 99, 19),
    _Row("gmw/en-us", "steph3", "female", "adult", 184, 13),
    _Row("gmw/en-gb-x-rp", "Reed", "male", "young", 114, 12),
    _Row("gmw/en-us", "anika", "female", "young", 262, 9),
    _Row("gmw/en-029", "marcelo", "male", "adult", 98, 28),
    _Row("gmw/en-us", "david", "male", "adult", 73, 15),
    _Row("gmw/en-us", "boris", "male", "adult", 102, 27),
    _Row("gmw/en-gb-x-gbclan", "Jacky", "male", "adult", 118, 39),
    _Row("gmw/en-gb-x-rp", "gustave", "male", "adult", 106, 19),
    _Row("gmw/en-us", "travis", "male", "adult", 103, 18),
    _Row("gmw/en-us", "announcer", "male", "old", 68, 11),
    _Row("gmw/en", "kaukovalta", "male", "adult", 100, 39),
    _Row("gmw/en-us", "Nguyen", "male", "young", 148, 8),
    _Row("gmw/en-us", "Storm", "male", "adult", 87, 14),
    _Row("gmw/en-us", "Lee", "male", "adult", 95, 20),
    _Row("gmw/en-us", "zac", "male", "child", 345, 13),
)
# fmt: on


def voices() -> list[Voice]:
    """The voices of the table, the clear ones first; of two that are equally clear, the one that stands first there."""
    found = [_voice(row) for row in _ROWS]
    return sorted(found, key=lambda voice: -voice.quality)


def whispering(voice: str) -> str:
    """The whispering variant of the voice's accent and gender."""
    row = next(row for row in _ROWS if _name(row) == voice)
    return f"{row.accent}+{'whisperf' if row.gender == 'female' else 'whisper'}"


def _name(row: _Row) -> str:
    return f"{row.accent}+{row.variant}" if row.variant else row.accent


def _voice(row: _Row) -> Voice:
    language, accent = _ACCENTS[row.accent]
    return Voice(
        engine="pyttsx3",
        name=_name(row),
        gender=row.gender,
        age=row.age,
        language=language,
        accent=accent,
        quality=max(_LEAST_QUALITY, _BEST_QUALITY - row.lost / 100),
        timbre=row.variant or "plain",
    )


def haste(voice: str) -> float:
    """By what its pace is multiplied, so that all voices read equally fast."""
    return _HASTE.get(voice.rpartition("+")[2], 1.0)
