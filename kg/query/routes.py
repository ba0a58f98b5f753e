"""All shortest ways from one entity to another."""

import itertools
from collections.abc import Iterator, Sequence

from kg.model import Edge
from kg.query.answers import Match, Route
from kg.query.resolver import labels
from kg.store import Adjacency, StoreReader

FARTHEST = 5
MOST = 20
_CONSIDERED = 400
_STATUSES = ("current", "former", "uncertain")


def shortest_routes(
    reader: StoreReader,
    start: Match,
    end: Match,
    *,
    farthest: int = FARTHEST,
    most: int = MOST,
    avoiding: Sequence[str] = (),
) -> tuple[Route, ...]:
    """The shortest chains of at most `farthest` steps, walked in either direction; those of the surest relations first.

    Entities to avoid are not walked through. No route where the ends are one or do not meet.
    """
    chains = _chains(Adjacency(reader, statuses=_STATUSES), start.id, end.id, farthest, frozenset(avoiding))
    between = _between(reader, chains)
    surest = {pair: max(e.confidence for e in edges) for pair, edges in between.items()}
    ordered = sorted(chains, key=lambda c: (-min(surest[p] for p in itertools.pairwise(c)), c))[:most]
    names = labels(reader, {i for chain in ordered for i in chain})
    return tuple(
        Route(
            tuple(names[i] for i in chain),
            tuple(tuple(sorted(between[p], key=_surest)) for p in itertools.pairwise(chain)),
        )
        for chain in ordered
    )


def _surest(edge: Edge) -> tuple[float, str]:
    return -edge.confidence, edge.id


def _between(reader: StoreReader, chains: Sequence[tuple[str, ...]]) -> dict[tuple[str, str], list[Edge]]:
    """The edges of every step, in the direction walked."""
    wanted = {pair for chain in chains for pair in itertools.pairwise(chain)}
    found: dict[tuple[str, str], list[Edge]] = {}
    for edge in reader.edges_of({i for i, _ in wanted}):
        for pair in ((edge.subject_id, edge.object_id), (edge.object_id, edge.subject_id)):
            if pair in wanted and edge.status in _STATUSES:
                found.setdefault(pair, []).append(edge)
    return found


def _chains(edges: Adjacency, start: str, end: str, farthest: int, avoided: frozenset[str]) -> list[tuple[str, ...]]:
    """From both ends at once, a whole ring at a time on the side with the smaller border, until the rings meet."""
    near, far = _Rings(start), _Rings(end)
    for _ in range(farthest):
        if start == end or near.border & far.border or not (near.border and far.border):
            break
        side = near if len(near.border) <= len(far.border) else far
        side.spread(edges, avoided - {start, end})
    if start == end:
        return []
    met = sorted(near.border & far.border)
    ways = ((*a[::-1], *b[1:]) for m in met for a in near.back(m) for b in far.back(m))
    return list(itertools.islice(ways, _CONSIDERED))


class _Rings:
    """What has been reached from one end, and from where; `border` is the farthest ring."""

    def __init__(self, origin: str) -> None:
        self._before: dict[str, list[str]] = {origin: []}
        self.border = {origin}

    def spread(self, edges: Adjacency, avoided: frozenset[str]) -> None:
        """Reach the neighbours of the border; they are the new border."""
        new: dict[str, set[str]] = {}
        for hop in (*edges.forward(self.border), *edges.backward(self.border)):
            if hop.end not in self._before and hop.end not in avoided:
                new.setdefault(hop.end, set()).add(hop.start)
        self._before.update({entity: sorted(starts) for entity, starts in new.items()})
        self.border = set(new)

    def back(self, entity: str) -> Iterator[tuple[str, ...]]:
        """Every shortest chain from an entity back to the origin."""
        if not self._before[entity]:
            yield (entity,)
        for before in self._before[entity]:
            for rest in self.back(before):
                yield (entity, *rest)
