"""What lies in a zone: by what the articles say, and by name."""

from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc

from kg.model import name_key
from kg.store import StoreReader

_INSIDE = ("located_in", "part_of")
_BROUGHT = ("attracts", "establishes")
_SHORTEST_PREFIX = 2


def members(reader: StoreReader, zone: str) -> frozenset[str]:
    """The ids of the entities in a zone, place or body, itself left out.

    In it is what is located in it or part of it, directly or through something in it (a firm of a park of the zone);
    what the zone or a park in it sets up or brings in; and what bears its name in front (济宁高新区科技创新局).
    """
    edges = reader.table("edges", ["subject_id", "predicate", "object_id", "status"])
    edges = edges.filter(pc.is_in(edges["status"], pa.array(["current", "uncertain"])))
    held = edges.filter(pc.is_in(edges["predicate"], pa.array(_INSIDE)))
    brought = edges.filter(pc.is_in(edges["predicate"], pa.array(_BROUGHT)))
    inside = {zone}
    frontier = {zone, *_bearing_name(reader, zone)}
    while frontier:
        inside |= frontier
        new = set(_across(held, "object_id", "subject_id", frontier))
        new.update(_across(brought, "subject_id", "object_id", _parks(reader, frontier)))
        frontier = new - inside
    return frozenset(inside - {zone})


def direct_parts(reader: StoreReader, whole: str) -> frozenset[str]:
    """The ids of the entities that are said to be part of an entity."""
    edges = reader.select("links", "entity_id", [whole], ["subject_id", "predicate", "object_id", "status"])
    found = [
        r["subject_id"]
        for r in edges.to_pylist()
        if r["object_id"] == whole and r["predicate"] == "part_of" and r["status"] in ("current", "uncertain")
    ]
    return frozenset(found)


def _across(edges: pa.Table, near: str, far: str, ids: Iterable[str]) -> list[str]:
    rows = edges.filter(pc.is_in(edges[near], pa.array(sorted(ids), pa.string())))
    found: list[str] = rows[far].to_pylist()
    return found


def _parks(reader: StoreReader, ids: Iterable[str]) -> list[str]:
    rows = reader.select("entities", "id", ids, ["type"])
    found: list[str] = rows.filter(pc.equal(rows["type"], "PARK"))["id"].to_pylist()
    return found


def _bearing_name(reader: StoreReader, zone: str) -> set[str]:
    """The entities whose name starts with a name of the zone."""
    names = reader.table("names", ["key", "entity_id", "tier"])
    found: set[str] = set()
    for entity in reader.entities([zone]):
        for key in sorted({name_key(name) for name in entity.names}):
            if len(key) >= _SHORTEST_PREFIX:
                found.update(names.filter(pc.starts_with(names["key"], key))["entity_id"].to_pylist())
    return found
