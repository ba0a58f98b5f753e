"""The vocabulary and the dataset as pages for people; programs still get data."""

import re
from pathlib import Path

import pytest

from kg.query import Graph
from kg.server.exchange import Reply
from kg.vocabulary import ontology
from tests.server.asking import TURTLE, ask


def words(reply: Reply) -> str:
    assert (reply.status, reply.media_type.partition(";")[0]) == (200, "text/html")
    return " ".join(re.sub("<[^>]+>", " ", reply.body.decode()).split())


@pytest.mark.parametrize("path", ["/def", "/dataset", "/vocab/roles", "/vocab/kind-company"])
@pytest.mark.parametrize("accept", ["*/*", TURTLE, "text/turtle, text/html;q=0.5"])
def test_programs_get_data(zone_store: Path, path: str, accept: str) -> None:
    assert ask(zone_store, path, accept).media_type.startswith(TURTLE)


@pytest.mark.parametrize("path", ["/def", "/dataset", "/vocab/roles"])
def test_a_format_that_is_named_is_given_to_browsers_too(zone_store: Path, path: str) -> None:
    assert ask(zone_store, path, format="ntriples").media_type == "application/n-triples"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_type_and_predicate_is_told_at_its_anchor(zone_store: Path, lang: str) -> None:
    reply = ask(zone_store, "/def", lang=lang)
    said, body = words(reply), reply.body.decode()
    for term in (*ontology().types.values(), *ontology().predicates.values()):
        assert (term.zh if lang == "zh" else term.en) in said
        assert f'id="{term.iri.rpartition("#")[2]}"' in body


def test_terms_are_counted(zone_store: Path) -> None:
    with Graph.open(zone_store) as graph:
        people, posts = (len([e for e in graph.snapshot().entities if e.type == "PERSON"]), 7)
    said = words(ask(zone_store, "/def"))
    assert f"人物 kg:Person foaf:Person {people} " in said
    assert f" position at manner {posts} " in said


def test_a_predicate_tells_what_it_leads_from_and_to(zone_store: Path) -> None:
    row = next(r for r in ask(zone_store, "/def").body.decode().split("<tr>") if 'id="locatedIn"' in r)
    assert re.findall(r'href="#(\w+)"', row) == ["Event", "Organization", "Park", "Project", "Park", "Place"]


def test_the_anchors_of_the_vocabulary_are_there(zone_store: Path) -> None:
    body = ask(zone_store, "/def").body.decode()
    assert set(re.findall(r'href="#(\w+)"', body)) - {"content"} <= set(re.findall(r'id="(\w+)"', body))


@pytest.mark.parametrize(("lang", "label"), [("zh", "主要负责人"), ("en", "head")])
def test_a_concept_tells_its_names_and_what_lies_in_it(zone_store: Path, lang: str, label: str) -> None:
    said = words(ask(zone_store, "/vocab/role-head", lang=lang))
    assert label in said
    assert "局长" in said and "书记" in said
    assert "副局长" not in said


def test_what_lies_in_a_scheme_is_linked(zone_store: Path) -> None:
    body = ask(zone_store, "/vocab/roles").body.decode()
    for path in re.findall(r'class="chip" href="([^"]+)"', body):
        assert ask(zone_store, path).status in (200, 303)
    assert "/vocab/role-head" in body and "/id/r-" in body


def test_a_kind_leads_to_its_organizations(zone_store: Path) -> None:
    body = ask(zone_store, "/vocab/kind-company", lang="en").body.decode()
    assert 'href="/list/ORG?kind=company">2 entities' in body


@pytest.mark.parametrize("path", ["/vocab/nothing", "/vocab/x> <y", "/vocab/%3E"])
def test_an_unknown_term_is_not_found(zone_store: Path, path: str) -> None:
    assert ask(zone_store, path).status == 404


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_dataset_tells_how_much_there_is_and_where_to_get_it(zone_store: Path, lang: str) -> None:
    reply = ask(zone_store, "/dataset", lang=lang)
    said, body = words(reply), reply.body.decode()
    with Graph.open(zone_store) as graph:
        triples = len(list(graph.sparql("SELECT ?s ?p ?o { ?s ?p ?o }")))
        entities = graph.reader.manifest["tables"]["entities"]["rows"]
    assert f" {triples} " in said
    assert f" {entities} " in said
    assert "Apache-2.0" in said
    assert body.count("/sparql?query=CONSTRUCT") == 4
