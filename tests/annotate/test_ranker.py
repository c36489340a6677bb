"""The learned ranker: its rows fit its model, what is decided stays decided, and the same story gets the same answer."""

from __future__ import annotations

from itertools import pairwise

import pytest

from audiodrama.annotate import annotation
from audiodrama.annotate.annotation import understand
from audiodrama.annotate.features import NAMES, Features
from audiodrama.annotate.ranker import STAGES, called_by_name, forests, opinion_of_rules, rank, without
from audiodrama.annotate.speakers import find_turns
from audiodrama.annotate.style import Style
from audiodrama.annotate.surroundings import Surroundings
from audiodrama.model import Cast, Role, Story
from audiodrama.story import read_story

TEXT = (
    "Ada Lowe and Ben Marsh had the shop to themselves. Ada swept, and Ben counted the money.\n\n“Late,” said Ada.\n\n"
    "“Is it?” He did not look up.\n\n“It always is.”\n\n“Not for me, Ada.\n\n“Nor for the cat.”\n\n“For me,” she said.\n\n"
    "***\n\nCleo came in. “Is anybody home?”\n\n“Nobody,” said a porter. “— Not a soul.”"
)


def story(text: str = TEXT) -> Story:
    return read_story(text.encode(), name="a.txt")


def test_a_row_has_a_number_for_every_column() -> None:
    evidence = understand(story(), Cast())[2]
    turns = find_turns(evidence)
    surroundings = Surroundings(evidence, turns)
    around = [surroundings.rows(number) for number in range(len(turns))]
    features = Features(evidence, turns, around, opinion_of_rules(turns))
    rows = [row for number in range(len(turns)) for row in features.rows(number)]
    assert len(rows) > len(turns)
    assert {len(row) for row in rows} == {len(NAMES)}
    assert len(set(NAMES)) == len(NAMES)


def test_the_model_asks_for_columns_that_exist() -> None:
    assert len(forests()) == STAGES
    for nodes in forests():
        assert 0 <= nodes["feature"].min() <= nodes["feature"].max() < len(NAMES)
        assert (nodes["left"] < len(nodes)).all()


def test_shares_add_up_and_the_likeliest_speaks() -> None:
    evidence = understand(story(), Cast())[2]
    opinion = rank(evidence, find_turns(evidence))
    for chosen, shares in zip(opinion.chosen, opinion.shares, strict=True):
        assert sum(shares.values()) == pytest.approx(1.0)
        assert shares[chosen] == max(shares.values())


def test_the_same_story_gets_the_same_answer() -> None:
    first, second = (annotation(story(), Cast()).utterances for _ in range(2))
    assert [(u.speaker, u.confidence) for u in first] == [(u.speaker, u.confidence) for u in second]


def test_what_continues_has_the_same_speaker() -> None:
    done = annotation(story(), Cast())
    continued = [(one, other) for one, other in pairwise(done.utterances) if other.continues]
    assert continued
    assert all(one.speaker == other.speaker for one, other in continued)


@pytest.mark.parametrize("name", ["BEN", "Cleo", "SOMEBODY NEW"])
def test_what_the_user_decided_is_certain(name: str) -> None:
    at = TEXT.index("It always is.")
    done = annotation(story(), Cast(), {at: name})
    line = next(line for line in done.script.lines if line.source and line.source.start == at)
    assert line.speaker.casefold() == name.casefold()
    assert line.evidence is not None
    assert line.evidence.confidence == 1.0


def test_a_decision_turns_the_lines_around_it() -> None:
    opening = "Ada and Ben sat in the boat. Ada rowed. Ben did not.\n\n"
    text = opening + "“Left.”\n\n“Which left?”\n\n“Your left.”\n\n“That is the bank.”"
    cast = Cast(roles=(Role(name="ADA"), Role(name="BEN")))
    for name, other in (("ADA", "BEN"), ("BEN", "ADA")):
        script = annotation(story(text), cast, {text.index("Left."): name}).script
        assert [line.speaker for line in script.lines if line.kind == "speech"] == [name, other, name, other]


def test_style_is_heard_without_the_line_itself() -> None:
    ahoy, quite = "ahoy ye lubbers ahoy".split(), "quite so quite so".split()
    spoken = [ahoy, quite, ahoy, quite, ahoy]
    opinions = [{0: 1.0}, {1: 1.0}, {0: 1.0}, {1: 1.0}, {0: 0.5, 1: 0.5}]
    style = Style(spoken, opinions)
    assert style.likelihood(4, 0) > style.likelihood(4, 1)
    assert Style([ahoy], [{0: 1.0}]).likelihood(0, 0) == pytest.approx(0.0)


def test_nobody_calls_himself_where_another_may_speak() -> None:
    assert without({1: 0.6, 2: 0.3, 3: 0.1}, {1}) == pytest.approx({1: 0.0, 2: 0.75, 3: 0.25})
    assert without({1: 1.0}, {1}) == {1: 1.0}


def test_a_name_that_is_cited_calls_nobody() -> None:
    text = "Ada met Ben. Ben met Ada.\n\n“Come on, Ada, hurry!”\n\n“She said, ‘Go home, Ben.’ And I went.”"
    _, people, evidence = understand(read_story(text.encode(), name="a.txt"), Cast())
    named = [{people[number].name for number in called_by_name(utterance)} for utterance in evidence.utterances]
    assert named == [{"ADA"}, set()]


def test_who_is_not_told_of_yet_calls_nobody() -> None:
    text = (
        "Nell tuned the cello. Wren lay on the rug.\n\n“You are sharp,” said Wren.\n\n“I am not,” said Nell.\n\n"
        "“You are, Nell!”\n\nSomebody knocked. A postman stood there.\n\n“Parcel,” said the postman.\n\n"
        "“Thank you,” said Wren.\n\n“Sign here,” said the postman."
    )
    done = annotation(read_story(text.encode(), name="a.txt"), Cast())
    called = next(u for u in done.utterances if u.vocatives)
    assert done.people[called.speaker].name == "WREN"
    assert {done.people[p].name for p in done.evidence.unmet(called)} == {"THE POSTMAN"}
