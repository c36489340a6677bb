"""The learned ranker over the rules: two forests of trees that choose among the candidates of each utterance.

The first sees the rows of `features.py` with the rules' opinion, the second the same rows with the first's. Both were trained
on annotated novels by `benchmarks/train_ranker.py`; `docs/explanation/attribution.md` is the model's card. Some things are not
the ranker's to choose: what continues another utterance, what the user decided, a plain tag, a stranger who has just come in.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from audiodrama.annotate.conversation import Turn, decide, shares, softmax
from audiodrama.annotate.evidence import Evidence
from audiodrama.annotate.features import Features, Opinion
from audiodrama.annotate.lexicon import NEW, VAGUE, VOICES
from audiodrama.annotate.surroundings import Surroundings
from audiodrama.annotate.utterances import NOBODY, Utterance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MODEL: Final = "ranker.npy"
STAGES: Final = 2
LIKELY: Final = 0.5


def rank(evidence: Evidence, turns: Sequence[Turn]) -> Opinion:
    """Who speaks each utterance, with the probability of each candidate."""
    opinion = opinion_of_rules(turns)
    if not turns:
        return opinion
    kept = beyond_doubt(evidence, opinion)
    called = [ruled_out(evidence, utterance) for utterance in evidence.utterances]
    surroundings = Surroundings(evidence, turns)
    around = [surroundings.rows(number) for number in range(len(turns))]
    for stage in range(STAGES):
        rows = Features(evidence, turns, around, opinion)
        every = [rows.rows(number) for number in range(len(turns))]
        opinion = reconsider(turns, every, forests()[stage], kept, called)
    return opinion


def opinion_of_rules(turns: Sequence[Turn]) -> Opinion:
    """What evidence and turn-taking alone decide."""
    chosen = decide(turns)
    return Opinion(chosen, shares(turns, chosen))


def beyond_doubt(evidence: Evidence, rules: Opinion) -> dict[int, dict[int, float]]:
    """Utterances that stay the rules' to decide, with their shares: a plain tag or beat, and a stranger who just came in.

    Novels are so full of people with names that a ranker learns nothing good of parrots, porters and waitresses.
    """
    return {
        number: shares
        for number, shares in enumerate(rules.shares)
        if _is_plain(evidence, number, rules.chosen[number])
        or (shares.get(rules.chosen[number], 0.0) >= LIKELY and rules.chosen[number] in evidence.entered(number))
    }


def _is_plain(evidence: Evidence, number: int, speaker: int) -> bool:
    return speaker != NOBODY and speaker in {
        _plainly_tagged(evidence, number),
        evidence.plain_beat(number),
        evidence.identified(number),
    }


def _plainly_tagged(evidence: Evidence, number: int) -> int:
    """The person of "said Ada", "said the parrot", "said a man"; NOBODY for the name of several, "the man", "her sister"."""
    tag = evidence.utterances[number].tag
    if tag is None or tag.strength < 2 or tag.subject.kind == "pronoun" or len(tag.subject.owners) > 1:
        return NOBODY
    told = tag.subject.determiner == "the" and (bool(tag.subject.owners) or tag.subject.word not in VAGUE)
    told |= tag.subject.determiner in NEW and bool(tag.subject.owners)
    plain = tag.subject.kind == "name" or (told and tag.subject.word not in VOICES)
    return evidence.referent(tag.subject) if plain else NOBODY


def reconsider(
    turns: Sequence[Turn],
    rows: Sequence[list[list[float]]],
    nodes: NDArray[np.void],
    kept: Mapping[int, dict[int, float]],
    called: Sequence[Collection[int]] = (),
) -> Opinion:
    """The forest's opinion; `rows[i]` holds a row for each candidate of `turns[i]`, `kept` what is not its to choose.

    Who is `called[i]` by name in a turn is not its speaker, if anybody else may be.
    """
    import numpy as np

    from audiodrama.annotate.trees import evaluate

    scores = iter(evaluate(nodes, np.array([row for several in rows for row in several], dtype=np.float32)))
    found = [softmax({person: float(next(scores)) for person in turn.candidates}) for turn in turns]
    found = [without(shares, people) for shares, people in zip(found, called, strict=True)] if called else found
    return settle(turns, [kept.get(number, shares) for number, shares in enumerate(found)])


def ruled_out(evidence: Evidence, utterance: Utterance) -> set[int]:
    """Who is called in an utterance that nothing tags; and then whoever was not told of so far, for he calls nobody yet."""
    called = called_by_name(utterance)
    return called | evidence.unmet(utterance) if called else called


def called_by_name(utterance: Utterance) -> set[int]:
    """Who is called for sure in an utterance that nothing tags ("Oh, Nell, don't")."""
    if utterance.tag and utterance.tag.strength == 2:
        return set()
    names = (m for m in utterance.scanned.mentions if m.vocative and m.quote in utterance.quotes and len(m.owners) == 1)
    return {mention.owners[0] for mention in names} & utterance.vocatives


def without(shares: dict[int, float], people: Collection[int]) -> dict[int, float]:
    """The shares once these people are ruled out; as they were where nobody would be left."""
    left = sum(share for person, share in shares.items() if person not in people)
    return {person: 0.0 if person in people else share / left for person, share in shares.items()} if left else shares


def settle(turns: Sequence[Turn], found: Sequence[dict[int, float]]) -> Opinion:
    """The likeliest speaker of each turn; a turn that continues another has that one's."""
    opinion = Opinion([], [])
    for number, (turn, candidates) in enumerate(zip(turns, found, strict=True)):
        if turn.continues and number:
            opinion.chosen.append(opinion.chosen[-1])
            opinion.shares.append(opinion.shares[-1])
        else:
            opinion.chosen.append(max(candidates, key=lambda person: candidates[person], default=NOBODY))
            opinion.shares.append(candidates)
    return opinion


@cache
def forests() -> list[NDArray[np.void]]:
    """The nodes of both forests, as the package brings them."""
    import numpy as np

    with files("audiodrama.annotate").joinpath(MODEL).open("rb") as file:
        nodes = np.load(file, allow_pickle=False)
    found = []
    for stage in range(STAGES):
        mine = nodes[nodes["stage"] == stage].copy()
        first = int(np.flatnonzero(nodes["stage"] == stage)[0])
        mine["left"] -= first
        mine["right"] -= first
        found.append(mine)
    return found
