"""Short forms of a name, known by their letters: Olu, Tolly, Ellie, Tilda."""

from __future__ import annotations

from typing import Final

PET_ENDINGS: Final = ("ie", "y")
SHORTEST_STEM: Final = 3
"""Letters that a pet name and a name must share."""


def stem(word: str) -> str:
    """A name without the ending that pets it: Tolly is Toll."""
    for ending in ("ie", "y", "i", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def shortened(pet: str, first: str) -> bool:
    """Olu of Olumide, Bron of Bronwyn; with the ending of a pet name two letters are enough: Ellie of Elodie."""
    if len(pet) < SHORTEST_STEM or pet == first:
        return False
    return first.startswith(pet) or (pet.endswith(PET_ENDINGS) and first.startswith(pet[:2]))


def hides(short: str, first: str) -> bool:
    """A pet name inside a name (Tilda, Matilda), or a name drawn out (Pogwort, Pog)."""
    return short in first or (len(first) >= SHORTEST_STEM and short.startswith(first))
