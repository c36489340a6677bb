"""What a voice is given to say."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiodrama.tts.pronounce import spoken
from audiodrama.tts.words import ABBREVIATIONS, NUMBERED, SOUNDS


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("*Never* say _that_ again, **ever**.", "Never say that again, ever."),
        ("Waaay too late!!!", "Way too late!"),
        ("Nooo?!", "No?"),
        ("Sooon. Hellooo! Heeeello! Hmmmm. Shhhh!", "Soon. Hello! Hello! Hmm. Shush!"),
        ("Henry III and page XXX", "Henry the Third and page XXX"),
        ("VINYL!! GET OUT NOW", "vinyl! get out now"),
        ("NASA and the FBI are on TV, BBC.", "NASA and the FBI are on TV, BBC."),
        ("I DON'T know, HTML is NOT fun.", "I don't know, HTML is not fun."),
        ("BOB! RUN!", "bob! run!"),
        ("Mr. Fox met Mrs. Hen and Dr. Owl.", "Mister Fox met Missus Hen and Doctor Owl."),
        ("St. Anne lives on Main St.", "Saint Anne lives on Main Street."),
        ("Dogs, cats, etc.", "Dogs, cats, et cetera."),
        ("J.R. Hartley, a.k.a. Bob", "J R Hartley, also known as Bob"),
        ("birds, e.g. owls", "birds, for example owls"),
        ("Chapter XIV: Part ii", "Chapter fourteen: Part two"),
        ("at 3:00 p.m., 3:00, 10:05 or 10:30", "at three P M, three o'clock, ten oh five or ten thirty"),
        ("$4.50 & 20% of $3 million, £1", "four dollars fifty and twenty percent of three million dollars, one pound"),
        ("a .45 calibre, 1,000 men", "a point four five calibre, one thousand men"),
        ("1914–1918", "nineteen fourteen to nineteen eighteen"),
        ("Room #5, #lucky", "Room number five, lucky"),
        ("I—I don't— ", "I, I don't,"),
        ("He -- the old one - left.", "He, the old one, left."),
        ("...and then... nothing…", "and then, nothing,"),
        ("Well… Then go. What...?", "Well. Then go. What?"),
        ("He (the king) laughed.", "He, the king, laughed."),
        ("“She said ‘no’ and ‘never’,” he’d said.", "She said no and never, he'd said."),
        ("’Twas the dogs’ bone, said ’em.", "'Twas the dogs bone, said 'em."),
        ("~Oh, the lamps burn low\n~on the road, \n~and the night ♪", "Oh, the lamps burn low, on the road, and the night"),
        ("Good 😀👍🏽 job ♫\u200b ❤️", "Good job"),
        ("see https://www.example.com/a?b=c, or www.example.org.", "see example dot com, or example dot org."),
        ("and/or 1/2", "and or one half"),
        ("[[slow]] <b> {x} snake_case", "slow b x snake case"),
        ("ﬁne  \t café", "ﬁne café"),
    ],
)
def test_written_and_said(written, said):
    assert spoken(written, {}) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("0, 7, 13, 20, 42, 100, 105", "zero, seven, thirteen, twenty, forty-two, one hundred, one hundred and five"),
        ("1,234,567", "one million two hundred and thirty-four thousand five hundred and sixty-seven"),
        ("0123456789012345678", "oh one two three four five six seven eight nine oh one two three four five six seven eight"),
        ("in 1984, 1905 and 1900", "in nineteen eighty-four, nineteen oh five and nineteen hundred"),
        ("2000, 2007 and 2024", "two thousand, two thousand and seven and twenty twenty-four"),
        ("1,984 sheep and 1066", "one thousand nine hundred and eighty-four sheep and one thousand and sixty-six"),
        ("the 1980s, the '90s and her 30's", "the nineteen eighties, the nineties and her thirties"),
        ("1st, 2nd, 3rd, 5th, 12th", "first, second, third, fifth, twelfth"),
        ("20th, 21st, 100TH", "twentieth, twenty-first, one hundredth"),
        ("Agent 007, room 0", "Agent oh oh seven, room zero"),
        ("Ring 555-0142.", "Ring five five five, oh one four two."),
        ("3.14, 0.5 and v1.2.3", "three point one four, zero point five and v one point two point three"),
        ("1/2, 3/4, 2/3, 24/7, 9/11", "one half, three quarters, two thirds, twenty-four seven, nine eleven"),
        ("£5m, $2.5bn and $20K", "five million pounds, two point five billion dollars and twenty thousand dollars"),
        ("½ and 3½ pints", "a half and three and a half pints"),
        ("-5°C, 451 °F", "minus five degrees Celsius, four hundred and fifty-one degrees Fahrenheit"),
        ("5 km at 60mph, 1 kg, 6 ft", "five kilometres at sixty miles an hour, one kilo, six feet"),
        ("10-15 men, pp 3–4", "ten to fifteen men, pp three to four"),
        ("No. 10, no. Ten.", "number ten, no. Ten."),
        ("2024-05-01", "May first, twenty twenty-four"),
        ("at 10am, 11 PM, 10:30pm and 9 a.m.", "at ten A M, eleven P M, ten thirty P M and nine A M."),
        ("$0.99, $1.5 million, £20", "ninety-nine cents, one point five million dollars, twenty pounds"),
        ("¥500, 50¢, $1,200.", "five hundred yen, fifty cents, one thousand two hundred dollars."),
        ("A4, B52, 4x4, K-R0T7", "A four, B fifty-two, four x four, K-R zero T seven"),
        ("Henry VIII, Louis XIV and King George V.", "Henry the Eighth, Louis the Fourteenth and King George the Fifth."),
        ("World War II, Apollo XI, Act I.", "World War two, Apollo eleven, Act one."),
        ("In part I agree, and the book I'd read", "In part I agree, and the book I'd read"),
        ("Take part ill or act civil", "Take part ill or act civil"),
        ("I was on Elm Dr. today; then Dr. Owl came.", "I was on Elm Drive today; then Doctor Owl came."),
        ("He lives at 5 St. James St. now.", "He lives at five Saint James Street now."),
        ("Down Main St. They ran.", "Down Main Street. They ran."),
        ("In St. Louis. Mount St. Helens.", "In Saint Louis. Mount Saint Helens."),
        ("The dr. and Mme. Roux", "The dr. and Madame Roux"),
    ],
)
def test_figures_are_said_in_words(written, said):
    assert spoken(written, {}) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Hmm. Hm? Hmph! Mmm, Mm-hmm.", "Hmm. Hmm? Humph! Umm, Uh-hmm."),
        ("Shh! Ssh. Sh!", "Shush! Shush. Shush!"),
        ("Pfft. Tsk, tsk. Grrr! Brrr.", "Puff. Tut, tut. Gurr! Burr."),
        ("Haha! Hahaha. Hehe. Ha ha. HAHA!", "Ha ha! Ha ha ha. Heh heh. Ha ha. ha ha!"),
        ("Ugh. Hah! Argh! Phew, ah, oh, ooh, uh-huh.", "Ugh. Hah! Argh! Phew, ah, oh, ooh, uh-huh."),
        ("W-what? W-w-why? B-But I-I... Th-that, st-stop!", "Wuh, what? Wuh, wuh, why? Buh, But I, I. Thuh, that, stuh, stop!"),
        ("N-no, y-you, c-can't. Kn-know.", "Nuh, no, yuh, you, kuh, can't. Nuh, know."),
        ("e-mail, T-shirt, X-ray, re-read, D-Day", "e-mail, T-shirt, X-ray, re-read, D-Day"),
    ],
)
def test_noises_and_stutters_are_not_spelled(written, said):
    assert spoken(written, {}) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Eeeek! Oooh. EEEEK!", "Eek! Ooh. eek!"),
        ("Whoooosh! Zzzz…", "Whoosh! Zz,"),
        ("At 23:59:59 and 01:05:30.", "At twenty-three fifty-nine fifty-nine and oh one oh five thirty."),
        ("He is 6'2\" and she 5'11\".", "He is six foot two and she five foot eleven."),
        ("“He was 12,” she said, “or '6'.”", "He was twelve, she said, or six."),
        (
            "July 4, 1776; 4 July 1776; May 20",
            "July fourth, seventeen seventy-six; fourth July seventeen seventy-six; May twentieth",
        ),
        ("In May 1998 and June 10:30", "In May nineteen ninety-eight and June ten thirty"),
        ("Jan. 5, Sept. 11 and Dec. 25", "January fifth, September eleventh and December twenty-fifth"),
        ("Ch. 3, pp. 12-15, vol. 2, fig. 1", "chapter three, pages twelve to fifteen, volume two, figure one"),
        ("She ate a fig. 3 left.", "She ate a figure three left."),
        ("vol. II, ch. XIV", "volume two, chapter fourteen"),
        ("She ate a fig. I left.", "She ate a fig. I left."),
        ("Open 9:00-5:00, 7:15–8:45 p.m.", "Open nine o'clock to five o'clock, seven fifteen to eight forty-five P M."),
        ("10%–20%", "ten percent to twenty percent"),
        ("She ate a fig. Three left.", "She ate a fig. Three left."),
        ("Fifty of 50-50, vision 20-20, 20-30 men", "Fifty of fifty-fifty, vision twenty-twenty, twenty to thirty men"),
        ("Elizabeth II's crown and Henry V's", "Elizabeth the Second's crown and Henry the Fifth's"),
        ("Write to jo.m@example.co.uk, or come.", "Write to jo dot m at example dot co dot uk, or come."),
        ("AT&T, R&D and Q&A", "A T and T, R and D and Q and A"),
        ("8 ÷ 2, § 5", "eight divided by two, section five"),
        ("Bwahaha! Heh-heh. Tee-hee!", "Bwahaha! Heh-heh. Tee-hee!"),
        ("Un-be-lievable. Ka-boom! Tick-tock.", "Un-be-lievable. Ka-boom! Tick-tock."),
        ("I. Love. You.", "I. Love. You."),
        ("“Why?” she asked—no, demanded—“why now?”", "Why? she asked, no, demanded, why now?"),
        ("He… he… I—I don’t—don’t know.", "He, he. I, I don't, don't know."),
        ("Aaaand cut! Nooope. Helloooo? Whyyyy?", "And cut! Nope. Hello? Why?"),
        ("Ssssnake. Wwwhat? Hhhelp!", "Snake. What? Help!"),
        ("Uh-oh. Nuh-uh. D’oh! Shan’t, y’all.", "Uh-oh. Nuh-uh. D'oh! Shan't, y'all."),
        ("1-800-555-0199", "one-eight oh oh, five five five, oh one nine nine"),
        ("221B Baker Street, Area 51", "two hundred and twenty-one B Baker Street, Area fifty-one"),
        ("W.H.A.T.? F.B.I. agents", "W H A T? F B I agents"),
    ],
)
def test_nothing_foolish_is_said(written, said):
    assert spoken(written, {}) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("I *never* said it, *right now*.", "I *never* said it, *right* *now*."),
        ("*You* go. _I_ won't… *won't*!", "*You* go. *I* won't, *won't*!"),
        ("You NEVER listen, do YOU? NASA does.", "You *never* listen, do *you*? NASA does."),
        ("*NEVER*, I say", "*never*, I say"),
        ("I AM sorry, DAD. It is 3 AM at the BBC.", "I *am* sorry, *dad*. It is three A M at the BBC."),
        ("a *well-known* man", "a *well-known* man"),
        ("The ship *Meridian* and *The Old Mill* sank.", "The ship Meridian and The Old Mill sank."),
        ("*He is late,* she thought.", "He is late, she thought."),
        ("*He is late.* Then he came.", "He is late. Then he came."),
        ("*Not one word.*", "Not one word."),
        ("*one two three four* five", "one two three four five"),
        ("An *entrée* for *12* men, *etc.* and so on", "An entrée for twelve men, et cetera and so on"),
        ("GET OUT! *NOW*!", "get out! now!"),
        ("It said NO ENTRY EXCEPT ON BUSINESS, no?", "It said no entry except on business, no?"),
    ],
)
def test_an_engine_that_can_stress_a_word_is_told_which(written, said):
    assert spoken(written, {}, stress=True) == said
    assert spoken(written, {}) == said.replace("*", "")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("She has a Ph.D. in law. He has a Ph.D.", "She has a P H D in law. He has a P H D."),
        ("Gen. Hartley and Sen. Moss, one gen. later", "General Hartley and Senator Moss, one gen. later"),
        ("Mon. to Fri., on Tues.", "Monday to Friday, on Tuesday."),
        ("Sat. 5 May, on Sun. at Wed. night", "Saturday fifth May, on Sunday at Wednesday night"),
        ("The Sun. He Sat.", "The Sun. He Sat."),
        (
            "6' tall, 1' of rope, 12\" deep, 6' 2\" or 6'2\"",
            "six feet tall, one foot of rope, twelve inches deep, six foot two or six foot two",
        ),
        ("'Room 6' it said", "Room six it said"),
        ("At 3 p.m. At noon.", "At three P M. At noon."),
        ("At 3 p.m. Tuesday, 5 p.m. EST, 4:30 a.m. He woke.", "At three P M Tuesday, five P M EST, four thirty A M. He woke."),
        ("OMG YOU DID WHAT, LOL", "OMG you did what, LOL"),
    ],
)
def test_what_is_short_for_something(written, said):
    assert spoken(written, {}) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("She said *bonne nuit* and left.", "She said {fr:bonne nuit} and left."),
        ("*C’est la vie,* he sighed.", "{fr:C'est la vie}, he sighed."),
        ("Mon Dieu, c'est très bien, mon ami!", "{fr:Mon Dieu, c'est très bien, mon ami}!"),
        ("Wo ist die Frau? Nobody knew.", "{de:Wo ist die Frau}? Nobody knew."),
        ("*Buenos días, señor.* *Buona notte.*", "{es:Buenos días, señor.} {it:Buona notte.}"),
        ("*Pax vobiscum*, said the priest.", "{la:Pax vobiscum}, said the priest."),
        ("*Et tu, Brute?* *Tu es belle.*", "{la:Et tu, Brute?} {fr:Tu es belle.}"),
        ("El Paso, Las Vegas and *Le Monde*", "El Paso, Las Vegas and Le Monde"),
        ("Die, die, die! La la la la. *Son of a man*", "Die, die, die! La la la la. Son of a man"),
        ("*Mon Dieu, I have it,* et cetera", "Mon Dieu, I have it, et cetera"),
        ("An *entrée* and a *tête-à-tête*", "An entrée and a tête-à-tête"),
    ],
)
def test_an_engine_that_speaks_other_languages_is_told_which(written, said):
    assert spoken(written, {}, tongues=True) == said
    assert spoken(written, {}) == re.sub(r"\{..:|\}", "", said)


def test_a_word_of_the_lexicon_wins_over_its_language():
    assert spoken("*bonne nuit*", {"nuit": "nwee"}, tongues=True) == "bonne nwee"


def test_foreign_words_are_not_stressed():
    assert spoken("She said *bonne nuit* and *never*", {}, stress=True) == "She said bonne nuit and *never*"


def test_a_stressed_word_is_respelled_too():
    assert spoken("the *aldermoor* road", {"aldermoor": "ALL-der-moor"}, stress=True) == "the *all-der-moor* road"


@pytest.mark.parametrize("text", ["", "…", "—", "?!", "♪ ♪", "* * *", "'", "()", "😀"])
def test_nothing_to_say(text):
    assert spoken(text, {}) == ""


class TestLexicon:
    def test_whole_words_only_and_what_hangs_on_them_stays(self):
        assert spoken("Bass, bassoon, Bass's, sub-bass", {"bass": "base"}) == "base, bassoon, base's, sub-base"

    def test_a_capital_means_that_very_word_or_its_capitals(self):
        assert spoken("Reading reading READING", {"Reading": "Redding"}) == "Redding reading Redding"

    def test_the_longest_entry_wins_over_any_space(self):
        assert spoken("Lower  Bass met Bass", {"Bass": "base", "Lower Bass": "large base"}) == "large base met base"

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
        assert spoken("K-R0T7!", {"K-R0T7": respelling}) == f"{said}!"

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
RESPELLED = {*NUMBERED, *ABBREVIATIONS, *SOUNDS, "st", "dr"}


def is_plain(word: str) -> bool:
    return word not in RESPELLED and not re.fullmatch(r"(ha){2,}h?", word)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(PLAIN.filter(is_plain), BETWEEN), min_size=1))
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
    "text",
    [
        "a" * 20_000,
        "aab" * 7_000,
        "…" * 20_000,
        "- " * 20_000,
        "(" * 20_000,
        "A." * 9_000,
        "*" * 20_000,
        "www." * 5_000,
        "1," * 9_000,
        "b-" * 9_000,
    ],
)
def test_a_wall_of_signs_takes_no_time(text):
    import time

    started = time.process_time()
    spoken(text, {"word": "werd"})
    assert time.process_time() - started < 2
