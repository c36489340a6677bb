"""How a person talks: whose way with words a speech is nearer to, by the words and word pairs of what is given to each.

A unigram and bigram model per person, shrunk towards the whole story's speech (Dirichlet prior, Zhai and Lafferty 2001); an
utterance's own share is taken out of each model before it is asked, so that nothing confirms itself.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

PRIOR: Final = 3000.0
"""Words of the whole story's speech that every person's model begins with."""
FEWEST: Final = 0.2
"""Probability from which on a person's model learns from an utterance."""

Words = Sequence[str]


class Style:
    """The models of all persons of a story, learnt from who probably says what."""

    def __init__(self, spoken: Sequence[Words], opinions: Sequence[Mapping[int, float]]) -> None:
        self._terms = [Counter([*words, *pairwise(words)]) for words in spoken]
        self._opinions = opinions
        story: Counter[object] = Counter()
        self._models: defaultdict[int, Counter[object]] = defaultdict(Counter)
        for terms, opinion in zip(self._terms, opinions, strict=True):
            story.update(terms)
            for person, share in opinion.items():
                if share > FEWEST:
                    model = self._models[person]
                    for term, count in terms.items():
                        model[term] += count * share  # type: ignore[assignment]  # counts are shares here
        size = story.total()
        self._story = {term: count / size for term, count in story.items()}
        self._sizes = {person: sum(model.values()) for person, model in self._models.items()}

    def likelihood(self, number: int, person: int) -> float:
        """Natural logarithm of how much likelier utterance `number` is from the person than from anybody of the story."""
        model = self._models.get(person)
        if model is None:
            return 0.0
        share = self._opinions[number].get(person, 0.0)
        own = share if share > FEWEST else 0.0
        terms = self._terms[number]
        size = self._sizes[person] - own * terms.total() + PRIOR
        total = terms.total() * math.log(PRIOR / size)
        for term, count in terms.items():
            seen = model.get(term, 0) - own * count
            if seen > 0:
                total += count * math.log1p(seen / (PRIOR * self._story[term]))
        return total
