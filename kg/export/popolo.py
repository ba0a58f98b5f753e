"""Popolo: persons, organizations, posts and memberships as JSON, as civic-technology programs exchange them.

Dates are as exact as the texts (`2021-03`), and only stated ones: the time in which a post was seen is in `observed`,
which is not part of the standard. Every record names its sources with the words in them.
"""

import json
from collections.abc import Iterator
from typing import Any

from kg.export.files import Target, writing
from kg.mapping import Namer, Tables, clean_name
from kg.mapping.provenance import is_tenure, title
from kg.mapping.tables import aliases, label, oriented
from kg.model import Edge, Entity, Snapshot, When

_BODIES = ("ORG", "PARK")


def popolo(snapshot: Snapshot, target: Target, base: str) -> None:
    """Writes one JSON object with a list for each class."""
    with writing(target) as stream:
        stream.write(json.dumps(popolo_records(snapshot, base), ensure_ascii=False, indent=1).encode() + b"\n")


def popolo_records(snapshot: Snapshot, base: str) -> dict[str, list[dict[str, Any]]]:
    """The records by class; planned posts are left out, since nobody is a member yet."""
    tables, namer = Tables(snapshot), Namer(base, snapshot.documents)
    tenures = [e for e in snapshot.edges if is_tenure(e) and e.status != "planned"]
    parents = _parents(tables)
    posts = sorted({(e.object_id, title(e)) for e in tenures})
    return {
        "persons": [_person(e, namer, tables) for e in snapshot.entities if e.type == "PERSON"],
        "organizations": [_body(e, namer, tables, parents) for e in snapshot.entities if e.type in _BODIES],
        "posts": [
            {"id": namer.post(body, name), "label": name, "role": name, "organization_id": namer.entity(body)}
            for body, name in posts
        ],
        "memberships": [_membership(e, namer, tables) for e in tenures],
    }


def _person(entity: Entity, namer: Namer, tables: Tables) -> dict[str, Any]:
    return {"id": namer.entity(entity.id), **_named(entity), "sources": list(_articles(entity, namer, tables))}


def _body(entity: Entity, namer: Namer, tables: Tables, parents: dict[str, str]) -> dict[str, Any]:
    row = {
        "id": namer.entity(entity.id),
        **_named(entity),
        "classification": entity.kind if entity.type == "ORG" else "park",
        "parent_id": namer.entity(parents[entity.id]) if entity.id in parents else "",
        "sources": list(_articles(entity, namer, tables)),
    }
    return {name: value for name, value in row.items() if value != ""}


def _named(entity: Entity) -> dict[str, Any]:
    return {"name": label(entity), "other_names": [{"name": name} for name in aliases(entity)]}


def _articles(entity: Entity, namer: Namer, tables: Tables) -> Iterator[dict[str, str]]:
    for id_ in entity.documents:
        yield {"url": namer.document(id_), "note": clean_name(tables.documents[id_].name)}


def _parents(tables: Tables) -> dict[str, str]:
    """The body that a body belongs to, where the articles agree on one."""
    found: dict[str, set[str]] = {}
    for edge in tables.snapshot.edges:
        part, whole = oriented(edge)
        kinds = (tables.entities[part].type, tables.entities[whole].type)
        if edge.predicate == "part_of" and edge.status == "current" and part != whole and set(kinds) <= set(_BODIES):
            found.setdefault(part, set()).add(whole)
    return {part: next(iter(wholes)) for part, wholes in found.items() if len(wholes) == 1}


def _membership(edge: Edge, namer: Namer, tables: Tables) -> dict[str, Any]:
    row = {
        "id": namer.assertion(edge.id),
        "label": f"{label(tables.entities[edge.object_id])}{title(edge)}",
        "role": title(edge),
        "person_id": namer.entity(edge.subject_id),
        "organization_id": namer.entity(edge.object_id),
        "post_id": namer.post(edge.object_id, title(edge)),
        "start_date": _date(edge.since),
        "end_date": _date(edge.until),
        "sources": [{"url": namer.document(q.document_id), "note": clean_name(q.exact)} for q in tables.quotes(edge)],
        "observed": {"first": str(edge.first_seen or ""), "last": str(edge.last_seen or ""), "status": edge.status},
    }
    return {name: value for name, value in row.items() if value != ""}


def _date(when: When | None) -> str:
    """A date as Popolo takes it: a year, a month or a day; nothing for a range."""
    return when.iso if when and "/" not in when.iso else ""
