"""Data on one thing, on the ontology and on the graph as a whole, in the usual formats of RDF."""

import io
from collections.abc import Iterable
from urllib.parse import quote

import pyoxigraph as ox

from kg.errors import LookupFailed
from kg.mapping.namespaces import KGV
from kg.query import Graph
from kg.server.exchange import Reply, Request
from kg.server.formats import GRAPHS, Format, choose
from kg.server.linked.addresses import SUFFIX, see
from kg.server.triples import write_triples
from kg.vocabulary import folder

# the thing itself, the statements about it, their evidence, and how all that they name is called
_DESCRIBE = """
CONSTRUCT {{ ?s ?p ?o }} WHERE {{
  {{ BIND(<{iri}> AS ?s) ?s ?p ?o }}
  UNION {{ ?s rdf:subject|rdf:object|prov:wasDerivedFrom <{iri}> . ?s ?p ?o }}
  UNION {{ ?a rdf:subject|rdf:object <{iri}> ; kg:evidence ?s . ?s ?p ?o }}
  UNION {{ ?a rdf:subject|rdf:object <{iri}> ; kg:evidence/oa:hasSelector ?s . ?s ?p ?o }}
  UNION {{ ?a rdf:subject|rdf:object <{iri}> ; rdf:subject|rdf:object ?s .
          ?s skos:prefLabel ?o . BIND(skos:prefLabel AS ?p) }}
}}"""
_COUNTS = "SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) { ?s ?p ?o }"
_VOID, _DCAT, _DCTERMS, _SD = (
    "http://rdfs.org/ns/void#", "http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/",
    "http://www.w3.org/ns/sparql-service-description#",
)  # fmt: skip
_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def show_data(graph: Graph, request: Request) -> Reply:
    """`/data/ID.ttl`, `.nt`, `.rdf`, `.jsonld`; `.json` leads to the page's twin."""
    local, _, suffix = request.values["file"].rpartition(".")
    if suffix == "json":
        return see(f"/page/{quote(local)}?format=json")
    if suffix not in SUFFIX.values():
        raise LookupFailed(f"没有格式 {suffix}", f"there is no format {suffix}")
    for kind in ("id", "doc"):
        query = _DESCRIBE.format(iri=f"{graph.base}{kind}/{quote(local)}")
        triples = sorted(set(graph.sparql(query)), key=str)  # type: ignore[arg-type]
        if triples:
            return _written(triples, choose(GRAPHS, request.accept, suffix), graph.base)
    raise LookupFailed(f"没有 {local}", f"there is no {local}")


def show_term(graph: Graph, request: Request) -> Reply:
    """`/vocab/…`: what the graph says of a term of its vocabulary."""
    local = request.values["id"]
    term = ox.NamedNode(KGV + quote(local))
    triples = sorted((q.triple for q in graph.quads.quads_for_pattern(term, None, None, ox.DefaultGraph())), key=str)
    if not triples:
        raise LookupFailed(f"没有词条 {local}", f"there is no term {local}")
    return _written(triples, choose(GRAPHS, request.accept, request.first("format")), graph.base)


def show_definitions(graph: Graph, request: Request) -> Reply:
    """`/def`: the ontology."""
    text = (folder("ontology") / "kg.ttl").read_bytes()
    chosen = choose(GRAPHS, request.accept, request.first("format"))
    if chosen.engine == ox.RdfFormat.TURTLE:
        return Reply(text, chosen.media_type)
    quads = ox.parse(text, format=ox.RdfFormat.TURTLE)
    return _written((q.triple for q in quads), chosen, graph.base)


def show_dataset(graph: Graph, request: Request) -> Reply:
    """`/dataset`: the graph described with VoID and DCAT, and its SPARQL service."""
    chosen = choose(GRAPHS, request.accept, request.first("format"))
    return _written(_description(graph), chosen, graph.base)


def _description(graph: Graph) -> list[ox.Triple]:
    counts = next(iter(graph.sparql(_COUNTS)))  # type: ignore[arg-type]
    dataset = ox.NamedNode(f"{graph.base}dataset")
    service = ox.NamedNode(f"{graph.base}sparql")
    number = "http://www.w3.org/2001/XMLSchema#integer"
    rows: list[tuple[ox.NamedNode, str, ox.NamedNode | ox.Literal]] = [
        (dataset, _DCTERMS + "title", ox.Literal("高新区知识图谱", language="zh")),
        (dataset, _DCTERMS + "title", ox.Literal("High-tech zone graph", language="en")),
        (dataset, _DCTERMS + "identifier", ox.Literal(graph.reader.version.name)),
        (dataset, _VOID + "triples", ox.Literal(counts[0].value, datatype=ox.NamedNode(number))),
        (dataset, _VOID + "distinctSubjects", ox.Literal(counts[1].value, datatype=ox.NamedNode(number))),
        (dataset, _VOID + "uriSpace", ox.Literal(f"{graph.base}id/")),
        (dataset, _VOID + "sparqlEndpoint", service),
        (dataset, _VOID + "vocabulary", ox.NamedNode(f"{graph.base}def")),
        (service, _SD + "endpoint", service),
        (service, _SD + "supportedLanguage", ox.NamedNode(_SD + "SPARQL11Query")),
        *((dataset, str(_TYPE.value), ox.NamedNode(t)) for t in (_VOID + "Dataset", _DCAT + "Dataset")),
        (service, str(_TYPE.value), ox.NamedNode(_SD + "Service")),
    ]
    return [ox.Triple(s, ox.NamedNode(p), o) for s, p, o in rows]


def _written(triples: Iterable[ox.Triple], chosen: Format, base: str) -> Reply:
    body = io.BytesIO()
    write_triples(triples, chosen, body, base)
    return Reply(body.getvalue(), chosen.media_type)
