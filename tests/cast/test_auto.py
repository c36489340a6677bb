"""Casting: people who meet sound different, and like who they are."""

from itertools import combinations

from audiodrama.cast.auto import Choice, choose, uncast
from audiodrama.model import NARRATOR, Cast, Chapter, Delivery, Line, Role, Scene, Script, Traits, Voice

VOICES = [
    Voice(engine="e", name=f"{gender[0]}{number}", gender=gender, timbre=f"{gender}{number // 2}", quality=0.9 - number / 20)
    for gender in ("female", "male")
    for number in range(6)
]


def said(speaker: str, words: int = 5) -> Line:
    return Line(kind="narration" if speaker == NARRATOR else "speech", speaker=speaker, text="word " * words)


def script(*scenes: list[str]) -> Script:
    parts = tuple(Scene(heading="", items=tuple(said(name) for name in scene)) for scene in scenes)
    return Script(title="T", author="", language="en", chapters=(Chapter(title="", scenes=parts),))


def cast_of(script: Script, traits: dict[str, Traits] | None = None, cast: Cast | None = None) -> dict[str, Choice]:
    return {choice.role.name: choice for choice in choose(script, traits or {}, cast or Cast(), "e", VOICES)}


def voice(choice: Choice) -> str:
    return choice.role.voices["e"]


def test_the_narrator_is_always_cast_and_has_the_best_voice() -> None:
    chosen = cast_of(script(["MARA"]))
    assert voice(chosen[NARRATOR]) == "f0"


def test_people_of_one_scene_never_share_a_voice_or_a_timbre_while_others_are_free() -> None:
    chosen = cast_of(script([NARRATOR, "A", "B", "C", "D", "E"]))
    timbres = [next(v.timbre for v in VOICES if v.name == voice(choice)) for choice in chosen.values()]
    assert len(set(timbres)) == len(timbres)


def test_gender_is_kept_even_when_the_voices_of_that_gender_run_out() -> None:
    women = [f"W{number}" for number in range(9)]
    chosen = cast_of(script(women), {name: Traits(gender="female") for name in women})
    assert all(voice(chosen[name]).startswith("f") for name in women)


def test_shared_voices_are_stretched_and_said_to_be_shared() -> None:
    names = [f"P{number}" for number in range(59)]
    chosen = cast_of(script(names))
    heard = [(voice(choice), choice.role.delivery) for choice in chosen.values()]
    assert len(set(heard)) == len(heard)
    shared = [choice for choice in chosen.values() if choice.role.delivery != Delivery()]
    assert shared
    assert all("shared with" in choice.reason for choice in shared)


def test_an_engine_of_one_voice_gives_men_a_bigger_one_and_women_and_children_a_smaller() -> None:
    man, boy = Traits(gender="male"), Traits(gender="male", age="child")
    traits = {"MARA": Traits(gender="female"), "TOBIAS": man, "ESAU": man, "WICK": boy}
    only = [Voice(engine="e", name="heart", gender="female")]
    chosen = {choice.role.name: choice.role.delivery for choice in choose(script(list(traits)), traits, Cast(), "e", only)}
    assert chosen.pop("NARRATOR") == Delivery()
    assert max(chosen["MARA"].size, chosen["WICK"].size) < 1
    assert min(chosen["TOBIAS"].size, chosen["ESAU"].size) > 1
    assert len(set(chosen.values())) == 4


def test_minor_roles_share_a_voice_only_when_they_never_meet() -> None:
    scenes = [[f"S{scene}P{person}" for person in range(5)] for scene in range(4)]
    chosen = cast_of(script(*scenes))
    for scene in scenes:
        for one, other in combinations(scene, 2):
            assert voice(chosen[one]) != voice(chosen[other])


def test_who_is_cast_already_keeps_the_voice_and_nobody_else_gets_it() -> None:
    cast = Cast(roles=(Role(name="MARA", aliases=("Miss Vane",), voices={"e": "f0"}),))
    chosen = cast_of(script(["MISS VANE", "TOBIAS"]), cast=cast)
    assert "MARA" not in chosen
    assert "f0" not in {voice(choice) for choice in chosen.values()}


def test_a_role_cast_for_another_engine_gets_a_voice_of_this_one_and_keeps_its_delivery() -> None:
    cast = Cast(roles=(Role(name="MARA", voices={"k": "x"}, delivery=Delivery(pitch=2)),))
    assert cast_of(script(["MARA"]), cast=cast)["MARA"].role.delivery == Delivery(pitch=2)


def test_the_reason_says_how_much_they_speak_and_who_they_are() -> None:
    chosen = cast_of(script(["WICK", "WICK"]), {"WICK": Traits(gender="male", age="child")})
    assert chosen["WICK"].reason == "2 lines, male, child, at most 0.49 like NARRATOR"


def test_the_same_script_gives_the_same_cast() -> None:
    play = script(["A", "B", "C"], ["B", "D"])
    assert choose(play, {}, Cast(), "e", VOICES) == choose(play, {}, Cast(), "e", VOICES)


def test_a_role_without_traits_gets_a_voice_by_what_the_script_says_of_it() -> None:
    cast = Cast(roles=(Role(name="MARA", voices={"k": "x"}),))
    chosen = cast_of(script(["MARA"]), {"MARA": Traits(gender="male")}, cast)["MARA"]
    assert voice(chosen).startswith("m")
    assert chosen.role.traits == Traits()


def test_a_narrator_spelt_otherwise_is_the_narrator() -> None:
    cast = Cast(roles=(Role(name="Narrator", voices={"k": "x"}),))
    chosen = choose(script([NARRATOR, "A"]), {}, cast, "e", VOICES)
    assert [choice.role.name for choice in chosen] == ["Narrator", "A"]
    assert "narrator" in chosen[0].reason


def test_a_child_without_a_childs_voice_is_made_smaller() -> None:
    chosen = cast_of(script(["WICK"]), {"WICK": Traits(age="child")})["WICK"]
    assert chosen.role.delivery.size < 1


def test_a_recast_frees_the_tools_own_voices_only() -> None:
    mine = Role(name="MARA", voices={"e": "f0"})
    own = Role(name="TOBIAS", voices={"e": "m0", "k": "x"}, automatic=frozenset({"e", "k"}))
    assert uncast(Cast(roles=(mine, own)), "e").roles == (
        mine,
        Role(name="TOBIAS", voices={"k": "x"}, automatic=frozenset({"k"})),
    )


def told(*tags: str) -> Script:
    """Ned's speeches, each with such a tag, and Della's answers."""
    items = [
        item
        for tag in tags
        for item in (
            Line(kind="speech", speaker="NED", text="No."),
            Line(kind="narration", speaker=NARRATOR, text=tag, joined=True),
            Line(kind="speech", speaker="DELLA", text="Yes, yes."),
            Line(kind="narration", speaker=NARRATOR, text="she said.", joined=True),
        )
    ]
    return Script(
        title="", author="", language="en", chapters=(Chapter(title="", scenes=(Scene(heading="", items=tuple(items)),)),)
    )


def test_who_tells_the_story_has_the_narrators_voice_and_the_narrator_the_tellers_gender() -> None:
    chosen = cast_of(told("I said.", "I whispered."), {"NED": Traits(gender="male"), "DELLA": Traits(gender="female")})
    assert voice(chosen["NED"]) == voice(chosen[NARRATOR])
    assert voice(chosen["NED"]).startswith("m")
    assert voice(chosen["DELLA"]) != voice(chosen["NED"])
    assert "tells the story" in chosen["NED"].reason


def test_one_tag_or_another_persons_is_no_story_told() -> None:
    for tags in (("I said.", "he said."), ("I knew it was late.", "I was tired."), ("Ned said.", "he said.")):
        chosen = cast_of(told(*tags))
        assert voice(chosen["NED"]) != voice(chosen[NARRATOR])


def test_temper_leans_to_a_voice_that_suits_it_and_the_comment_quotes_the_story() -> None:
    names = ("en-us+sandro", "en-us+david")
    voices = [Voice(engine="pyttsx3", name=f"gmw/{name}", gender="male", timbre=name, quality=0.5) for name in names]
    traits = {"BEN": Traits(gender="male", temper="gruff", said=("a gruff old sailor",))}
    cast = Cast(roles=(Role(name=NARRATOR, voices={"pyttsx3": "gmw/en-us+anika"}),))
    (gruff,) = choose(script(["BEN"]), traits, cast, "pyttsx3", voices)
    (plain,) = choose(script(["BEN"]), {"BEN": Traits(gender="male")}, cast, "pyttsx3", voices)
    assert gruff.role.voices["pyttsx3"] == "gmw/en-us+david"
    assert plain.role.voices["pyttsx3"] == "gmw/en-us+sandro"
    assert "gruff, 'a gruff old sailor'" in gruff.reason
