"""JSON-LD by entity: readable by itself, and together the same graph."""

import io
import json
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

from kg.export import entities
from kg.mapping import sections, triples
from kg.model import Snapshot
from tests.hostile import HOSTILE
from tests.snapshots import BASE, with_names, worked_example


def lines(snapshot: Snapshot) -> list[bytes]:
    stream = io.BytesIO()
    entities(snapshot, stream, BASE)
    return stream.getvalue().splitlines()


def named(snapshot: Snapshot, name: str) -> dict[str, Any]:
    (found,) = [d for d in map(json.loads, lines(snapshot)) if d["name"] == name]
    return dict(found)


def read(line: bytes) -> set[ox.Triple]:
    return {q.triple for q in ox.parse(line, format=ox.RdfFormat.JSON_LD)}


def test_there_is_a_document_for_each_entity() -> None:
    snapshot = worked_example()
    assert [json.loads(x)["@id"] for x in lines(snapshot)] == [f"id/{e.id}" for e in snapshot.entities]


@pytest.mark.parametrize("snapshot", [worked_example(), with_names(HOSTILE)], ids=["worked", "hostile"])
def test_together_they_say_what_the_graph_says_of_entities(snapshot: Snapshot) -> None:
    found = set().union(*map(read, lines(snapshot)))
    assert found <= set(triples(snapshot, BASE))
    kinds = {b[0] for name, blocks in sections(snapshot, BASE, ("graph", "provenance")) for b in blocks}
    statements = {s for s in kinds if "/id/a-" in s.value or "/id/x-" in s.value}
    wanted = {t for t in triples(snapshot, BASE) if t.subject in statements or t.subject.value[-12:] in ids(snapshot)}
    assert wanted <= found


def test_an_entity_names_the_ids_it_replaces() -> None:
    snapshot = worked_example()
    found = {d["@id"]: d.get("replaces", []) for d in map(json.loads, lines(snapshot))}
    assert found == {f"id/{e.id}": [f"id/{i}" for i in e.replaces] for e in snapshot.entities}
    assert any(found.values())


def ids(snapshot: Snapshot) -> set[str]:
    return {e.id for e in snapshot.entities}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # raised inside rdflib's own reader
def test_both_libraries_read_the_same() -> None:
    for line in lines(worked_example()):
        expected = rdflib.Graph().parse(data="".join(f"{t} .\n" for t in read(line)), format="nt")
        assert set(rdflib.Graph().parse(data=line, format="json-ld")) == set(expected)


def test_a_statement_names_the_other_and_brings_its_sentence() -> None:
    (tenure,) = named(worked_example(), "罗会涛")["statements"]
    assert (tenure["position"], tenure["object"]["name"]) == ("局长", "济宁高新区科技创新局")
    (evidence,) = tenure["evidence"]
    assert "局长罗会涛" in evidence["selector"]["exact"]
    assert evidence["source"]["identifier"] == "002.txt"


def test_what_is_said_of_it_from_the_other_side_is_there_too() -> None:
    bureau = named(worked_example(), "济宁高新区科技创新局")
    assert {s["subject"]["name"] for s in bureau["statementsOf"]} == {"王运华", "罗会涛", "何平", "孙立"}


def test_the_context_holds_what_the_document_uses_and_no_more() -> None:
    document = named(worked_example(), "国家级绿色园区")
    assert "position" not in document["@context"] and "name" in document["@context"]
    assert len(lines(worked_example())[0]) < 8_000
