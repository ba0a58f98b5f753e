"""Answers made of edges and of holders of posts."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

from kg.model import Edge
from kg.query import Answer, Match
from kg.query.evidence import Observed, observe
from kg.query.resolver import labels
from kg.questions.answered import Item, Words
from kg.questions.evaluating import Proof
from kg.questions.wording import edge_words, joined
from kg.store import StoreReader

_ORDER = {"current": 0, "uncertain": 1, "former": 2, "planned": 3}


def things_items(reader: StoreReader, found: Mapping[str, Sequence[Proof]]) -> tuple[Item, ...]:
    """One item a thing, by name."""
    edges = {p.edge.id: p.edge for proofs in found.values() for p in proofs}
    seen = observe(reader, list(edges.values()))
    known = labels(reader, {*found, *(i for e in edges.values() for i in (e.subject_id, e.object_id))})
    items = [_thing(known[i], proofs, seen, known) for i, proofs in found.items()]
    return tuple(sorted(items, key=lambda i: (_ORDER[i.status], i.name, i.id)))


def edge_items(reader: StoreReader, proofs: Iterable[Proof]) -> tuple[Item, ...]:
    """One item an edge: the other end of it, with its date; in order of time."""
    once = list({p.edge.id: p for p in proofs}.values())
    seen = observe(reader, [p.edge for p in once])
    known = labels(reader, {i for p in once for i in (p.edge.subject_id, p.edge.object_id)})
    items = [_thing(known[p.other], [p], seen, known) for p in once]
    return tuple(sorted(items, key=lambda i: (i.date or i.first_seen or "9999", i.name, i.id)))


def post_items(answers: Iterable[Answer]) -> tuple[Item, ...]:
    """Holders of posts, as found."""
    return tuple(
        Item(
            id=a.person_id,
            name=a.person,
            type="PERSON",
            kind="",
            what=Words(f"{a.organization} {a.position}", f"{a.position}, {a.organization}"),
            date=None,
            first_seen=a.first_seen,
            last_seen=a.last_seen,
            status=a.status,
            confidence=a.confidence,
            evidence=a.evidence,
        )
        for a in answers
    )


def body_items(reader: StoreReader, edges: Sequence[Edge]) -> tuple[Item, ...]:
    """Posts of a person, as ordered: the body, and the title as what it is."""
    seen = observe(reader, edges)
    known = labels(reader, {i for e in edges for i in (e.subject_id, e.object_id)})
    found = []
    for edge in edges:
        title = edge.qualifier("position")
        proof = Proof(edge, edge.object_id, good=True)
        item = _thing(known[edge.object_id], [proof], seen, known)
        found.append(dataclasses.replace(item, what=Words(title, title)) if title else item)
    return tuple(found)


def _thing(match: Match, proofs: Sequence[Proof], seen: Mapping[str, Observed], known: Mapping[str, Match]) -> Item:
    edges = [p.edge for p in proofs]
    first = edges[0] if edges else None
    evidence = tuple(dict.fromkeys(e for edge in edges for e in seen[edge.id].evidence))
    return Item(
        id=match.id,
        name=match.name,
        type=match.type,
        kind=match.kind,
        what=joined([_words(e, match, known) for e in edges]),
        date=next((d for e in edges if (d := _stated(e))), None),
        first_seen=seen[first.id].first_seen if first else None,
        last_seen=seen[first.id].last_seen if first else None,
        status=max((e.status for e in edges), key=_ORDER.__getitem__, default="current"),
        confidence=min((e.confidence for e in edges), default=1.0),
        evidence=evidence,
    )


def _words(edge: Edge, match: Match, known: Mapping[str, Match]) -> Words:
    outward = edge.subject_id == match.id
    return edge_words(edge, known[edge.object_id if outward else edge.subject_id].name, outward=outward)


def _stated(edge: Edge) -> str | None:
    """The date that a text states: of the event, else of the start."""
    return edge.at or (edge.since.iso if edge.since else None)
