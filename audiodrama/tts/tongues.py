"""Which words of an English line are another language's: `*Bonne nuit, mon ami,* he said`.

By small words that English does not have. Nothing is taken for foreign that holds an English one: a French phrase read as
English is odd, an English one read as French is a fault.
"""

from __future__ import annotations

import re
from typing import Final

from audiodrama.tts.emphasis import ITALIC

BEGIN: Final = "\ue005"
END: Final = "\ue006"
"""Stand around foreign words, the language and a colon first, while brackets of the text are taken away."""
MARKED: Final = {ord(BEGIN): "{", ord(END): "}"}
FOREIGN: Final = re.compile(r"\{([a-z]{2}):([^{}]*)\}")
"""What an engine is given of it: language and words."""

_MARKS: Final = re.compile(rf"{BEGIN}[a-z][a-z]:|{END}")
_RUN: Final = re.compile(rf"({BEGIN}[^{END}]*{END})")

_WORDS: Final = {
    "fr": """je tu il elle nous vous ils elles le la les un une des du de et est que qui quoi dans avec mais où très bien mon
        ma mes ton tes notre votre bon bonne bonjour bonsoir merci monsieur madame mademoiselle oui ami amie chère cher petit
        petite dieu nuit jour vie amour rien jamais toujours pas ça plaît voilà au aux cette coeur cœur tout toute vive vois
        suis es êtes sont était beau belle comme vieux ici mes amis enfants mort""",
    "de": """ich du er sie wir ihr nicht der das dem den des ein eine einen und ist sind bin hast hat haben wird mit für auf aus
        von zu zum zur kein keine mein meine dein deine guten gute abend morgen nacht danke bitte herr frau fräulein ja nein wie
        geht wo wer warum aber oder auch nur noch schon gott himmel liebe lieber kinder freund wiedersehen""",
    "es": """el la los las una uno es está estás estoy eres soy con para por que qué quién cómo dónde muy bien mi tu su señor
        señora señorita gracias buenos buenas días noches tardes amigo amiga hijo hija dios hola sí pero más nada todo nunca
        siempre vaya vamos de del y mañana quiero tengo tiene""",
    "it": """il lo la gli che chi è sono sei con per non una uno di della dello delle degli del nel nella mio mia tuo tua buon
        buona notte giorno grazie signore signora signorina bene molto dolce amore amico bella bello cosa questo questa ecco
        andiamo prego sera e tutti tutto vita dio""",
    "la": """et tu te brute est non ad cum sum esse ex deus dei deo domine dominus domini pax vobiscum requiem aeternam
        nomine patris filii spiritus sancti sancta ora pro nobis gloria mea culpa maxima quo sic qui quae agnus mundi
        peccata miserere nostri tuo tecum gratia plena benedicta""",
}
_KNOWN: Final = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_ELIDED: Final = {
    "fr": re.compile(r"(?:[ldjncsmt]|qu)'[a-zà-ÿœ]+"),
    "it": re.compile(r"(?:l|d|c|un|dell|all|nell|quest)'[a-zà-ÿ]+"),
}
_ENGLISH: Final = frozenset(
    """
    the and of to is was it that with for he she they you i his her him not but at this from by be are were had has have what
    who when where why how if then there their our your my we can will would could said she's he's it's i'm don't a an in on no
    so as or do me all one out up old man
    """.split()
) - frozenset("a in no me on as".split())
"""Words that a foreign phrase does not have."""
_SENTENCE: Final = re.compile(r"[^.!?…\n\"“”*_—]{8,300}")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_LEAST: Final = 2
"""Known words in italics; outside them one more."""


def foreign_marked(text: str) -> str:
    """The text with `BEGIN`, the language, a colon, `END` around what is in another language, its italics taken away."""
    text = ITALIC.sub(lambda match: _marked(match["words"], _LEAST) or match[0], text)
    if BEGIN in text:
        return text
    return _SENTENCE.sub(lambda match: _marked(match[0], _LEAST + 1) or match[0], text)


def bare(text: str) -> str:
    """The words, without what `foreign_marked` put around them."""
    return _MARKS.sub("", text)


def runs(text: str) -> list[str]:
    """The text in pieces, each English or marked as foreign."""
    return _RUN.split(text)


def _marked(phrase: str, least: int) -> str:
    """Empty where the phrase is English, or may be."""
    language = _language_of(phrase, least)
    if not language:
        return ""
    bare = phrase.strip(" ,;:")
    start = phrase.index(bare)
    return f"{phrase[:start]}{BEGIN}{language}:{bare}{END}{phrase[start + len(bare) :]}"


def _language_of(phrase: str, least: int) -> str:
    """`fr`, `de`, `es`, `it`, `la`; empty unless half of its words, and `least` of them, are that language's alone."""
    words = set(_WORD.findall(phrase.lower()))
    if len(words) < least or not _ENGLISH.isdisjoint(words):
        return ""
    found = {language: sum(_is_of(word, language) for word in words) for language in _KNOWN}
    best, second = sorted(found, key=lambda language: -found[language])[:2]
    return best if found[best] >= max(least, len(words) / 2) and found[best] > found[second] else ""


def _is_of(word: str, language: str) -> bool:
    elided = _ELIDED.get(language)
    return word in _KNOWN[language] or (elided is not None and elided.fullmatch(word) is not None)
