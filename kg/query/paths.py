"""The shortest chain of relations between two entities."""

import itertools

from kg.query.answers import Match, Path, Step
from kg.query.evidence import observe
from kg.query.portraits import relation
from kg.query.routes import shortest_routes
from kg.store import StoreReader

LONGEST = 8


def shortest_path(reader: StoreReader, start: Match, end: Match, *, longest: int = LONGEST) -> Path:
    """A chain of at most `longest` relations, walked in either direction: of equally short ones that of the surest."""
    steps = []
    for route in shortest_routes(reader, start, end, farthest=longest, most=1):
        edges = [surest for surest, *_ in route.edges]
        seen = observe(reader, edges)
        for (source, target), edge in zip(itertools.pairwise(route.entities), edges, strict=True):
            told = relation(edge, seen[edge.id], target, outward=edge.subject_id == source.id)
            steps.append(Step(source, target, told))
    return Path(start, end, tuple(steps))
