"""Who says what when: the WebVTT transcript, and the bare times for programs that check the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from audiodrama.model import SAMPLE_RATE, Placed, Timeline

_MARKUP: Final = re.compile(r"(?<![\w*_])[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?![\w*_])")
"""Emphasis marks around words, which a transcript does not show."""


def webvtt(timeline: Timeline) -> str:
    """A WebVTT file: one cue a line, exact to the clip, its speaker in a voice tag.

    Source: W3C, WebVTT: The Web Video Text Tracks Format.
    """
    cues = "\n".join(_cue(placed) for placed in timeline.voices)
    return f"WEBVTT\n\n{cues}"


def _cue(placed: Placed) -> str:
    times = f"{_time(placed.start)} --> {_time(placed.end)}"
    text = "\n".join(filter(str.strip, _MARKUP.sub("", placed.line.text).splitlines()))
    said = f"<v {_escaped(_one_line(placed.line.speaker))}>{_escaped(text)}</v>"
    return f"{times}\n{said}{' [not recorded]' if placed.clip.missing else ''}\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _time(frame: int) -> str:
    """Hours, minutes, seconds and milliseconds, as WebVTT writes them."""
    milliseconds = round(frame * 1000 / SAMPLE_RATE)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"


def timings(timeline: Timeline) -> list[dict[str, Any]]:
    """When each clip begins and ends, in seconds, with who says what: JSON values in the order of the drama."""
    return list(_timings(timeline))


def _timings(timeline: Timeline) -> Iterator[dict[str, Any]]:
    for placed in timeline.voices:
        yield {
            "start": placed.start / SAMPLE_RATE,
            "end": placed.end / SAMPLE_RATE,
            "speaker": placed.line.speaker,
            "text": placed.line.text,
        }
