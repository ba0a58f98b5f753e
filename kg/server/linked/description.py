"""The graph as a dataset (VoID, DCAT) and its endpoint as a service (SPARQL 1.1 Service Description), as triples."""

import dataclasses
import functools
from collections.abc import Iterator

import pyoxigraph as ox

from kg.mapping.namespaces import DCTERMS, RDF, RDFS, XSD
from kg.query import Graph
from kg.server.exchange import Request
from kg.server.formats import GRAPHS, TABLES
from kg.server.linked.wording import WORDS
from kg.server.pages.view import View
from kg.server.rendering import link
from kg.vocabulary import ontology

_VOID = "http://rdfs.org/ns/void#"
_DCAT = "http://www.w3.org/ns/dcat#"
_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_MEDIA = "https://www.iana.org/assignments/media-types/"
_USED = "SELECT ?p (COUNT(*) AS ?n) { VALUES ?p { %s } ?s ?p ?o } GROUP BY ?p"
_COUNTS = "SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) { ?s ?p ?o }"
# names of our formats in the W3C's list of unique URIs for file formats
_NAMED = {
    "json": "SPARQL_Results_JSON", "xml": "SPARQL_Results_XML", "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV", "turtle": "Turtle", "ntriples": "N-Triples", "rdfxml": "RDF_XML", "jsonld": "JSON-LD",
}  # fmt: skip
TITLE = ("高新区知识图谱", "High-tech zone graph")
RIGHTS = (
    "事实由程序从新闻中读出；引用的原句归各篇文章的作者所有，全文不公开发布。",
    "Facts were read from the news by a program; quoted sentences belong to the authors of the articles, whose full "
    "texts are not published.",
)
_EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"

Value = ox.NamedNode | ox.Literal


@dataclasses.dataclass(frozen=True, slots=True)
class Size:
    """How much a graph holds: triples, things said of; entities by type tag, plain triples by predicate tag."""

    triples: int
    subjects: int
    types: dict[str, int]
    predicates: dict[str, int]


@functools.lru_cache(maxsize=1)
def size(graph: Graph) -> Size:
    """Counted once for each opened graph: it does not change."""
    row = next(iter(graph.sparql(_COUNTS)))  # type: ignore[arg-type]
    iris = {p.iri: tag for tag, p in ontology().predicates.items()}
    used = {iris[r[0].value]: int(r[1].value) for r in graph.sparql(_USED % " ".join(f"<{i}>" for i in iris))}  # type: ignore[union-attr]
    predicates = {tag: used[tag] for tag in ontology().predicates if tag in used}
    return Size(int(row[0].value), int(row[1].value), graph.reader.counts("entities", "type"), predicates)


def dataset(graph: Graph, request: Request) -> list[ox.Triple]:
    """The whole graph as a dataset: title, rights, numbers, where to ask and to download."""
    return list(_triples(_dataset(graph, request)))


def service(graph: Graph, request: Request) -> list[ox.Triple]:
    """The SPARQL endpoint as this client reaches it: what it takes, what it gives, over which dataset."""
    return list(_triples(_service(graph, request)))


def overview(graph: Graph, request: Request) -> View:
    """The dataset for people: numbers, rights, downloads."""
    return View(
        "linked/dataset.html",
        {
            "title": TITLE,
            "rights": RIGHTS,
            "version": graph.reader.version.name,
            "base": graph.base,
            "size": size(graph),
            "articles": graph.reader.manifest["tables"]["documents"]["rows"],
            "downloads": downloads(request),
        },
        words=WORDS,
    )


def downloads(request: Request) -> dict[str, str]:
    """Where the whole graph can be had, by name of the format."""
    return {f.name: request.origin + link("/sparql", query=_EVERYTHING, format=f.name) for f in GRAPHS}


def _dataset(graph: Graph, request: Request) -> Iterator[tuple[str, str, Value]]:
    found, iri = size(graph), f"{graph.base}dataset"
    yield from ((iri, RDF + "type", _node(kind)) for kind in (_VOID + "Dataset", _DCAT + "Dataset"))
    for name, texts in (("title", TITLE), ("rights", RIGHTS)):
        yield from ((iri, DCTERMS + name, t) for t in _spoken(texts))
    yield iri, DCTERMS + "identifier", ox.Literal(graph.reader.version.name)
    yield iri, DCTERMS + "language", ox.Literal("zh")
    yield iri, _VOID + "triples", _number(found.triples)
    yield iri, _VOID + "distinctSubjects", _number(found.subjects)
    yield iri, _VOID + "entities", _number(sum(found.types.values()))
    yield iri, _VOID + "uriSpace", ox.Literal(f"{graph.base}id/")
    yield iri, _VOID + "sparqlEndpoint", _node(f"{request.origin}/sparql")
    yield iri, _VOID + "vocabulary", _node(f"{graph.base}def")
    for name, number in found.types.items():
        part = f"{iri}#class-{name}"
        yield iri, _VOID + "classPartition", _node(part)
        yield part, _VOID + "class", _node(ontology().types[name].iri)
        yield part, _VOID + "entities", _number(number)
    for name, number in found.predicates.items():
        part = f"{iri}#property-{name}"
        yield iri, _VOID + "propertyPartition", _node(part)
        yield part, _VOID + "property", _node(ontology().predicates[name].iri)
        yield part, _VOID + "triples", _number(number)
    for offer, (name, address) in zip(GRAPHS, downloads(request).items(), strict=True):
        file = f"{iri}#{name}"
        yield iri, _VOID + "dataDump", _node(address)
        yield iri, _DCAT + "distribution", _node(file)
        yield file, RDF + "type", _node(_DCAT + "Distribution")
        yield file, _DCAT + "accessURL", _node(f"{request.origin}/dataset")
        yield file, _DCAT + "downloadURL", _node(address)
        yield file, _DCAT + "mediaType", _node(_MEDIA + offer.media_type.partition(";")[0])


def _service(graph: Graph, request: Request) -> Iterator[tuple[str, str, Value]]:
    endpoint, iri = f"{request.origin}/sparql", f"{graph.base}dataset"
    own = f"{endpoint}#service"
    yield own, RDF + "type", _node(_SD + "Service")
    yield own, _SD + "endpoint", _node(endpoint)
    yield own, _SD + "supportedLanguage", _node(_SD + "SPARQL11Query")
    yield from ((own, _SD + "resultFormat", _node(_FORMATS + _NAMED[f.name])) for f in (*TABLES, *GRAPHS))
    yield own, _SD + "defaultDataset", _node(iri)
    yield iri, RDF + "type", _node(_SD + "Dataset")
    yield iri, RDF + "type", _node(_VOID + "Dataset")
    yield iri, RDFS + "seeAlso", _node(f"{request.origin}/dataset")
    yield iri, _SD + "defaultGraph", _node(f"{iri}#default")
    yield f"{iri}#default", RDF + "type", _node(_SD + "Graph")


def _triples(rows: Iterator[tuple[str, str, Value]]) -> Iterator[ox.Triple]:
    return (ox.Triple(_node(s), _node(p), o) for s, p, o in rows)


def _node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def _number(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=_node(XSD + "integer"))


def _spoken(texts: tuple[str, str]) -> Iterator[ox.Literal]:
    return (ox.Literal(text, language=lang) for text, lang in zip(texts, ("zh", "en"), strict=True))
