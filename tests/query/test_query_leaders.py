import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from kg.errors import LookupFailed, QueryError
from kg.model import Edge, Fact, Snapshot, When
from kg.query import Graph, Leaders
from kg.query.evidence import quoted
from kg.store import write_store

DAY = dt.date


def led(store: Path, name: str = "科技创新局", on: str | None = None, *, all_posts: bool = False) -> Leaders:
    with Graph.open(store) as graph:
        return graph.who_leads(name, on=on, all_posts=all_posts)


def told(found: Leaders) -> list[tuple[str, str]]:
    return [(a.person, a.status) for a in found.answers]


def test_the_head_comes_first_then_former_heads(zone_store: Path) -> None:
    assert told(led(zone_store)) == [("罗会涛", "current"), ("王运华", "former")]


def test_dates_are_as_precise_as_their_source(zone_store: Path) -> None:
    assert [(a.first_seen, a.last_seen) for a in led(zone_store).answers] == [("2021-05", "2021-05"), ("2020", "2020")]


def test_every_answer_has_its_words_and_its_article(zone_store: Path) -> None:
    (evidence,) = led(zone_store).answers[0].evidence
    assert evidence.document == "c2021.txt"
    assert evidence.published == "2021-05"
    assert evidence.quote == "济宁高新区科技创新局局长罗会涛"
    assert evidence.sentence == "济宁高新区科技创新局局长罗会涛介绍，副局长何平补充。"


def test_words_apart_are_told_in_order_of_the_text(zone: Snapshot) -> None:
    document = zone.documents[0]
    fact = dataclasses.replace(zone.facts[0], evidence=((10, 14), (0, 4)))
    assert quoted(fact, document).quote == f"{document.text[:4]} … {document.text[10:14]}"


def test_deputies_lead_only_when_all_posts_are_asked_for(zone_store: Path) -> None:
    assert told(led(zone_store, all_posts=True)) == [("罗会涛", "current"), ("何平", "current"), ("王运华", "former")]


def test_planned_heads_do_not_lead(zone_store: Path) -> None:
    assert "孙立" not in [a.person for a in led(zone_store, all_posts=True).answers]


@pytest.mark.parametrize("on", ["2020-06-30", "2020-06", "2020", "2020年6月30日"])
def test_on_a_date_the_head_of_then(zone_store: Path, on: str) -> None:
    assert told(led(zone_store, on=on)) == [("王运华", "current")]


@pytest.mark.parametrize("on", ["2021-05-10", "2021", "2024"])
def test_on_a_later_date_the_last_known_head(zone_store: Path, on: str) -> None:
    assert told(led(zone_store, on=on)) == [("罗会涛", "current")]


def test_between_two_heads_nobody_is_certain(zone_store: Path) -> None:
    assert told(led(zone_store, on="2021-02")) == [("王运华", "uncertain")]


def test_before_all_records_nothing_is_known(zone_store: Path) -> None:
    found = led(zone_store, on="2015")
    assert found.answers == ()
    assert found.known_from == "2020"


def test_without_any_date_the_head_is_uncertain(zone_store: Path) -> None:
    (answer,) = led(zone_store, "任城区科技创新局").answers
    assert (answer.person, answer.status, answer.last_seen) == ("赵明", "uncertain", None)
    assert answer.evidence[0].published is None


def test_a_zone_is_led_by_the_heads_of_its_committees(zone_store: Path) -> None:
    (answer,) = led(zone_store, "济宁高新区").answers
    assert (answer.person, answer.position, answer.organization) == ("刘章箭", "书记", "济宁高新区党工委")


def test_a_body_nobody_is_known_to_lead_has_no_answers(zone_store: Path) -> None:
    assert led(zone_store, "泰山区科技创新局").answers == ()


def test_a_person_is_no_body(zone_store: Path) -> None:
    with pytest.raises(LookupFailed, match="王运华"):
        led(zone_store, "王运华")


@pytest.mark.parametrize("on", ["last year", "2020-13", "2020-02-30", "20"])
def test_what_is_no_date_is_refused(zone_store: Path, on: str) -> None:
    with pytest.raises(QueryError):
        led(zone_store, on=on)


def changed(zone: Snapshot, person: str, **values: object) -> Snapshot:
    """The zone with one head's edge, and the fact behind it, changed."""
    id_ = next(e.id for e in zone.entities if e.name == person)
    fact_values = {"status": values.pop("said")} if "said" in values else {}
    edges: list[Edge] = []
    facts = {f.id: f for f in zone.facts}
    for edge in zone.edges:
        if edge.subject_id == id_:
            edge = dataclasses.replace(edge, **values)  # type: ignore[arg-type]
            fact: Fact = facts[edge.fact_ids[0]]
            facts[fact.id] = dataclasses.replace(fact, **fact_values)  # type: ignore[arg-type]
        edges.append(edge)
    return dataclasses.replace(zone, edges=tuple(edges), facts=tuple(facts[i] for i in sorted(facts)))


def store_of(snapshot: Snapshot, folder: Path) -> Path:
    write_store(folder / "s.kg", snapshot, {})
    return folder / "s.kg"


def test_a_stated_end_ends_the_tenure(zone: Snapshot, tmp_path: Path) -> None:
    until = When("2022年3月", "2022-03", DAY(2022, 3, 1), DAY(2022, 3, 31), "until")
    store = store_of(changed(zone, "罗会涛", until=until, status="former"), tmp_path)
    assert told(led(store, on="2022-03")) == [("罗会涛", "current")]
    assert "罗会涛" not in [a.person for a in led(store, on="2023").answers]


def test_somebody_called_former_head_did_not_lead_when_it_was_written(zone: Snapshot, tmp_path: Path) -> None:
    store = store_of(changed(zone, "罗会涛", said="former", status="former"), tmp_path)
    assert told(led(store, on="2021-05")) == [("王运华", "current")]
    assert ("罗会涛", "former") in told(led(store))


def test_two_heads_of_one_post_at_one_time_are_uncertain(zone: Snapshot, tmp_path: Path) -> None:
    dates = {"first_seen": DAY(2020, 1, 1), "last_seen": DAY(2020, 12, 31)}
    store = store_of(changed(zone, "罗会涛", **dates), tmp_path)
    assert sorted(told(led(store, on="2020"))) == [("王运华", "uncertain"), ("罗会涛", "uncertain")]
