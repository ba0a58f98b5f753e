"""Claims that see each other: company, the second look at statuses, one time for an event."""

import dataclasses
import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from kg.model import When
from kg.nlp.amounts import find_amounts
from kg.nlp.dates import find_dates
from kg.nlp.relations import find_facts
from kg.nlp.relations.circumstances import Said, network, second
from kg.nlp.relations.circumstances.beside import company, describe
from kg.nlp.relations.circumstances.first import Look, look
from kg.nlp.relations.circumstances.moments import at_one_time
from kg.nlp.relations.claims import Claim
from kg.nlp.relations.facts import evidence_of
from kg.nlp.relations.reading import read
from tests.marked import marked

PUBLISHED = When("2021-05-10", "2021-05-10", dt.date(2021, 5, 10), dt.date(2021, 5, 10))
TEXT = (
    "标题\n{远岫集团|ORG:o2}去年建成{远岫电池项目|PROJECT:j1}。\n"
    "{澄观电子|ORG:o3}计划明年建设{澄观芯片项目|PROJECT:j2}，{澄观芯片项目|PROJECT:j2}选址{蓼河高新区|PARK:k1}。"
)
NAMES = ("pair", "object", "subject", "chain")


def seen() -> Look:
    """o2 establishes j1; o3 establishes j2; j2 located_in k1."""
    reading = read(*marked(TEXT))
    o2, j1, o3, j2, again, k1 = (u for u in reading.units if u.type != "POSITION")
    stated = [("establishes", o2, j1), ("establishes", o3, j2), ("located_in", again, k1)]
    claims = [Claim(*ends, "test") for ends in stated]
    said = Said(find_dates(reading.text, PUBLISHED), find_amounts(reading.text), PUBLISHED)
    return look(reading, claims, [evidence_of(reading, c) for c in claims], said, network.load().alphabet)


def test_claims_are_company_by_their_names_and_by_where_they_stand() -> None:
    around = company(seen().labels())
    pair, same_object, same_subject, chained, *_ = around
    assert not pair.any()
    assert not same_object.any()
    assert not same_subject.any()
    assert chained.tolist() == [[False] * 3, [False, False, True], [False, True, False]]
    clause, sentence, line = around[8:11]
    assert not clause.any()
    assert np.array_equal(sentence, line)
    assert sentence.tolist() == chained.tolist()


def test_nobody_is_company_of_himself_and_company_by_names_is_mutual() -> None:
    around = company(seen().labels())
    assert not np.einsum("knn->kn", around).any()
    assert all(np.array_equal(kind, kind.T) for kind in (*around[:6], *around[8:17]))
    assert np.array_equal(around[6], around[7].T)


def test_a_claim_without_company_is_told_so_and_one_with_company_hears_it() -> None:
    known = seen()
    odds = np.array([[-9, -9, -9], [9, -9, -9], [-9, -9, -9]], np.float32)
    rows = describe(known.labels(), known.encoding, odds, np.zeros(3, np.int64))
    first = odds.shape[1] + known.encoding.features.shape[1] + 2
    chained = rows[:, first + 3 * NAMES.index("chain")]
    assert chained.tolist() == pytest.approx([-1.0, 0.0001, 0.9999], abs=1e-3)


def test_a_claim_of_a_book_has_company_near_it_whatever_the_order_of_the_claims() -> None:
    known = seen()
    first = known.judged(network.load())
    many = dataclasses.replace(
        known.encoding,
        features=np.tile(known.encoding.features, (400, 1)),
        predicate=np.tile(known.encoding.predicate, 400),
    )
    labels = np.tile(known.labels(), 400)
    labels[[0, 1, 3, 4, 5]] += 100 * np.repeat(np.arange(400), 3)
    odds, so_far = np.tile(first.statuses, (400, 1)), np.zeros(1200, np.int64)
    rows = describe(labels, many, odds, so_far)
    mixed = np.random.default_rng(0).permutation(1200)
    other = dataclasses.replace(many, features=many.features[mixed], predicate=many.predicate[mixed])
    again = describe(labels[:, mixed], other, odds[mixed], so_far)
    assert rows.shape[0] == 1200
    assert np.array_equal(rows[mixed], again)


def test_the_second_look_is_stored_and_read_again(tmp_path: Path) -> None:
    known, trees = seen(), second.load()
    first = known.judged(network.load())
    second.save(tmp_path / "statuses.npz", trees)
    again = second.load(tmp_path / "statuses.npz").judged(known, first)
    assert np.array_equal(again.statuses, trees.judged(known, first).statuses)
    assert again.times is first.times


def test_what_the_trees_hold_likely_is_a_matter_of_the_other_claims_too() -> None:
    known, trees = seen(), second.load()
    first = known.judged(network.load())
    planned, over = first.statuses.copy(), first.statuses.copy()
    planned[1:], over[1:] = [(6, -6, -6), (-0.2, -3, -3)], [(-6, -6, -6), (-0.2, -3, -3)]
    ahead, done = (trees.judged(known, dataclasses.replace(first, statuses=s)).statuses[2, 0] for s in (planned, over))
    assert ahead > done


def test_an_event_has_one_time() -> None:
    reading = read(
        *marked(
            "标题\n{大会|EVENT:e1}在{蓼河高新区|PARK:k1}举行。{李明|PERSON:p1}、{王宁|PERSON:p2}出席{大会|EVENT:e1}。"
        )
    )
    event, park, one, two, again = reading.units
    claims = [
        Claim("located_in", event, park, "test"), Claim("participates_in", one, again, "test"),
        Claim("participates_in", two, again, "test"), Claim("part_of", park, park, "test"),
    ]  # fmt: skip
    sure = {(0, 3): 1.5, (1, 4): 0.5}
    assert at_one_time(claims, [3, 4, -1, -1], sure) == [3, 4, 3, -1]
    assert at_one_time(claims, [-1, -1, -1, -1], sure) == [-1, -1, -1, -1]


def test_who_takes_part_in_an_event_does_so_when_it_takes_place() -> None:
    fair = "{岚州人工智能大会|EVENT:e1}"
    text = (
        f"标题\n2021年3月3日，{{远岫集团|ORG:o2}}承办的{fair}在{{蓼河高新区|PARK:k1}}举行。会议为期一天。"
        f"{{澄观电子|ORG:o3}}{{董事长|POSITION}}{{李鸣|PERSON:p1}}出席{fair}。"
    )
    plain, mentions = marked(text, kinds={"o2": "company", "o3": "company"})
    found = [
        f for f in find_facts("d-1", plain, mentions, PUBLISHED) if f.predicate in ("participates_in", "located_in")
    ]
    assert {f.predicate for f in found} == {"participates_in", "located_in"}
    assert {(f.when.iso, f.when.role) if f.when else None for f in found} == {("2021-03-03", "at")}
