from pathlib import Path

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from kg.nlp.recogniser.features import Alphabet
from kg.nlp.relations import network
from kg.nlp.relations.encoding import Encoding, body, holder, outputs
from kg.nlp.relations.layout import predicates
from kg.nlp.relations.network import BOUND, spread
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


def test_the_best_pair_of_units_speaks_for_its_nodes() -> None:
    e = encoding()
    scores = np.random.default_rng(0).normal(size=(len(e.subject), outputs())).astype(np.float32).round(2)
    table = spread(e, scores)
    s, o = int(e.source[0]), int(e.target[0])
    p = int(np.flatnonzero(e.admitted[0] & (np.arange(outputs()) != predicates().index("cooperates_with")))[0])
    rows = (e.node[e.subject] == s) & (e.node[e.object] == o)
    assert table[s, o, p] == pytest.approx(scores[rows, p].max())


def test_a_symmetric_predicate_reads_the_same_both_ways() -> None:
    e = encoding()
    scores = np.random.default_rng(0).normal(size=(len(e.subject), outputs())).astype(np.float32)
    table = spread(e, scores)[:, :, predicates().index("cooperates_with")]
    both = (table > -BOUND) & (table.T > -BOUND)
    assert both.any()
    assert (table == table.T)[both].all()


def test_a_saved_network_comes_back(tmp_path: Path) -> None:
    shipped = network.load()
    network.save(tmp_path / "network.npz", shipped)
    again = network.load(tmp_path / "network.npz")
    e = prepare(read(*marked(ZONE)), shipped.alphabet).encoding
    assert again.log_odds(e).tobytes() == shipped.log_odds(e).tobytes()
