"""Text decoded, files written whole or not at all.

Every file that the program reads or writes passes through here, so that a wrong encoding, a missing file and a full disk are
said once, in one sentence, with what to do.
"""

from __future__ import annotations

import codecs
import difflib
import errno
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from encodings.aliases import aliases
from pathlib import Path
from typing import Final

from audiodrama.errors import InputError, StorageError

MAX_TEXT_BYTES: Final = 50_000_000
"""Bytes. Ten times the longest novels; whatever is bigger is no story and would only fill the memory."""

_READABLE: Final = "audiodrama reads text (.txt, .md), .html, .docx, .odt, .epub, .pdf and folders of them"

_SIGNATURES: Final = (
    (b"%PDF", "a PDF", "copy its text into a .txt file, or convert it with a tool such as pdftotext"),
    (b"PK\x03\x04", "a zip archive, as .docx, .odt and .epub are", "unpack it, or give the story as text"),
    (b"\xd0\xcf\x11\xe0", "an old Word document", "save it as .docx or as plain text (.txt)"),
    (b"{\\rtf", "a rich-text document (RTF)", "save it as .docx or as plain text (.txt)"),
    (b"\x1f\x8b", "gzip-compressed", "unpack it first"),
    (b"\x89PNG", "a picture", _READABLE),
    (b"\xff\xd8\xff", "a picture", _READABLE),
    (b"ID3\x02", "an audio file", _READABLE),
    (b"ID3\x03", "an audio file", _READABLE),
    (b"ID3\x04", "an audio file", _READABLE),
    (b"OggS\x00", "an audio file", _READABLE),
    (b"\x7fELF", "a program", _READABLE),
)

_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_UTF16_SAMPLE: Final = 4_096
"""Bytes looked at to tell UTF-16 without a mark from a binary."""

_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
"""Control characters that no text file holds (tab, line ends, form feed and the Ctrl-Z of DOS are allowed)."""
_PART: Final = re.compile(r"\.([1-9]\d{0,8})-[0-9a-f]{12}\.part(\.|$)")
"""A temporary file, and the process that writes it."""
_NO_TEXT: Final = re.compile("[\x00-\x08\x0e-\x1f\ufff0-\ufffc\ufffe\uffff]")
_UTF8_SEQUENCE: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_NOT_WINDOWS_1252: Final = re.compile(
    rb"[\x81\x8d\x8f\x90\x9d]"  # unassigned
    rb"|(?<=[a-z])[\x82\x84\x8a\x8e\x9f\xc0-\xde]"  # a capital or a low quotation mark inside a word: Mac Roman, DOS
    rb"|(?<=[a-z])[\x86-\x89\x93\xa1-\xac\xae-\xb6\xb8-\xbf](?=[a-z])"  # a sign inside a word: Central European
    rb"|(?<=[\xc0-\xff][\xc0-\xff])[\xc0-\xff]"  # three accented letters in a row: another alphabet
)


def decode(data: bytes, *, name: str, encoding: str | None = None) -> str:
    """The text in `data`: UTF-8, UTF-16 or UTF-32 by its mark, plain UTF-8, UTF-16 without a mark, plausible Windows-1252.

    Line ends stay as they are; a byte order mark is taken away. An `encoding` that is given is used and nothing else tried.

    Raises:
        InputError: it is no text, is larger than `MAX_TEXT_BYTES`, or its encoding cannot be told; the byte is named.
    """
    if len(data) > MAX_TEXT_BYTES:
        raise _too_large(name)
    _refuse_known_formats(data, name)
    if encoding is not None:
        return _decode_as(data, encoding, name)
    for mark, marked in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_as(data, marked, name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_utf16(data) or _decode_windows(data, error.start, name)
    if "\0" in text:
        return _decode_utf16(data) or _refuse_null(data, name)
    return text


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that is to be text.

    Raises:
        InputError: it is missing (with the nearest name that exists), a folder, unreadable, or larger than `MAX_TEXT_BYTES`.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_TEXT_BYTES + 1)
    except FileNotFoundError as error:
        raise InputError(f"{path} does not exist", hint=_nearest_file(path)) from error
    except (OSError, ValueError) as error:
        if os.path.isdir(path):  # noqa: PTH112  Path.is_dir raises on a name that is too long
            raise InputError(f"{path} is a folder", hint=_texts_in(path)) from error
        raise InputError(f"{path} cannot be read: {_reason(error)}", hint="check its name and its permissions") from error
    if len(data) > MAX_TEXT_BYTES:
        raise _too_large(str(path))
    return data


def read_text(path: Path, *, encoding: str | None = None) -> str:
    """The text of a file, as `decode` reads it.

    Raises:
        InputError: as `read_bytes` and `decode`.
    """
    return decode(read_bytes(path), name=str(path), encoding=encoding)


def write_whole(path: Path, data: bytes | str) -> None:
    """Write a file so that it holds all of `data` or stays as it was. Text is written as UTF-8, line ends untouched.

    Raises:
        StorageError: it cannot be written.
    """
    with writing(path) as temporary:
        temporary.write_bytes(data.encode() if isinstance(data, str) else data)


@contextmanager
def writing(path: Path) -> Iterator[Path]:
    """A temporary path beside `path`, with its suffix: moved over it at the end, removed if anything fails before.

    Missing folders are made. A link stays a link, and a file keeps its permissions.

    Raises:
        StorageError: whatever the system refused meanwhile, naming `path` and what to do.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".{os.getpid()}-{secrets.token_hex(6)}.part{target.suffix}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield temporary
        if target.exists():
            shutil.copymode(target, temporary)
        temporary.replace(target)
    except OSError as error:
        raise StorageError(f"{path} cannot be written: {_reason(error)}", hint=_remedy(error, target)) from error
    finally:
        _discard(temporary)


def remove_stale(folder: Path) -> None:
    """Remove what killed processes of this machine were writing anywhere in a folder; what a living one writes stays."""
    if os.name != "posix":
        return  # there, asking whether a process lives would end it
    for path in folder.rglob(".*.part*"):
        found = _PART.match(path.name)
        if found and not _lives(int(found[1])):
            _discard(path)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


# --- decoding -------------------------------------------------------------------------------------------------------------


def _refuse_known_formats(data: bytes, name: str) -> None:
    for signature, what, hint in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(f"{name} is {what}, not text", hint=hint)


def _decode_as(data: bytes, encoding: str, name: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        start = min(error.start, len(data) - 1)
        at = f"byte 0x{data[start]:02X} at offset {start}"
        raise InputError(f"{name} is not {encoding}: {at}", hint="name its encoding with --encoding") from error
    except (LookupError, UnicodeError, ValueError) as error:
        raise InputError(f"there is no text encoding named {encoding!r}", hint=_nearest_encoding(encoding)) from error
    if "\0" in text:
        _refuse_null(data, name)
    return text.removeprefix("\ufeff")


def _decode_utf16(data: bytes) -> str:
    """Text in UTF-16 without a mark; empty where it is none: in Western text every other byte is mostly zero."""
    sample = data[:_UTF16_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(data) % 2 or 10 * max(even, odd) < 3 * len(sample[::2]) or 10 * min(even, odd) > max(even, odd):
        return ""
    try:
        text = data.decode("utf-16-le" if odd > even else "utf-16-be")
    except UnicodeDecodeError:
        return ""
    return "" if _NO_TEXT.search(text) else text


def _decode_windows(data: bytes, first: int, name: str) -> str:
    """Text in Windows-1252, if it can well be that; `first` is the offset of the first byte that is not UTF-8."""
    broken = _CONTROL.search(data)
    if broken:
        _refuse_null(data, name, broken.start())
    high = len(data) - len(data.translate(None, bytes(range(128, 256))))
    foreign = _NOT_WINDOWS_1252.search(data)
    mostly_utf8 = 2 * sum(map(len, _UTF8_SEQUENCE.findall(data))) > high
    if foreign or mostly_utf8:
        at = foreign.start() if foreign and not mostly_utf8 else first
        raise InputError(
            f"{name}: byte 0x{data[at]:02X} at offset {at} is neither UTF-8 nor plausible Windows-1252",
            hint="name the text's encoding with --encoding, for instance --encoding cp1251, mac_roman or shift_jis",
        )
    return data.decode("cp1252")


def _refuse_null(data: bytes, name: str, at: int | None = None) -> str:
    at = data.find(0) if at is None else at
    raise InputError(
        f"{name} is not text: byte 0x{data[at]:02X} at offset {at}", hint=f"{_READABLE}; --encoding names an unusual encoding"
    )


def _nearest_encoding(encoding: str) -> str:
    known = sorted({name for pair in aliases.items() for name in pair if not pair[1].endswith(("_codec", "rot_13"))})
    near = difflib.get_close_matches(encoding.lower().replace("-", "_"), known, n=1)
    return f"did you mean {near[0]}?" if near else "for instance utf-8, utf-16, cp1252, latin-1"


# --- what the user is told ------------------------------------------------------------------------------------------------


def _too_large(name: str) -> InputError:
    return InputError(f"{name} is larger than {MAX_TEXT_BYTES // 1_000_000} MB", hint="split it into several files")


def _nearest_file(path: Path) -> str:
    try:
        names = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        return f"the folder {path.parent} cannot be read either"
    near = difflib.get_close_matches(path.name, names, n=1)
    return f"did you mean {path.with_name(near[0])}?" if near else f"nothing in {path.parent} has a name like it"


def _texts_in(folder: Path) -> str:
    try:
        texts = sorted(entry.name for entry in folder.iterdir() if entry.suffix in {".txt", ".md"})
    except OSError:
        texts = []
    return f"name a file, for instance {folder / texts[0]}" if texts else "name a story, a .txt or .md file"


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror or str(error)).lower() if isinstance(error, OSError) else str(error)


def _remedy(error: OSError, target: Path) -> str:
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return "the disk is full: free some space; the same command then carries on"
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return f"the folder {target.parent} may not be written to: mend its permissions, or choose another place"
        case errno.EISDIR | errno.ENOTDIR | errno.EEXIST | errno.ENOTEMPTY:
            return "a file or folder of that name stands in the way: move it"
        case errno.ENAMETOOLONG:
            return "choose a shorter name"
        case _:
            return "choose another place"


def _discard(temporary: Path) -> None:
    try:
        temporary.unlink(missing_ok=True)
    except OSError:
        return  # its folder is gone or read-only: then nothing was written there either
