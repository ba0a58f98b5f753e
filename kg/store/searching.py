"""Looking names up in a store's table of names."""

import dataclasses
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

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
    return _rows(reader.select("names", "key", keys, COLUMNS))


def names_ending(reader: StoreReader, end: str) -> list[NameRow]:
    """The names whose key ends so."""
    return _where(reader, lambda names: pc.ends_with(names["key"], end))


def names_starting(reader: StoreReader, start: str) -> list[NameRow]:
    """The names whose key starts so."""
    return _where(reader, lambda names: pc.starts_with(names["key"], start))


def names_containing(reader: StoreReader, part: str) -> list[NameRow]:
    """The names whose key contains the part."""
    return _where(reader, lambda names: pc.match_substring(names["key"], part))


def names_spelled(reader: StoreReader, letters: str) -> list[NameRow]:
    """The names whose pinyin (from the start of a syllable) or initials contain the letters."""
    names = reader.table("names", [*COLUMNS, "initials"])
    joined = pc.replace_substring(names["pinyin"], " ", "")
    initials = pc.match_substring(names["initials"], letters)
    found = names.filter(pc.or_(pc.match_substring(joined, letters), initials))
    return [row for row in _rows(found) if spells(row.pinyin, letters)]


def spells(pinyin: str, letters: str) -> bool:
    """Whether letters are a run of whole initials, or spell from the start of a syllable on.

    >>> spells("chuang xin gu", "xing"), spells("chuang xin gu", "cxg"), spells("chuang xin gu", "gxin")
    (True, True, False)
    """
    syllables = pinyin.split()
    initials = "".join(s[0] for s in syllables)
    return letters in initials or any("".join(syllables[i:]).startswith(letters) for i in range(len(syllables)))


def names_sharing(reader: StoreReader, pairs: Collection[str]) -> list[tuple[int, NameRow]]:
    """The names that share any of these character pairs, each with how many."""
    names = reader.table("names", COLUMNS)
    shared = pa.chunked_array([pa.array([0] * len(names), pa.int64())])
    for pair in sorted(pairs):
        shared = pc.add(shared, pc.cast(pc.match_substring(names["key"], pair), pa.int64()))
    some = pc.greater(shared, 0)
    counts: list[int] = shared.filter(some).to_pylist()
    return list(zip(counts, _rows(names.filter(some)), strict=True))


def fullest_names(reader: StoreReader, type_: str | None = None, kind: str | None = None) -> list[NameRow]:
    """The fullest names of all entities, or of those of a type and kind."""

    def wanted(names: pa.Table) -> pa.Array:
        mask = pc.equal(names["tier"], "preferred")
        for column, value in (("type", type_), ("kind", kind)):
            mask = mask if value is None else pc.and_(mask, pc.equal(names[column], value))
        return mask

    return _where(reader, wanted)


def entities_of_mentions(reader: StoreReader, mention_ids: Collection[str]) -> dict[str, str]:
    """The entity of each mention that belongs to one."""
    entities = reader.table("entities", ["id", "mention_ids"])
    mentions = pc.list_flatten(entities["mention_ids"])
    owners = entities["id"].take(pc.list_parent_indices(entities["mention_ids"]))
    wanted = pc.is_in(mentions, pa.array(sorted(mention_ids), pa.string()))
    return dict(zip(mentions.filter(wanted).to_pylist(), owners.filter(wanted).to_pylist(), strict=True))


def _where(reader: StoreReader, condition: Condition) -> list[NameRow]:
    names = reader.table("names", COLUMNS)
    return _rows(names.filter(condition(names)))


def _rows(table: pa.Table) -> list[NameRow]:
    columns: Sequence[list[str]] = [table[name].to_pylist() for name in COLUMNS]
    return [NameRow(*values) for values in zip(*columns, strict=True)]
