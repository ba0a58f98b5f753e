import itertools
import random
from pathlib import Path

import networkx as nx
import pytest

from kg.model import Snapshot
from kg.query import Graph
from kg.query.routes import shortest_routes
from kg.store import write_store
from tests.snapshots import Maker

MANIFEST = {"software": "0", "input": "0", "base": "https://example.org/htz/"}


def mesh(seed: int, firms: int = 14, ties: int = 20) -> Snapshot:
    """Firms that cooperate at random."""
    names = [f"第{chr(0x4E00 + n)}公司" for n in range(firms)]
    pairs = random.Random(seed).sample(list(itertools.combinations(range(firms), 2)), ties)
    maker = Maker()
    document = maker.document("a.txt", "、".join(names), None)
    ids = [maker.entity("ORG", name) for name in names]
    for a, b in pairs:
        maker.says(document, ids[a], "cooperates_with", ids[b], names[a])
    return maker.snapshot()


def walked(graph: Graph, a: str, b: str, **options: object) -> list[list[str]]:
    routes = shortest_routes(graph.reader, graph.entity(a), graph.entity(b), **options)
    return [[m.name for m in route.entities] for route in routes]


@pytest.mark.parametrize("seed", range(6))
def test_the_routes_are_all_the_shortest_ones(tmp_path: Path, seed: int) -> None:
    snapshot = mesh(seed)
    write_store(tmp_path / "s.kg", snapshot, MANIFEST)
    known = nx.Graph([(e.subject_id, e.object_id) for e in snapshot.edges])
    known.add_nodes_from(e.id for e in snapshot.entities)
    with Graph.open(tmp_path / "s.kg") as graph:
        for a, b in itertools.combinations([e.id for e in snapshot.entities][:5], 2):
            ends = graph.entity(id=a), graph.entity(id=b)
            routes = shortest_routes(graph.reader, *ends, most=1000)
            found = {tuple(m.id for m in route.entities) for route in routes}
            near = nx.has_path(known, a, b) and nx.shortest_path_length(known, a, b) <= 5
            assert found == ({tuple(p) for p in nx.all_shortest_paths(known, a, b)} if near else set())


def test_a_step_tells_all_edges_of_its_two_ends(zone_store: Path) -> None:
    with Graph.open(zone_store) as graph:
        (route,) = shortest_routes(graph.reader, graph.entity("通佳机械"), graph.entity("济宁高新区"))
    assert [m.name for m in route.entities] == ["通佳机械", "滨河科技园", "济宁高新区"]
    assert [[e.predicate for e in step] for step in route.edges] == [["located_in"], ["part_of"]]


def test_a_path_is_the_surest_of_the_shortest_routes(tmp_path: Path) -> None:
    maker = Maker()
    document = maker.document("a.txt", "甲公司、乙公司、丙公司、丁公司。", None)
    a, b, c, d = (maker.entity("ORG", f"{name}公司") for name in "甲乙丙丁")
    for one, other, confidence in ((a, b, 0.6), (b, d, 0.99), (a, c, 0.8), (c, d, 0.7)):
        maker.says(document, one, "cooperates_with", other, "甲公司", confidence=confidence)
    maker.says(document, a, "invests_in", c, "甲公司", confidence=0.9)
    write_store(tmp_path / "s.kg", maker.snapshot(), MANIFEST)
    with Graph.open(tmp_path / "s.kg") as graph:
        steps = graph.path("丁公司", "甲公司").steps
    assert [(s.source.name, s.relation.predicate, s.relation.direction, s.target.name) for s in steps] == [
        ("丁公司", "cooperates_with", "in", "丙公司"),
        ("丙公司", "invests_in", "in", "甲公司"),
    ]


def test_no_route_is_longer_than_asked_for(zone_store: Path) -> None:
    with Graph.open(zone_store) as graph:
        assert walked(graph, "山东大学", "上海证券交易所", farthest=2) == []
        assert len(walked(graph, "山东大学", "上海证券交易所", farthest=3)) == 1


def test_no_route_leads_through_what_is_avoided(zone_store: Path) -> None:
    with Graph.open(zone_store) as graph:
        binhe = graph.entity("滨河科技园").id
        assert walked(graph, "通佳机械", "济宁高新区", avoiding=[binhe]) == []


def test_there_is_no_route_to_oneself(zone_store: Path) -> None:
    with Graph.open(zone_store) as graph:
        assert walked(graph, "山东大学", "山东大学") == []


def test_the_number_of_routes_is_bounded(tmp_path: Path) -> None:
    write_store(tmp_path / "s.kg", mesh(1, firms=12, ties=50), MANIFEST)
    with Graph.open(tmp_path / "s.kg") as graph:
        ends = [m.name for m in graph.list_entities("ORG")]
        most = max(len(walked(graph, a, b, most=2)) for a, b in itertools.combinations(ends, 2))
    assert most == 2
