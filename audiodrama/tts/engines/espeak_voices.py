"""The voices of espeak-ng that are told apart: an accent each, and a variant that makes it another person.

espeak-ng offers 8 English accents times about 100 variants, most of which sound alike, like robots or broken. These were
chosen by measuring one sentence in each (median pitch by autocorrelation; spectral centroid; distance of the mean MFCCs
together with the pitch): every voice is further from its nearest neighbour (3.5 and more) than the variants m1 to m6 are from
the plain voice (3.3 and less), which a speaker model takes for one person. Genders stand in the variants' own files or follow
their names; ages are what pitch and name suggest.
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
    centroid: int
    """Hz: below 500 muffled, above 1000 bright."""


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

_MUFFLED: Final = 500
"""Hz. A voice with a lower centroid is harder to understand."""
_CLEAR_QUALITY: Final = 0.3
_MUFFLED_QUALITY: Final = 0.2
"""Against 1 for a person: espeak-ng is clear and tireless, and nobody takes it for one."""

# fmt: off
_ROWS: Final = (
    _Row("gmw/en-gb-x-rp", "", "male", "adult", 101, 818),
    _Row("gmw/en-us", "f3", "female", "adult", 208, 894),
    _Row("gmw/en-us", "norbert", "male", "adult", 100, 748),
    _Row("gmw/en-gb-x-rp", "f2", "female", "adult", 192, 828),
    _Row("gmw/en-us", "m7", "male", "adult", 106, 571),
    _Row("gmw/en-us", "Annie", "female", "young", 230, 1125),
    _Row("gmw/en-us", "ed", "male", "young", 125, 831),
    _Row("gmw/en", "f4", "female", "adult", 178, 842),
    _Row("gmw/en-us", "sandro", "male", "adult", 98, 685),
    _Row("gmw/en-gb-scotland", "f1", "female", "adult", 178, 893),
    _Row("gmw/en-gb-x-rp", "Andy", "male", "adult", 95, 840),
    _Row("gmw/en-us", "linda", "female", "young", 227, 1065),
    _Row("gmw/en-gb-scotland", "m8", "male", "old", 85, 485),
    _Row("gmw/en-us-nyc", "f5", "female", "adult", 204, 986),
    _Row("gmw/en-us", "Gene2", "male", "adult", 114, 644),
    _Row("gmw/en-gb-x-rp", "belinda", "female", "adult", 227, 841),
    _Row("gmw/en-us", "edward", "male", "adult", 100, 444),
    _Row("gmw/en-us", "Andrea", "female", "young", 242, 877),
    _Row("gmw/en-us-nyc", "pablo", "male", "adult", 113, 1116),
    _Row("gmw/en-gb-x-rp", "grandma", "female", "old", 203, 983),
    _Row("gmw/en-gb-x-gbcwmd", "quincy", "male", "old", 85, 538),
    _Row("gmw/en-029", "shelby", "female", "adult", 179, 1686),
    _Row("gmw/en", "michel", "male", "adult", 104, 517),
    _Row("gmw/en-gb-x-rp", "Alicia", "female", "young", 248, 1262),
    _Row("gmw/en-us", "iven3", "male", "adult", 99, 419),
    _Row("gmw/en-us", "steph3", "female", "adult", 184, 299),
    _Row("gmw/en-gb-x-rp", "Reed", "male", "young", 114, 413),
    _Row("gmw/en-us", "anika", "female", "young", 262, 333),
    _Row("gmw/en-029", "marcelo", "male", "adult", 98, 419),
    _Row("gmw/en-us", "david", "male", "adult", 73, 375),
    _Row("gmw/en-us", "boris", "male", "adult", 102, 966),
    _Row("gmw/en-gb-x-gbclan", "Jacky", "male", "adult", 118, 423),
    _Row("gmw/en-gb-x-rp", "gustave", "male", "adult", 106, 431),
    _Row("gmw/en-us", "travis", "male", "adult", 103, 560),
    _Row("gmw/en-gb-x-rp", "victor", "male", "adult", 94, 877),
    _Row("gmw/en-us", "announcer", "male", "old", 68, 459),
    _Row("gmw/en", "kaukovalta", "male", "adult", 100, 748),
    _Row("gmw/en-us", "Nguyen", "male", "young", 148, 496),
    _Row("gmw/en-us", "Storm", "male", "adult", 87, 1231),
    _Row("gmw/en-us", "Lee", "male", "adult", 95, 685),
    _Row("gmw/en-us", "zac", "male", "child", 345, 1161),
)
# fmt: on


def voices() -> list[Voice]:
    """The voices of the table, the clear ones first."""
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
        quality=_MUFFLED_QUALITY if row.centroid < _MUFFLED else _CLEAR_QUALITY,
        timbre=row.variant or "plain",
    )
