"""The shape that keeps the code easy to find one's way in: who imports whom, how long things are, what loads when."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "audiodrama").rglob("*.py"))
LONGEST_FILE = 400
LONGEST_MODEL = 600
"""model.py is one file by design, half of it docstrings: every type stands there."""
LONGEST_FUNCTION = 50
HEAVY = {"numpy", "rich", "ruamel", "soundfile", "av", "pydub", "pyttsx3"}


def functions(tree: ast.Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def imports(tree: ast.Module) -> set[str]:
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return names | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_stay_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    too_long = [f.name for f in functions(ast.parse(text)) if (f.end_lineno or 0) - f.lineno >= LONGEST_FUNCTION]
    assert text.count("\n") <= (LONGEST_MODEL if path.name == "model.py" else LONGEST_FILE)
    assert not too_long


def test_the_stages_never_import_one_another() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


@pytest.mark.parametrize(("library", "home"), [("rich", "cli/show.py"), ("ruamel", "cast/")])
def test_a_library_is_used_in_its_own_room_only(library: str, home: str) -> None:
    users = [
        path for path in SOURCES if any(name.split(".")[0] == library for name in imports(ast.parse(path.read_text("utf-8"))))
    ]
    assert users
    assert [str(path) for path in users if home not in path.as_posix()] == []


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom audiodrama.cli.commands import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        f"print(sorted({HEAVY!r} & {{name.split('.')[0] for name in sys.modules}}), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_nothing_is_left_unfinished() -> None:
    words = ("TO" + "DO", "FIX" + "ME", "Not" + "ImplementedError")
    assert [path for path in SOURCES if any(word in path.read_text("utf-8") for word in words)] == []
