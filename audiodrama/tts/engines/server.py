"""Any server that speaks `POST /v1/audio/speech` as OpenAI's does: the models that people run at home or on a graphics card.

    AUDIODRAMA_SPEECH_URL      where it is, with the version: http://localhost:8000/v1
    AUDIODRAMA_SPEECH_MODEL    the model to ask for; `tts-1` if not given
    AUDIODRAMA_SPEECH_KEY      the key, if it wants one
    AUDIODRAMA_SPEECH_VOICES   its voices, where it does not list them: `anna:female:british, ben:male`

Nothing is sent anywhere unless the address is set. The standard library does all that is needed here.
"""

from __future__ import annotations

import json
import os
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast, get_args

from audiodrama.model import Gender, Utterance, Voice
from audiodrama.tts.engines import kokoro_voices

if TYPE_CHECKING:
    from audiodrama.tts.engines.alignment import Aligner

_URL: Final = "AUDIODRAMA_SPEECH_URL"
_MODEL: Final = "AUDIODRAMA_SPEECH_MODEL"
_KEY: Final = "AUDIODRAMA_SPEECH_KEY"
_VOICES: Final = "AUDIODRAMA_SPEECH_VOICES"

_DEFAULT_MODEL: Final = "tts-1"
_DEFAULT_VOICES: Final = "onyx:male, nova:female, echo:male, shimmer:female, fable:neutral:british, alloy:neutral"
"""OpenAI's own, which most servers understand."""
_QUALITY: Final = 0.5
"""Of a voice that nobody has told us of: better than a robot."""

_MOST_BYTES: Final = 64_000_000
"""Of an answer: 12 minutes of speech as uncompressed sound at 44.1 kHz."""
_MOST_LISTED: Final = 1_000_000
_LISTING_TIMEOUT_S: Final = 5
_TIMEOUT_S: Final = 20
_TIMEOUT_PER_CHARACTER_S: Final = 0.4
_ATTEMPTS: Final = 3
_PASSING: Final = frozenset({408, 429, 500, 502, 503, 504})
"""Answers that another attempt may not get."""
_MOST_PATIENCE_S: Final = 10.0
_LONGEST_REASON: Final = 200
_STAR: Final = "*"


class ServerError(Exception):
    """The server did not do what was asked; its message is one line for the user."""


class UnreachableError(ServerError):
    """Nobody answers."""


class ServerEngine:
    """Speech over HTTP. Some servers ignore `speed` and some refuse what is below 1, so the pace is left to the treatment."""

    name = "server"
    hears = frozenset({"stress"})
    workers = 4

    def missing(self) -> str:
        """The variable that is not set, or what is wrong with it."""
        url = urllib.parse.urlsplit(_address())
        if not url.netloc:
            return f"set {_URL} to the address of a speech server: http://localhost:8000/v1"
        return "" if url.scheme in ("http", "https") else f"{_URL} is no http address"

    def identity(self) -> str:
        """Where and which model; what the server itself is cannot be known."""
        return f"{_address()} {_model()}"

    def voices(self) -> Sequence[Voice]:
        """Those that the variable names, else those that the server lists, else OpenAI's; none without a server."""
        return (
            [] if self.missing() else sorted(_voices(_address(), os.environ.get(_VOICES, "")), key=lambda voice: -voice.quality)
        )

    def open(self) -> ServerSpeaker:
        """Nothing to load."""
        return ServerSpeaker()


class ServerSpeaker:
    """One connection at a time."""

    def __init__(self) -> None:
        self._aligner: Aligner | None = None

    def speak(self, utterance: Utterance, path: Path) -> None:
        """Write what the server answers, a WAV file if it does as it is asked; words between stars are stressed in it.

        Raises:
            ServerError: it does not answer, refuses, or answers with something else.
        """
        text = utterance.text.replace(_STAR, "")
        wanted = {
            "model": _model(),
            "input": text,
            "voice": utterance.voice,
            "response_format": "wav",
        }
        timeout = _TIMEOUT_S + _TIMEOUT_PER_CHARACTER_S * len(text)
        path.write_bytes(_patiently(f"{_address()}/audio/speech", wanted, timeout))
        if _STAR in utterance.text:
            self._stress(utterance.text, path)

    def _stress(self, text: str, path: Path) -> None:
        """Afterwards: what servers make of stars or capitals differs, and some spell them."""
        from audiodrama.audio.samples import read_audio, write_flac
        from audiodrama.tts.engines.alignment import Aligner
        from audiodrama.tts.stress import with_stress

        self._aligner = self._aligner or Aligner()
        sound, rate = read_audio(path)
        mono = sound.mean(axis=1)
        write_flac(path, with_stress(mono, rate, self._aligner.stressed_words(text, mono, rate)), rate=rate)


def _address() -> str:
    return os.environ.get(_URL, "").strip().rstrip("/")


def _model() -> str:
    return os.environ.get(_MODEL, "").strip() or _DEFAULT_MODEL


# --- voices ----------------------------------------------------------------------------------------------------------------


@cache
def _voices(address: str, named: str) -> tuple[Voice, ...]:
    """Asked once in a run."""
    if not named:
        try:
            listed = _listed(json.loads(_ask(f"{address}/audio/voices", None, _LISTING_TIMEOUT_S, _MOST_LISTED)))
        except (ServerError, urllib.error.HTTPError, ValueError):
            listed = []
        if listed:
            return tuple(_voice(name) for name in dict.fromkeys(listed))
    return tuple(_described(entry) for entry in (named or _DEFAULT_VOICES).split(",") if entry.strip())


def _listed(answer: Any) -> list[str]:  # noqa: ANN401 whatever JSON the server sends
    """The names in a list of voices, of the shapes that servers use."""
    if isinstance(answer, Mapping):
        answer = next((answer[key] for key in ("voices", "data") if key in answer), [])
    return list(_names(answer)) if isinstance(answer, list) else []


def _names(entries: Sequence[Any]) -> Iterator[str]:
    for entry in entries:
        keys = [key for key in ("id", "voice_id", "name") if isinstance(entry, dict) and key in entry]
        name = entry[keys[0]] if keys else entry
        if isinstance(name, str) and name.isprintable() and name:
            yield name


def _voice(name: str) -> Voice:
    """A voice of which only the name is known, or one of those that are known by their names."""
    known = next((voice for voice in kokoro_voices.voices() if voice.name == name), None)
    return replace(known, engine="server") if known else Voice(engine="server", name=name, quality=_QUALITY, timbre=name)


def _described(entry: str) -> Voice:
    """`name:gender:accent`, the last two if known."""
    name, gender, accent, *_ = [*(part.strip() for part in entry.split(":")), "", ""]
    known = cast("Gender", gender if gender in get_args(Gender) else "")
    return Voice(engine="server", name=name, gender=known, accent=accent, quality=_QUALITY, timbre=name)


# --- the connection --------------------------------------------------------------------------------------------------------


def _patiently(url: str, wanted: Mapping[str, Any], timeout: float) -> bytes:
    """The answer, after a few attempts where the server is busy or not there for a moment."""
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            return _ask(url, wanted, timeout, _MOST_BYTES)
        except urllib.error.HTTPError as error:
            if error.code not in _PASSING or attempt == _ATTEMPTS:
                raise _refused(error) from error
            time.sleep(_wait(error, attempt))
        except UnreachableError:
            if attempt == _ATTEMPTS:
                raise
            time.sleep(attempt)
    raise AssertionError("the last attempt returns or raises")


def _wait(error: urllib.error.HTTPError, attempt: int) -> float:
    """Seconds until the next attempt: as many as the server asks for, within reason."""
    asked = error.headers.get("Retry-After", "")
    return min(float(asked) if asked.isdecimal() else float(attempt), _MOST_PATIENCE_S)


def _refused(error: urllib.error.HTTPError) -> ServerError:
    """What the server says is wrong."""
    if error.code in (401, 403):
        return ServerError(f"the speech server refuses the key in {_KEY} (HTTP {error.code})")
    said = error.read(_MOST_LISTED).decode("utf-8", "replace")
    try:
        found = json.loads(said)
        found = found.get("error", found.get("detail", said))
        said = found.get("message", said) if isinstance(found, dict) else str(found)
    except (ValueError, AttributeError):
        pass
    return ServerError(f"the speech server answers HTTP {error.code}: {' '.join(said.split())[:_LONGEST_REASON]}")


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the key to another server."""

    def redirect_request(self, *_: object, **__: object) -> None:
        """None: the answer counts as a failure."""


def _ask(url: str, wanted: Mapping[str, Any] | None, timeout: float, most: int) -> bytes:
    """The body of the answer; HTTPError for an answer of failure.

    Raises:
        UnreachableError: nobody answers.
        ServerError: the answer is larger than `most` bytes.
    """
    headers = {"Content-Type": "application/json"}
    if key := os.environ.get(_KEY):
        headers["Authorization"] = f"Bearer {key}"
    data = None if wanted is None else json.dumps(wanted).encode()
    request = urllib.request.Request(url, data=data, headers=headers)  # noqa: S310 `missing` lets only http pass
    try:
        with urllib.request.build_opener(_NoRedirects).open(request, timeout=timeout) as answer:
            body: bytes = answer.read(most + 1)
    except urllib.error.HTTPError:
        raise
    except (OSError, HTTPException) as error:
        raise UnreachableError(f"the speech server at {_address()} does not answer: {error}") from error
    if len(body) > most:
        raise ServerError(f"the speech server's answer is larger than {most / 1e6:.0f} MB")
    return body
