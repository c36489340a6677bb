"""How likely a decision is right, by the rule that made it and how far it stood out from its rivals.

The figures are shares of right quotations on the PDNC and LitBank development texts (about 19,600 quotations, no cast
given), rounded, and not let fall where a decision stands out further; `benchmarks/attribution.py` prints the table again.
One is no such share: `role-tag` is right 0.61 there, because old novels give named people epithets, and 0.88 in modern
stories; 0.70 lies between.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

BOUNDS: Final = (0.5, 0.8, 0.95, 0.995)
"""Shares (see `conversation.shares`) that part the columns below."""

RIGHT: Final = {
    "name-tag": (0.88, 0.88, 0.90, 0.92, 0.97),
    "role-tag": (0.50, 0.50, 0.60, 0.66, 0.70),
    "first-person-tag": (0.40, 0.40, 0.40, 0.60, 0.93),
    "label": (0.98, 0.98, 0.98, 0.98, 0.98),
    "pronoun-tag": (0.26, 0.46, 0.55, 0.72, 0.82),
    "nominal-tag": (0.20, 0.37, 0.50, 0.63, 0.66),
    "announced": (0.30, 0.42, 0.42, 0.63, 0.88),
    "beat": (0.17, 0.43, 0.63, 0.70, 0.86),
    "turn-taking": (0.42, 0.60, 0.75, 0.83, 0.85),
    "addressed": (0.44, 0.52, 0.61, 0.77, 0.85),
    "recency": (0.35, 0.47, 0.56, 0.58, 0.58),
    "against-tag": (0.50, 0.50, 0.60, 0.60, 0.60),
}


def confidence(rule: str, share: float) -> float:
    """The probability that a decision by `rule` with that share is right."""
    return RIGHT[rule][bisect_right(BOUNDS, share)]
