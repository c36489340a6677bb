"""How likely a decision is right: the ranker's own probability, which `benchmarks/attribution.py` holds against gold."""

from __future__ import annotations

from typing import Final

SURE: Final = {"decided": 1.0, "label": 0.98}
"""Rules that leave the ranker no choice: what the user said, and the name before a chat line."""
SUREST: Final = 0.98
"""As often is a plain tag right: two people may have one name."""
MOST: Final = {"role-tag": 0.8}
"""The barber who speaks is a role of his own, except where old novels call somebody with a name so: right 0.75 there."""


def confidence(rule: str, share: float) -> float:
    """The probability that a decision by `rule`, to which the ranker gives `share`, is right."""
    return SURE.get(rule, min(share, MOST.get(rule, SUREST)))
