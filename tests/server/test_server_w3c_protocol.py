"""The cases of the W3C test suite for the SPARQL 1.1 Protocol: 20 of queries, 14 of updates, which are all refused."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.server.conftest import digest

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
UPDATE = {"Content-Type": "application/sparql-update"}
ASK = "ASK {}"
WRITE = "INSERT DATA { <http://e.example/s> <http://e.example/p> 1 }"
ONE, TWO = "http://e.example/one", "http://e.example/two"
DEFAULTS = [("default-graph-uri", ONE), ("default-graph-uri", TWO)]
NAMED = [("named-graph-uri", ONE), ("named-graph-uri", TWO)]
USING = [("using-graph-uri", ONE), ("using-named-graph-uri", TWO)]
ASK_UNION = "ASK { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"

BAD_QUERIES: dict[str, dict[str, Any]] = {
    "bad-query-method": {"method": "PUT", "params": {"query": ASK}},
    "bad-multiple-queries": {"method": "GET", "params": [("query", ASK), ("query", "SELECT * {}")]},
    "bad-query-wrong-media-type": {"method": "POST", "content": ASK, "headers": {"Content-Type": "text/plain"}},
    "bad-query-missing-form-type": {"method": "POST", "content": "query=ASK%20%7B%7D"},
    "bad-query-missing-direct-type": {"method": "POST", "content": ASK},
    "bad-query-non-utf8": {
        "method": "POST",
        "content": ASK.encode("utf-16"),
        "headers": {"Content-Type": "application/sparql-query; charset=UTF-16"},
    },
    "bad-query-syntax": {"method": "GET", "params": {"query": "ASK {"}},
}
GOOD_QUERIES: dict[str, dict[str, Any]] = {
    "query-get": {"method": "GET", "params": {"query": ASK}},
    "query-post-form": {"method": "POST", "data": {"query": ASK}},
    "query-post-direct": {"method": "POST", "content": ASK, "headers": DIRECT},
}
DATASETS: dict[str, list[tuple[str, str]]] = {
    "query-dataset-default-graphs": DEFAULTS,
    "query-dataset-named-graphs": NAMED,
}
UPDATES: dict[str, dict[str, Any]] = {
    "bad-update-get": {"method": "GET", "params": {"update": WRITE}},
    "bad-multiple-updates": {"method": "POST", "data": {"update": [WRITE, WRITE]}},
    "bad-update-wrong-media-type": {"method": "POST", "content": WRITE, "headers": {"Content-Type": "text/plain"}},
    "bad-update-missing-form-type": {"method": "POST", "content": "update=CLEAR%20ALL"},
    "bad-update-non-utf8": {
        "method": "POST",
        "content": WRITE.encode("utf-16"),
        "headers": {"Content-Type": "application/sparql-update; charset=UTF-16"},
    },
    "bad-update-syntax": {"method": "POST", "data": {"update": "INSERT {"}},
    "bad-update-dataset-conflict": {
        "method": "POST",
        "params": USING,
        "content": f"WITH <{ONE}> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}",
        "headers": UPDATE,
    },
    "update-dataset-default-graph": {"method": "POST", "params": USING[:1], "content": WRITE, "headers": UPDATE},
    "update-dataset-default-graphs": {
        "method": "POST",
        "params": [("using-graph-uri", ONE), ("using-graph-uri", TWO)],
        "content": WRITE,
        "headers": UPDATE,
    },
    "update-dataset-named-graphs": {"method": "POST", "params": USING[1:], "content": WRITE, "headers": UPDATE},
    "update-dataset-full": {"method": "POST", "params": USING, "content": WRITE, "headers": UPDATE},
    "update-post-form": {"method": "POST", "data": {"update": WRITE}},
    "update-post-direct": {"method": "POST", "content": WRITE, "headers": UPDATE},
    "update-base-uri": {"method": "POST", "content": f"BASE <{ONE}> CLEAR GRAPH <>", "headers": UPDATE},
}


@pytest.mark.parametrize("case", BAD_QUERIES)
def test_bad_queries_are_refused(client: httpx.Client, case: str) -> None:
    assert 400 <= client.request(url="/sparql", **BAD_QUERIES[case]).status_code < 500


@pytest.mark.parametrize("case", GOOD_QUERIES)
def test_queries_are_answered_in_each_form(client: httpx.Client, case: str) -> None:
    reply = client.request(url="/sparql", **GOOD_QUERIES[case])
    assert (reply.status_code, reply.json()["boolean"]) == (200, True)


@pytest.mark.parametrize("form", ["get", "post"])
@pytest.mark.parametrize("case", DATASETS)
def test_the_request_names_the_dataset(client: httpx.Client, case: str, form: str) -> None:
    graphs = DATASETS[case]
    if form == "get":
        reply = client.get("/sparql", params=[("query", ASK_UNION), *graphs])
    else:
        reply = client.post("/sparql", params=graphs, content=ASK_UNION, headers=DIRECT)
    # the store has no such graphs, so that a dataset of them is empty
    assert (reply.status_code, reply.json()["boolean"]) == (200, False)


def test_the_request_names_the_full_dataset(client: httpx.Client) -> None:
    reply = client.post("/sparql", params=[*DEFAULTS, *NAMED], content=ASK_UNION, headers=DIRECT)
    assert (reply.status_code, reply.json()["boolean"]) == (200, False)


def test_the_dataset_of_the_request_wins_over_that_of_the_query(client: httpx.Client) -> None:
    base = client.get("/sparql", params={"query": "SELECT ?g { GRAPH ?g { ?s ?p ?o } } LIMIT 1"}).json()
    graph = base["results"]["bindings"][0]["g"]["value"]
    query = f"ASK FROM <{ONE}> {{ ?s ?p ?o }}"
    assert client.get("/sparql", params={"query": query}).json()["boolean"] is False
    told = client.get("/sparql", params={"query": query, "default-graph-uri": graph})
    assert told.json()["boolean"] is True


@pytest.mark.parametrize(
    ("query", "types"),
    [
        (
            "SELECT (1 AS ?value) {}",
            {"application/sparql-results+xml", "application/sparql-results+json", "text/csv"},
        ),
        (ASK, {"application/sparql-results+xml", "application/sparql-results+json"}),
        ("DESCRIBE <http://e.example/s>", {"text/turtle", "application/n-triples", "application/rdf+xml"}),
        (
            "CONSTRUCT { <s:s> <p:p> 1 } WHERE {}",
            {"text/turtle", "application/n-triples", "application/rdf+xml"},
        ),
    ],
    ids=["select", "ask", "describe", "construct"],
)
def test_each_form_of_query_has_its_media_types(client: httpx.Client, query: str, types: set[str]) -> None:
    for wanted in types:
        reply = client.get("/sparql", params={"query": query}, headers={"Accept": wanted})
        assert (reply.status_code, reply.headers["content-type"].partition(";")[0]) == (200, wanted)


def test_updates_are_refused_and_change_nothing(client: httpx.Client, served_store: Path) -> None:
    before = digest(served_store)
    for case, request in UPDATES.items():
        assert 400 <= client.request(url="/sparql", **request).status_code < 500, case
    assert digest(served_store) == before
