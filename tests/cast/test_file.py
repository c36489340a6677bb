"""voices.yaml is read as people write it, and every mistake in it is found in one reading."""

import json
from contextlib import suppress
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiodrama.cast.file import read_cast
from audiodrama.cast.schema import schema
from audiodrama.errors import Problem, ProblemsError
from audiodrama.model import Cast, Delivery, Music, Placement, Traits, Voice

KNOWN = {
    "pyttsx3": [Voice(engine="pyttsx3", name="gmw/en-us+f3"), Voice(engine="pyttsx3", name="gmw/en-gb-x-rp")],
    "tone": [Voice(engine="tone", name="low"), Voice(engine="tone", name="high")],
}

WHOLE = """\
version: 1
defaults:
  engine: auto
  language: en-GB
  announce: title
cast:
  NARRATOR:
    voice: {kokoro: bm_george, pyttsx3: gmw/en-gb-x-rp}
    rate: 0.96                # 1.0 is the voice's own pace
  MARA:
    aliases: [Miss Vane, the girl]
    traits: {gender: female, age: young, accent: british}
    voice: pyttsx3:gmw/en-us+f3   # auto pyttsx3:gmw/en-us+f3: 31 lines, female, young
    pan: -0.25
    volume: +1 dB
    effect: phone
  TOBIAS:
    voice: low
    pitch: -1.5
    size: 1.08
lexicon:
  Aldermoor: ALL-der-moor
music:
  bed: songs/night.mp3
  level: -20 LU
  duck: 6 dB
"""


def read(text: str) -> Cast:
    return read_cast(text, "voices.yaml", KNOWN)


def problems(text: str) -> list[Problem]:
    with pytest.raises(ProblemsError) as caught:
        read(text)
    return list(caught.value.problems)


def test_everything_is_read() -> None:
    cast = read(WHOLE)
    narrator, mara, tobias = cast.roles
    assert cast.defaults.language == "en-GB"
    assert cast.defaults.announce == "title"
    assert narrator.voices == {"kokoro": "bm_george", "pyttsx3": "gmw/en-gb-x-rp"}
    assert narrator.delivery == Delivery(rate=0.96)
    assert mara.aliases == ("Miss Vane", "the girl")
    assert mara.traits == Traits(gender="female", age="young", accent="british")
    assert mara.automatic == {"pyttsx3"}
    assert mara.placement == Placement(gain_db=1, pan=-0.25, effect="phone")
    assert tobias.voices == {"tone": "low"}
    assert tobias.delivery == Delivery(pitch=-1.5, size=1.08)
    assert cast.lexicon == {"Aldermoor": "ALL-der-moor"}
    assert cast.music == Music(bed="songs/night.mp3", level_lu=-20, duck_db=6)


def test_an_alias_takes_the_entry_that_the_tool_made_for_it() -> None:
    tools = "cast:\n  A: {aliases: [b]}\n  B:\n    voice: tone:low  # auto tone:low: 3 lines\n"
    cast = read(tools)
    assert [role.name for role in cast.roles] == ["A"]
    assert cast.role("B") == cast.roles[0]
    with pytest.raises(ProblemsError, match="b already means B"):
        read(tools.replace("tone:low:", "tone:high:"))


@pytest.mark.parametrize("text", ["", "# nobody yet\n", "cast:\n", "cast: {}\nlexicon:\nmusic:\n"])
def test_an_empty_file_is_an_empty_cast(text: str) -> None:
    assert read(text) == Cast()


@pytest.mark.parametrize("name", ["NO", "ON", "1984", "null", "MUSIC", "../x", "O’NEIL", "K-R0T7"])
def test_a_name_stays_a_name(name: str) -> None:
    assert read(f'cast:\n  "{name}":\n    pan: 0\n').roles[0].name == name
    assert read(f"cast:\n  {name}:\n    pan: 0\n").roles[0].name == name


def test_a_voice_is_the_tools_own_only_while_it_equals_its_comment() -> None:
    changed = WHOLE.replace("voice: pyttsx3:gmw/en-us+f3 ", "voice: pyttsx3:gmw/en-gb-x-rp ")
    assert read(changed).roles[1].automatic == frozenset()


MISTAKES = [
    ("cast:\n\tMARA:\n", 2, "tab", "spaces"),
    ("cast:\n  MARA:\n    pan: 0\n  MARA:\n    pan: 1\n", 4, "twice", "keep one"),
    ("cast:\n  MARA:\n    pan: left\n", 3, "number from -1 to 1", ""),
    ("cast:\n  MARA:\n    rate: 9\n", 3, "0.5 to 2", ""),
    ("cast:\n  MARA:\n    voise: low\n", 3, "voise", "voice"),
    ("cast:\n  MARA:\n    voice: pyttsx3:gmw/en-us+f33\n", 3, "no voice", "gmw/en-us+f3?"),
    ("cast:\n  MARA:\n    voice: hihg\n", 3, "no engine here has", "high?"),
    ("cast:\n  MARA:\n    voice: {pyttsx: gmw/en-us+f3}\n", 3, "no engine pyttsx", "pyttsx3?"),
    ("cast:\n  MARA:\n    voice: [low, high]\n", 3, "expected", ""),
    ("cast:\n  MARA:\n    effect: phon\n", 3, "phon", "phone?"),
    ("cast:\n  MARA:\n    traits: {gender: femal}\n", 3, "femal", "female?"),
    ("cast:\n  MARA:\n    volume: 3 LU\n", 3, "dB", ""),
    ("cast: [MARA, TOBIAS]\n", 1, "names and values", ""),
    ("cast:\n  MARA: soft\n", 2, "names and values", ""),
    ("cats:\n  MARA:\n", 1, "cats", "cast?"),
    ("version: 2\n", 1, "version", "version: 1"),
    ("cast:\n  MARA: &m\n    pan: 0\n", 2, "anchors", ""),
    ("cast:\n  MARA: *m\n", 2, "an", ""),
    ("cast:\n  A:\n    aliases: [B]\n  B:\n    pan: 0\n", 3, "already", ""),
    ("cast: {" + "a: {" * 50 + "}" * 51, 1, "deep", ""),
    ("cast:\n  MARA: {pan: 0\n", 3, "", ""),
    ("a: 1\n---\nb: 2\n", 2, "second document", ""),
    ("cast:\n  \x07: 1\n", 2, "character", ""),
    ("lexicon:\n  Aldermoor: [a, b]\n", 2, "Aldermoor", ""),
    ("music:\n  level: loud\n", 2, "-60 to 0 LU", ""),
    ("defaults:\n  engine: pytsx3\n", 2, "pytsx3", "pyttsx3?"),
]


@pytest.mark.parametrize(("text", "line", "message", "hint"), MISTAKES)
def test_a_mistake_is_named_with_its_line_and_what_to_do(text: str, line: int, message: str, hint: str) -> None:
    found = problems(text)[0]
    assert found.where.line == line
    assert message in found.message
    assert hint in found.hint


def test_all_mistakes_are_found_at_once_in_the_order_of_the_file() -> None:
    text = "version: 3\ncast:\n  MARA:\n    voise: low\n    pan: 7\n    effect: fone\nmusic:\n  duck: yes\n"
    found = problems(text)
    assert [problem.where.line for problem in found] == [1, 4, 5, 6, 8]
    assert [problem.where.column for problem in found] == [10, 5, 10, 13, 9]
    assert found[2].excerpt == "    pan: 7"


def test_an_engine_that_is_installed_elsewhere_is_no_mistake() -> None:
    assert read("cast:\n  MARA:\n    voice: kokoro:bf_emma\n").roles[0].voices == {"kokoro": "bf_emma"}


def test_a_file_that_is_too_long_is_refused() -> None:
    assert "longer" in problems("#" * 1_000_001)[0].message


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("ab:{}[]&*!|>'\"#,- \n\t?%@`~\\1."), max_size=60) | st.text(max_size=40))
def test_any_text_is_a_cast_or_a_list_of_problems(text: str) -> None:
    with suppress(ProblemsError):
        assert isinstance(read(text), Cast)


def test_the_published_schema_is_in_step_with_the_table() -> None:
    published = files("audiodrama.cast").joinpath("voices.schema.json").read_text("utf-8")
    assert json.loads(published) == json.loads(json.dumps(schema()))


def test_a_character_has_a_lexicon_of_its_own():
    cast = read_cast("cast:\n  ANN:\n    lexicon: {Bass: bass}\nlexicon: {Bass: base}\n", "voices.yaml", {})
    assert (dict(cast.roles[0].lexicon), dict(cast.lexicon)) == ({"Bass": "bass"}, {"Bass": "base"})
