"""What this server is: its graph, its limits, its addresses for programs."""

from kg.query import Graph
from kg.server.exchange import Request
from kg.server.limits import MEGABYTE, Limits
from kg.server.pages.view import View

_TABLES = ("documents", "mentions", "facts", "entities", "edges")


def show_about(graph: Graph, request: Request) -> View:
    """`/about`."""
    manifest, limits = graph.reader.manifest, Limits()
    return View(
        "linked/about.html",
        {
            "version": graph.reader.version.name,
            "software": manifest.get("software", "?"),
            "base": graph.base,
            "counts": {name: manifest["tables"][name]["rows"] for name in _TABLES},
            "limits": {
                "query_kilobytes": limits.query // 1024,
                "answer_megabytes": limits.answer // MEGABYTE,
                "memory_megabytes": limits.memory // MEGABYTE,
                "waiting": limits.queue,
            },
        },
    )
