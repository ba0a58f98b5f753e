"""JSON-LD by entity: a document a line, with all that is said of the entity, by whom, when and in which words."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from kg.export.files import Target, writing
from kg.export.jsonld import compactor, context
from kg.mapping import PREFIXES, prefixes, sections
from kg.model import Snapshot

_EMBEDDED = ("evidence", "selector", "source", "amount", "memberDuring", "hasBeginning", "hasEnd")
_ENDS = {"subject": "object", "object": "subject"}


def entities(snapshot: Snapshot, target: Target, base: str) -> None:
    """Writes one JSON-LD document a line, in order of the entities' ids."""
    with writing(target) as stream:
        for document in entity_documents(snapshot, base):
            stream.write(json.dumps(document, ensure_ascii=False).encode() + b"\n")


def entity_documents(snapshot: Snapshot, base: str) -> Iterator[dict[str, Any]]:
    """The documents: an entity with its statements, and each of these with the other entity's name and its evidence.

    `statements` are those of which it is the subject, `statementsOf` those of which it is the object, `replaces` the
    ids that it replaces. A document brings the part of the context that it needs, so that it can be read by itself.
    """
    base = prefixes(base)["id"].removesuffix("id/")
    compact = compactor(base)
    parts = {name: [compact(b) for b in blocks] for name, blocks in sections(snapshot, base, ("graph", "provenance"))}
    rows = {row["@id"]: row for found in parts.values() for row in found}
    said: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in parts["provenance"]:
        for end in _ENDS:
            if end in row:
                said.setdefault((end, row[end]), []).append(row)
    replaced: dict[str, list[str]] = {}
    for row in parts["graph"]:
        if "replacedBy" in row:
            replaced.setdefault(row["replacedBy"], []).append(row["@id"])
    for entity in parts["graph"]:
        if "replacedBy" in entity:
            continue
        document = dict(entity)
        if entity["@id"] in replaced:
            document["replaces"] = replaced[entity["@id"]]
        for key, end in (("statements", "subject"), ("statementsOf", "object")):
            if (end, entity["@id"]) in said:
                document[key] = [_statement(row, end, rows) for row in said[end, entity["@id"]]]
        yield {"@context": _needed(document, base), **document}


def _statement(row: dict[str, Any], end: str, rows: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """A statement without the entity that it stands in, with the other one named and everything else in place."""
    other = _ENDS[end]
    shown = {key: _embedded(key, value, rows) for key, value in row.items() if key != end}
    return {**shown, other: {"@id": row[other], "name": rows[row[other]]["name"]}}


def _embedded(key: str, value: Any, rows: Mapping[str, dict[str, Any]]) -> Any:
    if isinstance(value, list):
        return [_embedded(key, item, rows) for item in value]
    if key not in _EMBEDDED or value not in rows:
        return value
    return {k: _embedded(k, v, rows) for k, v in rows[value].items()}


def _needed(document: dict[str, Any], base: str) -> dict[str, Any]:
    """The terms and prefixes that occur in a document, in the order of the shipped context."""
    words = set(_words(document))
    terms = {k: d for k, d in context().items() if k in words and k not in PREFIXES}
    used = words | set(_words(terms))
    used |= {w.partition(":")[0] for w in used}
    return {"@base": base, **{k: d for k, d in context().items() if k in terms or (k in PREFIXES and k in used)}}


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _words(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner)
    elif isinstance(value, str):
        yield value
