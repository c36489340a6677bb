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
ROWS_AT_ONCE: Final = 512


def evaluate(nodes: NDArray[np.void], rows: NDArray[np.float32]) -> NDArray[np.float64]:
    """The sum of all trees for each row; `rows` is (n, columns), the result (n,)."""
    import numpy as np

    forest = _Forest(nodes)
    parts = [forest.sums(rows[at : at + ROWS_AT_ONCE]) for at in range(0, len(rows), ROWS_AT_ONCE)]
    return np.concatenate(parts) if parts else np.zeros(0)


class _Forest:
    """The nodes' fields, each in one piece; a row is sent down all trees at once, level by level."""

    def __init__(self, nodes: NDArray[np.void]) -> None:
        import numpy as np

        self.roots = np.flatnonzero(np.r_[True, np.diff(nodes["tree"]) != 0])
        self.feature = nodes["feature"].astype(np.intp)
        self.threshold = np.ascontiguousarray(nodes["threshold"])
        self.value = np.ascontiguousarray(nodes["value"])
        self.children = np.stack([nodes["left"], nodes["right"]], axis=1).astype(np.intp).ravel()
        self.depth = self._depth()

    def _depth(self) -> int:
        import numpy as np

        level, depth = self.roots, 0
        while len(level := level[self.children[2 * level] != level]):
            level = np.concatenate([self.children[2 * level], self.children[2 * level + 1]])
            depth += 1
        return depth

    def sums(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """The sum of all trees for each of a few rows."""
        import numpy as np

        numbers, flat = np.arange(len(rows))[:, None] * rows.shape[1], rows.ravel()
        at = np.broadcast_to(self.roots, (len(rows), len(self.roots)))
        for _ in range(self.depth):
            above = flat.take(numbers + self.feature.take(at)) > self.threshold.take(at)
            at = self.children.take(2 * at + above)
        sums: NDArray[np.float64] = self.value.take(at).sum(axis=1)
        return sums
