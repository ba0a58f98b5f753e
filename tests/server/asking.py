"""One page asked for without a server."""

from pathlib import Path

from kg.query import Graph
from kg.server.exchange import Reply, Request
from kg.server.routes import ROUTES
from kg.server.routing import find_page

TURTLE = "text/turtle"
HTML = "text/html,application/xhtml+xml,*/*;q=0.8"


def ask(store: Path, path: str, accept: str = HTML, *, lang: str = "zh", **query: str) -> Reply:
    """The answer to a GET of a path with parameters."""
    found = find_page(ROUTES, path)
    assert found is not None
    page, values = found
    with Graph.open(store) as graph:
        return page(graph, Request(path, values, {n: (v,) for n, v in query.items()}, lang, accept, "http://localhost"))


def entity(store: Path, name: str) -> str:
    """The id of the entity of a name."""
    with Graph.open(store) as graph:
        return graph.entity(name).id


def location(reply: Reply) -> str:
    """Where a reply leads."""
    assert reply.status == 303
    return dict(reply.headers)["Location"]
