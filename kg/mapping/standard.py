"""The extra triples in standard vocabularies that follow from an edge by fixed rules.

A planned edge gives none: those terms say how things are.
"""

import dataclasses
from collections.abc import Iterator

from kg.mapping.names import Namer
from kg.mapping.namespaces import DCTERMS, ORG, PROV, SCHEMA
from kg.mapping.tables import Tables, label, oriented
from kg.mapping.terms import Term, calendar, node, precision, zh
from kg.model import Edge
from kg.names.posts import is_head

_BODY = ("ORG", "PARK")
_ANY: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class _Rule:
    """For edges of a predicate between these types (empty: any) say `property`, backwards if `inverse`."""

    predicate: str
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    property: str
    inverse: bool = False


_RULES = (
    _Rule("holds_position", _ANY, _BODY, ORG + "memberOf"),
    _Rule("part_of", _BODY, _BODY, ORG + "subOrganizationOf"),
    _Rule("part_of", _ANY, ("PROGRAMME",), DCTERMS + "isPartOf"),
    _Rule("located_in", ("PARK",), ("PARK", "PLACE"), SCHEMA + "containedInPlace"),
    _Rule("located_in", ("ORG", "PROJECT", "EVENT"), _ANY, SCHEMA + "location"),
    _Rule("establishes", _ANY, ("ORG",), SCHEMA + "founder", inverse=True),
    _Rule("runs_programme", _ANY, _ANY, PROV + "wasAttributedTo", inverse=True),
    _Rule("participates_in", _ANY, ("EVENT",), SCHEMA + "attendee", inverse=True),
    _Rule("cooperates_with", ("ORG",), ("ORG",), ORG + "linkedTo"),
    _Rule("invests_in", _ANY, ("ORG", "PROJECT"), SCHEMA + "funder", inverse=True),
    _Rule("hosts", _ANY, _ANY, SCHEMA + "organizer", inverse=True),
)
_DATED = {("establishes", "ORG"): SCHEMA + "foundingDate", ("hosts", "EVENT"): SCHEMA + "startDate"}


def standard(edge: Edge, tables: Tables, namer: Namer) -> Iterator[tuple[str, str, Term]]:
    """(entity id, property, value) for an edge."""
    if edge.status == "planned":
        return
    subject, object_ = (tables.entities[i] for i in oriented(edge))
    for rule in _RULES:
        fits = (not rule.subjects or subject.type in rule.subjects) and (
            not rule.objects or object_.type in rule.objects
        )
        if rule.predicate == edge.predicate and fits:
            here, there = (object_, subject) if rule.inverse else (subject, object_)
            yield here.id, rule.property, node(namer.entity(there.id))
    if edge.predicate == "awarded":
        yield subject.id, SCHEMA + "award", zh(label(object_))
    dated = _DATED.get((edge.predicate, object_.type))
    if dated and precision(edge.at):
        yield object_.id, dated, calendar(edge.at)


def heads(tables: Tables) -> Iterator[tuple[str, str]]:
    """(person id, body id) of the last known head of each head post: current, and none seen first later."""
    last: dict[tuple[str, str], list[Edge]] = {}
    for edge in tables.snapshot.edges:
        title = edge.qualifier("position")
        if edge.predicate == "holds_position" and edge.status == "current" and is_head(title):
            rivals = last.setdefault((edge.object_id, title), [])
            newest = max((str(e.first_seen or "") for e in rivals), default="")
            seen = str(edge.first_seen or "")
            if seen > newest:
                rivals.clear()
            if seen >= newest:
                rivals.append(edge)
    for (body, _), edges in sorted(last.items()):
        if tables.entities[body].type in _BODY:
            yield from sorted((e.subject_id, body) for e in edges)
