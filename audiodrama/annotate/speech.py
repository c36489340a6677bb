"""Which quoted spans are speech: a small forest of trees over what a span looks like and where it stands.

`quotes.py` finds whatever stands between marks. Rules come first (`verdicts`): a plain tag says that somebody says it;
`documents.py` knows letters and verse, which are lines, but read; `mentioned.py` titles and words mentioned as words,
`unsaid.py` what was only nearly said, and `reported.py` an old way to report speech: these are the narrator's, marks and all.
What is left still holds scare quotes ("my very dear friend") and what is not for any ear. About that the forest is asked. It
knows no sentence of any text: its columns (`spans.py`) count kinds of words and marks in the span, beside it and around it.
`benchmarks/train_spans.py` trains it; `docs/explanation/attribution.md` is the model's card.

A line wrongly read by the narrator is worse than a scare quote in a role's voice. So a span goes to the narrator only where a
rule says so or the forest is rather sure.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from audiodrama.annotate.mentioned import is_mentioned
from audiodrama.annotate.quotes import Quote
from audiodrama.annotate.reported import reported
from audiodrama.annotate.spans import COLUMNS, Spans, is_tagged, says_more
from audiodrama.annotate.unsaid import is_unsaid

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MODEL: Final = "spans.npy"
UNSPOKEN: Final = -1.5
"""Log-odds of being speech up to which a span is left to the narrator: less than one in five."""


def keep_speech(texts: Sequence[str], starts: Sequence[int], found: Sequence[list[Quote]]) -> list[list[Quote]]:
    """The quotes of each paragraph that somebody speaks, and documents."""
    spans = Spans(texts, starts, found)
    plain = verdicts(spans)
    return judged_speech(spans, plain, scored(forest(), rows_of(spans), plain), UNSPOKEN)


def verdicts(spans: Spans) -> list[bool | None]:
    """What the rules say of each quote: that it is kept, that it is the narrator's, or nothing; then the forest is asked."""
    told = reported(spans)
    return [_verdict(spans, number, quote, told) for number, quote in spans.every()]


def rows_of(spans: Spans) -> NDArray[np.float32]:
    """The quotes in numbers: (spans, columns)."""
    import numpy as np

    rows = [row for number in range(len(spans.found)) for row in spans.rows(number)]
    return np.array(rows, dtype=np.float32).reshape(len(rows), COLUMNS)


def scored(nodes: NDArray[np.void], rows: NDArray[np.float32], plain: Sequence[bool | None]) -> NDArray[np.float64]:
    """The log-odds of being speech, by a forest's `nodes`, for each quote of which the rules say nothing; 0 for the others."""
    import numpy as np

    from audiodrama.annotate.trees import evaluate

    scores = np.zeros(len(rows))
    asked = np.array([verdict is None for verdict in plain], dtype=bool)
    scores[asked] = evaluate(nodes, rows[asked])
    return scores


def judged_speech(
    spans: Spans, plain: Sequence[bool | None], scores: Sequence[float] | NDArray[np.float64], threshold: float
) -> list[list[Quote]]:
    """The quotes of each paragraph that the rules keep, and those whose score is above the threshold.

    A quote that runs on over several paragraphs is kept or left as a whole.
    """
    every = [
        (number, quote, verdict, score)
        for (number, quote), verdict, score in zip(spans.every(), plain, scores, strict=True)
        if verdict is not False
    ]
    kept: list[list[Quote]] = [[] for _ in spans.found]
    for chain in _chains([quote for _, quote, _, _ in every]):
        parts = every[chain]
        sure = sum(score for *_, score in parts) / len(parts) > threshold
        if sure or any(verdict for _, _, verdict, _ in parts):
            for number, quote, _, _ in parts:
                kept[number].append(quote)
    return kept


def _verdict(spans: Spans, number: int, quote: Quote, told: Collection[int]) -> bool | None:
    if quote.document or not spans.in_marks(number, quote):
        return True
    before, after = spans.beside(number, quote)
    if says_more(before, after):
        return True
    if quote.start in told or is_mentioned(spans.texts[number], spans.starts[number], quote):
        return False
    if is_unsaid(before) and not is_tagged("", after):
        return False
    return True if is_tagged(before, after) else None


@cache
def forest() -> NDArray[np.void]:
    """The nodes of the trees, as the package brings them."""
    import numpy as np

    with files("audiodrama.annotate").joinpath(MODEL).open("rb") as file:
        nodes: NDArray[np.void] = np.load(file, allow_pickle=False)
    return nodes


def _chains(quotes: Sequence[Quote]) -> list[slice]:
    """Quotes that belong together, each run on from the one before."""
    first = [number for number, quote in enumerate(quotes) if not (quote.continues and number)]
    return [slice(begin, end) for begin, end in zip(first, [*first[1:], len(quotes)], strict=False)]
