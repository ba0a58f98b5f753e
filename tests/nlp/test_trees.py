import numpy as np
import pytest

from kg.nlp.trees import Trees

# one tree: x0 <= 1 ? (x1 <= 2 ? 10 : 20) : 30
TREE = Trees(
    feature=np.array([[0, 1]], np.int16),
    threshold=np.array([[1.0, 2.0]], np.float32),
    mask=np.array([[0xFFFF & ~0b011, 0xFFFF & ~0b001]], np.uint16),
    value=np.array([[10.0, 20.0, 30.0]], np.float32),
)


@pytest.mark.parametrize(
    ("row", "score"),
    [((0, 0), 10), ((0, 3), 20), ((2, 0), 30), ((2, 3), 30), ((1, 2), 10)],
)
def test_a_row_ends_in_the_leaf_its_conditions_lead_to(row: tuple[float, float], score: float) -> None:
    assert TREE.scores(np.array([row], np.float32)).tolist() == [score]


def test_rows_do_not_depend_on_their_neighbours() -> None:
    rows = np.random.default_rng(0).normal(size=(600, 2)).astype(np.float32) * 3
    together = TREE.scores(rows)
    assert together.tolist() == [float(TREE.scores(rows[i : i + 1])[0]) for i in range(len(rows))]
