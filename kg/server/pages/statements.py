"""What is said of an entity: edges seen from it, with their dates as said and the sentences that say so."""

import dataclasses
from collections.abc import Iterable, Sequence

from kg.model import Document, Edge, Fact
from kg.query import ArticleLine, Match, Moment
from kg.query.articles import article_line
from kg.query.dates import stated_bounds
from kg.query.evidence import told_facts
from kg.query.excerpts import Piece, excerpt
from kg.query.resolver import labels
from kg.query.states import holds
from kg.store import StoreReader

_SURE = 0.6  # below it a claim comes after the others
STATUSES = ("current", "uncertain", "planned", "former")
"""From what holds to what is over."""


@dataclasses.dataclass(frozen=True, slots=True)
class Source:
    """A fact of an article: the sentence in pieces, what the article says of its state and time, and who found it."""

    fact: str
    article: ArticleLine
    sentence: tuple[Piece, ...]
    said: str
    when: str
    found_by: str
    confidence: float


@dataclasses.dataclass(frozen=True, slots=True)
class Claim:
    """An edge seen from an entity; `status` is the one at the date that was asked for."""

    edge: Edge
    direction: str
    other: Match
    status: str


@dataclasses.dataclass(frozen=True, slots=True)
class Statement:
    """A claim with its sources; dates are as precise as the sources."""

    id: str
    predicate: str
    direction: str
    other: Match
    position: str
    manner: str
    amount: str
    at: str
    first_seen: str | None
    last_seen: str | None
    since: str | None
    until: str | None
    status: str
    confidence: float
    sources: tuple[Source, ...]


def claims(reader: StoreReader, entity_id: str, moment: Moment | None) -> tuple[Claim, ...]:
    """All edges at an entity, now or as of a moment: what holds before what is over, the sure and the newest first."""
    edges = [e for e in reader.edges_of([entity_id]) if moment is None or holds(e, moment)]
    others = labels(reader, {e.other_end(entity_id) for e in edges})
    found = [
        Claim(
            edge,
            "out" if edge.subject_id == entity_id else "in",
            others[edge.other_end(entity_id)],
            _status(edge, moment),
        )
        for edge in edges
    ]
    return tuple(sorted(found, key=_rank))


def _status(edge: Edge, moment: Moment | None) -> str:
    """What has ended since held at the moment."""
    return "current" if moment and edge.status == "former" else edge.status


def _rank(claim: Claim) -> tuple[object, ...]:
    last = claim.edge.last_seen
    newest = -last.toordinal() if last else 0
    doubtful = claim.edge.confidence < _SURE
    return STATUSES.index(claim.status), doubtful, newest, -claim.edge.confidence, claim.other.name, claim.edge.id


def statements(reader: StoreReader, found: Iterable[Claim]) -> dict[str, Statement]:
    """Claims with their sources, by edge id."""
    wanted = list(found)
    said = told_facts(reader, (claim.edge for claim in wanted))
    return {c.edge.id: _statement(c, [said[i] for i in c.edge.fact_ids]) for c in wanted}


def _statement(claim: Claim, said: Sequence[tuple[Fact, Document]]) -> Statement:
    edge = claim.edge
    windows = [w for fact, document in said for w in (fact.when, document.published) if w]
    first, last = stated_bounds(edge.first_seen, edge.last_seen, windows)
    sources = [source(fact, document) for fact, document in said]
    return Statement(
        id=edge.id,
        predicate=edge.predicate,
        direction=claim.direction,
        other=claim.other,
        position=edge.qualifier("position"),
        manner=edge.qualifier("manner"),
        amount=edge.qualifier("amount"),
        at=edge.at,
        first_seen=first,
        last_seen=last,
        since=edge.since.iso if edge.since else None,
        until=edge.until.iso if edge.until else None,
        status=claim.status,
        confidence=edge.confidence,
        sources=tuple(sorted(sources, key=newest)),
    )


def source(fact: Fact, document: Document) -> Source:
    """Where an article says so."""
    return Source(
        fact=fact.id,
        article=article_line(document),
        sentence=excerpt(document.text, fact.evidence),
        said=fact.status,
        when=fact.when.text if fact.when else "",
        found_by=fact.found_by,
        confidence=fact.confidence,
    )


def newest(found: Source) -> tuple[object, ...]:
    """Sort key of sources: the newest article first."""
    digits = (found.article.published or "0").partition("/")[0].split("-")
    return tuple(-int(part) for part in digits), found.article.id, found.fact
