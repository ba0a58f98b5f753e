"""How fast `kg serve` answers: small queries over many connections, then pages one after another.

    python benchmarks/load.py STORE [--connections 16] [--seconds 10]

The clients run in a process of their own on the same machine, so the figures are those of both together.
"""

import argparse
import http.client
import json
import re
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import quote, urlsplit

ASK = "/sparql?query=" + quote("SELECT ?l { ?s kg:nameKey '济宁高新区' ; skos:prefLabel ?l } LIMIT 5")
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


def repeat(address: str, path: str, until: float, taken: list[float], failed: list[int]) -> None:
    """Ask one path over one connection until a time."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    while time.perf_counter() < until:
        began = time.perf_counter()
        connection.request("GET", path)
        reply = connection.getresponse()
        reply.read()
        taken.append(time.perf_counter() - began)
        if reply.status != 200:
            failed.append(reply.status)
    connection.close()


def load(address: str, path: str, connections: int, seconds: float) -> None:
    """Many connections at once: requests a second, median and 99th percentile."""
    taken: list[float] = []
    failed: list[int] = []
    until = time.perf_counter() + seconds
    threads = [threading.Thread(target=repeat, args=(address, path, until, taken, failed)) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    p50, p99 = quantiles(taken, 99)
    told = f"median {p50:.1f} ms, p99 {p99:.1f} ms, {len(failed)} failed"
    print(f"{connections} connections: {len(taken) / seconds:.0f} a second, {told}")


def quantiles(taken: list[float], upper: int) -> tuple[float, float]:
    """Median and an upper percentile in milliseconds."""
    cuts = statistics.quantiles(taken, n=100)
    return statistics.median(taken) * 1000, cuts[upper - 1] * 1000


def walk(address: str, name: str, paths: list[str]) -> None:
    """Different pages of one kind one after another: median and 95th percentile."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    taken = []
    for path in paths:
        began = time.perf_counter()
        connection.request("GET", path)
        connection.getresponse().read()
        taken.append(time.perf_counter() - began)
    connection.close()
    p50, p95 = quantiles(taken, 95)
    print(f"{name}: median {p50:.1f} ms, p95 {p95:.1f} ms ({len(paths)} requests)")


def ask_once(address: str) -> None:
    """One small query."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    connection.request("GET", ASK)
    connection.getresponse().read()
    connection.close()


def entities(address: str) -> list[tuple[str, str]]:
    """Ids and names of some hundred entities."""
    query = "SELECT ?s ?l { ?s a kg:Organization ; skos:prefLabel ?l } ORDER BY ?s LIMIT 200"
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    connection.request("GET", f"/sparql?format=json&query={quote(query)}")
    rows = json.loads(connection.getresponse().read())["results"]["bindings"]
    connection.close()
    return [(row["s"]["value"].rpartition("/")[2], row["l"]["value"]) for row in rows]


def main() -> None:
    """Start a server, ask it, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=10)
    arguments = parser.parse_args()
    command = [sys.executable, "-m", "kg", "serve", "--store", str(arguments.store), "--port", "0"]
    began = time.perf_counter()
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    try:
        address = next(m[0] for line in process.stderr if (m := _ADDRESS.search(line)))
        ask_once(address)
        print(f"start to first answer {time.perf_counter() - began:.2f} s")
        known = entities(address)
        load(address, ASK, arguments.connections, arguments.seconds)
        walk(address, "entity page", [f"/page/{identifier}" for identifier, _ in known])
        walk(address, "suggest, part of a name", [f"/suggest?q={quote(name[:4])}" for _, name in known])
        walk(address, "search, full name", [f"/search?q={quote(name)}" for _, name in known])
        walk(address, "search, one character", [f"/suggest?q={quote(name[0])}" for _, name in known])
        walk(address, "search, no match", [f"/search?q={quote(name[:2] + '魑魅')}" for _, name in known])
    finally:
        process.terminate()
        process.wait(20)


if __name__ == "__main__":
    main()
