"""The SPARQL 1.1 Protocol over HTTP: the 20 query cases of the W3C's suite, and its 14 update cases, all refused."""

import functools
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox
import pytest

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT_TYPE = "application/sparql-query"
DIRECT = {"Content-Type": DIRECT_TYPE}
UPDATE = {"Content-Type": "application/sparql-update"}
ASK = "ASK {}"
OWN = """SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o }
FILTER NOT EXISTS { GRAPH ?h { ?s ?p ?o } FILTER(?h != ?g) } } ORDER BY ?g ?s ?p ?o"""
Graphs = list[tuple[str, str]]


@pytest.fixture(scope="module")
def graphs(address: str) -> Graphs:
    """Three articles' graphs, each with a triple that is in no other."""
    rows = httpx.get(f"{address}/sparql", params={"query": OWN}).json()["results"]["bindings"]
    found = {row["g"]["value"]: " ".join(f"<{row[name]['value']}>" for name in "spo") for row in rows}
    return sorted(found.items())[:3]


def sent(address: str, graphs: Graphs, method: str, parts: Mapping[str, Any]) -> httpx.Response:
    """The reply to a request in whose texts `{0}` stands for the first graph and `{t0}` for a triple of it alone."""

    def filled(text: Any) -> Any:
        marks = {f"{{{k}{n}}}": found[i] for n, found in enumerate(graphs) for i, k in enumerate(("", "t"))}
        return functools.reduce(lambda t, m: t.replace(*m), marks.items(), text) if isinstance(text, str) else text

    params = [(name, filled(value)) for name, value in parts.get("params", ())]
    # httpx names no type of a body by itself, as the cases want that lack it
    body, headers = filled(parts.get("content")), parts.get("headers")
    return httpx.request(method, f"{address}/sparql/", params=params, content=body, headers=headers)


NONE = ("default-graph-uri", "https://example.org/none")
DEFAULT, NAMED = (
    [("default-graph-uri", "{0}"), ("default-graph-uri", "{1}")],
    [
        ("named-graph-uri", "{0}"),
        ("named-graph-uri", "{1}"),
    ],
)
BOTH = "ASK { {t0} . {t1} FILTER NOT EXISTS { {t2} } }"
EACH = "GRAPH ?g1 { {t0} } GRAPH ?g2 { {t1} } FILTER NOT EXISTS { GRAPH ?g3 { {t2} } }"
NO_MORE = "FILTER NOT EXISTS { ?s ?p ?o }"
FORM_ASK = "query=ASK%20%7B%7D"

# the query cases of the W3C's protocol suite by their names there; its graphs data1 to data3 are three articles here,
# and each case on a dataset also makes sure that the third is left out
ASKED: dict[str, tuple[str, dict[str, Any]]] = {
    "query_post_form": ("POST", {"params": [NONE], "content": FORM_ASK, "headers": FORM}),
    "query_dataset_default_graphs_get": ("GET", {"params": [("query", BOTH), *DEFAULT]}),
    "query_dataset_default_graphs_post": ("POST", {"params": DEFAULT, "content": BOTH, "headers": DIRECT}),
    "query_dataset_named_graphs_post": ("POST", {"params": NAMED, "content": f"ASK {{ {EACH} }}", "headers": DIRECT}),
    "query_dataset_named_graphs_get": ("GET", {"params": [("query", f"ASK {{ {EACH} }}"), *NAMED]}),
    "query_dataset_full": (
        "POST",
        {
            "params": [("default-graph-uri", "{2}"), *NAMED],
            "content": f"ASK {{ {{t2}} FILTER NOT EXISTS {{ {{t0}} }} {EACH} }}",
            "headers": DIRECT,
        },
    ),
    # the dataset of the request stands in for that of the query
    "query_multiple_dataset": (
        "POST",
        {
            "params": NAMED,
            "content": f"ASK FROM <{{2}}> {{ {EACH} FILTER NOT EXISTS {{ ?s ?p ?o }} }}",
            "headers": DIRECT,
        },
    ),
    "query_get": ("GET", {"params": [("query", ASK), NONE]}),
    "query_content_type_ask": ("POST", {"params": [NONE], "content": ASK, "headers": DIRECT}),
    "query_post_direct": ("POST", {"content": ASK, "headers": DIRECT}),
}
TABLE = {f"application/sparql-results+{form}" for form in ("json", "xml")} | {"text/csv", "text/tab-separated-values"}
TYPED: dict[str, tuple[str, set[str]]] = {
    "query_content_type_select": ("SELECT (1 AS ?value) {}", TABLE),
    "query_content_type_describe": ("DESCRIBE <http://example.org/>", {"text/turtle", "application/rdf+xml"}),
    "query_content_type_construct": (
        "CONSTRUCT { <s> <p> 1 } WHERE {}",
        {"text/turtle", "application/rdf+xml", "application/n-triples"},
    ),
}
UTF_16 = "ASK {}".encode("utf-16")
BAD: dict[str, tuple[str, dict[str, Any]]] = {
    "bad_query_method": ("PUT", {"params": [("query", ASK), NONE], "headers": FORM}),
    "bad_multiple_queries": ("GET", {"params": [("query", ASK), ("query", "SELECT * {}")]}),
    "bad_query_wrong_media_type": ("POST", {"content": ASK, "headers": {"Content-Type": "text/plain"}}),
    "bad_query_missing_form_type": ("POST", {"content": FORM_ASK}),
    "bad_query_missing_direct_type": ("POST", {"content": ASK}),
    "bad_query_non_utf8": ("POST", {"content": UTF_16, "headers": {"Content-Type": f"{DIRECT_TYPE}; charset=UTF-16"}}),
    "bad_query_syntax": ("GET", {"params": [("query", "ASK {")]}),
}


def test_all_twenty_query_cases_of_the_suite_are_here() -> None:
    assert len(ASKED) + len(TYPED) + len(BAD) == 20


@pytest.mark.parametrize("name", ASKED)
def test_query_is_answered(address: str, graphs: Graphs, name: str) -> None:
    reply = sent(address, graphs, *ASKED[name])
    assert (reply.status_code, reply.json()["boolean"]) == (200, True)
    assert reply.headers["content-type"].partition(";")[0] == "application/sparql-results+json"


@pytest.mark.parametrize("name", TYPED)
def test_query_has_a_fitting_type(address: str, graphs: Graphs, name: str) -> None:
    query, media = TYPED[name]
    reply = sent(address, graphs, "POST", {"params": [NONE], "content": query, "headers": DIRECT})
    assert reply.status_code == 200
    assert reply.headers["content-type"].partition(";")[0] in media


@pytest.mark.parametrize("name", BAD)
def test_bad_query_is_refused(address: str, graphs: Graphs, name: str) -> None:
    reply = sent(address, graphs, *BAD[name])
    assert 400 <= reply.status_code < 500
    assert reply.text.strip()


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
def test_results_come_in_the_format_asked_for(address: str, query: str, accept: str, media: str) -> None:
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
        ("DELETE", {"params": {"query": ASK}}),
        ("POST", {"content": "ASK { ?s ?p 'é' }".encode("latin-1"), "headers": DIRECT}),
        ("GET", {"params": {"query": "SELECT nonsense"}}),
    ],
)
def test_other_bad_queries_are_refused(address: str, method: str, options: dict[str, Any]) -> None:
    reply = httpx.request(method, f"{address}/sparql", **options)
    assert 400 <= reply.status_code < 500
    assert reply.text.strip()


INSERT = """PREFIX foaf: <http://xmlns.com/foaf/0.1/> CLEAR ALL ;
INSERT DATA { GRAPH <{0}> { <{0}> a foaf:Document } } ;
INSERT { GRAPH <urn:test> { ?s a foaf:Thing } } WHERE { ?s a foaf:Document }"""
MODIFY = "WITH <urn:a> DELETE { ?s ?p 1 } INSERT { ?s ?p 2 } WHERE { ?s ?p 1 }"
USING = [("using-graph-uri", "{0}"), ("using-graph-uri", "{1}")]
USING_NAMED = [("using-named-graph-uri", "{0}"), ("using-named-graph-uri", "{1}")]
BASED = "CLEAR GRAPH <urn:test> ; INSERT DATA { GRAPH <urn:test> { <urn:s> <urn:p> <test> } }"
UPDATES: dict[str, dict[str, Any]] = {
    "update_dataset_default_graph": {"params": USING[:1], "content": INSERT, "headers": UPDATE},
    "update_dataset_default_graphs": {"params": USING, "content": INSERT, "headers": UPDATE},
    "update_dataset_named_graphs": {"params": USING_NAMED, "content": INSERT, "headers": UPDATE},
    "update_dataset_full": {"params": [USING[0], USING_NAMED[1]], "content": INSERT, "headers": UPDATE},
    "update_post_form": {"content": "update=CLEAR+ALL", "headers": FORM},
    "update_post_direct": {"content": "CLEAR ALL", "headers": UPDATE},
    "update_base_uri": {"content": BASED, "headers": UPDATE},
    "bad_update_get": {"params": [("update", "CLEAR ALL")]},
    "bad_multiple_updates": {"content": "update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", "headers": FORM},
    "bad_update_wrong_media_type": {"content": "CLEAR NAMED", "headers": {"Content-Type": "text/plain"}},
    "bad_update_missing_form_type": {"content": "update=CLEAR%20NAMED"},
    "bad_update_non_utf8": {
        "content": "CLEAR NAMED".encode("utf-16"),
        "headers": {"Content-Type": "application/sparql-update; charset=UTF-16"},
    },
    "bad_update_syntax": {"content": "update=CLEAR%20XYZ", "headers": FORM},
    "bad_update_dataset_conflict": {"params": USING_NAMED[:1], "content": MODIFY, "headers": UPDATE},
}


def test_all_fourteen_update_cases_of_the_suite_are_here() -> None:
    assert len(UPDATES) == 14


@pytest.mark.parametrize("name", UPDATES)
def test_update_is_refused(address: str, graphs: Graphs, zone_store: Path, name: str) -> None:
    before = fingerprint(zone_store)
    reply = sent(address, graphs, "GET" if name == "bad_update_get" else "POST", UPDATES[name])
    assert 400 <= reply.status_code < 500
    assert reply.text.strip()
    assert fingerprint(zone_store) == before


def fingerprint(store: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(p for p in store.rglob("*") if p.is_file() and p.name != "LOCK"):
        digest.update(path.read_bytes())
    return digest.hexdigest()
