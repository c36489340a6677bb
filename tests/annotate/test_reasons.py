"""A doubt can be read: every rule that decides has its words."""

import re
from pathlib import Path

from audiodrama.annotate import annotate
from audiodrama.annotate.reasons import REASONS, reason
from audiodrama.story import read_story

STORY = """\
“Is the tide in?” asked Odile. “I cannot see it.”

“It is out,” he said.

“Out!” said the old woman with the net. Tobias looked at his boots.

“Odile, come away.”

“I will not.”

“You will.”

Tobias turned a page, and began to read:

“It was a dark night,

“and it stayed dark.”

The dog barked at nothing.

“Who let him in?”

*I did not,* thought Odile. *I never would.*

Ada: are you there?

Tobias: no
"""


def test_every_rule_has_its_words() -> None:
    rules = {line.evidence.rule for line in annotate(read_story(STORY.encode(), name="tide.txt")).lines if line.evidence}
    assert len(rules) > 5
    assert rules <= set(REASONS)


def test_the_reference_lists_the_rules() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "script.md").read_text("utf-8")
    table = page.partition("| rule | it means |\n|---|---|\n")[2].partition("\n\n")[0]
    assert dict(re.findall(r"\| `([\w-]+)` \| (.*) \|", table)) | {"decided": REASONS["decided"]} == REASONS


def test_a_rule_of_another_version_is_named() -> None:
    assert "by-moonlight" in reason("by-moonlight")
