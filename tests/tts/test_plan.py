"""Which clips a script wants. The key knows everything that changes a sound, and nothing else."""

import dataclasses

import pytest

from audiodrama.annotate.manners import MANNERS as ANNOTATED
from audiodrama.errors import EngineMissingError, ProblemsError
from audiodrama.model import (
    Cast,
    Chapter,
    Cue,
    Defaults,
    Delivery,
    Line,
    Note,
    Placement,
    Remark,
    Role,
    Scene,
    Script,
    Traits,
    Treatment,
    Utterance,
    Where,
)
from audiodrama.tts.engines.tone import ToneEngine
from audiodrama.tts.manner import MANNERS
from audiodrama.tts.plan import RECIPE, key_of, plan

UTTERANCE = Utterance(engine="tone", identity="1", voice="low", language="en", text="Mind the step.")
TREATMENT = Treatment(recipe="1")
CAST = Cast(roles=(Role(name="ANN", voices={"tone": "high"}), Role(name="BEN", voices={"tone": "low"})))


class Deaf(ToneEngine):
    hears = frozenset()


class Gifted(ToneEngine):
    hears = frozenset({"rate", "pitch", "style", "ipa"})


class Mute(ToneEngine):
    def voices(self):
        return []


def line(text="Mind the step.", speaker="ANN", *notes, **more):
    return Line(**{"kind": "speech", "speaker": speaker, "text": text, "notes": tuple(map(Note._make, notes)), **more})


def script(*items):
    scene = Scene(heading="", items=items)
    return Script(title="", author="", language="en", chapters=(Chapter(title="", scenes=(scene,)),))


def job(wanted, cast=CAST, engine=None):
    (only,) = plan(script(wanted), cast, engine or ToneEngine()).jobs
    return only


def other(value):
    """Another value of the same type."""
    if isinstance(value, bool):
        return not value
    return value + "x" if isinstance(value, str) else value + 1


@pytest.mark.parametrize("field", [field.name for field in dataclasses.fields(Utterance)])
def test_every_field_of_the_utterance_is_in_the_key(field):
    changed = dataclasses.replace(UTTERANCE, **{field: other(getattr(UTTERANCE, field))})
    assert key_of(changed, TREATMENT) != key_of(UTTERANCE, TREATMENT)


@pytest.mark.parametrize("field", [field.name for field in dataclasses.fields(Treatment)])
def test_every_field_of_the_treatment_is_in_the_key(field):
    changed = dataclasses.replace(TREATMENT, **{field: other(getattr(TREATMENT, field))})
    assert key_of(UTTERANCE, changed) != key_of(UTTERANCE, TREATMENT)


def test_a_key_is_the_same_on_every_machine():
    assert key_of(UTTERANCE, TREATMENT) == "f83486d1f30ac5a590ab033f98bcbad500e1d8ef381c1ccc24aeeb4c4cb7ad97"


@pytest.mark.parametrize("placement", [Placement(gain_db=3), Placement(pan=-0.25), Placement(effect="phone")])
def test_what_the_mixer_does_is_not_in_the_key(placement):
    moved = Cast(roles=(dataclasses.replace(CAST.roles[0], placement=placement),))
    assert job(line(), moved).key == job(line()).key


@pytest.mark.parametrize("note", [("pause", "2s"), ("volume", "+3 dB"), ("announce", "title")])
def test_a_note_for_the_mixer_is_not_in_the_key(note):
    assert job(line("Mind the step.", "ANN", note)).key == job(line()).key


@pytest.mark.parametrize("delivery", [Delivery(rate=1.1), Delivery(pitch=1), Delivery(size=1.1)])
@pytest.mark.parametrize("engine", [ToneEngine(), Deaf(), Gifted()])
def test_every_delivery_changes_the_key_whoever_carries_it_out(delivery, engine):
    other_cast = Cast(roles=(dataclasses.replace(CAST.roles[0], delivery=delivery),))
    assert job(line(), other_cast, engine).key != job(line(), engine=engine).key


def test_an_engine_is_told_what_it_hears_and_we_do_the_rest():
    cast = Cast(roles=(dataclasses.replace(CAST.roles[0], delivery=Delivery(rate=0.9, pitch=-2, size=1.1)),))
    whispered = line(manner=("whispering",))
    told, untold = job(whispered, cast, Gifted()), job(whispered, cast, Deaf())
    assert (told.utterance.pitch, told.utterance.style) == (-2, "whisper")
    assert told.treatment == Treatment(recipe=RECIPE, size=1.1)
    assert untold.utterance == dataclasses.replace(told.utterance, rate=1.0, pitch=0.0, style="")
    assert untold.treatment == Treatment(recipe=RECIPE, rate=told.utterance.rate, pitch=-2, size=1.1, breath=1.0)


def test_size_makes_the_engine_speak_so_much_faster_that_the_length_stays():
    cast = Cast(roles=(dataclasses.replace(CAST.roles[0], delivery=Delivery(rate=0.8, size=1.25)),))
    assert job(line(), cast).utterance.rate == pytest.approx(1.0)
    assert job(line(), cast).treatment.size == 1.25


def test_equal_lines_share_one_clip():
    planned = plan(script(line("Yes."), line("No."), line("Yes.")), CAST, ToneEngine())
    assert [job.line.text for job in planned.jobs] == ["Yes.", "No."]
    assert len(set(planned.keys.values())) == 2


def test_what_is_skipped_or_cannot_be_said_has_no_clip():
    dots, skipped = line("…"), line("Not this.", "ANN", ("skip", ""))
    planned = plan(script(dots, skipped, Cue(kind="sound", text="bell"), Remark(text="hm"), line()), CAST, ToneEngine())
    assert list(planned.keys) == [line()]
    assert len(planned.jobs) == 1


def test_the_lexicon_and_the_line_say_how_a_word_is_said():
    cast = dataclasses.replace(CAST, lexicon={"Bass": "base"})
    assert job(line("The Bass."), cast).utterance.text == "The base."
    assert job(line("The Bass.", "ANN", ("say", "Bass = bahss")), cast).utterance.text == "The bahss."
    assert job(line("The bell."), cast).key == job(line("The bell.")).key


def test_ipa_goes_to_engines_that_read_it_and_others_are_warned_of():
    cast = dataclasses.replace(CAST, lexicon={"Bass": "/bˈeɪs/"})
    assert job(line("The Bass."), cast, Gifted()).utterance.text == "The [Bass](/bˈeɪs/)."
    assert job(line("The Bass."), cast).utterance.text == "The Bass."
    (warning,) = plan(script(line()), cast, ToneEngine()).warnings
    assert "Bass" in warning.message


class TestNotes:
    def test_a_note_wins_over_role_and_manner(self):
        cast = Cast(roles=(dataclasses.replace(CAST.roles[0], delivery=Delivery(rate=0.8, pitch=3)),))
        noted = job(line("Now.", "ANN", ("rate", "1.2"), ("pitch", "-1.5 st"), ("take", "3"), manner=("shouting",)), cast)
        assert (noted.utterance.rate, noted.utterance.pitch, noted.utterance.take) == (1.2, -1.5, 3)

    @pytest.mark.parametrize("voice", ["tone:flute", "flute", " tone : flute "])
    def test_a_voice_for_one_line(self, voice):
        assert job(line("Now.", "ANN", ("voice", voice))).utterance.voice == "flute"

    def test_a_voice_of_another_engine_is_a_warning(self):
        planned = plan(script(line("Now.", "ANN", ("voice", "kokoro:bm_george"))), CAST, ToneEngine())
        assert planned.jobs[0].utterance.voice == "high"
        assert "kokoro:bm_george" in planned.warnings[0].message

    def test_all_mistakes_are_told_with_their_places(self):
        where = Where(file="a.fountain", line=7, column=3)
        notes = [("rate", "fast"), ("pitch", "99"), ("take", "0"), ("voice", "tone:flutte"), ("say", "Bass")]
        with pytest.raises(ProblemsError) as caught:
            plan(script(*(line("Now.", "ANN", note, where=where) for note in notes)), CAST, ToneEngine())
        problems = caught.value.problems
        assert [problem.where for problem in problems] == [where] * 5
        assert [problem.message.split(":")[0] for problem in problems[:3]] == ["rate", "pitch", "take"]
        assert problems[3].hint == "did you mean flute?"
        assert "Bass" in problems[4].message

    @pytest.mark.parametrize("value", ["nan", "inf", "-1", "0", ""])
    def test_a_rate_that_is_none(self, value):
        with pytest.raises(ProblemsError):
            job(line("Now.", "ANN", ("rate", value)))


class TestManner:
    @pytest.mark.parametrize("word", ["shouting", "she shouts", "Yelling", "almost shouting at him"])
    def test_a_shout_is_higher_and_faster(self, word):
        shout = job(line(manner=(word,))).utterance
        assert shout.pitch > 1
        assert shout.rate > 1

    @pytest.mark.parametrize("word", ["whispering", "whispers", "in a breath: whispered"])
    def test_a_whisper_is_one(self, word):
        assert job(line(manner=(word,))).treatment.breath == 1

    @pytest.mark.parametrize("word", ["", "distant", "not shouting", "to the crowd", "♪", "without whispering"])
    def test_other_words_do_nothing(self, word):
        assert job(line(manner=(word,))).key == job(line()).key

    def test_manners_add_up_and_the_same_one_counts_once(self):
        both, once = job(line(manner=("slowly", "sadly"))), job(line(manner=("sad", "sadly")))
        assert both.utterance.rate < once.utterance.rate < 1
        assert once.utterance.rate == job(line(manner=("sad",))).utterance.rate

    def test_they_stay_within_what_engines_bear(self):
        cast = Cast(roles=(dataclasses.replace(CAST.roles[0], delivery=Delivery(rate=1.95, pitch=11.5)),))
        shout = job(line(manner=("shouting", "quickly", "excited")), cast).utterance
        assert (shout.rate, shout.pitch) == (2.0, 12.0)

    def test_every_manner_of_the_annotator_does_something_unless_it_is_the_mixers(self):
        assert set(ANNOTATED) - set(MANNERS) == {"distant"}

    def test_no_two_manners_of_the_annotator_sound_the_same(self):
        jobs = {job(line("Mind the step!", manner=(word,))).key for word in ANNOTATED}
        assert len(jobs) == len(ANNOTATED)

    def test_a_manner_steers_the_intonation_by_the_mark_at_the_end(self):
        assert job(line("Mind. The step.", manner=("shouting",))).utterance.text == "Mind! The step!"
        assert job(line("Mind! The step?", manner=("flat",))).utterance.text == "Mind. The step?"

    @pytest.mark.parametrize("text", ["GET OUT OF MY HOUSE", "HELP!", "I DON'T CARE!"])
    def test_capitals_are_shouted(self, text):
        assert job(line(text)).treatment.effort == 1

    @pytest.mark.parametrize("text", ["NASA", "I never.", "It is *ALWAYS* so.", "A!", "He said NO WAY."])
    def test_a_word_in_capitals_is_no_shout(self, text):
        assert job(line(text)).treatment.effort == 0

    def test_capitals_that_are_whispered_are_whispered(self):
        assert job(line("GET OUT", manner=("whispering",))).treatment.effort == 0

    def test_a_song_is_chanted_and_speech_is_not(self):
        assert job(line("Oh, the lamps", kind="song")).treatment.chant
        assert not job(line("Oh, the lamps")).treatment.chant

    @pytest.mark.parametrize(("text", "dying"), [("I thought…", True), ("“I thought...”", True), ("I thought… no.", False)])
    def test_who_trails_off_dies_away(self, text, dying):
        assert job(line(text)).treatment.dying == dying


class TestCuts:
    def cuts(self, *items):
        return [job.treatment.cut for job in plan(script(*items), CAST, ToneEngine()).jobs]

    @pytest.mark.parametrize("text", ["I never—", "I never--", "*I never—*", "I never –", "“I never—”"])
    def test_a_dash_before_another_speaker_cuts(self, text):
        assert self.cuts(line(text), line("Stop.", "BEN")) == [True, False]

    def test_sounds_and_remarks_between_do_not_matter_but_a_pause_does(self):
        dash, stop = line("I never—"), line("Stop.", "BEN")
        assert self.cuts(dash, Cue(kind="sound", text="bell"), Remark(text="hm"), stop) == [True, False]
        assert self.cuts(dash, Cue(kind="pause", text="1s"), stop) == [False, False]

    @pytest.mark.parametrize(
        "following",
        [line("I mean it.", "ann"), line("He left.", "NARRATOR", kind="narration"), line("Stop.", "BEN", dual=True)],
    )
    def test_nobody_interrupts(self, following):
        assert self.cuts(line("I never—"), following) == [False, False]

    def test_the_end_of_a_scene_interrupts_nobody(self):
        assert self.cuts(line("I never—")) == [False]

    def test_notes_decide(self):
        stop = line("Stop.", "BEN")
        assert self.cuts(line("I never", "ANN", ("cut", "")), stop) == [True, False]
        assert self.cuts(line("I never—", "ANN", ("wait", "")), stop) == [False, False]

    def test_equal_lines_are_cut_where_all_of_them_are(self):
        dash, stop, calm = line("I never—"), line("Stop.", "BEN"), line("He left.", "NARRATOR", kind="narration")
        assert self.cuts(dash, stop, dash, stop) == [True, False]
        assert self.cuts(dash, stop, dash, calm) == [False, False, False]


class TestVoices:
    def test_a_role_without_a_voice_here_gets_one_of_its_gender_and_one_warning(self):
        roles = tuple(
            Role(
                name=name, traits=Traits(gender="female"), voices={"kokoro": "bf_emma"}, where=Where(file="voices.yaml", line=3)
            )
            for name in ("ANN", "EVE")
        )
        planned = plan(script(line("One."), line("Two."), line("Three.", "EVE")), Cast(roles=roles), ToneEngine())
        voices = {job.line.text: job.utterance.voice for job in planned.jobs}
        genders = {voice.name: voice.gender for voice in ToneEngine().voices()}
        assert voices["One."] == voices["Two."] != voices["Three."]
        assert {genders[voice] for voice in voices.values()} == {"female"}
        assert [warning.where for warning in planned.warnings] == ["voices.yaml:3:1"] * 2

    def test_a_voice_that_the_engine_lacks_is_replaced(self):
        planned = plan(script(line()), Cast(roles=(Role(name="ANN", voices={"tone": "gong"}),)), ToneEngine())
        assert "'gong'" in planned.warnings[0].message

    def test_somebody_who_is_not_in_the_cast_speaks_too(self):
        assert plan(script(line("Hello.", "A STRANGER")), CAST, ToneEngine()).jobs[0].utterance.voice not in ("high", "low")

    def test_an_alias_is_the_same_role(self):
        cast = Cast(roles=(Role(name="ANN", aliases=("the girl",), voices={"tone": "bell"}),))
        assert job(line("Hello.", "THE GIRL"), cast).utterance.voice == "bell"

    def test_an_engine_without_voices_is_an_error(self):
        with pytest.raises(EngineMissingError):
            plan(script(line()), CAST, Mute())

    def test_the_default_language_reaches_the_engine(self):
        assert job(line(), dataclasses.replace(CAST, defaults=Defaults(language="en-GB"))).utterance.language == "en-GB"


def test_the_nearest_lexicon_wins():
    ann = dataclasses.replace(CAST.roles[0], lexicon={"Bass": "bass"})
    cast = Cast(roles=(ann, CAST.roles[1]), lexicon={"Bass": "base", "quay": "key"})
    assert job(line("Bass quay."), cast).utterance.text == "bass key."
    assert job(line("Bass quay.", "BEN"), cast).utterance.text == "base key."
    assert job(line("Bass quay.", "ANN", ("say", "Bass = bays")), cast).utterance.text == "bays key."


class Expressive(ToneEngine):
    hears = frozenset({"rate", "stress"})


def test_only_lines_with_a_stressed_word_are_other_clips_for_an_engine_that_hears_stress():
    assert job(line("I *never* said so."), engine=Expressive()).utterance.text == "I *never* said so."
    assert job(line("I *never* said so.")).utterance.text == "I never said so."
    assert job(line("Mind the step."), engine=Expressive()).key == job(line("Mind the step.")).key


def test_a_song_has_its_own_stresses():
    assert job(line("Row, *row* the boat", kind="song"), engine=Expressive()).utterance.text == "Row, row the boat"


def test_how_far_the_pitch_moves_is_told_to_engines_that_hear_it():
    class Melodious(ToneEngine):
        hears = frozenset({"style", "melody"})

    def style(*manner, engine):
        return job(line(manner=manner), engine=engine).utterance.style

    assert style("excited", engine=Melodious()) == "lively"
    assert style("bored", engine=Melodious()) == "flat"
    assert style("slowly", engine=Melodious()) == style("excited", engine=Gifted()) == ""
    assert style("excited", "whispering", engine=Melodious()) == "whisper"
