"""Facts and entities to edges: claims of the same content merge on a time line.

The ontology says of each predicate whether its observations merge into one period (a state) or keep each date (an event).
An article shows that something held when it was written, or at the date it states; a start or an end exists only where a text
says so. A head of a body who is followed by another head of the same post is a former one.
"""

import dataclasses
import datetime as dt
import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.model import Document, Edge, EdgeStatus, Entity, Fact, Mention, When, content_id
from kg.vocabulary import ontology, table

_DEPUTY = re.compile(r"副|助理|秘书(?!长$)|名誉|荣誉|候任|候选人|委员$|成员$")
_HIGHEST = 0.99
Key = tuple[str, str, str, tuple[tuple[str, str], ...], str]


@functools.cache
def _tails() -> tuple[str, ...]:
    return tuple(row["title"] for row in table("names/head_titles") if row["role"] == "head")


@functools.lru_cache(maxsize=1 << 14)
def is_head(position: str) -> bool:
    """Whether the holder of a post leads the body: the tail of the title decides, 副 and the like make a deputy.

    >>> [is_head(p) for p in ("局长", "党组书记", "副局长", "常务副主任", "董事长助理", "研究员", "党工委委员")]
    [True, True, False, False, False, False, False]
    """
    return position.endswith(_tails()) and not _DEPUTY.search(position)


def build_edges(
    documents: Sequence[Document], mentions: Iterable[Mention], facts: Iterable[Fact], entities: Iterable[Entity]
) -> list[Edge]:
    """The edges that all facts together support, sorted by id; negated facts support none."""
    published = {d.id: d.published for d in documents}
    entity_of = {m: e.id for e in entities for m in e.mention_ids}
    grouped: dict[Key, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.status != "negated" and (key := _key(fact, entity_of)):
            grouped[key].append(fact)
    edges = [_edge(key, group, published) for key, group in sorted(grouped.items())]
    return sorted(_succeeded(edges), key=lambda e: e.id)


def _key(fact: Fact, entity_of: dict[str, str]) -> Key | None:
    predicate = ontology().predicates[fact.predicate]
    subject, object_ = entity_of.get(fact.subject_id, ""), entity_of.get(fact.object_id, "")
    if not subject or not object_ or subject == object_:
        return None
    if predicate.symmetric and object_ < subject:
        subject, object_ = object_, subject
    qualifiers = tuple(q for q in fact.qualifiers if q[0] != "manner")
    dated = fact.when and fact.when.role == "at" and predicate.lifetime == "event"
    return subject, fact.predicate, object_, qualifiers, fact.when.iso if fact.when and dated else ""


def _edge(key: Key, facts: list[Fact], published: dict[str, When | None]) -> Edge:
    subject, predicate, object_, qualifiers, at = key
    facts = sorted(facts, key=lambda f: f.id)
    windows = [w for f in facts if (w := _window(f, published[f.document_id]))]
    manners = {v for f in facts for n, v in f.qualifiers if n == "manner"}
    if manners:
        qualifiers = tuple(sorted((*qualifiers, ("manner", min(manners)))))
    doubt = 1.0
    for f in _best_of_documents(facts):
        doubt *= 1 - f.confidence
    return Edge(
        id=content_id("a", subject, predicate, object_, *(f"{n}={v}" for n, v in key[3]), at),
        subject_id=subject,
        predicate=predicate,
        object_id=object_,
        qualifiers=qualifiers,
        at=at or _stated(facts),
        first_seen=min((w[0] for w in windows), default=None),
        last_seen=max((w[1] for w in windows), default=None),
        since=_bound(facts, "since"),
        until=_bound(facts, "until"),
        fact_ids=tuple(f.id for f in facts),
        documents=tuple(sorted({f.document_id for f in facts})),
        confidence=round(min(_HIGHEST, 1 - doubt), 3),
        status=_status(facts),
    )


def _best_of_documents(facts: list[Fact]) -> list[Fact]:
    """One fact a document: what a document says twice is no second witness."""
    best: dict[str, Fact] = {}
    for f in facts:
        if f.document_id not in best or f.confidence > best[f.document_id].confidence:
            best[f.document_id] = f
    return [best[d] for d in sorted(best)]


def _window(fact: Fact, published: When | None) -> tuple[dt.date, dt.date] | None:
    """The days at which the fact was seen to hold: what it states, else the publication."""
    if fact.when and fact.when.role == "at":
        return fact.when.earliest, fact.when.latest
    if fact.when and fact.when.role == "since":
        latest = published.latest if published else fact.when.latest
        return fact.when.earliest, max(latest, fact.when.earliest)
    if fact.when and fact.when.role == "until":
        return fact.when.earliest, fact.when.latest
    return (published.earliest, published.latest) if published else None


def _stated(facts: list[Fact]) -> str:
    stated = {f.when.iso for f in facts if f.when and f.when.role == "at"}
    return min(stated) if len(stated) == 1 else ""


def _bound(facts: list[Fact], role: str) -> When | None:
    found = [f.when for f in facts if f.when and f.when.role == role]
    return min(found, key=lambda w: (w.earliest, w.latest, w.text)) if found else None


def _status(facts: list[Fact]) -> EdgeStatus:
    """What the newest kind of claim says: stated before former before planned."""
    said = {f.status for f in facts}
    if "stated" in said:
        return "current"
    return "former" if "former" in said else "planned"


def _succeeded(edges: list[Edge]) -> list[Edge]:
    """Heads of the same post set against each other: an earlier one is former, one of overlapping windows uncertain."""
    posts: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for e in edges:
        if e.predicate == "holds_position" and is_head(e.qualifier("position")) and e.status == "current":
            posts[e.object_id, e.qualifier("position")].append(e)
    status: dict[str, EdgeStatus] = {}
    for holders in posts.values():
        for e in holders:
            status[e.id] = _among(e, [o for o in holders if o.subject_id != e.subject_id])
    return [dataclasses.replace(e, status=status.get(e.id, e.status)) for e in edges]


def _among(edge: Edge, others: list[Edge]) -> EdgeStatus:
    if edge.until:
        return "former"
    if not others:
        return edge.status
    if edge.first_seen is None or edge.last_seen is None:
        return "uncertain"
    dated = [o for o in others if o.first_seen and o.last_seen]
    if any(o.first_seen and o.first_seen > (edge.last_seen) for o in dated):
        return "former"
    if all(o.last_seen and o.last_seen < edge.first_seen for o in dated):
        return edge.status
    return "uncertain"
