"""Lists of rows inside the rows of a table, and back to the types that flow."""

import hashlib
from typing import Any

import pyarrow as pa

from kg.model import schema
from kg.store.columns import RowType, rows_of


def list_of(name: str, cls: type[Any]) -> pa.Field:
    """The field of a column of lists of rows."""
    return pa.field(name, pa.list_(pa.struct(list(schema(cls)))))


def flat(cls: type[RowType], column: pa.ChunkedArray) -> list[RowType]:
    """All rows in a column of lists of rows."""
    found: list[RowType] = []
    for chunk in column.chunks:
        found += rows_of(cls, pa.Table.from_struct_array(chunk.flatten()))
    return found


def key_of(*parts: str) -> str:
    """The key of what depends on these parts."""
    digests = (hashlib.sha256(part.encode("utf-8", "surrogatepass")).digest() for part in parts)
    return hashlib.sha256(b"".join(digests)).hexdigest()[:32]
