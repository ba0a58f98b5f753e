"""A head that is trained upon a network finds what it was shown. Needs torch, which the `train` extra brings."""

import gzip
import json
import random
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")

from kg.nlp.recogniser.pieces import codes
from kg.nlp.recogniser.recogniser import Recogniser
from kg.nlp.training.corpora import Corpus
from kg.nlp.training.folds import head_score
from kg.nlp.training.heads import Plan, base_of, train_head
from kg.nlp.training.rosters import rosters

PEOPLE = Corpus("people", ("PERSON",), ("people.train",), "people.test")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A corpus of sentences that each name one person."""
    (tmp_path / "ner").mkdir()
    for part, count in (("train", 900), ("test", 10)):
        rows = [
            {
                "text": f"{'公司' * (n % 3)}王某明在{'科技园' * (n % 2)}。",
                "ents": [[2 * (n % 3), 2 * (n % 3) + 3, "PERSON"]],
            }
            for n in range(count)
        ]
        with gzip.open(tmp_path / "ner" / f"people.{part}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows)
    return tmp_path


def test_a_head_learns_its_corpus(small: Recogniser, data: Path) -> None:
    assert head_score(train_head(small, PEOPLE, data, Plan(size=16, epochs=40)), PEOPLE, data).f1 > 0.9


def test_a_head_is_trained_the_same_way_twice(small: Recogniser, data: Path) -> None:
    one, other = (train_head(small, PEOPLE, data, Plan(size=8, epochs=1)) for _ in range(2))
    assert np.array_equal(one.network.w_out, other.network.w_out)


def test_the_network_below_stays_as_it_is(small: Recogniser, data: Path) -> None:
    before = small.network.scores([codes("王某明在科技园")])[0]
    head = train_head(small, PEOPLE, data, Plan(size=8, epochs=1))
    assert head.network.layers[0] is small.network.layers[0]
    assert np.array_equal(before, small.network.scores([codes("王某明在科技园")])[0])


def test_the_torch_network_of_a_model_reads_as_the_model_does(small: Recogniser) -> None:
    import torch

    from kg.nlp.training.examples import Example
    from kg.nlp.training.export import arrays_of, layer_of

    net, text = base_of(small).eval(), codes("王某明在科技园")
    example = Example(small.network.features.read(text), np.zeros(len(text), np.int64))
    with torch.no_grad():
        hidden = net.encode([example])[0][0].numpy()
    assert np.allclose(
        hidden @ small.network.w_out + small.network.b_out, small.network.scores([text])[0][:, 0], atol=1e-4
    )
    assert np.allclose(layer_of(arrays_of(net)).w_in, small.network.layers[0].w_in)


def test_rosters_have_their_names_where_they_say() -> None:
    listed, own = ["王某明", "王文元", "丁石孙", "田岚"], ["司马义·艾买提"]
    drawn = rosters(listed, own, 50, random.Random(1))
    assert {row.text[a:b] for row in drawn for a, b, _ in row.names} == {*listed, *own}
    assert any(one[1] == other[0] for row in drawn for one, other in zip(row.names, row.names[1:], strict=False))
    assert drawn == rosters(listed, own, 50, random.Random(1))
