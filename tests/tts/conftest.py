"""Engines that fail are classes of a module that worker processes can import too: they search where their parent does."""

import sys
from pathlib import Path

import pytest

from audiodrama.model import Job, Line, Treatment, Utterance
from audiodrama.tts.plan import key_of
from audiodrama.tts.store import Store

sys.path.insert(0, str(Path(__file__).parent / "engines_that_fail"))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "clips")


def job(text: str = "Mind the step.", *, engine: str = "tone", voice: str = "low", **treatment: object) -> Job:
    utterance = Utterance(engine=engine, identity="1", voice=voice, language="en", text=text)
    treated = Treatment(recipe="1", **treatment)
    line = Line(kind="speech", speaker="ANN", text=text)
    return Job(key=key_of(utterance, treated), utterance=utterance, treatment=treated, line=line)


@pytest.fixture
def jobs() -> list[Job]:
    return [job(f"Lamp number {n} is out.") for n in range(6)]


@pytest.fixture
def make_job() -> object:
    return job
