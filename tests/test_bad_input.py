"""Whatever comes in: one clear sentence, an exit code, no traceback, and nothing lost."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

WRONG_INPUT, MISTAKES, NO_ENGINE = 2, 3, 4

BAD_STORIES = {
    "missing": None,
    "empty": b"",
    "blank": b" \n\n \n",
    "binary": bytes(range(256)) * 20,
    "pdf": b"%PDF-1.7\n" + b"x" * 200,
    "word": b"PK\x03\x04" + b"\x00" * 200,
}


def in_a_sentence(text: str) -> bool:
    return bool(text.strip()) and "Traceback" not in text and len(text.strip().splitlines()) <= 4


@pytest.mark.parametrize("content", BAD_STORIES.values(), ids=BAD_STORIES.keys())
def test_a_story_that_is_none_is_said_in_a_sentence(folder: Path, audiodrama, content: bytes | None) -> None:
    if content is not None:
        (folder / "bad.txt").write_bytes(content)
    ran = audiodrama("produce", "bad.txt")
    assert ran.code == WRONG_INPUT
    assert "bad.txt" in ran.err
    assert in_a_sentence(ran.err)
    assert not (folder / "bad.fountain").exists()


def test_a_folder_is_no_story(folder: Path, audiodrama) -> None:
    (folder / "tales.txt").mkdir()
    ran = audiodrama("produce", "tales.txt")
    assert ran.code == WRONG_INPUT
    assert in_a_sentence(ran.err)


ODD_STORIES = {
    "no dialogue": "Nothing\n\nNothing was said that day. Nothing at all was said.\n",
    "one speaker": "Alone\n\n“Hello?” said Mara. “Is anybody there? Hello?”\n",
    "sixty speakers": "Roll Call\n\n"
    + "".join(f"“Present,” said {first}{second}.\n\n" for first in ("Bal", "Cor", "Dun", "Fer", "Gal", "Hol") for second in
              ("ric", "win", "tas", "bert", "mund", "ra", "la", "nia", "gard", "bold")),
    "not English": "Die Fähre\n\n„Wer ist da?“, fragte Anna. „Niemand“, sagte Peter und schwieg.\n",
}  # fmt: skip


@pytest.mark.parametrize("story", ODD_STORIES.values(), ids=ODD_STORIES.keys())
def test_an_odd_story_is_performed_all_the_same(folder: Path, audiodrama, story: str) -> None:
    (folder / "odd.txt").write_text(story, encoding="utf-8")
    ran = audiodrama("produce", "odd.txt", "--music", "none", "--json")
    assert ran.code == 0, ran.out
    assert ran.events[-1]["seconds"] > 1


@pytest.mark.parametrize("name", ["NO", "NARRATOR", "MUSIC", "../x"])
def test_a_character_may_be_named_anything(folder: Path, audiodrama, name: str) -> None:
    (folder / "play.fountain").write_text(f"@{name}\nHello there.\n\nMARA\nAnd hello to you.\n", encoding="utf-8")
    ran = audiodrama("produce", "play.fountain", "--music", "none", "--json")
    assert ran.code == 0, ran.out
    assert f"<v {name}>Hello there.</v>" in (folder / "out" / "play.vtt").read_text("utf-8")
    assert sorted(path.name for path in folder.parent.iterdir() if path.name.startswith("x")) == []


BAD_CASTS = {
    "a tab": ("cast:\n\tMARA:\n", ":2:"),
    "a key twice": ("cast:\n  MARA:\n    pan: 0\n  MARA:\n    pan: 1\n", ":4:"),
    "a wrong type": ("cast:\n  MARA:\n    pan: left\n", ":3:10"),
    "an unknown voice": ("cast:\n  MARA:\n    voice: tone:bass-drum\n", ":3:12"),
}


@pytest.mark.parametrize(("text", "place"), BAD_CASTS.values(), ids=BAD_CASTS.keys())
def test_a_mistake_in_voices_yaml_is_shown_with_line_and_caret(folder: Path, audiodrama, text: str, place: str) -> None:
    (folder / "voices.yaml").write_text(text, encoding="utf-8")
    ran = audiodrama("produce", "goose.txt")
    assert ran.code == MISTAKES
    assert f"voices.yaml{place}" in ran.err
    assert "^" in ran.err
    assert "Traceback" not in ran.err
    assert (folder / "voices.yaml").read_text("utf-8") == text
    assert not (folder / "out").exists()


def test_check_lists_every_problem_of_both_files(folder: Path, audiodrama) -> None:
    (folder / "voices.yaml").write_text("cast:\n  MARA:\n    pan: 9\n    effect: fon\n", encoding="utf-8")
    (folder / "play.fountain").write_text("MARA\nHello. [[rate: quick]]\n", encoding="utf-8")
    ran = audiodrama("check", "play.fountain")
    assert ran.code == MISTAKES
    assert [line.partition(": error")[0] for line in ran.out.splitlines()[:3]] == [
        "voices.yaml:3:10", "voices.yaml:4:13", "play.fountain:2:8"
    ]  # fmt: skip


def test_an_engine_that_does_not_exist_is_named(folder: Path, audiodrama) -> None:
    ran = audiodrama("produce", "goose.txt", "--engine", "ton")
    assert ran.code == NO_ENGINE
    assert "tone" in ran.err


def test_only_mp3_files_are_written(folder: Path, audiodrama) -> None:
    assert audiodrama("produce", "goose.txt", "-o", "goose.wav").code == WRONG_INPUT
    assert not (folder / "goose.wav").exists()


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_an_out_folder_that_cannot_be_written(folder: Path, audiodrama) -> None:
    (folder / "out").mkdir(mode=0o500)
    assert audiodrama("produce", "goose.txt").code == 1


def test_an_out_folder_that_is_a_file(folder: Path, audiodrama) -> None:
    (folder / "out").write_text("mine", encoding="utf-8")
    ran = audiodrama("produce", "goose.txt")
    assert ran.code == 1
    assert in_a_sentence(ran.err.splitlines()[-1])
    assert (folder / "out").read_text("utf-8") == "mine"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_disk_that_fills_is_said(folder: Path, audiodrama, monkeypatch: pytest.MonkeyPatch) -> None:
    import errno

    import audiodrama.master.mp3 as mp3

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(mp3, "_describe", full)
    ran = audiodrama("produce", "goose.txt")
    assert ran.code == 1
    assert "No space left" in ran.err or "full" in ran.err
    assert not list((folder / "out").glob("*.mp3*"))
    monkeypatch.undo()
    monkeypatch.chdir(folder)
    again = audiodrama("produce", "goose.txt", "--engine", "tone", "--json")
    assert again.events[-1]["rendered"] == 0


LONG = "The Long Night\n\n" + "\n\n".join(f"“This is line number {n} of the long night,” said Mara." for n in range(150))


def finished(folder: Path) -> list[Path]:
    return [path for path in (folder / "out" / "clips").rglob("*.flac") if not path.name.startswith(".")]


def hears_ctrl_c() -> None:
    """What is started in the background is deaf to it, and hands that on to what it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def start(folder: Path) -> subprocess.Popen[str]:
    (folder / "long.txt").write_text(LONG, encoding="utf-8")
    command = [sys.executable, "-m", "audiodrama", "render", "long.txt", "--workers", "1"]
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=hears_ctrl_c
    )
    deadline = time.monotonic() + 60
    while len(finished(folder)) < 5 and time.monotonic() < deadline:
        time.sleep(0.01)
    return process


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)], ids=["ctrl-c", "kill -9"])
def test_an_interrupted_run_carries_on_where_it_was(folder: Path, audiodrama, sent: signal.Signals, code: int) -> None:
    process = start(folder)
    process.send_signal(sent)
    _, err = process.communicate(timeout=30)
    assert process.returncode == code, err
    assert "Traceback" not in err
    made = len(finished(folder))
    assert made >= 5
    ran = audiodrama("render", "long.txt", "--json")
    assert ran.code == 0
    assert ran.events[-1]["reused"] >= made
