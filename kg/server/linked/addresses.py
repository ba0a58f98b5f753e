"""From the IRI of a thing to what is known of it: 303 to a page for people or to data for programs."""

from typing import Any
from urllib.parse import quote

import pyoxigraph as ox

from kg.errors import LookupFailed
from kg.mapping import document_names
from kg.query import Graph
from kg.query.neighbourhood import type_of
from kg.server.exchange import Reply, Request
from kg.server.formats import GRAPHS, choose
from kg.server.negotiation import preferred

SUFFIX = {"turtle": "ttl", "ntriples": "nt", "rdfxml": "rdf", "jsonld": "jsonld"}


def see(address: str) -> Reply:
    """See other."""
    return Reply(b"", "text/plain; charset=utf-8", 303, (("Location", address),))


def send_id(graph: Graph, request: Request) -> Reply:
    """`/id/…`: an entity's page, or the data of whatever has this IRI."""
    local = request.values["id"]
    if wants_page(request) and _is_entity(graph, local):
        return see(f"/page/{quote(local)}")
    if wants_page(request) and (entity := _subject(graph, local)):
        return see(f"/page/{quote(entity)}")
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


def document_id(graph: Graph, local: str) -> str:
    """The id of the article whose IRI ends so; raises LookupFailed for none."""
    rows: list[dict[str, Any]] = graph.reader.table("documents", ("id", "source", "part")).to_pylist()
    names = document_names((r["id"], r["source"].rpartition("/")[2], r["part"]) for r in rows)
    found = next((id_ for id_, name in names.items() if local in (id_, name)), None)
    if found is None:
        raise LookupFailed(f"没有文章 {local}", f"no article {local}")
    return found


def wants_page(request: Request) -> bool:
    """Whether the client would rather have a page than data."""
    offers = ["text/html", *(offer.media_type.partition(";")[0] for offer in GRAPHS)]
    return preferred(request.accept, offers) in ("text/html", None)


def _suffix(request: Request) -> str:
    return SUFFIX[choose(GRAPHS, request.accept).name]


def _is_entity(graph: Graph, local: str) -> bool:
    return bool(type_of(local)) and bool(graph.reader.entities([local]))


def _subject(graph: Graph, local: str) -> str:
    """The entity that a statement is about."""
    iri = ox.NamedNode(f"{graph.base}id/{quote(local)}")
    subject = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#subject")
    found = next(iter(graph.quads.quads_for_pattern(iri, subject, None)), None)
    return str(found.object.value).rpartition("/")[2] if found else ""
