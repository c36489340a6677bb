"""What a performance leaves out, as the script's own remarks say it: `/* blurb, not performed: … */`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from audiodrama.model import Line, Remark, Script, Where

_NOT_PERFORMED: Final = re.compile(r"(?P<reason>[^\n:]{1,60}), not performed: (?P<text>.*)", re.DOTALL)
ACTION: Final = "action"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A paragraph that nobody hears."""

    reason: str
    text: str
    where: Where | None

    @property
    def words(self) -> int:
        """How long it is."""
        return len(self.text.split())


def left_out(script: Script, *, narrate_action: bool = True) -> tuple[LeftOut, ...]:
    """What of the story stands in remarks, and, where action is not narrated, the action; in the script's order."""
    found: list[LeftOut] = []
    for item in script.items:
        if isinstance(item, Remark) and (said := _NOT_PERFORMED.fullmatch(item.text)):
            found.append(LeftOut(reason=said["reason"], text=said["text"], where=item.where))
        elif isinstance(item, Line) and not narrate_action and item.kind == "narration" and item.note("skip") is not None:
            found.append(LeftOut(reason=ACTION, text=item.text, where=item.where))
    return tuple(found)
