from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.model import Snapshot
from kg.query import Graph, parse_moment
from kg.query.neighbourhood import Lens, Neighbourhood, neighbourhood, subgraph
from kg.store import write_store
from tests.snapshots import Maker


@pytest.fixture
def graph(zone_store: Path) -> Iterator[Graph]:
    with Graph.open(zone_store) as graph:
        yield graph


def names(found: Neighbourhood) -> set[str]:
    return {n.entity.name for n in found.nodes}


def around(graph: Graph, name: str, lens: Lens | None = None, **pages: int) -> Neighbourhood:
    id_ = graph.entity(name).id
    return neighbourhood(graph.reader, [id_], {id_: 1, **pages}, lens)


def test_an_entity_stands_with_its_neighbours(graph: Graph) -> None:
    assert names(around(graph, "辰欣药业")) == {"辰欣药业股份有限公司", "上海证券交易所", "山东大学生命科学学院"}


def test_a_neighbour_tells_how_many_more_lie_behind_it(graph: Graph) -> None:
    found = around(graph, "辰欣药业")
    assert {n.entity.name: n.rest for n in found.nodes}["山东大学生命科学学院"] == 1


def test_an_opened_neighbour_brings_its_own(graph: Graph) -> None:
    school = graph.entity("山东大学生命科学学院").id
    assert "山东大学" in names(around(graph, "辰欣药业", **{school: 1}))


def test_edges_between_neighbours_are_in_view(graph: Graph) -> None:
    found = around(graph, "滨河科技园")
    assert sorted(e.predicate for e in found.edges) == ["located_in", "part_of", "part_of"]


@pytest.mark.parametrize(
    ("lens", "expected"),
    [
        (Lens(types=frozenset({"PROGRAMME"})), {"滨河科技园", "“一区十园”"}),
        (Lens(predicates=frozenset({"located_in"})), {"滨河科技园", "通佳机械"}),
        (Lens(moment=parse_moment("2018")), {"滨河科技园", "“一区十园”", "济宁高新区"}),
        (Lens(least=0.95), {"滨河科技园"}),
    ],
)
def test_a_lens_hides_what_it_does_not_admit(graph: Graph, lens: Lens, expected: set[str]) -> None:
    assert names(around(graph, "滨河科技园", lens)) == expected


def test_choices_are_counted_whatever_is_chosen(graph: Graph) -> None:
    found = around(graph, "滨河科技园", Lens(types=frozenset({"PROGRAMME"})))
    assert (found.types["ORG"], found.predicates["located_in"]) == (1, 1)


def test_unknown_starts_are_left_out(graph: Graph) -> None:
    assert neighbourhood(graph.reader, ["o-nowhere"], {"o-nowhere": 1}).nodes == ()


def crowd() -> Snapshot:
    """A park with 70 firms."""
    firms = [f"企业{chr(0x4E00 + n)}公司" for n in range(70)]
    maker = Maker()
    document = maker.document("a.txt", "甲园区有" + "、".join(firms), None)
    park = maker.entity("PARK", "甲园区")
    for name in firms:
        maker.says(document, maker.entity("ORG", name), "located_in", park, name)
    return maker.snapshot()


def test_a_crowd_comes_a_page_at_a_time_and_only_as_far_as_there_is_room(tmp_path: Path) -> None:
    snapshot = crowd()
    write_store(tmp_path / "s.kg", snapshot, {"software": "0", "input": "0", "base": "https://example.org/htz/"})
    (park,) = (e.id for e in snapshot.entities if e.type == "PARK")
    with Graph.open(tmp_path / "s.kg") as graph:
        one = neighbourhood(graph.reader, [park], {park: 1})
        two = neighbourhood(graph.reader, [park], {park: 2})
        cut = neighbourhood(graph.reader, [park], {park: 2}, most=40)
    assert (len(one.nodes), one.nodes[0].rest, one.full) == (31, 40, False)
    assert (len(two.nodes), two.nodes[0].rest) == (61, 10)
    assert (len(cut.nodes), cut.full) == (40, True)
    assert [n.entity.id for n in two.nodes[:31]] == [n.entity.id for n in one.nodes]


def test_a_subgraph_holds_the_facts_and_articles_of_its_edges(graph: Graph) -> None:
    found = around(graph, "辰欣药业")
    part = subgraph(graph.reader, [n.entity.id for n in found.nodes], found.edges)
    assert {f.id for f in part.facts} == {i for e in part.edges for i in e.fact_ids}
    assert {m.id for m in part.mentions} == {i for f in part.facts for i in (f.subject_id, f.object_id)}
    assert {d.id for d in part.documents} >= {f.document_id for f in part.facts}
