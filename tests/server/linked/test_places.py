"""Where statements, evidence, posts and roles are shown to people, and what programs get of them as JSON."""

import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from kg.query import Graph
from tests.server.asking import ask, entity, location
from tests.snapshots import Maker, write_snapshot


def one(store: Path, pattern: str) -> str:
    """The last part of the one IRI that `?x` can be."""
    with Graph.open(store) as graph:
        (row,) = graph.sparql(f"SELECT DISTINCT ?x {{ {pattern} }}")
        return str(row[0].value).rpartition("/")[2]


def luo(store: Path) -> str:
    return one(store, "?x kg:position '局长'@zh ; rdf:subject/skos:prefLabel '罗会涛'@zh")


def shown(store: Path, place: str) -> str:
    """The page of an address, which holds the anchor that the address ends in."""
    parts = urlsplit(place)
    page = ask(store, parts.path, **{n: v[0] for n, v in parse_qs(parts.query).items()}).body.decode()
    assert parts.fragment
    assert page.count(f'id="{parts.fragment}"') == 1
    return page


def test_a_statement_is_shown_on_the_page_of_its_subject(zone_store: Path) -> None:
    place = location(ask(zone_store, f"/id/{luo(zone_store)}"))
    assert urlsplit(place).path == f"/page/{entity(zone_store, '罗会涛')}"
    shown(zone_store, place)


def test_a_statement_far_down_a_long_list_is_shown_on_its_page_of_the_list(tmp_path: Path) -> None:
    m = Maker()
    names = [f"甲{n}企业" for n in range(120)]
    text = "".join(f"{name}位于大园区。" for name in names)
    document = m.document("a.txt", text, None)
    park = m.entity("PARK", "大园区")
    for name in names:
        m.says(document, park, "attracts", m.entity("ORG", name, kind="company"), f"{name}位于大园区")
    write_snapshot(tmp_path / "a.kg", m.snapshot())
    with Graph.open(tmp_path / "a.kg") as graph:
        edges = graph.edges()[::12]
    places = [location(ask(tmp_path / "a.kg", f"/id/{e.id}")) for e in edges]
    assert len({urlsplit(p).query for p in places}) > 2
    for edge, place in zip(edges, places, strict=True):
        assert urlsplit(place).fragment == edge.id
    for place in places[:3]:
        shown(tmp_path / "a.kg", place)


@pytest.mark.parametrize("part", ["", "-q"])
def test_evidence_is_marked_in_its_article(zone_store: Path, part: str) -> None:
    local = one(zone_store, f"?x oa:hasSelector/oa:exact ?q . <{base(zone_store)}id/{luo(zone_store)}> kg:evidence ?x")
    place = location(ask(zone_store, f"/id/{local}{part}"))
    assert urlsplit(place).path.startswith("/article/")
    marked = re.findall(r"<mark[^>]*>(.*?)</mark>", shown(zone_store, place))
    assert "".join(marked) == "济宁高新区科技创新局局长罗会涛"


def test_every_thing_with_an_iri_of_the_graph_has_a_place(zone_store: Path) -> None:
    with Graph.open(zone_store) as graph:
        things = {row[0].value for row in graph.sparql("SELECT DISTINCT ?s { ?s a ?t }")}
        local = sorted(t.rpartition("/")[2] for t in things if t.startswith(f"{graph.base}id/"))
    assert {i[0] for i in local} >= set("porztax")
    for name in local:
        assert not location(ask(zone_store, f"/id/{name}")).startswith("/data/"), name


@pytest.mark.parametrize("local", ["a-aaaaaaaaaa", "x-aaaaaaaaaa", "x-aaaaaaaaaa-q", "r-aaaaaaaaaa", "t-aaaaaaaaaa"])
def test_what_is_not_there_is_not_found(zone_store: Path, local: str) -> None:
    reply = ask(zone_store, f"/id/{local}")
    reply = ask(zone_store, location(reply)) if reply.status == 303 else reply
    assert reply.status == 404


def test_a_post_tells_who_held_it(zone_store: Path) -> None:
    bureau = entity(zone_store, "济宁高新区科技创新局")
    local = one(zone_store, f"?x org:postIn <{base(zone_store)}id/{bureau}> ; org:role/skos:prefLabel '局长'@zh")
    assert location(ask(zone_store, f"/id/{local}")) == f"/post/{local}"
    value = json.loads(ask(zone_store, f"/post/{local}", format="json").body)
    assert (value["post"]["body"]["id"], value["post"]["title"], value["post"]["head"]) == (bureau, "局长", True)
    assert value["held"][0]["claim"]["subject"]["name"] == "罗会涛"  # the one seen last comes first
    assert {t["claim"]["subject"]["name"] for t in value["held"]} == {"王运华", "罗会涛", "孙立"}
    page = ask(zone_store, f"/post/{local}").body.decode()
    assert "济宁高新区科技创新局局长罗会涛" in re.sub("<[^>]+>", "", page)


def test_a_role_tells_who_held_it_anywhere(zone_store: Path) -> None:
    local = one(zone_store, "?x a org:Role ; skos:prefLabel '副局长'@zh")
    value = json.loads(ask(zone_store, f"/post/{local}", format="json").body)
    assert {(t["claim"]["subject"]["name"], t["claim"]["object"]["name"]) for t in value["held"]} == {
        ("何平", "济宁高新区科技创新局"),
        ("钱伟", "泰山区科技创新局"),
    }
    assert (value["post"]["body"], value["post"]["head"]) == (None, False)


@pytest.mark.parametrize("local", ["t-aaaaaaaaaa", "x", "kind-company", "t- > <"])
def test_no_post_is_not_found(zone_store: Path, local: str) -> None:
    assert ask(zone_store, f"/post/{local}").status == 404


def test_json_of_an_article_is_its_twin(zone_store: Path) -> None:
    with Graph.open(zone_store) as graph:
        iris = [row[0].value for row in graph.sparql("SELECT ?d { ?d a schema:NewsArticle }")]
    for iri in iris:
        place = location(ask(zone_store, f"/data/{iri.rpartition('/')[2]}.json"))
        assert json.loads(ask(zone_store, urlsplit(place).path, format="json").body)["article"]["title"]


def test_json_of_a_statement_is_json_ld(zone_store: Path) -> None:
    local = luo(zone_store)
    place = location(ask(zone_store, f"/data/{local}.json"))
    assert place == f"/data/{local}.jsonld"
    assert local in {row["@id"].rpartition("/")[2] for row in json.loads(ask(zone_store, place).body)["@graph"]}


def test_json_of_nothing_is_not_found(zone_store: Path) -> None:
    assert ask(zone_store, "/data/a-aaaaaaaaaa.json").status == 404


def base(store: Path) -> str:
    with Graph.open(store) as graph:
        return graph.base
