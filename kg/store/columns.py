"""Rows to Arrow tables and back."""

import array
import itertools
from collections.abc import Collection, Sequence
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from kg.model import Document, Edge, Entity, Fact, Mention, Snapshot, When, from_row, schema, to_row
from kg.store.naming import NAMES_SCHEMA, name_rows

ROW_TYPES: dict[str, Any] = {
    "documents": Document,
    "mentions": Mention,
    "facts": Fact,
    "entities": Entity,
    "edges": Edge,
}
RowType = TypeVar("RowType")


def snapshot_tables(snapshot: Snapshot) -> dict[str, pa.Table]:
    """The tables of a store, by name: one per row type, `links` (edges by the entity at either end) and `names`."""
    tables = {name: table_of(cls, getattr(snapshot, name)) for name, cls in ROW_TYPES.items()}
    tables["links"] = links_of(tables["edges"])
    tables["names"] = names_of(snapshot.entities)
    return tables


def names_of(entities: Sequence[Entity]) -> pa.Table:
    """The table of all names of entities."""
    return pa.Table.from_pylist(name_rows(entities), schema=NAMES_SCHEMA)


def table_of(cls: type[Any], rows: Sequence[Any]) -> pa.Table:
    """Rows of one type as a table, made column by column: there may be millions."""
    fields = schema(cls)
    return pa.table([pa.array(_values(rows, field), field.type) for field in fields], schema=fields)


def _values(rows: Sequence[Any], field: pa.Field) -> list[Any]:
    values = [getattr(row, field.name) for row in rows]
    if pa.types.is_struct(field.type):
        return [None if value is None else to_row(value) for value in values]
    return values


def rows_of(cls: type[RowType], table: pa.Table) -> tuple[RowType, ...]:
    """The rows of a table that holds at least the columns of the type."""
    columns = [_read(table[field.name]) for field in schema(cls)]
    return tuple(cls(*values) for values in zip(*columns, strict=True))


def _read(column: pa.ChunkedArray) -> list[Any]:
    values: list[Any] = column.to_pylist()
    if pa.types.is_struct(column.type):
        return [None if value is None else from_row(When, value) for value in values]
    if pa.types.is_list(column.type):
        nested = pa.types.is_list(column.type.value_type)
        return [tuple(map(tuple, value)) if nested else tuple(value) for value in values]
    return values


def links_of(edges: pa.Table) -> pa.Table:
    """Each edge twice, under its subject and under its object, sorted by that entity and the edge."""
    ends = pa.chunked_array(edges["subject_id"].chunks + edges["object_id"].chunks, type=pa.string())
    rows = pa.array([*range(len(edges)), *range(len(edges))], type=pa.int64())
    order = pa.table({"entity_id": ends, "row": rows}).sort_by([("entity_id", "ascending"), ("row", "ascending")])
    return edges.take(order["row"]).add_column(0, "entity_id", order["entity_id"])


def owners(entities: pa.Table, column: str, values: Collection[str]) -> dict[str, str]:
    """The id of the entity that has each of these values, of those that one has in this column of lists."""
    listed = pc.list_flatten(entities[column])
    ids = entities["id"].take(pc.list_parent_indices(entities[column]))
    wanted = pc.is_in(listed, texts(sorted(values)))
    return dict(zip(listed.filter(wanted).to_pylist(), ids.filter(wanted).to_pylist(), strict=True))


def texts(values: Sequence[str]) -> pa.Array:
    """The strings as an Arrow array, without what `pa.array` does first: import pandas where that is installed.

    >>> texts(["科创局", ""]).to_pylist()
    ['科创局', '']
    """
    data = [value.encode("utf-8", "replace") for value in values]
    ends = array.array("i", itertools.accumulate(map(len, data), initial=0))
    return pa.Array.from_buffers(pa.string(), len(data), [None, pa.py_buffer(ends), pa.py_buffer(b"".join(data))])


def numbers(values: Sequence[int] | Sequence[float]) -> pa.Array:
    """Whole numbers as int64, others as float64, without importing pandas as `texts`.

    >>> numbers([1, 2]).to_pylist(), numbers([0.5]).type
    ([1, 2], DataType(double))
    """
    whole = all(isinstance(value, int) for value in values)
    data = array.array("q" if whole else "d", values)
    return pa.Array.from_buffers(pa.int64() if whole else pa.float64(), len(data), [None, pa.py_buffer(data)])


def constant(value: str | float) -> pa.Scalar:
    """A text or a number to compute with, without importing pandas as `pa.scalar` and bare values do."""
    return (texts([value]) if isinstance(value, str) else numbers([value]))[0]
