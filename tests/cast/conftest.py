"""A made-up engine with twelve voices, and little scripts."""

from collections.abc import Callable, Mapping, Sequence

import pytest

from audiodrama.model import NARRATOR, Age, Chapter, Gender, Line, Scene, Script, Voice

KINDS: tuple[tuple[Gender, Age], ...] = (("male", "adult"), ("female", "adult"), ("male", "old"), ("female", "young"))


@pytest.fixture(scope="session")
def voices() -> Sequence[Voice]:
    """Three of each kind, each its own timbre, the best first."""
    return [
        Voice(engine="brass", name=f"{gender}-{age}-{number}", gender=gender, age=age, accent=accent, quality=0.9 - number / 10)
        for number, accent in enumerate(("british", "american", "scottish"))
        for gender, age in KINDS
    ]


@pytest.fixture(scope="session")
def known(voices: Sequence[Voice]) -> Mapping[str, Sequence[Voice]]:
    reed = [Voice(engine="reed", name=f"reed{number}") for number in range(3)]
    return {"brass": voices, "reed": reed}


@pytest.fixture(scope="session")
def script() -> Callable[..., Script]:
    """A script of scenes, each a list of speakers who say a line in turn."""

    def build(*scenes: Sequence[str]) -> Script:
        return Script(
            title="The Ferry",
            author="",
            language="en",
            chapters=(Chapter(title="", scenes=tuple(Scene(heading="", items=tuple(map(spoken, scene))) for scene in scenes)),),
        )

    def spoken(speaker: str) -> Line:
        return Line(kind="narration" if speaker == NARRATOR else "speech", speaker=speaker, text="All aboard who are coming.")

    return build
