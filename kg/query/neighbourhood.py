"""The surroundings of entities, opened one after the other as somebody walks the graph."""

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from kg.model import Edge, Snapshot
from kg.query.answers import Match
from kg.query.dates import Moment
from kg.query.resolver import labels
from kg.query.states import holds
from kg.store import StoreReader
from kg.vocabulary import ontology

MOST = 150
PAGE = 30


@dataclasses.dataclass(frozen=True, slots=True)
class Lens:
    """What of the graph to look at: types and predicates (empty means all), least confidence, a time."""

    types: frozenset[str] = frozenset()
    predicates: frozenset[str] = frozenset()
    least: float = 0.0
    moment: Moment | None = None

    def admits(self, edge: Edge) -> bool:
        """Whether an edge is to be looked at, whatever the types of its ends."""
        return (not self.predicates or edge.predicate in self.predicates) and self.in_time(edge)

    def in_time(self, edge: Edge) -> bool:
        """Whether an edge is sure enough and holds at the time."""
        return edge.confidence >= self.least and (self.moment is None or holds(edge, self.moment))

    def shows(self, entity_id: str) -> bool:
        """Whether an entity is of a wanted type."""
        return not self.types or type_of(entity_id) in self.types


@dataclasses.dataclass(frozen=True, slots=True)
class Neighbour:
    """An entity in view: how many neighbours it has under the lens, how many of them are not in view."""

    entity: Match
    degree: int
    rest: int
    opened: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Entities in view in the order in which they came, and all edges between them by id.

    `types` and `predicates` count what is around, the lens's choice of types and predicates left aside; `first` and
    `last` are the bounds of its time. `full` tells that there was no room for more.
    """

    nodes: tuple[Neighbour, ...]
    edges: tuple[Edge, ...]
    types: Mapping[str, int]
    predicates: Mapping[str, int]
    first: dt.date | None
    last: dt.date | None
    full: bool


def neighbourhood(
    reader: StoreReader,
    starts: Sequence[str],
    opened: Mapping[str, int],
    lens: Lens | None = None,
    *,
    most: int = MOST,
) -> Neighbourhood:
    """The starts, and of each opened entity that is in view as many neighbours as its number of pages holds.

    Neighbours that more articles speak of come first, then surer ones.
    """
    lens = lens or Lens()
    known = labels(reader, starts)
    shown = dict.fromkeys([i for i in starts if i in known][:most])
    around = _by_end(reader.edges_of(opened), opened)
    full = False
    for entity, pages in opened.items():
        ranked = _ranked(entity, around.get(entity, ()), lens) if entity in shown else []
        new = [i for i in ranked[: pages * PAGE] if i not in shown]
        room = most - len(shown)
        full = full or len(new) > room
        shown.update(dict.fromkeys(new[:room]))
    return _view(reader, shown, opened, lens, full=full)


def subgraph(reader: StoreReader, entities: Iterable[str], edges: Sequence[Edge]) -> Snapshot:
    """The entities and edges with the facts, mentions and articles that speak for the edges, ready for export."""
    facts = reader.facts(i for edge in edges for i in edge.fact_ids)
    ends = {i for fact in facts for i in (fact.subject_id, fact.object_id)}
    found = reader.entities(entities)
    files = {fact.document_id for fact in facts} | {i for entity in found for i in entity.documents}
    return Snapshot(reader.documents(files), reader.mentions(ends), facts, found, tuple(edges))


def busiest(reader: StoreReader, number: int) -> tuple[Match, ...]:
    """The entities with most edges."""
    ids = list(reader.counts("links", "entity_id"))[:number]
    known = labels(reader, ids)
    return tuple(known[i] for i in ids)


def type_of(entity_id: str) -> str:
    """The type that the letter of an id stands for, or the empty string.

    >>> type_of("o-l6wtk4vol4"), type_of("x")
    ('ORG', '')
    """
    letter = entity_id.partition("-")[0]
    return next((t.tag for t in ontology().types.values() if t.letter == letter), "")


def _view(
    reader: StoreReader, shown: Mapping[str, None], opened: Collection[str], lens: Lens, *, full: bool
) -> Neighbourhood:
    edges = reader.edges_of(shown)
    known = labels(reader, shown)
    around = _by_end(edges, shown)
    sure = [e for e in edges if lens.in_time(e)]
    nodes = []
    for entity in shown:
        near = {e.other_end(entity) for e in around.get(entity, ()) if lens.admits(e)}
        near = {i for i in near if i != entity and (i in shown or lens.shows(i))}
        nodes.append(Neighbour(known[entity], len(near), len(near - shown.keys()), entity in opened))
    return Neighbourhood(
        nodes=tuple(nodes),
        edges=tuple(e for e in edges if e.subject_id in shown and e.object_id in shown and lens.admits(e)),
        types=_counted(type_of(i) for i in {i for e in sure for i in (e.subject_id, e.object_id)}),
        predicates=_counted(e.predicate for e in sure),
        first=min((e.first_seen for e in edges if e.first_seen), default=None),
        last=max((e.last_seen for e in edges if e.last_seen), default=None),
        full=full,
    )


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items(), key=lambda item: (-item[1], item[0])))


def _by_end(edges: Iterable[Edge], entities: Collection[str]) -> dict[str, list[Edge]]:
    found: dict[str, list[Edge]] = {}
    for edge in edges:
        for end in dict.fromkeys((edge.subject_id, edge.object_id)):
            if end in entities:
                found.setdefault(end, []).append(edge)
    return found


def _ranked(entity: str, edges: Iterable[Edge], lens: Lens) -> list[str]:
    """The neighbours of an entity, those that more articles speak of first."""
    articles: dict[str, set[str]] = {}
    surest: dict[str, float] = {}
    for edge in edges:
        other = edge.other_end(entity)
        if other != entity and lens.admits(edge) and lens.shows(other):
            articles.setdefault(other, set()).update(edge.documents)
            surest[other] = max(surest.get(other, 0.0), edge.confidence)
    return sorted(articles, key=lambda i: (-len(articles[i]), -surest[i], i))
