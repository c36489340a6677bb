"""`engine: auto`: the best that is there when a cast is made, and that one until a recast is asked for."""

from pathlib import Path

import pytest

from audiodrama.cast.file import read_cast
from audiodrama.engines import installed_voices
from audiodrama.model import Voice
from audiodrama.tts.engines.kokoro import KokoroEngine
from audiodrama.tts.engines.piper import PiperEngine
from audiodrama.tts.engines.server import ServerEngine

PLAIN, NEURAL = "pyttsx3", "kokoro"


@pytest.fixture
def neural(monkeypatch):
    """Makes the better engine appear or go away; nothing is rendered here, so its model need not be there."""

    for other in (PiperEngine, ServerEngine):
        monkeypatch.setattr(other, "missing", lambda self: "not here")

    def there(yes: bool) -> None:
        monkeypatch.setattr(KokoroEngine, "missing", lambda self: "" if yes else "`audiodrama setup kokoro`")

    return there


def engines_of(file: Path) -> dict[str, set[str]]:
    cast = read_cast(file.read_text(), "voices.yaml", installed_voices())
    return {role.name: set(role.voices) for role in cast.roles}


@pytest.fixture
def made_plain(folder, audiodrama, neural, monkeypatch):
    """A cast that was made before the better engine appeared, with one voice of the user's."""
    monkeypatch.delenv("AUDIODRAMA_ENGINE", raising=False)
    neural(False)
    audiodrama("cast", "goose.txt")
    file = folder / "voices.yaml"
    mine = next(line for line in file.read_text().splitlines() if "voice:" in line)
    file.write_text(file.read_text().replace(mine, f"    voice: {PLAIN}:gmw/en-us+norbert", 1))
    neural(True)
    return file


def test_a_new_cast_gets_the_best_that_is_there(folder, audiodrama, neural, monkeypatch):
    monkeypatch.delenv("AUDIODRAMA_ENGINE", raising=False)
    neural(True)
    audiodrama("cast", "goose.txt")
    assert set().union(*engines_of(folder / "voices.yaml").values()) == {NEURAL}


def test_a_cast_keeps_its_engine_when_a_better_one_appears_and_is_told_of_it(made_plain, audiodrama):
    before = made_plain.read_bytes()
    told = audiodrama("cast", "goose.txt").err
    assert made_plain.read_bytes() == before
    assert "kokoro speaks better than pyttsx3" in told
    assert "`audiodrama cast goose.txt --recast`" in told


def test_a_recast_gives_the_new_voices_and_leaves_those_of_the_user(made_plain, audiodrama):
    audiodrama("cast", "goose.txt", "--recast")
    assert all(engines == {PLAIN, NEURAL} for engines in engines_of(made_plain).values())
    assert "pyttsx3: gmw/en-us+norbert" in made_plain.read_text()
    assert "speaks better" not in audiodrama("cast", "goose.txt").err


def test_without_the_better_engine_the_cast_still_speaks(made_plain, audiodrama, neural):
    audiodrama("cast", "goose.txt", "--recast")
    neural(False)
    before = made_plain.read_bytes()
    assert audiodrama("cast", "goose.txt").code == 0
    assert made_plain.read_bytes() == before


def test_a_new_cast_without_it_says_what_would_bring_it(folder, audiodrama, neural, monkeypatch):
    monkeypatch.delenv("AUDIODRAMA_ENGINE", raising=False)
    neural(False)
    first, second = (audiodrama("cast", "goose.txt").err for _ in range(2))
    assert "kokoro would speak better" in first
    assert "audiodrama setup kokoro" in first
    assert "would speak better" not in second


def test_one_good_voice_is_no_company(folder, audiodrama, neural, monkeypatch):
    monkeypatch.delenv("AUDIODRAMA_ENGINE", raising=False)
    neural(True)
    star = Voice(engine=NEURAL, name="star", quality=0.99, timbre="star")
    monkeypatch.setattr(KokoroEngine, "voices", lambda self: [star])
    audiodrama("cast", "goose.txt")
    assert set().union(*engines_of(folder / "voices.yaml").values()) == {PLAIN}
