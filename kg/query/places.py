"""What lies in a zone: by what the articles say, and by name."""

from collections.abc import Iterable

from kg.model import name_key
from kg.query.resolver import LISTED, labels
from kg.store import Adjacency, StoreReader, names_starting

_VALID = ("current", "uncertain")
_INSIDE = ("located_in", "part_of")
_BROUGHT = ("attracts", "establishes")


def members(reader: StoreReader, zone: str) -> frozenset[str]:
    """The ids of the entities in a zone, place or body, itself left out.

    In it is what is located in it or part of it, directly or through something in it (a firm of a park of the zone);
    what the zone or a park in it sets up or brings in; and what bears its name in front (济宁高新区科技创新局).
    """
    held = Adjacency(reader, predicates=_INSIDE, statuses=_VALID)
    brought = Adjacency(reader, predicates=_BROUGHT, statuses=_VALID)
    inside = {zone}
    frontier = {zone, *_bearing_name(reader, zone)}
    while frontier:
        inside |= frontier
        new = {hop.end for hop in held.backward(frontier)}
        new.update(hop.end for hop in brought.forward(_parks(reader, frontier)))
        frontier = new - inside
    return frozenset(inside - {zone})


def direct_parts(reader: StoreReader, whole: str) -> frozenset[str]:
    """The ids of the entities that are said to be part of an entity."""
    edges = reader.edges_of([whole])
    return frozenset(
        e.subject_id for e in edges if e.predicate == "part_of" and e.object_id == whole and e.status in _VALID
    )


def _parks(reader: StoreReader, ids: Iterable[str]) -> list[str]:
    return sorted(m.id for m in labels(reader, sorted(ids)).values() if m.type == "PARK")


def _bearing_name(reader: StoreReader, zone: str) -> set[str]:
    """The entities whose name starts with a name of the zone."""
    names = {name_key(name) for entity in reader.entities([zone]) for name in entity.names}
    rows = [row for name in sorted(names) if len(name) > 1 for row in names_starting(reader, name)]
    return {row.entity_id for row in rows if row.tier in LISTED}
