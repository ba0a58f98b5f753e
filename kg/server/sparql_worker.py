"""The worker that runs SPARQL, without files or network: `python -m kg.server.sparql_worker STORE LIMITS`."""

import sys

import pyoxigraph as ox

from kg.export.jsonld import compactor, context
from kg.query import Graph
from kg.server.formats import GRAPHS, TABLES, choose
from kg.server.triples import XML, write_triples
from kg.server.worker import Send, Task, serve_tasks
from kg.server.xml_safe import XmlSafeWriter

# a scan of each order in which triples are kept opens every file that a query can need
_SCANS = (
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
    "SELECT (COUNT(?t) AS ?n) { ?s a ?t . ?t skos:prefLabel ?l }",
)


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


def scan(graph: Graph) -> None:
    """Read through the index and the context of JSON-LD once: later no file can be opened."""
    context()
    compactor(graph.base)
    for query in _SCANS:
        results = graph.sparql(query)
        assert isinstance(results, ox.QuerySolutions)
        for _ in results:
            pass


if __name__ == "__main__":
    sys.exit(serve_tasks(sys.argv[1:], answer, warm_up=scan, files=False))
