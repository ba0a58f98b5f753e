import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import networkx as nx
import pytest

from kg.model import Snapshot, content_id
from kg.query import Graph
from kg.server.exchange import Reply, Request
from kg.server.views import ROUTES
from kg.server.views.shapes import SHAPES
from kg.server.views.state import view_state
from kg.store import write_store
from kg.vocabulary import ontology
from tests.snapshots import with_name

MANIFEST = {"software": "0", "input": "0", "base": "https://example.org/htz/"}


@pytest.fixture
def graph(zone_store: Path) -> Iterator[Graph]:
    with Graph.open(zone_store) as graph:
        yield graph


def ask(graph: Graph, address: str, lang: str = "zh") -> Reply:
    parts = urlsplit(address)
    query: dict[str, tuple[str, ...]] = {}
    for name, value in parse_qsl(parts.query):
        query[name] = (*query.get(name, ()), value)
    return ROUTES[parts.path](graph, Request(parts.path, {}, query, lang))


def data(graph: Graph, address: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(ask(graph, address.replace("/graph?", "/graph.json?")).body)
    return found


def drawn(page: Reply) -> dict[str, object]:
    (text,) = re.findall(r'<script type="application/json" id="drawing">(.*?)</script>', page.body.decode(), re.S)
    found: dict[str, object] = json.loads(text)
    return found


def id_of(graph: Graph, name: str) -> str:
    return graph.entity(name).id


def names(found: dict[str, object]) -> set[str]:
    return {n["name"] for n in found["nodes"]}


def test_a_name_puts_its_entity_in_the_middle(graph: Graph) -> None:
    found = drawn(ask(graph, "/graph?q=辰欣药业"))
    assert [n["name"] for n in found["nodes"] if n["focus"]] == ["辰欣药业股份有限公司"]


def test_initials_find_it_too(graph: Graph) -> None:
    assert "通佳机械" in names(drawn(ask(graph, "/graph?q=tjjx")))


def test_an_id_that_is_replaced_puts_the_other_in_the_middle(graph: Graph) -> None:
    old, new = content_id("o", "ORG", "科技创新局"), graph.entity("科技创新局").id
    assert data(graph, f"/graph?focus={old}") == data(graph, f"/graph?focus={new}")


def test_an_ambiguous_name_is_answered_by_its_candidates(graph: Graph) -> None:
    page = ask(graph, "/graph?q=科技")
    assert page.status == 300
    assert {id_of(graph, n) for n in ("任城区科技创新局", "泰山区科技创新局")} <= set(
        re.findall(r"focus=([\w-]+)", page.body.decode())
    )


def test_the_start_offers_entities_with_most_edges_first(graph: Graph) -> None:
    first = re.search(r"focus=([\w-]+)", ask(graph, "/graph").body.decode())
    assert first and first[1] == id_of(graph, "济宁高新区科技创新局")


def test_the_address_of_a_node_opens_it(graph: Graph) -> None:
    one = data(graph, f"/graph?focus={id_of(graph, '辰欣药业')}")
    (school,) = [n for n in one["nodes"] if n["name"] == "山东大学生命科学学院"]
    assert "山东大学" in names(data(graph, school["href"])) - names(one)


def test_a_node_with_nothing_behind_it_leads_to_its_page(graph: Graph) -> None:
    found = data(graph, f"/graph?focus={id_of(graph, '辰欣药业')}")
    (exchange,) = [n for n in found["nodes"] if n["name"] == "上海证券交易所"]
    assert exchange["href"] == f"/page/{exchange['id']}"


@pytest.mark.parametrize(
    ("extra", "expected"),
    [
        ("&type=PROGRAMME", {"滨河科技园", "“一区十园”"}),
        ("&relation=located_in", {"滨河科技园", "通佳机械"}),
        ("&on=2018", {"滨河科技园", "“一区十园”", "济宁高新区"}),
        ("&min=0.95", {"滨河科技园"}),
    ],
)
def test_filters_stand_in_the_address(graph: Graph, extra: str, expected: set[str]) -> None:
    assert names(data(graph, f"/graph?focus={id_of(graph, '滨河科技园')}{extra}")) == expected


def test_every_relation_has_its_sentence_and_a_way_to_it(graph: Graph, zone: Snapshot) -> None:
    articles = {d.id for d in zone.documents}
    for link in data(graph, f"/graph?focus={id_of(graph, '滨河科技园')}")["links"]:
        assert link["evidence"]
        for said in link["evidence"]:
            assert said["quote"] in said["sentence"]
            assert urlsplit(said["href"]).path.removeprefix("/article/") in articles


def test_the_table_holds_what_the_picture_holds(graph: Graph) -> None:
    page = ask(graph, "/graph?q=滨河科技园")
    found, text = drawn(page), page.body.decode()
    assert all(f'<tr id="{thing["id"]}"' in text for thing in (*found["nodes"], *found["links"]))


def test_a_view_is_the_same_through_its_own_address(graph: Graph) -> None:
    bureau, zone = id_of(graph, "济宁高新区科技创新局"), id_of(graph, "济宁高新区")
    address = f"/graph?focus={zone}&open={bureau}.2,{zone}&type=PERSON&type=ORG&relation=part_of&min=0.6&on=2021-05"
    asked = {
        "focus": (zone,),
        "open": (f"{bureau}.2,{zone}",),
        "type": ("PERSON", "ORG"),
        "relation": ("part_of",),
        "min": ("0.6",),
        "on": ("2021-05",),
    }
    request = Request("/graph", {}, asked)
    state = view_state(request)
    again = {name: value if isinstance(value, tuple) else (str(value),) for name, value in state.parameters().items()}
    assert view_state(Request("/graph", {}, again)) == state
    assert data(graph, address)["nodes"]


@pytest.mark.parametrize("wrong", ["on=never", "min=2", "min=x"])
def test_what_an_address_cannot_mean_is_said(graph: Graph, wrong: str) -> None:
    for path in ("/graph", "/graph.json", "/graph.csv"):
        assert ask(graph, f"{path}?focus={id_of(graph, '滨河科技园')}&{wrong}").status == 400


def test_the_graphml_holds_the_view_and_nothing_else(graph: Graph) -> None:
    address = f"/graph?focus={id_of(graph, '滨河科技园')}&relation=located_in"
    body = ask(graph, address.replace("/graph?", "/graph.graphml?")).body
    read = nx.parse_graphml(body.decode())
    assert set(read) == {n["id"] for n in data(graph, address)["nodes"]}
    assert read.number_of_edges() == 1


def test_the_csv_holds_the_relations_in_view(graph: Graph) -> None:
    rows = ask(graph, f"/graph.csv?focus={id_of(graph, '辰欣药业')}").body.decode("utf-8-sig").splitlines()
    assert len(rows) == 3
    assert any("上海证券交易所" in row for row in rows)


def test_every_type_has_a_shape_of_its_own() -> None:
    assert SHAPES.keys() == ontology().types.keys()
    assert len(set(SHAPES.values())) == len(SHAPES)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", ["/graph", "/path", "/query"])
def test_pages_hold_no_script_and_no_style_of_their_own(graph: Graph, path: str, lang: str) -> None:
    text = ask(graph, f"{path}?q=辰欣药业&a=辰欣药业&b=山东大学", lang).body.decode()
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*(src=|application/json))", text)


def test_hostile_names_stay_text(tmp_path: Path) -> None:
    evil = '"><img src=x onerror=alert(1)></script><script>alert(2)</script>{{7*7}}'
    snapshot = with_name(evil)
    write_store(tmp_path / "s.kg", snapshot, MANIFEST)
    ids = [e.id for e in snapshot.entities]
    asked = {name: (evil,) for name in ("q", "a", "b", "query")}
    with Graph.open(tmp_path / "s.kg") as graph:
        pages = [
            ask(graph, f"/graph?focus={ids[0]}"),
            ask(graph, f"/path?a={ids[0]}&b={ids[1]}"),
            ask(graph, "/query?query=SELECT * {?s ?p ?o}"),
            *(ROUTES[p](graph, Request(p, {}, asked)) for p in ("/graph", "/path", "/query")),
        ]
    for page in pages:
        assert "<img" not in page.body.decode()
        assert "<script>" not in page.body.decode()
