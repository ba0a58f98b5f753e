"""Data extension: columns of what the graph knows of matched entities, and which properties there are for a type."""

import json
from collections.abc import Iterable
from typing import Any

from kg.query import Graph, Match
from kg.server.exchange import Reply, Request, json_reply
from kg.server.reconciling.properties import Property, Value, properties, values
from kg.server.reconciling.telling import type_value

_MOST_IDS = 500
_MOST_PROPERTIES = 50
SETTINGS = (
    {
        "type": "number",
        "name": "limit",
        "default": 0,
        "label": "最多几个值 · most values",
        "help_text": "0：全部 · 0 for all",
    },
    {"type": "checkbox", "name": "former", "default": False, "label": "也要已结束的 · also what is over"},
)


def extend(graph: Graph, request: Request) -> Reply:
    """The rows for `extend` (ids and properties), or without it the properties proposed for `type`."""
    text = request.first("extend")
    if not text:
        return _proposal(request)
    try:
        query = json.loads(text)
        ids = [str(i) for i in query["ids"]]
        wanted = [(str(p["id"]), dict(p.get("settings") or {})) for p in query["properties"]]
        if len(ids) > _MOST_IDS or len(wanted) > _MOST_PROPERTIES:
            raise ValueError(f"more than {_MOST_IDS} ids or {_MOST_PROPERTIES} properties")
        columns = {name: _column(graph, name, ids, settings, request.lang) for name, settings in wanted}
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        return json_reply({"error": f"extend: {error}"}, status=400)
    rows = {i: {name: column[i] for name, column in columns.items()} for i in ids}
    return json_reply({"meta": [_meta(name, request.lang) for name in columns], "rows": rows})


def _column(
    graph: Graph, name: str, ids: list[str], settings: dict[str, Any], lang: str
) -> dict[str, list[dict[str, Any]]]:
    told = values(graph, name, ids, lang, former=_on(settings.get("former")))
    most = int(settings.get("limit") or 0)
    return {i: [_cell(v) for v in (some[:most] if most > 0 else some)] for i, some in told.items()}


def _on(setting: Any) -> bool:
    """Whether a box is ticked; some clients send texts."""
    return setting is True or str(setting).lower() in ("true", "on", "1")


def _cell(value: Value) -> dict[str, Any]:
    if isinstance(value, Match):
        return {"id": value.id, "name": value.name}
    return {"int": value} if isinstance(value, int) else {"str": value}


def _meta(name: str, lang: str) -> dict[str, Any]:
    known = properties().get(name)
    label = {"id": name, "name": known.label(lang) if known else name}
    return {**label, "type": type_value(known.values, lang)} if known and known.values else label


def _proposal(request: Request) -> Reply:
    wanted, limit = request.first("type"), request.first("limit")
    found = [p for p in properties().values() if not wanted or wanted in p.types]
    shown = found[: int(limit)] if limit.isascii() and limit.isdigit() else found
    answer: dict[str, Any] = {"properties": _listed(shown, request.lang)}
    return json_reply({**({"type": wanted} if wanted else {}), **answer})


def _listed(found: Iterable[Property], lang: str) -> list[dict[str, str]]:
    return [{"id": p.id, "name": p.label(lang)} for p in found]
