"""The W3C Reconciliation Service API 0.2, by which OpenRefine matches a column of names with the graph's entities."""

import json
from collections.abc import Sequence
from html import escape
from typing import Any

from kg.errors import LookupFailed
from kg.query import Graph, Match
from kg.server.exchange import HTML, Reply, Request, json_reply
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
    try:
        found: Sequence[Match] = graph.find(prefix) if prefix else ()
    except LookupFailed:
        found = ()
    rows = [{"id": m.id, "name": m.name, "notable": [_type(m.type)]} for m in found[:_RESULTS]]
    return json_reply({"result": rows})


def suggest_types(graph: Graph, request: Request) -> Reply:
    """`/reconcile/suggest/type?prefix=…`."""
    known = [(tag, t.zh, t.en) for tag, t in ontology().types.items()]
    return json_reply({"result": [{"id": tag, "name": zh} for tag, zh, en in known if _begins(request, tag, zh, en)]})


def suggest_properties(graph: Graph, request: Request) -> Reply:
    """`/reconcile/suggest/property?prefix=…`."""
    known = [(tag, p.zh, p.en) for tag, p in ontology().predicates.items()]
    return json_reply({"result": [{"id": tag, "name": zh} for tag, zh, en in known if _begins(request, tag, zh, en)]})


def _begins(request: Request, *names: str) -> bool:
    prefix = request.first("prefix").casefold()
    return any(name.casefold().startswith(prefix) for name in names)


def preview(graph: Graph, request: Request) -> Reply:
    """`/reconcile/preview/ID`: a few lines for a small frame of another program."""
    match = graph.entity(id=request.values["id"])
    entity = graph.reader.entities([match.id])[0]
    label = ontology().types[match.type].zh if request.lang == "zh" else ontology().types[match.type].en
    others = "、".join(escape(name) for name in entity.names[1:4])
    policy = ("Content-Security-Policy", "default-src 'none'; frame-ancestors *")
    body = (
        f'<!doctype html><html lang="{request.lang}"><meta charset="utf-8"><title>{escape(match.name)}</title>'
        f"<h1>{escape(match.name)}</h1><p>{escape(label)}</p><p>{others}</p></html>\n"
    )
    return Reply(body.encode("utf-8", "replace"), HTML, headers=(policy,))
