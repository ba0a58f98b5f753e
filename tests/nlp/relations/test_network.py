from pathlib import Path
from typing import Any

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from kg.nlp.recogniser.features import Alphabet
from kg.nlp.relations import network
from kg.nlp.relations.encoding import Encoding, body, holder, outputs
from kg.nlp.relations.inference import look_again
from kg.nlp.relations.layout import predicates
from kg.nlp.relations.network import BOUND, group_scores
from kg.nlp.relations.reading import read
from kg.nlp.relations.survey import prepare, survey
from kg.vocabulary import ontology
from tests.marked import marked

ZONE = (
    "标题\n{蓼河高新区|PARK:k1}引进{远岫科技有限公司|ORG:o3}、{诺安医疗|ORG:o4}，与{山东大学|ORG:o5}签约。\n"
    "{蓼河高新区科技创新局|ORG:o1}{局长|POSITION}{王运华|PERSON:p1}说，{远岫科技|ORG:o3}将与{山东大学|ORG:o5}合作。"
)
ALPHABET = Alphabet(np.array(sorted(map(ord, "高新区科技")), np.uint32))


def encoding(text: str = ZONE) -> Encoding:
    return prepare(read(*marked(text)), ALPHABET).encoding


def test_the_result_does_not_depend_on_the_number_of_threads() -> None:
    reading = read(*marked(ZONE * 10))
    with threadpool_limits(1):
        alone = survey(reading).log_odds
    with threadpool_limits(2):
        assert survey(reading).log_odds.tobytes() == alone.tobytes()


def test_what_types_forbid_has_the_lowest_odds() -> None:
    known = survey(read(*marked(ZONE)))
    things = known.layout.things
    for p, name in enumerate(predicates()):
        told = {
            (things[s].type, things[o].type)
            for s, o in np.argwhere(known.log_odds[: len(things), : len(things), p] > -BOUND)
        }
        assert all(ontology().predicates[name].allows(*types) for types in told)


def test_a_title_has_its_person_and_body() -> None:
    known = survey(read(*marked(ZONE)))
    title = next(u for u in known.reading.units if u.type == "POSITION")
    odds = known.log_odds[known.encoding.node[title.index]]
    assert known.layout.things[odds[:, holder()].argmax()].name == "王运华"
    assert known.layout.things[odds[:, body()].argmax()].name == "蓼河高新区科技创新局"


def blind(**given: np.ndarray[Any, Any]) -> dict[str, Any]:
    """Weights of a second look that adds nothing but what is given."""
    count, links, hidden = outputs(), 2, 1
    shapes = {
        "one.weight": (count, links), "one.bias": (links,), "two.weight": (count, links), "two.bias": (links,),
        "gather.weight": (5 * count + 4 * links, hidden), "gather.bias": (hidden,), "settle.weight": (hidden, count),
        "settle.bias": (count,),
    }  # fmt: skip
    found = {name: np.zeros(shape, np.float32) for name, shape in shapes.items()}
    return {f"inference.{name}": value for name, value in (found | given).items()}


def test_the_best_pair_of_units_speaks_for_its_nodes(monkeypatch: pytest.MonkeyPatch) -> None:
    e = encoding()
    scores = np.random.default_rng(0).normal(size=(len(e.subject), outputs())).astype(np.float32)
    monkeypatch.setattr(network, "pair_scores", lambda w, e: scores)
    found = group_scores(blind(), e)
    p = int(np.flatnonzero(e.admitted[0] & (np.arange(outputs()) != predicates().index("cooperates_with")))[0])
    rows = (e.node[e.subject] == e.source[0]) & (e.node[e.object] == e.target[0])
    assert found[0, p] == pytest.approx(scores[rows, p].max())


def test_a_symmetric_predicate_reads_the_same_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    e = encoding()
    scores = np.random.default_rng(0).normal(size=(len(e.subject), outputs())).astype(np.float32)
    monkeypatch.setattr(network, "pair_scores", lambda w, e: scores)
    found = group_scores(blind(), e)[:, predicates().index("cooperates_with")]
    rows = {(s, o): n for n, (s, o) in enumerate(zip(e.source.tolist(), e.target.tolist(), strict=True))}
    both = [(found[n], found[rows[o, s]]) for (s, o), n in rows.items() if (o, s) in rows]
    assert both and all(a == b for a, b in both)


def test_a_pair_is_told_of_the_way_over_a_third_thing() -> None:
    """A firm in a park that lies in a city: only the firm and the city gain."""
    e = encoding("标题\n{远岫|ORG:o1}、{诺安|ORG:o2}、{蓼河园|PARK:k1}、{济宁|PLACE:l1}、{曲阜|PLACE:l2}。")
    located, count = predicates().index("located_in"), outputs()
    rows = {(s, o): n for n, (s, o) in enumerate(zip(e.source.tolist(), e.target.tolist(), strict=True))}
    firm, other, park, city, elsewhere = range(5)
    odds = np.full((len(rows), count), -6, np.float32)
    odds[rows[firm, park], located] = odds[rows[park, city], located] = 6
    link = np.zeros((count, 2), np.float32)
    link[located, 0] = 8
    gather = np.zeros((5 * count + 8, 1), np.float32)
    gather[5 * count, 0] = 1
    settle = np.zeros((1, count), np.float32)
    settle[0, located] = 3
    w = blind(**{"one.weight": link, "two.weight": link, "gather.weight": gather, "settle.weight": settle})
    gain = (look_again(w, e, odds) - odds)[:, located]
    assert gain[rows[firm, city]] > 1
    assert max(gain[rows[pair]] for pair in ((firm, elsewhere), (other, city), (park, city))) < 0.1


def test_a_saved_network_comes_back(tmp_path: Path) -> None:
    shipped = network.load()
    network.save(tmp_path / "network.npz", shipped)
    again = network.load(tmp_path / "network.npz")
    e = prepare(read(*marked(ZONE)), shipped.alphabet).encoding
    assert again.log_odds(e).tobytes() == shipped.log_odds(e).tobytes()
