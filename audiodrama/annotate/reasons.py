"""Why a speaker was chosen, in words: each rule of the annotator as a user may read it beside a doubt."""

from __future__ import annotations

from typing import Final

REASONS: Final = {
    "decided": "you said so",
    "label": "the name before it",
    "name-tag": "the words beside it name the speaker, and could mean somebody else",
    "role-tag": "the words beside it tell what the speaker is, and not who",
    "first-person-tag": "the words beside it say “I”",
    "pronoun-tag": "the words beside it say only “he”, “she” or “they”",
    "nominal-tag": "the words beside it describe the speaker without a name",
    "against-tag": "the words beside it name somebody, but another one seems to speak",
    "announced": "the paragraph before announces a speech, perhaps another one",
    "beat": "nothing says who speaks; this one acts in the same paragraph",
    "turn-taking": "nothing says who speaks; this one is next if the two take turns",
    "addressed": "nothing says who speaks; this one was spoken to just before",
    "recency": "nothing says who speaks; this one spoke or was named last",
    "continuation": "it carries on the speech before, which is doubtful too",
    "thought-tag": "the words beside it say who thinks it, and perhaps it is told and not thought",
    "thought": "it reads like a thought, but nothing says that it is one, or whose",
}
"""Rule to the reason."""


def reason(rule: str) -> str:
    """The rule in words; one that is not known here, from a script of another version, as it is."""
    return REASONS.get(rule, f"by the rule {rule}")
