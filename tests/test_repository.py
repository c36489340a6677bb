"""What a stranger finds in the repository: links that lead somewhere, an example with its cast, licences that are told."""

import re
import shutil
import tomllib
from pathlib import Path

import pytest

from audiodrama.annotate import annotate
from audiodrama.model import NARRATOR, Cast
from audiodrama.script.text import read_script, write_script
from audiodrama.story import read_story

ROOT = Path(__file__).parent.parent
PAGES = sorted((ROOT / "docs").rglob("*.md")) + sorted(ROOT.glob("*.md")) + sorted((ROOT / "benchmarks").glob("*.md"))
EXAMPLE = ROOT / "examples" / "the_last_ferry.txt"


def anchors(page: Path) -> set[str]:
    """A page's headings as links name them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.DOTALL))
    for link in (link for link in links if "://" not in link):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_every_page_is_reached_from_the_contents() -> None:
    contents = (ROOT / "docs" / "README.md").read_text("utf-8")
    pages = [page.relative_to(ROOT / "docs").as_posix() for page in (ROOT / "docs").rglob("*.md") if page.name != "README.md"]
    assert [page for page in pages if f"({page})" not in contents] == []


def test_the_cast_at_the_top_is_the_examples(folder: Path, audiodrama) -> None:
    shutil.copy(EXAMPLE, folder)
    shutil.copy(ROOT / "voices.yaml", folder)
    ran = audiodrama("cast", EXAMPLE.name, "--engine", "pyttsx3", "--json")
    assert ran.code == 0, ran.out + ran.err
    assert (folder / "voices.yaml").read_bytes() == (ROOT / "voices.yaml").read_bytes(), "make it anew: `audiodrama cast`"
    script = read_script((folder / "the_last_ferry.fountain").read_text("utf-8"), "the_last_ferry.fountain")
    roles = {role["name"] for role in ran.events[-1]["roles"]}
    assert roles == {line.speaker for line in script.lines} | {NARRATOR}
    assert len(roles) > 5


def test_the_example_is_a_short_story_with_many_voices() -> None:
    assert 600 < len(EXAMPLE.read_text("utf-8").split()) < 900


def test_the_script_that_the_readme_shows_is_made_of_the_prose_that_it_shows() -> None:
    prose, script = re.findall(r"```text\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)[:2]
    made = write_script(annotate(read_story(prose.encode(), name="readme.txt"), Cast()))
    assert script in made


def test_every_dependency_stands_in_the_table_of_licences() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    table = (ROOT / "README.md").read_text("utf-8").partition("## Licences")[2].casefold()
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *(package for extra in extras if extra != "dev" for package in extras[extra])]
    names = [re.split(r"[<>=; ]", dependency)[0] for dependency in wanted]
    assert [name for name in names if not re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", table)] == []
