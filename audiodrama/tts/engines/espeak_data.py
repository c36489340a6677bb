"""Where espeak-ng finds its data: it copies the path into a small buffer, and ends the process when that is too long.

A path of 149 characters was measured to work and one of 169 to kill it; deep virtual environments pass that. Then a short link
to the data, or a copy where links are not allowed, lies in the user's cache folder.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

MOST_CHARACTERS: Final = 140
_FOLDER: Final = "audiodrama"
_PRIVATE: Final = 0o700


def reachable(data: Path) -> Path:
    """The data folder itself, or a short stand-in for it; the folder itself also where no stand-in can be made."""
    if _fits(data):
        return data
    for cache in _caches():
        stand_in = cache / f"espeak-{_digest(data)}"
        if _fits(stand_in):
            try:
                return _stand_in(data, stand_in)
            except OSError:
                continue  # the next folder may do
    return data


def _digest(data: Path) -> str:
    """Of the folder and its state, so that an update gets a stand-in of its own."""
    return hashlib.sha256(f"{os.fsencode(data)!r} {data.stat().st_mtime_ns}".encode()).hexdigest()[:16]


def _fits(path: Path) -> bool:
    """Short, and plain ASCII, because the library reads the path in the system's own encoding."""
    return len(str(path)) <= MOST_CHARACTERS and str(path).isascii()


def _caches() -> Iterator[Path]:
    """Folders for what can be made again, the usual one first; the last is new and ours alone."""
    yield _user_cache() / _FOLDER
    yield Path(tempfile.gettempdir(), f"{_FOLDER}-{os.getuid()}" if sys.platform != "win32" else _FOLDER)
    yield Path(tempfile.mkdtemp(prefix=f"{_FOLDER}-"))


def _user_cache() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def _stand_in(data: Path, stand_in: Path) -> Path:
    """A link or a copy, put into place whole, so that workers that start together do not trip over one another."""
    _make_private(stand_in.parent)
    if stand_in.is_dir():
        return stand_in
    part = stand_in.with_name(f".{secrets.token_hex(6)}")
    try:
        part.symlink_to(data, target_is_directory=True)
    except OSError:
        shutil.copytree(data, part)
    try:
        part.replace(stand_in)
    except OSError:
        if not stand_in.is_dir():
            raise
        shutil.rmtree(part, ignore_errors=True)  # another worker's copy is there already
    return stand_in


def _make_private(folder: Path) -> None:
    """Make the folder, and refuse one that somebody else could have prepared.

    Raises:
        PermissionError: others own it or may write to it.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        folder.mkdir(_PRIVATE)
    except FileExistsError:
        found = folder.lstat()
        foreign = sys.platform != "win32" and (found.st_uid != os.geteuid() or found.st_mode & (stat.S_IWGRP | stat.S_IWOTH))
        if foreign or not stat.S_ISDIR(found.st_mode):
            raise PermissionError(f"{folder} is not a private folder") from None
