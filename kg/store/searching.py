"""Looking names up in a store's table of names."""

import dataclasses
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from kg.store.columns import constant, owners
from kg.store.reading import StoreReader

Condition = Callable[[Any], Any]
COLUMNS = ("key", "entity_id", "tier", "name", "label", "type", "kind", "pinyin")


@dataclasses.dataclass(frozen=True, slots=True)
class NameRow:
    """A name of an entity: its comparison key and tier, the name as printed, the entity's fullest name, type, kind."""

    key: str
    entity_id: str
    tier: str
    name: str
    label: str
    type: str
    kind: str
    pinyin: str


def names_equal(reader: StoreReader, keys: Iterable[str]) -> list[NameRow]:
    """The names with one of these keys; only the part of the table that can hold them is read."""
    return name_rows_of(reader.select("names", "key", keys, COLUMNS))


def names_ending(reader: StoreReader, end: str) -> list[NameRow]:
    """The names whose key ends so."""
    return _where(reader.names.likely(end), lambda names: pc.ends_with(names["key"], end))


def names_starting(reader: StoreReader, start: str) -> list[NameRow]:
    """The names whose key starts so."""
    return _where(reader.names.likely(start), lambda names: pc.starts_with(names["key"], start))


def names_containing(reader: StoreReader, part: str) -> list[NameRow]:
    """The names whose key contains the part."""
    return name_rows_of(names_matching(reader, part))


def names_matching(reader: StoreReader, part: str, *, letters: str | None = None) -> pa.Table:
    """The names whose key contains the part; with letters, also those that are spelled so.

    That is, whose initials contain the letters, or whose pinyin does from the start of a syllable on.
    """
    if letters is None:
        names = reader.names.likely(part)
        return names.filter(pc.match_substring(names["key"], part))
    names = reader.names.names
    spelled = pc.match_substring_regex(names["pinyin"], "(?:^| )" + " ?".join(map(re.escape, letters)))
    initials = pc.match_substring(names["initials"], letters)
    return names.filter(pc.or_(pc.match_substring(names["key"], part), pc.or_(spelled, initials)))


def names_sharing(reader: StoreReader, pairs: Collection[str]) -> pa.Table:
    """The names that share any of these character pairs, with the numbers of pairs shared and of all their `pairs`."""
    return reader.names.sharing(pairs)


def fullest_names(reader: StoreReader, type_: str | None = None, kind: str | None = None) -> list[NameRow]:
    """The fullest names of all entities, or of those of a type and kind."""

    def wanted(names: pa.Table) -> pa.Array:
        mask = pc.equal(names["tier"], constant("preferred"))
        for column, value in (("type", type_), ("kind", kind)):
            mask = mask if value is None else pc.and_(mask, pc.equal(names[column], constant(value)))
        return mask

    return _where(reader.table("names", COLUMNS), wanted)


def entities_of_mentions(reader: StoreReader, mention_ids: Collection[str]) -> dict[str, str]:
    """The entity of each mention that belongs to one."""
    return owners(reader.table("entities", ["id", "mention_ids"]), "mention_ids", mention_ids)


def _where(names: pa.Table, condition: Condition) -> list[NameRow]:
    return name_rows_of(names.filter(condition(names)))


def name_rows_of(table: pa.Table) -> list[NameRow]:
    """The rows of a table that holds at least the columns of a name."""
    columns: Sequence[list[str]] = [table[name].to_pylist() for name in COLUMNS]
    return [NameRow(*values) for values in zip(*columns, strict=True)]
