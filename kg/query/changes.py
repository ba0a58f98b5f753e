"""What differs between two states of a graph: two versions, or one graph at two dates.

An entity is known again by its id, where that is replaced by the one that replaces it, else by what it is called in the
same documents. An edge is known again by its content, else by a fact that it shares.
"""

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from kg.curation.conflicts import Conflict, find_conflicts
from kg.model import Document, Edge, Entity, Snapshot
from kg.query.dates import Moment
from kg.query.states import holds
from kg.timeline import heads, is_head
from kg.vocabulary import ontology

_HOLDS = "holds_position"
_Key = tuple[object, ...]
_Ids = Mapping[str, str]


@dataclasses.dataclass(frozen=True, slots=True)
class Regrouping:
    """Entities that became one (several before, one after), or the reverse."""

    before: tuple[Entity, ...]
    after: tuple[Entity, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Renaming:
    """An entity and the names it did not have before."""

    entity: Entity
    names: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class EdgeChange:
    """An edge before and after; None where there is none. `head` tells that the post leads its body."""

    before: Edge | None
    after: Edge | None
    head: bool

    @property
    def edge(self) -> Edge:
        """The edge as it is, or as it was."""
        found = self.after or self.before
        assert found is not None
        return found


@dataclasses.dataclass(frozen=True, slots=True)
class Changes:
    """Everything that differs; posts are the edges `holds_position`, heads first, relations all other edges."""

    posts_new: tuple[EdgeChange, ...]
    posts_ended: tuple[EdgeChange, ...]
    posts_changed: tuple[EdgeChange, ...]
    posts_gone: tuple[EdgeChange, ...]
    conflicts_new: tuple[Conflict, ...]
    conflicts_solved: tuple[Conflict, ...]
    merges: tuple[Regrouping, ...]
    splits: tuple[Regrouping, ...]
    entities_new: tuple[Entity, ...]
    entities_gone: tuple[Entity, ...]
    names_new: tuple[Renaming, ...]
    relations_new: tuple[EdgeChange, ...]
    relations_changed: tuple[EdgeChange, ...]
    relations_gone: tuple[EdgeChange, ...]
    documents_new: tuple[Document, ...]
    documents_changed: tuple[Document, ...]
    documents_gone: tuple[Document, ...]

    def counts(self) -> dict[str, int]:
        """How many of each kind, those of which there are none left out."""
        sizes = {f.name: len(getattr(self, f.name)) for f in dataclasses.fields(self)}
        return {name: size for name, size in sizes.items() if size}


def compare(before: Snapshot, after: Snapshot, *, ends: bool = False) -> Changes:
    """The changes from one snapshot to another; with `ends` a post that is gone has ended (two dates of a graph)."""
    old, new = {e.id: e for e in before.entities}, {e.id: e for e in after.entities}
    kin = _Kin(before, after)
    pairs = _paired(before.edges, after.edges, kin)
    names = {**old, **new}
    changed = _ordered(_edge_changes(pairs, names), names)
    posts = [c for c in changed if c.edge.predicate == _HOLDS]
    relations = [c for c in changed if c.edge.predicate != _HOLDS]
    was, now = find_conflicts(before.edges, old), find_conflicts(after.edges, new)
    known = {b.id: a.id for b, a in pairs if b and a}
    documents = {d.id: d for d in before.documents}, {d.id: d for d in after.documents}
    return Changes(
        posts_new=tuple(c for c in posts if not c.before),
        posts_ended=tuple(c for c in posts if _ended(c, ends=ends)),
        posts_changed=tuple(c for c in posts if c.before and c.after and not _ended(c, ends=ends)),
        posts_gone=tuple(c for c in posts if not c.after and not _ended(c, ends=ends)),
        conflicts_new=tuple(c for c in now if not any(_alike(o, c, kin.successor, known) for o in was)),
        conflicts_solved=tuple(o for o in was if not any(_alike(o, c, kin.successor, known) for c in now)),
        merges=_regrouped(kin.successor, old, new, merged=True),
        splits=_regrouped(kin.predecessor, new, old, merged=False),
        entities_new=_by_type(e for e in after.entities if e.id not in kin.predecessor),
        entities_gone=_by_type(e for e in before.entities if e.id not in kin.successor),
        names_new=_named(kin, old, after.entities),
        relations_new=tuple(c for c in relations if not c.before),
        relations_changed=tuple(c for c in relations if c.before and c.after),
        relations_gone=tuple(c for c in relations if not c.after),
        documents_new=tuple(d for d in after.documents if d.id not in documents[0]),
        documents_changed=tuple(d for d in after.documents if _edited(documents[0].get(d.id), d)),
        documents_gone=tuple(d for d in before.documents if d.id not in documents[1]),
    )


def state_at(snapshot: Snapshot, moment: Moment) -> Snapshot:
    """What is known to hold at a moment: its articles so far, the heads of then, and the other edges."""
    names = {e.id: e.name for e in snapshot.entities}
    leading = heads(snapshot.edges, names, moment.latest, names=names)
    others = [e for e in snapshot.edges if not _leads(e, names.get(e.object_id, "")) and holds(e, moment)]
    edges = tuple(sorted((*leading, *others), key=lambda e: e.id))
    documents = tuple(d for d in snapshot.documents if d.published and d.published.earliest <= moment.latest)
    return dataclasses.replace(snapshot, edges=edges, documents=documents)


class _Kin:
    """Which entity before is which after, as far as one can be recognised in the other."""

    def __init__(self, before: Snapshot, after: Snapshot) -> None:
        old, new = _marks(before), _marks(after)
        self.successor = _nearest(old, new, _leading(after))
        self.predecessor = _nearest(new, old, _leading(before))

    def same_ends(self, before: Edge, after: Edge) -> bool:
        """Whether both edges are between the same entities, also where these were merged or split."""
        old, new = {before.subject_id, before.object_id}, {after.subject_id, after.object_id}
        forth, back = {self.successor.get(i, i) for i in old}, {self.predecessor.get(i, i) for i in new}
        return forth == new or back == old


def _marks(snapshot: Snapshot) -> dict[str, set[_Key]]:
    """Of each entity what it can be recognised by: its mentions, and its names in each document."""
    mentions = {m.id: m for m in snapshot.mentions}
    found: dict[str, set[_Key]] = {}
    for entity in snapshot.entities:
        mine = [mentions[i] for i in entity.mention_ids]
        found[entity.id] = {(m.id,) for m in mine} | {(m.document_id, m.type, m.key) for m in mine}
    return found


def _leading(snapshot: Snapshot) -> dict[str, str]:
    """The entity of each id: its own, and those that it replaces."""
    return {id_: e.id for e in snapshot.entities for id_ in (e.id, *e.replaces)}


def _nearest(here: Mapping[str, set[_Key]], there: Mapping[str, set[_Key]], leading: _Ids) -> dict[str, str]:
    """Each entity's counterpart: the one that its id leads to there, else the one that shares most marks."""
    owners: dict[_Key, list[str]] = defaultdict(list)
    for id_ in sorted(there):
        for mark in there[id_]:
            owners[mark].append(id_)
    found = {}
    for id_, marks in here.items():
        if id_ in leading:
            found[id_] = leading[id_]
        elif shared := Counter(owner for mark in marks for owner in owners.get(mark, ())):
            found[id_] = min(shared, key=lambda other: (-shared[other], other))
    return found


def _regrouped(
    nearest: _Ids, many: Mapping[str, Entity], one: Mapping[str, Entity], *, merged: bool
) -> tuple[Regrouping, ...]:
    groups: dict[str, list[str]] = defaultdict(list)
    for id_, other in nearest.items():
        groups[other].append(id_)
    found = []
    for other, ids in groups.items():
        if len(ids) > 1:
            several, single = _by_type(many[i] for i in ids), (one[other],)
            found.append(Regrouping(several, single) if merged else Regrouping(single, several))
    return tuple(sorted(found, key=lambda r: [(e.type, e.name, e.id) for e in (*r.after, *r.before)]))


def _by_type(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    return tuple(sorted(entities, key=lambda e: (e.type, e.name, e.id)))


def _named(kin: _Kin, old: Mapping[str, Entity], entities: Iterable[Entity]) -> tuple[Renaming, ...]:
    before: dict[str, set[str]] = defaultdict(set)
    for id_, other in (*kin.successor.items(), *((p, e) for e, p in kin.predecessor.items())):
        before[other] |= {*old[id_].names, *old[id_].hidden}
    found = []
    for entity in _by_type(e for e in entities if e.id in kin.predecessor):
        names = tuple(n for n in dict.fromkeys((*entity.names, *entity.hidden)) if n not in before[entity.id])
        if names:
            found.append(Renaming(entity, names))
    return tuple(found)


def _paired(before: Sequence[Edge], after: Sequence[Edge], kin: _Kin) -> list[tuple[Edge | None, Edge | None]]:
    """Each edge with its counterpart: by content, then by a shared fact; a merge may give two edges the same one."""
    old, new = _indexed(before, kin.successor), _indexed(after, {})
    pairs = [(_counterpart(e, old, {}, kin.same_ends), e) for e in after]
    gone = [e for e in before if not _counterpart(e, new, kin.successor, lambda n, e: kin.same_ends(e, n))]
    return [*pairs, *((e, None) for e in gone)]


def _indexed(edges: Sequence[Edge], translated: _Ids) -> dict[_Key, Edge]:
    """Edges by content and by fact; of two with the same content, which a merge can give, the first counts."""
    return {key: e for e in reversed(edges) for key in (_content(e, translated), *((i,) for i in e.fact_ids))}


def _counterpart(
    edge: Edge, index: Mapping[_Key, Edge], translated: _Ids, fits: Callable[[Edge, Edge], bool]
) -> Edge | None:
    alike = index.get(_content(edge, translated))
    if alike:
        return alike
    return next((o for i in edge.fact_ids if (o := index.get((i,))) and fits(o, edge)), None)


def _content(edge: Edge, translated: _Ids) -> _Key:
    ends = (translated.get(i, i) for i in (edge.subject_id, edge.object_id))
    oriented = ontology().oriented(edge.predicate, *ends)
    return edge.predicate, *oriented, tuple(q for q in edge.qualifiers if q[0] != "manner"), edge.at


def _edge_changes(
    pairs: Iterable[tuple[Edge | None, Edge | None]], entities: Mapping[str, Entity]
) -> Iterable[EdgeChange]:
    for before, after in pairs:
        if before is None or after is None or _said(before) != _said(after):
            edge = after or before
            assert edge is not None
            yield EdgeChange(before, after, _leads(edge, entities[edge.object_id].name))


def _said(edge: Edge) -> _Key:
    """What of an edge is worth telling when it changes: not how often it was seen."""
    return edge.qualifiers, edge.at, edge.since, edge.until, edge.status


def _leads(edge: Edge, body: str) -> bool:
    return edge.predicate == _HOLDS and edge.status != "planned" and is_head(edge.qualifier("position"), body)


def _ordered(changes: Iterable[EdgeChange], entities: Mapping[str, Entity]) -> list[EdgeChange]:
    def key(change: EdgeChange) -> _Key:
        edge = change.edge
        ends = entities[edge.object_id].name, entities[edge.subject_id].name
        return not change.head, edge.predicate, *ends, edge.qualifiers, edge.at, edge.id

    return sorted(changes, key=key)


def _ended(change: EdgeChange, *, ends: bool) -> bool:
    before, after = change.before, change.after
    if after is None:
        return ends
    return before is not None and before.status != "former" and after.status == "former"


def _alike(old: Conflict, new: Conflict, successor: _Ids, known: _Ids) -> bool:
    """Whether two conflicts are one: of the same kind, about the same, with two sides in common."""
    if old.kind != new.kind or successor.get(old.about, old.about) != new.about:
        return False
    return len({known.get(e.id, "") for e in old.edges} & {e.id for e in new.edges}) > 1


def _edited(before: Document | None, after: Document) -> bool:
    return before is not None and (before.text, before.published) != (after.text, after.published)
