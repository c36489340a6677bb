"""What each cue for a speaker is worth; the weights of all that speak for somebody add up."""

from __future__ import annotations

from typing import Final

WEIGHTS: Final[dict[str, float]] = {
    "name_tag": 13.0,
    "weak_tag": 1.5,
    "other_owner": -1.0,
    "other_role": -3.0,
    "pronoun_tag": 3.5,
    "wrong_gender": -6.0,
    "name_beat": 3.4,
    "pronoun_beat": 1.8,
    "plain_beat": 8.0,
    "named_around": 0.55,
    "vocative": -5.0,
    "named": -2.5,
    "addressed": 3.0,
    "addressed_led": 1.5,
    "answered": 1.0,
    "recent": 2.0,
    "prior": 0.25,
    "fade": 120.0,
    "recent_fade": 5.5,
    "other_scene": 0.3,
    "kin_self": -2.1,
    "introduced": 2.5,
    "comes_in": 5.5,
    "announced": 6.0,
    "silent": -0.5,
    "reaction": 2.0,
    "named_next": 0.2,
    "identified": 14.0,
    "narrator": 1.0,
    "antecedent": 6.0,
}
