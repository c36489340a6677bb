"""The vocabulary of direction: the manners that a script may name, and the words of a tag that mean them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from audiodrama.annotate.lexicon import inflect

MANNERS: Final[Mapping[str, str]] = {
    "whispering": "without voice, only breath",
    "murmuring": "softly, half to oneself",
    "muttering": "low and indistinct",
    "quiet": "with little voice",
    "gentle": "softly and kindly",
    "hissing": "a sharp whisper, through the teeth",
    "calling": "with a raised voice, to be heard further off",
    "shouting": "as loudly as one can: shouted, yelled, roared, screamed",
    "growling": "low and rough, threatening",
    "groaning": "in pain or weariness, moaning",
    "sighing": "with an audible breath out",
    "singing": "sung or chanted",
    "laughing": "while laughing, giggling or chuckling",
    "crying": "in tears, sobbing",
    "pleading": "begging, imploring",
    "angry": "in anger: snapped, furious",
    "sharp": "short and stern",
    "cold": "without warmth, icily",
    "flat": "without expression",
    "sad": "sorrowful, wretched",
    "frightened": "in fear or alarm",
    "cheerful": "bright and merry",
    "excited": "eager, thrilled",
    "thoughtful": "slowly, while thinking",
    "hesitant": "faltering, unsure, stammering",
    "slow": "slower than usual",
    "quick": "faster than usual, in haste",
    "weak": "faint or tired",
    "breathless": "out of breath, panting",
    "sarcastic": "mocking, the opposite of what is said",
    "distant": "heard from far off or another room",
}
"""Manner to what it means. These are the only words that the annotator writes into a parenthetical."""

_VERBS: Final = {
    "whispering": "whisper breathe",
    "murmuring": "murmur",
    "muttering": "mutter mumble grumble",
    "gentle": "coo soothe",
    "hissing": "hiss",
    "calling": "call",
    "shouting": "shout yell bellow roar bawl holler scream screech shriek thunder howl",
    "growling": "growl snarl",
    "groaning": "groan moan",
    "sighing": "sigh",
    "singing": "sing croon chant warble carol",
    "laughing": "laugh giggle chuckle chortle titter cackle guffaw snigger snicker",
    "crying": "sob weep whimper blubber wail sniffle snivel",
    "pleading": "beg plead implore beseech entreat",
    "angry": "snap fume rage storm seethe spit",
    "sharp": "bark",
    "flat": "intone drone deadpan",
    "frightened": "quaver",
    "cheerful": "chirp bubble beam trill",
    "excited": "enthuse gush exult squeal",
    "thoughtful": "muse ponder",
    "hesitant": "stammer stutter falter hesitate venture",
    "slow": "drawl",
    "quick": "gabble babble blurt",
    "breathless": "pant gasp puff wheeze",
    "sarcastic": "sneer scoff jeer mock",
}

_ADJECTIVES: Final = {
    "quiet": "quiet hushed low muffled subdued",
    "gentle": "gentle soft tender kind soothing",
    "shouting": "loud",
    "pleading": "pleading imploring beseeching",
    "angry": "angry furious irate fierce savage wrathful cross indignant irritable",
    "growling": "gruff",
    "sharp": "sharp stern curt brusque firm severe",
    "cold": "cold icy frosty chilly stony frigid stiff",
    "flat": "flat toneless expressionless dull deadpan dispassionate monotonous",
    "sad": "sad sorrowful mournful miserable wretched gloomy wistful melancholy doleful glum dejected forlorn despondent",
    "crying": "tearful",
    "frightened": "frightened afraid scared terrified fearful nervous anxious panicky",
    "cheerful": "cheerful jolly merry bright breezy cheery happy joyful sunny gay",
    "excited": "excited eager thrilled enthusiastic delighted",
    "thoughtful": "thoughtful pensive wondering musing reflective contemplative meditative",
    "hesitant": "hesitant doubtful uncertain halting faltering timid unsure",
    "slow": "slow",
    "quick": "quick rapid hasty hurried",
    "weak": "weak faint feeble weary tired sleepy drowsy",
    "breathless": "breathless",
    "sarcastic": "sarcastic sardonic mocking sneering ironic scornful",
}

_NO_ADVERB: Final = frozenset({"low", "hushed", "muffled"})
"""Adjectives of a voice that have no adverb of their own."""

_NOUNS: Final = {
    "whispering": "whisper whispers",
    "murmuring": "murmur",
    "muttering": "mutter mumble",
    "hissing": "hiss",
    "shouting": "shout yell roar bellow shriek scream",
    "growling": "growl snarl",
    "groaning": "groan moan",
    "sighing": "sigh",
    "laughing": "laugh chuckle giggle laughter giggles cackle snigger",
    "crying": "sob sobs tears wail whimper",
    "angry": "anger fury rage",
    "sad": "sadness sorrow",
    "frightened": "fear terror panic alarm",
    "excited": "excitement enthusiasm eagerness delight",
    "hesitant": "stammer",
    "sarcastic": "sarcasm irony scorn sneer",
    "slow": "drawl",
    "gentle": "tenderness",
    "flat": "monotone",
}


def _adverb(adjective: str) -> str:
    if adjective.endswith("ly"):
        return adjective
    if adjective.endswith("ic"):
        return adjective + "ally"
    if adjective.endswith("le"):
        return adjective[:-1] + "y"
    if adjective.endswith("ll"):
        return adjective + "y"
    return (adjective[:-1] + "i" if adjective.endswith("y") else adjective) + "ly"


def _pairs(table: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((word, manner) for manner, words in table.items() for word in words.split())


_VERB_FORMS: Final = {form: manner for base, manner in _pairs(_VERBS) for form in inflect(base)}

FINITE: Final = {form: manner for form, manner in _VERB_FORMS.items() if not form.endswith("ing")}
"""`whispered`, `whispers` to `whispering`."""
PARTICIPLES: Final = {
    form: manner
    for form, manner in (_VERB_FORMS | {"crying": "crying"}).items()
    if form.endswith("ing") and form != "breathing"
}
"""`whispering` to itself, `bellowing` to `shouting`; who is breathing only breathes."""
BASES: Final = dict(_pairs(_VERBS)) | {"cry": "crying"}
"""`whisper` to `whispering`: I, we and they whisper, and one begins to."""
ADJECTIVES: Final = dict(_pairs(_ADJECTIVES))
"""Of a voice, or of the speaker beside a verb of saying: `flat`, `furious`."""
ADVERBS: Final = {_adverb(word): manner for word, manner in ADJECTIVES.items() if word not in _NO_ADVERB}
"""Beside a verb of saying: `flatly`."""
ONLY_AS_TAGS: Final = frozenset(
    form
    for base in ("breathe", "snap", "bark", "call", "sing", "howl", "storm", "puff", "beam", "spit", "venture")
    for form in inflect(base)
)
"""Away from a quote these are mostly no speech: a twig snapped, he breathed."""
WITH_THE_BODY: Final = frozenset(
    form
    for base in ("snap", "breathe", "storm", "thunder", "puff", "bubble", "sing", "roar", "bark", "spit")
    for form in inflect(base)
)
"""With a direction behind them they move something: `stormed off`, `breathed in`."""
TO_SOMEBODY: Final = frozenset(
    form for base in ("beg", "plead", "implore", "beseech", "entreat", "mock") for form in inflect(base)
)
"""Their object is who is spoken to."""
SPOKEN_OBJECTS: Final = frozenset(
    """
    name names word words line lines sentence question questions answer answers reply replies order orders command commands
    warning warnings greeting greetings oath oaths curse curses prayer prayers thanks apology apologies excuse excuses protest
    protests insult insults news message advice invitation goodbye farewell welcome secret refrain chorus song hymn verse tune
    number numbers syllable syllables last rest phrase
    """.split()
)
"""What is said, sung or shouted."""
EXCLAIMED: Final = frozenset({"cried", "cries"})
"""In fiction seldom tears: a raised voice, where the quote has its `!`. Who exclaims may be glad or angry or afraid."""
OUT_LOUD: Final = frozenset({*inflect("cry"), *inflect("sing"), *inflect("call")})
"""With `out` after it: a raised voice."""
HESITATED: Final = inflect("hesitate")
"""After what was said it belongs to what comes next."""
NOUNS: Final = dict(_pairs(_NOUNS))
"""What one says it with, in or through: `a chuckle`, `tears`, `excitement`."""
