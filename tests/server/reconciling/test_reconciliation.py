"""An exchange as OpenRefine has it, over HTTP, against the shapes of the Reconciliation Service API 0.2."""

import json
from typing import Any

import httpx
import jsonschema
import pytest

from tests.server.reconciling.schemas import MANIFEST, RESULTS, SUGGESTED


def match(address: str, method: str = "POST", **queries: Any) -> Any:
    form = {"queries": json.dumps(queries, ensure_ascii=False)}
    place = "data" if method == "POST" else "params"
    reply = httpx.request(method, f"{address}/reconcile", **{place: form})  # type: ignore[arg-type]
    assert reply.status_code == 200
    jsonschema.validate(reply.json(), RESULTS)
    return {name: answer["result"] for name, answer in reply.json().items()}


def test_the_manifest_tells_where_everything_is(address: str) -> None:
    reply = httpx.get(f"{address}/reconcile", headers={"Origin": "http://127.0.0.1:3333"})
    jsonschema.validate(reply.json(), MANIFEST)
    assert reply.headers["access-control-allow-origin"] == "*"
    assert reply.json()["view"]["url"].startswith(address)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_known_name_is_a_match_and_an_unknown_one_is_not(address: str, method: str) -> None:
    found = match(address, method, q0={"query": "济宁高新区科技创新局"}, q1={"query": "北京未见有限公司"})
    assert [(r["name"], r["match"], r["score"]) for r in found["q0"]] == [("济宁高新区科技创新局", True, 100)]
    assert not any(r["match"] for r in found["q1"])


def test_a_condition_that_is_not_checked_leaves_no_match_certain(address: str) -> None:
    query = {"query": "济宁高新区科技创新局", "properties": [{"pid": "located_in", "v": "火星"}]}
    assert [r["match"] for r in match(address, q0=query)["q0"]] == [False]


def test_a_type_narrows_and_a_limit_cuts(address: str) -> None:
    found = match(address, q0={"query": "科技创新局", "type": "PERSON"}, q1={"query": "济宁", "limit": 1})
    assert all(r["type"][0]["id"] == "PERSON" for r in found["q0"])
    assert len(found["q1"]) <= 1


@pytest.mark.parametrize("queries", ["not json", "[]", '{"q0": "x"}', '{"q0": {}}', '{"q0": {"query": 1}}'])
def test_what_is_no_query_is_told(address: str, queries: str) -> None:
    reply = httpx.post(f"{address}/reconcile", data={"queries": queries})
    assert reply.status_code == 400
    assert reply.json()["error"]


@pytest.mark.parametrize(("kind", "prefix"), [("entity", "科技"), ("type", "园"), ("property", "位于")])
def test_suggestions(address: str, kind: str, prefix: str) -> None:
    reply = httpx.get(f"{address}/reconcile/suggest/{kind}", params={"prefix": prefix})
    jsonschema.validate(reply.json(), SUGGESTED)
    assert reply.json()["result"]


@pytest.mark.parametrize(("kind", "prefix"), [("entity", "科技"), ("type", "园"), ("property", "领导")])
def test_what_is_suggested_has_a_flyout(address: str, kind: str, prefix: str) -> None:
    where = httpx.get(f"{address}/reconcile").json()["suggest"][kind]
    (found, *_) = httpx.get(f"{address}{where['service_path']}", params={"prefix": prefix}).json()["result"]
    path = where["flyout_service_path"].replace("${id}", found["id"])
    told = httpx.get(where["flyout_service_url"] + path, headers={"Origin": "http://127.0.0.1:3333"})
    assert told.headers["access-control-allow-origin"] == "*"
    assert told.json()["id"] == found["id"]
    assert found["name"] in told.json()["html"]


@pytest.mark.parametrize("path", ["entity/o-aaaaaaaaaa", "type/NOTHING", "property/nothing", "thing/x"])
def test_what_is_not_there_has_no_flyout(address: str, path: str) -> None:
    assert httpx.get(f"{address}/reconcile/flyout/{path}").status_code == 404


def test_labels_that_start_so_come_before_those_that_hold_it(address: str) -> None:
    reply = httpx.get(f"{address}/reconcile/suggest/property", params={"prefix": "head", "lang": "en"})
    assert [r["id"] for r in reply.json()["result"]] == ["head"]
    reply = httpx.get(f"{address}/reconcile/suggest/property", params={"prefix": "位于", "lang": "zh"})
    assert [r["id"] for r in reply.json()["result"]] == ["located_in", "located_in.in"]


def test_candidates_are_described(address: str) -> None:
    found = match(address, q0={"query": "科技创新局"})["q0"]
    assert found[0]["description"].startswith("政府部门；")
    assert "科技创新局" in found[0]["description"]


def test_the_preview_may_stand_in_a_frame(address: str) -> None:
    (found,) = match(address, q0={"query": "济宁高新区科技创新局"})["q0"]
    reply = httpx.get(f"{address}/reconcile/preview/{found['id']}")
    assert "科技创新局" in reply.text
    assert "frame-ancestors *" in reply.headers["content-security-policy"]
    assert "script" not in reply.text
