"""The worker that runs SPARQL, without files or network: `python -m kg.server.sparql_worker STORE LIMITS`."""

import json
import sys
from collections.abc import Iterable

import pyoxigraph as ox

from kg.export.jsonld import compactor, context
from kg.mapping import prefixes
from kg.query import Graph
from kg.server.formats import GRAPHS, TABLES, Format, choose
from kg.server.frames import FramedWriter
from kg.server.worker import Send, Task, serve_tasks
from kg.server.xml_safe import XmlSafeWriter

_XML = (ox.QueryResultsFormat.XML, ox.RdfFormat.RDF_XML)
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
        _write_triples(results, chosen, body, graph.base)
    else:
        writer = XmlSafeWriter(body) if chosen.engine in _XML else body
        results.serialize(writer, chosen.engine)  # type: ignore[arg-type]
        writer.flush()


def _write_triples(triples: ox.QueryTriples, chosen: Format, body: FramedWriter, base: str) -> None:
    """Triples under the prefixes of the graph; JSON-LD under its context."""
    if chosen.engine == ox.RdfFormat.JSON_LD:
        body.write(_compacted(list(triples), base))
        return
    writer = XmlSafeWriter(body) if chosen.engine in _XML else body
    ox.serialize(triples, writer, chosen.engine, prefixes=prefixes(base))  # type: ignore[arg-type]
    writer.flush()


def _compacted(triples: list[ox.Triple], base: str) -> bytes:
    """JSON-LD under the shipped context, or in full where there are blank nodes, for which it has no names."""
    if any(isinstance(term, ox.BlankNode | ox.Triple) for triple in triples for term in triple):
        return ox.serialize(triples, format=ox.RdfFormat.JSON_LD) or b""
    compact = compactor(base)
    rows = [compact((subject, pairs)) for subject, pairs in _by_subject(triples)]
    document = {"@context": {"@base": base, **context()}, "@graph": rows}
    return json.dumps(document, ensure_ascii=False).encode()


def _by_subject(
    triples: Iterable[ox.Triple],
) -> Iterable[tuple[ox.NamedNode, list[tuple[ox.NamedNode, ox.NamedNode | ox.Literal]]]]:
    found: dict[str, list[tuple[ox.NamedNode, ox.NamedNode | ox.Literal]]] = {}
    for subject, predicate, value in triples:
        found.setdefault(subject.value, []).append((predicate, value))
    for subject_iri in sorted(found):
        yield ox.NamedNode(subject_iri), sorted(found[subject_iri], key=str)


def scan(graph: Graph) -> None:
    """Read through the index once."""
    for query in _SCANS:
        graph.sparql(query).serialize(format=ox.QueryResultsFormat.CSV)  # type: ignore[arg-type]


if __name__ == "__main__":
    sys.exit(serve_tasks(sys.argv[1:], answer, warm_up=scan, files=False))
