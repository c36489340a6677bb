"""How the manner of a line steers the voice: `(whispering)`, `(slowly, sadly)`. What it does to space is the mixer's affair.

The figures are moderate on purpose. A shift of up to two semitones or a tenth of the pace is the same person in another mood
(within ±8 % of size a speaker model hears the same person); more would be another voice. What tells a shout from a murmur is
the effort in the voice, not its level, and the mixer sets the level.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce
from typing import Final, Literal, NamedTuple

Ending = Literal["", "!", "."]
Melody = Literal["", "lively", "flat"]


class Manner(NamedTuple):
    """What a word of a parenthetical changes."""

    rate: float = 1.0
    """Ratio."""
    pitch: float = 0.0
    """Semitones."""
    effort: float = 0.0
    """−1, hardly any voice, to 1, a shout."""
    breath: float = 0.0
    """Share of the voice that is breath: 1 is a whisper."""
    rough: float = 0.0
    """0 to 1, a growl."""
    tremble: float = 0.0
    """0 to 1, tears or laughter."""
    melody: Melody = ""
    """How far the pitch moves about its middle, where the engine can; empty is the voice's own way."""
    ending: Ending = ""
    """The mark that its sentences end with, which engines hear; empty leaves the author's."""

    def and_also(self, other: Manner) -> Manner:
        """Both at once: what adds up adds up, of the rest the stronger counts."""
        return Manner(
            rate=self.rate * other.rate,
            pitch=self.pitch + other.pitch,
            effort=min(max(self.effort + other.effort, -1.0), 1.0),
            breath=max(self.breath, other.breath),
            rough=max(self.rough, other.rough),
            tremble=max(self.tremble, other.tremble),
            melody=other.melody or self.melody,
            ending=other.ending or self.ending,
        )


SHOUT: Final = Manner(rate=1.04, pitch=2.0, effort=1.0, melody="lively", ending="!")

_WORDS: Final = (
    (
        SHOUT,
        """shouting shout shouts shouted yell yells yelled yelling scream screams screamed screaming bellow bellows bellowing
        roar roars roaring cry cries crying-out shriek shrieks shrieking holler hollering""",
    ),
    (
        Manner(rate=0.95, pitch=1.2, effort=0.6, melody="lively", ending="!"),
        "calling call calls called loud loudly exclaim exclaiming announce announces announcing proclaiming",
    ),
    (Manner(rate=0.92, breath=1.0), "whispering whisper whispers whispered whispery breathe breathes breathing"),
    (Manner(rate=0.9, effort=0.3, breath=0.65), "hissing hiss hisses hissed"),
    (Manner(rate=0.97, pitch=-0.4, effort=-0.5), "quiet quietly soft softly hushed low lowly"),
    (Manner(rate=0.93, pitch=-0.3, effort=-0.4, breath=0.15), "gentle gently tender tenderly kind kindly soothing warmly"),
    (Manner(rate=0.95, pitch=-0.7, effort=-0.6, breath=0.3), "murmuring murmur murmurs murmured"),
    (
        Manner(pitch=-1.0, effort=-0.9, melody="flat"),
        "muttering mutter mutters muttered mumble mumbles mumbling grumble grumbling",
    ),
    (
        Manner(rate=0.92, pitch=-1.5, effort=0.3, rough=0.7),
        "growling growl growls growled snarl snarls snarling gruff gruffly hoarse hoarsely menacing ominous",
    ),
    (Manner(rate=0.85, pitch=-1.2, rough=0.3, breath=0.15, melody="flat"), "groaning groan groans groaned moan moans moaning"),
    (Manner(rate=0.9, pitch=-0.8, effort=-0.3, breath=0.35), "sighing sigh sighs sighed"),
    (Manner(rate=0.88, pitch=0.5, effort=0.2), "singing sing sings sang humming chanting"),
    (
        Manner(rate=1.05, pitch=1.2, effort=0.2, tremble=0.4, melody="lively"),
        "laughing laugh laughs laughed giggling giggle giggles chuckling chuckle chuckles amused",
    ),
    (
        Manner(rate=0.88, pitch=0.4, breath=0.2, tremble=0.5),
        "crying sob sobs sobbed sobbing weeping weeps tearful tearfully wailing whimpering whimper",
    ),
    (
        Manner(rate=0.98, pitch=1.2, effort=0.2, tremble=0.3, melody="lively"),
        "pleading plead pleads begging beg begs whine whines whining imploring",
    ),
    (Manner(pitch=2.0, effort=0.3), "squeak squeaks squeaking squeal squeals squealing high-pitched shrill shrilly"),
    (
        Manner(rate=1.06, pitch=0.7, effort=0.8, rough=0.25, melody="lively"),
        "angry angrily snap snaps snapped snapping furious furiously irritated annoyed fuming",
    ),
    (Manner(rate=1.08, effort=0.5), "sharp sharply firm firmly stern sternly curt curtly impatient impatiently"),
    (Manner(rate=0.94, pitch=-1.0, effort=0.1, melody="flat", ending="."), "cold coldly icy icily grim grimly dry dryly"),
    (
        Manner(rate=0.96, pitch=-0.5, effort=-0.2, melody="flat", ending="."),
        "flat flatly deadpan monotone bored dull dully calm calmly",
    ),
    (
        Manner(rate=0.88, pitch=-1.0, effort=-0.4, breath=0.1, melody="flat", ending="."),
        "sad sadly mournful mournfully miserable miserably gloomy gloomily wistful wistfully",
    ),
    (
        Manner(rate=1.04, pitch=1.4, breath=0.1, tremble=0.3),
        "frightened afraid scared terrified panicked panicking nervous nervously anxious anxiously trembling shaking fearfully",
    ),
    (
        Manner(rate=1.04, pitch=1.0, effort=0.3, melody="lively"),
        "cheerful cheerfully happy happily brightly merry merrily delighted warm",
    ),
    (
        Manner(rate=1.1, pitch=1.5, effort=0.5, melody="lively", ending="!"),
        "excited excitedly eager eagerly thrilled surprised startled alarmed",
    ),
    (Manner(rate=0.88, pitch=-0.3), "thoughtful thoughtfully pensive pensively musing wondering"),
    (Manner(rate=0.85, breath=0.1, tremble=0.15), "hesitant hesitantly hesitating haltingly uncertain uncertainly stammering"),
    (Manner(rate=0.83), "slow slowly drawl drawls drawling carefully"),
    (Manner(rate=1.17, effort=0.1), "quick quickly fast hurried hurriedly hurrying rushed rapidly babbling urgent urgently"),
    (
        Manner(rate=0.88, pitch=-0.5, effort=-0.6, breath=0.3, melody="flat", ending="."),
        "weak weakly faint faintly tired tiredly weary wearily sleepy sleepily exhausted feebly",
    ),
    (Manner(rate=1.06, pitch=0.5, breath=0.45), "breathless breathlessly panting gasping gasp gasps"),
    (Manner(rate=0.9, pitch=0.3, effort=0.2, melody="lively"), "sarcastic sarcastically mocking mockingly sneering wry wryly"),
)

MANNERS: Final = {word: manner for manner, words in _WORDS for word in words.split()}
"""Word of a parenthetical to what it does; a word that is not here does nothing."""

_WORD: Final = re.compile(r"[a-z]+(?:-[a-z]+)*")
_TRAILING: Final = re.compile(r"(?:…|\.\.\.)[\s\"”’'»*_)]*$")
_FULL_STOPS: Final = re.compile(r"[.!](?=\s|$)")
_DENIED: Final = re.compile(r"\b(?:not|without|no longer|stops?|stopped)\b.*")
"""`not shouting` is no shouting."""


def steered(phrases: Sequence[str]) -> Manner:
    """What all the phrases of a parenthetical do together; the same manner said twice counts once."""
    words = (word for phrase in phrases for word in _WORD.findall(_DENIED.sub("", phrase.lower())))
    found = dict.fromkeys(MANNERS[word] for word in words if word in MANNERS)
    return reduce(Manner.and_also, found, Manner())


def shouted(text: str) -> bool:
    """Whether it is written in capitals throughout: `GET OUT`, `HELP!`; not `NASA`."""
    words = [word for word in re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)*", text) if len(word) > 1]
    return bool(words) and all(word.isupper() for word in words) and (len(words) > 1 or "!" in text)


def trails_off(text: str) -> bool:
    """Whether it ends in three dots."""
    return _TRAILING.search(text) is not None


def ended(text: str, ending: Ending) -> str:
    """The text as it is spoken, its sentences ending as the manner wants; questions stay questions."""
    if not ending:
        return text
    text = _FULL_STOPS.sub(ending, text)
    return text + ending if text.rstrip("*")[-1:].isalnum() and ending == "!" else text
