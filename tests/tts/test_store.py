"""A clip is in the store whole or not at all."""

import numpy as np
import pytest
import soundfile

from audiodrama.errors import StorageError
from audiodrama.model import SAMPLE_RATE
from audiodrama.tts.store import label

KEY = "ab" + "0" * 62
SOUND = np.sin(np.arange(SAMPLE_RATE) * 0.05).astype(np.float32)


def put(store, sound=SOUND, comment=None, rate=SAMPLE_RATE):
    with store.putting(KEY) as path, soundfile.SoundFile(path, "w", rate, 1, "PCM_16", format="FLAC") as file:
        if comment != "":
            file.comment = comment or label(len(sound), -20.5)
        file.write(sound)


def test_what_was_put_is_got(store):
    assert store.get(KEY) is None
    put(store)
    clip = store.get(KEY)
    assert (clip.key, clip.path, clip.frames, clip.loudness) == (KEY, store.path(KEY), SAMPLE_RATE, -20.5)
    assert not clip.missing
    assert clip.path == store.folder / "ab" / f"{KEY}.flac"


def test_a_clip_too_short_for_a_loudness_has_none(store):
    put(store, SOUND[:100], label(100, None))
    assert store.get(KEY).loudness is None


def test_a_failure_while_writing_leaves_nothing(store):
    def fail() -> None:
        with store.putting(KEY) as path:
            path.write_bytes(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert store.get(KEY) is None
    assert not [path for path in store.folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("bytes_left", [0, 3, 60, 0.5, 0.99])
def test_a_file_cut_short_counts_as_absent_and_is_removed(store, bytes_left):
    put(store)
    data = store.path(KEY).read_bytes()
    store.path(KEY).write_bytes(data[: bytes_left if isinstance(bytes_left, int) else int(len(data) * bytes_left)])
    assert store.get(KEY) is None
    assert not store.path(KEY).exists()
    put(store)
    assert store.get(KEY)


@pytest.mark.parametrize("comment", ["", "no json", "[1]", "{}", '{"frames": 3, "loudness": 1}', '{"frames": 44100}', "null"])
def test_a_file_without_its_facts_counts_as_absent(store, comment):
    put(store, comment=comment)
    assert store.get(KEY) is None


def test_a_file_of_another_rate_counts_as_absent(store):
    put(store, rate=22_050)
    assert store.get(KEY) is None


def test_a_folder_that_cannot_be_made_is_an_error(store):
    store.folder.write_text("in the way")
    with pytest.raises(StorageError), store.putting(KEY):
        pass
