"""Ids that nothing in the articles gives any more: where they led to last.

The ids of merged entities follow from the articles themselves (`Entity.replaces`). An id can go all the same: its only
article is removed, or a rule or a person gives its name another form or type. A build that loses an id of the version
before notes in the store's file FORMER, a line `old new` each, where the rest of that entity went. The file belongs to
the store, not to a version: it is the one thing that a graph made at once does not have. Exports and queries do not
hold it; who asks for an id is led on by it.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kg.errors import StoreError
from kg.store.columns import owners, texts
from kg.store.layout import FORMER
from kg.store.reading import StoreReader, open_store

_COLUMNS = ["id", "replaces", "mention_ids"]


def survivors(reader: StoreReader, ids: Collection[str]) -> dict[str, str]:
    """The entity that each of these ids leads to, of those that are replaced or were lost."""
    entities = reader.table("entities", _COLUMNS[:2])
    found = owners(entities, "replaces", ids)
    noted = noted_ids(reader.store) if len(found) < len(ids) else {}
    chains = {id_: list(_chain(noted, id_)) for id_ in ids if id_ not in found}
    known = _leading(entities, {i for chain in chains.values() for i in chain})
    ends = {id_: next((known[i] for i in chain if i in known), "") for id_, chain in chains.items()}
    return found | {id_: end for id_, end in ends.items() if end}


def noted_ids(store: Path) -> dict[str, str]:
    """The lost ids of a store and the entity that each led to when it was lost."""
    try:
        lines = (store / FORMER).read_text("ascii").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    return {words[0]: words[1] for line in lines if len(words := line.split()) == 2}


def lost_ids(store: Path, version: Path) -> dict[str, str]:
    """The ids of the store's current version that a new one has no more, each with the entity the rest of it went to.

    That is the one to which most of its other ids lead, else the one that has most of its mentions.
    """
    try:
        with open_store(store) as reader:
            before = reader.table("entities", _COLUMNS)
    except StoreError:
        return {}
    after = pq.read_table(version / "entities.parquet", columns=_COLUMNS)
    return dict(_led_on(_losing(before, after), after))


def _losing(before: pa.Table, after: pa.Table) -> list[tuple[list[str], dict[str, Any]]]:
    """The lost ids of each entity that lost some, and the entity."""
    ids = pa.chunked_array([*before["id"].chunks, *pc.list_flatten(before["replaces"]).chunks], pa.string())
    left = pa.chunked_array([*after["id"].chunks, *pc.list_flatten(after["replaces"]).chunks], pa.string())
    rows = [*range(len(before)), *pc.list_parent_indices(before["replaces"]).to_pylist()]
    lost: dict[int, list[str]] = {}
    for at in pc.indices_nonzero(pc.invert(pc.is_in(ids, left))).to_pylist():
        lost.setdefault(rows[at], []).append(ids[at].as_py())
    return list(zip(lost.values(), before.take(pa.array(lost, pa.int64())).to_pylist(), strict=True))


def _led_on(losing: list[tuple[list[str], dict[str, Any]]], after: pa.Table) -> Iterator[tuple[str, str]]:
    leads = _leading(after, {i for _, e in losing for i in (e["id"], *e["replaces"])})
    bearers = owners(after, "mention_ids", {m for _, e in losing for m in e["mention_ids"]})
    for lost, entity in losing:
        votes = Counter(leads[i] for i in (entity["id"], *entity["replaces"]) if i in leads)
        votes = votes or Counter(bearers[m] for m in entity["mention_ids"] if m in bearers)
        if votes:
            best = min(votes, key=lambda other: (-votes[other], other))
            yield from ((id_, best) for id_ in lost)


def _leading(entities: pa.Table, ids: Collection[str]) -> dict[str, str]:
    """The entity of each of these ids that is one's own or replaced."""
    own = entities["id"].filter(pc.is_in(entities["id"], texts(sorted(ids)))).to_pylist()
    return {**owners(entities, "replaces", ids), **{id_: id_ for id_ in own}}


def _chain(noted: Mapping[str, str], id_: str) -> Iterator[str]:
    """Where an id led to, and where that led to when it was lost in turn."""
    seen = {id_}
    while (id_ := noted.get(id_, "")) and id_ not in seen:
        seen.add(id_)
        yield id_
