"""The W3C Reconciliation Service API 0.2, by which OpenRefine matches a column of names with the graph's entities."""

import json
from typing import Any

from kg.query import Graph
from kg.server.exchange import Reply, Request, json_reply
from kg.server.linked.description import TITLE
from kg.server.reconciling.extension import SETTINGS, extend
from kg.server.reconciling.matching import answer
from kg.server.reconciling.telling import type_value
from kg.vocabulary import ontology

_MOST_QUERIES = 100
_BATCH = 20  # with conditions, answered well within the time limit in a graph of thousands of articles


def reconcile(graph: Graph, request: Request) -> Reply:
    """`/reconcile`: the manifest, the answers to a batch of `queries`, or the rows of `extend`, by GET or form."""
    if request.first("extend"):
        return extend(graph, request)
    batch = request.first("queries")
    if not batch:
        return json_reply(_manifest(graph, request))
    try:
        queries = _checked(json.loads(batch))
        answers = {name: {"result": answer(graph, query, request.lang)} for name, query in queries.items()}
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        return json_reply({"error": f"queries: {error}"}, status=400)
    return json_reply(answers)


def _checked(queries: Any) -> dict[str, Any]:
    asked = list(queries.values())
    if not all(isinstance(q, dict) and isinstance(q.get("query", ""), str) for q in asked):
        raise ValueError('an object of objects with a "query" each is wanted')
    if not all(q.get("query") or q.get("properties") for q in asked):
        raise ValueError('each wants a "query" or "properties"')
    if len(asked) > _MOST_QUERIES:
        raise ValueError(f"more than {_MOST_QUERIES} queries")
    return dict(queries)


def _manifest(graph: Graph, request: Request) -> dict[str, Any]:
    here = request.origin
    return {
        "versions": ["0.2"],
        "name": TITLE[request.lang != "zh"],
        "identifierSpace": f"{graph.base}id/",
        "schemaSpace": f"{graph.base}def#",
        "documentation": f"{here}/about",
        "defaultTypes": [type_value(tag, request.lang) for tag in ontology().types],
        "view": {"url": here + "/page/{{id}}"},
        "preview": {"url": here + "/reconcile/preview/{{id}}", "width": 420, "height": 160},
        "suggest": {
            kind: {
                "service_url": here,
                "service_path": f"/reconcile/suggest/{kind}",
                "flyout_service_url": here,
                "flyout_service_path": f"/reconcile/flyout/{kind}/${{id}}",
            }
            for kind in ("entity", "type", "property")
        },
        "extend": {
            "propose_properties": {"service_url": here, "service_path": "/reconcile/extend"},
            "property_settings": list(SETTINGS),
        },
        "batchSize": _BATCH,
    }
