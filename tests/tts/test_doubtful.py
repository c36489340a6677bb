"""Which words a voice may say wrongly, and what to write for them."""

import pytest

from audiodrama.model import Chapter, Line, Note, Scene, Script
from audiodrama.tts.doubtful import doubtful_words
from audiodrama.tts.engines.phonemes import Phonemizer
from audiodrama.tts.pronounce import spoken
from audiodrama.tts.respell import respelled

READ = Phonemizer().phonemes
KNOWN = {"hermione"}


def script(*lines: Line) -> Script:
    return Script(title="", author="", language="en", chapters=(Chapter(title="", scenes=(Scene(heading="", items=lines),)),))


def doubts(*texts: str, lexicon=None, read=READ):
    lines = (Line(kind="narration", speaker="NARRATOR", text=text) for text in texts)
    return doubtful_words(script(*lines), lexicon or {}, KNOWN.__contains__, read)


def words(*texts: str, **more):
    return [doubt.word for doubt in doubts(*texts, **more)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He rode to Aldermoor in the rain.", ["Aldermoor"]),
        ("They met Ngozi and Xu at the bank.", ["Ngozi", "Xu"]),
        ("She played the bass for Müller.", ["bass", "Müller"]),
        ("The robot R2X7K beeped at B52.", ["R2X7K"]),
        ("At the café she met Mara and Tom on Saturday.", []),
        ("We saw Hermione there.", []),
        ("Remarkable! Everybody sang.", []),
        ("I don't; she's; it'll; O'Brien's dog didn't.", []),
        ("We met Linoleum, and the linoleum was wet.", []),
        ("He said STOP EVERYTHING.", []),
    ],
)
def test_words_that_spelling_does_not_settle(text, expected):
    assert words(text) == expected


def test_the_lexicon_settles_a_word_and_what_is_said_most_comes_first():
    text = "By Adeyemi and Ballinora; by Ballinora's and Old Moravik."
    assert words(text) == ["Ballinora", "Adeyemi", "Moravik"]
    assert words(text, lexicon={"ballinora": "balla-NORE-a", "Old Moravik": "old MORR-a-vick"}) == ["Adeyemi"]


def test_a_skipped_line_is_not_said():
    line = Line(kind="speech", speaker="ANN", text="To Aldermoor.", notes=(Note("skip"),))
    script = Script(
        title="", author="", language="en", chapters=(Chapter(title="", scenes=(Scene(heading="", items=(line,)),)),)
    )
    assert doubtful_words(script, {}, KNOWN.__contains__, READ) == []


def test_an_accent_points_to_a_language():
    (doubt,) = doubts("They called for Müller.")
    assert (doubt.entry, doubt.remark) == ("MOO-ler", "as German")


def test_without_a_reader_the_words_are_still_named():
    (doubt,) = doubts("He rode to Aldermoor.", read=None)
    assert (doubt.word, doubt.times, doubt.entry) == ("Aldermoor", 1, "")


@pytest.mark.parametrize(
    ("ipa", "entry"),
    [
        ("ˈɔːldɚmˌɔːɹ", "AWL-der-mor"),
        ("hɜːmˈaɪəni", "her-MY-uh-nee"),
        ("kjˈuːbɪˌæk", "KEW-bih-ak"),
        ("mˌɑːɹɡɚɹˈiːt", "mar-gher-REET"),
        ("mˈaɪk", "mike"),
        ("eɪmi", "eh-mee"),
        ("ʃ", ""),
    ],
)
def test_respelling(ipa, entry):
    assert respelled(ipa) == entry


@pytest.mark.parametrize("name", ["Radzik", "Larkspur", "Siobhan", "Zorblax", "Baptiste", "Petrovich", "Beauchamp", "Caoimhe"])
def test_an_entry_is_read_as_the_word_was(name):
    def heard(text: str) -> str:
        sounds = READ(spoken(text, {}), "gmw/en-us")
        return sounds.translate(str.maketrans({"ˈ": "", "ˌ": "", "ː": "", "ʌ": "ə", "-": "", " ": ""}))

    entry = respelled(READ(name, "gmw/en-us"))
    assert heard(entry.lower()) == heard(name)
