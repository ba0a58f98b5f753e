import dataclasses
from pathlib import Path

import numpy as np
import pytest

from kg.errors import AnnotationError, ConfigError
from kg.nlp.recogniser import load
from kg.nlp.recogniser.archive import save
from kg.nlp.recogniser.heads import open_head, save_heads
from kg.nlp.recogniser.lstm import Layer
from kg.nlp.recogniser.pieces import codes
from kg.nlp.recogniser.recogniser import Recogniser

TEXT = "高新区科技局局长王某明在公司。"


@pytest.fixture(scope="module")
def upper(small: Recogniser) -> Recogniser:
    """A head with a layer of its own upon the small network."""
    chance, below = np.random.default_rng(3), small.network.layers[0]
    width, size = below.w_in.shape[1] + 2 * below.w_state.shape[1], below.w_state.shape[1]
    arrays = [chance.normal(0, 0.6, s).astype(np.float32) for s in ((2, width, 24), (2, size, 24), (2, 24))]
    network = dataclasses.replace(small.network, layers=(below, Layer(*arrays)))
    return dataclasses.replace(small, labels=("WORK", "PERSON"), network=network)


def test_a_head_that_was_kept_finds_the_same(small: Recogniser, upper: Recogniser, tmp_path: Path) -> None:
    save(small, tmp_path / "model.npz")
    save_heads({"works": upper}, tmp_path / "heads.npz")
    again = load(tmp_path / "model.npz", "works")
    assert again.labels == ("WORK", "PERSON")
    assert np.allclose(*(r.network.scores([codes(TEXT)])[0] for r in (again, upper)), atol=0.05)


def test_a_head_leaves_the_model_as_it_is(small: Recogniser, upper: Recogniser) -> None:
    one, other = (r.network.scores([codes(TEXT)])[0] for r in (small, upper))
    assert not np.allclose(one, other)
    assert upper.network.layers[0] is small.network.layers[0]


def test_a_layer_reads_what_the_one_below_found(small: Recogniser, upper: Recogniser) -> None:
    below = small.network.layers[0]
    silent = Layer(below.w_in, below.w_state, np.full_like(below.bias, -30))
    deaf = dataclasses.replace(upper.network, layers=(silent, upper.network.layers[1]))
    assert not np.allclose(deaf.scores([codes(TEXT)])[0], upper.network.scores([codes(TEXT)])[0])


def test_an_unknown_head_is_named_with_those_there_are(small: Recogniser, upper: Recogniser, tmp_path: Path) -> None:
    save_heads({"works": upper}, tmp_path / "heads.npz")
    with pytest.raises(ConfigError, match="no head people; there are works"):
        open_head(tmp_path / "heads.npz", small, "people")


def test_a_missing_file_of_heads_is_named(small: Recogniser, tmp_path: Path) -> None:
    save(small, tmp_path / "model.npz")
    with pytest.raises(AnnotationError, match=r"heads\.npz"):
        load(tmp_path / "model.npz", "works")
