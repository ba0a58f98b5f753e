"""The shortest chain of relations between two entities."""

from collections.abc import Iterable

from kg.model import Edge
from kg.query.answers import Match, Path, Step
from kg.query.evidence import observe
from kg.query.portraits import relation
from kg.query.resolver import labels
from kg.store import Adjacency, Hop, StoreReader

LONGEST = 8


def shortest_path(reader: StoreReader, start: Match, end: Match, *, longest: int = LONGEST) -> Path:
    """A chain of at most `longest` relations, walked in either direction; of equally short ones always the same."""
    hops = _hops(Adjacency(reader, statuses=("current", "former", "uncertain")), start.id, end.id, longest)
    edges = {e.id: e for e in reader.edges_of({h.start for h in hops}) if e.id in {h.edge_id for h in hops}}
    seen = observe(reader, [edges[h.edge_id] for h in hops])
    names = labels(reader, {i for h in hops for i in (h.start, h.end)})
    steps = []
    for hop in hops:
        edge: Edge = edges[hop.edge_id]
        told = relation(edge, seen[edge.id], names[hop.end], outward=edge.subject_id == hop.start)
        steps.append(Step(names[hop.start], names[hop.end], told))
    return Path(start, end, tuple(steps))


def _hops(edges: Adjacency, start: str, end: str, longest: int) -> list[Hop]:
    """Breadth first from the start; every entity is reached by the first edge, in order of edge id, that reaches it."""
    reached: dict[str, Hop | None] = {start: None}
    frontier = {start}
    for _ in range(longest):
        if end in reached or not frontier:
            break
        frontier = _spread(edges, frontier, reached)
    return _back(reached, end)


def _spread(edges: Adjacency, frontier: Iterable[str], reached: dict[str, Hop | None]) -> set[str]:
    new = set()
    at = sorted(frontier)
    for hop in sorted([*edges.forward(at), *edges.backward(at)], key=lambda h: (h.edge_id, h.start)):
        if hop.end not in reached:
            reached[hop.end] = hop
            new.add(hop.end)
    return new


def _back(reached: dict[str, Hop | None], end: str) -> list[Hop]:
    hops: list[Hop] = []
    hop = reached.get(end)
    while hop is not None:
        hops.append(hop)
        hop = reached[hop.start]
    return hops[::-1]
