"""Edges with the sentences of the articles that speak for them."""

import dataclasses
from collections.abc import Sequence

from kg.model import Edge
from kg.query import Match, Relation
from kg.query.evidence import observed, told_facts
from kg.query.portraits import relation
from kg.query.resolver import labels
from kg.server.pages.statements import Source, newest, source
from kg.server.rendering import link
from kg.server.views.sentences import Phrase, sentence, time_words
from kg.store import StoreReader


@dataclasses.dataclass(frozen=True, slots=True)
class Claim:
    """What an edge says: its ends in its own direction, the relation, the sentences."""

    subject: Match
    relation: Relation
    object: Match
    sources: tuple[Source, ...]

    def evidence(self) -> list[dict[str, str | None]]:
        """The sentences as plain values."""
        return [
            {
                "sentence": "".join(p.text for p in found.sentence),
                "quote": "".join(p.text for p in found.sentence if p.marked),
                "published": found.article.published,
                "href": f"{link(f'/article/{found.article.id}', fact=found.fact)}#{found.fact}",
            }
            for found in self.sources
        ]


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """A claim in words, and when."""

    claim: Claim
    phrases: tuple[Phrase, ...]
    when: str


def told(claim: Claim, lang: str) -> Told:
    """A claim in the words of a language."""
    return Told(claim, sentence(claim.subject, claim.relation, claim.object, lang), time_words(claim.relation, lang))


def claims(reader: StoreReader, edges: Sequence[Edge]) -> tuple[Claim, ...]:
    """The edges as claims, in the order given; of each the newest article first."""
    said = told_facts(reader, edges)
    names = labels(reader, {i for e in edges for i in (e.subject_id, e.object_id)})
    sources = {i: source(*told) for i, told in said.items()}
    return tuple(
        Claim(
            names[e.subject_id],
            relation(e, observed(e, [said[i] for i in e.fact_ids]), names[e.object_id], outward=True),
            names[e.object_id],
            tuple(sources[i] for i in sorted(e.fact_ids, key=lambda i: newest(sources[i]))),
        )
        for e in edges
    )
