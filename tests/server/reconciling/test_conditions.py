"""Properties of a query as conditions: what they do to the score, and when a match is certain."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.server.asking import ask, entity
from tests.server.reconciling.schemas import RESULTS
from tests.snapshots import Maker, write_snapshot


def found(store: Path, query: str = "", *conditions: tuple[str, Any], **more: Any) -> list[Any]:
    """The candidates for a name under conditions (property and value)."""
    asked = {"query": query, "properties": [{"pid": pid, "v": v} for pid, v in conditions], **more}
    reply = ask(store, "/reconcile", queries=json.dumps({"q": asked}))
    assert reply.status == 200, reply.body
    value = json.loads(reply.body)
    jsonschema.validate(value, RESULTS)
    return list(value["q"]["result"])


@pytest.fixture(scope="module")
def namesakes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two bureaus of one short name in two zones, and two committees that have no name of their own."""
    m = Maker()
    text = "甲地高新区科技局局长王芳到会。乙地高新区科技局局长李强到会。甲地高新区管委会和乙地高新区管委会到会。"
    document = m.document("a.txt", text, None)
    for zone, head in (("甲地高新区", "王芳"), ("乙地高新区", "李强")):
        m.entity("PARK", zone)
        bureau = m.entity("ORG", f"{zone}科技局", "科技局", kind="government")
        m.entity("ORG", f"{zone}管委会", hidden=["管委会"], kind="government")
        m.says(document, m.entity("PERSON", head), "holds_position", bureau, f"{zone}科技局局长{head}", position="局长")
    path = tmp_path_factory.mktemp("store") / "a.kg"
    write_snapshot(path, m.snapshot())
    return path


def test_a_condition_tells_namesakes_apart(namesakes: Path) -> None:
    assert [c["match"] for c in found(namesakes, "科技局")] == [False, False]
    for condition in (("head", "李强"), ("zone", "乙地高新区"), ("holds_position.in", "李强")):
        first, second = found(namesakes, "科技局", condition)
        assert (first["name"], first["match"], second["match"]) == ("乙地高新区科技局", True, False)
        assert first["score"] > second["score"]


def test_in_a_zone_a_general_name_means_something(namesakes: Path) -> None:
    assert not any(c["match"] for c in found(namesakes, "管委会"))
    certain = [c["name"] for c in found(namesakes, "管委会", ("zone", "甲地高新区")) if c["match"]]
    assert certain == ["甲地高新区管委会"]


MET = [
    ("zone", "济宁高新区"),
    ("part_of", "济宁高新区"),
    ("type", "ORG"),
    ("type", "机构"),
    ("kind", "government"),
    ("kind", "政府部门"),
    ("head", "罗会涛"),
    ("holds_position.in", ["没有此人", "王运华"]),
    ("alias", "科技创新局"),
    ("name", "济宁高新区科技创新局"),
    ("articles", 3),
]


@pytest.mark.parametrize("condition", MET, ids=lambda c: f"{c[0]}={c[1]}")
def test_a_condition_that_is_met_leaves_a_match_certain_and_raises_the_score(
    zone_store: Path, condition: tuple[str, Any]
) -> None:
    plain, under = found(zone_store, "科技创新局"), found(zone_store, "科技创新局", condition)
    assert [(c["name"], c["match"]) for c in under] == [("济宁高新区科技创新局", True)]
    assert plain[0]["score"] < under[0]["score"] <= 100
    assert {"id": f"property_{condition[0]}", "value": True} in under[0]["features"]


@pytest.mark.parametrize(
    "condition", [("part_of", "滨河科技园"), ("kind", "企业"), ("head", "王运华"), ("type", "人物"), ("zone", "火星")]
)
def test_a_condition_that_is_not_met_lowers_the_score(zone_store: Path, condition: tuple[str, Any]) -> None:
    plain, under = found(zone_store, "科技创新局"), found(zone_store, "科技创新局", condition)
    assert [c["match"] for c in under] == [False]
    assert under[0]["score"] < plain[0]["score"]
    assert {"id": f"property_{condition[0]}", "value": False} in under[0]["features"]


@pytest.mark.parametrize("condition", [("colour", "blue"), ("located_in", "济宁"), ("listed_on", "上海证券交易所")])
def test_of_what_the_graph_does_not_know_it_says_nothing(zone_store: Path, condition: tuple[str, Any]) -> None:
    (only,) = found(zone_store, "科技创新局", condition)
    assert not only["match"]
    assert [f["id"] for f in only["features"]] == ["name"]
    unmet = found(zone_store, "科技创新局", ("kind", "企业"))[0]
    assert unmet["score"] < only["score"] < found(zone_store, "科技创新局")[0]["score"]


def test_an_entity_can_be_given_by_its_id(zone_store: Path) -> None:
    right = {"id": entity(zone_store, "济宁高新区"), "name": "whatever"}
    assert [c["match"] for c in found(zone_store, "科技创新局", ("zone", right))] == [True]
    assert [c["match"] for c in found(zone_store, "科技创新局", ("zone", {"id": "z-aaaaaaaaaa"}))] == [False]


def test_a_firm_of_a_park_of_the_zone_lies_in_the_zone(zone_store: Path) -> None:
    assert [c["match"] for c in found(zone_store, "通佳机械", ("zone", "济宁高新区"))] == [True]
    assert [c["match"] for c in found(zone_store, "通佳机械", ("zone", "蓼河新区"))] == [False]


def test_every_condition_counts(zone_store: Path) -> None:
    both = found(zone_store, "通佳机械", ("zone", "滨河科技园"), ("kind", "company"))
    one = found(zone_store, "通佳机械", ("zone", "滨河科技园"), ("kind", "university"))
    assert ([c["match"] for c in both], [c["match"] for c in one]) == ([True], [False])
    assert one[0]["score"] < both[0]["score"]


def test_without_a_name_those_in_the_relation_are_found_but_none_is_certain(zone_store: Path) -> None:
    candidates = found(zone_store, "", ("holds_position", "济宁高新区科技创新局"), type="PERSON")
    met = {c["name"] for c in candidates if {"id": "property_holds_position", "value": True} in c["features"]}
    assert met == {"王运华", "罗会涛", "何平"}
    assert not any(c["match"] for c in candidates)


def test_a_wish_for_a_type_does_not_narrow(zone_store: Path) -> None:
    assert found(zone_store, "科技创新局", type="PERSON") == []
    assert len(found(zone_store, "科技创新局", type="PERSON", type_strict="should")) == 1


@pytest.mark.parametrize("properties", ["x", [1], [{"pid": "zone"}], [{"v": "x"}], {"pid": "zone", "v": "x"}], ids=str)
def test_what_is_no_condition_is_told(zone_store: Path, properties: Any) -> None:
    queries = json.dumps({"q": {"query": "科技创新局", "properties": properties}})
    reply = ask(zone_store, "/reconcile", queries=queries)
    assert (reply.status, list(json.loads(reply.body))) == (400, ["error"])
