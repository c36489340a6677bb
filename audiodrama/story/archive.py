"""A zip archive from a stranger: EPUB, DOCX, a zip of chapters. Read from memory, bounded in every way, nothing written.

Paths are only ever looked up among the archive's own names, so none leads out of it.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Final
from urllib.parse import unquote

from audiodrama.errors import InputError

MOST_ENTRIES: Final = 10_000
MOST_BYTES: Final = 50_000_000
"""Of all that is read from one archive, unpacked; the longest novels have 5 MB of text."""
MOST_RATIO: Final = 100
"""Unpacked by packed size; prose has 2 to 4, Word's XML up to 40."""
ALWAYS_ALLOWED: Final = 1_000_000
"""Bytes of an entry that its ratio is not asked for."""

_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED: Final = 0x1
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)


class Archive:
    """The entries of an archive by their paths.

    Raises:
        InputError: it is no zip archive, or has more than `MOST_ENTRIES` entries.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._left = MOST_BYTES
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            entries = self._zip.infolist()
        except (*_BROKEN, UnicodeError) as error:
            raise self._damaged() from error
        if len(entries) > MOST_ENTRIES:
            raise InputError(f"{name} holds more than {MOST_ENTRIES:,} files", hint="this is no book; take the story out of it")
        self._entries = {_normal(entry.filename): entry for entry in reversed(entries) if not entry.is_dir()}
        self._by_case = {path.casefold(): path for path in self._entries}

    def __iter__(self) -> Iterator[str]:
        """The paths of its files, in the archive's order."""
        return reversed(self._entries)

    def find(self, path: str, base: str = "") -> str:
        """The path that `path` means, seen from the folder of `base`; empty where the archive has no such file.

        It may be escaped as in a URL, or have another case than the file.
        """
        for candidate in (path, unquote(path)):
            wanted = _normal(posixpath.join(posixpath.dirname(base), candidate))
            found = wanted if wanted in self._entries else self._by_case.get(wanted.casefold(), "")
            if found:
                return found
        return ""

    def read(self, path: str) -> bytes:
        """The bytes of a file, found as `find` does; none where there is no such file.

        Raises:
            InputError: it is damaged, encrypted, or would unpack to more than is allowed.
        """
        entry = self._entries.get(self.find(path))
        if entry is None:
            return b""
        if entry.flag_bits & _ENCRYPTED or entry.compress_type not in _METHODS:
            raise InputError(f"{self.name} is encrypted, or packed unusually ({path})", hint="save it without a password")
        fair = max(ALWAYS_ALLOWED, MOST_RATIO * entry.compress_size)
        limit = min(fair, self._left)
        try:
            with self._zip.open(entry) as file:
                data = file.read(limit + 1)
        except _BROKEN as error:
            raise self._damaged(path) from error
        if len(data) > limit:
            raise self._bomb(path, by_ratio=limit == fair)
        self._left -= len(data)
        return data

    def _damaged(self, path: str = "") -> InputError:
        inside = f" ({path} cannot be unpacked)" if path else ""
        return InputError(f"{self.name} is a damaged zip archive{inside}", hint="get it again from where it came from")

    def _bomb(self, path: str, *, by_ratio: bool) -> InputError:
        what = f"{MOST_RATIO} times its size" if by_ratio else f"{MOST_BYTES // 1_000_000} MB"
        return InputError(f"{self.name} unpacks to more than {what} ({path})", hint="no story does; it was not opened further")


def _normal(path: str) -> str:
    """A path without `.`, `..` and a leading slash: what would lead out of the archive stays inside."""
    return posixpath.normpath("/" + path.replace("\\", "/")).lstrip("/")
