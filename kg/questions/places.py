"""What lies in a zone or place, and where something lies.

A thing lies in what it is said to be located in or part of, in a park that attracted or set it up, and in whatever
those lie in: the park of a zone, a park that a body of the zone set up. The subsidiary of a firm in a park is not in
the park for that: only parks and places hold what is in them, and the body itself that is asked about.
"""

from collections.abc import Collection, Iterator

from kg.model import Edge
from kg.query.resolver import labels
from kg.store import Adjacency, StoreReader

_HELD = ("located_in", "part_of")
_BROUGHT = ("attracts", "establishes")
Placed = tuple[str, Edge, str]


def containers(reader: StoreReader, zones: Collection[str], ids: Collection[str] | None) -> Iterator[Placed]:
    """What lies in the zones (of these ids, or anything), with the edge that says so and what it leads to."""
    around = _within(reader, zones)
    parks = _of_types(reader, around, ("PARK",))
    around = {*zones, *_of_types(reader, around, ("PARK", "PLACE"))}
    for edge in reader.edges_of(_holding(reader, around, parks) if ids is None else ids):
        thing, holder = _ends(edge)
        held = holder in parks if edge.predicate in _BROUGHT else holder in around
        if edge.predicate in (*_HELD, *_BROUGHT) and held and thing not in zones:
            yield thing, edge, holder


def holders(reader: StoreReader, things: Collection[str]) -> Iterator[Placed]:
    """What the things lie in, the nearest first, then what that lies in."""
    seen: set[str] = set(things)
    frontier = set(things)
    while frontier:
        edges = [e for e in reader.edges_of(frontier) if e.predicate in (*_HELD, *_BROUGHT) and e.status != "planned"]
        parks = _of_types(reader, {_ends(e)[1] for e in edges if e.predicate in _BROUGHT}, ("PARK",))
        level = set()
        for edge in edges:
            thing, holder = _ends(edge)
            if thing in frontier and holder not in seen and (edge.predicate in _HELD or holder in parks):
                level.add(holder)
                yield holder, edge, thing
        seen |= level
        frontier = level


def _within(reader: StoreReader, zones: Collection[str]) -> set[str]:
    """The zones and all that lies in them by a chain of places, whatever its status."""
    held = Adjacency(reader, predicates=_HELD)
    made = Adjacency(reader, predicates=("establishes",))
    found: set[str] = set()
    frontier = set(zones)
    while frontier:
        found |= frontier
        frontier = {h.end for h in (*held.backward(frontier), *made.forward(frontier))} - found
    return found


def _holding(reader: StoreReader, around: Collection[str], parks: Collection[str]) -> set[str]:
    """Those in which something lies."""
    held, brought = (Adjacency(reader, predicates=p) for p in (_HELD, _BROUGHT))
    return {h.start for h in (*held.backward(around), *brought.forward(parks))}


def _ends(edge: Edge) -> tuple[str, str]:
    """The thing and what it lies in."""
    return (edge.subject_id, edge.object_id) if edge.predicate in _HELD else (edge.object_id, edge.subject_id)


def _of_types(reader: StoreReader, ids: Collection[str], types: Collection[str]) -> set[str]:
    return {m.id for m in labels(reader, sorted(ids)).values() if m.type in types}
