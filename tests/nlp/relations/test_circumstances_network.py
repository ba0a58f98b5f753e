import datetime as dt

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from kg.model import When
from kg.nlp.amounts import find_amounts
from kg.nlp.dates import find_dates
from kg.nlp.relations.circumstances import network, spots
from kg.nlp.relations.circumstances.encoding import MARKS, STRETCHES, Encoding, Said, encode
from kg.nlp.relations.circumstances.places import locate
from kg.nlp.relations.circumstances.taken import TAKEN, likely_statuses
from kg.nlp.relations.claims import Claim
from kg.nlp.relations.facts import evidence_of
from kg.nlp.relations.reading import read
from tests.marked import marked

PUBLISHED = When("2021-05-10", "2021-05-10", dt.date(2021, 5, 10), dt.date(2021, 5, 10))
TEXT = (
    "标题\n{远岫集团|ORG:o2}2020年3月投资2亿元建设{远岫电池项目|PROJECT:j1}。"
    "{澄观电子|ORG:o3}计划2022年投资3.5亿元建设{澄观芯片项目|PROJECT:j2}。"
)


def encoding(text: str = TEXT) -> Encoding:
    """Every firm invests in every project of a text."""
    reading = read(*marked(text))
    firms = [u for u in reading.units if u.type == "ORG"]
    projects = [u for u in reading.units if u.type == "PROJECT"]
    claims = [Claim("invests_in", firm, project, "test") for firm in firms for project in projects]
    said = Said(find_dates(reading.text, PUBLISHED), find_amounts(reading.text), PUBLISHED)
    places = locate(reading, claims, [evidence_of(reading, c) for c in claims])
    return encode(reading, claims, places, ["stated"] * len(claims), said, network.load().alphabet)


def test_every_claim_is_weighed_with_every_time_and_sum_near_it() -> None:
    e = encoding()
    assert (len(e.predicate), e.start.shape, e.times.features.shape[1]) == (4, (4, STRETCHES), spots.TIME_NUMBERS)
    assert list(zip(e.times.claim.tolist(), e.times.spot.tolist(), strict=True)).count((0, 1)) == 1
    assert (len(e.times.claim), len(e.sums.claim)) == (8, 8)
    assert (e.end >= e.start).all()
    assert e.marks.max() < MARKS


def test_a_time_ahead_of_the_publication_is_marked_apart() -> None:
    e = encoding()
    text = read(*marked(TEXT)).text
    past, ahead = e.marks[text.index("2020")], e.marks[text.index("2022")]
    assert past != ahead
    assert {past, ahead}.isdisjoint({0, int(e.marks[text.index("2亿")])})


@pytest.mark.parametrize("text", ["标题\n{远岫集团|ORG:o2}建设{远岫电池项目|PROJECT:j1}。", TEXT])
def test_the_judgement_has_a_row_for_each_claim_and_pair(text: str) -> None:
    e = encoding(text)
    judged = network.load().judge(e)
    assert judged.statuses.shape == (len(e.predicate), 3)
    assert judged.times.shape == (len(e.times.claim), len(network.TIMES))
    assert judged.sums.shape == (len(e.sums.claim), 1)


def test_the_judgement_does_not_depend_on_the_number_of_threads() -> None:
    e = encoding(TEXT * 5)
    with threadpool_limits(1):
        alone = network.load().judge(e)
    with threadpool_limits(2):
        again = network.load().judge(e)
    assert [a.tobytes() for a in (again.statuses, again.times, again.sums)] == [
        a.tobytes() for a in (alone.statuses, alone.times, alone.sums)
    ]


def test_numbers_are_standard_scores_of_logarithms_within_limits() -> None:
    numbers = np.array([[0.0, np.e - 1, -1e9]], np.float32)
    mean, deviation = np.array([0.0, 0.5, 0.0], np.float32), np.array([1.0, 0.5, 1.0], np.float32)
    assert network.scaled(numbers, mean, deviation).tolist() == [[0.0, pytest.approx(1.0), -network.LIMIT]]


def test_a_status_is_taken_if_it_is_farther_above_its_limit_than_the_others() -> None:
    limits = np.array([TAKEN[name] for name in ("planned", "former", "negated")])
    above = np.array([[-0.1, -0.1, -0.1], [0.1, 0.0, 0.0], [0.1, 0.3, 0.2], [-1.0, -1.0, 0.1]])
    rows = (limits + above).astype(np.float32)
    assert likely_statuses(rows).tolist() == [0, 1, 2, 3]


def test_more_is_asked_of_what_takes_a_fact_out_of_the_graph() -> None:
    assert TAKEN["negated"] > max(TAKEN["planned"], TAKEN["former"])
