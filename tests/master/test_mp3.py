"""The finished file: its loudness, peaks, length, tags and chapters, read back as a player reads them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest

from audiodrama.errors import StorageError
from audiodrama.events import Event, StageAdvanced, StageFinished, StageStarted
from audiodrama.master import levels, mp3
from audiodrama.master.mp3 import master
from audiodrama.master.tags import Tags
from audiodrama.model import SAMPLE_RATE, Marker, Mix

SECONDS = 8
TAGS = Tags(title="Die Fähre", artist="A. Writer")
MARKERS = (
    Marker(title="One", start=0),
    Marker(title="Zwei, über", start=3 * SAMPLE_RATE),
    Marker(title="10", start=5 * SAMPLE_RATE),
)


def babble(level: float, frames: int = SECONDS * SAMPLE_RATE + 123) -> np.ndarray:
    """Noise that comes and goes as speech does, with a few high peaks."""
    rng = np.random.default_rng(3)
    envelope = np.abs(np.sin(np.arange(frames) / SAMPLE_RATE * 7)) ** 2
    sound = np.cumsum(rng.standard_normal((frames, 2)), axis=0)
    sound = np.diff(sound, axis=0, prepend=0) * envelope[:, None] * level
    sound[:: SAMPLE_RATE // 2] *= 6
    return sound.astype(np.float32)


def mix_of(samples: np.ndarray, block: int = 30_000) -> Mix:
    def blocks() -> Iterator[np.ndarray]:
        return (samples[start : start + block] for start in range(0, len(samples), block))

    return Mix(sample_rate=SAMPLE_RATE, frames=len(samples), markers=MARKERS, blocks=blocks)


@pytest.mark.parametrize("level", [0.001, 0.05, 0.5])
def test_any_mix_comes_out_at_the_target(tmp_path: Path, level: float) -> None:
    made = master(mix_of(babble(level)), tmp_path / "a.mp3", TAGS)
    assert made.loudness == pytest.approx(levels.LOUDNESS, abs=1)
    assert made.true_peak <= levels.TRUE_PEAK


def test_a_file_that_misses_its_peak_is_made_again_until_it_is_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The encoder's overshoot is another one each time."""
    peaks, ceilings, encode = iter([-0.8, -0.9, -1.1]), [], mp3._encode
    monkeypatch.setattr(mp3, "_measure", lambda _: (levels.LOUDNESS, next(peaks)))
    monkeypatch.setattr(mp3, "_encode", lambda *given: (ceilings.append(given[3].ceiling), encode(*given)))
    made = master(mix_of(babble(0.05)), tmp_path / "a.mp3", TAGS)
    assert made.true_peak == pytest.approx(-1.1)
    assert len(ceilings) == 3
    assert ceilings == sorted(ceilings, reverse=True)


def test_the_file_has_its_exact_length_tags_and_chapters_in_order(tmp_path: Path) -> None:
    samples = babble(0.1)
    made = master(mix_of(samples), tmp_path / "a.mp3", TAGS)
    with av.open(str(made.path)) as container:
        stream = container.streams.audio[0]
        assert (stream.rate, stream.layout.name, stream.codec_context.bit_rate) == (SAMPLE_RATE, "stereo", 192_000)
        assert container.metadata["title"] == "Die Fähre"
        assert container.metadata["artist"] == "A. Writer"
        chapters = [(chapter["start"] / 1000, chapter["metadata"]["title"]) for chapter in container.chapters()]
        assert sum(frame.samples for frame in container.decode(stream)) == len(samples)
    assert chapters == [(0, "One"), (3, "Zwei, über"), (5, "10")]
    assert made.chapters == MARKERS


def test_silence_stays_silent(tmp_path: Path) -> None:
    made = master(mix_of(np.zeros((SAMPLE_RATE * 2, 2), np.float32)), tmp_path / "a.mp3", TAGS)
    assert made.duration == 2
    assert made.loudness == -np.inf


def test_a_folder_that_is_a_file_is_said_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("not a folder")
    with pytest.raises(StorageError):
        master(mix_of(babble(0.1)), tmp_path / "out" / "a.mp3", TAGS)


def test_what_fails_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    path.write_bytes(b"the old drama")
    good = mix_of(babble(0.1))
    calls = 0

    def failing() -> Iterator[np.ndarray]:
        nonlocal calls
        calls += 1
        for number, block in enumerate(good.blocks()):
            if calls == 2 and number == 3:
                raise RuntimeError("a clip vanished")
            yield block

    with pytest.raises(RuntimeError, match="vanished"):
        master(Mix(sample_rate=SAMPLE_RATE, frames=good.frames, markers=(), blocks=failing), path, TAGS)
    assert path.read_bytes() == b"the old drama"
    assert [file.name for file in tmp_path.iterdir()] == ["a.mp3"]


def test_the_path_may_be_long_and_hold_spaces_and_umlauts(tmp_path: Path) -> None:
    folder = tmp_path / ("über alles " * 8).strip()
    folder.mkdir()
    assert master(mix_of(babble(0.1)), folder / "ein Märchen.mp3", TAGS).path.stat().st_size > 100_000


def test_progress_runs_from_nothing_to_all(tmp_path: Path) -> None:
    events: list[Event] = []
    master(mix_of(babble(0.1)), tmp_path / "a.mp3", TAGS, events.append)
    done = [event.done for event in events if isinstance(event, StageAdvanced)]
    assert isinstance(events[0], StageStarted)
    assert done == sorted(done)
    assert done[-1] == events[0].total
    assert isinstance(events[-1], StageFinished)


def picture() -> bytes:
    """A little green PNG."""
    frame = av.VideoFrame.from_ndarray(np.full((16, 16, 3), (20, 120, 60), np.uint8), format="rgb24")
    encoder = av.CodecContext.create("png", "w")
    encoder.width = encoder.height = 16
    encoder.pix_fmt = "rgb24"
    return b"".join(bytes(packet) for packet in [*encoder.encode(frame), *encoder.encode(None)])


COVERS = {"png": picture(), "broken": b"\xff\xd8\xff no picture", "list": b"#EXTM3U\nfile:///etc/passwd\n"}


@pytest.mark.parametrize("cover", COVERS.values(), ids=COVERS.keys())
def test_the_cover_is_attached_and_nothing_else_is(tmp_path: Path, cover: bytes) -> None:
    samples = babble(0.1)
    made = master(mix_of(samples), tmp_path / "a.mp3", replace(TAGS, cover=cover))
    with av.open(str(made.path)) as container:
        pictures = [stream for stream in container.streams if stream.type == "video"]
        shown = [bytes(packet) for packet in container.demux(pictures) if packet.size] if pictures else []
    with av.open(str(made.path)) as container:
        assert sum(frame.samples for frame in container.decode(audio=0)) == len(samples)
    assert shown == ([cover] if cover.startswith(b"\x89PNG") else shown)
    assert b"passwd" not in made.path.read_bytes()
