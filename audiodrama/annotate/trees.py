"""Boosted regression trees, evaluated with NumPy: the model is one array of nodes, made by `benchmarks/train_ranker.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NODE: Final = [
    ("stage", "<i4"),
    ("tree", "<i4"),
    ("feature", "<i4"),
    ("threshold", "<f8"),
    ("left", "<i4"),
    ("right", "<i4"),
    ("value", "<f8"),
]
"""A node of a tree of a forest (`stage`): values up to `threshold` of column `feature` go `left`. A leaf's children are itself.
Children are indices into the array; the nodes of a tree stand together, its root first."""
ROWS_AT_ONCE: Final = 1024


def evaluate(nodes: NDArray[np.void], rows: NDArray[np.float32]) -> NDArray[np.float64]:
    """The sum of all trees for each row; `rows` is (n, columns), the result (n,)."""
    import numpy as np

    roots = np.flatnonzero(np.r_[True, np.diff(nodes["tree"]) != 0])
    parts = [_sums(nodes, roots, rows[at : at + ROWS_AT_ONCE]) for at in range(0, len(rows), ROWS_AT_ONCE)]
    return np.concatenate(parts) if parts else np.zeros(0)


def _sums(nodes: NDArray[np.void], roots: NDArray[np.intp], rows: NDArray[np.float32]) -> NDArray[np.float64]:
    import numpy as np

    feature, threshold = nodes["feature"], nodes["threshold"]
    left, right = nodes["left"], nodes["right"]
    at = np.broadcast_to(roots, (len(rows), len(roots)))
    numbers = np.arange(len(rows))[:, None]
    while True:
        below = rows[numbers, feature[at]] <= threshold[at]
        following = np.where(below, left[at], right[at])
        if np.array_equal(following, at):
            sums: NDArray[np.float64] = nodes["value"][at].sum(axis=1)
            return sums
        at = following
