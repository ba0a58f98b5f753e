"""Pages by function call, and their HTML read back as a browser reads it."""

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import lxml.html

from kg.query import Graph
from kg.server.exchange import Reply, Request
from kg.server.pages import ROUTES


def visit(graph: Graph, route: str, address: str, lang: str = "zh") -> Reply:
    """What the page of a route answers at an address; values of the route are taken from the address."""
    parts = urlsplit(address)
    names = [s[1:-1] for s in route.split("/") if s.startswith("{")]
    values = {name: parts.path.rpartition("/")[2] for name in names}
    query = {name: tuple(given) for name, given in parse_qs(parts.query).items()}
    return ROUTES[route](graph, Request(parts.path, values, query, lang))


def read(reply: Reply) -> Any:
    """The HTML of a page as a tree."""
    assert reply.media_type.startswith("text/html")
    return lxml.html.document_fromstring(reply.body.decode())


def words(node: Any) -> str:
    """The text of a node on one line."""
    return " ".join(node.text_content().split())


def data(reply: Reply) -> Any:
    """What a JSON twin says."""
    assert reply.media_type.startswith("application/json")
    return json.loads(reply.body)
