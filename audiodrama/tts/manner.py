"""How the manner of a line steers the voice: `(whispering)`, `(slowly, sadly)`. What it does to space is the mixer's affair.

The figures are moderate on purpose. A shift of up to two semitones or a tenth of the pace is the same person in another mood
(within ±8 % of size a speaker model hears the same person); more would be another voice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce
from typing import Final, NamedTuple


class Manner(NamedTuple):
    """What a word of a parenthetical changes."""

    rate: float = 1.0
    """Ratio."""
    pitch: float = 0.0
    """Semitones."""
    whisper: bool = False

    def and_also(self, other: Manner) -> Manner:
        """Both at once."""
        return Manner(self.rate * other.rate, self.pitch + other.pitch, self.whisper or other.whisper)


_SHOUT: Final = Manner(rate=1.06, pitch=2.0)
_WHISPER: Final = Manner(rate=0.92, whisper=True)
_SOFT: Final = Manner(rate=0.95, pitch=-0.7)
_LOUD: Final = Manner(rate=1.02, pitch=1.0)
_SLOW: Final = Manner(rate=0.85)
_QUICK: Final = Manner(rate=1.15)
_HIGH: Final = Manner(pitch=1.5)
_LOW: Final = Manner(rate=0.95, pitch=-1.5)
_EXCITED: Final = Manner(rate=1.08, pitch=1.2)
_SAD: Final = Manner(rate=0.9, pitch=-1.0)
_SHARP: Final = Manner(rate=1.06, pitch=0.5)
_WEAK: Final = Manner(rate=0.9, pitch=-0.5)
_FLAT: Final = Manner(rate=0.96, pitch=-0.5)

_WORDS: Final = (
    (
        _SHOUT,
        """shout shouts shouted shouting yell yells yelled yelling scream screams screamed screaming bellow bellows bellowing
        roar roars roaring cry cries crying-out shriek shrieks shrieking holler hollering""",
    ),
    (
        _WHISPER,
        "whisper whispers whispered whispering whispery breathe breathes breathing hiss hisses hissed hissing",
    ),
    (
        _SOFT,
        "soft softly quiet quietly gentle gently tender tenderly murmur murmurs murmured murmuring hushed",
    ),
    (
        _LOUD,
        "loud loudly call calls called calling exclaim exclaiming announce announces announcing",
    ),
    (
        _SLOW,
        "slow slowly drawl drawls drawling carefully hesitant hesitantly hesitating haltingly thoughtful thoughtfully pensive",
    ),
    (
        _QUICK,
        "quick quickly fast hurried hurriedly hurrying rushed rapidly babbling urgent urgently",
    ),
    (
        _HIGH,
        "squeak squeaks squeaking squeal squeals squealing pleading begging whine whines whining high-pitched",
    ),
    (
        _LOW,
        "growl growls growled growling snarl snarls snarling grumble grumbling gruff gruffly grim grimly low ominous menacing",
    ),
    (
        _EXCITED,
        """excited excitedly happy happily cheerful cheerfully brightly laughing giggling eager eagerly delighted amused
        frightened afraid scared terrified panicked nervous nervously surprised startled
        breathless breathlessly panting gasping""",
    ),
    (
        _SAD,
        "sad sadly sob sobs sobbing crying weeping tearful tearfully mournful mournfully sigh sighs sighing miserable",
    ),
    (
        _SHARP,
        "sharp sharply angry angrily snap snaps snapped snapping furious furiously irritated annoyed firm firmly stern sternly",
    ),
    (
        _WEAK,
        """weak weakly faint faintly tired tiredly weary wearily sleepy sleepily groan groans groaning mutter mutters muttered
        muttering mumble mumbles mumbling""",
    ),
    (
        _FLAT,
        "flat flatly cold coldly dry dryly calm calmly deadpan monotone bored sarcastic sarcastically mocking mockingly",
    ),
)

MANNERS: Final = {word: manner for manner, words in _WORDS for word in words.split()}
"""Word of a parenthetical to what it does; a word that is not here does nothing."""

_WORD: Final = re.compile(r"[a-z]+(?:-[a-z]+)*")
_DENIED: Final = re.compile(r"\b(?:not|without|no longer|stops?|stopped)\b.*")
"""`not shouting` is no shouting."""


def steered(phrases: Sequence[str]) -> Manner:
    """What all the phrases of a parenthetical do together; the same manner said twice counts once."""
    words = (word for phrase in phrases for word in _WORD.findall(_DENIED.sub("", phrase.lower())))
    found = dict.fromkeys(MANNERS[word] for word in words if word in MANNERS)
    return reduce(Manner.and_also, found, Manner())
