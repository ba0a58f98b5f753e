"""Choosing and joining rows of Arrow tables: what a build of one article does to tables of many."""

from collections.abc import Collection, Iterable, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from kg.model import Document
from kg.store.columns import rows_of, texts


def among(column: pa.ChunkedArray, values: Iterable[str]) -> pa.ChunkedArray:
    """For each value of a column, whether it is one of these."""
    return pc.is_in(column, value_set=texts(sorted(set(values))))


def chosen(table: pa.Table, column: str, values: Iterable[str]) -> pa.Table:
    """The rows whose column has one of these values."""
    return table.filter(among(table[column], values))


def without(table: pa.Table, column: str, values: Iterable[str]) -> pa.Table:
    """The rows whose column has none of these values."""
    return table.filter(pc.invert(among(table[column], values)))


def together(tables: Sequence[pa.Table], *keys: str) -> pa.Table:
    """The rows of tables of one schema, sorted by columns."""
    return pa.concat_tables(tables).sort_by([(key, "ascending") for key in keys]).combine_chunks()


def pairs(table: pa.Table, lists: str, column: str) -> tuple[pa.Array, pa.Array]:
    """What the lists of a column hold, and beside each value the row's value of another column."""
    values = table[lists].combine_chunks()
    return pc.list_flatten(values), table[column].combine_chunks().take(pc.list_parent_indices(values))


def holders(table: pa.Table, lists: str, column: str, values: Collection[str]) -> set[str]:
    """The values of a column in rows whose list has one of these values."""
    held, owners = pairs(table, lists, column)
    return set(pc.unique(owners.filter(among(held, values))).to_pylist())


def lean_documents(documents: pa.Table, ids: Collection[str] | None = None) -> tuple[Document, ...]:
    """Documents without their text: all, or those with these ids."""
    found = documents if ids is None else chosen(documents, "id", ids)
    found = found.set_column(found.schema.get_field_index("text"), "text", texts([""] * len(found)))
    empty = pa.array([[]] * len(found), pa.list_(pa.int64()))
    found = found.set_column(found.schema.get_field_index("raw_offsets"), "raw_offsets", empty)
    return rows_of(Document, found)
