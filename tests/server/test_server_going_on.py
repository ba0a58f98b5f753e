"""The server goes on: over a store that is built again, over workers that die, over more requests than it can take."""

import concurrent.futures
import threading
import time
from pathlib import Path
from typing import Any

import httpx
from SPARQLWrapper import CSV, JSON, TSV, TURTLE, XML, SPARQLWrapper

from tests.server.conftest import serving, write_example

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def test_a_store_built_again_is_served_without_a_failed_request(tmp_path: Path) -> None:
    store = tmp_path / "zone.kg"
    write_example(store)
    done = threading.Event()
    with serving(store) as address:
        first = httpx.get(f"{address}/health").json()["version"]

        def read() -> set[int]:
            with httpx.Client(base_url=address, timeout=30) as client:
                seen = set()
                while not done.is_set():
                    seen.add(client.get("/sparql", params={"query": COUNT}).status_code)
                    seen.add(client.get("/").status_code)
                return seen

        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            readers = [pool.submit(read) for _ in range(4)]
            try:
                write_example(store, software="1")
                until = time.monotonic() + 30
                while httpx.get(f"{address}/health").json()["version"] == first and time.monotonic() < until:
                    time.sleep(0.1)
                assert httpx.get(f"{address}/health").json()["version"] != first
            finally:
                done.set()
            assert set().union(*(reader.result() for reader in readers)) == {200}


def test_more_requests_than_may_wait_are_told_to_come_back(client: httpx.Client) -> None:
    def ask(_: int) -> httpx.Response:
        return client.get("/sparql", params={"query": SLOW})

    with concurrent.futures.ThreadPoolExecutor(60) as pool:
        replies = list(pool.map(ask, range(60)))
    assert {reply.status_code for reply in replies} == {503}
    assert any(reply.headers.get("retry-after") for reply in replies)


def test_sparqlwrapper_reads_every_table(address: str) -> None:
    for form in (JSON, XML, CSV, TSV):
        wrapper = SPARQLWrapper(f"{address}/sparql", returnFormat=form)
        wrapper.setQuery("SELECT ('王' AS ?x) {}")
        told: Any = wrapper.query().convert()
        text = told if isinstance(told, str) else told.decode() if isinstance(told, bytes) else None
        if text is None:
            text = told.toxml() if form == XML else told["results"]["bindings"][0]["x"]["value"]
        assert "王" in text, form


def test_sparqlwrapper_reads_a_graph(address: str) -> None:
    wrapper = SPARQLWrapper(f"{address}/sparql", returnFormat=TURTLE)
    wrapper.setQuery("CONSTRUCT { <s:s> <p:p> '王' } WHERE {}")
    assert "王" in wrapper.query().convert().decode()
