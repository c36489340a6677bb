import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiodrama.mix import pacing
from audiodrama.model import NARRATOR, Line, Note


def line(speaker: str, text: str, **more: object) -> Line:
    return Line(**{"kind": "narration" if speaker == NARRATOR else "speech", "speaker": speaker, "text": text, **more})


CALM = line("ADA", "I walked along the canal this morning and saw nobody at all.")


def test_a_tag_in_the_same_paragraph_follows_at_once() -> None:
    assert pacing.gap(CALM, line(NARRATOR, "she said.", joined=True)) < 0.2


def test_an_answer_comes_within_what_sounds_natural() -> None:
    assert 0.4 <= pacing.gap(CALM, line("BEN", "Nobody?")) <= 0.6


def test_people_who_shout_hardly_wait() -> None:
    heated = pacing.gap(line("ADA", "Give it back!"), line("BEN", "Never!"))
    assert heated < 0.35 < pacing.gap(CALM, line("BEN", "Never!"))


@pytest.mark.parametrize(
    ("before", "after"),
    [("I thought...", "Yes?"), ("I thought…", "Yes?"), ("Well?", "…I suppose so.")],
)
def test_an_ellipsis_is_a_silence(before: str, after: str) -> None:
    assert pacing.gap(line("ADA", before), line("BEN", after)) > 0.7


def test_a_hesitant_answer_comes_late() -> None:
    assert pacing.gap(CALM, line("BEN", "Yes.", manner=("hesitating",))) > 0.7


def test_paragraphs_of_narration_are_set_apart() -> None:
    assert 0.7 <= pacing.gap(line(NARRATOR, "It rained."), line(NARRATOR, "Then it stopped.")) <= 1.0


def test_a_thought_is_set_apart_from_speech() -> None:
    assert pacing.usual_gap(CALM, line("BEN", "Hm.", kind="thought")) > pacing.usual_gap(CALM, line("BEN", "Hm."))


@pytest.mark.parametrize("text", ["You said—", "You said –", "You said --", "You said—*", "You said—”", "You said -"])
def test_a_trailing_dash_is_interrupted_by_somebody_else(text: str) -> None:
    assert line("ADA", text).is_cut_off_by(line("BEN", "No!"))
    assert not line("ADA", text).is_cut_off_by(line("Ada", "No!"))
    assert not line("ADA", text).is_cut_off_by(line(NARRATOR, "She stopped."))


def test_notes_force_and_forbid_an_interruption() -> None:
    assert line("ADA", "You said so.", notes=(Note("cut"),)).is_cut_off_by(line("BEN", "No!"))
    assert not line("ADA", "You said—", notes=(Note("wait"),)).is_cut_off_by(line("BEN", "No!"))


@given(st.floats(0.1, 20))
def test_an_interruption_leaves_most_of_the_cut_line_alone(length: float) -> None:
    overlap = pacing.overlap(line("ADA", "You said—"), line("BEN", "No!"), length)
    assert 0 < overlap <= min(0.3, 0.25 * length)


@given(st.text(), st.text())
def test_a_gap_varies_with_the_words_and_not_with_the_run(one: str, other: str) -> None:
    before, after = line("ADA", one), line("BEN", other)
    usual = pacing.usual_gap(before, after)
    assert pacing.gap(before, after) == pacing.gap(before, after)
    assert abs(pacing.gap(before, after) - usual) <= pacing.VARIATION * usual + 1e-9


def test_gaps_do_not_repeat_like_a_machine() -> None:
    gaps = {pacing.gap(line("ADA", f"I counted {number} boats on the river today."), CALM) for number in range(20)}
    assert len(gaps) > 15


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("1.5s", 1.5),
        ("0,8 s", 0.8),
        ("300ms", 0.3),
        ("2", 2.0),
        ("2 seconds", 2.0),
        ("99999s", 60.0),
        ("long", None),
        ("", None),
        ("-1s", None),
    ],
)
def test_lengths_are_read_as_scripts_write_them(text: str, length: float | None) -> None:
    assert pacing.seconds(text) == length
