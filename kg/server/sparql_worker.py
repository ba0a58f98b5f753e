"""The worker that runs SPARQL, without files or network: `python -m kg.server.sparql_worker STORE LIMITS`."""

import contextlib
import sys
from pathlib import Path

import pyoxigraph as ox

from kg.export.jsonld import compactor, context
from kg.query import Graph
from kg.server.formats import GRAPHS, TABLES, choose
from kg.server.triples import XML, write_triples
from kg.server.worker import Send, Task, serve_tasks
from kg.server.xml_safe import XmlSafeWriter
from kg.store.layout import INDEX

# a scan of each order in which triples are kept opens every file that a query can need; it takes a second a million
_SCANS = (
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
    "SELECT (COUNT(?t) AS ?n) { ?s a ?t . ?t skos:prefLabel ?l }",
)
_ANY = "SELECT * { ?s ?p ?o } LIMIT 1"


def answer(graph: Graph, task: Task, send: Send) -> None:
    """The results of a query in the format that the client likes best."""
    results = graph.sparql(task["query"], default_graphs=task["default"], named_graphs=task["named"])
    offers = GRAPHS if isinstance(results, ox.QueryTriples) else TABLES
    chosen = choose(offers, task["accept"], task["format"])
    body = send({"status": 200, "media_type": chosen.media_type, "headers": []})
    if isinstance(results, ox.QueryTriples):
        write_triples(results, chosen, body, graph.base)
        body.flush()
    else:
        writer = XmlSafeWriter(body) if chosen.engine in XML else body
        results.serialize(writer, chosen.engine)  # type: ignore[arg-type]
        writer.flush()


def prepare(graph: Graph) -> None:
    """Open the index and read the context of JSON-LD once: later no file can be opened."""
    context()
    compactor(graph.base)
    assert graph.quads is not None  # opened before its files are looked for
    for query in (_ANY,) if all_open(graph.reader.version / INDEX) else _SCANS:
        results = graph.sparql(query)
        assert isinstance(results, ox.QuerySolutions)
        for _ in results:
            pass


def all_open(index: Path) -> bool:
    """Whether this process holds every table file of the index open, as the engine does where it may hold so many."""
    held = set()
    with contextlib.suppress(OSError):  # not every system tells
        for link in Path("/proc/self/fd").iterdir():
            with contextlib.suppress(OSError):
                held.add(link.readlink())
    return all(path.resolve() in held for path in index.glob("*.sst"))


if __name__ == "__main__":
    sys.exit(serve_tasks(sys.argv[1:], answer, warm_up=prepare, files=False))
