import numpy as np

from kg.nlp.recogniser.pieces import codes
from kg.nlp.recogniser.recogniser import Recogniser


def test_scores_of_a_stretch_do_not_depend_on_its_neighbours(small: Recogniser) -> None:
    alone, _ = small.network.scores([codes("高新区")])
    among, lengths = small.network.scores([codes("王某明在科技园，公司"), codes("高新区"), codes("局")])
    assert np.allclose(alone[:, 0], among[: lengths[1], 1], atol=1e-5)


def test_scores_depend_on_characters_to_both_sides(small: Recogniser) -> None:
    middle = [small.network.scores([codes(t)])[0][1, 0] for t in ("王新区", "高新区", "高新王")]
    assert not np.allclose(middle[0], middle[1]) and not np.allclose(middle[1], middle[2])


def test_one_step_is_the_textbook_cell(small: Recogniser) -> None:
    layer = small.network.layers[0]
    gates = np.linspace(-1, 1, 2 * 24, dtype=np.float32).reshape(2, 1, 24)
    sigmoid = 1 / (1 + np.exp(-gates[:, 0]))
    cell = sigmoid[:, :6] * np.tanh(gates[:, 0, 18:])
    halved = gates * np.repeat(np.array([0.5, 1], np.float32), [18, 6])
    assert np.allclose(layer.run(halved, np.array([1]))[:, 0], sigmoid[:, 12:18] * np.tanh(cell), atol=1e-6)
