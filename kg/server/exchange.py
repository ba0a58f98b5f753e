"""What goes into a page and what comes out: plain rows that travel between the front and its workers."""

import dataclasses
import json
from collections.abc import Callable, Mapping
from typing import Any

from kg.query import Graph
from kg.server.limits import Limits

HTML = "text/html; charset=utf-8"
JSON = "application/json; charset=utf-8"


@dataclasses.dataclass(frozen=True, slots=True)
class Request:
    """A request as a page sees it.

    `path` is the path asked for, `values` the parts of it that the route names (`{"id": "o-…"}`), `query` the
    parameters, each with all its values, `lang` is `zh` or `en`, `accept` the media types that the client likes,
    `origin` the address of this server as the client knows it, without a path, `limits` those that the server keeps.
    """

    path: str
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)
    query: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    lang: str = "zh"
    accept: str = "*/*"
    origin: str = ""
    limits: Limits = dataclasses.field(default_factory=Limits)

    def first(self, name: str, default: str = "") -> str:
        """The first value of a parameter, without space around it."""
        return next(iter(self.query.get(name, ())), default).strip()


@dataclasses.dataclass(frozen=True, slots=True)
class Reply:
    """What is sent back."""

    body: bytes
    media_type: str = HTML
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


Page = Callable[[Graph, Request], Reply]


def moved(address: str) -> Reply:
    """Gone there for good: what an id that is replaced answers."""
    return Reply(b"", "text/plain; charset=utf-8", 308, (("Location", address),))


def json_reply(value: Any, *, status: int = 200) -> Reply:
    """A value as JSON."""
    return Reply((json.dumps(value, ensure_ascii=False) + "\n").encode(), JSON, status)
