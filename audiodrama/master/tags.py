"""What a player shows of the finished file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """The entries of the title page; an empty one is left out of the file."""

    title: str
    artist: str = ""
    language: str = ""
    """BCP 47."""
    cover: bytes = field(default=b"", repr=False)
    """A JPEG or PNG file."""

    @property
    def digest(self) -> str:
        """What changes when any of them does."""
        return hashlib.sha256(repr(self).encode() + self.cover).hexdigest()
