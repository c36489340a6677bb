"""Every key of voices.yaml in one table: the reader checks by it, and the JSON Schema is made of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final, get_args

from audiodrama.model import Age, Effect, Gender

VERSION: Final = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number, with its unit after it or without."""

    least: float
    most: float
    unit: str = ""

    def read(self, text: str) -> float | None:
        """The number; None when it is none."""
        match = re.fullmatch(r"([+-]?(?:\d{1,6}(?:\.\d{0,6})?|\.\d{1,6}))\s*([A-Za-z%]*)", text.strip().replace("−", "-"))
        if not match or match[2].casefold() not in {"", self.unit.casefold()}:
            return None
        return float(match[1])

    @property
    def wanted(self) -> str:
        """What is expected, in words."""
        unit = f" {self.unit}" if self.unit else ""
        return f"a number from {self.least:g} to {self.most:g}{unit}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Any words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """A list of names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """`engine:voice`, a voice of the default engine, or a voice for each engine."""


Kind = Number | Choice | Text | Names | Voices


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A key and what may stand there."""

    name: str
    kind: Kind
    about: str


def _words(literal: Any) -> tuple[str, ...]:  # noqa: ANN401  (a typing form)
    return tuple(word for word in get_args(literal) if word)


DEFAULTS: Final = (
    Field(name="engine", kind=Text(), about="auto, or the engine whose voices speak"),
    Field(name="language", kind=Text(), about="the story's language, as in en-US"),
    Field(
        name="announce", kind=Choice(words=("all", "title", "chapters", "none")), about="the headings that the narrator reads"
    ),
)
TRAITS: Final = (
    Field(name="gender", kind=Choice(words=_words(Gender)), about="for choosing a voice"),
    Field(name="age", kind=Choice(words=_words(Age)), about="for choosing a voice"),
    Field(name="accent", kind=Text(), about="for choosing a voice: british, scottish …"),
)
ROLE: Final = (
    Field(name="aliases", kind=Names(), about="other names of the same character"),
    Field(name="voice", kind=Voices(), about="engine:voice, or one for each engine: {pyttsx3: …, kokoro: …}"),
    Field(name="rate", kind=Number(least=0.5, most=2), about="speed; 1 is the voice's own pace"),
    Field(name="pitch", kind=Number(least=-12, most=12), about="semitones; 0 is the voice's own"),
    Field(name="size", kind=Number(least=0.7, most=1.4), about="of the speaker: above 1 bigger and deeper, below 1 smaller"),
    Field(name="volume", kind=Number(least=-24, most=24, unit="dB"), about="louder or softer than the others"),
    Field(name="pan", kind=Number(least=-1, most=1), about="left -1 to right 1; where it is missing the mixer chooses"),
    Field(name="effect", kind=Choice(words=_words(Effect)), about="where the voice is heard"),
)
MUSIC: Final = (
    Field(name="bed", kind=Text(), about="auto, none, or a file or folder of yours"),
    Field(
        name="level", kind=Number(least=-60, most=0, unit="LU"), about="of the music against the speech, where nobody speaks"
    ),
    Field(name="duck", kind=Number(least=0, most=40, unit="dB"), about="how much softer it gets under speech"),
)
SECTIONS: Final = ("version", "defaults", "cast", "lexicon", "music")


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 7, which editors know) of voices.yaml."""
    role = _object(ROLE)
    role["properties"]["traits"] = _object(TRAITS)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "audiodrama voices.yaml",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "version": {"enum": [int(VERSION)]},
            "defaults": _object(DEFAULTS),
            "cast": {"type": ["object", "null"], "additionalProperties": role},
            "lexicon": {"type": ["object", "null"], "additionalProperties": {"type": ["string", "number"]}},
            "music": _object(MUSIC),
        },
    }


def _object(fields: tuple[Field, ...]) -> dict[str, Any]:
    properties = {field.name: {"description": field.about, **_type(field.kind)} for field in fields}
    return {"type": ["object", "null"], "additionalProperties": False, "properties": properties}


def _type(kind: Kind) -> dict[str, Any]:
    match kind:
        case Number():
            with_unit = {"type": "string", "pattern": rf"^[+-]?[0-9.]+ ?({kind.unit})?$"}
            return {"anyOf": [{"type": "number", "minimum": kind.least, "maximum": kind.most}, with_unit]}
        case Choice():
            return {"enum": list(kind.words)}
        case Names():
            return {"type": "array", "items": {"type": "string"}}
        case Voices():
            return {"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}}]}
        case _:
            return {"type": "string"}
