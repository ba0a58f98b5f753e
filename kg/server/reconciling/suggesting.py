"""Suggestions while somebody types, and the small views of what is suggested: flyouts and previews."""

from collections.abc import Iterable, Mapping

from kg.errors import LookupFailed
from kg.query import Graph
from kg.query.finding import search_names
from kg.query.resolver import by_id
from kg.server.exchange import Reply, Request, json_reply
from kg.server.reconciling.properties import properties
from kg.server.reconciling.telling import described, type_value
from kg.server.rendering import render
from kg.vocabulary import ontology

_SHOWN = 10


def suggest_entities(graph: Graph, request: Request) -> Reply:
    """`/reconcile/suggest/entity?prefix=…`."""
    prefix = request.first("prefix")
    found = search_names(graph.reader, prefix)[:_SHOWN] if prefix else ()
    lines = described(graph, found, request.lang)
    rows = [
        {"id": m.id, "name": m.name, "description": lines[m.id], "notable": [type_value(m.type, request.lang)]}
        for m in found
    ]
    return json_reply({"result": rows})


def suggest_types(graph: Graph, request: Request) -> Reply:
    """`/reconcile/suggest/type?prefix=…`."""
    return _terms(request, _type_labels())


def suggest_properties(graph: Graph, request: Request) -> Reply:
    """`/reconcile/suggest/property?prefix=…`."""
    return _terms(request, _property_labels())


def _type_labels() -> dict[str, tuple[str, str]]:
    return {tag: (t.zh, t.en) for tag, t in ontology().types.items()}


def _property_labels() -> dict[str, tuple[str, str]]:
    return {name: (p.zh, p.en) for name, p in properties().items()}


def _terms(request: Request, labels: Mapping[str, tuple[str, str]]) -> Reply:
    """The terms whose id or label begins so, then those that have it inside."""
    prefix = request.first("prefix").casefold()
    starts: list[str] = []
    holds: list[str] = []
    for id_, own in labels.items():
        names = [name.casefold() for name in (id_, *own)]
        if any(prefix in name for name in names):
            (starts if any(name.startswith(prefix) for name in names) else holds).append(id_)
    return json_reply({"result": [{"id": i, "name": labels[i][request.lang != "zh"]} for i in (*starts, *holds)]})


def flyout(graph: Graph, request: Request) -> Reply:
    """`/reconcile/flyout/entity/ID`, `…/type/TAG`, `…/property/ID`: a few words on it as HTML within JSON."""
    kind, id_ = request.values["kind"], request.values["id"]
    if kind == "entity":
        match = by_id(graph.reader, id_)
        name, line = match.name, described(graph, [match], request.lang)[match.id]
    elif kind in _LABELS and id_ in (known := _LABELS[kind]()):
        name, line = known[id_][request.lang != "zh"], id_
    else:
        raise LookupFailed(f"没有 {kind} {id_}", f"there is no {kind} {id_}")
    html = render("reconciling/flyout.html", request, name=name, line=line).body.decode()
    return json_reply({"id": id_, "html": html})


_LABELS = {"type": _type_labels, "property": _property_labels}


def preview(graph: Graph, request: Request) -> Reply:
    """`/reconcile/preview/ID`: a few lines for a small frame of another program."""
    match = by_id(graph.reader, request.values["id"])
    policy = ("Content-Security-Policy", "default-src 'none'; frame-ancestors *")
    return render(
        "reconciling/preview.html",
        request,
        headers=(policy,),
        match=match,
        line=described(graph, [match], request.lang)[match.id],
        others=_others(graph.reader.entities([match.id])[0].names),
    )


def _others(names: Iterable[str]) -> list[str]:
    return list(names)[1:4]
