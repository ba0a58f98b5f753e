"""What cannot all be true: both sides are kept, ranked by what speaks for them.

| kind | what |
|---|---|
| `heads` | two people at the head of one post at one time |
| `parents` | a body or park directly part of two that are not part of each other |
| `dates` | two dates for what happens once: a listing, a founding, a numbered event |
| `posts` | one person heads public bodies of two regions at one time: often two namesakes |

Nothing here decides: a conflict is a question to people, and an answer is a judgement.
"""

import dataclasses
import datetime as dt
import itertools
import re
import typing
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, Protocol

from kg.model import Edge, name_key
from kg.names import conflict as names_conflict
from kg.names.posts import post_of
from kg.store import StoreReader
from kg.timeline import follows, is_head

Kind = Literal["heads", "parents", "dates", "posts"]
KINDS: tuple[Kind, ...] = typing.get_args(Kind)

_MEMBERSHIP = re.compile(r"(?:联盟|联合体|共同体|协会|商会|学会|促进会|理事会|集群|红盟)$")
_EDITION = re.compile(r"\d{4}|第[一二三四五六七八九十百\d]+[届次期]")
_MANY_PARENTS = ("company", "association", "finance", "platform", "media")
_WITHIN = ("part_of", "located_in")
_PUBLIC = ("government", "party")
_MONTH = dt.timedelta(days=31)
_LOOSE = 0.5  # the sources' dates are so wide that both may be true one after the other
_UNDATED = 0.3


class Labelled(Protocol):
    """An entity or a match: whatever has a name, a type and a kind."""

    @property
    def name(self) -> str:
        """The name to show."""

    @property
    def type(self) -> str:
        """The type tag."""

    @property
    def kind(self) -> str:
        """The kind of organization, or nothing."""


@dataclasses.dataclass(frozen=True, slots=True)
class Conflict:
    """Edges that cannot all be true, the best supported first; `about` is the id of the entity they disagree on.

    `weight` (0 to 1) tells how surely they exclude each other and how well both are supported.
    """

    kind: Kind
    about: str
    edges: tuple[Edge, ...]
    weight: float


def find_conflicts(edges: Iterable[Edge], entities: Mapping[str, Labelled]) -> list[Conflict]:
    """The conflicts among edges, heaviest first; `entities` gives name, type and kind of the ends by id."""
    known = [e for e in edges if e.status != "planned" and e.subject_id in entities and e.object_id in entities]
    by_predicate: dict[str, list[Edge]] = defaultdict(list)
    for edge in known:
        by_predicate[edge.predicate].append(edge)
    found = [
        *_heads(by_predicate["holds_position"], entities),
        *_posts(by_predicate["holds_position"], entities),
        *_parents(by_predicate, entities),
        *_dates(by_predicate, entities),
    ]
    return sorted(found, key=lambda c: (-c.weight, c.kind, entities[c.about].name, c.about, c.edges[0].id))


def conflicts_of(reader: StoreReader, entity_id: str) -> list[Conflict]:
    """The conflicts that an entity has a part in, heaviest first; reads only the edges around it."""
    mine = reader.edges_of([entity_id])
    edges = _around(reader, mine)
    touching = {e.id for e in mine}
    return [c for c in find_conflicts(edges, _ends(reader, edges)) if touching.intersection(e.id for e in c.edges)]


def all_conflicts(reader: StoreReader) -> list[Conflict]:
    """The conflicts of a whole graph, heaviest first."""
    edges = reader.edges()
    return find_conflicts(edges, _ends(reader, edges))


def _ends(reader: StoreReader, edges: Iterable[Edge]) -> Mapping[str, Labelled]:
    return {e.id: e for e in reader.entities({i for edge in edges for i in (edge.subject_id, edge.object_id)})}


def _around(reader: StoreReader, mine: Iterable[Edge]) -> Sequence[Edge]:
    """The edges at both ends of some edges, and those that lead from there up to what holds it all."""
    seen: set[str] = set()
    found: dict[str, Edge] = {}
    frontier = {i for e in mine for i in (e.subject_id, e.object_id)}
    while frontier:
        edges = reader.edges_of(frontier)
        found.update((e.id, e) for e in edges)
        seen |= frontier
        frontier = {e.object_id for e in edges if e.predicate in _WITHIN and e.subject_id in frontier} - seen
    return tuple(found.values())


def _heads(edges: Sequence[Edge], entities: Mapping[str, Labelled]) -> Iterator[Conflict]:
    posts: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        title = edge.qualifier("position")
        if is_head(title, entities[edge.object_id].name):
            posts[edge.object_id, post_of(title)].append(edge)
    for (body, _), holders in posts.items():
        yield from _among("heads", body, holders, _two_heads)


def _two_heads(a: Edge, b: Edge) -> float:
    return 0.0 if a.subject_id == b.subject_id else _together(a, b)


def _together(a: Edge, b: Edge) -> float:
    """How surely two edges hold at one time."""
    x, y = _span(a), _span(b)
    if x is None or y is None:
        return 0.0 if "former" in (a.status, b.status) else _UNDATED
    if x[0] > y[1] or y[0] > x[1] or follows(a, b) or follows(b, a):
        return 0.0
    common = min(x[1], y[1]) - max(x[0], y[0])
    narrow = max(x[1] - x[0], y[1] - y[0]) <= _MONTH
    return 1.0 if narrow or (_stated(a) and _stated(b) and common > _MONTH) else _LOOSE


def _span(edge: Edge) -> tuple[dt.date, dt.date] | None:
    return (edge.start, edge.end) if edge.start and edge.end else None


def _stated(edge: Edge) -> bool:
    return edge.since is not None


def _posts(edges: Sequence[Edge], entities: Mapping[str, Labelled]) -> Iterator[Conflict]:
    held: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        body = entities[edge.object_id]
        if body.kind in _PUBLIC and is_head(edge.qualifier("position"), body.name):
            held[edge.subject_id].append(edge)

    def excluded(a: Edge, b: Edge) -> float:
        bodies = entities[a.object_id].name, entities[b.object_id].name
        return _together(a, b) if names_conflict(*bodies, "ORG") == "another region" else 0.0

    for person, posts in held.items():
        yield from _among("posts", person, posts, excluded)


def _parents(by_predicate: Mapping[str, Sequence[Edge]], entities: Mapping[str, Labelled]) -> Iterator[Conflict]:
    above: dict[str, set[str]] = defaultdict(set)
    for predicate in _WITHIN:
        for edge in by_predicate.get(predicate, ()):
            above[edge.subject_id].add(edge.object_id)
    parents: dict[str, list[Edge]] = defaultdict(list)
    for edge in by_predicate.get("part_of", ()):
        if _only_parent(edge, entities):
            parents[edge.subject_id].append(edge)

    def excluded(a: Edge, b: Edge) -> float:
        p, q = a.object_id, b.object_id
        names = name_key(entities[p].name), name_key(entities[q].name)
        nested = names[0].startswith(names[1]) or names[1].startswith(names[0])
        return 0.0 if p == q or nested or _leads_up(p, q, above) or _leads_up(q, p, above) else 1.0

    for part, edges in parents.items():
        yield from _among("parents", part, edges, excluded)


def _only_parent(edge: Edge, entities: Mapping[str, Labelled]) -> bool:
    """Whether the object of a `part_of` can be the only one of its subject: no programme, no association of members."""
    part, whole = entities[edge.subject_id], entities[edge.object_id]
    return (
        edge.status != "former"
        and part.kind not in _MANY_PARENTS
        and whole.type in ("ORG", "PARK")
        and whole.kind != "association"
        and not _MEMBERSHIP.search(whole.name)
    )


def _leads_up(start: str, end: str, above: Mapping[str, set[str]]) -> bool:
    seen, frontier = {start}, {start}
    while frontier and end not in frontier:
        frontier = {i for f in frontier for i in above.get(f, ())} - seen
        seen |= frontier
    return end in frontier


def _dates(by_predicate: Mapping[str, Sequence[Edge]], entities: Mapping[str, Labelled]) -> Iterator[Conflict]:
    once: dict[tuple[str, ...], list[Edge]] = defaultdict(list)
    for edge in by_predicate.get("listed_on", ()):
        once["listed_on", edge.subject_id, edge.object_id].append(edge)
    for edge in by_predicate.get("establishes", ()):
        once["establishes", edge.object_id].append(edge)
    for edge in by_predicate.get("hosts", ()):
        if _EDITION.search(entities[edge.object_id].name):
            once["hosts", edge.object_id].append(edge)
    for (_, about, *_rest), edges in once.items():
        yield from _among("dates", about, [e for e in edges if e.at], _two_dates)


def _two_dates(a: Edge, b: Edge) -> float:
    x, y = _span(a), _span(b)
    return 1.0 if x and y and (x[0] > y[1] or y[0] > x[1]) else 0.0


def _among(
    kind: Kind, about: str, edges: Sequence[Edge], excluded: Callable[[Edge, Edge], float]
) -> Iterator[Conflict]:
    """One conflict of all edges that exclude another of them, weighed by its surest and best supported pair."""
    weights: dict[str, float] = {}
    by_id = {e.id: e for e in edges}
    for a, b in itertools.combinations(sorted(edges, key=lambda e: e.id), 2):
        weight = excluded(a, b) * a.confidence * b.confidence
        for edge in (a, b) if weight else ():
            weights[edge.id] = max(weight, weights.get(edge.id, 0.0))
    if weights:
        sides = sorted((by_id[i] for i in weights), key=_support)
        yield Conflict(kind, about, tuple(sides), round(max(weights.values()), 3))


def _support(edge: Edge) -> tuple[object, ...]:
    """Sort key of the sides: more articles, then the surer, then the newer."""
    newest = edge.last_seen.toordinal() if edge.last_seen else 0
    return -len(edge.documents), -edge.confidence, -newest, edge.id
