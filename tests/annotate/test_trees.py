"""The forest of trees, node by node."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from audiodrama.annotate.trees import NODE, ROWS_AT_ONCE, evaluate

FOREST = np.array(
    [
        (0, 0, 1, 0.5, 1, 2, 0.0),
        (0, 0, 0, np.inf, 1, 1, -1.0),
        (0, 0, 0, 3.0, 3, 4, 0.0),
        (0, 0, 0, np.inf, 3, 3, 10.0),
        (0, 0, 0, np.inf, 4, 4, 20.0),
        (0, 1, 0, np.inf, 5, 5, 0.25),
    ],
    dtype=NODE,
)


def by_hand(row: tuple[float, float]) -> float:
    first = -1.0 if row[1] <= 0.5 else 10.0 if row[0] <= 3.0 else 20.0
    return first + 0.25


@given(st.lists(st.tuples(st.floats(-5, 5, width=32), st.floats(-5, 5, width=32)), min_size=1, max_size=40))
def test_each_row_falls_to_its_leaves(rows: list[tuple[float, float]]) -> None:
    assert evaluate(FOREST, np.array(rows, dtype=np.float32)).tolist() == [by_hand(row) for row in rows]


def test_many_rows_go_in_pieces() -> None:
    rows = np.tile(np.array([[4.0, 1.0], [0.0, 0.0]], dtype=np.float32), (ROWS_AT_ONCE, 1))
    assert evaluate(FOREST, rows).tolist() == [20.25, -0.75] * ROWS_AT_ONCE


def test_no_rows_no_sums() -> None:
    assert evaluate(FOREST, np.zeros((0, 2), dtype=np.float32)).tolist() == []
