"""An edit changes the very characters it means: every other byte of voices.yaml stays."""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audiodrama.cast.auto import Choice
from audiodrama.cast.file import add_roles, new_cast, read_cast, set_voice
from audiodrama.cast.writing import scalar
from audiodrama.errors import ProblemsError
from audiodrama.model import Delivery, Placement, Role, Traits, Voice

Known = Mapping[str, Sequence[Voice]]


def choice(name: str, *, engine: str = "brass", voice: str = "male-old-0", **fields: object) -> Choice:
    role = Role(name=name, voices={engine: voice}, automatic=frozenset({engine}), **fields)  # type: ignore[arg-type]
    return Choice(role, "3 lines, male")


def only_added(before: str, after: str) -> bool:
    """Whether `before` is left when some stretches of `after` are taken out."""
    rest = iter(after)
    return all(character in rest for character in before)


def test_a_fresh_file_reads_back_as_what_was_chosen(known: Known) -> None:
    choices = [
        choice("NARRATOR"),
        choice("NO", traits=Traits(gender="male", age="old"), delivery=Delivery(rate=1.1, pitch=-2, size=1.12)),
        choice("Miss Vane", aliases=("the girl", "1984"), placement=Placement(gain_db=-2, pan=0.5, effect="radio")),
        Choice(
            Role(name="TWO", voices={"brass": "male-old-1", "reed": "reed1"}, automatic=frozenset({"brass", "reed"})), "1 line"
        ),
        Choice(Role(name="MUTE"), ""),
    ]
    assert list(read_cast(new_cast(choices), "v", known).roles) == [chosen.role for chosen in choices]


FORMS = {
    "two spaces": "version: 1\ncast:\n  MARA:   # she\n    rate: 1.1\n\nmusic:\n  bed: none\n",
    "four spaces": "cast:\n    MARA:\n        rate: 1.1\n        aliases:\n        - x  # one\n\n\n# end\n",
    "carriage returns": "cast:\r\n  MARA: {rate: 1.1}\r\n\r\nmusic:\r\n  bed: none\r\n",
    "no newline at the end": "music: {bed: none}\ncast:\n  MARA:\n    rate: 1.1  # pace",
    "quoted keys": "'cast':\n  \"MARA\":\n    'rate': 1.1\n",
    "role without anything": "cast:\n  MARA:\nmusic:\n  bed: none\n",
    "role with a null": "cast:\n  MARA: ~  # who is she\n",
    "comments below the last role": "cast:\n  MARA:\n    rate: 1.1\n    # pan: 0.2\n  # TOBIAS later\n\n# music\nmusic:\n",
    "empty cast": "cast:\n\n# music\nmusic:\n  bed: none\n",
    "empty cast with a comment": "cast:  # nobody\n  # add them here\nmusic:\n",
    "braces": "cast: {}  # nobody\nlexicon: {}\n",
    "null": "cast: ~\nlexicon: {}\n",
    "no cast": "version: 1\n\nmusic:\n  bed: none\n",
    "no cast and a document end": "version: 1\n...\n",
    "only a comment": "# my voices\n",
    "nothing": "",
    "all indented": "  version: 1\n  cast:\n    MARA: {}\n  lexicon:\n    a: b\n",
    "cast at the end": "music:\n  bed: none\n\ncast:\n\n  MARA:\n\n    rate: 1.1\n\n\n",
}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS.keys())
def test_missing_roles_are_added_and_nothing_else_changes(text: str, known: Known) -> None:
    before = read_cast(text, "v", known)
    newcomers = [choice("TOBIAS", traits=Traits(gender="male")), choice("1984")]
    after_text = add_roles(text, newcomers)
    after = read_cast(after_text, "v", known)
    assert after.roles == (*before.roles, *(newcomer.role for newcomer in newcomers))
    assert (after.defaults, after.lexicon, after.music) == (before.defaults, before.lexicon, before.music)
    assert only_added(text.replace("~", "").replace("cast: {}", "cast: "), after_text)
    assert ("\r\n" in text) == ("\r\n" in after_text)
    assert after_text.count("\r") in (0, after_text.count("\n"))
    assert add_roles(after_text, newcomers) == after_text


def test_newcomers_stand_right_below_the_last_role(known: Known) -> None:
    assert add_roles(FORMS["two spaces"], [choice("KAI")]) == (
        "version: 1\ncast:\n  MARA:   # she\n    rate: 1.1\n"
        "  KAI:\n    voice: brass:male-old-0  # auto brass:male-old-0: 3 lines, male\n\nmusic:\n  bed: none\n"
    )


VOICES = {
    "none": "cast:\n  MARA:\n    rate: 1.1\n",
    "nothing at all": "cast:\n  MARA:\n  KAI: {}\n",
    "empty": "cast:\n  MARA:\n    voice:\n    rate: 1.1\n",
    "null": "cast:\n  MARA:\n    voice: null # none yet\n",
    "explicit": "cast:\n  MARA:\n    voice: reed:reed1   # mine; all mine\n    rate: 1.1\n",
    "explicit and marked": "cast:\n  MARA:\n    voice: reed:reed1  # auto reed:reed1: 3 lines\n",
    "bare and marked": "cast:\n  MARA:\n    voice: reed1  # auto reed:reed1: 3 lines",
    "quoted": "cast:\n  MARA:\n    voice: 'reed:reed1'\n",
    "braces": "cast:\n  MARA:\n    voice: {reed: reed1}  # mine\n",
    "trailing comma": "cast:\n  MARA: {voice: {reed: reed1, }, accent: x}\n",
    "empty braces": "cast:\n  MARA: {voice: {}}\n",
    "role in braces": "cast:\n  MARA: {traits: {accent: 'a # b'}, voice: reed:reed1}\r\n",
    "role in braces without": "cast:\n  MARA: {traits: {accent: 'a # b'}} # x\n",
    "block": "cast:\n  MARA:\n    voice:\n      reed: reed1 # mine\n      # more to come\n    rate: 1.1\n",
    "over two lines": "cast:\n  MARA:\n    voice: {reed: reed1, # mine\n      harp: high}\n",
    "other engine": "cast:\n  MARA:\n"
    "    voice: {reed: reed1, brass: male-old-1}  # auto brass:male-old-1: 9 lines; auto reed:reed1: 1 line\n",
}


@pytest.mark.parametrize("text", [text.replace("accent: x", "rate: 1") for text in VOICES.values()], ids=VOICES.keys())
def test_a_voice_is_set_and_the_other_engines_keep_theirs(text: str, known: Known) -> None:
    before = read_cast(text, "v", known).roles[0]
    after_text = set_voice(text, "mara", "brass", "female-old-9", "4 lines, odd: # ; one")
    widened = {**known, "brass": [*known["brass"], Voice(engine="brass", name="female-old-9")]}
    after = read_cast(after_text, "v", widened).roles[0]
    assert after.voices == {**before.voices, "brass": "female-old-9"}
    assert after.automatic == before.automatic | {"brass"}
    assert (after.traits, after.delivery, after.aliases) == (before.traits, before.delivery, before.aliases)
    opcodes = SequenceMatcher(None, text, after_text, autojunk=False).get_opcodes()
    changed = "".join(text[start:end] for tag, start, end, *_ in opcodes if tag != "equal")
    assert set(changed) <= set("'null male-old-1 brass:reed:reed1 {} 9 lines")


def test_recasting_replaces_one_voice_and_its_comment() -> None:
    text = "cast:\n  MARA:\n    voice: brass:old  # auto brass:old: 3 lines\n    rate: 1.1 # slow\n"
    assert set_voice(text, "MARA", "brass", "new", "4 lines") == text.replace("old", "new").replace("3 lines", "4 lines")


def test_a_role_keeps_its_bare_voice_beside_the_new_engines(known: Known) -> None:
    text = "defaults: {engine: reed}\ncast:\n  MARA:\n    voice: reed1\n"
    role = Role(name="MARA", voices={"reed": "reed1", "brass": "male-old-0"}, automatic=frozenset({"brass"}))
    after = add_roles(text, [Choice(role, "3 lines")])
    assert "voice: {reed: reed1, brass: male-old-0}  # auto brass:male-old-0: 3 lines\n" in after
    assert read_cast(after, "v", known).roles == (role,)


@pytest.mark.parametrize(
    "text",
    [
        "cast:\n  MARA:\n    voice: reed1\n",
        "cast:\n  MARA:\n    voice: |\n      reed1\n",
        "cast:\n  MARA: &m {}\n",
        "cast:\n  KAI: {}\n",
        "cast: [",
    ],
)
def test_what_cannot_be_edited_safely_is_refused(text: str) -> None:
    with pytest.raises(ProblemsError):
        set_voice(text, "MARA", "brass", "new", "4 lines")


@settings(deadline=None)
@given(st.text(min_size=1, max_size=40).filter(lambda text: not any("\ud800" <= letter <= "\udfff" for letter in text)))
def test_any_text_is_written_so_that_yaml_reads_it_back(text: str) -> None:
    read = read_cast(f"lexicon: {{{scalar('a')}: {scalar(text)}}}\ncast:\n  {scalar('x' + text)}:\n", "v", {})
    assert read.lexicon == {"a": text}
    assert [role.name for role in read.roles] == ["x" + text]


@pytest.mark.parametrize(
    "word", ["NO", "1984", "null", "a: b", "a # b", "../x", "- a", "it's", '"a"', "~", "", " a", "1e3", "Yes"]
)
def test_what_other_readers_of_yaml_misread_is_quoted(word: str) -> None:
    assert (scalar(word)[0] == '"') == (word != "it's")


names = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=12).map(str.strip).filter(bool)
comments = st.sampled_from(["", "  # a: note, {odd}", " # auto reed:reed1: 1 line"])
numbers = st.sampled_from(["rate: 1.1", "pitch: -2", "traits: {gender: male, accent: 'x # y'}", "volume: +1 dB", "aliases: []"])
voiced = st.sampled_from(["voice: reed:reed1", "voice: {reed: reed1, brass: male-old-0}", "voice: {reed: reed1}", "rate: 1.2"])


@st.composite
def files(draw: st.DrawFn) -> str:
    """A valid voices.yaml in somebody's own way of writing."""
    indent, step, newline = (
        draw(st.sampled_from([" ", "  ", "    "])),
        draw(st.sampled_from(["  ", "    "])),
        draw(st.sampled_from(["\n", "\r\n"])),
    )
    lines = ["# mine", "cast:"] if draw(st.booleans()) else ["version: 1", "", "cast: # who"]
    for name in draw(st.lists(names, min_size=1, max_size=4, unique_by=str.casefold)):
        first, second = draw(voiced), draw(numbers)
        if first.split(":")[0] == second.split(":")[0]:
            second = "size: 1.1"
        if draw(st.booleans()):
            lines.append(f"{indent}{scalar(name)}: {{{first}, {second}}}{draw(comments)}")
        else:
            lines += [
                f"{indent}{scalar(name)}:{draw(comments)}",
                *(f"{indent}{step}{key}{draw(comments)}" for key in (first, second)),
            ]
        lines += draw(st.sampled_from([[], [""], [f"{indent}# next"]]))
    lines += draw(st.sampled_from([[], ["", "# end"], ["music:", "  bed: none"], ["lexicon: {a: b}"]]))
    return newline.join(lines) + draw(st.sampled_from(["", newline]))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(files(), st.lists(names, min_size=1, max_size=3, unique_by=str.casefold))
def test_whatever_the_users_way_of_writing_only_what_is_meant_is_added(known: Known, text: str, wanted: list[str]) -> None:
    before = read_cast(text, "v", known)
    newcomers = [choice(name) for name in wanted]
    after_text = add_roles(text, newcomers)
    after = read_cast(after_text, "v", known)
    for role in before.roles:
        now = after.role(role.name)
        assert now is not None
        assert {**now.voices, **role.voices} == dict(now.voices)
        assert (now.traits, now.delivery, now.placement) == (role.traits, role.delivery, role.placement)
        assert (set(now.voices) != set(role.voices)) <= (role.name.casefold() in {name.casefold() for name in wanted})
    assert all("brass" in (after.role(name) or Role(name="")).voices for name in wanted)
    assert only_added(text, after_text) or "reed:reed1" in text
    assert add_roles(after_text, newcomers) == after_text
