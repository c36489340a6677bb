"""Written messages are spoken by whoever wrote them, and what only looks like a message stays narration."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiodrama.annotate import annotate
from audiodrama.model import NARRATOR, Cast, Line, Role
from audiodrama.story import read_story
from tests.annotate.test_lines import assert_tiled

OPENING = (
    "Ottoline mended nets on the quay, and Bram held the needle. Ottoline never hurried.\n\n“It will rain,” said Ottoline.\n\n"
    "“It always will,” said Bram.\n\nThen the morning was over.\n\n"
)
CLOSING = "\n\nThe tide came in and went out again, as it does."


def written(text: str, cast: Cast | None = None, opening: str = OPENING) -> list[tuple[str, str]]:
    """Who writes what behind the opening."""
    return [(line.speaker, line.text) for line in messages(text, cast, opening)]


def messages(text: str, cast: Cast | None = None, opening: str = OPENING) -> list[Line]:
    story = read_story((opening + text + CLOSING).encode(), name="quay.txt")
    script = annotate(story, cast or Cast())
    assert_tiled(story, script)
    at = story.text.index(text)
    return [line for line in script.lines if line.kind != "narration" and line.source and line.source.start >= at]


CHAT = [("OTTOLINE", "are you coming"), ("BRAM", "no"), ("OTTOLINE", "why not")]


@pytest.mark.parametrize(
    "lines",
    [
        ["Ottoline: are you coming", "Bram: no", "Ottoline: why not"],
        ["OTTOLINE: are you coming", "BRAM: no", "OTTOLINE: why not"],
        ["**Ottoline:** are you coming", "**Bram:** no", "**Ottoline:** why not"],
        ["*Ottoline*: are you coming", "*Bram*: no", "*Ottoline*: why not"],
        ["_Ottoline:_ are you coming", "_Bram:_ no", "_Ottoline:_ why not"],
        ["*Ottoline: are you coming*", "*Bram: no*", "*Ottoline: why not*"],
        ["<Ottoline> are you coming", "<Bram> no", "<Ottoline> why not"],
        ["[10:31] Ottoline: are you coming", "[10:31] Bram: no", "[10:32] Ottoline: why not"],
        ["10:31 - Ottoline: are you coming", "10:31 - Bram: no", "10:32 - Ottoline: why not"],
        [
            "[3/11/24, 10:31 pm] Ottoline: are you coming",
            "[3/11/24, 10:31 pm] Bram: no",
            "[3/11/24, 10:32 pm] Ottoline: why not",
        ],
        ["Ottoline (10:31): are you coming", "Bram (10:31): no", "Ottoline (10:32): why not"],
        ["Ottoline, 10:31: are you coming", "Bram, 10:31: no", "Ottoline, 10:32: why not"],
        ["Ottoline 🌧: are you coming", "Bram 🐟🐟: no", "Ottoline 🌧: why not"],
        ["@Ottoline: are you coming", "@Bram: no", "@Ottoline: why not"],
        ["ottoline: are you coming", "bram: no", "ottoline: why not"],
        ["Ottoline: “are you coming”", "Bram: “no”", "Ottoline: “why not”"],
    ],
    ids=lambda lines: lines[0],
)
@pytest.mark.parametrize("between", ["\n\n", "\n"], ids=["paragraphs", "lines"])
def test_messages_in_every_dress(lines: list[str], between: str) -> None:
    assert written(between.join(lines)) == CHAT


def test_the_label_is_narration_as_written() -> None:
    story = read_story((OPENING + "[10:31] Ottoline: are you coming\n\n*Bram*: no" + CLOSING).encode(), name="quay.txt")
    told = [line.text for line in annotate(story).lines if line.kind == "narration"]
    assert told[-3:-1] == ["[10:31] Ottoline:", "*Bram*:"]


WRAPPED = (
    "Ottoline mended nets on the quay, and Bram held the\nneedle. Ottoline never hurried. “It will rain,” said\nOttoline.\n\n"
    "“It always will,” said Bram.\n\n"
)


def test_a_message_may_go_on_over_wrapped_lines() -> None:
    chat = "Ottoline: are you coming or shall I take the boat\nout alone again\nBram: wait for me"
    assert written(chat, opening=WRAPPED) == [
        ("OTTOLINE", "are you coming or shall I take the boat out alone again"),
        ("BRAM", "wait for me"),
    ]


def test_a_name_at_the_start_of_a_wrapped_line_is_no_label() -> None:
    text = "There was only one of them who would have gone on\nBram: he had the boots for it, and you couldn’t say\nBram: no."
    assert written(text, opening=WRAPPED) == []


def test_narration_around_the_lines_of_a_chat_stays_narration() -> None:
    story = read_story(
        (OPENING + "Her phone shook.\nBram: where are you\nOttoline: on the quay" + CLOSING).encode(), name="quay.txt"
    )
    found = [(line.kind, line.text) for line in annotate(story).lines][-6:-1]
    assert found == [
        ("narration", "Her phone shook."),
        ("narration", "Bram:"),
        ("speech", "where are you"),
        ("narration", "Ottoline:"),
        ("speech", "on the quay"),
    ]


def test_whoever_has_written_may_write_alone() -> None:
    chat = "Ottoline: are you coming\n\nBram: no\n\n" + "Nobody wrote for an hour.\n\n" * 4 + "Bram: the boat has gone."
    assert written(chat)[-1] == ("BRAM", "the boat has gone.")


@pytest.mark.parametrize("before", ["Her phone buzzed.", "There was a text on the screen.", "The group chat woke at five."])
def test_one_message_on_a_telephone(before: str) -> None:
    assert written(f"{before}\n\nBram: come home") == [("BRAM", "come home")]


def test_narration_between_messages() -> None:
    assert written("Bram: come home\n\nShe let it ring.\n\nBram: please\n\nShe did not.\n\nOttoline: soon") == [
        ("BRAM", "come home"),
        ("BRAM", "please"),
        ("OTTOLINE", "soon"),
    ]


def test_display_names_that_are_no_names_beside_a_chat() -> None:
    chat = "Ottoline: are you coming\n\nnot a seal: maybe\n\nBram: who is that\n\nnot a seal: nobody"
    assert written(chat)[1::2] == [("NOT A SEAL", "maybe"), ("NOT A SEAL", "nobody")]


def test_a_message_without_a_word_is_told_and_counts() -> None:
    assert written("Vexil: 🐟\nTarn: 🐟🐟\nVexil: :)\nTarn: what is\nVexil: a fish\nTarn: ok") == [
        ("TARN", "what is"),
        ("VEXIL", "a fish"),
        ("TARN", "ok"),
    ]


def test_an_odd_name_beside_a_label_that_is_proven_elsewhere() -> None:
    chat = "Ottoline: are you coming\n\nBram: no\n\n" + "The tide went out.\n\n" * 4
    assert written(chat + "Unknown number: hello\n\nBram: who is this\n\nUnknown number: the harbour")[2:] == [
        ("UNKNOWN NUMBER", "hello"),
        ("BRAM", "who is this"),
        ("UNKNOWN NUMBER", "the harbour"),
    ]


def test_the_mother_of_the_story_writes_as_mum() -> None:
    told = "My mother looked at the sea. “Cold,” said my mother.\n\nMum: where are you\nMe: here\nMum: still?"
    assert {speaker for speaker, _ in written(told, opening=FIRST)} == {NARRATOR, "THE MOTHER"}


def test_user_names_are_roles_of_their_own() -> None:
    assert written("xX_bram_Xx: are you coming\nmoth.girl_99: no\nxX_bram_Xx: why not") == [
        ("XX_BRAM_XX", "are you coming"),
        ("MOTH.GIRL_99", "no"),
        ("XX_BRAM_XX", "why not"),
    ]


def test_strangers_in_a_story_that_is_all_chat() -> None:
    chat = "\n\n".join(["Vexil: is it dead", "Tarn: i think so", "Vexil: poke it", "Orrow: do NOT poke it", "Tarn: i poked it"])
    assert written(chat, opening="It began in the group chat.\n\n") == [
        ("VEXIL", "is it dead"),
        ("TARN", "i think so"),
        ("VEXIL", "poke it"),
        ("ORROW", "do NOT poke it"),
        ("TARN", "i poked it"),
    ]


@pytest.mark.parametrize(
    ("label", "speaker"), [("Otto", "OTTOLINE"), ("Bram Tallow", "BRAM"), ("BRAM", "BRAM"), ("bram 🐟", "BRAM")]
)
def test_a_short_or_a_full_name_is_the_person(label: str, speaker: str) -> None:
    other = "Bram" if speaker == "OTTOLINE" else "Ottoline"
    assert written(f"{label}: are you coming\n{other}: no\n{label}: why not")[0][0] == speaker


def test_an_alias_of_the_cast_is_the_role() -> None:
    cast = Cast(roles=(Role(name="Bram", aliases=("fishface_3",)),))
    assert written("fishface_3: are you coming\nOttoline: no\nfishface_3: why not", cast)[0][0] == "Bram"


def test_who_only_writes_may_speak_later() -> None:
    chat = "Ottoline: are you coming\nKestrin: not me\nOttoline: why not\n\n"
    assert written(chat + "Kestrin shrugged. “I said so.”")[-1] == ("KESTRIN", "I said so.")


def test_names_that_are_written_small_in_messages_stay_names() -> None:
    chat = "Ottoline: ask wrenna\nBram: wrenna knows\nOttoline: wrenna never knows\nBram: wrenna!\n\n"
    assert written(chat + "Wrenna yawned. “I know,” said Wrenna.")[-1] == ("WRENNA", "I know,")


def test_the_i_of_messages_is_not_the_i_of_the_story() -> None:
    chat = "Her phone buzzed.\n\nBram: I am late. I know I am\n\nOttoline: I know\n\nBram: I tried, I did. I ran\n\n" * 3
    assert written(chat + "“Late,” said Bram.")[-1] == ("BRAM", "Late,")
    assert NARRATOR not in {speaker for speaker, _ in written(chat)}


FIRST = (
    "I was on the quay and I was late. I ran, and my shoes were full of water.\n\n“Late,” said Bram.\n\n“I know,” I said.\n\n"
)


def test_the_narrators_own_messages() -> None:
    assert written("Bram: where are you\nMe: i ran\nBram: and", opening=FIRST)[1] == (NARRATOR, "i ran")
    assert written("From: Bram\nwhere are you\n\nTo: Bram\ni am running", opening=FIRST) == [
        ("BRAM", "where are you"),
        (NARRATOR, "i am running"),
    ]


def test_a_text_message_with_its_head() -> None:
    assert written("From: Bram\n\nwhere are you")[0] == ("BRAM", "where are you")
    (said,) = written("To: Bram\n\nwhere are you")
    assert said[0] != "BRAM"


@pytest.mark.parametrize(
    "text",
    [
        "Ingredients: flour, butter, you\nMethod: I never measure\nIngredients: eggs!",
        "Flour: two cups\nButter: one\nFlour: a little more",
        "Subject: Re: goat\nFrom: Bram\nTo: Ottoline\n\nYou owe me a goat.",
        "From: Bram\nTo: Ottoline\nSubject: the goat\n\nYou owe me a goat.",
        "To: Ottoline\nFrom: Bram\n\nI turned the tag over. You would have too.",
        "Monday: rain. I stayed in.\nTuesday: rain. I went out.\nMonday: rain again!",
        "March 3: I am cold.\nMarch 4: you are dead.\nMarch 5: I am cold.",
        "Day 1: I am cold.\nDay 2: I ate the dog.\nDay 3: are you there?",
        "10:31: I woke.\n10:45: I ate.\n11:00: I slept.",
        "Hope: a thing with feathers.\nGrief: love with nowhere to go.",
        "One thing was clear: he was late.\n\nAnother thing was clear: you were not.",
        "Verdict: guilty.\n\nSentence: life.",
        "Remember: you are late.\n\nRemember: I love you.\n\nRemember: you are late.",
        "Ottoline: forty, a mender of nets.\nBram: her brother. He talks too much.",
        "Ottoline: eggs, flour\nBram: a fish",
        "Ottoline: never late, never sorry.\n\nBram: a man who says no.",
        "Aries: you will meet a stranger.\n\nTaurus: you will not.\n\nAries: see above!",
        "Question: what is rain?\nAnswer: what you get.\nQuestion: and snow?",
        "Bram: that was the whole trouble.",
        "It was always the same with Bram: he would.",
        "Exterior: a quay. Night.\n\nCut to: the boat.\n\nInterior: you, asleep.",
        "First reason: I am tired.\n\nSecond reason: you are not.\n\nThird reason: I said so.",
        "London: I arrived.\nParis: I ate.\nRome: I left.",
        "P.S.: I love you",
        "Pros: I could leave.\nCons: you would cry.",
        "Truth: I lied.\nLie: I loved you.\nTruth: I did.",
        "Name: Bram\nAge: 40\nOccupation: are you joking?",
        "- Bram: the fish\n- Ottoline: the bread",
        "WARNING: do not swim.\n\nDANGER: you will drown.",
        "There were rules for it: be quick.\n\nThere were rules for it: you never are.",
        "She had two rules: Bram first: you never, you never.",
    ],
)
def test_what_is_no_message_stays_narration(text: str) -> None:
    assert written(text) == []


WORDS = st.text(st.sampled_from("abc ABI?!.,:;<>[]()*_“”\"'’-—0159@🐟"), max_size=30).map("a".__add__)
"""They begin with a letter, for a line of ornaments is a scene break."""
LABELS = st.sampled_from(
    [
        "Bram: ",
        "<Bram> ",
        "[10:31] Ottoline: ",
        "**Bram:** ",
        "*Bram: ",
        "To: Bram\n",
        "From: Bram\n\n",
        "me: ",
        "not a seal: ",
        "xX_b_Xx: ",
        "Bram 🐟 (10:31): ",
    ]
)


@given(st.lists(st.tuples(LABELS, WORDS, st.sampled_from(["\n", "\n\n", "*\n"])), min_size=1, max_size=6))
def test_no_word_is_lost(lines: list[tuple[str, str, str]]) -> None:
    story = read_story((OPENING + "".join(map("".join, lines)) + CLOSING).encode(), name="quay.txt")
    assert_tiled(story, annotate(story))
