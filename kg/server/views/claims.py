"""Edges with the words of the articles that speak for them, and where in the article these stand."""

import dataclasses
from collections.abc import Sequence

from kg.model import Edge
from kg.query import Match, Relation
from kg.query.evidence import observe, quoted
from kg.query.portraits import relation
from kg.query.resolver import labels
from kg.server.rendering import link
from kg.store import StoreReader


@dataclasses.dataclass(frozen=True, slots=True)
class Citation:
    """A sentence in three parts, the quoted words in the middle, and its article."""

    before: str
    quote: str
    after: str
    title: str
    published: str | None
    address: str


@dataclasses.dataclass(frozen=True, slots=True)
class Claim:
    """What an edge says: its ends in its own direction, the relation, the sentences."""

    subject: Match
    relation: Relation
    object: Match
    citations: tuple[Citation, ...]


def claims(reader: StoreReader, edges: Sequence[Edge]) -> tuple[Claim, ...]:
    """The edges as claims, in the order given."""
    seen = observe(reader, edges)
    names = labels(reader, {i for e in edges for i in (e.subject_id, e.object_id)})
    cited = citations(reader, edges)
    return tuple(
        Claim(
            names[e.subject_id],
            relation(e, seen[e.id], names[e.object_id], outward=True),
            names[e.object_id],
            cited[e.id],
        )
        for e in edges
    )


def citations(reader: StoreReader, edges: Sequence[Edge]) -> dict[str, tuple[Citation, ...]]:
    """The sentences that speak for edges, by edge id."""
    facts = {f.id: f for f in reader.facts(i for e in edges for i in e.fact_ids)}
    documents = {d.id: d for d in reader.documents({f.document_id for f in facts.values()})}
    found = {}
    for edge in edges:
        cited = []
        for fact in (facts[i] for i in edge.fact_ids):
            document = documents[fact.document_id]
            said = quoted(fact, document)
            before, quote, after = said.sentence.partition(" ".join(said.quote.split()))
            address = f"{link(f'/article/{document.id}')}#{fact.id}"
            cited.append(Citation(before, quote, after, document.title or document.name, said.published, address))
        found[edge.id] = tuple(sorted(cited, key=lambda c: (c.published or "", c.address)))
    return found
