"""The JSON Schema of voices.yaml, made from the table of fields: editors complete and check by it.

It stands beside this file as `voices.schema.json`; a test keeps the two in step. It uses what drafts 7 and 2020-12
share. After a change of the table: `python -c "from audiodrama.cast.schema import write; write()"`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from audiodrama.cast.fields import FILE, Field

SCHEMA_FILE: Final = Path(__file__).with_name("voices.schema.json")

Schema = dict[str, Any]


def schema() -> Schema:
    """The schema of the whole file, as JSON values."""
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": "voices.yaml of audiodrama"}
    return head | _of(FILE)


def write() -> None:
    """Write `SCHEMA_FILE` anew."""
    SCHEMA_FILE.write_text(json.dumps(schema(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _of(field: Field) -> Schema:
    described: Schema = {"description": field.about} if field.about else {}
    return described | _or_nothing(_content(field))


def _content(field: Field) -> Schema:
    match field.kind:
        case "section":
            return _mapping(field)
        case "entries":
            each = _or_nothing(_mapping(field)) if field.fields else {"type": ["string", "number"]}
            return {"type": "object", "additionalProperties": each}
        case "texts":
            return {"type": "array", "items": {"type": ["string", "number"]}}
        case "voice":
            return {"type": ["string", "object"], "additionalProperties": {"type": ["string", "number"]}}
        case "choice":
            return {"enum": [int(choice) if choice.isdigit() else choice for choice in field.choices]}
        case "number":
            return {"type": "number", "minimum": field.least, "maximum": field.most}
        case "amount":
            return {"type": ["string", "number"], "pattern": rf"^[+-]?[0-9.]+\s*({field.unit})?$"}
        case _:
            return {"type": "string"}


def _mapping(field: Field) -> Schema:
    return {"type": "object", "additionalProperties": False, "properties": {inner.name: _of(inner) for inner in field.fields}}


def _or_nothing(content: Schema) -> Schema:
    """A key with nothing behind it says nothing, and is no mistake."""
    if "enum" in content:
        return content | {"enum": [*content["enum"], None]}
    types = content["type"]
    return content | {"type": [*([types] if isinstance(types, str) else types), "null"]}
