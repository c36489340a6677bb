"""How a quote is said, from the words of its tag: "she whispered, leaning in" is `whispering`.

A manner that the text does not give is worse than none, so every word has to earn its place: it must be the speaker's own doing
(not a noun, not somebody else's, not denied, not a comparison), and an adverb must stand beside a verb of saying.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from audiodrama.annotate.firstnames import FEMALE, MALE
from audiodrama.annotate.lexicon import ACTED, MOVED, SAID
from audiodrama.annotate.manners import ADJECTIVES, ADVERBS, BASES, FINITE, MANNERS, NOUNS, PARTICIPLES

__all__ = ["MANNERS", "manner"]

MOST_MANNERS: Final = 2
"""A parenthetical of more words than an actor can play at once is noise."""
SHORTEST_SHOUT: Final = 3
"""Letters, all capitals, before a `!`, that make a shout of themselves: not "OK!"."""

_ABBREVIATION: Final = re.compile(r"\b(Mrs?|Ms|Dr|St|Mme|Prof|Rev|Capt|Col|Gen|Lt|Sgt|Jr|Sr)\.")
_SENTENCE: Final = re.compile(r"[^.!?;…]+[.!?;…]*")
_BREAK: Final = re.compile(r"(?:\s*(?:[,:(—–]|--)|\s+(?:and|but|then)\b)+\s*")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

_COMPARED: Final = re.compile(r"(\bas (?:[\w-]+ly )?[\w-]+) as (?!ever\b)[^,]*")
"""`as flat as a frozen lake`: the first half is said of the voice, the second is not."""
_ASIDE: Final = re.compile(
    r"(?:(?<![\w])(?:like|as if|as though|as (?!ever\b|\w+(?: as\b|,|$))|so that|that|than|while|whilst|when|whenever|until|till|because|since"
    r"|though|although|before|after|where|which|who|whose|whom|if|unless|lest|how|over the|above the|amid|among|despite)\b)[^,]*",
    re.IGNORECASE,
)
"""Similes, and what others did meanwhile."""

_DENIALS: Final = frozenset(
    "not never no nor neither hardly scarcely barely without nearly almost instead could would should might must may can will shall cannot"
    " stop stops stopped stopping cease ceased refused refusing wanted wanting tried trying fail failed failing forgot resisted longing longed".split()
)
_DEGREES: Final = frozenset(
    "quite very so too still rather suddenly almost all just now again more most a little bit half slightly properly back out aloud up"
    " softly and always once both suddenly also even herself himself themselves myself itself as".split()
)
_AFTER_ADJECTIVE: Final = frozenset("as with at and in to that now again about for".split())
_NOT_AN_ACT: Final = frozenset("the a an his her my your our their its this that these those of in with for at by between through from under".split())
_BEING: Final = frozenset("am is are was were be been being started starts began begins kept keeps".split())
_BEGINNING: Final = frozenset("began begins begin beginning started starts start starting".split())
_FIRST_OR_MANY: Final = frozenset("i we they you both all".split())
_SUBJECTS: Final = frozenset("i he she it we they you somebody someone everybody everyone nobody one".split())
_OTHERS: Final = frozenset("the a an his her my your our their its this that these those some two three both all each another".split())
_UNLIKE: Final = {"he": FEMALE - MALE, "she": MALE - FEMALE}
_ONLY_IN_TAGS: Final = frozenset("breathe snap bark call sing howl storm puff".split())
"""Without a quote as their object these are mostly no speech: a twig snapped, he breathed."""
_BODILY: Final = frozenset({"laughing", "crying", "sighing", "groaning", "hesitant", "singing", "breathless"})
"""What one may do beside speaking, and it is heard in the speech."""

_OWN_VOICE: Final = r"(?:his|her|my|their|its|the|your|our)"
_OF_VOICE: Final = re.compile(
    rf"\b(?:in|with) (?:a|an|{_OWN_VOICE}|that|what was)\b(?P<words>(?:,? [\w'’-]+){{0,6}}?),? (?:voice|tone|tones|whisper|murmur|mutter|shout|growl)\b"
)
_VOICE_IS: Final = re.compile(
    r"\b(?:voice|tone)(?: (?:was|were|is|had|has|gone|went|grew|turned|became|come|came|out|sounded|still|suddenly|quite|very|so|as|all|now))*"
    r"(?P<words>(?: (?:and )?[\w-]+){1,3})"
)
_SOUNDING: Final = re.compile(r"\bsound(?:s|ed|ing)\b(?P<words>(?: [\w-]+){1,3})")
_WITH: Final = re.compile(
    r"\b(?:with|in|through|between|gave|gives|giving|let out|letting out)"
    r"(?P<words>(?: (?!with\b|in\b|without\b|no\b|not\b)[\w-]+){1,4})"
)
_PHRASES: Final = tuple(
    (re.compile(rf"\b(?:{pattern})", re.IGNORECASE), name)
    for pattern, name in (
        (r"(?:under|beneath|below) (?:his|her|my|their|its|your) breath", "muttering"),
        (r"in an undertone|sotto voce", "muttering"),
        (r"said into (?:his|her|my|their) (?:cup|mug|glass|collar|beard|scarf|sleeve|hands|drink|tea|coffee|pillow)", "muttering"),
        (r"(?:to|half to) (?:himself|herself|myself|themselves)\b", "murmuring"),
        (r"(?:through|between) (?:gritted|clenched|set|his|her|my|their) (?:gritted |clenched |set )?teeth", "hissing"),
        (r"at the top of (?:his|her|my|their|its) (?:voice|lungs)", "shouting"),
        (r"out of breath|short of breath|between (?:breaths|gasps)|(?:panting|gasping) for breath", "breathless"),
        (r"(?:burst|bursts|bursting|dissolved|broke down) (?:out )?(?:into|in) (?:tears|sobs)|in tears|in floods of tears", "crying"),
        (r"(?:burst|bursts|bursting) (?:into|out) (?:laughter|laughing)", "laughing"),
        (r"(?:from|somewhere) (?:far off|far away|a long way off|a distance|afar|upstairs|downstairs|the next room|another room)", "distant"),
        (r"(?:his|her|my|their|the|its)? ?voice (?:dropped|sank|fell|dropping|sinking) to a whisper", "whispering"),
    )
)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A part of the tag's sentence between commas and conjunctions."""

    start: int
    words: tuple[str, ...]
    """In lower case."""
    places: tuple[int, ...]
    """Offsets of the words in the sentence."""
    capital: bool
    """Its first word has one."""

    @property
    def says(self) -> bool:
        return any(word in SAID for word in self.words)

    @property
    def own_subject(self) -> bool:
        """Somebody or something is named before any verb."""
        lead = self.words[0]
        if lead in _SUBJECTS or lead in _OTHERS:
            return len(self.words) < 2 or not self.words[-1].endswith("ing") or lead in _SUBJECTS
        return self.capital and lead not in SAID and not lead.endswith(("ly", "ing"))


def manner(before: str, quote: str, after: str) -> tuple[str, ...]:
    """How the quote is said: at most two words of `MANNERS`, in the order of the text.

    `before` and `after` are the narration right around the quote that is its tag, or empty; of longer narration only the sentence
    next to the quote is looked at.
    """
    found = [name for text, place in ((after, "after"), (before, "before")) if text for name in _of_sentence(text, quote, place)]
    if not found and _in_capitals(quote):
        found = ["shouting"]
    return tuple(dict.fromkeys(found))[:MOST_MANNERS]
