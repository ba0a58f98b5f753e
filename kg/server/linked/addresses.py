"""From the IRI of a thing to what is known of it: 303 to a page for people or to data for programs."""

from urllib.parse import quote

from kg.errors import LookupFailed
from kg.query import Graph
from kg.query.neighbourhood import type_of
from kg.query.resolver import replacements
from kg.server.exchange import Reply, Request, moved
from kg.server.formats import GRAPHS, choose
from kg.server.linked.places import document_id, shown_at
from kg.server.negotiation import preferred
from kg.server.rendering import link

SUFFIX = {"turtle": "ttl", "ntriples": "nt", "rdfxml": "rdf", "jsonld": "jsonld"}


def see(address: str) -> Reply:
    """See other."""
    return Reply(b"", "text/plain; charset=utf-8", 303, (("Location", address),))


def send_id(graph: Graph, request: Request) -> Reply:
    """`/id/…`: the page of an entity or the place that shows a statement, a post, a role; or the data.

    A replaced id leads to the one that replaces it.
    """
    local = request.values["id"]
    if new := replacement(graph, local):
        return moved(f"/id/{quote(new)}")
    if wants_page(request) and _is_entity(graph, local):
        return see(f"/page/{quote(local)}")
    if wants_page(request) and (place := shown_at(graph, local)):
        return see(place)
    return see(f"/data/{quote(local)}.{_suffix(request)}")


def send_document(graph: Graph, request: Request) -> Reply:
    """`/doc/…`: the article, or its data."""
    local = request.values["id"]
    if not wants_page(request):
        return see(f"/data/{quote(local)}.{_suffix(request)}")
    return see(f"/article/{quote(document_id(graph, local))}")


def send_name(graph: Graph, request: Request) -> Reply:
    """`/name/科技创新局`: the page of the one entity of this name; raises LookupFailed for none or several."""
    return see(f"/page/{quote(graph.entity(request.values['name']).id)}")


def twin(graph: Graph, local: str) -> str:
    """The address of the JSON twin of a thing's own page; empty where it has no page of its own."""
    if _is_entity(graph, local):
        return link(f"/page/{local}", format="json")
    if local[:2] in ("r-", "t-"):
        return link(f"/post/{local}", format="json")
    try:
        return link(f"/article/{document_id(graph, local)}", format="json")
    except LookupFailed:
        return ""


def wants_page(request: Request) -> bool:
    """Whether the client would rather have a page than data."""
    offers = ["text/html", *(offer.media_type.partition(";")[0] for offer in GRAPHS)]
    return preferred(request.accept, offers) in ("text/html", None)


def _suffix(request: Request) -> str:
    return SUFFIX[choose(GRAPHS, request.accept).name]


def replacement(graph: Graph, local: str) -> str:
    """The id of the entity that replaces this id, empty where it is an entity's own or none."""
    return replacements(graph.reader, [local]).get(local, "") if type_of(local) else ""


def _is_entity(graph: Graph, local: str) -> bool:
    return bool(type_of(local)) and bool(graph.reader.entities([local]))
