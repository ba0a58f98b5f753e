"""What this server is: its graph, its limits, its addresses for programs, whose work it ships."""

import dataclasses
import functools
import re
from pathlib import Path

from kg.query import Graph
from kg.server.exchange import Request
from kg.server.limits import MEGABYTE
from kg.server.linked.wording import WORDS
from kg.server.pages.view import View

_TABLES = ("documents", "mentions", "facts", "entities", "edges")
_LICENCES = Path(__file__).parents[1] / "static" / "vendor" / "LICENCES.txt"
_HEAD = re.compile(r"^==== (\S+) (\d\S*) \((.+)\)$", re.M)


@dataclasses.dataclass(frozen=True, slots=True)
class Shipped:
    """A script of others that the pages bring along: package, version, licence as it names it."""

    name: str
    version: str
    licence: str


def show_about(graph: Graph, request: Request) -> View:
    """`/about`."""
    manifest, limits = graph.reader.manifest, request.limits
    return View(
        "linked/about.html",
        {
            "version": graph.reader.version.name,
            "software": manifest.get("software", "?"),
            "base": graph.base,
            "counts": {name: manifest["tables"][name]["rows"] for name in _TABLES},
            "limits": {
                "seconds": limits.seconds,
                "query_kilobytes": limits.query // 1024,
                "body_kilobytes": limits.body // 1024,
                "answer_megabytes": limits.answer // MEGABYTE,
                "memory_megabytes": limits.memory // MEGABYTE,
                "waiting": limits.queue,
                "workers": limits.workers,
            },
            "shipped": shipped(),
        },
        words=WORDS,
    )


@functools.cache
def shipped() -> tuple[Shipped, ...]:
    """All that is bundled in `static/vendor`, as its list of licences has it."""
    return tuple(Shipped(*found.groups()) for found in _HEAD.finditer(_LICENCES.read_text("utf-8")))
