from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
import soundfile

from audiodrama.errors import InputError
from audiodrama.mix import compose
from audiodrama.mix.music import CROSS_FADE, Score
from audiodrama.mix.pacing import RESOLUTION, TAIL
from audiodrama.model import SAMPLE_RATE, Music, PlacedSound

pytestmark = pytest.mark.usefixtures("quick_music")


def frames(seconds: float) -> int:
    return round(seconds * SAMPLE_RATE)


def names(beds: tuple[PlacedSound, ...]) -> list[str]:
    return [bed.path.name.removeprefix(f"{compose.RECIPE}-").rsplit("-", 1)[0].rstrip("+-0123456789") for bed in beds]


@pytest.fixture
def score(tmp_path: Path) -> Callable[..., Score]:
    def make(bed: str = "auto", title: str = "The Quiet Ferry", **more: float) -> Score:
        return Score(Music(bed=bed, **more), title, tmp_path, tmp_path / "cache")

    return make


def test_theme_scenes_and_resolution_follow_one_another(score: Callable[..., Score]) -> None:
    music = score()
    music.opening("calm")
    music.scene(frames(10), "calm")
    music.scene(frames(60), "tense")
    beds, length = music.finish(frames(100))
    assert names(beds) == ["theme-calm", "loop-calm", "loop-tense", "ending-tense"]
    assert length == frames(100 + RESOLUTION)
    assert beds[0].start == 0
    for before, after in pairwise(beds):
        assert before.start + before.frames - after.start == before.fade_out == after.fade_in
    assert beds[1].fade_out == frames(CROSS_FADE)
    assert beds[-1].start + beds[-1].frames <= length
    assert all(bed.duck for bed in beds)


def test_the_same_mood_again_is_another_key(score: Callable[..., Score]) -> None:
    music = score()
    for number in range(4):
        music.scene(frames(10 + 50 * number), "sad")
    beds, _ = music.finish(frames(250))
    paths = [bed.path for bed in beds[:4]]
    assert paths[0] != paths[1]
    assert paths[:2] == paths[2:]


def test_another_title_is_another_music(score: Callable[..., Score]) -> None:
    def first(title: str) -> Path:
        music = score(title=title)
        music.opening("joy")
        return music.finish(frames(9))[0][0].path

    assert first("The Quiet Ferry") == first("The Quiet Ferry")
    assert first("The Quiet Ferry") != first("The Loud Ferry")


def test_every_bed_lies_at_its_level_against_the_speech(score: Callable[..., Score]) -> None:
    def gain(level: float) -> float:
        music = score(level_lu=level)
        music.scene(0, "calm")
        return music.finish(frames(30))[0][0].gain_db

    assert gain(-18.0) - gain(-25.0) == pytest.approx(7)


def test_no_bed_is_no_bed(score: Callable[..., Score]) -> None:
    music = score("none")
    music.opening("calm")
    music.scene(frames(1), "calm")
    music.mood(frames(5), "tense")
    assert music.finish(frames(60)) == ((), frames(60 + TAIL))


def test_the_users_file_plays_through_all_scenes_and_fades(
    tmp_path: Path, score: Callable[..., Score], noise_file: Callable[..., Path]
) -> None:
    noise_file(tmp_path / "night.wav", 2.0)
    music = score("night.wav")
    music.opening("calm")
    music.scene(frames(5), "calm")
    music.scene(frames(50), "joy")
    music.mood(frames(60), "tense")
    (bed,), length = music.finish(frames(80))
    assert (bed.start, bed.frames, bed.loop) == (0, length, True)
    assert bed.fade_out > frames(4)


def test_a_folder_is_a_track_for_each_scene_in_order(
    tmp_path: Path, score: Callable[..., Score], noise_file: Callable[..., Path]
) -> None:
    for number, seconds in (("01", 1.0), ("02", 2.0)):
        noise_file(tmp_path / "tracks" / f"{number}.wav", seconds)
    music = score("tracks")
    music.opening("calm")
    for number in range(3):
        music.scene(frames(10 + 40 * number), "calm")
    beds, _ = music.finish(frames(130))
    lengths = [soundfile.info(bed.path).frames for bed in beds]
    assert len(beds) == 3
    assert lengths[0] < lengths[1]
    assert beds[0].path == beds[2].path


@pytest.mark.parametrize("bed", ["nowhere.mp3", "empty", "../nowhere.wav"])
def test_a_bed_that_does_not_exist_is_an_error_with_a_hint(tmp_path: Path, score: Callable[..., Score], bed: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError) as error:
        score(bed)
    assert bed in error.value.message
    assert "none" in error.value.hint


def test_music_in_the_script_takes_over_until_the_scene_ends(
    tmp_path: Path, score: Callable[..., Score], noise_file: Callable[..., Path]
) -> None:
    from audiodrama.mix.sounds import prepared

    waltz = prepared(noise_file(tmp_path / "waltz.wav", 2.0), tmp_path / "cache", loop=False)
    music = score()
    music.scene(0, "calm")
    music.cue(frames(20), waltz, gain_db=0.0, loop=True, fade=None)
    music.scene(frames(60), "sad")
    music.cue(frames(80), waltz, gain_db=0.0, loop=False, fade=0.0)
    music.cue(frames(100), None, gain_db=0.0, loop=False, fade=2.0)
    beds, length = music.finish(frames(120))
    assert [bed.path == waltz.path for bed in beds] == [False, True, False, True, False]
    assert beds[2].path == beds[4].path
    assert beds[4].start == pytest.approx(frames(82), abs=frames(2))
    assert beds[4].start + beds[4].frames == frames(101)
    assert length == frames(120 + TAIL)
