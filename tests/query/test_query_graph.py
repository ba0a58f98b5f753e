import datetime as dt
import random
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest

from kg.errors import LookupFailed, QueryError
from kg.model import Edge, Entity, Snapshot
from kg.query import Graph, parse_moment
from kg.query.dates import stated_bounds
from kg.query.evidence import sentence_around
from kg.query.places import inside, members
from kg.query.rdf import check
from kg.store import open_store, write_store


def test_show_gives_every_edge_with_its_sentence(zone: Snapshot, zone_store: Path) -> None:
    with Graph.open(zone_store) as graph:
        found = graph.show("辰欣药业")
    assert found.entity.names == ("辰欣药业股份有限公司", "辰欣药业")
    assert [(r.predicate, r.direction, r.other.name) for r in found.relations] == [
        ("cooperates_with", "out", "山东大学生命科学学院"),
        ("listed_on", "out", "上海证券交易所"),
    ]
    assert all(r.evidence for r in found.relations)


def test_show_tells_the_direction(zone_store: Path) -> None:
    with Graph.open(zone_store) as graph:
        (relation,) = graph.show("山东大学").relations
    assert (relation.direction, relation.other.name) == ("in", "山东大学生命科学学院")


def test_the_timeline_goes_from_early_to_late(zone_store: Path) -> None:
    with Graph.open(zone_store) as graph:
        assert [r.first_seen for r in graph.timeline("辰欣药业")] == ["2017-10-23", "2020"]


def test_undated_relations_end_the_timeline(zone_store: Path) -> None:
    with Graph.open(zone_store) as graph:
        assert [r.other.name for r in graph.timeline("科技创新局")][-1] == "孙立"


def test_the_members_of_a_framework_are_listed(zone_store: Path) -> None:
    with Graph.open(zone_store) as graph:
        assert [m.name for m in graph.list_entities("PARK", part_of="一区十园")] == ["滨河科技园", "蓼河新区"]


def test_a_firm_in_a_park_of_the_zone_is_in_the_zone(zone_store: Path) -> None:
    with Graph.open(zone_store) as graph:
        assert [m.name for m in graph.list_entities("ORG", kind="company", within="济宁高新区")] == ["通佳机械"]


def test_a_body_that_bears_the_name_of_the_zone_is_in_it(zone_store: Path) -> None:
    with Graph.open(zone_store) as graph:
        names = [m.name for m in graph.list_entities("ORG", kind="party", within="济宁高新区")]
    assert names == ["济宁高新区党工委"]


@pytest.mark.parametrize(("type_", "kind"), [("org", "COMPANY"), ("机构", "企业"), ("organization", "company")])
def test_types_and_kinds_go_by_tag_or_label(zone_store: Path, type_: str, kind: str) -> None:
    with Graph.open(zone_store) as graph:
        assert len(graph.list_entities(type_, kind=kind)) == 2


def test_an_unknown_type_lists_those_there_are(zone_store: Path) -> None:
    with Graph.open(zone_store) as graph, pytest.raises(LookupFailed, match="PERSON"):
        graph.list_entities("ANIMAL")


def test_a_path_goes_along_and_against_relations(zone_store: Path) -> None:
    with Graph.open(zone_store) as graph:
        steps = graph.path("山东大学", "辰欣药业").steps
    assert [(s.source.name, s.relation.direction, s.target.name) for s in steps] == [
        ("山东大学", "in", "山东大学生命科学学院"),
        ("山东大学生命科学学院", "in", "辰欣药业股份有限公司"),
    ]


def test_planned_relations_join_nothing(zone_store: Path) -> None:
    with Graph.open(zone_store) as graph:
        assert graph.path("孙立", "科技创新局").steps == ()


def test_there_is_no_path_between_separate_parts(zone_store: Path) -> None:
    with Graph.open(zone_store) as graph:
        assert graph.path("钱伟", "辰欣药业").steps == ()


def random_store(seed: int, folder: Path) -> tuple[Path, Snapshot]:
    chance = random.Random(seed)
    ids = [f"{'z' if i % 3 == 0 else 'o'}-{i:02}" for i in range(18)]
    names = [f"{chance.choice(['东', '西'])}区{i}号" for i in range(18)]
    entities = [
        Entity(i, "PARK" if i[0] == "z" else "ORG", "", n, (n,), (), (), (), (), 0.9)
        for i, n in zip(ids, names, strict=True)
    ]
    edges = []
    for number in range(16):
        predicate = chance.choice(["part_of", "located_in", "attracts", "establishes", "hosts"])
        a, b = chance.sample(ids, 2)
        status = chance.choice(["current", "current", "former"])
        edges.append(
            Edge(f"a-{number:02}", a, predicate, b, (), "", None, None, None, None, (), (), 0.9, status)  # type: ignore[arg-type]
        )
    snapshot = Snapshot((), (), (), tuple(sorted(entities, key=lambda e: e.id)), tuple(edges))
    write_store(folder / "s.kg", snapshot, {})
    return folder / "s.kg", snapshot


@pytest.mark.parametrize("seed", range(8))
def test_walking_up_to_the_zone_and_down_from_it_agree(seed: int, tmp_path: Path) -> None:
    store, snapshot = random_store(seed, tmp_path)
    ids = [e.id for e in snapshot.entities]
    with open_store(store) as reader:
        for zone in (i for i in ids if i.startswith("z")):
            assert inside(reader, zone, ids) == members(reader, zone)


@pytest.mark.parametrize("seed", range(8))
def test_paths_are_as_short_as_those_of_networkx(seed: int, tmp_path: Path) -> None:
    store, snapshot = random_store(seed, tmp_path)
    oracle = nx.Graph([(e.subject_id, e.object_id) for e in snapshot.edges])
    oracle.add_nodes_from(e.id for e in snapshot.entities)
    with Graph.open(store) as graph:
        names = {e.id: e.name for e in snapshot.entities}
        for end in list(names)[1:]:
            steps = graph.path(names["o-01"], names[end]).steps
            connected = nx.has_path(oracle, "o-01", end)
            assert len(steps) == (nx.shortest_path_length(oracle, "o-01", end) if connected else 0)
            ends = [steps[0].source.id, *(s.target.id for s in steps)] if steps else []
            assert ends[:1] + ends[-1:] == (["o-01", end] if connected and end != "o-01" else [])


def test_edges_as_of_a_date_leave_later_and_planned_ones_out(zone: Snapshot, zone_store: Path) -> None:
    with Graph.open(zone_store) as graph:
        assert graph.edges() == zone.edges
        found = graph.edges(as_of="2020-06", predicate="holds_position")
        people = {graph.entity(id=e.subject_id).name for e in found}
    assert people == {"王运华"}


def test_edges_as_of_a_date_leave_ended_ones_out(zone_store: Path) -> None:
    with Graph.open(zone_store) as graph:
        found = graph.edges(as_of="2023", predicate="holds_position")
        people = {graph.entity(id=e.subject_id).name for e in found}
    assert people == {"罗会涛", "何平", "刘章箭"}


def test_networkx_gets_every_entity_and_edge(zone: Snapshot, zone_store: Path) -> None:
    with Graph.open(zone_store) as graph:
        network = graph.to_networkx()
    assert set(network.nodes) == {e.id for e in zone.entities}
    assert {key for *_, key in network.edges(keys=True)} == {e.id for e in zone.edges}


def test_rdflib_and_sparql_count_the_same_triples(zone_store: Path) -> None:
    with Graph.open(zone_store) as graph:
        (row,) = graph.sparql("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        assert len(graph.to_rdflib()) == int(row["n"].value)


def test_sparql_knows_the_prefixes(zone_store: Path) -> None:
    with Graph.open(zone_store) as graph:
        rows = graph.sparql('SELECT ?p { ?o kg:nameKey "科技创新局" . ?x kg:holdsPosition ?o . ?x skos:prefLabel ?p }')
        assert {row["p"].value for row in rows} >= {"罗会涛", "王运华"}


def test_the_index_is_made_once_and_used_again(zone_store: Path) -> None:
    with Graph.open(zone_store) as graph:
        assert bool(graph.sparql("ASK { ?s a kg:Person }"))
        index = graph.reader.version / "quads"
        before = sorted(p.name for p in index.iterdir())
        assert bool(graph.sparql("ASK { ?s a kg:Person }"))
        assert sorted(p.name for p in index.iterdir()) == before
        assert [p.name for p in graph.reader.version.iterdir() if p.name.startswith("quads-")] == []


def test_a_damaged_index_is_made_again(zone_store: Path, tmp_path: Path) -> None:
    import shutil

    store = tmp_path / "s.kg"
    shutil.copytree(zone_store, store)
    with Graph.open(store) as graph:
        shutil.rmtree(graph.reader.version / "quads", ignore_errors=True)
        (graph.reader.version / "quads").mkdir()
        (graph.reader.version / "quads" / "CURRENT").write_text("MANIFEST-999999\n")
        assert bool(graph.sparql("ASK { ?s a kg:Person }"))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { service SILENT <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { ?s kg:at ?o FILTER(?s<1)SERVICE<http://127.0.0.1:1/>{?a ?b ?c} }",
        "SELECT * { ?s kg:at ?o FILTER(?s<1)SERVICE?g#>\n{?a ?b ?c} }",
        "SELECT * { ?s kg:at ?o FILTER(?s<1)#>'''\n SERVICE<http://127.0.0.1:1/>{?a ?b ?c} #'''\n }",
        "SELECT * { ?s kg:at '''a\\'''' . SERVICE <http://127.0.0.1:1/> {?a ?b ?c} ?s kg:at 'b' }",
    ],
)
def test_queries_that_would_leave_this_machine_are_refused(zone_store: Path, query: str) -> None:
    with Graph.open(zone_store) as graph, pytest.raises(QueryError, match="SERVICE"):
        graph.sparql(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT nonsense",
        "SELECT * " + "{" * 4000 + "}" * 4000,
        "SELECT * { " + " UNION ".join(["{?s ?p ?o}"] * 10000) + " }",
        "SELECT (1" + "+1" * 10000 + " AS ?n) {}",
        "SELECT (true" + "-1" * 2001 + "-kg:at AS ?n) {}",
        "SELECT (?n:" + " - 1" * 2001 + " AS ?m) {}",
        "SELECT (kg:at" + " -id:o-a" * 2001 + " AS ?n) {}",
        "SELECT (?a" + "-?a" * 2001 + " AS ?n) {}",
        "ASK { FILTER('a'" + " = 'a'@en || 'a'" * 1001 + ") }",
    ],
)
def test_queries_that_are_wrong_or_dangerous_are_refused(zone_store: Path, query: str) -> None:
    with Graph.open(zone_store) as graph, pytest.raises(QueryError):
        graph.sparql(query)


@pytest.mark.parametrize(
    "query",
    [
        'ASK { ?s ?p "service" }',
        "ASK { ?s <http://x/service> ?o }",
        "ASK { ?service ?p ?o } # service",
        "ASK { ?s <urn:x:service> ?o FILTER(?s < ?o && ?o > ?s) }",
        "ASK { ?s ?p 1 }",
    ],
)
def test_the_word_service_is_allowed_as_text(query: str) -> None:
    check(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { VALUES ?s { " + " ".join(f"id:o-{n:05}" for n in range(4000)) + " } ?s ?p ?o }",
        "SELECT * { VALUES ?d { " + "'2020-01-01'^^xsd:date " * 2100 + "} }",
        "SELECT * { VALUES ?l { " + "'a'@en-GB " * 2100 + "} }",
        "SELECT * { VALUES ?l { " + "'a'^^<urn:a-b-c> " * 2100 + "} }",
        "ASK { ?s id:o" + "-1" * 20_000 + " ?o }",
    ],
    ids=["names", "dates", "languages", "datatypes", "a long name"],
)
def test_hyphens_in_names_are_no_operators(zone_store: Path, query: str) -> None:
    with Graph.open(zone_store) as graph:
        results = graph.sparql(query)
        assert not results if isinstance(results, ox.QueryBoolean) else sum(1 for _ in results) in (0, 2100)


def test_info_counts_types_and_predicates(zone: Snapshot, zone_store: Path) -> None:
    with Graph.open(zone_store) as graph:
        facts = graph.info()
    assert facts["types"]["PERSON"] == sum(e.type == "PERSON" for e in zone.entities)
    assert sum(facts["predicates"].values()) == len(zone.edges)


def test_a_year_ends_on_its_last_day() -> None:
    assert parse_moment("2020").latest == dt.date(2020, 12, 31)
    assert parse_moment("2020-02").latest == dt.date(2020, 2, 29)


def test_a_bound_nobody_explains_is_a_full_date() -> None:
    assert stated_bounds(dt.date(2020, 3, 1), None, []) == ("2020-03-01", None)


def test_a_sentence_ends_at_its_mark_and_not_in_the_next_one() -> None:
    text = "第一句。第二句里有王运华！第三句。"
    start = text.index("王运华")
    assert sentence_around(text, start, start + 3) == "第二句里有王运华！"


def test_a_long_sentence_is_cut_around_the_words() -> None:
    text = "长" * 300 + "王运华" + "长" * 300
    shown = sentence_around(text, 300, 303)
    assert "王运华" in shown
    assert len(shown) < 170
    assert shown.startswith("..")
    assert shown.endswith("..")
