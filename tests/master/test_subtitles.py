"""The transcript tells who says what when, whatever the words are."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from audiodrama.master.subtitles import timings, webvtt
from audiodrama.model import SAMPLE_RATE, Clip, Line, Placed, Timeline


def placed(text: str, speaker: str = "MARA", start: float = 1.5, seconds: float = 2.25, *, missing: bool = False) -> Placed:
    frames = round(seconds * SAMPLE_RATE)
    clip = Clip(key="k", path=Path("k.flac"), frames=frames, loudness=-20.0, missing=missing)
    line = Line(kind="speech", speaker=speaker, text=text)
    return Placed(clip=clip, line=line, start=round(start * SAMPLE_RATE), gain_db=0, pan=0, effect="none", frames=frames)


def timeline(*voices: Placed) -> Timeline:
    return Timeline(voices=voices, sounds=(), beds=(), markers=(), frames=10 * SAMPLE_RATE)


def test_a_cue_has_its_speaker_and_its_exact_time() -> None:
    text = webvtt(timeline(placed("Who *goes* there?")))
    assert text == "WEBVTT\n\n00:00:01.500 --> 00:00:03.750\n<v MARA>Who goes there?</v>\n"


def test_hours_are_written() -> None:
    assert "01:00:01.000 --> 01:00:03.250" in webvtt(timeline(placed("Late.", start=3601)))


def test_a_line_that_could_not_be_recorded_says_so() -> None:
    assert "[not recorded]" in webvtt(timeline(placed("Hush.", missing=True)))


@given(text=st.text(), speaker=st.text(min_size=1))
def test_words_and_names_cannot_break_the_file(text: str, speaker: str) -> None:
    shown = webvtt(timeline(placed(text, speaker), placed("End.")))
    assert len(re.findall(r"^\d\d:\d\d:\d\d\.\d{3} --> ", shown, re.MULTILINE)) == 2
    assert shown.count("\n\n") == 2
    assert len(re.findall(r"<(?!v |/v>)", shown)) == 0


def test_timings_are_in_seconds() -> None:
    assert timings(timeline(placed("Now."))) == [{"start": 1.5, "end": 3.75, "speaker": "MARA", "text": "Now."}]
