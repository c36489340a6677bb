"""Edits replace the very characters they mean, in whatever way the file is written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiodrama.cast.auto import Choice
from audiodrama.cast.edit import add_roles, set_voice
from audiodrama.cast.file import read_cast
from audiodrama.cast.writing import new_cast
from audiodrama.errors import ProblemsError
from audiodrama.model import Cast, Delivery, Role, Traits

BLOCK = """\
# my own cast
version: 1
cast:
    NARRATOR:   # calm
        voice: {kokoro: bm_george}   # I like him

    'MARA':
        rate: 0.9

# the rest
lexicon: {Aldermoor: ALL-der-moor}
"""


def choice(name: str, voice: str = "low", **role: object) -> Choice:
    return Choice(role=Role(name=name, voices={"tone": voice}, **role), reason="3 lines, female")


def read(text: str) -> Cast:
    return read_cast(text, "voices.yaml", {})


def test_a_fresh_file_reads_back_as_it_was_chosen() -> None:
    wick = choice("WICK", traits=Traits(gender="male", age="child"), delivery=Delivery(size=0.86, pitch=3.0, rate=1.06))
    cast = read(new_cast([choice("NARRATOR"), wick]))
    assert [role.name for role in cast.roles] == ["NARRATOR", "WICK"]
    assert cast.roles[1].traits == Traits(gender="male", age="child")
    assert cast.roles[1].delivery == Delivery(size=0.86, pitch=3.0, rate=1.06)
    assert cast.roles[1].automatic == {"tone"}


FILES = {
    "block": BLOCK,
    "windows": BLOCK.replace("\n", "\r\n"),
    "no end of line": "cast:\n  MARA:\n    pan: 0.1",
    "empty": "",
    "only a comment": "# nothing yet\n",
    "empty cast": "version: 1\ncast:\nmusic:\n  bed: none\n",
    "empty braces": "cast: {}   # soon\nmusic:\n  bed: none\n",
    "braces": "cast: {MARA: {pan: 0.1}, TOBIAS: {pan: -0.1}}\n",
    "braces over lines": "cast: {\n  MARA: {pan: 0.1},\n}\n",
    "a role without anything": "cast:\n  MARA:\nlexicon:\n",
}


@pytest.mark.parametrize("text", FILES.values(), ids=FILES.keys())
def test_a_role_is_added_and_everything_else_stays(text: str) -> None:
    before = read(text)
    changed = add_roles(text, [choice("WICK"), choice("NO"), choice('A "B": #c')])
    after = read(changed)
    assert after.roles[: len(before.roles)] == before.roles
    assert [role.name for role in after.roles[len(before.roles) :]] == ["WICK", "NO", 'A "B": #c']
    assert (after.lexicon, after.music, after.defaults) == (before.lexicon, before.music, before.defaults)
    kept = [line for line in text.replace("{}", "").splitlines() if line.strip(" {}")]
    if "braces" not in text and not text.startswith("cast: {"):
        assert [line for line in changed.splitlines() if line in kept][: len(kept)] == kept


def test_a_role_is_added_where_the_cast_ends_in_its_own_indent() -> None:
    changed = add_roles(BLOCK, [choice("WICK")])
    added = "    WICK:\n        voice: tone:low  # auto tone:low: 3 lines, female\n"
    assert changed == BLOCK.replace("        rate: 0.9\n", "        rate: 0.9\n" + added)


VOICES = {
    "voice: kokoro:bf_emma  # auto kokoro:bf_emma: 2 lines": {"kokoro": "bf_emma", "tone": "high"},
    "voice: tone:low  # auto tone:low: 9 lines": {"tone": "high"},
    "voice: tone:low": {"tone": "high"},
    "voice: {kokoro: bf_emma, tone: low}": {"kokoro": "bf_emma", "tone": "high"},
    "voice: {kokoro: bf_emma}": {"kokoro": "bf_emma", "tone": "high"},
    "voice:\n      kokoro: bf_emma   # mine": {"kokoro": "bf_emma", "tone": "high"},
    "voice:": {"tone": "high"},
    "rate: 0.9": {"tone": "high"},
}


@pytest.mark.parametrize(("entry", "voices"), VOICES.items())
def test_a_voice_is_set_whatever_stands_there(entry: str, voices: dict[str, str]) -> None:
    text = f"cast:\n  MARA:\n    {entry}\n    pan: 0.1   # left a little\n  TOBIAS:\n    pan: 0\n"
    changed = set_voice(text, "mara", "tone", "high", "3 lines, female")
    mara, tobias = read(changed).roles
    assert mara.voices == voices
    assert "tone" in mara.automatic
    assert mara.placement.pan == 0.1
    assert tobias == read(text).roles[1]
    assert changed.endswith("    pan: 0.1   # left a little\n  TOBIAS:\n    pan: 0\n")


def test_setting_a_voice_twice_leaves_one_comment() -> None:
    text = "cast:\n  MARA:\n    voice: tone:low  # auto tone:low: 9 lines\n"
    once = set_voice(text, "MARA", "tone", "high", "3 lines")
    assert set_voice(once, "MARA", "tone", "low", "9 lines") == text


def test_who_is_not_there_cannot_be_recast() -> None:
    with pytest.raises(ProblemsError, match="no WICK"):
        set_voice(BLOCK, "WICK", "tone", "high", "")


NAMES = st.text(min_size=1, max_size=20).filter(lambda name: name.isprintable() and name.strip())


@settings(max_examples=60, deadline=None)
@given(names=st.lists(NAMES, min_size=1, max_size=5, unique_by=str.casefold), text=st.sampled_from(sorted(FILES.values())))
def test_any_name_can_be_added_to_any_file(names: list[str], text: str) -> None:
    known = {role.name.casefold() for role in read(text).roles}
    new = [name for name in names if name.casefold() not in known]
    after = read(add_roles(text, [choice(name) for name in new]))
    assert [role.name for role in after.roles][len(known) :] == new
