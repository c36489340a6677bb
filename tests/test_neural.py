"""A short drama with neural voices, from the story to the MP3; where they are set up, because the model is no package."""

from pathlib import Path

import pytest

from audiodrama.engines import choose_engine
from audiodrama.tts.engines.kokoro import KokoroEngine

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(KokoroEngine().missing()), reason="kokoro is not set up here")]


def test_a_short_drama_with_neural_voices(folder: Path, audiodrama, monkeypatch) -> None:
    monkeypatch.delenv("AUDIODRAMA_ENGINE")
    assert choose_engine("auto").name == "kokoro"
    ran = audiodrama("produce", "goose.txt", "--json")
    assert ran.code == 0, ran.out
    end = ran.events[-1]
    assert "kokoro:" in (folder / "voices.yaml").read_text()
    assert end["rendered"] >= 8
    rendered = {event["key"]: event["seconds"] for event in ran.events if event["event"] == "line-rendered"}
    assert all(0.2 < seconds < 12 for seconds in rendered.values())
    assert 15 < end["seconds"] < 60
    assert end["lufs"] == pytest.approx(-16, abs=1)
