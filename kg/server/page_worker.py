"""The worker that makes pages: `python -m kg.server.page_worker STORE LIMITS`."""

import functools
import sys

from kg.query import Graph
from kg.server.exchange import Request
from kg.server.limits import Limits
from kg.server.routes import ROUTES
from kg.server.routing import find_page
from kg.server.worker import Send, Task, serve_tasks


def answer(limits: Limits, graph: Graph, task: Task, send: Send) -> None:
    """The page of the path asked for; an empty head says that there is none."""
    found = find_page(ROUTES, task["path"])
    if found is None:
        send({})
        return
    page, values = found
    query = {name: tuple(given) for name, given in task["query"].items()}
    reply = page(graph, Request(task["path"], values, query, task["lang"], task["accept"], task["origin"], limits))
    body = send({"status": reply.status, "media_type": reply.media_type, "headers": reply.headers})
    body.write(reply.body)


def build_index(graph: Graph) -> None:
    """Build the indexes of SPARQL and of names where they are not there yet, so that no page has to wait for them."""
    bool(graph.sparql("ASK {}"))
    assert graph.reader.names


if __name__ == "__main__":
    answering = functools.partial(answer, Limits.from_json(sys.argv[2]))
    sys.exit(serve_tasks(sys.argv[1:], answering, warm_up=build_index, files=True))
