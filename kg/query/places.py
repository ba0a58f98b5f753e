"""What lies in a zone: by what the articles say, and by name."""

from collections.abc import Collection, Iterable

from kg.model import Edge, name_key
from kg.query.ranking import LISTED
from kg.query.resolver import labels
from kg.store import Adjacency, StoreReader, names_starting

_VALID = ("current", "uncertain")
_INSIDE = ("located_in", "part_of")
_BROUGHT = ("attracts", "establishes")
_FEW = 40  # up to so many entities are followed up to the zone; beyond it is cheaper to walk down from the zone once


def inside(reader: StoreReader, zone: str, ids: Collection[str]) -> frozenset[str]:
    """Those of the ids that lie in a zone, place or body.

    In it is what is located in it or part of it, directly or through something in it (a firm of a park of the zone);
    what the zone or a park in it sets up or brings in; and what bears its name in front (济宁高新区科技创新局).
    """
    if len(ids) > _FEW:
        return members(reader, zone) & frozenset(ids)
    keys = _keys(reader, zone)
    return frozenset(i for i in ids if i != zone and _leads_to(reader, i, zone, keys))


def members(reader: StoreReader, zone: str) -> frozenset[str]:
    """The ids of all entities in a zone, by the rules of `inside`; the zone itself is left out."""
    held = Adjacency(reader, predicates=_INSIDE, statuses=_VALID)
    brought = Adjacency(reader, predicates=_BROUGHT, statuses=_VALID)
    found = {zone}
    frontier = {zone, *_bearing(reader, _keys(reader, zone))}
    while frontier:
        found |= frontier
        new = {hop.end for hop in held.backward(frontier)}
        new.update(hop.end for hop in brought.forward(_parks(reader, frontier)))
        frontier = new - found
    return frozenset(found - {zone})


def direct_parts(reader: StoreReader, whole: str) -> frozenset[str]:
    """The ids of the entities that are said to be part of an entity."""
    edges = reader.edges_of([whole])
    return frozenset(
        e.subject_id for e in edges if e.predicate == "part_of" and e.object_id == whole and e.status in _VALID
    )


def _leads_to(reader: StoreReader, entity: str, zone: str, keys: Collection[str]) -> bool:
    """Whether something around the entity, or it itself, is the zone or bears its name."""
    seen: set[str] = set()
    frontier = {entity}
    while frontier:
        if zone in frontier or _bear(reader, frontier, keys):
            return True
        seen |= frontier
        edges = [e for e in reader.edges_of(frontier) if e.status in _VALID]
        frontier = _around(reader, edges, frontier) - seen
    return False


def _around(reader: StoreReader, edges: Collection[Edge], ids: Collection[str]) -> set[str]:
    holders = {e.object_id for e in edges if e.subject_id in ids and e.predicate in _INSIDE}
    makers = {e.subject_id for e in edges if e.object_id in ids and e.predicate in _BROUGHT}
    return holders | set(_parks(reader, makers))


def _parks(reader: StoreReader, ids: Iterable[str]) -> list[str]:
    return sorted(m.id for m in labels(reader, sorted(ids)).values() if m.type == "PARK")


def _keys(reader: StoreReader, zone: str) -> tuple[str, ...]:
    """The names of the zone that others can bear in front of theirs."""
    names = {name_key(name) for entity in reader.entities([zone]) for name in entity.names}
    return tuple(sorted(name for name in names if len(name) > 1))


def _bearing(reader: StoreReader, keys: Iterable[str]) -> set[str]:
    return {r.entity_id for key in keys for r in names_starting(reader, key) if r.tier in LISTED}


def _bear(reader: StoreReader, ids: Collection[str], keys: Collection[str]) -> bool:
    names = (name_key(name) for entity in reader.entities(ids) for name in entity.names)
    return any(name.startswith(key) for name in names for key in keys)
