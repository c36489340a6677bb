"""Three versions of a script become one, and the user's word wins."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiodrama.model import Script
from audiodrama.script.merge import Merged, merge
from audiodrama.script.text import read_script, write_script

BASE = """\
Title: The Bee Man
Author: A. Writer
Format: audiodrama 1
Source: bees.txt sha256:0001

# One

.THE ORCHARD

The hives stood in a row under the pear trees.

IVO
They are restless today. [[? turn-taking 0.55]]

BEATRIX
Then we shall wait until they are not.

He put down the smoker and looked at the sky.

IVO
It will rain before noon.

She laughed at him.
"""

REWORDED = ("The hives stood in a row under the pear trees.", "The seven hives stood in a row under the old pear trees.")
RECAST = ("IVO\nIt will", "BEATRIX\nIt will")


def merged(mine, theirs, base=BASE):
    return merge(base, mine, theirs, "bees.fountain")


def test_both_survive_in_different_places():
    result = merged(BASE.replace(*RECAST), BASE.replace(*REWORDED))
    assert result.text == BASE.replace(*RECAST).replace(*REWORDED)
    assert result.changes == (f"bees.fountain:10:1: now “{REWORDED[1]}”, was “{REWORDED[0]}”",)
    assert result.conflicts == ()


def test_a_message_shows_where_a_long_paragraph_changed():
    long = (
        "It was so long a paragraph that nobody who reads messages would want to read it to its very end, where the dog slept."
    )
    base = BASE.replace("She laughed at him.", long)
    (change,) = merged(base, base.replace("dog slept", "dog sat"), base).changes
    assert "dog sat" in change
    assert "dog slept" in change


def test_a_new_doubt_alone_is_no_news():
    theirs = BASE.replace("turn-taking 0.55", "turn-taking 0.61")
    assert merged(BASE, theirs) == Merged(text=theirs)
    (change,) = merged(BASE, BASE.replace("BEATRIX\n", "BEATRIX\n(calmly)\n")).changes
    assert "directed otherwise: “BEATRIX: Then we shall wait until they are not.”" in change


def test_a_doubt_that_is_a_little_more_or_less_leaves_the_users_file_alone():
    mine = BASE.replace("She laughed", "She smiled")
    assert merged(mine, BASE.replace("turn-taking 0.55", "recency 0.56")) == Merged(text=mine)


def test_a_doubt_that_is_resolved_leaves_what_the_user_did_not_touch():
    theirs = BASE.replace(" [[? turn-taking 0.55]]", "")
    mine = BASE.replace("She laughed", "She smiled")
    assert merged(mine, theirs) == Merged(text=theirs.replace("She laughed", "She smiled"))


def test_both_survive_in_one_line():
    mine = BASE.replace("IVO\nIt will", "BEATRIX\n(dryly)\nIt will").replace("noon.", "noon. [[pause: 2s]]")
    theirs = BASE.replace("rain before noon", "surely rain before noon")
    result = merged(mine, theirs)
    assert "BEATRIX\n(dryly)\nIt will surely rain before noon. [[pause: 2s]]\n" in result.text
    assert result.conflicts == ()


def test_what_was_confirmed_stays_confirmed():
    theirs = BASE.replace("restless today. [[? turn-taking 0.55]]", "very restless today. [[? turn-taking 0.50]]")
    result = merged(BASE.replace(" [[? turn-taking 0.55]]", ""), theirs)
    assert "IVO\nThey are very restless today.\n" in result.text
    other = BASE.replace("IVO\nThey", "BEATRIX\nThey")
    result = merged(BASE.replace(" [[? turn-taking 0.55]]", ""), other)
    assert "IVO\nThey are restless today.\n" in result.text
    assert [conflict.where.line for conflict in result.conflicts] == [12]


def test_the_source_is_the_new_one_and_the_rest_of_the_title_page_is_the_users():
    mine = BASE.replace("The Bee Man", "The Bee Keeper").replace("A. Writer", "A. Writer\nCredit: after a true story")
    theirs = BASE.replace("0001", "0002").replace("A. Writer", "Ann Writer").replace("The Bee Man", "The Bees")
    result = merged(mine, theirs)
    page = result.text.partition("\n\n")[0]
    assert page.splitlines() == [
        "Title: The Bee Keeper",
        "Author: Ann Writer",
        "Credit: after a true story",
        "Format: audiodrama 1",
        "Source: bees.txt sha256:0002",
    ]
    assert [conflict.message for conflict in result.conflicts] == [
        "you and the story both changed Title: the story now has “The Bees”"
    ]


def test_a_title_page_that_was_deleted_gets_its_source_back():
    result = merged(BASE[BASE.index("# One") :], BASE.replace("0001", "0002"))
    assert result.text.startswith("Source: bees.txt sha256:0002\n\n# One\n")


def test_new_paragraphs_come_in_at_their_place_and_the_users_cues_stay():
    mine = BASE.replace("IVO\nIt will", "SOUND: far thunder\n\nIVO\nIt will")
    theirs = BASE.replace("She laughed", "The first drops fell.\n\nShe laughed").replace(
        "BEATRIX\n", "A bee settled on her sleeve.\n\nBEATRIX\n"
    )
    result = merged(mine, theirs)
    assert result.text == theirs.replace("IVO\nIt will", "SOUND: far thunder\n\nIVO\nIt will")
    assert len(result.changes) == 2


def test_a_scene_of_the_users_begins_behind_what_the_story_adds_before_it():
    mine = BASE.replace("IVO\nIt will", ".THE ORCHARD - LATER\n\nIVO\nIt will")
    theirs = BASE.replace("at the sky.", "at the sky.\n\nA cloud came up.")
    assert "A cloud came up.\n\n.THE ORCHARD - LATER\n\nIVO" in merged(mine, theirs).text


def test_what_left_the_story_goes_unless_the_user_worked_on_it():
    theirs = BASE.replace("He put down the smoker and looked at the sky.\n\n", "").replace("\nShe laughed at him.\n", "")
    result = merged(BASE.replace("She laughed at him.", "She laughed at him, not unkindly."), theirs)
    assert "smoker" not in result.text
    assert result.text.endswith("She laughed at him, not unkindly.\n")
    assert len(result.changes) == 1
    (conflict,) = result.conflicts
    assert result.text.splitlines()[conflict.where.line - 1] == "She laughed at him, not unkindly."


def test_what_the_user_deleted_stays_deleted():
    mine = BASE.replace("He put down the smoker and looked at the sky.\n\n", "")
    assert merged(mine, BASE.replace(*REWORDED)).text == mine.replace(*REWORDED)
    result = merged(mine, BASE.replace("looked at the sky", "looked long at the sky"))
    assert result.text == mine
    assert "looked long" in result.conflicts[0].message


def test_the_users_wording_wins_over_the_storys():
    mine, theirs = (
        BASE.replace("She laughed at", "She grinned at"),
        BASE.replace("She laughed at him", "She laughed at him again"),
    )
    result = merged(mine, theirs)
    assert result.text == mine
    assert result.conflicts[0].where.line == mine[: mine.index("She grinned")].count("\n") + 1
    assert "She laughed at him again." in result.conflicts[0].message


def test_a_place_that_both_rewrote_is_the_users():
    mine = BASE.replace("She laughed at him.", "Thunder answered.")
    theirs = BASE.replace("She laughed at him.", "Nobody moved for a while.")
    result = merged(mine, theirs)
    assert result.text == mine
    assert "Nobody moved for a while." in result.conflicts[0].message


def test_the_users_newlines_and_spacing_stay():
    mine = ("\ufeff" + BASE.replace("\n\n.THE", "\n\n\n\n.THE").replace(*RECAST)).replace("\n", "\r\n")
    theirs = BASE.replace(*REWORDED).replace("0001", "0002")
    result = merged(mine, theirs)
    assert result.text == mine.replace(*REWORDED).replace("0001", "0002")


def test_without_a_base_the_script_stands_and_the_differences_are_listed():
    theirs = BASE.replace(*REWORDED).replace("She laughed at him.", "Nobody moved for a while.").replace("0001", "0002")
    result = merge(None, BASE.replace(*RECAST), theirs, "bees.fountain")
    assert result.text == BASE.replace(*RECAST)
    assert result.changes == (
        f"the story now has “{REWORDED[1]}”, the script “{REWORDED[0]}”",
        "only in the story: “Nobody moved for a while.”",
        "only in the script: “She laughed at him.”",
    )


@pytest.mark.parametrize("mine", ["", "Title: x", "\ufeff", "# One\n", "MARA\nHello."])
def test_a_script_that_hardly_is_one(mine):
    assert "seven hives" in merged(mine, BASE.replace("She laughed", "The seven hives hummed.\n\nShe laughed")).text


@settings(max_examples=60, deadline=None)
@given(one=st.from_type(Script), other=st.from_type(Script))
def test_an_untouched_side_changes_nothing(one, other):
    base, new = write_script(one), write_script(other)
    assert merge(base, base, new, "x").text == new
    assert merge(base, new, base, "x").text == new
    assert merge(base, new, new, "x").text == new


SAID = ["The fox came to the gate.", "The fox came past the gate.", "A hare sat down.", "No.", "No!", "The hare sat."]
drafts = st.lists(st.tuples(st.sampled_from(["MARA", "ODA", "NARRATOR"]), st.sampled_from(SAID)), max_size=6).map(
    lambda lines: "\n\n".join(["Title: x", *(f"{name}\n{text}" for name, text in lines)]) + "\n"
)


@settings(max_examples=150, deadline=None)
@given(base=drafts, mine=drafts, theirs=drafts)
def test_the_users_own_words_are_always_kept(base, mine, theirs):
    before, user, after = (
        {line.text for line in read_script(text, "x").lines} for text in (base, mine, merged(mine, theirs, base).text)
    )
    assert user - before <= after


PARAGRAPHS = [
    f"The {animal} came {way} the gate and stopped." for animal in ("fox", "hare", "owl", "goat") for way in ("to", "past")
]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_edits_and_changes_that_do_not_touch_both_survive(data):
    """The story changes some paragraphs, the user works on others: the result is both, and no conflict."""
    names = data.draw(st.lists(st.sampled_from(["MARA", "ODA", "NARRATOR"]), min_size=4, max_size=8))
    fates = data.draw(
        st.lists(st.sampled_from(["keep", "reword", "drop", "recast", "cue"]), min_size=len(names), max_size=len(names))
    )

    def written(touch):
        blocks = ["Title: x"]
        for name, text, fate in zip(names, PARAGRAPHS, fates, strict=False):
            blocks += touch.get(fate, lambda name, text: [f"{name}\n{text}"])(name, text)
        return "\n\n".join(blocks) + "\n"

    story = {"reword": lambda name, text: [f"{name}\n{text} Then it left."], "drop": lambda name, text: []}
    user = {
        "recast": lambda name, text: [f"STRANGER\n{text}"],
        "cue": lambda name, text: [f"{name}\n{text}", f"SOUND: {text.split()[1]}"],
    }
    result = merge(written({}), written(user), written(story), "x")
    assert result.text == written(story | user)
    assert result.conflicts == ()
    assert read_script(result.text, "x")
