"""What a few articles change in the whole: the islands they touch are resolved anew, all others stand.

An island (`kg.resolve.clusters`) is all local things that ever met on a key, on a short form, as namesakes or under one
id. Which entities an island has depends on nothing else, but for people on the bodies at which they hold posts: so
people come along with bodies that changed, and bodies with people.
"""

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from kg.growing.columns import chosen, holders, lean_documents, without
from kg.growing.state import Placed, Shortened, State
from kg.model import Fact, Judgement
from kg.resolve import Resolution, resolve_items
from kg.resolve.joining import Group, meeting
from kg.resolve.locals import Local
from kg.store.columns import owners, rows_of

_Place = tuple[str, int]  # document and number of a local thing
_Seen = tuple[str, frozenset[_Place]]  # the fullest name of a cluster, and those of its items that stay


@dataclasses.dataclass(frozen=True, slots=True)
class Resolved:
    """The islands that were resolved anew, what was in them before (`mentions`), what is in them now."""

    islands: frozenset[str]
    mentions: frozenset[str]
    items: list[Local]
    resolution: Resolution


class Change:
    """Articles that come and go: `state`, `entities` before; `documents`, `facts` (tables) after; the `items` new."""

    def __init__(
        self,
        state: State,
        entities: pa.Table,
        gone: Collection[str],
        items: Sequence[Local],
        documents: pa.Table,
        facts: pa.Table,
        judgements: Sequence[Judgement],
    ) -> None:
        self._before, self._groups, self._entities = state.items, state.groups, entities
        self._gone, self._items = gone, items
        self._staying = without(state.items, "document_id", gone)
        self._documents = documents
        self._posts = facts.filter(pc.equal(facts["predicate"], "holds_position"))
        self._judgements = judgements

    def resolve(self) -> Resolved:
        """Resolve anew what the articles touch."""
        islands = set(chosen(self._before, "document_id", self._gone)["island"].to_pylist())
        islands |= self._bearing(resolve_items(self._items, (), ()))
        while True:
            while more := self._met(islands) - islands:
                islands |= more
            islands |= self._holding_posts_at(self._moved(islands))
            while more := self._bodies_of(islands) - islands:
                islands |= more
            items = self._members(islands)
            resolution = self._resolved(items, self._posts_of(items))
            more = self._bearing(resolution) - islands
            if not more:
                break
            islands |= more
        before = chosen(self._before, "island", islands)["mention_ids"].to_pylist()
        return Resolved(frozenset(islands), frozenset(m for ids in before for m in ids), items, resolution)

    def _bearing(self, resolution: Resolution) -> set[str]:
        """The islands of what stays that share a key with these items."""
        return holders(self._staying, "keys", "island", {key for own in resolution.keys for key in own})

    def _members(self, islands: Collection[str]) -> list[Local]:
        """The items of islands after the change, with all new ones, in order."""
        staying: list[Local] = [*rows_of(Placed, chosen(self._staying, "island", islands))]
        return sorted([*staying, *self._items], key=lambda item: (item.document_id, item.number))

    def _resolved(self, items: Sequence[Local], posts: Sequence[Fact]) -> Resolution:
        documents = lean_documents(self._documents, {item.document_id for item in items})
        return resolve_items(items, documents, posts, judgements=self._judgements)

    def _met(self, islands: Collection[str]) -> set[str]:
        """The islands whose short forms meet clusters that were not there before."""
        known = rows_of(Shortened, chosen(self._groups, "island", islands))
        same = {(g.type, g.name, frozenset(g.zones)) for g in known}
        found = self._resolved(self._members(islands), ()).shortened
        new = [(g, blocks) for g, blocks in found if (g.type, g.name, g.zones) not in same]
        others = without(self._groups, "island", islands)
        return _meeting(new, rows_of(Shortened, _sharing(others, {b for _, blocks in new for b in blocks})))

    def _moved(self, islands: Collection[str]) -> set[str]:
        """The mentions of what stays but is of another cluster now, or of one with another fullest name."""
        before = rows_of(Placed, chosen(self._before, "island", islands))
        entity_of = owners(self._entities, "mention_ids", {item.mention_ids[0] for item in before})
        was = self._seen(before, [entity_of[item.mention_ids[0]] for item in before])
        items = self._members(islands)
        now = self._seen(items, self._resolved(items, ()).roots)
        moved = {place for place, seen in was.items() if now[place] != seen}
        return {m for item in before if _place(item) in moved for m in item.mention_ids}

    def _seen(self, items: Sequence[Local], clusters: Sequence[object]) -> dict[_Place, _Seen]:
        members: dict[object, list[Local]] = defaultdict(list)
        for item, cluster in zip(items, clusters, strict=True):
            members[cluster].append(item)
        new = {item.document_id for item in self._items}
        found: dict[_Place, _Seen] = {}
        for cluster in members.values():
            name = max((item.name for item in cluster), key=lambda n: (len(n), n))
            staying = [_place(i) for i in cluster if i.document_id not in self._gone and i.document_id not in new]
            found.update(dict.fromkeys(staying, (name, frozenset(staying))))
        return found

    def _holding_posts_at(self, bodies: Collection[str]) -> set[str]:
        """The islands of people with a post at one of these mentions."""
        people = chosen(self._posts, "object_id", bodies)["subject_id"].to_pylist()
        return holders(self._staying, "mention_ids", "island", people)

    def _posts_of(self, items: Iterable[Local]) -> Sequence[Fact]:
        return rows_of(Fact, chosen(self._posts, "subject_id", (m for item in items for m in item.mention_ids)))

    def _bodies_of(self, islands: Collection[str]) -> set[str]:
        """The islands of the bodies at which the people of islands hold posts."""
        posts = self._posts_of(self._members(islands))
        return holders(self._staying, "mention_ids", "island", {fact.object_id for fact in posts})


def _place(item: Local) -> _Place:
    return item.document_id, item.number


def _sharing(groups: pa.Table, blocks: Collection[str]) -> pa.Table:
    """The clusters that lie in one of these blocks."""
    numbered = groups.append_column("number", pa.array(range(len(groups)), pa.int64()))
    return groups.take(pa.array(sorted(holders(numbered, "blocks", "number", blocks)), pa.int64()))


def _meeting(new: Sequence[tuple[Group, Sequence[str]]], others: Sequence[Shortened]) -> set[str]:
    lying: Mapping[str, list[Group]] = defaultdict(list)
    for group, blocks in new:
        for block in blocks:
            lying[block].append(group)
    return {
        other.island
        for other in others
        if any(
            meeting(group, Group(-1, other.type, other.name, frozenset(other.zones)))
            for group in {g.root: g for block in other.blocks for g in lying.get(block, ())}.values()
        )
    }
