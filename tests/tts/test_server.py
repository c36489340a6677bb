"""The engine that speaks over HTTP, against a server on this machine."""

import http.server
import io
import json
import threading
import wave

import pytest
import soundfile

from audiodrama.model import Utterance
from audiodrama.tts.engines import server
from audiodrama.tts.engines.server import ServerEngine, ServerError


def sound(seconds: float = 0.5) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setparams((1, 2, 24000, 0, "NONE", ""))
        out.writeframes(b"\0\1" * round(24000 * seconds))
    return file.getvalue()


@pytest.fixture
def speech(monkeypatch):
    """A server; what it answers is a list of (code, headers, body), the last one again and again."""

    class Speech(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.answer(*(self.server.voices or (404, {}, b"{}")))

        def do_POST(self):
            wanted = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self.server.asked.append((self.path, self.headers.get("Authorization"), wanted))
            self.answer(*(self.server.answers.pop(0) if len(self.server.answers) > 1 else self.server.answers[0]))

        def answer(self, code, headers, body):
            self.send_response(code)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    found = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Speech)
    found.asked, found.answers, found.voices = [], [(200, {}, sound())], None
    threading.Thread(target=found.serve_forever, daemon=True).start()
    monkeypatch.setenv("AUDIODRAMA_SPEECH_URL", f"http://127.0.0.1:{found.server_port}/v1/")
    for name in ("MODEL", "KEY", "VOICES"):
        monkeypatch.delenv(f"AUDIODRAMA_SPEECH_{name}", raising=False)
    server._voices.cache_clear()
    monkeypatch.setattr(server.time, "sleep", found.asked.append)
    yield found
    found.shutdown()
    found.server_close()


def speak(path, **fields) -> bytes:
    fields = {"voice": "nova", "text": "Mind the step.", **fields}
    ServerEngine().open().speak(Utterance(engine="server", identity="", language="en", **fields), path / "a.wav")
    return (path / "a.wav").read_bytes()


def test_it_asks_as_openai_is_asked(speech, tmp_path, monkeypatch):
    monkeypatch.setenv("AUDIODRAMA_SPEECH_MODEL", "kokoro")
    monkeypatch.setenv("AUDIODRAMA_SPEECH_KEY", "secret")
    assert speak(tmp_path) == sound()
    wanted = {"model": "kokoro", "input": "Mind the step.", "voice": "nova", "response_format": "wav"}
    assert speech.asked == [("/v1/audio/speech", "Bearer secret", wanted)]


def test_a_stressed_word_is_asked_for_plainly_and_stressed_where_it_is_found(speech, tmp_path, monkeypatch):
    class Found:
        def stressed_words(self, text, heard, rate):
            assert (text, len(heard), rate) == ("Mind the *step*.", 12_000, 24_000)
            return [(4_000, 8_000)]

    monkeypatch.setattr("audiodrama.tts.engines.alignment.Aligner", Found)
    speak(tmp_path, text="Mind the *step*.")
    assert speech.asked[0][2]["input"] == "Mind the step."
    assert soundfile.info(tmp_path / "a.wav").frames > 12_000


def test_without_a_key_none_is_sent_and_it_is_in_no_identity(speech, tmp_path, monkeypatch):
    speak(tmp_path)
    assert speech.asked[0][1] is None
    monkeypatch.setenv("AUDIODRAMA_SPEECH_KEY", "secret")
    assert "secret" not in ServerEngine().identity()


def test_another_model_is_another_identity(speech, monkeypatch):
    before = ServerEngine().identity()
    monkeypatch.setenv("AUDIODRAMA_SPEECH_MODEL", "another")
    assert ServerEngine().identity() != before


def test_a_busy_server_is_asked_again_after_the_time_it_names(speech, tmp_path):
    speech.answers = [(503, {"Retry-After": "7"}, b""), (429, {}, b""), (200, {}, sound())]
    assert speak(tmp_path) == sound()
    assert [asked for asked in speech.asked if isinstance(asked, float)] == [7.0, 2.0]


def test_one_that_stays_busy_is_given_up(speech, tmp_path):
    speech.answers = [(500, {}, b"out of memory")]
    with pytest.raises(ServerError, match="HTTP 500: out of memory"):
        speak(tmp_path)
    assert len([asked for asked in speech.asked if isinstance(asked, tuple)]) == 3


def test_a_mistake_is_told_at_once_in_the_servers_words(speech, tmp_path):
    speech.answers = [(400, {}, json.dumps({"error": {"message": "no voice\n named nova"}}).encode())]
    with pytest.raises(ServerError, match="HTTP 400: no voice named nova"):
        speak(tmp_path)
    assert len(speech.asked) == 1


def test_a_refused_key_names_its_variable(speech, tmp_path):
    speech.answers = [(401, {}, b"")]
    with pytest.raises(ServerError, match="AUDIODRAMA_SPEECH_KEY"):
        speak(tmp_path)


def test_a_redirect_does_not_carry_the_key_elsewhere(speech, tmp_path, monkeypatch):
    monkeypatch.setenv("AUDIODRAMA_SPEECH_KEY", "secret")
    speech.answers = [(302, {"Location": "http://127.0.0.1:1/stolen"}, b"")]
    with pytest.raises(ServerError, match="HTTP 302"):
        speak(tmp_path)
    assert len(speech.asked) == 1


def test_an_endless_answer_is_cut_short(speech, tmp_path, monkeypatch):
    monkeypatch.setattr(server, "_MOST_BYTES", 1000)
    with pytest.raises(ServerError, match="larger than"):
        speak(tmp_path)


def test_nobody_there_is_told_with_the_address(speech, tmp_path, monkeypatch):
    monkeypatch.setenv("AUDIODRAMA_SPEECH_URL", "http://127.0.0.1:1/v1")
    with pytest.raises(ServerError, match=r"http://127\.0\.0\.1:1/v1 does not answer"):
        speak(tmp_path)


@pytest.mark.parametrize(
    "listed",
    [["af_heart", "zoe"], {"voices": ["af_heart", "zoe"]}, {"data": [{"id": "af_heart"}, {"name": "zoe"}, {"x": 1}, 7]}],
)
def test_it_lists_the_servers_voices_whatever_their_shape(speech, listed):
    speech.voices = (200, {}, json.dumps(listed).encode())
    voices = {voice.name: voice for voice in ServerEngine().voices()}
    assert set(voices) == {"af_heart", "zoe"}
    assert (voices["af_heart"].gender, voices["zoe"].gender) == ("female", "")


@pytest.mark.parametrize("answer", [(404, {}, b""), (200, {}, b"<html>"), (200, {}, b"3")])
def test_a_server_that_lists_none_is_taken_to_have_the_usual_ones(speech, answer):
    speech.voices = answer
    assert "nova" in {voice.name for voice in ServerEngine().voices()}


def test_the_users_list_wins(speech, monkeypatch):
    speech.voices = (200, {}, b'["zoe"]')
    monkeypatch.setenv("AUDIODRAMA_SPEECH_VOICES", "anna:female:british, ben:male,")
    found = [(voice.name, voice.gender, voice.accent) for voice in ServerEngine().voices()]
    assert found == [("anna", "female", "british"), ("ben", "male", "")]


def test_it_is_missing_until_an_http_address_is_set(monkeypatch):
    monkeypatch.delenv("AUDIODRAMA_SPEECH_URL", raising=False)
    assert "AUDIODRAMA_SPEECH_URL" in ServerEngine().missing()
    monkeypatch.setenv("AUDIODRAMA_SPEECH_URL", "file:///etc/hostname/x")
    assert ServerEngine().missing()
    monkeypatch.setenv("AUDIODRAMA_SPEECH_URL", "ftp://host/v1")
    assert "no http address" in ServerEngine().missing()
