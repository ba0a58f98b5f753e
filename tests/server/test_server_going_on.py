"""The server goes on: over a store that is built again, over workers that die, over more requests than it can take."""

import concurrent.futures
import threading
import time
from pathlib import Path

import httpx

from tests.server.running import serving
from tests.snapshots import worked_example, write_snapshot

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def test_a_store_built_again_is_served_without_a_failed_request(tmp_path: Path) -> None:
    store = tmp_path / "zone.kg"
    write_snapshot(store, worked_example())
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
                write_snapshot(store, worked_example(), software="1")
                until = time.monotonic() + 30
                while httpx.get(f"{address}/health").json()["version"] == first and time.monotonic() < until:
                    time.sleep(0.1)
                assert httpx.get(f"{address}/health").json()["version"] != first
            finally:
                done.set()
            assert set().union(*(reader.result() for reader in readers)) == {200}


def test_more_requests_than_may_wait_are_told_to_come_back(address: str) -> None:
    def ask(_: int) -> httpx.Response:
        return httpx.get(f"{address}/sparql", params={"query": SLOW}, timeout=30)

    with concurrent.futures.ThreadPoolExecutor(60) as pool:
        replies = list(pool.map(ask, range(60)))
    assert {reply.status_code for reply in replies} == {503}
    assert any(reply.headers.get("retry-after") for reply in replies)
