import itertools

import numpy as np
import pytest

from kg.nlp.recogniser.crf import Crf, Floats, legal, spans_of

LABELS, STEPS = 1, 4
LENGTHS = np.array([4, 3])


@pytest.fixture(scope="module")
def crf() -> Crf:
    chance = np.random.default_rng(3)
    shapes = ((5, 5), (5,), (5,))
    scores = [chance.normal(size=s).astype(np.float32) for s in shapes]
    return Crf(*(np.where(ok, s, np.float32(-1e4)) for s, ok in zip(scores, legal(LABELS), strict=True)))


@pytest.fixture(scope="module")
def emissions() -> Floats:
    return np.random.default_rng(4).normal(0, 2, (STEPS, 2, 5)).astype(np.float32)


def all_paths(crf: Crf, scores: Floats) -> dict[tuple[int, ...], float]:
    """Every path of one row with its score, by plain addition."""
    follows, first, last = legal(LABELS)
    found = {}
    for path in itertools.product(range(5), repeat=len(scores)):
        pairs = list(itertools.pairwise(path))
        if first[path[0]] and last[path[-1]] and all(follows[a, b] for a, b in pairs):
            found[path] = float(
                crf.first[path[0]]
                + crf.last[path[-1]]
                + sum(scores[t, tag] for t, tag in enumerate(path))
                + sum(crf.follows[a, b] for a, b in pairs)
            )
    return found


@pytest.mark.parametrize("row", [0, 1])
def test_best_path_is_the_best_of_all_paths(crf: Crf, emissions: Floats, row: int) -> None:
    paths = all_paths(crf, emissions[: LENGTHS[row], row])
    assert tuple(crf.best(emissions, LENGTHS)[row]) == max(paths, key=paths.__getitem__)


@pytest.mark.parametrize("row", [0, 1])
def test_probability_of_every_span_is_its_share_of_all_paths(crf: Crf, emissions: Floats, row: int) -> None:
    paths = all_paths(crf, emissions[: LENGTHS[row], row])
    weights = {p: np.exp(s) for p, s in paths.items()}
    lattice = crf.lattice(emissions, LENGTHS)
    for start, end in itertools.combinations(range(LENGTHS[row] + 1), 2):
        share = sum(w for p, w in weights.items() if (start, end, 0) in spans_of(np.array(p))) / sum(weights.values())
        assert lattice.probability(row, start, end, 0) == pytest.approx(share, abs=1e-5)


def test_a_name_never_continues_under_another_label() -> None:
    follows, _, _ = legal(2)
    begin_one, middle_other = 1, 6
    assert not follows[begin_one, middle_other]


def test_a_name_is_never_open_at_the_end() -> None:
    _, _, last = legal(1)
    assert last.tolist() == [True, False, False, True, True]
