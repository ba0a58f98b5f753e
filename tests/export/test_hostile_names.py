"""Names that break files: every format stays well-formed for foreign readers, and the graph comes back the same."""

import csv
import functools
import io
import json
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import igraph
import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from kg.export import FORMATS
from kg.mapping import links, nodes, triples
from kg.model import Snapshot
from tests.graphology import needs_node, read_in_node
from tests.hostile import HOSTILE, TEXT
from tests.snapshots import BASE, with_names

# labels by id, and the predicates with their ends
Shape: TypeAlias = tuple[dict[str, str], list[tuple[str, str, str]]]


def data(form: str, snapshot: Snapshot) -> bytes:
    stream = io.BytesIO()
    FORMATS[form][0](snapshot, stream, BASE)
    return stream.getvalue()


def shape(snapshot: Snapshot) -> Shape:
    found = {n.id: n.label for n in nodes(snapshot, BASE)}
    return found, sorted((x.source, x.predicate, x.target) for x in links(snapshot))


def expat(form: str, snapshot: Snapshot) -> Shape:
    root = ElementTree.fromstring(data(form, snapshot))
    return _elements(root.iter())


def lxml(form: str, snapshot: Snapshot) -> Shape:
    return _elements(etree.fromstring(data(form, snapshot)).iter())


def _elements(found: object) -> Shape:
    labels, lines = {}, []
    for element in list(found):  # type: ignore[call-overload]
        tag = str(element.tag).rpartition("}")[2]
        if tag == "node":
            label = element.find("{*}data[@key='label']")
            labels[element.get("id")] = element.get("label") if label is None else label.text
        elif tag == "edge":
            kind = element.get("kind") or element.get("{https://example.org/htz/def#}label")
            lines.append((element.get("source"), kind, element.get("target")))
    return labels, sorted(lines)


def networkx(form: str, snapshot: Snapshot) -> Shape:
    stream = io.BytesIO(data(form, snapshot))
    read = {"graphml": functools.partial(nx.read_graphml, force_multigraph=True), "gexf": nx.read_gexf}
    graph = read[form](stream)
    labels = {n: d["label"] for n, d in graph.nodes(data=True)}
    return labels, sorted((s, d["predicate"], t) for s, t, d in graph.edges(data=True))


@pytest.mark.parametrize("form", ["graphml", "gexf"])
@pytest.mark.parametrize("reader", [expat, lxml, networkx])
def test_graph_files_come_back_the_same(form: str, reader: Callable[[str, Snapshot], Shape]) -> None:
    snapshot = with_names(HOSTILE)
    assert reader(form, snapshot) == shape(snapshot)


def test_igraph_gets_the_same_graph(tmp_path: Path) -> None:
    snapshot = with_names(HOSTILE)
    (tmp_path / "g.graphml").write_bytes(data("graphml", snapshot))
    graph = igraph.Graph.Read_GraphML(str(tmp_path / "g.graphml"))
    ids = graph.vs["id"]
    edges = sorted((ids[e.source], e["predicate"], ids[e.target]) for e in graph.es)
    assert (dict(zip(ids, graph.vs["label"], strict=True)), edges) == shape(snapshot)


@needs_node
@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_graphology_gets_the_same_graph(form: str, tmp_path: Path) -> None:
    snapshot = with_names(HOSTILE)
    path = tmp_path / f"g.{form}"
    path.write_bytes(data(form, snapshot))
    found = read_in_node(path)
    edges = sorted(tuple(e) for e in found["links"])
    assert (found["names"], edges) == shape(snapshot)


RDF = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # raised inside rdflib's own reader
@pytest.mark.parametrize("form", RDF)
def test_rdf_files_come_back_the_same(form: str) -> None:
    snapshot = with_names(HOSTILE)
    written, expected = data(form, snapshot), set(triples(snapshot, BASE))
    assert {q.triple for q in ox.parse(written, format=RDF[form])} == expected
    assert rdflib_lines(written, form) == rdflib_lines(data("ntriples", snapshot), "ntriples")


def rdflib_lines(written: bytes, form: str) -> set[object]:
    name = {"ntriples": "nt", "jsonld": "json-ld"}.get(form, form)
    return set(rdflib.Graph().parse(data=written, format=name))


def test_quads_come_back_the_same() -> None:
    snapshot = with_names(HOSTILE)
    quads = list(ox.parse(data("nquads", snapshot), format=ox.RdfFormat.N_QUADS))
    assert {q.triple for q in quads} == set(triples(snapshot, BASE))


TABLES = ("entities.csv", "edges.csv")


def table(form: str, name: str, snapshot: Snapshot) -> list[list[str]]:
    with zipfile.ZipFile(io.BytesIO(data(form, snapshot))) as archive:
        return list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("form", ["csv", "csv-raw"])
def test_tables_keep_one_row_an_entity(form: str) -> None:
    snapshot = with_names(HOSTILE)
    _, *rows = table(form, "entities.csv", snapshot)
    assert [r[0] for r in rows] == [e.id for e in snapshot.entities]
    assert [c for r in rows for c in r if "\n" in c or "\0" in c] == []


def test_documents_are_a_json_object_a_line() -> None:
    snapshot = with_names(HOSTILE)
    (row,) = [json.loads(line) for line in data("documents", snapshot).decode().splitlines()]
    assert len(row["relations"]) == len(snapshot.edges)


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=4, unique=True))
def test_any_names_survive_foreign_parsers(names: list[str]) -> None:
    snapshot = with_names(names)
    for form in ("graphml", "gexf"):
        assert expat(form, snapshot) == lxml(form, snapshot) == networkx(form, snapshot) == shape(snapshot)
    expected = set(triples(snapshot, BASE))
    for form, syntax in RDF.items():
        assert {q.triple for q in ox.parse(data(form, snapshot), format=syntax)} == expected
    assert len(rdflib_lines(data("turtle", snapshot), "turtle")) == len(expected)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from("=+-@＝＋－＠−\t\r\n\x00 "), st.sampled_from("=+-@＝＋－＠−\t\r\n\x00 "), TEXT)
def test_no_cell_of_the_safe_tables_starts_a_formula(first: str, second: str, rest: str) -> None:
    cells = [c for name in TABLES for row in table("csv", name, with_names([first + second + rest])) for c in row]
    assert [c for c in cells if c.startswith(tuple("=+-@＝＋－＠−\t\r\n"))] == []
    assert max(map(len, cells)) <= 32_767


def test_a_cell_holds_no_more_than_a_spreadsheet_takes() -> None:
    snapshot = with_names(["长" * 40_000])
    assert max(len(c) for row in table("csv", "entities.csv", snapshot) for c in row) == 32_767
    assert max(len(c) for row in table("csv-raw", "entities.csv", snapshot) for c in row) > 40_000
