"""What a voice is given to say."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiodrama.tts.pronounce import spoken


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("*Never* say _that_ again, **ever**.", "Never say that again, ever."),
        ("Waaay too late!!!", "Way too late!"),
        ("Nooo?!", "No?"),
        ("Sooon. Hellooo! Heeeello! Hmmmm. Shhhh!", "Soon. Hello! Hello! Hmm. Shh!"),
        ("Henry III and page XXX", "Henry III and page XXX"),
        ("VINYL!! GET OUT NOW", "vinyl! get out now"),
        ("NASA and the FBI are on TV, BBC.", "NASA and the FBI are on TV, BBC."),
        ("I DON'T know, HTML is NOT fun.", "I don't know, HTML is not fun."),
        ("BOB! RUN!", "bob! run!"),
        ("Mr. Fox met Mrs. Hen and Dr. Owl.", "Mister Fox met Missus Hen and Doctor Owl."),
        ("St. Anne lives on Main St.", "Saint Anne lives on Main Street."),
        ("Dogs, cats, etc.", "Dogs, cats, et cetera."),
        ("J.R. Hartley, a.k.a. Bob", "J R Hartley, A K A Bob"),
        ("birds, e.g. owls", "birds, for example owls"),
        ("Chapter XIV: Part ii", "Chapter 14: Part 2"),
        ("at 3:00 p.m., 3:00, 10:05 or 10:30", "at 3 P M, 3 o'clock, 10 oh 5 or 10 30"),
        ("$4.50 & 20% of $3 million, £1", "4 dollars 50 and 20 percent of 3 million dollars, 1 pound"),
        ("a .45 calibre, 1,000 men", "a .45 calibre, 1,000 men"),
        ("1914–1918", "1914 to 1918"),
        ("Room #5, #lucky", "Room number 5, lucky"),
        ("I—I don't— ", "I, I don't,"),
        ("He -- the old one - left.", "He, the old one, left."),
        ("...and then... nothing…", "and then, nothing."),
        ("Well… Then go. What...?", "Well. Then go. What?"),
        ("He (the king) laughed.", "He, the king, laughed."),
        ("“She said ‘no’ and ‘never’,” he’d said.", "She said no and never, he'd said."),
        ("’Twas the dogs’ bone, said ’em.", "'Twas the dogs bone, said 'em."),
        ("~Oh, the lamps burn low\n~on the road, \n~and the night ♪", "Oh, the lamps burn low, on the road, and the night"),
        ("Good 😀👍🏽 job ♫\u200b ❤️", "Good job"),
        ("see https://www.example.com/a?b=c, or www.example.org.", "see example dot com, or example dot org."),
        ("and/or 1/2", "and or 1/2"),
        ("[[slow]] <b> {x} snake_case", "slow b x snake case"),
        ("ﬁne  \t café", "ﬁne café"),
    ],
)
def test_written_and_said(written, said):
    assert spoken(written, {}) == said


@pytest.mark.parametrize("text", ["", "…", "—", "?!", "♪ ♪", "* * *", "'", "()", "😀"])
def test_nothing_to_say(text):
    assert spoken(text, {}) == ""


class TestLexicon:
    def test_whole_words_only_and_what_hangs_on_them_stays(self):
        assert spoken("Bass, bassoon, Bass's, sub-bass", {"bass": "base"}) == "base, bassoon, base's, sub-base"

    def test_a_capital_means_that_very_word_or_its_capitals(self):
        assert spoken("Reading reading READING", {"Reading": "Redding"}) == "Redding reading Redding"

    def test_the_longest_entry_wins_over_any_space(self):
        assert spoken("Larga  Bass met Bass", {"Bass": "base", "Larga Bass": "large base"}) == "large base met base"

    @pytest.mark.parametrize(
        ("respelling", "said"),
        [
            ("DEEJAY pony", "DEEJAY pony"),
            ("DJ-pony", "DJ-pony"),
            ("a-KAY-shuh", "a-kay-shuh"),
            ("ALL-der-MOOR", "all-der-moor"),
        ],
    )
    def test_a_respelling_is_said_as_it_is_but_for_stress_in_capitals(self, respelling, said):
        assert spoken("DJ-P0N3!", {"DJ-P0N3": respelling}) == f"{said}!"

    def test_it_sees_the_word_under_its_emphasis(self):
        assert spoken("*Aldermoor*", {"Aldermoor": "ALL-der-moor"}) == "all-der-moor"

    def test_ipa_is_for_engines_that_read_it(self):
        assert spoken("a Bass!", {"bass": "/bˈeɪs/"}) == "a Bass!"
        assert spoken("a Bass!", {"bass": "/bˈeɪs/"}, ipa=True) == "a [Bass](/bˈeɪs/)!"

    def test_signs_in_an_entry_are_no_pattern(self):
        assert spoken("C++ and (C", {"c++": "see plus plus"}) == "see plus plus and, C"
        assert spoken("AT&T & Co", {"AT&T": "A T and T"}) == "A T and T and Co"
        assert spoken("O’Brien", {"O’Brien": "oh Brian"}) == "oh Brian"
        assert spoken("a.b axb", {"a.b": "one"}) == "one axb"

    def test_an_empty_entry_does_nothing(self):
        assert spoken("a b", {"": "x", " ": "y"}) == "a b"


PLAIN = st.from_regex(r"[a-z]{1,9}", fullmatch=True).filter(lambda word: not re.search(r"(.)\1\1", word))
BETWEEN = st.sampled_from(
    [" ", ", ", ". ", "! ", "?! ", "… ", " — ", "—", "; ", ": ", "\n", " (", ") ", ' "', '" ', " *", "* ", "... "]
)
HEADINGS = {"chapter", "part", "book", "act", "scene", "volume", "episode"}
ABBREVIATED = {
    "mr",
    "mrs",
    "ms",
    "dr",
    "st",
    "jr",
    "sr",
    "vs",
    "lt",
    "etc",
    "rev",
    "ave",
    "sgt",
    "prof",
    "capt",
    "dept",
    "approx",
}


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(PLAIN.filter(lambda word: word not in HEADINGS | ABBREVIATED), BETWEEN), min_size=1))
def test_no_plain_word_is_lost_added_or_changed(pieces):
    text = "".join(word + mark for word, mark in pieces)
    assert re.findall(r"\w+", spoken(text, {})) == [word for word, _ in pieces]


WORDS = st.text(st.sampled_from("aKkſßİi'’&+-. "), max_size=4)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200), st.dictionaries(WORDS, st.sampled_from(["b", "/b/", ""])))
def test_any_text_can_be_said(text, lexicon):
    said = spoken(text, lexicon)
    assert "\n" not in said
    assert said == said.strip()
    assert not set(said) & set("[]{}<>*_~#“”")


@pytest.mark.parametrize(
    "text", ["a" * 20_000, "aab" * 7_000, "…" * 20_000, "- " * 20_000, "(" * 20_000, "A." * 9_000, "*" * 20_000, "www." * 5_000]
)
def test_a_wall_of_signs_takes_no_time(text):
    import time

    started = time.monotonic()
    spoken(text, {"word": "werd"})
    assert time.monotonic() - started < 2
