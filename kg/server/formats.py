"""Formats of SPARQL results: media types, short names, and the choice between them."""

import dataclasses
from collections.abc import Sequence

import pyoxigraph as ox

from kg.server.negotiation import preferred

_RESULTS = ox.QueryResultsFormat
_GRAPHS = ox.RdfFormat


@dataclasses.dataclass(frozen=True, slots=True)
class Format:
    """A way to write results: short name, the engine's format, the media type sent, others that ask for it too."""

    name: str
    engine: ox.QueryResultsFormat | ox.RdfFormat
    media_type: str
    also: tuple[str, ...] = ()


TABLES = (
    Format("json", _RESULTS.JSON, "application/sparql-results+json", ("application/json", "text/json")),
    Format("xml", _RESULTS.XML, "application/sparql-results+xml", ("application/xml", "text/xml")),
    Format("csv", _RESULTS.CSV, "text/csv; charset=utf-8"),
    Format("tsv", _RESULTS.TSV, "text/tab-separated-values; charset=utf-8"),
)
GRAPHS = (
    Format("turtle", _GRAPHS.TURTLE, "text/turtle; charset=utf-8", ("application/turtle", "application/x-turtle")),
    Format("ntriples", _GRAPHS.N_TRIPLES, "application/n-triples", ("text/plain",)),
    Format("rdfxml", _GRAPHS.RDF_XML, "application/rdf+xml", ("application/xml", "text/xml")),
    Format("jsonld", _GRAPHS.JSON_LD, "application/ld+json", ("application/json",)),
)
_SHORT = {
    "ttl": "turtle",
    "nt": "ntriples",
    "rdf": "rdfxml",
    "xml": "rdfxml",
    "json": "jsonld",
    "n-triples": "ntriples",
}


def choose(offers: Sequence[Format], accept: str, wish: str = "") -> Format:
    """The format wished for by name or media type, else the one that the Accept header likes best, else the first.

    >>> choose(TABLES, "text/csv;q=0.5, application/xml").name, choose(TABLES, "image/png").name
    ('xml', 'json')
    >>> choose(GRAPHS, "*/*", "nt").name
    'ntriples'
    """
    wish = wish.strip().lower()
    for offer in offers:
        if wish and wish in (offer.name, *_types(offer)):
            return offer
    for offer in offers:
        if wish and _SHORT.get(wish) == offer.name:
            return offer
    by_type = {media: offer for offer in reversed(offers) for media in _types(offer)}
    chosen = preferred(accept, [media for offer in offers for media in _types(offer)])
    return by_type[chosen] if chosen else offers[0]


def _types(offer: Format) -> tuple[str, ...]:
    return offer.media_type.partition(";")[0], *offer.also
