"""How likely a decision is right: the ranker's own probability, which `benchmarks/attribution.py` holds against gold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

SURE: Final = {"decided": 1.0, "label": 0.98}
"""Rules that leave the ranker no choice: what the user said, and the name before a chat line."""
SUREST: Final = 0.98
"""As often is a plain tag right: two people may have one name."""
MOST: Final = {"role-tag": 0.8, "beat": 0.92, "recency": 0.97, "turn-taking": 0.97, "addressed": 0.97}
"""The barber who speaks is a role of his own, except where old novels call somebody with a name so: right 0.75 there. Who acts
in the paragraph of a quote speaks it in nine of ten novels' quotes, nearly always in modern ones. No turn is as sure as a tag.
"""
ALONE: Final = 0.65
"""Where nothing but the lack of others speaks for somebody."""
_UNTAGGED: Final = frozenset({"recency", "turn-taking", "addressed"})


def confidence(rule: str, shares: Mapping[int, float]) -> float:
    """The probability that a decision by `rule` is right, given the ranker's share of each candidate."""
    alone = len(shares) == 1 and rule in _UNTAGGED
    return SURE.get(rule, min(max(shares.values(), default=0.0), ALONE if alone else MOST.get(rule, SUREST)))
