"""Popolo: the fields of its classes, references that lead to records, dates as it takes them."""

import io
import json
import re
from typing import Any

import pytest

from kg.export import popolo
from kg.model import Snapshot
from tests.hostile import HOSTILE
from tests.snapshots import BASE, with_names, worked_example

# the properties that the specification gives these classes, as far as we write them, and our own `observed`
FIELDS = {
    "persons": {"id", "name", "other_names", "sources"},
    "organizations": {"id", "name", "other_names", "classification", "parent_id", "sources"},
    "posts": {"id", "label", "role", "organization_id"},
    "memberships": {
        "id", "label", "role", "person_id", "organization_id", "post_id", "start_date", "end_date", "sources",
        "observed",
    },
}  # fmt: skip
DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


def records(snapshot: Snapshot) -> dict[str, list[dict[str, Any]]]:
    stream = io.BytesIO()
    popolo(snapshot, stream, BASE)
    found: dict[str, list[dict[str, Any]]] = json.loads(stream.getvalue())
    return found


@pytest.fixture(scope="module")
def worked() -> dict[str, list[dict[str, Any]]]:
    return records(worked_example())


def tenure(worked: dict[str, list[dict[str, Any]]], name: str) -> dict[str, Any]:
    (person,) = (p["id"] for p in worked["persons"] if p["name"] == name)
    (found,) = (m for m in worked["memberships"] if m["person_id"] == person)
    return found


def test_records_have_only_fields_of_their_class(worked: dict[str, list[dict[str, Any]]]) -> None:
    assert worked.keys() == FIELDS.keys()
    assert all(row.keys() <= FIELDS[name] for name, rows in worked.items() for row in rows)


@pytest.mark.parametrize("snapshot", [worked_example(), with_names(HOSTILE)], ids=["worked", "hostile"])
def test_references_lead_to_records(snapshot: Snapshot) -> None:
    found = records(snapshot)
    ids = {row["id"] for rows in found.values() for row in rows}
    named = {row[key] for rows in found.values() for row in rows for key in row if key.endswith("_id")}
    assert named <= ids


def test_persons_and_bodies_are_all_there(worked: dict[str, list[dict[str, Any]]]) -> None:
    assert {p["name"] for p in worked["persons"]} == {"王运华", "罗会涛", "何平", "孙立"}
    bodies = {o["name"]: o for o in worked["organizations"]}
    assert bodies["济宁高新区科技创新局"]["other_names"] == [{"name": "科技创新局"}]
    assert bodies["济宁高新区"]["classification"] == "park"
    assert bodies["济宁高新区科技创新局"]["parent_id"] == bodies["济宁高新区"]["id"]


def test_a_stated_start_is_a_date_and_a_sighting_is_not(worked: dict[str, list[dict[str, Any]]]) -> None:
    assert tenure(worked, "罗会涛")["start_date"] == "2021-03"
    former = tenure(worked, "王运华")
    assert "start_date" not in former and "end_date" not in former
    assert former["observed"] == {"first": "2020-01-01", "last": "2020-12-31", "status": "former"}


def test_dates_are_such_as_the_standard_takes(worked: dict[str, list[dict[str, Any]]]) -> None:
    dates = [m[key] for m in worked["memberships"] for key in ("start_date", "end_date") if key in m]
    assert dates and all(DATE.fullmatch(d) for d in dates)


def test_nobody_is_a_member_by_plan(worked: dict[str, list[dict[str, Any]]]) -> None:
    (planned,) = (p["id"] for p in worked["persons"] if p["name"] == "孙立")
    assert planned not in {m["person_id"] for m in worked["memberships"]}


def test_a_membership_quotes_its_source(worked: dict[str, list[dict[str, Any]]]) -> None:
    (source,) = tenure(worked, "何平")["sources"]
    assert source == {"url": BASE + "doc/002", "note": "副局长何平分管"}
