"""Who speaks, on little stories."""

from __future__ import annotations

import pytest

from audiodrama.annotate import annotate
from audiodrama.model import NARRATOR, Cast, Line, Role, Traits
from audiodrama.story import read_story

OPENING = (
    "Ada Lowe and Ben Marsh had the shop to themselves. Ada swept. Ada always swept. Ben counted the money twice, and then Ben"
    " counted it again.\n\n"
)


def lines(text: str, cast: Cast | None = None) -> list[Line]:
    script = annotate(read_story(text.encode(), name="a.txt"), cast or Cast())
    return [line for line in script.lines if line.kind != "narration"]


def speakers(text: str, cast: Cast | None = None) -> list[str]:
    return [line.speaker for line in lines(text, cast)]


@pytest.mark.parametrize(
    "paragraph",
    [
        "“It is late,” said Ada.",
        "“It is late,” Ada whispered.",
        "“It is late,” says Ada. “It always is.”",
        "Ada looked up and said, “It is late.”",
        "“It is late!” Ada put the broom away.",
        "Ada put the broom away. “It is late.”",
        "“It is late,” Ada, who never sat down, told him.",
        "Ada took a breath and said:\n\n“It is late.”",
    ],
)
def test_a_name_beside_the_quote_speaks(paragraph: str) -> None:
    assert set(speakers(OPENING + paragraph)) == {"ADA"}


def test_pronouns_follow_gender() -> None:
    assert speakers(OPENING + "“It is late,” she said.\n\n“It is early,” he said.") == ["ADA", "BEN"]


def test_turns_alternate_until_somebody_is_named() -> None:
    text = OPENING + "“Late,” said Ada.\n\n“Is it?”\n\n“It always is.”\n\n“Not for me.”\n\n“For me,” said Ada."
    assert speakers(text) == ["ADA", "BEN", "ADA", "BEN", "ADA"]


def test_nobody_calls_himself_by_name() -> None:
    assert speakers(OPENING + "“Ben, it is late.”\n\n“I know, Ada.”") == ["ADA", "BEN"]


def test_a_speech_over_paragraphs_keeps_its_speaker() -> None:
    text = OPENING + "“It was the year of the flood,” said Ben. “We had no roof.\n\n“We had no bread.\n\n“Ada had a boat.”"
    assert set(speakers(text)) == {"BEN"}
    assert lines(text)[-1].evidence is not None
    assert lines(text)[-1].evidence.rule == "continuation"  # type: ignore[union-attr]  # asserted above


def test_people_without_a_name_are_roles_of_their_own() -> None:
    text = OPENING + "A porter came in. “Parcel,” he said.\n\n“Thank you,” said Ada.\n\n“Sign here,” said the porter.\n\n"
    text += "“There is a dog in it,” said the old barmaid.\n\nAda sat down."
    assert speakers(text) == ["THE PORTER", "ADA", "THE PORTER", "THE OLD BARMAID"]


def test_a_capitalised_animal_is_a_speaker() -> None:
    text = "Ada met the White Heron by the water. The White Heron bowed. “You are late,” said the White Heron.\n\n"
    assert speakers(text + "“I know,” said Ada.") == ["THE WHITE HERON", "ADA"]


def test_names_of_one_person_are_one_speaker() -> None:
    text = (
        "Araminta Finch came early. Araminta sat down. Mr. Pell stood. “Welcome, Miss Finch,” said Mr. Pell."
        "\n\n“Minty is enough,” said Araminta. Araminta smiled.\n\n"
        "“As you like, Minty,” Pell said.\n\n“Sit, please,” said Miss Finch.\n\n“Minty, Minty, Minty,” said Pell."
    )
    assert speakers(text) == [speakers(text)[0], "ARAMINTA"] * 2 + [speakers(text)[0]]


def test_a_long_name_said_once_is_that_of_its_short_form() -> None:
    text = (
        "Zed swept. Zed always swept. Ada counted. Ada counted twice.\n\n“Late,” said Zed.\n\n“It is, Zedekiah,” said Ada.\n\n"
        "“Go home,” Zedekiah said."
    )
    assert speakers(text) == ["ZED", "ADA", "ZED"]


def test_husband_wife_and_sister_stay_apart() -> None:
    text = (
        "Mr. Crane sat by the fire. Mrs. Crane sewed. Miss Lucy Crane drew a cat.\n\n“It rains,” said Mr. Crane.\n\n"
        "“It does,” said Mrs. Crane.\n\n“I like it,” said Lucy.\n\n“You would,” said Mr. Crane."
    )
    assert speakers(text)[0] == speakers(text)[3]
    assert len(set(speakers(text))) == 3


FIRST = "I was late, and I knew it. I ran up the stairs and I knocked. "


def test_the_lines_of_a_named_i_are_his() -> None:
    text = (
        FIRST
        + "“Nobody home,” I said.\n\n“Come in, Lasker,” said Della.\n\n“You know me?” I asked.\n\n"
        + "“Sit down, Lasker,” Della said."
    )
    assert speakers(text) == ["LASKER", "DELLA", "LASKER", "DELLA"]


def test_a_nameless_i_has_the_narrators_voice() -> None:
    text = FIRST + "“Nobody home,” I said.\n\n“Come in,” said Della.\n\n“You know me?” I asked."
    assert speakers(text) == [NARRATOR, "DELLA", NARRATOR]


def test_messages_belong_to_their_labels() -> None:
    assert speakers(
        FIRST + "\n\nThen I waited. My phone buzzed.\n\nDELLA: where are you\nME: on the stairs\nDELLA: still?"
    ) == [
        "DELLA",
        NARRATOR,
        "DELLA",
    ]


def test_the_users_names_and_aliases_are_certain() -> None:
    cast = Cast(roles=(Role(name="Ms Lowe", aliases=("Ada", "the sweeper"), traits=Traits(gender="female")),))
    text = OPENING + "“It is late,” said Ada.\n\n“It is,” said Ben.\n\n“Good night,” said the sweeper."
    assert speakers(text, cast) == ["Ms Lowe", "BEN", "Ms Lowe"]


def test_every_speech_says_why_and_how_sure() -> None:
    for line in lines(OPENING + "“Late,” said Ada.\n\n“Is it?”\n\n“It is,” she said."):
        assert line.evidence is not None
        assert line.evidence.rule
        assert 0 < line.evidence.confidence < 1


def test_a_tag_is_surer_than_a_turn() -> None:
    tag, turn, _ = lines(OPENING + "“Late,” said Ada.\n\n“Is it?”\n\n“It is,” said Ada.")
    assert tag.evidence is not None
    assert turn.evidence is not None
    assert tag.evidence.confidence > turn.evidence.confidence


def test_a_story_without_names_or_speech_has_a_narrator_only() -> None:
    script = annotate(read_story(b"It rained. Nothing stirred.", name="a.txt"))
    assert {line.speaker for line in script.lines} == {NARRATOR}


def test_manner_comes_from_the_tag() -> None:
    assert lines(OPENING + "“It is late,” she whispered.")[0].manner == ("whispering",)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Ben did not mind, but would not say so; and Ada warmly added,\n\n“It is late.”",
        "Ada, who did not like Ben, replied: “It is late.”",
        "“It is late,” was Ada's answer.",
        "“It is late,” said the tired voice of Ada.",
        "“It is late.” Ada's eyes went to the clock.",
        "“No,” muttered Ben, and Ada said, “It is late.”",
    ],
)
def test_tags_are_read_as_clauses(paragraph: str) -> None:
    assert speakers(OPENING + paragraph)[-1] == "ADA"


def test_a_turn_without_a_new_line_is_a_turn() -> None:
    assert speakers(OPENING + "“Is it late?” asked Ben. “It is not.” “It is,” said Ada.")[-1] == "ADA"


def test_a_noun_that_no_list_holds_speaks_by_its_tag() -> None:
    text = OPENING + "“Tickets, please,” said the conductress.\n\n“Here,” said Ada.\n\n“Thank you,” said the conductress."
    assert speakers(text) == ["THE CONDUCTRESS", "ADA", "THE CONDUCTRESS"]


def test_a_surname_that_is_also_a_word_is_a_name_after_a_title() -> None:
    text = "Mr. Hall sat down. Mrs. Hall did not. Mr. Hall coughed.\n\n“Rain,” said Hall.\n\n“Again,” said Mrs. Hall."
    assert speakers(text) == ["MR. HALL", "MRS. HALL"]


def test_a_boy_who_answers_everybody_is_himself() -> None:
    text = OPENING + "“Who are you?” asked Ben.\n\n“Nobody,” said the boy.\n\n“Nobody is somebody,” said Ben.\n\n"
    text += "“I am not,” said the boy.\n\n“Sit down, then,” said Ben.\n\n“Thank you,” said the boy."
    assert speakers(text) == ["BEN", "THE BOY"] * 3


@pytest.mark.parametrize(
    "paragraph", ["Ada put the broom away. “So it is.”", "“So it is.” Ada laughed and put the broom away."]
)
def test_who_alone_acts_in_the_paragraph_speaks_it(paragraph: str) -> None:
    text = OPENING + "“Is it late?”\n\n“It is,” said Ada.\n\n" + paragraph
    assert speakers(text)[-1] == "ADA"


def test_people_who_are_only_called_and_seen_are_found() -> None:
    text = (
        "Kestra and her brother Vell sat on the wall. The tide was out.\n\n“You said there would be boats.”\n\n"
        "“There were boats yesterday, Kestra.”\n\nKestra threw a stone.\n\n"
        "“Yesterday is not today, Vell.” Kestra threw another.\n\n“You throw like a goat.” Vell laughed."
    )
    assert set(speakers(text)) == {"KESTRA", "VELL"}


def test_what_the_narrator_will_say_is_no_tag() -> None:
    text = (
        "I counted the mugs. I had washed them. I always wash them.\n\n“Who is there?” Ada asked.\n\n"
        "“Nobody,” I said.\n\n“How did he get here?” I’ll say this for Ada, her voice was level.\n\n“He walked,” I said."
    )
    assert speakers(text) == ["ADA", NARRATOR, "ADA", NARRATOR]


def test_she_in_his_paragraph_is_somebody_else() -> None:
    text = (
        "“No,” said Bea. “Yes,” said Hugh. “No,” she said. Bea frowned, and she sat down.\n\n“Well,” said Hugh, and he sat too."
    )
    assert speakers(text) == ["BEA", "HUGH", "BEA", "HUGH"]
