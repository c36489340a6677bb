"""Scripts that exist already: Fountain as writers write it, Final Draft's FDX (one made by Screenplain), plain text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiodrama.errors import InputError
from audiodrama.model import Cue, Remark, Script
from audiodrama.script.action import without_action
from audiodrama.script.screenplay import read_screenplay
from audiodrama.script.text import read_file, read_script, write_script

MADE = Path(__file__).parent / "made"


def plain(text: str) -> Script:
    script = read_screenplay(text.encode(), name="play.txt")
    assert script is not None
    return script


def said(script: Script) -> list[tuple[str, str, str]]:
    return [(line.kind, line.speaker, line.text) for line in script.lines]


# --- Fountain -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def mill() -> Script:
    return read_script((MADE / "mill.fountain").read_text("utf-8"), "mill.fountain")


def test_a_screenplay_of_another_program_has_no_mistakes(mill: Script) -> None:
    assert (mill.title, mill.author) == ("THE MILL RACE", "Odile Marchbanks")
    assert [scene.heading for scene in mill.scenes if scene.heading] == [
        "EXT. MILL RACE - DAWN",
        "INT. MILL - CONTINUOUS",
        "THE LOFT",
    ]
    assert said(mill) == [
        ("narration", "NARRATOR", "The wheel turns. Somewhere a DOG barks."),
        ("speech", "PERPETUA", "Is it turning?"),
        ("speech", "PERPETUA", "Gammon!"),
        ("speech", "GAMMON", "It's turning. It is *always* turning."),
        ("speech", "PERPETUA", "You said it would stop at 10:30."),
        ("narration", "NARRATOR", "PERPETUA"),
        ("narration", "NARRATOR", "She runs down the ladder."),
        ("speech", "McTavish", "Mind the step."),
        ("song", "GAMMON", "Round and round the millstone goes"),
        ("narration", "NARRATOR", "SCANNING THE ROOM\nThe dust settles."),
        ("speech", "GAMMON", "Here."),
    ]
    assert [line.dual for line in mill.lines].index(True) == 4
    forms = [(item.form, item.text.split("\n")[0]) for item in mill.items if isinstance(item, Remark)]
    assert forms == [
        ("transition", "FADE IN:"),
        ("note", "check with the miller"),
        ("boneyard", "cut for now:"),
        ("centered", "THE FLOOD"),
        ("synopsis", "They find the ledger."),
        ("transition", "CUT TO:"),
        ("transition", "THE END"),
    ]


ALLOWED = [
    "He said [[nothing.", "She waved /* and left.", "MARA\n(nods)", "PAUSE: a long one", "SOUND:", "Go. [[rate: fast]]",
    "[[skip]]", "@Mara", "He said [[nothing. \r\nHere.\n\n[[more]]",
]  # fmt: skip


@pytest.mark.parametrize("body", ALLOWED)
def test_what_fountain_allows_is_no_mistake_in_a_screenplay(body: str) -> None:
    script = read_script(f"INT. MILL - DAY\n\nMARA\nWell?\n\n{body}\n\nGAMMON\nWell.\n", "a.fountain")
    assert [line.text for line in script.lines if line.kind == "speech"][:1] == ["Well?"]
    own = replace(script, front=(("Format", "audiodrama 1"),))
    assert read_script(write_script(own), "a.fountain") == own


# --- Final Draft ----------------------------------------------------------------------------------------------------------


def test_final_draft_gives_the_same_speeches_as_fountain(mill: Script) -> None:
    script = read_screenplay((MADE / "screenplain.fdx").read_bytes(), name="screenplain.fdx")
    assert script is not None
    wanted, found = (
        [(line.speaker, " ".join(line.text.split()), line.manner, line.dual) for line in one.lines if line.kind != "narration"]
        for one in (mill, script)
    )
    assert found == wanted
    assert [scene.heading for scene in script.scenes] == [scene.heading for scene in mill.scenes]


FDX = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE FinalDraft [<!ENTITY secret SYSTEM "file:///etc/passwd">]>
<FinalDraft DocumentType="Script" Version="5"><Content>
<Paragraph Type="Scene Heading"><Text>INT. MILL - DAY</Text></Paragraph>
<Paragraph Type="Character"><Text>PERPETUA (V.O.)</Text></Paragraph>
<Paragraph Type="Parenthetical"><Text>(tired)</Text></Paragraph>
<Paragraph Type="Dialogue"><Text>It is </Text><Text Style="Italic">always</Text><Text> late. &secret;</Text></Paragraph>
<Paragraph><DualDialogue>
<Paragraph Type="Character"><Text>GAMMON</Text></Paragraph><Paragraph Type="Dialogue"><Text>No!</Text></Paragraph>
<Paragraph Type="Character"><Text>PERPETUA</Text></Paragraph><Paragraph Type="Dialogue"><Text>Yes!</Text></Paragraph>
</DualDialogue></Paragraph>
</Content><TitlePage><Content><Paragraph><Text>The Mill Race</Text></Paragraph><Paragraph><Text>Written by</Text></Paragraph>
<Paragraph><Text>Odile Marchbanks</Text></Paragraph></Content></TitlePage></FinalDraft>
"""


def test_final_draft_with_title_page_dual_dialogue_and_an_entity_that_is_never_fetched() -> None:
    script = read_screenplay(FDX.encode(), name="mill.fdx")
    assert script is not None
    assert (script.title, script.author) == ("The Mill Race", "Odile Marchbanks")
    first, *others = script.lines
    assert (first.speaker, first.extension, first.manner, first.text) == (
        "PERPETUA",
        "V.O.",
        ("tired",),
        "It is *always* late. &secret;",
    )
    assert [(line.speaker, line.text, line.dual) for line in others] == [("GAMMON", "No!", False), ("PERPETUA", "Yes!", True)]


# --- plain scripts --------------------------------------------------------------------------------------------------------

PLAY = """\
The Mill Race
by Odile Marchbanks

[Scene: The mill at dawn]
[sound: water over a wheel, under]

NARRATOR: The wheel had turned since before anybody was born.

PERPETUA: (shouting) Is it turning? (quietly) Gammon?
GAMMON (from the loft): It's turning. You said 10:30,
and it is 10:45 now.
PERPETUA: So I did.

(She runs down the ladder.)

[pause 2s]

Old Gammon: Mind the step! They said: never mind.
"""


def test_a_plain_script_is_read_with_its_sounds_and_directions() -> None:
    script = plain(PLAY)
    assert (script.title, script.author) == ("The Mill Race", "Odile Marchbanks")
    assert [scene.heading for scene in script.scenes] == ["The mill at dawn"]
    assert [(line.speaker, line.manner, line.text) for line in script.lines] == [
        ("NARRATOR", (), "The wheel had turned since before anybody was born."),
        ("PERPETUA", ("shouting",), "Is it turning?"),
        ("PERPETUA", ("quietly",), "Gammon?"),
        ("GAMMON", ("from the loft",), "It's turning. You said 10:30,\nand it is 10:45 now."),
        ("PERPETUA", (), "So I did."),
        ("NARRATOR", (), "She runs down the ladder."),
        ("OLD GAMMON", (), "Mind the step! They said: never mind."),
    ]
    assert [(cue.kind, cue.text, cue.options) for cue in script.items if isinstance(cue, Cue)] == [
        ("sound", "water over a wheel", ("under",)),
        ("pause", "2s", ()),
    ]


def test_action_is_left_out_where_it_is_not_wanted_and_the_narrator_is_not() -> None:
    file = read_file(write_script(plain(PLAY)), "play.fountain")
    skipped = [line.text for line in without_action(file).lines if line.note("skip") is not None]
    assert skipped == ["She runs down the ladder."]


PROSE = """\
The Weir

The heron had stood on the weir since dawn. At 10:30 nobody had dared to bet against it.

PERPETUA: are you there
GAMMON: always

She put the phone away. There was one rule: never bet on a bird that is asleep.

“It’s asleep,” said Perpetua.
"""


def test_prose_with_a_chat_in_it_is_prose() -> None:
    assert read_screenplay(PROSE.encode(), name="weir.txt") is None


def test_a_story_that_is_nearly_all_chat_is_prose() -> None:
    chat = "PERPETUA: are you there\nGAMMON: always\nPERPETUA: and the heron\nGAMMON: always\n\n"
    assert read_screenplay((chat * 3 + "“It’s asleep,” said Perpetua.\n").encode(), name="weir.txt") is None


def test_a_screenplay_in_a_text_file_is_known() -> None:
    script = plain((MADE / "mill.fountain").read_text("utf-8"))
    assert [line.speaker for line in script.lines if line.kind == "speech"][:3] == ["PERPETUA", "PERPETUA", "GAMMON"]


PIECES = [
    "MARA: ", "MARA (softly): ", "(beat) ", "[sound: rain]", "[", "]", "(", ")", "\n", "\n\n", "\\", "~", "/*", "*/", "[[",
    "]]", "@", "TO:", "10:30 ", "Hello. ", "**", "# ", "===", "PAUSE: ", "^", "!", "INT. MILL\n", "GAMMON\n", "<", "&",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=30).map("".join))
def test_any_plain_script_is_read_and_written_without_mistakes(text: str) -> None:
    play = f"MARA: One.\nGAMMON: Two.\nMARA: Three.\nMARA: Four.\nGAMMON: Five.\n{text}"
    try:
        script = read_screenplay(play.encode("utf-8", "replace"), name="play.txt")
    except InputError:
        return
    if script is not None:
        assert read_script(write_script(script), "play.fountain") == script
