"""Data on one thing, on the ontology and on the graph as a whole, in the usual formats of RDF."""

import io
from collections.abc import Iterable
from urllib.parse import quote

import pyoxigraph as ox

from kg.errors import LookupFailed
from kg.mapping.namespaces import KGV
from kg.query import Graph
from kg.server.exchange import Reply, Request, moved
from kg.server.formats import GRAPHS, Format, choose
from kg.server.linked.addresses import SUFFIX, replacement, see, twin
from kg.server.linked.description import dataset, overview, service
from kg.server.linked.terms import concept, definitions
from kg.server.negotiation import browsed
from kg.server.pages.view import View
from kg.server.triples import write_triples
from kg.vocabulary import folder

# the thing itself, the ids it replaces, the statements about it, their evidence, and how all that they name is called
_DESCRIBE = """
CONSTRUCT {{ ?s ?p ?o }} WHERE {{
  {{ BIND(<{iri}> AS ?s) ?s ?p ?o }}
  UNION {{ ?s rdf:subject|rdf:object|prov:wasDerivedFrom|dcterms:isReplacedBy <{iri}> . ?s ?p ?o }}
  UNION {{ ?a rdf:subject|rdf:object <{iri}> ; kg:evidence ?s . ?s ?p ?o }}
  UNION {{ ?a rdf:subject|rdf:object <{iri}> ; kg:evidence/oa:hasSelector ?s . ?s ?p ?o }}
  UNION {{ ?a rdf:subject|rdf:object <{iri}> ; rdf:subject|rdf:object ?s .
          ?s skos:prefLabel ?o . BIND(skos:prefLabel AS ?p) }}
}}"""


def show_data(graph: Graph, request: Request) -> Reply:
    """`/data/ID.ttl`, `.nt`, `.rdf`, `.jsonld`; `.json` leads to the twin of a page, else to JSON-LD.

    A replaced id leads to the data of the one that replaces it.
    """
    local, _, suffix = request.values["file"].rpartition(".")
    if suffix not in (*SUFFIX.values(), "json"):
        raise LookupFailed(f"没有格式 {suffix}", f"there is no format {suffix}")
    if new := replacement(graph, local):
        return moved(f"/data/{quote(new)}.{suffix}")
    if suffix == "json" and (address := twin(graph, local)):
        return see(address)
    for kind in ("id", "doc"):
        query = _DESCRIBE.format(iri=f"{graph.base}{kind}/{quote(local)}")
        triples = sorted(set(graph.sparql(query)), key=str)  # type: ignore[arg-type]
        if triples and suffix == "json":
            return see(f"/data/{quote(local)}.jsonld")
        if triples:
            return _written(triples, choose(GRAPHS, request.accept, suffix), graph.base)
    raise LookupFailed(f"没有 {local}", f"there is no {local}")


def show_term(graph: Graph, request: Request) -> Reply | View:
    """`/vocab/…`: what the graph says of a term of its vocabulary."""
    local = quote(request.values["id"])
    if _page_wanted(request):
        return concept(graph, request, local)
    term = ox.NamedNode(KGV + local)
    triples = sorted((q.triple for q in graph.quads.quads_for_pattern(term, None, None, ox.DefaultGraph())), key=str)
    if not triples:
        raise LookupFailed(f"没有词条 {local}", f"there is no term {local}")
    return _written(triples, choose(GRAPHS, request.accept, request.first("format")), graph.base)


def show_definitions(graph: Graph, request: Request) -> Reply | View:
    """`/def`: the ontology."""
    if _page_wanted(request):
        return definitions(graph, request)
    text = (folder("ontology") / "kg.ttl").read_bytes()
    chosen = choose(GRAPHS, request.accept, request.first("format"))
    if chosen.engine == ox.RdfFormat.TURTLE:
        return Reply(text, chosen.media_type)
    quads = ox.parse(text, format=ox.RdfFormat.TURTLE)
    return _written((q.triple for q in quads), chosen, graph.base)


def show_dataset(graph: Graph, request: Request) -> Reply | View:
    """`/dataset`: the graph as a whole, described with VoID and DCAT for programs."""
    if _page_wanted(request):
        return overview(graph, request)
    chosen = choose(GRAPHS, request.accept, request.first("format"))
    return _written(dataset(graph, request), chosen, graph.base)


def show_service(graph: Graph, request: Request) -> Reply:
    """`/sparql` without a query: what the endpoint is."""
    return _written(service(graph, request), choose(GRAPHS, request.accept, request.first("format")), graph.base)


def _page_wanted(request: Request) -> bool:
    return browsed(request.accept) and not request.first("format")


def _written(triples: Iterable[ox.Triple], chosen: Format, base: str) -> Reply:
    body = io.BytesIO()
    write_triples(triples, chosen, body, base)
    return Reply(body.getvalue(), chosen.media_type)
