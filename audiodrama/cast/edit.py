"""Changes to voices.yaml that replace the very characters they mean: every other byte of the user's file stays."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Final

from audiodrama.cast.auto import Choice
from audiodrama.cast.file import AUTO_COMMENT
from audiodrama.cast.nodes import Node, Pairs, Scalar, Source, compose, last_leaf
from audiodrama.errors import ProblemsError
from audiodrama.model import Role

_FRESH: Final = """\
# Who sounds how. Change a voice, a rate, a pitch, and run the same command again: only that character is recorded anew.
# `audiodrama voices` lists the voices. A voice that still equals the one in its `# auto` comment is the tool's own choice.
version: 1
defaults:
  engine: auto          # auto: the engine with the best voices that is installed
  language: en-US
  announce: all         # all | title | chapters | none: the headings that the narrator reads
cast:
{cast}lexicon:                # how a word is said: a plain respelling, or /IPA/
  # Aldermoor: ALL-der-moor
music:
  bed: auto             # auto | none | a file or folder of yours
  level: -18 LU         # against the speech, where nobody speaks
  duck: 8 dB            # how much softer it gets under speech
"""
_PLAIN: Final = re.compile(r"[^\W\d_][\w .’'/+-]*")
_READ_OTHERWISE: Final = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n", "inf", "nan"})
"""Words that some YAML reader or other takes for something else than a word."""
_STEP: Final = 2
"""Spaces that a level is indented by in what the tool writes."""


def new_cast(choices: Sequence[Choice]) -> str:
    """The text of a fresh voices.yaml with these roles."""
    return _FRESH.format(cast="".join(_role_lines(choice, _STEP, _STEP, "\n") for choice in choices))


def add_roles(text: str, choices: Sequence[Choice], name: str = "voices.yaml") -> str:
    """The text with the roles that are missing added, and with a voice added to those that lack one of that engine.

    Raises:
        ProblemsError: the text is no voices.yaml that can be edited.
    """
    for choice in choices:
        cast = _cast_node(Source(text, name))
        known = cast.get(choice.role.name) if isinstance(cast, Pairs) else None
        for engine, voice in choice.role.voices.items() if known else ():
            text = set_voice(text, choice.role.name, engine, voice, choice.reason, name)
        if known is None:
            text = _add_role(text, choice, name)
    return text


def set_voice(text: str, role: str, engine: str, voice: str, reason: str, name: str = "voices.yaml") -> str:
    """The text with that voice of that engine for an existing role, and the reason in its `# auto` comment.

    Raises:
        ProblemsError: the text is no voices.yaml, has no such role, or its voice cannot be edited in place.
    """
    source = Source(text, name)
    key, value = _role_node(source, role)
    comment = f"auto {engine}:{voice}: {reason}"
    node = value.get("voice") if isinstance(value, Pairs) else None
    if node is None or (isinstance(node, Scalar) and node.is_null and node.start == node.end):
        return _insert_voice(source, key, value, node, f"voice: {_word(f'{engine}:{voice}')}", comment)
    if isinstance(node, Scalar):
        return _splice(source, node, _with_engine(source, node, engine, voice), comment)
    return _set_in_pairs(source, node, engine, voice, comment)


# --- roles -----------------------------------------------------------------------------------------------------------------


def _role_lines(choice: Choice, indent: int, step: int, newline: str) -> str:
    """A role as the tool writes it."""
    role, inner = choice.role, " " * (indent + step)
    lines = [" " * indent + _word(role.name) + ":"]
    if traits := _traits(role):
        lines.append(f"{inner}traits: {{{traits}}}")
    for engine, voice in role.voices.items():
        lines.append(f"{inner}voice: {_word(f'{engine}:{voice}')}  # auto {engine}:{voice}: {choice.reason}")
    delivery = {"rate": (role.delivery.rate, 1), "pitch": (role.delivery.pitch, 0), "size": (role.delivery.size, 1)}
    lines += [f"{inner}{name}: {value:g}" for name, (value, usual) in delivery.items() if value != usual]
    return newline.join(lines) + newline


def _traits(role: Role) -> str:
    known = {"gender": role.traits.gender, "age": role.traits.age, "accent": role.traits.accent}
    return ", ".join(f"{name}: {_word(value)}" for name, value in known.items() if value)


def _word(text: str) -> str:
    """A YAML scalar that every reader takes for these very characters."""
    plain = _PLAIN.fullmatch(text.replace(":", "", 1) if re.match(r"[\w-]+:\S", text) else text)
    return (
        text
        if plain and text.casefold() not in _READ_OTHERWISE and not text.endswith(" ")
        else json.dumps(text, ensure_ascii=False)
    )


def _cast_node(source: Source) -> Node | None:
    root = compose(source)
    source.finish()
    return root.get("cast") if isinstance(root, Pairs) else None


def _add_role(text: str, choice: Choice, name: str) -> str:
    source = Source(text, name)
    newline = "\r\n" if "\r\n" in text else "\n"
    root = compose(source)
    cast = root.get("cast") if isinstance(root, Pairs) else None
    if cast is None or root is None:
        return _with_end_of_line(text, newline) + "cast:" + newline + _role_lines(choice, _STEP, _STEP, newline)
    if isinstance(cast, Pairs) and cast.flow and cast.entries:
        return _into_braces(text, cast, f"{_word(choice.role.name)}: {{{_voice_pair(choice.role)}}}")
    if isinstance(cast, Pairs) and not cast.flow:
        indent, step = cast.entries[0][0].column - 1, _step_of(cast)
        return _insert_after_line(text, last_leaf(cast).end, _role_lines(choice, indent, step, newline), newline)
    written = text[: cast.start].rstrip(" ") + text[cast.end :] if cast.end > cast.start else text
    return _insert_after_line(written, cast.start - 1, _role_lines(choice, _STEP, _STEP, newline), newline)


def _step_of(cast: Pairs) -> int:
    """How far the file indents what belongs to a role."""
    for key, value in cast.entries:
        if isinstance(value, Pairs) and not value.flow and value.entries:
            return value.entries[0][0].column - key.column
    return _STEP


def _voice_pair(role: Role) -> str:
    return ", ".join(f"voice: {_word(f'{engine}:{voice}')}" for engine, voice in role.voices.items())


def _into_braces(text: str, pairs: Pairs, entry: str) -> str:
    """The text with an entry before the closing brace."""
    end = pairs.end - 1
    before = text[:end].rstrip()
    gap = text[len(before) : end]
    comma = "" if before.endswith((",", "{")) else ","
    return f"{before}{comma} {entry}{gap}{text[end:]}"


def _insert_after_line(text: str, position: int, lines: str, newline: str) -> str:
    """The text with whole lines after the one that holds the position."""
    end = text.find("\n", position)
    return _with_end_of_line(text, newline) + lines if end < 0 else text[: end + 1] + lines + text[end + 1 :]


def _with_end_of_line(text: str, newline: str) -> str:
    return text if not text or text.endswith("\n") else text + newline


# --- voices ----------------------------------------------------------------------------------------------------------------


def _role_node(source: Source, role: str) -> tuple[Scalar, Node]:
    cast = _cast_node(source)
    entries = cast.entries if isinstance(cast, Pairs) else []
    found = next(((key, value) for key, value in entries if key.value.casefold() == role.casefold()), None)
    if found is None:
        source.complain_at(1, 1, f"there is no {role} in the cast", "`audiodrama cast SCRIPT` adds who is missing")
        raise ProblemsError(source.problems)
    return found


def _insert_voice(source: Source, key: Scalar, value: Node, node: Node | None, entry: str, comment: str) -> str:
    """A voice for a role that has none."""
    text, newline = source.text, "\r\n" if "\r\n" in source.text else "\n"
    if node is not None:
        return _splice(source, node, " " + entry.removeprefix("voice: "), comment)
    if isinstance(value, Pairs) and value.flow:
        return _into_braces(text, value, entry)
    inner = value.entries[0][0].column - 1 if isinstance(value, Pairs) and value.entries else key.column - 1 + _STEP
    written = text[: value.start].rstrip(" ") + text[value.end :] if isinstance(value, Scalar) else text
    return _insert_after_line(written, key.end, f"{' ' * inner}{entry}  # {comment}{newline}", newline)


def _with_engine(source: Source, node: Scalar, engine: str, voice: str) -> str:
    """What stands for the voice of one engine when that of another comes to it."""
    if "\n" in source.text[node.start : node.end]:
        source.complain(node, "a voice over several lines is not edited here", "write it on one line")
        raise ProblemsError(source.problems)
    other, _, name = node.value.partition(":")
    if not name or other == engine or not re.fullmatch(r"[A-Za-z][\w-]*", other):
        return _word(f"{engine}:{voice}")
    return f"{{{other}: {_word(name)}, {engine}: {_word(voice)}}}"


def _set_in_pairs(source: Source, node: Node, engine: str, voice: str, comment: str) -> str:
    if not isinstance(node, Pairs):
        source.complain(node, "a voice is a name, or names by engine")
        raise ProblemsError(source.problems)
    if (known := node.get(engine)) is not None:
        return _splice(source, known, _word(voice), comment)
    if node.flow:
        text = _into_braces(source.text, node, f"{engine}: {_word(voice)}")
        return _with_comment(text, node.start, comment)
    newline = "\r\n" if "\r\n" in source.text else "\n"
    entry = f"{' ' * (node.entries[0][0].column - 1)}{engine}: {_word(voice)}  # {comment}{newline}"
    return _insert_after_line(source.text, last_leaf(node).end, entry, newline)


def _splice(source: Source, node: Node, new: str, comment: str) -> str:
    return _with_comment(source.text[: node.start] + new + source.text[node.end :], node.start, comment)


def _with_comment(text: str, position: int, comment: str) -> str:
    """The text with the tool's choice in the comment of that line: in place of its last one for the engine, or added."""
    end = text.find("\n", position)
    end = len(text) if end < 0 else end
    line = text[position:end].rstrip("\r")
    engine = comment.split()[1].partition(":")[0]
    old = next((match for match in AUTO_COMMENT.finditer(line) if match[1] == engine), None)
    if old:
        following = AUTO_COMMENT.search(line, old.end())
        rest = "; " + line[following.start() :] if following else ""
        changed = line[: old.start()] + comment + rest
    else:
        changed = f"{line}; {comment}" if " #" in line else f"{line}  # {comment}"
    return text[:position] + changed + text[position + len(line) :]
