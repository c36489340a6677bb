"""Every key of voices.yaml, once: the checks, the JSON Schema and the reference are all made from this table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

from audiodrama.model import Age, Effect, Gender, Temper

VERSION: Final = 1
"""Of the format."""

Kind = Literal["section", "entries", "texts", "text", "choice", "number", "amount", "voice"]
"""`section`: fixed keys; `entries`: any names, their values alike; `texts`: a list; `amount`: a number with its unit;
`voice`: one voice, or one for each engine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One key: what it may hold and what it means."""

    name: str
    kind: Kind
    about: str
    example: str = ""
    """As it stands in the file behind the key."""
    default: str = ""
    """What holds where the key is missing, in words."""
    choices: tuple[str, ...] = ()
    least: float = 0.0
    most: float = 0.0
    unit: str = ""
    fields: tuple[Field, ...] = ()
    """Of a section, and of each entry."""

    def field(self, name: str) -> Field | None:
        """The field of that name inside it."""
        return next((field for field in self.fields if field.name == name), None)

    @property
    def wanted(self) -> str:
        """What it may hold, in words for a message."""
        return {
            "section": f"names and values: {', '.join(field.name for field in self.fields)}",
            "entries": "names and values, one per line",
            "texts": "a list in square brackets",
            "text": "a text",
            "choice": f"one of {', '.join(self.choices)}" if self.choices[1:] else "".join(self.choices),
            "number": f"a number from {self.least:g} to {self.most:g}",
            "amount": f"from {self.least:g} to {self.most:g} {self.unit}",
            "voice": "ENGINE:VOICE, or {ENGINE: VOICE} with one voice for each engine",
        }[self.kind]


def _named(literal: object) -> tuple[str, ...]:
    return tuple(word for word in get_args(literal) if word)


DEFAULTS: Final = Field(
    name="defaults",
    kind="section",
    about="What holds for every role that says nothing else.",
    fields=(
        Field(
            name="engine",
            kind="text",
            about="Which engine speaks, and so which of a role's voices is used; `auto`: the one with the best voices here.",
            example="auto",
            default="auto",
        ),
        Field(
            name="language", kind="text", about="The language of the story, as a BCP 47 tag.", example="en-US", default="en-US"
        ),
        Field(
            name="announce",
            kind="choice",
            about="Which headings the narrator announces.",
            example="all",
            default="all",
            choices=("all", "title", "chapters", "none"),
        ),
        Field(
            name="narration",
            kind="choice",
            about="`lean` marks tags that say only who speaks (“she said”) with [[skip]] in a fresh script.",
            example="full",
            default="full",
            choices=("full", "lean"),
        ),
    ),
)

TRAITS: Final = Field(
    name="traits",
    kind="section",
    about="Who the character is, whatever the engine: new voices are chosen by it.",
    example="{gender: female, age: young, accent: british}",
    default="not known",
    fields=(
        Field(name="gender", kind="choice", about="How the voice should sound.", example="female", choices=_named(Gender)),
        Field(name="age", kind="choice", about="About how old.", example="young", choices=_named(Age)),
        Field(name="accent", kind="text", about="Where the voice is from: american, british, scottish …", example="british"),
        Field(name="temper", kind="choice", about="What sort of person it is.", example="gruff", choices=_named(Temper)),
    ),
)

LEXICON: Final = Field(
    name="lexicon",
    kind="entries",
    about="How to say a word: a plain respelling, or IPA between slashes. Under a role: how this character alone says it.",
    example="{Aldermoor: ALL-der-moor}",
)

ROLE: Final = (
    Field(
        name="aliases",
        kind="texts",
        about="Other names of the character in stories and scripts.",
        example="[Miss Vane, the girl]",
        default="none",
    ),
    TRAITS,
    Field(
        name="voice",
        kind="voice",
        about="Whose voice it is. A name without an engine belongs to the default engine.",
        example="{kokoro: bf_emma, pyttsx3: gmw/en-us+f3}",
        default="the nearest voice, until `audiodrama cast` chooses one",
    ),
    Field(
        name="rate",
        kind="number",
        about="Pace: 1.0 is the voice's own, 1.1 is faster.",
        example="0.96",
        default="1.0",
        least=0.5,
        most=2.0,
    ),
    Field(
        name="pitch",
        kind="number",
        about="Semitones up or down.",
        example="-1.5",
        default="0",
        least=-12,
        most=12,
        unit="semitones",
    ),
    Field(
        name="size",
        kind="number",
        about="Length of the vocal tract: above 1 bigger and deeper, below 1 smaller.",
        example="1.08",
        default="1.0",
        least=0.7,
        most=1.4,
    ),
    LEXICON,
    Field(
        name="volume",
        kind="amount",
        about="Louder or softer than the others. Never records a line again.",
        example="+1 dB",
        default="0 dB",
        least=-24,
        most=24,
        unit="dB",
    ),
    Field(
        name="pan",
        kind="number",
        about="Place between left (-1) and right (1). Never records a line again.",
        example="-0.25",
        default="a place of its own that the mixer keeps",
        least=-1,
        most=1,
    ),
    Field(
        name="effect",
        kind="choice",
        about="What the character is heard through. Never records a line again.",
        example="phone",
        default="none",
        choices=_named(Effect),
    ),
)

CAST: Final = Field(
    name="cast",
    kind="entries",
    about="The characters by name, NARRATOR among them. Names are compared without case.",
    fields=ROLE,
)

MUSIC: Final = Field(
    name="music",
    kind="section",
    about="The bed under the drama.",
    fields=(
        Field(
            name="bed",
            kind="text",
            about="`auto` is composed for the story, `none` is silence; else a file or a folder of yours.",
            example="auto",
            default="auto",
        ),
        Field(
            name="level",
            kind="amount",
            about="How loud it is in gaps, against the speech.",
            example="-18 LU",
            default="-18 LU",
            least=-60,
            most=0,
            unit="LU",
        ),
        Field(
            name="duck",
            kind="amount",
            about="How much further down it goes while somebody speaks.",
            example="8 dB",
            default="8 dB",
            least=0,
            most=40,
            unit="dB",
        ),
    ),
)

FILE: Final = Field(
    name="voices.yaml",
    kind="section",
    about="Who sounds how.",
    fields=(
        Field(name="version", kind="choice", about="Of this format.", example="1", default="1", choices=(str(VERSION),)),
        DEFAULTS,
        CAST,
        LEXICON,
        MUSIC,
    ),
)
