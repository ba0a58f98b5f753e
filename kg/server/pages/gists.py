"""One line about each entity of a list: the post a person holds, where a firm lies, who runs a programme."""

import dataclasses
from collections.abc import Iterable, Sequence

from kg.model import Edge
from kg.query import Match
from kg.query.resolver import labels
from kg.server.pages.statements import STATUSES
from kg.store import StoreReader

# predicate and direction by which a type is told from others, the most telling first
_TELLING: dict[str, tuple[tuple[str, str], ...]] = {
    "PERSON": (("holds_position", "out"), ("participates_in", "out"), ("establishes", "out")),
    "PROGRAMME": (("runs_programme", "in"), ("part_of", "in"), ("participates_in", "in")),
    "HONOUR": (("awarded", "in"),),
    "INDUSTRY": (("develops_industry", "in"),),
    "EVENT": (("hosts", "in"), ("located_in", "out")),
    "PROJECT": (("invests_in", "in"), ("located_in", "out"), ("establishes", "in"), ("attracts", "in")),
}
_PLACED = (("located_in", "out"), ("part_of", "out"), ("attracts", "in"), ("establishes", "in"), ("part_of", "in"))
_SURE = 0.5  # a line about an entity says nothing more doubtful


@dataclasses.dataclass(frozen=True, slots=True)
class Gist:
    """The most telling edge of an entity: what it says, of whom, and of how many it says the same."""

    predicate: str
    direction: str
    other: Match
    position: str
    status: str
    more: int


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """An entity in a list, with one line about it."""

    match: Match
    gist: Gist | None


def entries(reader: StoreReader, found: Sequence[Match]) -> tuple[Entry, ...]:
    """Entities with a line about each."""
    edges = reader.edges_of(m.id for m in found)
    by_entity: dict[str, list[Edge]] = {m.id: [] for m in found}
    for edge in edges:
        for end in (edge.subject_id, edge.object_id):
            if end in by_entity:
                by_entity[end].append(edge)
    chosen = {m.id: _telling(m, by_entity[m.id]) for m in found}
    names = labels(reader, {e.other_end(id_) for id_, some in chosen.items() for e in some[:1]})
    return tuple(Entry(m, _gist(m.id, chosen[m.id], names)) for m in found)


def _telling(match: Match, edges: Iterable[Edge]) -> list[Edge]:
    """The edges of the most telling kind that the entity has, the best first."""
    known = sorted(
        (e for e in edges if e.confidence >= _SURE), key=lambda e: (STATUSES.index(e.status), -e.confidence, e.id)
    )
    for predicate, direction in _TELLING.get(match.type, _PLACED):
        some = [e for e in known if e.predicate == predicate and _direction(e, match.id) == direction]
        if some:
            return some
    return []


def _direction(edge: Edge, id_: str) -> str:
    return "out" if edge.subject_id == id_ else "in"


def _gist(id_: str, edges: Sequence[Edge], names: dict[str, Match]) -> Gist | None:
    if not edges:
        return None
    edge = edges[0]
    more = len({e.other_end(id_) for e in edges}) - 1
    return Gist(
        edge.predicate,
        _direction(edge, id_),
        names[edge.other_end(id_)],
        edge.qualifier("position"),
        edge.status,
        more,
    )
