"""Columns of what the graph knows of matched entities."""

import json
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest

from kg.server.reconciling.properties import properties
from kg.vocabulary import ontology
from tests.server.asking import ask, entity
from tests.server.reconciling.schemas import EXTENDED, PROPOSED


def extended(store: Path, names: list[str], *wanted: Any, path: str = "/reconcile", lang: str = "zh") -> Any:
    """The rows of entities by name, for properties by id or with settings."""
    ids = {name: entity(store, name) for name in names}
    asked = [p if isinstance(p, dict) else {"id": p} for p in wanted]
    query = json.dumps({"ids": list(ids.values()), "properties": asked})
    value = json.loads(ask(store, path, extend=query, lang=lang).body)
    jsonschema.validate(value, EXTENDED)
    return value["meta"], {name: value["rows"][id_] for name, id_ in ids.items()}


def said(cells: list[Any]) -> list[Any]:
    return [cell.get("name") or next(iter(cell.values())) for cell in cells]


@pytest.mark.parametrize(
    ("name", "property_", "expected"),
    [
        ("科技创新局", "part_of", ["济宁高新区"]),
        ("科技创新局", "zone", ["济宁高新区"]),
        ("滨河科技园", "zone", ["济宁高新区"]),  # the framework it belongs to is no place
        ("科技创新局", "head", ["罗会涛"]),
        ("科技创新局", "kind", ["政府部门"]),
        ("科技创新局", "type", ["机构"]),
        ("科技创新局", "name", ["济宁高新区科技创新局"]),
        ("科技创新局", "alias", ["科技创新局"]),
        ("何平", "position", ["副局长"]),
        ("何平", "holds_position", ["济宁高新区科技创新局"]),
        ("何平", "articles", [1]),
        ("辰欣药业", "listed_on", ["上海证券交易所"]),
        ("上海证券交易所", "listed_on.in", ["辰欣药业股份有限公司"]),
        ("辰欣药业", "cooperates_with", ["山东大学生命科学学院"]),
        ("山东大学生命科学学院", "cooperates_with", ["辰欣药业股份有限公司"]),
        ("何平", "listed_on", []),
        ("何平", "nothing", []),
    ],
)
def test_a_cell_holds_what_the_graph_says(zone_store: Path, name: str, property_: str, expected: list[Any]) -> None:
    _, rows = extended(zone_store, [name], property_)
    assert said(rows[name][property_]) == expected


def test_what_is_over_or_planned_is_left_out_unless_asked_for(zone_store: Path) -> None:
    bureau, inward = "科技创新局", "holds_position.in"
    _, now = extended(zone_store, [bureau], inward)
    _, ever = extended(zone_store, [bureau], {"id": inward, "settings": {"former": True}})
    _, text = extended(zone_store, [bureau], {"id": inward, "settings": {"former": "on"}})
    assert set(said(now[bureau][inward])) == {"罗会涛", "何平"}
    assert set(said(ever[bureau][inward])) == {"罗会涛", "何平", "王运华"}
    assert text == ever


def test_a_limit_cuts(zone_store: Path) -> None:
    _, rows = extended(zone_store, ["科技创新局"], {"id": "holds_position.in", "settings": {"limit": 1}})
    assert len(rows["科技创新局"]["holds_position.in"]) == 1


@pytest.mark.parametrize(("lang", "label"), [("zh", "现任负责人"), ("en", "head")])
def test_columns_tell_their_names_and_the_type_of_their_values(zone_store: Path, lang: str, label: str) -> None:
    meta, _ = extended(zone_store, ["科技创新局"], "head", "kind", lang=lang)
    assert (meta[0]["id"], meta[0]["name"], meta[0]["type"]["id"]) == ("head", label, "PERSON")
    assert "type" not in meta[1]


def test_entities_that_are_not_there_have_empty_rows(zone_store: Path) -> None:
    query = json.dumps({"ids": ["o-aaaaaaaaaa"], "properties": [{"id": "head"}, {"id": "kind"}]})
    value = json.loads(ask(zone_store, "/reconcile", extend=query).body)
    assert value["rows"] == {"o-aaaaaaaaaa": {"head": [], "kind": []}}


def test_values_that_are_entities_can_be_extended_again(zone_store: Path) -> None:
    _, rows = extended(zone_store, ["科技创新局"], "head")
    (cell,) = rows["科技创新局"]["head"]
    query = json.dumps({"ids": [cell["id"]], "properties": [{"id": "position"}]})
    value = json.loads(ask(zone_store, "/reconcile", extend=query).body)
    assert value["rows"][cell["id"]]["position"] == [{"str": "局长"}]


BAD_SETTING = '{"ids": ["a"], "properties": [{"id": "head", "settings": {"limit": "x"}}]}'


@pytest.mark.parametrize(
    "query", ["x", "[]", "{}", '{"ids": 1, "properties": []}', '{"ids": [], "properties": [1]}', BAD_SETTING]
)
def test_what_is_no_extension_is_told(zone_store: Path, query: str) -> None:
    reply = ask(zone_store, "/reconcile", extend=query)
    assert (reply.status, list(json.loads(reply.body))) == (400, ["error"])


@pytest.mark.parametrize("type_", list(ontology().types))
def test_properties_are_proposed_for_a_type(zone_store: Path, type_: str) -> None:
    value = json.loads(ask(zone_store, "/reconcile/extend", type=type_).body)
    jsonschema.validate(value, PROPOSED)
    proposed = {p["id"] for p in value["properties"]}
    signatures = ontology().predicates
    assert {p for p in proposed if p in signatures} == {t for t, p in signatures.items() if type_ in p.subjects}
    assert {p for p in proposed if p.endswith(".in")} == {
        f"{t}.in" for t, p in signatures.items() if type_ in p.objects
    }
    assert ("position" in proposed) == (type_ == "PERSON")


def test_every_property_has_two_labels_and_no_two_the_same(zone_store: Path) -> None:
    for lang in ("zh", "en"):
        labels = [p.label(lang) for p in properties().values()]
        assert all(labels)
        assert len(set(labels)) == len(labels), sorted(x for x in labels if labels.count(x) > 1)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_extension_over_http(address: str, zone_store: Path, method: str) -> None:
    where = httpx.get(f"{address}/reconcile").json()["extend"]["propose_properties"]
    found = httpx.get(where["service_url"] + where["service_path"], params={"type": "ORG", "limit": "2"}).json()
    assert [p["id"] for p in found["properties"]] == ["zone", "head"]
    id_ = entity(zone_store, "科技创新局")
    form = {"extend": json.dumps({"ids": [id_], "properties": found["properties"]})}
    place = "data" if method == "POST" else "params"
    reply = httpx.request(method, f"{address}/reconcile", **{place: form})  # type: ignore[arg-type]
    assert said(reply.json()["rows"][id_]["head"]) == ["罗会涛"]
