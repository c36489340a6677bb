"""`annotate --update`: a corrected speaker is certain, the lines around follow, and nothing that the user wrote changes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

STORY = """\
The Inn at Low Water

“Good evening,” said Agnes, and hung up her coat.

“It is wet,” said Rufus.

The brother and the sister ate their soup. The fire went down, and the rain went on with its work. Somewhere a door was open.

“The river is up.”

“It is always up in March.”

“Not like this. Somebody has tied the boat to the chimney.”

“To the chimney?”

“To the chimney. Twice.”

“Then there is no crossing tonight.”

Nobody spoke for a while.
"""
RIVER = "The river is up."
SWAPPED = {"AGNES": "RUFUS", "RUFUS": "AGNES"}


@pytest.fixture
def inn(folder: Path, audiodrama) -> Path:
    """The script of the inn."""
    (folder / "inn.txt").write_text(STORY, encoding="utf-8")
    assert audiodrama("annotate", "inn.txt", "-q").code == 0
    return folder / "inn.fountain"


def speeches(script: Path) -> dict[str, str]:
    """What is said to who says it."""
    blocks = [block.split("\n") for block in script.read_text("utf-8").split("\n\n")]
    return {rows[-1].partition(" [[?")[0]: rows[0] for rows in blocks if rows[0].isupper() and len(rows) > 1}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def correct(script: Path) -> str:
    """Give the untagged talk's first line to the other one, as a user would; who that is."""
    name = speeches(script)[RIVER]
    edit(script, f"{name}\n{RIVER}", f"{SWAPPED[name]}\n{RIVER}")
    return SWAPPED[name]


def test_the_lines_around_a_corrected_one_follow_it(inn: Path, audiodrama) -> None:
    before = speeches(inn)
    correct(inn)
    assert audiodrama("annotate", "inn.txt", "--update").code == 0
    after = speeches(inn)
    untagged = list(before)[2:]
    assert len(untagged) == 6
    assert {text: after[text] for text in untagged} == {text: SWAPPED[before[text]] for text in untagged}
    assert [after[text] for text in list(before)[:2]] == ["AGNES", "RUFUS"]


def test_nothing_else_that_the_user_wrote_changes(inn: Path, audiodrama) -> None:
    edit(inn, "Nobody spoke for a while.", "Nobody   spoke for a long while. [[pause: 2s]]")
    edit(inn, "To the chimney?", "(sharp)\nTo the chimney?!")
    edit(inn, "The brother and", "SOUND: rain\n\n/* mine */\n\nThe brother and")
    correct(inn)
    audiodrama("annotate", "inn.txt", "--update")
    text = inn.read_text("utf-8")
    assert "Nobody   spoke for a long while. [[pause: 2s]]" in text
    assert "(sharp)\nTo the chimney?!" in text
    assert "SOUND: rain\n\n/* mine */\n\nThe brother" in text


def without_doubts(script: str) -> str:
    """The script without its doubts: how sure a guess is may be seen otherwise where the last guess is gone."""
    return re.sub(r" \[\[\? [^\]]*\]\]", "", script)


@pytest.mark.parametrize("out_is_deleted", [False, True])
def test_a_decision_holds_in_every_later_update(inn: Path, audiodrama, out_is_deleted: bool) -> None:
    wanted = correct(inn)
    audiodrama("annotate", "inn.txt", "--update")
    first = inn.read_text("utf-8")
    if out_is_deleted:
        shutil.rmtree(inn.parent / "out")
    assert audiodrama("annotate", "inn.txt", "--update").code == 0
    assert without_doubts(inn.read_text("utf-8")) == without_doubts(first)
    assert speeches(inn)[RIVER] == wanted


def test_what_followed_from_a_decision_outlives_a_change_of_the_story(inn: Path, audiodrama) -> None:
    correct(inn)
    audiodrama("annotate", "inn.txt", "--update")
    before = inn.read_text("utf-8")
    edit(inn.parent / "inn.txt", "It is wet,", "It is very wet,")
    assert audiodrama("annotate", "inn.txt").code == 0
    old, new = (text.partition("\n\n")[2] for text in (before, inn.read_text("utf-8")))
    assert new == old.replace("It is wet,", "It is very wet,")


def test_a_screenplay_is_not_annotated_again(folder: Path, audiodrama) -> None:
    play = (
        "INT. MILL - NIGHT\n\nODA\nIs it late?\n\nPELL\nIt is.\n\nODA\nThen go home.\n\nEXT. WEIR - DAWN\n\nPELL\nI am home.\n"
    )
    (folder / "weir.txt").write_text(play, encoding="utf-8")
    audiodrama("annotate", "weir.txt", "-q")
    script = folder / "weir.fountain"
    edit(script, "PELL\nIt is.", "ODA\nIt is.")
    mine = script.read_text("utf-8")
    assert audiodrama("annotate", "weir.txt", "--update").code == 0
    assert script.read_text("utf-8") == mine


def test_a_confirmed_doubt_is_certain(inn: Path, audiodrama) -> None:
    name = speeches(inn)[RIVER]
    doubt = f"{name}\n{RIVER} [[? recency 0.41]]"
    for path in (inn, inn.parent / "out" / "inn.generated.fountain"):
        edit(path, f"{name}\n{RIVER}", doubt)
    edit(inn, " [[? recency 0.41]]", "")
    audiodrama("annotate", "inn.txt", "--update")
    assert '"rule": "decided"' in (inn.parent / "out" / "inn.evidence.json").read_text("utf-8")
    assert "[[? recency 0.41]]" not in inn.read_text("utf-8")


def test_lean_narration_is_taken_up_and_left_again(folder: Path, audiodrama) -> None:
    (folder / "inn.txt").write_text(STORY.replace("Nobody", "“Good night,” said Rufus.\n\nNobody"), encoding="utf-8")
    audiodrama("annotate", "inn.txt", "-q")
    script, cast = folder / "inn.fountain", folder / "voices.yaml"
    full = script.read_text("utf-8")
    last_tag = full.rindex("said Rufus.") + len("said Rufus.")
    cast.write_text("defaults:\n  narration: lean\n", encoding="utf-8")
    audiodrama("annotate", "inn.txt", "--update")
    assert script.read_text("utf-8") == full[:last_tag] + " [[skip]]" + full[last_tag:]
    cast.write_text("defaults:\n  narration: full\n", encoding="utf-8")
    audiodrama("annotate", "inn.txt", "--update")
    assert script.read_text("utf-8") == full


def test_two_names_of_one_person_become_one(folder: Path, audiodrama) -> None:
    (folder / "inn.txt").write_text(STORY.replace("said Rufus.", "said Rufus. “Wet,” growled Barnaby."), encoding="utf-8")
    assert audiodrama("cast", "inn.txt").code == 0
    cast, script = folder / "voices.yaml", folder / "inn.fountain"
    assert "BARNABY" in speeches(script).values()
    edit(cast, "  RUFUS:\n", "  RUFUS:\n    aliases: [Barnaby]\n")
    performed = audiodrama("status", "inn.txt", "--json").events[-1]
    assert performed["voices"] == 3
    audiodrama("annotate", "inn.txt", "--update")
    assert "BARNABY" not in script.read_text("utf-8")
    assert speeches(script)["[[+]] Wet,"] == "RUFUS"


def test_only_a_story_can_be_annotated_again(inn: Path, audiodrama) -> None:
    ran = audiodrama("annotate", "inn.fountain", "--update")
    assert ran.code == 2
    assert "name the story" in ran.err
