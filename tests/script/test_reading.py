"""What rows of the file mean: Fountain as other tools write it, and what radio adds."""

import pytest

from audiodrama.errors import ProblemsError
from audiodrama.model import Cue, Evidence, Line, Note, Remark
from audiodrama.script.text import read_file, read_script
from audiodrama.script.writing import write_item


def read(text):
    return read_script(f"Title: x\n\n{text}\n", "x.fountain")


def items(text):
    return list(read(text).items)


def speech(speaker, text, **fields):
    return Line(**{"kind": "speech", "speaker": speaker, "text": text, **fields})


def narration(text, **fields):
    return Line(kind="narration", speaker="NARRATOR", text=text, **fields)


# --- who speaks ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "fields"),
    [
        ("MARA", {}),
        ("MARA (V.O.)", {"extension": "V.O."}),
        ("MARA (on the radio)", {"extension": "ON THE RADIO"}),
        ("MARA (O.S.) (CONT'D)", {"extension": "O.S."}),
        ("MARA (CONT’D)", {}),
        ("MARA ^", {"dual": True}),
        ("MARA (THOUGHT)", {"kind": "thought"}),
        ("MARA (V.O.) (THOUGHT)", {"kind": "thought", "extension": "V.O."}),
        ("MARA (SINGING)", {"kind": "song"}),
        ("@Mara", {"speaker": "Mara"}),
        ("@Mara ^", {"speaker": "Mara", "dual": True}),
        ("R2D2", {"speaker": "R2D2"}),
        ("MRS. O’NEIL", {"speaker": "MRS. O’NEIL"}),
        ("ÉMILE", {"speaker": "ÉMILE"}),
        ("NO", {"speaker": "NO"}),
        ("MUSIC", {"speaker": "MUSIC"}),
        ("../x", {"kind": "narration", "speaker": "NARRATOR", "text": "../x\nListen."}),
        ("@../x", {"speaker": "../x"}),
        ("23", {"kind": "narration", "speaker": "NARRATOR", "text": "23\nListen."}),
        ("NARRATOR", {"kind": "narration", "speaker": "NARRATOR"}),
        ("@NARRATOR", {"speaker": "NARRATOR"}),
        ("NARRATOR (SINGING)", {"kind": "song", "speaker": "NARRATOR"}),
    ],
)
def test_names(row, fields):
    assert items(f"{row}\nListen.") == [speech(**{"speaker": "MARA", "text": "Listen.", **fields})]


def test_capitals_alone_are_narration():
    assert items("BANG!\n\nMARA\nOh.") == [narration("BANG!"), speech("MARA", "Oh.")]


def test_a_parenthetical_inside_a_speech_begins_a_joined_line():
    assert items("MARA ^\n(whispering, distant)\nGo.\n(beat)\n(louder)\nNow!") == [
        speech("MARA", "Go.", manner=("whispering", "distant"), dual=True),
        speech("MARA", "Now!", manner=("beat", "louder"), joined=True),
    ]


def test_a_parenthetical_without_text_is_kept():
    assert items("MARA\nGo.\n(she goes)") == [speech("MARA", "Go."), Remark(text="(she goes)", form="note")]


def test_lyrics():
    assert items("MARA\n(softly)\nListen:\n~La la\n~la.\nNice?") == [
        speech("MARA", "Listen:", manner=("softly",)),
        speech("MARA", "La la\nla.", kind="song", manner=("softly",), joined=True),
        speech("MARA", "Nice?", manner=("softly",), joined=True),
    ]
    assert items("~La la\n~la.") == [Line(kind="song", speaker="NARRATOR", text="La la\nla.")]


def test_two_spaces_keep_a_blank_row_inside_a_speech_only():
    assert items("MARA\nOne.\n  \nTwo.") == [speech("MARA", "One.\nTwo.")]
    assert items("One.\n  \nTwo.") == [narration("One."), narration("Two.")]
    assert items("MARA\nOne.\n  \nTOM\nTwo.") == [speech("MARA", "One."), speech("TOM", "Two.")]


@pytest.mark.parametrize("blank", ["", " ", "\t", "    "])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("first", ["", "\ufeff"])
def test_files_of_other_tools(blank, newline, first):
    text = f"Title: The Well\n{blank}\n# One\n{blank}\n\tMARA\n\t(softly)\n\tHello. \n{blank}\nShe\nwent.".replace(
        "\n", newline
    )
    file = read_file(first + text, "x")
    assert file.text == first + text
    assert file.script.title == "The Well"
    assert [chapter.title for chapter in file.script.chapters] == ["One"]
    assert list(file.script.lines) == [speech("MARA", "Hello.", manner=("softly",)), narration("She\nwent.")]


def test_what_ended_in_a_dash_still_does():
    assert items("MARA\nI never—\n\nTOM\nYou did.")[0].text == "I never—"


# --- the rest of the page --------------------------------------------------------------------------------------------------


def test_title_page():
    page = (
        "Title:\n    _**The**_\n    _**Well**_\nCredit: by\nAuthors: Ann & Bob\nDraft date: 1/2/3\nContact:\n\tA Street\n\tTown"
    )
    script = read_script(f"{page}\n\nText.", "x")
    assert (script.title, script.author, script.language) == ("The Well", "Ann & Bob", "en")
    assert script.front == (("Credit", "by"), ("Draft date", "1/2/3"), ("Contact", "A Street\nTown"))


@pytest.mark.parametrize("text", ["FADE IN:", "SOUND: rain", "He said: no.", "# One"])
def test_a_script_may_begin_without_a_title_page(text):
    script = read_script(f"{text}\n\nText.\n", "x")
    assert (script.title, script.front) == ("", ())
    assert list(script.lines)[-1] == narration("Text.")


@pytest.mark.parametrize(
    ("row", "heading"),
    [
        (".THE BRIDGE", "THE BRIDGE"),
        ("INT. HOUSE - DAY", "INT. HOUSE - DAY"),
        ("EXT HOUSE", "EXT HOUSE"),
        ("INT./EXT. CAR", "INT./EXT. CAR"),
        ("i/e car", None),
        ("I/E CAR", "I/E CAR"),
        ("est. house", "est. house"),
        ("===", ""),
        ("...and then", None),
        ("Interior of a house", None),
        ("!INT. was all he said", None),
    ],
)
def test_headings(row, heading):
    headings = [scene.heading for scene in read(f"Text.\n\n{row}\n\nText.").scenes]
    assert headings == ([""] if heading is None else ["", heading])


def test_chapters_and_deeper_sections():
    script = read("# One\n\n## The ferry\n\n### A beat\n\nText.\n\n#Two")
    assert [chapter.title for chapter in script.chapters] == ["One", "Two"]
    assert list(script.items)[:2] == [Remark(text="The ferry", form="section"), Remark(text="# A beat", form="section")]


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("SOUND: rain, on tin, -6 dB", Cue(kind="sound", text="rain", options=("on tin", "-6 dB"))),
        ("SFX : rain", Cue(kind="sound", text="rain")),
        ("MUSIC:stop", Cue(kind="music", text="stop")),
        ("AMBIENCE: a market\\, far off", Cue(kind="ambience", text="a market, far off")),
        ("PAUSE: 300 ms", Cue(kind="pause", text="300 ms")),
        ("> FADE OUT.", Remark(text="FADE OUT.", form="transition")),
        ("CUT TO:", Remark(text="CUT TO:", form="transition")),
        ("> THE END <", Remark(text="THE END", form="centered")),
        ("= They meet.", Remark(text="They meet.", form="synopsis")),
        ("[[a note\nof two rows]]", Remark(text="a note\nof two rows", form="note")),
        ("[[say it louder]]", Remark(text="say it louder", form="note")),
        ("[[\\skip]]", Remark(text="skip", form="note")),
        ("/* cut:\n\nMARA\nGone. */", Remark(text="cut:\n\nMARA\nGone.")),
        ("!SOUND: was the word.", narration("SOUND: was the word.")),
        ("Music: the food of love.", narration("Music: the food of love.")),
        ("!\\[[ he wrote", narration("[[ he wrote")),
        ("C:\\temp and \\*stars\\*", narration("C:\\temp and \\*stars\\*")),
        ("*Never*, she _thought_.", narration("*Never*, she _thought_.")),
    ],
)
def test_single_items(text, item):
    assert items(text) == [item]


def test_cues_may_follow_one_another_without_blank_rows():
    assert items("SOUND: rain\nMUSIC: low\nThe door opened.") == [
        Cue(kind="sound", text="rain"),
        Cue(kind="music", text="low"),
        narration("The door opened."),
    ]


# --- notes -----------------------------------------------------------------------------------------------------------------


def test_settings_stand_anywhere_around_the_text():
    expected = speech("MARA", "Go, now.", notes=(Note("rate", "0.9"), Note("pause", "0.8s"), Note("skip")))
    for text in (
        "MARA\nGo, now. [[rate: 0.9]] [[pause: 0.8s]] [[skip]]",
        "MARA\nGo, [[rate: 0.9]] now.\n[[Pause: 0.8s]]\n[[SKIP]]",
        "[[rate: 0.9]]\nMARA [[pause: 0.8s]]\nGo, now. [[ skip ]]",
    ):
        assert items(text) == [expected]


def test_doubts_and_joined_lines():
    first, second = items("MARA\nGo. [[? turn-taking 0.55]]\n\n[[+]] She went.")
    assert first.evidence == Evidence(rule="turn-taking", confidence=0.55)
    assert second == narration("She went.", joined=True)


@pytest.mark.parametrize(
    ("confidence", "written"), [(0.2, "[[? vocative 0.20]]"), (0.699, "[[? vocative 0.69]]"), (0.7, ""), (1.0, "")]
)
def test_only_doubts_are_written(confidence, written):
    line = speech("MARA", "Go.", evidence=Evidence(rule="vocative", confidence=confidence))
    assert write_item(line) == f"MARA\nGo. {written}".rstrip()


def test_remarks_inside_a_line_come_after_it():
    assert items("/* before */\nMARA\nGo [[really?]] now. /* old */") == [
        Remark(text="before"),
        speech("MARA", "Go now."),
        Remark(text="really?", form="note"),
        Remark(text="old"),
    ]


# --- mistakes --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("Text /* here", (3, 6), "this comment is never closed"),
        ("Text [[here\n\nmore]]", (3, 6), "this note is never closed"),
        ("Go. [[pause: x]]", (3, 5), "[[pause]] takes a time"),
        ("Go. [[pause: 3000s]]", (3, 5), "[[pause]] takes a time"),
        ("Go. [[rate: fast]]", (3, 5), "[[rate]] takes a number"),
        ("Go. [[rate: 9]]", (3, 5), "[[rate]] takes a number"),
        ("Go. [[pitch: high]]", (3, 5), "[[pitch]] takes"),
        ("Go. [[volume: loud]]", (3, 5), "[[volume]] takes"),
        ("Go. [[take: 0]]", (3, 5), "[[take]] takes"),
        ("Go. [[take: 1.5]]", (3, 5), "[[take]] takes"),
        ("Go. [[voice]]", (3, 5), "[[voice]] takes"),
        ("Go. [[say: Aldermoor]]", (3, 5), "[[say]] takes"),
        ("Go. [[skip: yes]]", (3, 5), "[[skip]] takes nothing"),
        ("[[skip]]", (3, 1), "[[skip]] belongs to a line"),
        ("SOUND: rain [[pause: 1s]]", (3, 13), "[[pause: 1s]] belongs to a line"),
        ("@Mara", (3, 1), "Mara has nothing to say"),
        ("@\nGo.", (3, 1), "this row has nothing to say"),
        ("MARA\n(nods)", (3, 1), "MARA has nothing to say"),
        ("MARA\nGo.\n\nMARA\n\nGo where?", (6, 1), "MARA has nothing to say"),
        ("PAUSE:", (3, 1), "PAUSE takes a time"),
        ("PAUSE: long", (3, 1), "PAUSE takes a time"),
        ("PAUSE: 1,5s", (3, 1), "PAUSE takes a time"),
        ("  SOUND:", (3, 3), "SOUND does not say what is heard"),
    ],
)
def test_each_mistake_has_its_place(text, place, message):
    with pytest.raises(ProblemsError) as raised:
        read(text)
    (problem,) = raised.value.problems
    assert (problem.where.line, problem.where.column) == place
    assert problem.message.startswith(message)
    assert problem.excerpt == f"Title: x\n\n{text}\n".split("\n")[problem.where.line - 1]
    assert problem.hint


def test_all_mistakes_are_reported_in_order():
    with pytest.raises(ProblemsError) as raised:
        read_script("Title: x\nstray\n\nPAUSE: x\n\nGo. [[rate: x]] [[take: x]]\n\n/* open", "my.fountain")
    places = [str(problem.where) for problem in raised.value.problems]
    assert places == ["my.fountain:2:1", "my.fountain:4:1", "my.fountain:6:5", "my.fountain:6:17", "my.fountain:8:1"]
