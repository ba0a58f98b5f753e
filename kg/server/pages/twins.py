"""A page and its JSON twin: one view, shown to people as HTML and to programs as JSON; failures are views too."""

import dataclasses
import datetime as dt
import functools
from collections.abc import Callable, Mapping
from typing import Any

from kg.curation.wording import reason
from kg.errors import KgError
from kg.query import Graph
from kg.server.exchange import Page, Reply, Request, json_reply
from kg.server.pages.failures import failure
from kg.server.pages.groups import heading
from kg.server.pages.view import View
from kg.server.pages.words import WORDS
from kg.server.rendering import render

Build = Callable[[Graph, Request], View | Reply]


def page(build: Build) -> Page:
    """The page of a view; what the graph cannot answer becomes a page that says so."""

    def shown(graph: Graph, request: Request) -> Reply:
        try:
            view = build(graph, request)
        except KgError as error:
            view = failure(error)
        return view if isinstance(view, Reply) else reply(view, request)

    return shown


def reply(view: View, request: Request) -> Reply:
    """A view as JSON where the request asks for it, else as HTML."""
    if wants_json(request):
        return json_reply(plain(view.values), status=view.status)
    speaking: dict[str, Any] = {f.__name__: functools.partial(f, lang=request.lang) for f in (heading, reason)}
    return render(view.template, request, words={**WORDS, **view.words}, status=view.status, **speaking, **view.values)


def wants_json(request: Request) -> bool:
    """Whether the address ends in `.json` or says `format=json`."""
    return request.path.endswith(".json") or request.first("format") == "json"


def plain(value: Any) -> Any:
    """Dataclasses, mappings, sequences and dates as JSON values."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, dt.date) else value
