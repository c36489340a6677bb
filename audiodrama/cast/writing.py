"""The parts of voices.yaml as they are written: names quoted where YAML would misread them, one role, a whole new file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from audiodrama.cast.auto import Choice
from audiodrama.cast.marks import mark
from audiodrama.model import Delivery, Placement, Role, Traits

_PLAIN: Final = re.compile(r"[A-Za-z](?:[\w./+'’-]|:(?=[\w/])| (?=[\w.'’-]))*", re.ASCII)
_PLAIN_LETTERS: Final = re.compile(r"[^\W\d_](?:[\w.'’-]| (?=[\w'’-]))*")
_MISREAD: Final = frozenset("y n yes no on off true false null nan inf".split())
"""Words that some reader of YAML takes for something else."""

STEP: Final = 2
"""Spaces of indentation in what is written anew."""

_HEAD: Final = """\
# Who sounds how. Change a value, run the same command again, and only the lines that it touches are recorded again.
# A voice before "# auto" was chosen for you: write another one, and it is yours. `audiodrama voices` lists them all.
version: 1
defaults:
  engine: auto        # the one with the best voices here, or its name
  language: en-US
  announce: all       # which headings the narrator reads: all, title, chapters or none
  narration: full     # lean: tags that say only who speaks are skipped
"""
_TAIL: Final = """
lexicon:              # how to say a word:
  # Aldermoor: ALL-der-moor

music:
  bed: auto           # composed for the story; or none, a file, a folder
  level: -18 LU       # in gaps, against the speech
  duck: 8 dB          # further down while somebody speaks
"""


def new_cast(choices: Sequence[Choice]) -> str:
    """The text of a fresh voices.yaml with these roles, its sections ready to be edited."""
    roles = "\n".join(line for choice in choices for line in role_lines(choice, " " * STEP, " " * 2 * STEP))
    return f"{_HEAD}\ncast:\n{roles}\n{_TAIL}"


def role_lines(choice: Choice, indent: str, inner: str) -> list[str]:
    """The lines of one role, each with its indentation and without its end."""
    role = choice.role
    plain = [("aliases", _list(role.aliases)), ("traits", _traits(role.traits))]
    lines = [f"{inner}{key}: {value}" for key, value in plain if value]
    lines += _voice_lines(role, choice.reason, inner)
    settings = (*_delivery(role.delivery), *_placed(role.placement))
    lines += [f"{inner}{key}: {value}" for key, value in settings]
    return [f"{indent}{scalar(role.name)}:" + ("" if lines else " {}"), *lines]


def _voice_lines(role: Role, reason: str, indent: str) -> list[str]:
    """`voice:` with its mark; one line for each engine where there are more."""
    if len(role.voices) == 1:
        return [f"{indent}voice: {voice}" for voice in (_marked(role, engine, reason) for engine in role.voices)]
    rows = [
        f"{indent}{' ' * STEP}{scalar(engine)}: {scalar(voice)}{_comment(role, engine, reason)}"
        for engine, voice in role.voices.items()
    ]
    return [f"{indent}voice:", *rows] if rows else []


def _marked(role: Role, engine: str, reason: str) -> str:
    return scalar(f"{engine}:{role.voices[engine]}") + _comment(role, engine, reason)


def _comment(role: Role, engine: str, reason: str) -> str:
    return f"  # {mark(engine, role.voices[engine], reason)}"


def scalar(text: str) -> str:
    """The text as one YAML scalar that every reader of YAML takes for this text, in blocks and in brackets."""
    if (_PLAIN.fullmatch(text) or _PLAIN_LETTERS.fullmatch(text)) and text.casefold() not in _MISREAD:
        return text
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


def _list(names: Sequence[str]) -> str:
    return f"[{', '.join(map(scalar, names))}]" if names else ""


def _traits(traits: Traits) -> str:
    known = {"gender": traits.gender, "age": traits.age, "accent": traits.accent, "temper": traits.temper}
    return (
        ", ".join(f"{key}: {scalar(value)}" for key, value in known.items() if value).join("{}") if any(known.values()) else ""
    )


def _delivery(delivery: Delivery) -> list[tuple[str, str]]:
    usual = Delivery()
    named = ("rate", "pitch", "size")
    return [(key, f"{getattr(delivery, key):g}") for key in named if getattr(delivery, key) != getattr(usual, key)]


def _placed(placement: Placement) -> list[tuple[str, str]]:
    usual = Placement()
    written = {
        "volume": f"{placement.gain_db:+g} dB" if placement.gain_db != usual.gain_db else "",
        "pan": f"{placement.pan:g}" if placement.pan is not None else "",
        "effect": placement.effect if placement.effect != usual.effect else "",
    }
    return [(key, value) for key, value in written.items() if value]
