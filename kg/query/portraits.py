"""An entity and its relations, and relations in the order of time."""

from kg.model import Edge
from kg.query.answers import Match, Portrait, Relation
from kg.query.evidence import Observed, observe
from kg.query.resolver import labels
from kg.store import StoreReader
from kg.vocabulary import ontology

_UNDATED = "9999"


def portrait(reader: StoreReader, entity: Match) -> Portrait:
    """All relations of an entity, in the ontology's order of predicates, then by direction and the other's name."""
    found = relations(reader, entity.id)
    return Portrait(reader.entities([entity.id])[0], tuple(sorted(found, key=_grouped)))


def _grouped(relation: Relation) -> tuple[object, ...]:
    known = ontology().predicates
    inward = relation.direction == "in" and not known[relation.predicate].symmetric
    return list(known).index(relation.predicate), inward, relation.other.name, relation.first_seen or "", relation.id


def in_time(reader: StoreReader, entity: Match) -> tuple[Relation, ...]:
    """The relations of an entity from the earliest to the latest; undated ones last."""
    found = relations(reader, entity.id)
    return tuple(sorted(found, key=lambda r: (r.began or _UNDATED, r.predicate, r.other.name, r.id)))


def relations(reader: StoreReader, entity_id: str) -> list[Relation]:
    """The relations of an entity, by edge id."""
    edges = reader.edges_of([entity_id])
    seen = observe(reader, edges)
    others = labels(reader, {e.other_end(entity_id) for e in edges})
    return [relation(e, seen[e.id], others[e.other_end(entity_id)], outward=e.subject_id == entity_id) for e in edges]


def relation(edge: Edge, seen: Observed, other: Match, *, outward: bool) -> Relation:
    """An edge seen from one end."""
    return Relation(
        id=edge.id,
        direction="out" if outward else "in",
        predicate=edge.predicate,
        other=other,
        qualifiers=edge.qualifiers,
        at=edge.at,
        first_seen=seen.first_seen,
        last_seen=seen.last_seen,
        since=edge.since.iso if edge.since else None,
        until=edge.until.iso if edge.until else None,
        status=edge.status,
        confidence=edge.confidence,
        evidence=seen.evidence,
    )
