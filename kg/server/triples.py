"""Triples as the bytes of a format."""

import json
from collections.abc import Iterable

import pyoxigraph as ox

from kg.export.jsonld import compactor, context
from kg.mapping import prefixes
from kg.server.formats import Format
from kg.server.xml_safe import Sink, XmlSafeWriter

XML = (ox.QueryResultsFormat.XML, ox.RdfFormat.RDF_XML)


def write_triples(triples: Iterable[ox.Triple], chosen: Format, body: Sink, base: str) -> None:
    """Triples under the prefixes of the graph; JSON-LD under its context."""
    if chosen.engine == ox.RdfFormat.JSON_LD:
        body.write(_compacted(list(triples), base))
        return
    writer = XmlSafeWriter(body) if chosen.engine in XML else body
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
