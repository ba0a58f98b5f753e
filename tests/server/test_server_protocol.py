"""The SPARQL 1.1 Protocol over HTTP: what the W3C's protocol tests ask of queries; updates are refused."""

import hashlib
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox
import pytest

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
UPDATE = {"Content-Type": "application/sparql-update"}
ASK = "ASK {}"
DOCUMENT = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"


@pytest.fixture(scope="module")
def graphs(address: str) -> list[str]:
    rows = httpx.get(f"{address}/sparql", params={"query": DOCUMENT}).json()["results"]["bindings"]
    return [row["g"]["value"] for row in rows]


def test_query_get(address: str) -> None:
    reply = httpx.get(f"{address}/sparql", params={"query": ASK})
    assert (reply.status_code, reply.json()["boolean"]) == (200, True)


def test_query_post_form(address: str) -> None:
    reply = httpx.post(f"{address}/sparql", data={"query": ASK})
    assert (reply.status_code, reply.json()["boolean"]) == (200, True)


def test_query_post_direct(address: str) -> None:
    reply = httpx.post(f"{address}/sparql", content=ASK, headers=DIRECT)
    assert (reply.status_code, reply.json()["boolean"]) == (200, True)


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("many", [1, 2])
def test_query_dataset_default_graphs(address: str, graphs: list[str], method: str, many: int) -> None:
    query = "ASK { ?d a schema:NewsArticle FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } } }"
    pairs: dict[str, Any] = {"query": query, "default-graph-uri": graphs[:many]}
    place = "params" if method == "GET" else "data"
    reply = httpx.request(method, f"{address}/sparql", **{place: pairs})  # type: ignore[arg-type]
    assert reply.status_code == 200
    count = {"query": "SELECT DISTINCT ?d { ?d a schema:NewsArticle }", "default-graph-uri": graphs[:many]}
    rows = httpx.get(f"{address}/sparql", params=count).json()["results"]["bindings"]
    assert len(rows) <= many


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_query_dataset_named_graphs(address: str, graphs: list[str], method: str) -> None:
    pairs = {"query": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", "named-graph-uri": graphs[:1]}
    place = "params" if method == "GET" else "data"
    reply = httpx.request(method, f"{address}/sparql", **{place: pairs})  # type: ignore[arg-type]
    assert [row["g"]["value"] for row in reply.json()["results"]["bindings"]] == graphs[:1]


def test_query_dataset_full(address: str, graphs: list[str]) -> None:
    query = "SELECT DISTINCT ?g { ?s ?p ?o . GRAPH ?g { ?s ?p ?o } }"
    pairs = {"query": query, "default-graph-uri": graphs[:1], "named-graph-uri": graphs[:1]}
    reply = httpx.get(f"{address}/sparql", params=pairs)
    assert [row["g"]["value"] for row in reply.json()["results"]["bindings"]] == graphs[:1]


def test_query_multiple_dataset(address: str, graphs: list[str]) -> None:
    query = f"SELECT ?s FROM <{graphs[0]}> {{ ?s ?p ?o }} LIMIT 1"
    pairs = {"query": query, "default-graph-uri": "https://example.org/none"}
    reply = httpx.get(f"{address}/sparql", params=pairs)
    assert reply.json()["results"]["bindings"] == []  # the protocol's dataset stands in for that of the query


@pytest.mark.parametrize(
    ("query", "accept", "media"),
    [
        ("SELECT ?s { ?s ?p ?o } LIMIT 1", "application/sparql-results+json", "application/sparql-results+json"),
        ("SELECT ?s { ?s ?p ?o } LIMIT 1", "application/sparql-results+xml", "application/sparql-results+xml"),
        ("SELECT ?s { ?s ?p ?o } LIMIT 1", "text/csv", "text/csv"),
        ("SELECT ?s { ?s ?p ?o } LIMIT 1", "text/tab-separated-values", "text/tab-separated-values"),
        (ASK, "application/sparql-results+xml", "application/sparql-results+xml"),
        ("DESCRIBE ?s { ?s a kg:Park } LIMIT 1", "text/turtle", "text/turtle"),
        ("DESCRIBE ?s { ?s a kg:Park } LIMIT 1", "application/rdf+xml", "application/rdf+xml"),
        ("CONSTRUCT WHERE { ?s a kg:Park }", "text/turtle", "text/turtle"),
        ("CONSTRUCT WHERE { ?s a kg:Park }", "application/n-triples", "application/n-triples"),
        ("CONSTRUCT WHERE { ?s a kg:Park }", "application/ld+json", "application/ld+json"),
    ],
)
def test_query_content_type(address: str, query: str, accept: str, media: str) -> None:
    reply = httpx.get(f"{address}/sparql", params={"query": query}, headers={"Accept": accept})
    assert reply.headers["content-type"].partition(";")[0] == media
    assert reply.content


SD = "http://www.w3.org/ns/sparql-service-description#"
PARSED = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
}


def described(address: str, accept: str) -> list[ox.Quad]:
    reply = httpx.get(f"{address}/sparql", headers={"Accept": accept})
    assert reply.status_code == 200
    assert "Accept" in reply.headers["vary"]
    media = reply.headers["content-type"].partition(";")[0]
    assert media == accept or accept not in PARSED
    return list(ox.parse(reply.content, format=PARSED[media]))


@pytest.mark.parametrize("accept", [*PARSED, "*/*", "image/png", "text/turtle, text/html;q=0.5"])
def test_without_a_query_the_service_describes_itself(address: str, accept: str) -> None:
    quads = described(address, accept)
    (own,) = {q.subject for q in quads if q.object == ox.NamedNode(SD + "Service")}
    said = {(q.predicate.value, q.object.value) for q in quads if q.subject == own}
    assert (SD + "endpoint", f"{address}/sparql") in said
    assert (SD + "supportedLanguage", SD + "SPARQL11Query") in said


def test_the_service_names_every_format_that_it_writes(address: str) -> None:
    given = {q.object.value for q in described(address, "text/turtle") if q.predicate.value == SD + "resultFormat"}
    results = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
    graphs = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD")
    assert given == {f"http://www.w3.org/ns/formats/{name}" for name in (*results, *graphs)}


def test_the_service_leads_to_its_dataset(address: str) -> None:
    quads = described(address, "text/turtle")
    (dataset,) = {q.object for q in quads if q.predicate.value == SD + "defaultDataset"}
    said = {(q.predicate.value.rpartition("#")[2], q.object.value) for q in quads if q.subject == dataset}
    assert ("type", SD + "Dataset") in said
    assert ("type", "http://rdfs.org/ns/void#Dataset") in said
    (more,) = {value for name, value in said if name == "seeAlso"}
    told = ox.parse(httpx.get(more, headers={"Accept": "text/turtle"}).content, format=ox.RdfFormat.TURTLE)
    assert any(q.subject == dataset and q.predicate.value.endswith("void#triples") for q in told)


def test_a_browser_is_led_to_the_page_for_queries(address: str) -> None:
    reply = httpx.get(f"{address}/sparql", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (reply.status_code, reply.headers["location"]) == (303, "/query")
    assert "Accept" in reply.headers["vary"]


@pytest.mark.parametrize(
    ("method", "options"),
    [
        ("PUT", {"params": {"query": ASK}}),
        ("DELETE", {"params": {"query": ASK}}),
        ("GET", {"params": [("query", ASK), ("query", "SELECT * {}")]}),
        ("POST", {"content": ASK, "headers": {"Content-Type": "text/plain"}}),
        ("POST", {"content": f"query={ASK}", "headers": {}}),
        ("POST", {"content": ASK, "headers": {}}),
        ("POST", {"content": "ASK { ?s ?p 'é' }".encode("latin-1"), "headers": DIRECT}),
        ("GET", {"params": {"query": "SELECT nonsense"}}),
    ],
)
def test_bad_queries_are_refused(address: str, method: str, options: dict[str, Any]) -> None:
    reply = httpx.request(method, f"{address}/sparql", **options)
    assert 400 <= reply.status_code < 500
    assert reply.text.strip()


INSERT = "INSERT DATA { <urn:a> <urn:b> <urn:c> }"


@pytest.mark.parametrize(
    ("method", "options"),
    [
        ("POST", {"data": {"update": INSERT}}),
        ("POST", {"content": INSERT, "headers": UPDATE}),
        ("POST", {"data": {"update": f"BASE <urn:> {INSERT}"}}),
        ("POST", {"params": {"using-graph-uri": "urn:g"}, "content": INSERT, "headers": UPDATE}),
        ("POST", {"params": {"using-named-graph-uri": "urn:g"}, "content": INSERT, "headers": UPDATE}),
        ("POST", {"data": {"update": INSERT, "using-graph-uri": "urn:g"}}),
        ("POST", {"data": {"update": INSERT, "using-named-graph-uri": "urn:g"}}),
        ("POST", {"data": {"update": f"{INSERT} ; CLEAR ALL", "using-graph-uri": "urn:g"}}),
        ("GET", {"params": {"update": INSERT}}),
        ("POST", {"content": b"update=a&update=b", "headers": FORM}),
        ("POST", {"content": INSERT, "headers": {"Content-Type": "text/plain"}}),
        ("POST", {"content": INSERT, "headers": {}}),
        ("POST", {"content": "INSERT DATA { <urn:a> <urn:b> 'é' }".encode("latin-1"), "headers": UPDATE}),
        ("POST", {"content": INSERT, "headers": DIRECT}),
    ],
)
def test_updates_are_refused(address: str, zone_store: Path, method: str, options: dict[str, Any]) -> None:
    before = fingerprint(zone_store)
    reply = httpx.request(method, f"{address}/sparql", **options)
    assert 400 <= reply.status_code < 500
    assert fingerprint(zone_store) == before


def fingerprint(store: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(p for p in store.rglob("*") if p.is_file() and p.name != "LOCK"):
        digest.update(path.read_bytes())
    return digest.hexdigest()
