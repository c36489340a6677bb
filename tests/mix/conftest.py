"""Clips that sound, scripts of a few lines, and a walk from both to a timeline."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile

from audiodrama.audio.loudness import integrated
from audiodrama.events import Event, Warned
from audiodrama.mix import compose
from audiodrama.mix.arrange import arrange
from audiodrama.model import NARRATOR, SAMPLE_RATE, Cast, Chapter, Clip, Cue, Line, Music, Scene, Script, Timeline


@pytest.fixture
def tone(tmp_path: Path) -> Callable[..., Clip]:
    """A clip of the given seconds, amplitude and pitch."""
    made: list[Clip] = []

    def make(seconds: float = 1.0, *, amplitude: float = 0.1, hertz: float = 300.0) -> Clip:
        path = tmp_path / f"tone-{len(made)}.flac"
        samples = amplitude * np.sin(2 * np.pi * hertz * np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE)
        soundfile.write(path, samples, SAMPLE_RATE, subtype="PCM_16")
        loudness = integrated(samples.astype(np.float32), SAMPLE_RATE)
        made.append(Clip(key=path.stem, path=path, frames=len(samples), loudness=loudness))
        return made[-1]

    return make


@pytest.fixture
def quick_music(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three seconds of noise instead of a composition, where what is tested is when it plays."""

    def noise(name: str, shift: int, seed: tuple[int, ...]) -> np.ndarray:
        return (0.1 * np.random.default_rng((shift + 20, *seed)).standard_normal((3 * SAMPLE_RATE, 2))).astype(np.float32)

    for version in ("loop", "theme", "ending"):
        monkeypatch.setattr(compose, version, noise)


@pytest.fixture
def noise_file() -> Callable[..., Path]:
    """A file of the user's: noise of the given seconds."""

    def make(path: Path, seconds: float, *, level: float = 0.05, silence: float = 0.0) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        samples = level * np.random.default_rng(1).standard_normal((round(seconds * SAMPLE_RATE), 2))
        quiet = np.zeros((round(silence * SAMPLE_RATE), 2))
        soundfile.write(path, np.concatenate((quiet, samples, quiet)), SAMPLE_RATE)
        return path

    return make


@pytest.fixture
def say() -> Callable[..., Line]:
    """A speech: `say("ADA", "Hello.")`; the narrator's is narration."""

    def make(speaker: str, text: str, **more: object) -> Line:
        kind = "narration" if speaker == NARRATOR else "speech"
        return Line(**{"kind": kind, "speaker": speaker, "text": text, **more})

    return make


@pytest.fixture
def play() -> Callable[..., Script]:
    """A script of one chapter; each argument is a scene, a list of items."""

    def make(*scenes: list[Line | Cue], title: str = "The Quiet Ferry") -> Script:
        made = tuple(Scene(heading="", items=tuple(items)) for items in scenes)
        return Script(title=title, author="", language="en", chapters=(Chapter(title="", scenes=made),))

    return make


@pytest.fixture
def arranged(tmp_path: Path, tone: Callable[..., Clip]) -> Callable[..., Timeline]:
    """The timeline of a script whose clips are tones of 2 s, unless given; without music, unless a cast says so."""

    def make(script: Script, *, cast: Cast | None = None, clips: dict[Line, Clip] | None = None, listen=None) -> Timeline:
        clip = tone(2.0)
        given = clips if clips is not None else dict.fromkeys(script.lines, clip)
        quiet = cast or Cast(music=Music(bed="none"))
        warnings = listen if listen is not None else []

        def keep(event: Event) -> None:
            if isinstance(event, Warned):
                warnings.append(event)

        return arrange(script, quiet, given, folder=tmp_path, cache=tmp_path / "cache", listen=keep)

    return make
