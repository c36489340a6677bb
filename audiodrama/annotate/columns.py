"""The columns of the rows that `surroundings.py` makes, in order."""

from __future__ import annotations

from typing import Final

MISSING: Final = -9.0
NEAR: Final = (-4, -3, -2, -1, 1, 2, 3, 4)
"""Neighbours looked at one by one, in utterances."""

UTTERANCE: Final = (
    "tag_kind tag_strength tag_after tag_gender words bare led_words trail_words gap_before gap_after inside order quotes"
    " asks asked_before exclaims length bareness first_person candidates calls names continues announced form opens answers"
    " echo_1 echo_2"
).split()
FIT: Final = "fit_tag fit_announced fit_first_before fit_last_before fit_after fit_after_last fit_previous fit_next".split()
RESOLVED: Final = (
    "resolved_tag resolved_before resolved_after resolved_previous resolved_next"
    " share_tag share_before share_after share_previous share_next minded"
).split()
TOLD: Final = "told_before told_after told_previous told_next own_words".split()
WEIGHED: Final = "weight weight_rank weight_lead".split()
NARRATED: Final = (
    "named_before named_after first_before last_before first_after right_before owned oblique acts_before acts_after"
    " previous previous_first previous_last next next_first named_between"
).split()
RECENCY: Final = "distance recency_rank recency_rank_gender mentions_5 mentions_25".split()
ADDRESS: Final = "called named called_1 called_2 named_1 calls_next_1 calls_next_2 names_next_1 hailed hailed_next".split()
PRIOR: Final = "narrated tags tag_share silent gender narrator role introduced in_quotes scene_named near_tags".split()
NAMES: Final = tuple(
    [*UTTERANCE, *FIT, *RESOLVED, *TOLD, *WEIGHED, *NARRATED, *RECENCY, *ADDRESS, *PRIOR]
    + [f"{name}_{at}" for at in NEAR for name in ("fit", "gap")]
)
"""The columns, in order."""
