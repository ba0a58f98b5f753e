"""The W3C Reconciliation Service API 0.2, by which OpenRefine matches a column of names with the graph's entities."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from kg.errors import LookupFailed
from kg.query import Graph, Match
from kg.query.finding import search_names
from kg.server.exchange import Reply, Request, json_reply
from kg.server.rendering import render
from kg.vocabulary import ontology

_SCORES = {"preferred": 100, "alias": 95, "abbreviation": 80, "owner": 75, "part": 50}
_NEAR = 20  # a name that is merely alike
_CERTAIN = ("preferred", "alias")
_RESULTS, _MOST_RESULTS, _MOST_QUERIES = 10, 50, 100
_LANGUAGE = {"zh": "高新区知识图谱", "en": "High-tech zone graph"}


def reconcile(graph: Graph, request: Request) -> Reply:
    """`/reconcile`: the manifest, or the answers to a batch of queries (`queries`, by GET or form)."""
    batch = request.first("queries")
    if not batch:
        return json_reply(_manifest(graph, request))
    try:
        queries = json.loads(batch)
        answers = {name: {"result": _answer(graph, query)} for name, query in _checked(queries).items()}
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        return json_reply({"error": f"queries: {error}"}, status=400)
    return json_reply(answers)


def _checked(queries: Any) -> dict[str, Any]:
    asked = list(queries.values())
    if not all(isinstance(query, dict) and isinstance(query["query"], str) for query in asked):
        raise ValueError('an object of objects with a "query" each is wanted')
    if len(asked) > _MOST_QUERIES:
        raise ValueError(f"more than {_MOST_QUERIES} queries")
    return dict(queries)


def _answer(graph: Graph, query: Any) -> list[dict[str, Any]]:
    wanted = query.get("type") or ()
    types = [t for t in ([wanted] if isinstance(wanted, str) else wanted) if t in ontology().types]
    limit = max(1, min(int(query.get("limit") or _RESULTS), _MOST_RESULTS))
    try:
        found: Sequence[Match] = graph.candidates(query["query"], types=types)
    except LookupFailed as error:
        found = [m for m in error.candidates if isinstance(m, Match)]
        return [_candidate(m, _NEAR, match=False) for m in found if not types or m.type in types][:limit]
    # conditions on properties are not checked, so what was asked under one is never certain
    certain = len(found) == 1 and found[0].how in _CERTAIN and not query.get("properties")
    return [_candidate(m, _SCORES.get(m.how, _NEAR), match=certain) for m in found[:limit]]


def _candidate(found: Match, score: int, *, match: bool) -> dict[str, Any]:
    features = {"name": found.matched or found.name, "tier": found.how or "near"}
    return {
        "id": found.id,
        "name": found.name,
        "type": [_type(found.type)],
        "score": score,
        "match": match,
        "features": [{"id": name, "value": value} for name, value in features.items()],
    }


def _type(tag: str) -> dict[str, str]:
    return {"id": tag, "name": ontology().types[tag].zh}


def _manifest(graph: Graph, request: Request) -> dict[str, Any]:
    here = request.origin
    kinds = ("entity", "type", "property")
    suggest = {kind: {"service_url": here, "service_path": f"/reconcile/suggest/{kind}"} for kind in kinds}
    return {
        "versions": ["0.2"],
        "name": _LANGUAGE[request.lang],
        "identifierSpace": f"{graph.base}id/",
        "schemaSpace": f"{graph.base}def#",
        "defaultTypes": [_type(tag) for tag in ontology().types],
        "view": {"url": here + "/page/{{id}}"},
        "preview": {"url": here + "/reconcile/preview/{{id}}", "width": 420, "height": 160},
        "suggest": suggest,
        "batchSize": _MOST_QUERIES,
    }


def suggest_entities(graph: Graph, request: Request) -> Reply:
    """`/reconcile/suggest/entity?prefix=…`."""
    prefix = request.first("prefix")
    found = search_names(graph.reader, prefix) if prefix else ()
    rows = [{"id": m.id, "name": m.name, "notable": [_type(m.type)]} for m in found[:_RESULTS]]
    return json_reply({"result": rows})


def suggest_types(graph: Graph, request: Request) -> Reply:
    """`/reconcile/suggest/type?prefix=…`."""
    return _terms(request, {tag: (t.zh, t.en) for tag, t in ontology().types.items()})


def suggest_properties(graph: Graph, request: Request) -> Reply:
    """`/reconcile/suggest/property?prefix=…`."""
    return _terms(request, {tag: (p.zh, p.en) for tag, p in ontology().predicates.items()})


def _terms(request: Request, labels: Mapping[str, tuple[str, str]]) -> Reply:
    """The terms whose tag or label begins so."""
    prefix = request.first("prefix").casefold()
    found = [
        {"id": tag, "name": zh}
        for tag, (zh, en) in labels.items()
        if any(name.casefold().startswith(prefix) for name in (tag, zh, en))
    ]
    return json_reply({"result": found})


def preview(graph: Graph, request: Request) -> Reply:
    """`/reconcile/preview/ID`: a few lines for a small frame of another program."""
    match = graph.entity(id=request.values["id"])
    entity = graph.reader.entities([match.id])[0]
    policy = ("Content-Security-Policy", "default-src 'none'; frame-ancestors *")
    return render("linked/preview.html", request, headers=(policy,), entity=entity, others=entity.names[1:4])
