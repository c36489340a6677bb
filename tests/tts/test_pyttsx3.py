"""The voices that come with the package: they speak without the system's help, and each is somebody else."""

import itertools
import os
import subprocess
import sys
import wave
from pathlib import Path

import numpy as np
import pytest

from audiodrama.tts.engines import espeak_data
from audiodrama.tts.engines.pyttsx3 import Pyttsx3Engine, _in_its_language, pitch_setting
from audiodrama.tts.tongues import FOREIGN

ENGINE = Pyttsx3Engine()
NAMES = [voice.name for voice in ENGINE.voices()]
SENTENCE = "The keeper of the lamp went slowly over the old bridge, and nobody saw her again."

SPEAK = """
import json, sys
from pathlib import Path
from audiodrama.model import Utterance
from audiodrama.tts.engines.pyttsx3 import Pyttsx3Engine
speaker = Pyttsx3Engine().open()
for name, fields in json.loads(sys.argv[2]).items():
    utterance = Utterance(engine="pyttsx3", identity="", language="en", **fields)
    try:
        speaker.speak(utterance, Path(sys.argv[1], name + ".wav"))
    except (ValueError, OSError) as error:
        print(type(error).__name__, error)
if sys.platform == "linux":
    print(sorted({line.split(maxsplit=5)[-1].strip() for line in open("/proc/self/maps") if "espeak-ng.so" in line}))
"""


def speak(folder: Path, wanted: dict, **environment: str) -> str:
    """Speak in a process of its own, as the workers do: the library stays loaded for good."""
    import json

    env = {**os.environ, **environment}
    done = subprocess.run(
        [sys.executable, "-c", SPEAK, str(folder), json.dumps(wanted)], capture_output=True, text=True, env=env, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def sound(path: Path) -> np.ndarray:
    with wave.open(str(path)) as file:
        assert (file.getframerate(), file.getnchannels()) == (22050, 1)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768


def pitches(samples: np.ndarray) -> list[float]:
    """Hz, what autocorrelation finds in the loud pieces that have a pitch."""
    found = []
    for start in range(0, len(samples) - 1024, 512):
        piece = samples[start : start + 1024]
        if np.sqrt(np.mean(piece**2)) > 0.03:
            likeness = np.correlate(piece - piece.mean(), piece - piece.mean(), "full")[1023:]
            lag = 55 + int(np.argmax(likeness[55:441]))
            found += [22050 / lag] if likeness[lag] > 0.5 * likeness[0] else []
    return found


def pitch(samples: np.ndarray) -> float:
    return float(np.median(pitches(samples)))


def spectrum(samples: np.ndarray) -> np.ndarray:
    """dB in 24 bands from 80 Hz to 8 kHz, relative to their mean."""
    power = np.abs(np.fft.rfft(samples)) ** 2
    frequencies = np.fft.rfftfreq(len(samples), 1 / 22050)
    edges = np.geomspace(80, 8000, 25)
    bands = [power[(frequencies >= low) & (frequencies < high)].sum() for low, high in itertools.pairwise(edges)]
    level = 10 * np.log10(np.array(bands) + 1e-9)
    return level - level.mean()


@pytest.fixture(scope="module")
def spoken(tmp_path_factory):
    folder = tmp_path_factory.mktemp("voices")
    printed = speak(folder, {str(n): {"voice": name, "text": SENTENCE} for n, name in enumerate(NAMES)}, PATH="")
    return printed, {name: sound(folder / f"{n}.wav") for n, name in enumerate(NAMES)}


def test_the_library_of_the_wheel_is_used_with_an_empty_path(spoken):
    printed, _ = spoken
    import espeakng_loader

    if sys.platform == "linux":
        (loaded,) = eval(printed.splitlines()[-1])
        assert Path(loaded).samefile(espeakng_loader.get_library_path())


def test_there_are_enough_voices_of_both_genders_and_the_clear_ones_come_first():
    genders = [voice.gender for voice in ENGINE.voices()]
    assert genders.count("female") >= 14
    assert genders.count("male") >= 14
    qualities = [voice.quality for voice in ENGINE.voices()]
    assert qualities == sorted(qualities, reverse=True)
    assert qualities[0] > 2 * qualities[-1]
    assert len({voice.timbre for voice in ENGINE.voices()}) == len(NAMES) == len(set(NAMES))


def test_every_voice_speaks_the_whole_sentence(spoken):
    _, sounds = spoken
    assert {name for name, samples in sounds.items() if not 3.5 < len(samples) / 22050 < 7.5} == set()
    assert {name for name, samples in sounds.items() if np.sqrt(np.mean(samples**2)) < 0.02} == set()


def test_no_two_voices_sound_alike(spoken):
    _, sounds = spoken
    heard = {name: (12 * np.log2(pitch(samples)), spectrum(samples)) for name, samples in sounds.items()}

    def apart(one: str, other: str) -> float:
        semitones = abs(heard[one][0] - heard[other][0])
        return float(semitones + np.sqrt(np.mean((heard[one][1] - heard[other][1]) ** 2)))

    assert [(a, b) for a, b in itertools.combinations(NAMES, 2) if apart(a, b) < 2.0] == []


def test_women_speak_higher_than_men(spoken):
    _, sounds = spoken
    grown = [voice for voice in ENGINE.voices() if voice.age != "child"]
    high = [pitch(sounds[voice.name]) for voice in grown if voice.gender == "female"]
    low = [pitch(sounds[voice.name]) for voice in grown if voice.gender == "male"]
    assert min(high) > max(low)


def test_rate_pitch_and_whisper_are_heard(tmp_path):
    plain = {"voice": "gmw/en-us+f3", "text": SENTENCE}
    wanted = {
        "plain": plain,
        "fast": plain | {"rate": 1.25},
        "up": plain | {"pitch": 4.0},
        "down": plain | {"pitch": -4.0},
        "whisper": plain | {"style": "whisper"},
    }
    speak(tmp_path, wanted)
    sounds = {name: sound(tmp_path / f"{name}.wav") for name in wanted}
    assert len(sounds["fast"]) / len(sounds["plain"]) == pytest.approx(1 / 1.25, rel=0.06)
    assert 12 * np.log2(pitch(sounds["up"]) / pitch(sounds["plain"])) == pytest.approx(4.0, abs=0.6)
    assert 12 * np.log2(pitch(sounds["down"]) / pitch(sounds["plain"])) == pytest.approx(-4.0, abs=0.6)
    assert len(pitches(sounds["whisper"])) < 0.1 * len(pitches(sounds["plain"]))


def test_an_unknown_voice_and_a_bad_path_are_refused(tmp_path):
    printed = speak(
        tmp_path,
        {"x": {"voice": "gmw/en-us+nobody", "text": "Hello."}, "no/such/folder": {"voice": NAMES[0], "text": "Hello."}},
    )
    assert "espeak-ng has no voice 'gmw/en-us+nobody'" in printed
    assert "FileNotFoundError" in printed
    assert not list(tmp_path.iterdir())


def test_a_long_text_is_spoken_whole(tmp_path):
    speak(tmp_path, {"long": {"voice": NAMES[0], "text": f"{SENTENCE} " * 30}, "once": {"voice": NAMES[0], "text": SENTENCE}})
    assert len(sound(tmp_path / "long.wav")) > 27 * len(sound(tmp_path / "once.wav"))


def test_missing_and_identity_do_not_load_the_library():
    code = (
        "import sys; from audiodrama.plugins import load_engine; engine = load_engine('pyttsx3');"
        "assert engine.missing() == '' and engine.voices() and '2.99' in engine.identity();"
        "print([name for name in sys.modules if name.split('.')[0] in ('pyttsx3', 'espeakng_loader', 'numpy')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_package_that_is_not_there_is_named(monkeypatch):
    monkeypatch.setattr("audiodrama.tts.engines.pyttsx3._PACKAGES", ("pyttsx3", "no_such_loader"))
    assert ENGINE.missing() == "`pip install no-such-loader`"


@pytest.mark.parametrize(("semitones", "setting"), [(0, 50), (-20, 0), (20, 99), (1.7, 60), (-4.4, 20), (0.85, 55)])
def test_pitch_is_what_was_measured(semitones, setting):
    assert pitch_setting(semitones) == setting


class TestDataPath:
    """espeak-ng copies the path of its data into a small buffer."""

    @pytest.fixture
    def deep(self, tmp_path):
        """The data in a folder whose path has more than 220 characters and a ü."""
        import espeakng_loader

        folder = tmp_path / ("über " + "d" * 100) / ("e" * 120)
        folder.mkdir(parents=True)
        (folder / "espeak-ng-data").symlink_to(espeakng_loader.get_data_path())
        return folder / "espeak-ng-data"

    @pytest.fixture
    def cache(self, tmp_path_factory, monkeypatch):
        cache = tmp_path_factory.mktemp("c")
        monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
        monkeypatch.setattr(sys, "platform", "linux")
        return cache / "audiodrama"

    def test_a_short_path_is_used_as_it_is(self):
        assert espeak_data.reachable(Path("/usr/share/espeak-ng-data")) == Path("/usr/share/espeak-ng-data")

    def test_a_long_one_gets_a_short_link_once(self, deep, cache):
        short = espeak_data.reachable(deep)
        assert short.parent == cache
        assert len(str(short)) <= espeak_data.MOST_CHARACTERS
        assert short.samefile(deep)
        assert espeak_data.reachable(deep) == short
        assert len(list(cache.iterdir())) == 1

    def test_a_copy_serves_where_links_are_not_allowed(self, deep, cache, monkeypatch):
        def refuse(*args, **kwargs):
            raise OSError("a privilege is not held")

        monkeypatch.setattr(Path, "symlink_to", refuse)
        short = espeak_data.reachable(deep)
        assert not short.is_symlink()
        assert (short / "phontab").read_bytes() == (deep / "phontab").read_bytes()
        assert espeak_data.reachable(deep) == short

    def test_a_folder_that_others_may_write_to_is_not_trusted(self, deep, cache, monkeypatch, tmp_path_factory):
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path_factory.mktemp("t")))
        cache.mkdir()
        cache.chmod(0o777)
        assert cache not in espeak_data.reachable(deep).parents

    def test_a_link_planted_in_the_temporary_folder_is_not_followed(self, deep, cache, monkeypatch, tmp_path_factory):
        temporary, trap = tmp_path_factory.mktemp("t"), tmp_path_factory.mktemp("trap")
        monkeypatch.setattr("tempfile.tempdir", str(temporary))
        cache.write_text("in the way")
        (temporary / f"audiodrama-{os.getuid()}").symlink_to(trap)
        short = espeak_data.reachable(deep)
        assert short.samefile(deep)
        assert not list(trap.iterdir())

    def test_it_speaks_from_there(self, deep, cache, tmp_path):
        import espeakng_loader

        fake = tmp_path / "fake"
        fake.mkdir()
        (fake / "espeakng_loader.py").write_text(
            f"def get_library_path(): return {espeakng_loader.get_library_path()!r}\n"
            f"def get_data_path(): return {str(deep)!r}\n"
        )
        speak(tmp_path, {"deep": {"voice": NAMES[0], "text": SENTENCE}}, PYTHONPATH=str(fake))
        assert len(sound(tmp_path / "deep.wav")) > 22050


def test_a_stressed_word_is_slower_and_higher_and_the_rest_as_it_was(tmp_path):
    lines = {"plain": "She gave him every coin she had.", "stress": "She gave him *every* coin she had."}
    speak(tmp_path, {name: {"voice": NAMES[0], "text": text} for name, text in lines.items()})
    plain, stress = sound(tmp_path / "plain.wav"), sound(tmp_path / "stress.wav")
    assert 0.04 < (len(stress) - len(plain)) / 22050 < 0.4
    assert np.percentile(pitches(stress), 95) > 1.04 * np.percentile(pitches(plain), 95)
    assert pitch(stress) == pytest.approx(pitch(plain), rel=0.06)


def test_a_lively_voice_moves_further_about_the_same_pitch_and_a_flat_one_less(tmp_path):
    speak(
        tmp_path, {style or "plain": {"voice": NAMES[0], "text": SENTENCE, "style": style} for style in ("", "lively", "flat")}
    )
    heard = {style: 12 * np.log2(pitches(sound(tmp_path / f"{style}.wav"))) for style in ("plain", "lively", "flat")}
    moved = {style: float(np.subtract(*np.percentile(found, (90, 10)))) for style, found in heard.items()}
    assert moved["flat"] < moved["plain"] - 0.5 < moved["lively"] - 1
    assert np.ptp([np.median(found) for found in heard.values()]) < 0.8


def test_a_phrase_of_another_language_is_read_as_such_in_the_same_voice_and_the_rest_as_it_was(tmp_path):
    lines = {
        "english": "guten Abend, wie geht es dir",
        "german": "{de:guten Abend, wie geht es dir}",
        "before": "We left it by the gate.",
        "both": "{de:guten Abend} & We left it by the *gate*.",
        "after": "We left it by the gate.",
    }
    speak(tmp_path, {name: {"voice": "gmw/en-us+f3", "text": text} for name, text in lines.items()})
    sounds = {name: sound(tmp_path / f"{name}.wav") for name in lines}
    assert len(sounds["german"]) < 0.9 * len(sounds["english"])
    assert 12 * np.log2(pitch(sounds["german"]) / pitch(sounds["english"])) == pytest.approx(0, abs=2)
    assert len(sounds["both"]) > len(sounds["before"]) + 11_025
    assert len(sounds["after"]) == pytest.approx(len(sounds["before"]), rel=0.02)


def test_markup_is_for_languages_that_gain_by_it():
    assert FOREIGN.sub(_in_its_language, "a {de:guten Abend}, {fr:bonne nuit}") == (
        'a <voice xml:lang="de">guten Abend</voice>, bonne nuit'
    )
