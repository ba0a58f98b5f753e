"""Queries made to stop the server, and requests made to misuse it."""

import concurrent.futures
import http.server
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

LIMIT = 2.0
ATTACKS = {
    "cross product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "sorted cross product": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i LIMIT 10",
    "path": "SELECT * { ?x (!<x:x>)* ?y . ?y (!<x:x>)* ?z }",
    "doubled text": "SELECT ?x40 { BIND('一二三四五六七八' AS ?x0) "
    + " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
    + " }",
    "grouped cross product": "SELECT (GROUP_CONCAT(?c) AS ?t) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "braces": "SELECT * WHERE " + "{" * 8000 + "}" * 8000,
    "brackets": "SELECT * { FILTER(" + "(" * 10_000 + "1" + ")" * 10_000 + ") }",
    "negations": "SELECT * { FILTER(" + "!" * 10_000 + "1) }",
    "sums": "SELECT * { FILTER(1" + "+1" * 10_000 + ") }",
    "unions": "SELECT * { {}" + " UNION {}" * 6000 + " }",
    "disjoint patterns": "SELECT * { " + " . ".join(f"?s{n} ?p{n} ?o{n}" for n in range(100)) + " } LIMIT 1",
}


class _Canary(http.server.BaseHTTPRequestHandler):
    heard: list[str]

    def do_GET(self) -> None:
        self.heard.append(self.path)
        self.send_error(404)

    do_POST = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def canary() -> Iterator[tuple[str, list[str]]]:
    """A server that nobody may call: its address and the paths that were asked for."""
    handler = type("Canary", (_Canary,), {"heard": []})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/x", handler.heard  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()


def _timed(client: httpx.Client, query: str) -> tuple[int, float]:
    start = time.perf_counter()
    reply = client.post("/sparql", content=query, headers={"Content-Type": "application/sparql-query"})
    return reply.status_code, time.perf_counter() - start


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_answered_in_time_and_the_next_query_too(client: httpx.Client, attack: str) -> None:
    status, seconds = _timed(client, ATTACKS[attack])
    assert status in (200, 400, 413, 503)
    assert seconds <= LIMIT + 1
    assert _timed(client, "ASK {}")[0] == 200


def test_health_is_told_while_eight_attacks_run(client: httpx.Client) -> None:
    query = ATTACKS["cross product"]
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        running = [pool.submit(_timed, client, query) for _ in range(8)]
        waits = []
        while not all(attack.done() for attack in running):
            start = time.perf_counter()
            assert client.get("/health").status_code in (200, 503)
            waits.append(time.perf_counter() - start)
            time.sleep(0.02)
    for status, seconds in (attack.result() for attack in running):
        assert status == 503
        assert seconds <= LIMIT + 1
    assert sorted(waits)[int(len(waits) * 0.95)] <= 0.25


@pytest.mark.parametrize(
    "form",
    [
        "SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ SERVICE SILENT <{0}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ sErViCe#x\n<{0}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ BIND(<{0}> AS ?g) SERVICE ?g {{ ?s ?p ?o }} }}",
        "SELECT * FROM <{0}> {{ ?s ?p ?o }}",
        "LOAD <{0}>",
    ],
)
def test_no_query_leaves_the_machine(client: httpx.Client, canary: tuple[str, list[str]], form: str) -> None:
    where, heard = canary
    assert _timed(client, form.format(where))[0] in (200, 400)
    assert heard == []


def test_without_the_check_of_the_query_a_confined_process_still_reaches_nobody(canary: tuple[str, list[str]]) -> None:
    where, heard = canary
    query = f"SELECT * {{ SERVICE SILENT <{where}> {{ ?s ?p ?o }} }}"
    steps = f"import pyoxigraph as ox\nlist(ox.Store().query({query!r}))"
    subprocess.run([sys.executable, "-c", steps], check=True, timeout=30)
    assert len(heard) == 1  # the engine alone does call
    confined = (
        f"from kg.server.confinement import confine\nimport pyoxigraph as ox\nconfine(1 << 30, files=False)\n{steps}"
    )
    subprocess.run([sys.executable, "-c", confined], check=False, capture_output=True, timeout=30)
    assert len(heard) == 1


SPACE = st.sampled_from([" ", "\n", "\t", " # SERVICE\n", " #'\n", '#"\n', " #>{\n"])
WORD = st.sampled_from(["SERVICE", "service", "SeRvIcE", "S\\u0045RVICE", "SERVICE SILENT", "SERVICE#x\nSILENT"])
BEFORE = st.sampled_from(
    [
        "",
        "?s ?p ?o .",
        "?s ?p 'it''s' .",
        '?s ?p """x"y""" .',
        "?s <x:#y> ?o .",
        "FILTER(1<2)",
        "OPTIONAL {",
        "{} UNION {",
    ]
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=BEFORE, word=WORD, space=SPACE)
def test_no_placement_of_service_calls_anyone(
    client: httpx.Client, canary: tuple[str, list[str]], before: str, word: str, space: str
) -> None:
    where, heard = canary
    end = "}" if before.endswith("{") else ""
    query = f"PREFIX service: <x:> SELECT * {{ {before}{space}{word}{space}<{where}>{space}{{ ?a ?b ?c }} {end} }}"
    assert _timed(client, query)[0] == 400
    assert heard == []
