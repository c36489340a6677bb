"""A long run says beforehand how long it will take, by what earlier runs took."""

import json
from types import SimpleNamespace

from audiodrama.events import Warned
from audiodrama.tts import pace
from audiodrama.tts.engines.tone import ToneEngine
from audiodrama.tts.render import render

SLOW = SimpleNamespace(name="slow", pace=2.0)


def test_what_is_short_is_not_announced(tmp_path, make_job):
    assert pace.notice([make_job("word " * 26)], SLOW, tmp_path, 1) is None


def test_a_long_run_names_its_time_shared_by_the_workers(tmp_path, make_job):
    jobs = [make_job("word " * 26)] * 36  # six minutes of speech
    assert "36 clips to record, about 6 min of speech: slow needs about 12 min" in pace.notice(jobs, SLOW, tmp_path, 1).message
    assert "slow needs about 3 min" in pace.notice(jobs, SLOW, tmp_path, 4).message


def test_what_was_measured_counts_more_than_what_the_engine_says(tmp_path, make_job):
    jobs = [make_job("word " * 26)] * 36
    pace.remember(SLOW, tmp_path, worked=360.0, spoken=90.0)
    assert "slow needs about 24 min" in pace.notice(jobs, SLOW, tmp_path, 1).message
    pace.remember(SLOW, tmp_path, worked=1.0, spoken=5.0)
    assert "slow needs about 24 min" in pace.notice(jobs, SLOW, tmp_path, 1).message


def test_nothing_is_said_of_an_engine_of_which_nothing_is_known(tmp_path, make_job):
    assert pace.notice([make_job("word " * 26)] * 36, SimpleNamespace(name="new"), tmp_path, 1) is None


def test_a_broken_file_is_as_none(tmp_path, make_job):
    (tmp_path / "pace.json").write_text('["slow"]')
    assert "slow needs about 12 min" in pace.notice([make_job("word " * 26)] * 36, SLOW, tmp_path, 1).message


def test_a_run_is_measured_and_the_next_one_announced(store, make_job):
    heard = []
    render([make_job(f"word {'word ' * 130}{n}") for n in range(2)], store, ToneEngine(), workers=1)
    known = json.loads((store.folder / "pace.json").read_text())
    assert 0 < known["tone"] < 2
    (store.folder / "pace.json").write_text('{"tone": 9}')
    render([make_job(f"other {'word ' * 130}{n}") for n in range(2)], store, ToneEngine(), workers=1, listen=heard.append)
    assert "tone needs about" in next(event.message for event in heard if isinstance(event, Warned))
