"""The clips that were rendered, each in a file named after its key: what is there is never rendered again.

    out/clips/ab/abcdef….flac

One file is a whole clip: its length and loudness stand in the FLAC's comment. Nothing is ever thrown away here, because several
scripts share the store and going back to an earlier voice should cost nothing; a user who wants the room deletes the folder.
"""

from __future__ import annotations

import json
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Final

from audiodrama.files import writing
from audiodrama.model import SAMPLE_RATE, Clip

_PREFIX: Final = 2
"""Characters of the key that name the folder: 256 folders, so that a file manager can still open one."""


def label(frames: int, loudness: float | None) -> str:
    """The comment that a clip's file carries: its length in frames and its loudness in LUFS."""
    return json.dumps({"frames": frames, "loudness": loudness})


class Store:
    """A folder of clips."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, key: str) -> Path:
        """Where the clip of that key lies, or would lie."""
        return self.folder / key[:_PREFIX] / f"{key}.flac"

    def get(self, key: str) -> Clip | None:
        """The clip of that key, or None. A file that is broken or cut short is removed and counts as absent."""
        path = self.path(key)
        if not path.is_file():
            return None
        facts = _facts(path)
        if facts is None:
            path.unlink(missing_ok=True)
            return None
        return Clip(key=key, path=path, frames=facts["frames"], loudness=facts["loudness"])

    def putting(self, key: str) -> AbstractContextManager[Path]:
        """A path to write the clip to; it is in the store when the block ends, and not at all when the block fails.

        Raises:
            StorageError: the folder cannot be written.
        """
        return writing(self.path(key))


def _facts(path: Path) -> dict[str, Any] | None:
    """What the comment says, if it is true of the sound that follows it, to the last frame."""
    import soundfile

    try:
        with soundfile.SoundFile(path) as file:
            facts: dict[str, Any] = json.loads(file.comment)
            if (file.frames, file.samplerate, file.channels) != (facts["frames"], SAMPLE_RATE, 1):
                return None
            file.seek(facts["frames"] - 1)
            return facts if len(file.read(1)) == 1 and "loudness" in facts else None
    except (soundfile.LibsndfileError, ValueError, TypeError, KeyError):
        return None
