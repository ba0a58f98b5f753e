"""A few steps of training: what is learned fits what runs. Needs torch, which the `train` extra brings."""

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")

from kg.annotations import read_annotated
from kg.nlp.recogniser.features import Alphabet
from kg.nlp.relations import network
from kg.nlp.relations.circumstances import network as scenes
from kg.nlp.relations.training import circumstances
from kg.nlp.relations.training.ensemble import Lessons
from kg.nlp.relations.training.examples import Example, annotated_example
from kg.nlp.relations.training.network import beginnings
from kg.nlp.relations.training.pretraining import LENGTH, TOGETHER
from kg.nlp.relations.training.scenes import fit, read_raw
from kg.nlp.relations.training.second import Table, crossed
from kg.nlp.training.raw_text import RawText
from kg.vocabulary import folder


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    articles = list(read_annotated(folder("seeds") / "training" / "k.txt"))[:2]
    return [annotated_example(n, a) for n, a in enumerate(articles)]


@pytest.fixture(scope="module")
def vectors(examples: list[Example], tmp_path_factory: pytest.TempPathFactory) -> Path:
    letters = sorted(set("".join(e.reading.text for e in examples)))
    path = tmp_path_factory.mktemp("vectors") / "char.npz"
    np.savez(path, key=np.array(letters), vector=np.random.default_rng(0).normal(size=(len(letters), 64)))
    return path


def test_the_network_of_relations_learns(examples: list[Example], vectors: Path, tmp_path: Path) -> None:
    trained = Lessons(examples, vectors).networks([True, True], epochs=1)
    network.save(tmp_path / "network.npz", trained)
    assert set(network.load(tmp_path / "network.npz").members[0]) == set(trained.members[0])


def test_the_network_of_circumstances_learns_after_raw_text(examples: list[Example], vectors: Path) -> None:
    alphabet, first = beginnings(vectors, 500)
    start = read_raw(_raw(alphabet), alphabet, first)
    lessons = circumstances.lessons(examples, alphabet)
    weights = fit(lessons, first, start, epochs=1)
    judged = scenes.Network(alphabet, weights).judge(lessons[0].encoding)
    assert judged.statuses.shape == (len(lessons[0].encoding.predicate), 3)
    again = fit(lessons, first, start, epochs=1)
    assert all(np.array_equal(weights[name], again[name]) for name in weights)


def test_the_second_look_learns_from_what_networks_said_of_other_articles(
    examples: list[Example], vectors: Path
) -> None:
    alphabet, first = beginnings(vectors, 500)
    lessons = circumstances.lessons(examples, alphabet)
    networks = [scenes.Network(alphabet, fit(lessons[n : n + 1], first, epochs=1)) for n in (1, 0)]
    judged = circumstances.crossed(lessons, networks)
    assert np.array_equal(judged[0].statuses, lessons[0].look.judged(networks[0]).statuses)
    table = Table(lessons, judged)
    assert sorted(set(table.article.tolist())) == [0, 1]
    assert len(table.features) == len(table.truth) == sum(len(x.statuses) for x in lessons)
    again = [crossed(table, lessons, judged, 2)[0].statuses for _ in range(2)]
    assert np.array_equal(*again)
    report = circumstances.figures(lessons, judged)
    assert {"statuses", "planned", "at"} <= set(report[lessons[0].part])


def _raw(alphabet: Alphabet) -> RawText:
    """Two steps' worth of letters."""
    count = 2 * TOGETHER * LENGTH
    codes = np.resize(alphabet.codes, count)
    return RawText(codes, np.array([0, count]), np.resize(np.arange(3, dtype=np.uint8), count))
