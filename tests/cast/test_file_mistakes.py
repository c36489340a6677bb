"""voices.yaml is read as it is written, and every mistake in it is shown at once, with its place and the right word."""

from collections.abc import Mapping, Sequence

import pytest

from audiodrama.cast.file import read_cast
from audiodrama.cast.nodes import MOST_CHARACTERS
from audiodrama.errors import Problem, ProblemsError
from audiodrama.model import Cast, Defaults, Delivery, Music, Placement, Traits, Voice

Known = Mapping[str, Sequence[Voice]]

WHOLE = """\
# a cast
version: 1
defaults:
  engine: brass
  language: en-GB
  announce: title
cast:
  NARRATOR:
    voice: {reed: reed0, brass: male-adult-0}
    rate: 0.96
  MARA:
    aliases: [Miss Vane, the girl]
    traits: {gender: female, age: young, accent: british}
    voice: female-young-0
    pan: -0.25
  TOBIAS:
    voice: brass:male-old-0    # auto brass:male-old-0: 31 lines, male, old
    pitch: -1.5
    size: 1.08
    volume: +1 dB
    effect: phone
lexicon:
  Aldermoor: ALL-der-moor
music:
  bed: none
  level: -20 LU
  duck: 6 dB
"""


def problems(text: str, known: Known) -> list[Problem]:
    with pytest.raises(ProblemsError) as caught:
        read_cast(text, "voices.yaml", known)
    return list(caught.value.problems)


def test_every_key_reaches_the_cast(known: Known) -> None:
    cast = read_cast(WHOLE, "voices.yaml", known)
    narrator, mara, tobias = cast.roles
    assert cast.defaults == Defaults(engine="brass", language="en-GB", announce="title")
    assert cast.lexicon == {"Aldermoor": "ALL-der-moor"}
    assert cast.music == Music(bed="none", level_lu=-20, duck_db=6)
    assert narrator.voices == {"reed": "reed0", "brass": "male-adult-0"}
    assert narrator.delivery == Delivery(rate=0.96)
    assert mara.aliases == ("Miss Vane", "the girl")
    assert mara.traits == Traits(gender="female", age="young", accent="british")
    assert mara.voices == {"brass": "female-young-0"}
    assert mara.placement == Placement(pan=-0.25)
    assert tobias.delivery == Delivery(pitch=-1.5, size=1.08)
    assert tobias.placement == Placement(gain_db=1, effect="phone")
    assert str(tobias.where) == "voices.yaml:16:3"


@pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n", "---\n", "version: 1\n", "cast:\n", "cast: {}\nmusic:\n"])
def test_a_file_with_nothing_in_it_is_an_empty_cast(text: str, known: Known) -> None:
    assert read_cast(text, "voices.yaml", known) == Cast()


@pytest.mark.parametrize("name", ["NO", "1984", "null", "~", "ON", "../x", "1e3", "MUSIC", "=", "0x10"])
def test_a_name_stays_a_name(name: str, known: Known) -> None:
    cast = read_cast(f"cast:\n  {name}:\n    rate: 1.1\n", "voices.yaml", known)
    assert [role.name for role in cast.roles] == [name]


def test_a_bare_voice_belongs_to_the_installed_engine_that_has_it(known: Known) -> None:
    assert read_cast("cast: {A: {voice: reed2}}", "v", known).roles[0].voices == {"reed": "reed2"}


def test_a_voice_of_an_engine_that_is_not_installed_is_taken_as_it_stands(known: Known) -> None:
    cast = read_cast("cast: {A: {voice: {harp: low C}}, B: {voice: harp:high}}", "v", known)
    assert [dict(role.voices) for role in cast.roles] == [{"harp": "low C"}, {"harp": "high"}]


@pytest.mark.parametrize(
    ("line", "automatic"),
    [
        ("voice: brass:male-old-0  # auto brass:male-old-0: 3 lines", {"brass"}),
        ("voice: male-old-0  # auto brass:male-old-0: 3 lines", {"brass"}),
        ("voice: brass:male-old-1  # auto brass:male-old-0: 3 lines", set()),
        ("voice: brass:male-old-0", set()),
        ("voice: brass:male-old-0  # my auto brass:male-old-0: 3 lines", set()),
        ("voice: {brass: male-old-0, reed: reed1}  # auto reed:reed1: 3 lines", {"reed"}),
        (
            "voice: {brass: male-old-0, reed: reed1}  # auto reed:reed1: 3 lines; auto brass:male-old-0: 3 lines",
            {"brass", "reed"},
        ),
        ("voice: {brass: male-old-0, harp: 'a # auto brass:male-old-0: x'}", set()),
    ],
)
def test_a_voice_is_the_tools_own_while_its_comment_says_so(line: str, automatic: set[str], known: Known) -> None:
    assert read_cast(f"cast:\n  A:\n    {line}\n", "v", known).roles[0].automatic == automatic


MISTAKES = """\
version: 2
speed: 1
defaults: {engin: brass}
cast:
  MARA:
    aliases: [Tobias, the girl]
    traits: {gender: femal, age: yung}
    voice: brass:female-yung-0
    rate: 3
    volume: 12 LU
    pan: left
    effect: phne
  Tobias:
    voice: [a]
    ratee: 1
  mara: {}
  KAI: {aliases: [The Girl], voice: {reedd: reed1}}
  POE: low voice
music: {level: loud}
lexicon: [a]
"""


def test_all_mistakes_are_shown_at_once_each_in_its_place(known: Known) -> None:
    found = [(problem.where.line, problem.where.column, problem.hint) for problem in problems(MISTAKES, known)]
    assert [(line, column) for line, column, _ in found] == [
        *[(1, 10), (2, 1), (3, 12), (6, 15), (7, 22), (7, 34), (8, 12), (9, 11), (10, 13), (11, 10), (12, 13)],
        *[(14, 12), (15, 5), (16, 3), (17, 19), (17, 45), (18, 8), (19, 16), (20, 10)],
    ]
    hints = " ".join(hint for _, _, hint in found)
    for word in ("engine", "female", "young", "female-young-0", "phone", "rate", "reed"):
        assert f"did you mean {word}?" in hints


def test_a_problem_carries_its_line(known: Known) -> None:
    (problem,) = problems("cast:\n  MARA:\n    effect: phne  # far away\n", known)
    assert problem.excerpt == "    effect: phne  # far away"
    assert problem.excerpt[problem.where.column - 1 :].startswith("phne")


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        ("cast:\n\tA: {}\n\tB: {}\n", ["2:1", "3:1"], "tab"),
        ("cast: {A: {rate: 1}, A: {rate: 2}}", ["1:22"], "twice"),
        ("cast: [A", ["1:9"], "no YAML"),
        ("a\x00b", ["1:2"], "U+0000"),
        ("- A\n- B\n", ["1:1"], "version, defaults, cast"),
        ("cast: &all {A: {}}\nmusic: *all\n", ["1:7"], "anchors"),
        ("cast:\n  A: {<<: {rate: 1}}\n", ["2:7"], "merge"),
        ("cast: !!python/object:os.system {}\n", ["1:7"], "tags"),
        ("version: 1\n---\nversion: 1\n", ["2:1"], "second document"),
        ("cast: " + "[" * 3000, ["1:1"], "too deep"),
        ("cast: " + "[" * 200 + "]" * 200, ["1:57"], "too deep"),
        ("#" * (MOST_CHARACTERS + 1), ["1:1"], "longer"),
        ("cast: {A: {rate: nan}}", ["1:18"], "a number from 0.5 to 2"),
        ("cast: {A: {pitch: 12.5}}", ["1:19"], "from -12 to 12"),
        ("cast: {A: {voice: harp}}", ["1:19"], "no engine"),
        ("? [a, b]\n: c\n", ["1:3"], "plain word"),
    ],
)
def test_what_is_no_cast_is_refused_in_one_sentence(text: str, place: list[str], word: str, known: Known) -> None:
    found = problems(text, known)
    assert [f"{problem.where.line}:{problem.where.column}" for problem in found] == place
    assert word in found[0].message


def test_nested_anchors_do_not_explode(known: Known) -> None:
    laughs = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40))
    assert len(problems(laughs, known)) == 40
