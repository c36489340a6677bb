"""The engine of the how-to works as it stands there."""

import importlib
import re
from pathlib import Path

from audiodrama.model import SAMPLE_RATE
from audiodrama.tts.manner import MANNERS
from audiodrama.tts.render import render

DOCS = Path(__file__).parents[2] / "docs"


def test_the_engine_of_the_how_to_speaks(tmp_path, monkeypatch, make_job, store):
    (code,) = re.findall(r"```python\n(.*?)```", (DOCS / "how-to" / "add-an-engine.md").read_text("utf-8"), re.DOTALL)
    (tmp_path / "my_engine.py").write_text(code, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    engine = importlib.import_module("my_engine").MyEngine()
    assert engine.missing() == ""
    wanted = make_job("Five words are said here.", engine=engine.name, voice=engine.voices()[0].name)
    assert render([wanted], store, engine)[wanted.key].frames / SAMPLE_RATE > 1.9


def test_the_table_of_manners_is_the_code():
    page = (DOCS / "explanation" / "clips.md").read_text("utf-8")
    table = page.partition("| manner |")[2].split("\n\n")[0].splitlines()[2:]
    assert len(table) == len(set(MANNERS.values()))
    for row in table:
        words, *cells = (cell.strip().replace("−", "-") for cell in row.strip("|").split("|"))
        rate, pitch, effort, breath, rough, tremble = (float(cell or 0) for cell in cells[:6])
        documented = (rate or 1.0, pitch, effort, breath, rough, tremble, cells[6], cells[7])
        assert {MANNERS[word] for word in words.split(", ")} == {documented}
