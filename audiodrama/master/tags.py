"""What a player shows of the finished file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """The entries of the title page; an empty one is left out of the file."""

    title: str
    artist: str = ""
    language: str = ""
    """BCP 47."""
