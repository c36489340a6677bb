"""The plug-in in `examples/`: installed as its user would install it, it is found and speaks."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PLUGIN = Path(__file__).parents[1] / "examples" / "engine-plugin"


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A folder that holds the package and its entry point."""
    target = tmp_path_factory.mktemp("site")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--target", str(target), str(PLUGIN)], check=True, capture_output=True, text=True)
    return target


def audiodrama(folder: Path, *arguments: str, site: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "audiodrama", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(site)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)


def test_its_voices_are_listed(installed, tmp_path):
    listed = audiodrama(tmp_path, "voices", "--engine", "morse", site=installed).stdout
    assert "morse:silas" in listed


def test_a_story_is_rendered_with_it(installed, tmp_path):
    (tmp_path / "wire.txt").write_text("The Wire\n\n“Send help,” said Ida.\n\n“Sent,” said Abel.\n")
    done = audiodrama(tmp_path, "render", "wire.txt", "--engine", "morse", site=installed)
    assert done.returncode == 0, done.stderr
    import soundfile

    clips = list((tmp_path / "out" / "clips").glob("*/*.flac"))
    assert len(clips) >= 4
    assert min(soundfile.info(clip).duration for clip in clips) > 0.5
    assert "morse:" in (tmp_path / "voices.yaml").read_text()
