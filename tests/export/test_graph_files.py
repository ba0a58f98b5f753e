"""GraphML and GEXF: every reader sees the same nodes, edges, labels and colours."""

import re
from collections import Counter
from pathlib import Path

import igraph
import networkx as nx
import pytest
from lxml import etree

from kg.export import gexf, graphml
from kg.mapping import links, nodes
from kg.model import Snapshot
from tests.graphology import needs_node, read_in_node
from tests.snapshots import BASE, worked_example


@pytest.fixture(scope="module")
def worked() -> Snapshot:
    return worked_example()


@pytest.fixture(scope="module")
def files(worked: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("graph")
    graphml(worked, folder / "g.graphml", BASE)
    gexf(worked, folder / "g.gexf", BASE)
    return {"graphml": folder / "g.graphml", "gexf": folder / "g.gexf"}


def expected(snapshot: Snapshot) -> tuple[int, int, list[str], list[str]]:
    found, lines = list(nodes(snapshot, BASE)), list(links(snapshot))
    return len(found), len(lines), sorted(n.label for n in found), sorted(x.predicate for x in lines)


def parallel(snapshot: Snapshot) -> int:
    pairs = Counter((x.source, x.target) for x in links(snapshot))
    return sum(n for n in pairs.values() if n > 1)


def test_networkx_reads_graphml(worked: Snapshot, files: dict[str, Path]) -> None:
    graph = nx.read_graphml(files["graphml"], force_multigraph=True)
    labels = sorted(d["label"] for _, d in graph.nodes(data=True))
    predicates = sorted(d["predicate"] for _, _, d in graph.edges(data=True))
    assert (len(graph), graph.number_of_edges(), labels, predicates) == expected(worked)
    assert graph.is_directed() and graph.is_multigraph()
    assert {type(d["size"]) for _, d in graph.nodes(data=True)} == {float}


def test_igraph_reads_graphml(worked: Snapshot, files: dict[str, Path]) -> None:
    graph = igraph.Graph.Read_GraphML(str(files["graphml"]))
    names = sorted(graph.vs["label"]), sorted(graph.es["predicate"])
    assert (graph.vcount(), graph.ecount(), *names) == expected(worked)
    assert graph.is_directed() and min(graph.es["weight"]) >= 1
    assert sorted(graph.es["edge_key"]) == sorted(x.id for x in links(worked))


@needs_node
@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_graphology_reads_it(name: str, worked: Snapshot, files: dict[str, Path]) -> None:
    found = read_in_node(files[name])
    assert (found["nodes"], found["edges"], sorted(found["labels"]), sorted(found["predicates"])) == expected(worked)
    assert found["parallel"] == parallel(worked) > 0
    assert found["colours"] == found["nodes"]


def test_every_edge_names_its_type_for_gephi(worked: Snapshot, files: dict[str, Path]) -> None:
    edges = etree.parse(files["graphml"]).iter("{*}edge")
    kinds = sorted(str(e.get("{https://example.org/htz/def#}label")) for e in edges)
    assert kinds == expected(worked)[3]


def test_keys_are_declared_for_nodes_or_edges_in_plain_types(files: dict[str, Path]) -> None:
    keys = {k.get("id"): k for k in etree.parse(files["graphml"]).iter("{*}key")}
    assert {k.get("for") for k in keys.values()} == {"node", "edge"}
    assert {k.get("attr.type") for k in keys.values()} == {"string", "int", "double"}
    used = {d.get("key") for d in etree.parse(files["graphml"]).iter("{*}data")}
    assert used <= keys.keys()


def test_ids_are_name_tokens_and_nodes_stand_before_edges(files: dict[str, Path]) -> None:
    elements = [e for e in etree.parse(files["graphml"]).iter("{*}node", "{*}edge")]
    assert all(re.fullmatch(r"[\w.-]+", e.get("id"), re.ASCII) for e in elements)
    kinds = [etree.QName(e).localname for e in elements]
    assert kinds == sorted(kinds, reverse=True)


def test_both_files_say_their_encoding_first(files: dict[str, Path]) -> None:
    for path in files.values():
        assert path.read_bytes().startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n')


def test_networkx_reads_gexf(worked: Snapshot, files: dict[str, Path]) -> None:
    graph = nx.read_gexf(files["gexf"], version="1.3")
    labels = sorted(d["label"] for _, d in graph.nodes(data=True))
    assert (len(graph), labels) == (expected(worked)[0], expected(worked)[2])
    assert graph.number_of_edges() == expected(worked)[1]


def test_gexf_dates_are_whole_days_and_what_still_holds_is_open(worked: Snapshot, files: dict[str, Path]) -> None:
    edges = {e.get("id"): e for e in etree.parse(files["gexf"]).iter("{*}edge")}
    dates = [e.get(k) for e in edges.values() for k in ("start", "end") if e.get(k)]
    assert dates and all(re.fullmatch(r"\d{4}-\d{2}-\d{2}", d) for d in dates)
    for link in links(worked):
        end = str(link.last_seen) if link.last_seen and not link.ongoing else None
        assert edges[link.id].get("end") == end
    former = [link for link in links(worked) if link.status == "former"]
    assert [edges[link.id].get("end") for link in former] == ["2020-12-31"]


def test_gexf_edges_have_a_kind(worked: Snapshot, files: dict[str, Path]) -> None:
    assert sorted(str(e.get("kind")) for e in etree.parse(files["gexf"]).iter("{*}edge")) == expected(worked)[3]
