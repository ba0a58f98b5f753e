"""The shortest chain of relations between two entities."""

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
    """From both ends at once, always a whole ring on the side that has fewer entities at its border.

    Every entity is reached by the first edge, in order of edge id, that reaches it.
    """
    sides = (_Side(start), _Side(end))
    for _ in range(longest):
        if sides[0].reached.keys() & sides[1].reached.keys() or not (sides[0].border and sides[1].border):
            break
        near, _ = sides if len(sides[0].border) <= len(sides[1].border) else sides[::-1]
        near.spread(edges)
    met = sides[0].reached.keys() & sides[1].reached.keys()
    if not met:
        return []
    chains = [(sides[0].back(m)[::-1], sides[1].back(m)) for m in met]
    first, second = min(chains, key=lambda c: (len(c[0]) + len(c[1]), [h.edge_id for h in (*c[0], *c[1])]))
    return [*first, *(Hop(h.edge_id, h.end, h.start) for h in second)]


class _Side:
    """What has been reached from one end, and by which edge."""

    def __init__(self, origin: str) -> None:
        self.reached: dict[str, Hop | None] = {origin: None}
        self.border = {origin}

    def spread(self, edges: Adjacency) -> None:
        """Reach the neighbours of the border; they are the new border."""
        new = set()
        at = sorted(self.border)
        for hop in sorted([*edges.forward(at), *edges.backward(at)], key=lambda h: (h.edge_id, h.start)):
            if hop.end not in self.reached:
                self.reached[hop.end] = hop
                new.add(hop.end)
        self.border = new

    def back(self, entity: str) -> list[Hop]:
        """The edges from an entity back to the origin, each in the direction in which it was walked."""
        hops: list[Hop] = []
        hop = self.reached[entity]
        while hop is not None:
            hops.append(hop)
            hop = self.reached[hop.start]
        return hops
