"""The vocabulary of manners is the documented one, and whoever performs a script knows every word of it."""

import re
from pathlib import Path

from audiodrama.annotate.manners import MANNERS
from audiodrama.mix.space import effect_of
from audiodrama.model import Cast, Line
from audiodrama.tts.manner import MANNERS as PERFORMED

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "script.md").read_text("utf-8")


def test_the_reference_lists_the_vocabulary() -> None:
    table = PAGE.partition("| manner | it means |\n|---|---|\n")[2].partition("\n\n")[0]
    assert dict(re.findall(r"\| `(\w+)` \| (.*) \|", table)) == dict(MANNERS)


def test_every_manner_changes_what_is_heard() -> None:
    of_the_room = {
        name
        for name in MANNERS
        if effect_of(Line(kind="speech", speaker="ODILE", text="Yes.", manner=(name,)), Cast()) != "none"
    }
    assert set(MANNERS) - set(PERFORMED) == of_the_room == {"distant"}
