"""What a build leaves for the next one beside the graph: which article gave what, and who met whom.

It is kept with the results of single articles (`kg.cache`) under a key of the version it belongs to, of the settings
and of all code that a graph depends on, so what is found fits exactly, and it may be deleted at any time.
"""

import dataclasses
from collections.abc import Collection, Sequence
from pathlib import Path

import pyarrow as pa

from kg.cache import fingerprints
from kg.cache.rows import key_of, list_of
from kg.cache.segments import Segments
from kg.resolve import Resolution
from kg.resolve.locals import Local
from kg.store import CACHE
from kg.store.columns import table_of


@dataclasses.dataclass(frozen=True, slots=True)
class Origin:
    """A document with the key of the source it was read from and the key of its mentions and facts.

    The first is empty where the source may not be used again, the second where the document could not be analysed.
    """

    id: str
    source_key: str
    key: str


@dataclasses.dataclass(frozen=True, slots=True)
class Placed(Local):
    """A local thing, the keys on which it meets others, and the name of its island."""

    keys: tuple[str, ...]
    island: str


@dataclasses.dataclass(frozen=True, slots=True)
class Shortened:
    """A cluster that short forms were looked for in, with its island and blocks."""

    island: str
    type: str
    name: str
    zones: tuple[str, ...]
    blocks: tuple[str, ...]


FIELDS = (
    list_of("origins", Origin),
    list_of("items", Placed),
    list_of("groups", Shortened),
    pa.field("judged", pa.list_(pa.string())),
)
_TABLES = ("origins", "items", "groups")


@dataclasses.dataclass(frozen=True, slots=True)
class State:
    """Tables of `Origin`, `Placed` and `Shortened`, and the ids of documents that judgements speak of."""

    origins: pa.Table
    items: pa.Table
    groups: pa.Table
    judged: frozenset[str]


def made_state(
    origins: Sequence[Origin], items: Sequence[Local], resolution: Resolution, judged: Collection[str]
) -> State:
    """The state after a build of everything."""
    placed, groups = placed_items(items, resolution)
    return State(table_of(Origin, origins), table_of(Placed, placed), table_of(Shortened, groups), frozenset(judged))


def placed_items(items: Sequence[Local], resolution: Resolution) -> tuple[list[Placed], list[Shortened]]:
    """Items and clusters with the names of their islands: an island is named by its first item."""
    names = [f"{items[i].document_id} {items[i].number}" for i in resolution.islands]
    fields = [f.name for f in dataclasses.fields(Local)]
    placed = [
        Placed(**{f: getattr(item, f) for f in fields}, keys=tuple(keys), island=island)
        for item, keys, island in zip(items, resolution.keys, names, strict=True)
    ]
    groups = [
        Shortened(names[g.root], g.type, g.name, tuple(sorted(g.zones)), tuple(blocks))
        for g, blocks in resolution.shortened
    ]
    return placed, groups


def state_key(version: str, settings: Sequence[str]) -> str:
    """The key of the state that belongs to a version made with these settings."""
    return key_of(fingerprints.annotation(), fingerprints.joining(), version, *settings)


def open_states(store: Path) -> Segments:
    """Where the states of a store are kept."""
    return Segments(store / CACHE, "state", FIELDS)


def keep_state(kept: Segments, key: str, state: State) -> None:
    """Keep the state of the version just written, and no other."""
    columns = [_nested(getattr(state, name)) for name in _TABLES]
    judged = pa.array([sorted(state.judged)], pa.list_(pa.string()))
    kept.add([key], pa.table([*columns, judged], schema=pa.schema(FIELDS)))
    kept.leave([key])


def find_state(kept: Segments, key: str) -> State | None:
    """The state with this key, if it is kept."""
    for table in kept.rows([key]):
        row = table.combine_chunks()
        tables = {name: _flattened(row[name].chunk(0)) for name in _TABLES}
        return State(**tables, judged=frozenset(row["judged"][0].as_py()))
    return None


def _nested(table: pa.Table) -> pa.Array:
    """A table as one list of rows."""
    values = pa.StructArray.from_arrays([c.combine_chunks() for c in table.columns], fields=list(table.schema))
    return pa.ListArray.from_arrays(pa.array([0, len(values)], pa.int32()), values)


def _flattened(rows: pa.Array) -> pa.Table:
    return pa.Table.from_struct_array(rows.flatten())
