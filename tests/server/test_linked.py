"""Every IRI of the graph answers, for people and for programs."""

import json
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from kg.model import content_id
from kg.query import Graph
from kg.server.exchange import Request
from kg.server.routes import ROUTES
from tests.server.asking import TURTLE, ask, entity, location


def test_the_iri_of_an_entity_leads_people_to_its_page_and_programs_to_its_data(zone_store: Path) -> None:
    identifier = entity(zone_store, "科技创新局")
    assert location(ask(zone_store, f"/id/{identifier}")) == f"/page/{identifier}"
    assert location(ask(zone_store, f"/id/{identifier}", TURTLE)) == f"/data/{identifier}.ttl"
    assert location(ask(zone_store, f"/id/{identifier}", "application/ld+json")) == f"/data/{identifier}.jsonld"


@pytest.mark.parametrize("form", [("ttl", ox.RdfFormat.TURTLE), ("nt", ox.RdfFormat.N_TRIPLES),
                                  ("rdf", ox.RdfFormat.RDF_XML)])  # fmt: skip
def test_data_name_the_thing_and_who_stands_in_a_statement_with_it(
    zone_store: Path, form: tuple[str, ox.RdfFormat]
) -> None:
    suffix, engine = form
    reply = ask(zone_store, f"/data/{entity(zone_store, '科技创新局')}.{suffix}")
    said = {q.object.value for q in ox.parse(reply.body, format=engine)}
    assert {"济宁高新区科技创新局", "罗会涛", "王运华"} <= said


def test_json_ld_is_json_under_the_context(zone_store: Path) -> None:
    reply = ask(zone_store, f"/data/{entity(zone_store, '科技创新局')}.jsonld")
    assert reply.media_type == "application/ld+json"
    assert "@context" in json.loads(reply.body)


OLD = content_id("o", "ORG", "科技创新局")


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("/id/{}", "/id/{}"),
        ("/data/{}.ttl", "/data/{}.ttl"),
        ("/data/{}.jsonld", "/data/{}.jsonld"),
        ("/page/{}", "/page/{}"),
        ("/page/{}.json", "/page/{}.json"),
    ],
)
def test_an_id_that_is_replaced_leads_to_the_other_in_the_same_form(zone_store: Path, path: str, there: str) -> None:
    reply = ask(zone_store, path.format(OLD), TURTLE)
    assert (reply.status, dict(reply.headers)["Location"]) == (308, there.format(entity(zone_store, "科技创新局")))


@pytest.mark.parametrize("accept", ["text/html", TURTLE])
def test_who_follows_a_replaced_id_arrives_at_its_entity(zone_store: Path, address: str, accept: str) -> None:
    there = httpx.get(f"{address}/id/{OLD}", headers={"accept": accept}, follow_redirects=True)
    assert there.history[0].status_code == 308
    assert there.history[0].headers["cache-control"] == "no-cache"  # an id can live again
    assert there.text == httpx.get(there.url, headers={"accept": accept}).text
    assert entity(zone_store, "科技创新局") in str(there.url)
    assert "济宁高新区科技创新局" in there.text


def test_data_of_an_entity_name_the_ids_it_replaces(zone_store: Path) -> None:
    reply = ask(zone_store, f"/data/{entity(zone_store, '科技创新局')}.nt")
    stubs = [q for q in ox.parse(reply.body, format=ox.RdfFormat.N_TRIPLES) if "isReplacedBy" in q.predicate.value]
    assert [q.subject.value.rpartition("/")[2] for q in stubs] == [OLD]


def test_a_statement_leads_to_the_page_of_its_subject(zone_store: Path) -> None:
    with Graph.open(zone_store) as graph:
        row = next(iter(graph.sparql("SELECT ?a { ?a a kg:Assertion ; rdf:subject ?s ; kg:position '局长'@zh }")))
    local = row[0].value.rpartition("/")[2]
    assert location(ask(zone_store, f"/id/{local}")).startswith("/page/p-")


def test_the_iri_of_an_article_leads_to_the_article(zone_store: Path) -> None:
    with Graph.open(zone_store) as graph:
        iris = [row[0].value for row in graph.sparql("SELECT ?d { ?d a schema:NewsArticle }")]
        known = {line.id for line in graph.article_lines()}
    leads = {location(ask(zone_store, f"/doc/{iri.rpartition('/')[2]}")).rpartition("/")[2] for iri in iris}
    assert leads == known


def test_a_name_leads_to_its_entity(zone_store: Path) -> None:
    assert location(ask(zone_store, "/name/科技创新局")) == f"/page/{entity(zone_store, '科技创新局')}"


@pytest.mark.parametrize(
    "path", ["/data/o-aaaaaaaaaa.ttl", "/doc/nothing", "/name/没有这个名称", "/data/..%2f.ttl", "/vocab/nothing"]
)
def test_what_is_not_there_is_not_found(zone_store: Path, path: str) -> None:
    assert ask(zone_store, path).status == 404


def test_an_unknown_format_is_not_found(zone_store: Path) -> None:
    assert ask(zone_store, f"/data/{entity(zone_store, '科技创新局')}.xyz").status == 404


def test_every_term_of_the_vocabulary_has_data(zone_store: Path) -> None:
    with Graph.open(zone_store) as graph:
        used = {
            row[0].value.rpartition("/")[2]
            for row in graph.sparql("SELECT DISTINCT ?o { ?s ?p ?o FILTER(STRSTARTS(STR(?o), STR(kgv:))) }")
        }
    assert used
    for local in used:
        reply = ask(zone_store, f"/vocab/{local}", TURTLE)
        assert reply.status == 200
        said = ox.parse(reply.body, format=ox.RdfFormat.TURTLE)
        assert any(q.subject.value.endswith(f"/vocab/{local}") for q in said)


def test_the_dataset_is_described(zone_store: Path) -> None:
    quads = list(ox.parse(ask(zone_store, "/dataset", TURTLE).body, format=ox.RdfFormat.TURTLE))
    triples = next(int(q.object.value) for q in quads if q.predicate.value.endswith("void#triples"))
    with Graph.open(zone_store) as graph:
        assert triples == len(list(graph.sparql("SELECT ?s ?p ?o { ?s ?p ?o }")))


def test_the_parts_of_the_dataset_are_counted(zone_store: Path) -> None:
    quads = list(ox.parse(ask(zone_store, "/dataset", TURTLE).body, format=ox.RdfFormat.TURTLE))
    void = "http://rdfs.org/ns/void#"
    said = {(q.subject.value, q.predicate.value): q.object.value for q in quads}
    rdf_type = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    parts = {part: (name, iri) for (part, name), iri in said.items() if name in (void + "class", void + "property")}
    assert len({name for name, _ in parts.values()}) == 2
    with Graph.open(zone_store) as graph:
        for part, (name, iri) in parts.items():
            term = ox.NamedNode(iri)
            pattern = (rdf_type, term) if name == void + "class" else (term, None)
            number = len(list(graph.quads.quads_for_pattern(None, *pattern, ox.DefaultGraph())))
            counted = said[part, void + ("entities" if name == void + "class" else "triples")]
            assert int(counted) == number


def test_the_ontology_is_at_its_address(zone_store: Path) -> None:
    reply = ask(zone_store, "/def", "application/n-triples")
    assert any("holdsPosition" in str(q.subject) for q in ox.parse(reply.body, format=ox.RdfFormat.N_TRIPLES))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_about_the_server_tells_what_it_holds(zone_store: Path, lang: str) -> None:
    with Graph.open(zone_store) as graph:
        reply = ROUTES["/about"](graph, Request("/about", lang=lang))
        rows = graph.reader.manifest["tables"]["entities"]["rows"]
    assert reply.status == 200
    assert f"<dd>{rows}</dd>" in reply.body.decode()
