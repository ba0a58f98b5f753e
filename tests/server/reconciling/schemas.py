"""The shapes of the Reconciliation Service API 0.2, as strict as its own schemas are."""

from typing import Any

NAMED: dict[str, Any] = {
    "type": "object",
    "required": ["id", "name"],
    "properties": {"id": {"type": "string"}, "name": {"type": "string"}},
}
_TEMPLATE = {"type": "string", "pattern": r"\{\{id\}\}"}
_PLACE: dict[str, Any] = {
    "type": "object",
    "properties": {"service_url": {"type": "string"}, "service_path": {"type": "string"}},
}
_SUGGEST: dict[str, Any] = {
    "type": "object",
    "required": ["service_url", "service_path"],
    "properties": {**_PLACE["properties"], "flyout_service_path": {"type": "string", "pattern": r"\$\{id\}"}},
}
_SETTING = {
    "type": "object",
    "required": ["type", "label", "name"],
    "properties": {"type": {"enum": ["number", "text", "checkbox", "select"]}},
    "allOf": [
        {"if": {"properties": {"type": {"const": kind}}}, "then": {"properties": {"default": {"type": value}}}}
        for kind, value in (("number", "number"), ("text", "string"), ("checkbox", "boolean"))
    ],
}
MANIFEST: dict[str, Any] = {
    "type": "object",
    "required": ["versions", "name", "identifierSpace", "schemaSpace", "view", "extend", "suggest"],
    "properties": {
        "versions": {"type": "array", "contains": {"const": "0.2"}},
        "name": {"type": "string", "minLength": 1},
        "identifierSpace": {"type": "string", "format": "uri"},
        "schemaSpace": {"type": "string", "format": "uri"},
        "defaultTypes": {"type": "array", "items": NAMED, "uniqueItems": True},
        "view": {"type": "object", "required": ["url"], "properties": {"url": _TEMPLATE}},
        "preview": {
            "type": "object",
            "required": ["url", "width", "height"],
            "properties": {"url": _TEMPLATE, "width": {"type": "integer"}, "height": {"type": "integer"}},
        },
        "suggest": {"type": "object", "properties": dict.fromkeys(("entity", "property", "type"), _SUGGEST)},
        "extend": {
            "type": "object",
            "properties": {"propose_properties": _PLACE, "property_settings": {"type": "array", "items": _SETTING}},
        },
    },
}
_CANDIDATE: dict[str, Any] = {
    "type": "object",
    "required": ["id", "name", "score", "match"],
    "properties": {
        **NAMED["properties"],
        "description": {"type": "string"},
        "score": {"type": "number", "minimum": 0, "maximum": 100},
        "match": {"type": "boolean"},
        "type": {"type": "array", "items": NAMED},
        "features": {
            "type": "array",
            "items": {
                "required": ["id", "value"],
                "properties": {"id": {"type": "string"}, "value": {"type": ["boolean", "number"]}},
            },
        },
    },
}
RESULTS: dict[str, Any] = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "required": ["result"],
        "properties": {"result": {"type": "array", "items": _CANDIDATE}},
    },
}
SUGGESTED: dict[str, Any] = {
    "type": "object",
    "required": ["result"],
    "properties": {
        "result": {
            "type": "array",
            "items": {**NAMED, "properties": {**NAMED["properties"], "notable": {"type": "array", "items": NAMED}}},
        }
    },
}
PROPOSED: dict[str, Any] = {
    "type": "object",
    "required": ["properties"],
    "properties": {"type": {"type": "string"}, "properties": {"type": "array", "items": NAMED}},
}
_CELL: dict[str, Any] = {
    "oneOf": [
        {"type": "object", "required": list(fields), "properties": fields, "additionalProperties": False}
        for fields in (
            {"id": {"type": "string"}, "name": {"type": "string"}},
            {"str": {"type": "string"}},
            {"int": {"type": "integer"}},
        )
    ]
}
EXTENDED: dict[str, Any] = {
    "type": "object",
    "required": ["meta", "rows"],
    "properties": {
        "meta": {"type": "array", "items": {**NAMED, "properties": {"type": NAMED}}},
        "rows": {
            "type": "object",
            "additionalProperties": {"type": "object", "additionalProperties": {"type": "array", "items": _CELL}},
        },
    },
}
