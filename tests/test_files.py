"""Text is decoded or refused with the byte named; a file is written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiodrama import files
from audiodrama.errors import InputError, StorageError
from audiodrama.files import decode, read_bytes, read_text, remove_stale, write_whole, writing

STORY = "“Où est le café?” asked Zoë — it wasn’t on Bridge Street…\r\n“Gone,” said Børge.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_a_story_in_a_usual_encoding_is_read_without_being_told(encoding: str) -> None:
    assert decode(STORY.encode(encoding), name="a.txt") == STORY


@pytest.mark.parametrize(
    "text", ["Café", "Die Brücke war müde, der Fährmann größer.", "¿Dónde está el niño?", "créée", "‘’Tis’"]
)
def test_short_western_texts_pass_for_windows_1252(text: str) -> None:
    assert decode(text.encode("cp1252"), name="a.txt") == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Паромщик спал у реки.", "cp1251"),
        ("Паромщик спал у реки.", "koi8-r"),
        ("“It isn’t café,” she said.", "mac_roman"),
        ("Zażółć gęślą jaźń, powiedział wójt.", "cp1250"),
        ("渡し守は眠っていた。", "shift_jis"),
        ("Le café d’à côté", "cp437"),
    ],
)
def test_another_encoding_is_refused_with_byte_and_flag_and_read_when_named(text: str, encoding: str) -> None:
    data = text.encode(encoding, errors="replace")
    with pytest.raises(InputError) as refused:
        decode(data, name="a.txt")
    assert "byte 0x" in refused.value.message
    assert "--encoding" in refused.value.hint
    assert decode(data, name="a.txt", encoding=encoding) == data.decode(encoding)


def test_the_byte_that_is_named_is_the_one_that_stands_there() -> None:
    data = "“Wait—” said Mara, again “and” again. ".encode() + b"\xff\xfe broken"
    with pytest.raises(InputError, match=rf"byte 0xFF at offset {data.index(0xFF)} "):
        decode(data, name="a.txt")


def test_an_encoding_that_is_named_is_the_only_one_tried() -> None:
    with pytest.raises(InputError, match=r"not ascii: byte 0xC3 at offset 3"):
        decode("Café".encode(), name="a.txt", encoding="ascii")


@pytest.mark.parametrize(("wrong", "hint"), [("utf8x", "utf"), ("cp125", "cp125"), ("latn1", "latin"), ("hex", "for instance")])
def test_an_unknown_encoding_gets_the_nearest_name(wrong: str, hint: str) -> None:
    with pytest.raises(InputError, match="no text encoding") as refused:
        decode(b"Once.", name="a.txt", encoding=wrong)
    assert hint in refused.value.hint


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n...", "a PDF"),
        (b"PK\x03\x04rest", "docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Word"),
        (b"{\\rtf1\\ansi Once.}", "RTF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "picture"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"\x7fELF\x02\x01", "program"),
        (b"ID3\x03\x00", "audio"),
        (b"Once upon\0a time, there was a ferry.", "byte 0x00 at offset 9"),
        (b"\x01\x02\xff\xfa\x00\x99" * 50, "byte 0x01 at offset 0"),
        (bytes(range(256)) * 4, "byte 0x00 at offset 0"),
    ],
)
def test_what_is_no_text_is_said_in_one_sentence_with_a_way_out(data: bytes, what: str) -> None:
    with pytest.raises(InputError) as refused:
        decode(data, name="a.txt")
    assert what in refused.value.message
    assert "text" in refused.value.hint or "unpack" in refused.value.hint


def test_what_is_too_large_is_refused_before_it_fills_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_TEXT_BYTES", 10)
    (tmp_path / "long.txt").write_bytes(b"x" * 11)
    with pytest.raises(InputError, match="larger than"):
        read_bytes(tmp_path / "long.txt")
    with pytest.raises(InputError, match="larger than"):
        decode(b"x" * 11, name="-")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_every_utf8_text_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode("utf-8-sig"), name="a.txt") == text.removeprefix("\ufeff")


@given(st.binary(max_size=200), st.sampled_from([None, "utf-16", "cp1252", "idna", "punycode", "\0"]))
def test_any_bytes_are_text_or_a_clear_refusal(data: bytes, encoding: str | None) -> None:
    try:
        text, hint = decode(data, name="a.txt", encoding=encoding), "none needed"
    except InputError as refused:
        text, hint = "", refused.hint
    assert "\0" not in text
    assert hint


# --- reading --------------------------------------------------------------------------------------------------------------


def test_a_missing_file_names_the_nearest_that_exists(tmp_path: Path) -> None:
    (tmp_path / "lamplighter.txt").write_text("Once.")
    with pytest.raises(InputError, match="does not exist") as refused:
        read_text(tmp_path / "lamplihgter.txt")
    assert "lamplighter.txt?" in refused.value.hint


def test_a_missing_folder_is_said_too(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist") as refused:
        read_text(tmp_path / "none" / "a.txt")
    assert str(tmp_path / "none") in refused.value.hint


def test_a_folder_is_no_story_but_may_hold_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder"):
        read_text(tmp_path)
    (tmp_path / "ferry.md").write_text("Once.")
    with pytest.raises(InputError, match="is a folder") as refused:
        read_text(tmp_path)
    assert "ferry.md" in refused.value.hint


@pytest.mark.parametrize("name", ["a\0b", "x" * 300, "a.txt/b.txt"])
def test_a_path_that_cannot_be_opened_is_no_traceback(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text("Once.")
    with pytest.raises(InputError):
        read_text(tmp_path / name)


def test_a_file_without_permission_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match="cannot be read: permission denied"):
        read_text(tmp_path / "a.txt")


# --- writing --------------------------------------------------------------------------------------------------------------


def write_half(target: Path, failure: BaseException) -> None:
    with writing(target) as temporary:
        assert (temporary.parent, temporary.suffix) == (target.parent, target.suffix)
        temporary.write_bytes(b"half")
        raise failure


def test_text_and_bytes_are_written_as_they_are_and_folders_made(tmp_path: Path) -> None:
    write_whole(tmp_path / "out" / "a.txt", "é\r\n")
    assert (tmp_path / "out" / "a.txt").read_bytes() == "é\r\n".encode()
    write_whole(tmp_path / "out" / "a.txt", b"\xff")
    assert (tmp_path / "out" / "a.txt").read_bytes() == b"\xff"
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.txt"]


@pytest.mark.parametrize("failure", [RuntimeError("engine"), KeyboardInterrupt()])
def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path, failure: BaseException) -> None:
    target = tmp_path / "drama.mp3"
    target.write_bytes(b"old")
    with pytest.raises(type(failure)):
        write_half(target, failure)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"drama.mp3": b"old"}


@pytest.mark.parametrize(
    ("code", "remedy"),
    [(errno.ENOSPC, "disk is full"), (errno.EACCES, "permissions"), (errno.EROFS, "permissions"), (errno.EIO, "another place")],
)
def test_what_the_system_refuses_names_the_path_and_the_remedy(tmp_path: Path, code: int, remedy: str) -> None:
    target = tmp_path / "voices.yaml"
    target.write_text("old")
    with pytest.raises(StorageError) as refused:
        write_half(target, OSError(code, os.strerror(code)))
    assert str(target) in refused.value.message
    assert remedy in refused.value.hint
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]


def test_a_folder_in_the_way_and_a_file_for_a_folder_are_storage_errors(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(StorageError, match="out cannot be written"):
        write_whole(tmp_path / "out", "x")
    (tmp_path / "file").write_text("x")
    with pytest.raises(StorageError, match="cannot be written"):
        write_whole(tmp_path / "file" / "a.txt", "x")


@pytest.mark.skipif(os.name == "nt", reason="links and modes of POSIX")
def test_a_link_stays_a_link_and_a_mode_a_mode(tmp_path: Path) -> None:
    real = tmp_path / "real.yaml"
    real.write_text("old")
    real.chmod(0o600)
    (tmp_path / "voices.yaml").symlink_to(real)
    write_whole(tmp_path / "voices.yaml", "new")
    assert (tmp_path / "voices.yaml").is_symlink()
    assert real.read_text() == "new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o600


def test_the_longest_name_that_the_system_allows_can_be_written(tmp_path: Path) -> None:
    target = tmp_path / ("x" * 251 + ".txt")
    write_whole(target, "x")
    assert target.read_text() == "x"


@pytest.mark.skipif(os.name != "posix", reason="elsewhere nothing is removed")
def test_what_a_killed_process_was_writing_is_removed_and_what_a_living_one_writes_stays(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    deep = tmp_path / "clips" / "ab"
    deep.mkdir(parents=True)
    stale = deep / f".{ended.pid}-0123456789ab.part.flac"
    living = deep / f".{os.getpid()}-0123456789ab.part.flac"
    foreign = deep / ".notes.part.txt"
    for path in (stale, living, foreign):
        path.write_bytes(b"")
    remove_stale(tmp_path)
    assert sorted(deep.iterdir()) == sorted([living, foreign])
