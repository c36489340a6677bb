"""A crash of an engine costs a retry, not the run; nothing is left behind."""

import os
import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import failing_engines as engines
import pytest

from audiodrama.errors import EngineMissingError, StorageError
from audiodrama.events import LineFailed, LineRendered, StageAdvanced, StageFinished, StageStarted
from audiodrama.model import SAMPLE_RATE
from audiodrama.plugins import load_engine
from audiodrama.tts import render as rendering
from audiodrama.tts.engines.tone import ToneEngine
from audiodrama.tts.render import render
from audiodrama.tts.worker import serve

HERE = Path(__file__).parent


def hears_ctrl_c():
    """What is started in the background is deaf to it, and hands that on to what it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def traces(tmp_path, monkeypatch):
    folder = tmp_path / "traces"
    folder.mkdir()
    monkeypatch.setenv(engines.TRACES, str(folder))
    return lambda: [int(path.name) for path in folder.iterdir()]


@pytest.fixture
def heard():
    return []


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()


def all_gone(pids: list[int], within: float = 5.0) -> bool:
    deadline = time.monotonic() + within
    while any(map(alive, pids)) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not any(map(alive, pids))


def test_every_job_becomes_a_clip_in_the_store(jobs, store, heard):
    clips = render(jobs, store, ToneEngine(), workers=2, listen=heard.append)
    assert {key: store.get(key) for key in clips} == clips
    assert [clips[job.key].frames for job in jobs] == [round(5 * 0.3 * SAMPLE_RATE)] * len(jobs)
    assert heard[0] == StageStarted(stage="render", total=6)
    assert [event.done for event in heard if isinstance(event, StageAdvanced)] == [1, 2, 3, 4, 5, 6]
    assert {event.key for event in heard if isinstance(event, LineRendered)} == set(clips)
    assert isinstance(heard[-1], StageFinished)


def test_what_is_in_the_store_is_not_rendered_again(jobs, store, heard):
    first = render(jobs, store, ToneEngine(), listen=heard.append)
    heard.clear()
    assert render(jobs, store, engines.NeverStarting(), listen=heard.append) == first
    assert heard[0] == StageStarted(stage="render", total=0)
    assert not [event for event in heard if isinstance(event, LineRendered)]


def test_a_crash_is_tried_again_in_a_fresh_worker(make_job, store, heard, traces):
    clips = render([make_job()], store, engines.CrashingOnce(), listen=heard.append)
    assert not any(clip.missing for clip in clips.values())
    assert [event.attempts for event in heard if isinstance(event, LineRendered)] == [2]
    assert len(traces()) == 2


def test_a_line_that_always_crashes_becomes_silence_and_the_rest_goes_on(make_job, jobs, store, heard):
    bad = make_job("They will crash on this long line of ten words.")
    clips = render([bad, *jobs], store, engines.Crashing(), workers=1, listen=heard.append)
    assert clips[bad.key].missing
    assert clips[bad.key].frames == pytest.approx(10 / 2.6 * SAMPLE_RATE, abs=1)
    assert not clips[bad.key].path.exists()
    assert not any(clips[job.key].missing for job in jobs)
    (failed,) = [event for event in heard if isinstance(event, LineFailed)]
    assert (failed.speaker, failed.text) == ("ANN", bad.line.text)
    assert "the last words of the engine" in failed.reason
    assert "1 failed" in heard[-1].summary


def test_a_line_that_hangs_is_given_up(make_job, store, heard, traces, monkeypatch):
    monkeypatch.setattr(rendering, "_TIMEOUT_S", 0.5)
    monkeypatch.setattr(rendering, "_TIMEOUT_PER_CHARACTER_S", 0.0)
    bad = make_job("They hang.")
    clips = render([bad], store, engines.Hanging(), listen=heard.append)
    assert clips[bad.key].missing
    assert "no answer" in next(event for event in heard if isinstance(event, LineFailed)).reason
    assert len(traces()) == 2
    assert all_gone(traces())


@pytest.mark.parametrize("text", ["nothing at all", "only silence"])
def test_an_engine_that_says_nothing_has_failed(make_job, store, text):
    bad = make_job(text)
    assert render([bad], store, engines.Silent())[bad.key].missing
    assert not list(store.folder.rglob("*.*"))


def test_what_an_engine_raises_is_the_reason_in_one_line(make_job, store, heard):
    render([make_job()], store, engines.Raising(), listen=heard.append)
    assert [event.reason for event in heard if isinstance(event, LineFailed)] == ["ValueError: no such voice"]


def test_chatter_of_an_engine_reaches_nobody(make_job, store, capfd):
    bad = make_job()
    assert not render([bad], store, engines.Chattering())[bad.key].missing
    assert capfd.readouterr() == ("", "")


def test_a_slow_start_is_waited_for(make_job, store):
    slow = make_job()
    assert not render([slow], store, engines.SlowToStart())[slow.key].missing


@pytest.mark.parametrize(
    ("engine", "words"),
    [(engines.NeverStarting, "the model is broken"), (engines.DyingAtStart, "phontab: no such file")],
)
def test_an_engine_that_does_not_start_is_an_error_with_its_last_words(jobs, store, engine, words):
    with pytest.raises(EngineMissingError, match=words):
        render(jobs, store, engine(), workers=2)


def test_a_full_disk_is_an_error_that_names_the_folder(make_job, store):
    with pytest.raises(StorageError, match="no room left in /"):
        render([make_job()], store, engines.FullDisk())


def test_a_folder_that_cannot_be_written_is_an_error(make_job, store):
    store.folder.write_text("a file stands in the way")
    with pytest.raises(StorageError, match="clips"):
        render([make_job()], store, ToneEngine())


def test_an_interrupt_kills_the_workers_and_comes_through_at_once(make_job, jobs, store, traces):
    def interrupt(event):
        if isinstance(event, LineRendered):
            raise KeyboardInterrupt

    hanging = make_job("A line that will hang for as long as anybody cares to wait.")
    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        render([hanging, *jobs], store, engines.Hanging(), workers=2, listen=interrupt)
    assert time.monotonic() - started < 20
    assert all_gone(traces())
    assert list(store.folder.rglob("*.part*")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(
    ("ended_by", "engine"),
    [("SIGKILL", "Hanging"), ("SIGKILL", "HangingAtStart"), ("SIGINT", "Hanging"), ("SIGTERM", "Hanging")],
)
def test_no_worker_outlives_its_parent(tmp_path, traces, ended_by, engine, monkeypatch):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    program = (
        "import sys; sys.path[:0] = sys.argv[1:3]\n"
        "import failing_engines, conftest, pathlib\n"
        "from audiodrama.tts.render import render; from audiodrama.tts.store import Store\n"
        "jobs = [conftest.job(f'hang {n}') for n in range(4)]\n"
        "render(jobs, Store(pathlib.Path(sys.argv[3])), getattr(failing_engines, sys.argv[4])(), workers=2)\n"
    )
    arguments = [str(HERE / "engines_that_fail"), str(HERE), str(tmp_path / "clips"), engine]
    parent = subprocess.Popen([sys.executable, "-c", program, *arguments], stderr=subprocess.DEVNULL, preexec_fn=hears_ctrl_c)
    deadline = time.monotonic() + 60
    while len(traces()) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    workers = traces()
    parent.send_signal(signal.Signals[ended_by])
    parent.wait(timeout=30)
    assert len(workers) == 2
    assert all_gone(workers)
    assert list(scratch.iterdir()) == []


def test_pyttsx3_gives_every_line_its_own_clip(make_job, store):
    """Its documented loop loses clips and mixes them up: so lengths are compared with texts."""
    texts = ["The lamp" + " and the old bridge" * count + "." for count in range(20)]
    jobs = [make_job(text, engine="pyttsx3", voice="gmw/en-us+f3") for text in texts]
    clips = render(jobs, store, load_engine("pyttsx3"))
    seconds = [clips[job.key].frames / SAMPLE_RATE for job in jobs]
    assert not any(clip.missing for clip in clips.values())
    assert all(0.7 < longer - shorter < 1.5 for shorter, longer in pairwise(seconds))


def test_a_failure_on_a_full_disk_is_put_down_to_the_disk(tmp_path, monkeypatch):
    """Engines hide why a file is cut short; the room that is left tells."""
    monkeypatch.setattr("shutil.disk_usage", lambda folder: SimpleNamespace(free=10 if folder == tmp_path / "clips" else 10**9))
    request = {"utterance": {}, "treatment": {}, "path": str(tmp_path / "clips" / "a.flac")}
    assert serve(ToneEngine().open(), request, tmp_path / "scratch" / "a.wav") == {"full": str(tmp_path / "clips")}
