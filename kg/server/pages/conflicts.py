"""Records that contradict each other, as the pages show them: each side in words and with its sentences."""

import dataclasses
from collections.abc import Mapping, Sequence

from kg.curation.conflicts import conflicts_of
from kg.model import Edge
from kg.query import Match
from kg.query.resolver import labels
from kg.server.pages.statements import Claim, Statement, statements
from kg.store import StoreReader

_SHOWN = 10


@dataclasses.dataclass(frozen=True, slots=True)
class Side:
    """One of several things that cannot all be true: a statement about its subject."""

    subject: Match
    statement: Statement


@dataclasses.dataclass(frozen=True, slots=True)
class Contradiction:
    """What cannot all be true of an entity, the best supported side first; `doubt` is a side that is denied."""

    kind: str
    about: Match
    sides: tuple[Side, ...]


def contradictions(reader: StoreReader, entity: Match, doubtful: Sequence[Edge]) -> tuple[Contradiction, ...]:
    """The conflicts an entity has a part in, heaviest first; then statements in doubt that are part of none."""
    found = [(c.kind, c.about, c.edges) for c in conflicts_of(reader, entity.id)][:_SHOWN]
    told = {e.id for _, _, edges in found for e in edges}
    groups: list[tuple[str, str, Sequence[Edge]]] = [*found]
    groups += [("doubt", entity.id, [e]) for e in doubtful if e.id not in told]
    edges = {e.id: e for _, _, some in groups for e in some}
    ends = {i for e in edges.values() for i in (e.subject_id, e.object_id)}
    names = labels(reader, ends | {about for _, about, _ in groups})
    sides = _sides(reader, edges, names)
    return tuple(Contradiction(kind, names[about], tuple(sides[e.id] for e in some)) for kind, about, some in groups)


def _sides(reader: StoreReader, edges: Mapping[str, Edge], names: Mapping[str, Match]) -> dict[str, Side]:
    told = statements(reader, (Claim(e, "out", names[e.object_id], e.status) for e in edges.values()))
    return {id_: Side(names[edges[id_].subject_id], statement) for id_, statement in told.items()}
