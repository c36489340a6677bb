"""The reference page names every key, and its example is read."""

import re
from pathlib import Path

from audiodrama.cast.fields import DEFAULTS, FILE, MUSIC, ROLE, TRAITS
from audiodrama.cast.file import read_cast

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "voices-yaml.md").read_text("utf-8")


def test_every_key_is_explained() -> None:
    keys = [field.name for field in (*DEFAULTS.fields, *TRAITS.fields, *ROLE, *MUSIC.fields)]
    assert [key for key in keys if f"`{key}`" not in PAGE] == []
    assert [section.name for section in FILE.fields if section.name not in PAGE] == []


def test_the_example_is_a_cast() -> None:
    example = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert example
    assert [role.name for role in read_cast(example[1], "voices.yaml", {}).roles] == ["NARRATOR", "MARA", "TOBIAS"]
