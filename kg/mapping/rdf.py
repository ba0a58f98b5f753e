"""A snapshot as RDF: blocks, triples and quads in an order that only the snapshot decides.

Three sections: `ontology` (classes, properties and concepts as shipped, and a concept per title of the data), `graph`
(entities and plain triples) and `provenance` (statements with time, confidence and evidence; articles). No subject
occurs in two sections, none twice in one.
"""

import functools
from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from kg.errors import VocabularyError
from kg.mapping.graph import graph_blocks, plain_triple
from kg.mapping.names import Namer
from kg.mapping.namespaces import KGV, ORG, RDF, SKOS
from kg.mapping.provenance import provenance_blocks, titles
from kg.mapping.tables import Tables
from kg.mapping.terms import Block, Term, block, node, zh
from kg.model import Edge, Snapshot
from kg.names.posts import is_head
from kg.vocabulary import folder

SECTIONS = ("ontology", "graph", "provenance")


def sections(snapshot: Snapshot, base: str, names: Sequence[str] = SECTIONS) -> Iterator[tuple[str, Iterator[Block]]]:
    """The named sections with their blocks; each must be read before the next is asked for."""
    tables, namer = Tables(snapshot), Namer(base, snapshot.documents)
    makers = {"ontology": _ontology_blocks, "graph": graph_blocks, "provenance": provenance_blocks}
    for name in names:
        yield name, makers[name](tables, namer)


def triples(snapshot: Snapshot, base: str, names: Sequence[str] = SECTIONS) -> Iterator[ox.Triple]:
    """Every triple of the graph, each once."""
    for _, blocks in sections(snapshot, base, names):
        for subject, pairs in blocks:
            for predicate, value in pairs:
                yield ox.Triple(subject, predicate, value)


def quads(snapshot: Snapshot, base: str) -> Iterator[ox.Quad]:
    """Every triple in the default graph, and each article's plain triples again in a graph named by the article."""
    for triple in triples(snapshot, base):
        yield ox.Quad(triple.subject, triple.predicate, triple.object)
    namer = Namer(base, snapshot.documents)
    said: dict[str, list[Edge]] = {}
    for edge in snapshot.edges:
        for document_id in edge.documents:
            said.setdefault(document_id, []).append(edge)
    for document in snapshot.documents:
        graph = node(namer.document(document.id))
        plain = {plain_triple(e, namer) for e in said.get(document.id, ())}
        for subject, predicate, object_ in sorted(plain):
            yield ox.Quad(node(namer.entity(subject)), node(predicate), node(object_), graph)


def _ontology_blocks(tables: Tables, namer: Namer) -> Iterator[Block]:
    yield from _shipped()
    roles = sorted((namer.role(title), title) for title in titles(tables))
    for iri, title in roles:
        yield block(iri, _role(title))


def _role(title: str) -> Iterator[tuple[str, Term]]:
    yield RDF + "type", node(ORG + "Role")
    yield RDF + "type", node(SKOS + "Concept")
    yield SKOS + "prefLabel", zh(title)
    yield SKOS + "inScheme", node(KGV + "roles")
    yield SKOS + "broader", node(KGV + ("role-head" if is_head(title) else "role-other"))
    if is_head(title):
        yield ORG + "roleProperty", node(ORG + "headOf")


@functools.cache
def _shipped() -> tuple[Block, ...]:
    path = folder("ontology") / "kg.ttl"
    about: dict[str, list[tuple[str, Term]]] = {}
    try:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            about.setdefault(str(quad.subject.value), []).append((quad.predicate.value, quad.object))
    except (OSError, SyntaxError, ValueError) as error:
        raise VocabularyError(f"本体文件 {path} 无法读取：{error}", f"cannot read ontology {path}: {error}") from error
    return tuple(block(subject, pairs) for subject, pairs in about.items())
