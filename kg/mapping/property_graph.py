"""A snapshot as a property graph: nodes, and one link per subject, predicate and object."""

import dataclasses
import datetime as dt
import math
from collections.abc import Iterator

from kg.mapping.clean import clean_name
from kg.mapping.names import Namer
from kg.mapping.tables import aliases, label, oriented
from kg.model import Edge, Entity, Snapshot, content_id
from kg.vocabulary import ontology

COLOURS = {
    "PERSON": (214, 39, 40), "ORG": (31, 119, 180), "PARK": (44, 160, 44), "PROGRAMME": (148, 103, 189),
    "PROJECT": (255, 127, 14), "PLACE": (140, 86, 75), "HONOUR": (227, 190, 30), "INDUSTRY": (23, 190, 207),
    "EVENT": (227, 119, 194),
}  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True)
class Node:
    """An entity to draw: `size` grows with the number of its mentions."""

    id: str
    label: str
    type: str
    kind: str
    aliases: tuple[str, ...]
    mentions: int
    documents: int
    size: float
    colour: tuple[int, int, int]
    iri: str


@dataclasses.dataclass(frozen=True, slots=True)
class Link:
    """All edges of one predicate from one entity to another.

    `weight` is the number of articles that say so (at least 1), `label` the titles for posts, else the predicate's
    name; `ongoing` tells that one of the edges still holds.
    """

    id: str
    source: str
    target: str
    predicate: str
    label: str
    weight: float
    confidence: float
    first_seen: dt.date | None
    last_seen: dt.date | None
    status: str
    ongoing: bool
    amount: str
    edge_ids: tuple[str, ...]


def nodes(snapshot: Snapshot, base: str) -> Iterator[Node]:
    """The nodes in order of id."""
    namer = Namer(base)
    for entity in snapshot.entities:
        yield _node(entity, namer)


def _node(entity: Entity, namer: Namer) -> Node:
    mentions = len(entity.mention_ids)
    return Node(
        id=entity.id,
        label=label(entity),
        type=entity.type,
        kind=entity.kind,
        aliases=tuple(aliases(entity)),
        mentions=mentions,
        documents=len(entity.documents),
        size=round(8 + 4 * math.log2(1 + mentions), 1),
        colour=COLOURS.get(entity.type, (127, 127, 127)),
        iri=namer.entity(entity.id),
    )


def links(snapshot: Snapshot) -> Iterator[Link]:
    """The links in order of source, target and predicate."""
    groups: dict[tuple[str, str, str], list[Edge]] = {}
    for edge in snapshot.edges:
        source, target = oriented(edge)
        groups.setdefault((source, target, edge.predicate), []).append(edge)
    for key in sorted(groups):
        yield _link(*key, sorted(groups[key], key=lambda e: (str(e.first_seen or ""), e.id)))


def _link(source: str, target: str, predicate: str, edges: list[Edge]) -> Link:
    titles = list(dict.fromkeys(filter(None, (clean_name(e.qualifier("position")) for e in edges))))
    amounts = dict.fromkeys(filter(None, (clean_name(e.qualifier("amount")) for e in edges)))
    statuses = sorted({e.status for e in edges})
    return Link(
        id=content_id("k", source, predicate, target),
        source=source,
        target=target,
        predicate=predicate,
        label="、".join(titles) or ontology().predicates[predicate].zh,
        weight=float(max(1, len({d for e in edges for d in e.documents}))),
        confidence=round(max(e.confidence for e in edges), 4),
        first_seen=min((e.first_seen for e in edges if e.first_seen), default=None),
        last_seen=max((e.last_seen for e in edges if e.last_seen), default=None),
        status="|".join(statuses),
        ongoing="current" in statuses,
        amount="、".join(amounts),
        edge_ids=tuple(e.id for e in edges),
    )
