"""Rows by key in a few big files, each named by the checksum of its bytes.

Files are only ever added and removed whole: a build that is killed leaves those it had finished. A key may stand in
two files, with equal rows.
"""

import contextlib
import hashlib
import os
import time
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import pyarrow as pa

KEY = pa.field("key", pa.string())
_LARGE, _SECONDS = 512, 5.0  # rows and time after which what is new is written
_FILES = 8
_LENGTH = 32
_ASIDE = "new-"


class _Rows:
    """The rows of a file: their keys, and the whole once it is asked for; most builds need few of them."""

    def __init__(self, keys: Sequence[str], *, data: bytes = b"", table: pa.Table | None = None) -> None:
        self.keys = keys
        self._data = data
        self._table = table

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def table(self) -> pa.Table:
        """All columns."""
        if self._table is None:
            self._table, self._data = _decoded(self._data), b""
        return self._table


class Segments:
    """The rows of one stage by key; without a folder they are kept in memory only."""

    def __init__(self, folder: Path | None, stage: str, fields: Sequence[pa.Field]) -> None:
        self._folder = folder
        self._stage = stage
        self._schema = pa.schema([KEY, *fields])
        self._tables: dict[str, _Rows] = {}
        self._place: dict[str, tuple[str, int]] = {}
        self._fresh: list[pa.Table] = []
        self._written = time.monotonic()
        for path in sorted(folder.glob(f"{stage}-*")) if folder else ():
            self._load(path)

    def __contains__(self, key: str) -> bool:
        return key in self._place

    def rows(self, keys: Iterable[str]) -> list[pa.Table]:
        """The rows of those keys that are there, in no certain order."""
        self.flush()
        wanted: dict[str, list[int]] = {}
        for key in dict.fromkeys(keys):
            if key in self._place:
                name, number = self._place[key]
                wanted.setdefault(name, []).append(number)
        return [self._tables[name].table.take(pa.array(numbers, pa.int64())) for name, numbers in wanted.items()]

    def add(self, keys: Sequence[str], rows: pa.Table) -> None:
        """Keep rows, one for each key; they are on disk after a few seconds, or after `flush`."""
        self._fresh.append(rows.select(self._schema.names[1:]).add_column(0, KEY, pa.array(keys, pa.string())))
        waiting = sum(map(len, self._fresh))
        if waiting >= _LARGE or time.monotonic() - self._written > _SECONDS:
            self.flush()

    def flush(self) -> None:
        """Write what is new."""
        if self._fresh:
            self._keep(pa.concat_tables(self._fresh))
        self._fresh = []
        self._written = time.monotonic()

    def compact(self, live: Collection[str]) -> None:
        """Leave few files, and no more old rows (of articles that are gone, of older rules) than living ones."""
        self.flush()
        if self._folder is None:
            return
        kept = self._place.keys() & live
        if sum(map(len, self._tables.values())) > 2 * len(kept):
            self._rewrite(list(self._tables), kept)
        elif len(self._tables) > _FILES:
            largest = max(self._tables, key=lambda name: (len(self._tables[name]), name))
            self._rewrite([name for name in self._tables if name != largest], self._place.keys())

    def leave(self, live: Collection[str]) -> None:
        """Remove the files that hold none of these keys."""
        self.flush()
        for name in [name for name, rows in self._tables.items() if not set(rows.keys) & set(live)]:
            del self._tables[name]
            self._discard(name)
        self._place = {key: (at, n) for key, (at, n) in self._place.items() if at in self._tables}

    def _rewrite(self, names: Sequence[str], kept: Collection[str]) -> None:
        """Put the rows of some files that are still wanted into one; only then are those files removed."""
        rows = self.rows(key for key in self._place if key in kept and self._place[key][0] in names)
        for name in names:
            del self._tables[name]
        self._place = {key: (at, n) for key, (at, n) in self._place.items() if at in self._tables}
        if rows:
            self._keep(pa.concat_tables(rows))
        for name in set(names) - set(self._tables):
            self._discard(name)

    def _keep(self, table: pa.Table) -> None:
        """Write a table and know it; where the disk does not take it, a later build does the work again."""
        if self._folder is None:
            self._know(f"{self._stage}-{len(self._tables)}", _Rows(table["key"].to_pylist(), table=table))
            return
        data = _encoded(table)
        name = f"{self._stage}-{hashlib.sha256(data).hexdigest()[:_LENGTH]}"
        with contextlib.suppress(OSError):
            _write(self._folder, name, data)
        self._know(name, _Rows(table["key"].to_pylist(), table=table))

    def _load(self, path: Path) -> None:
        try:
            data = path.read_bytes()
            if path.name != f"{self._stage}-{hashlib.sha256(data).hexdigest()[:_LENGTH]}":
                raise ValueError(path.name)
            if pa.ipc.open_file(pa.BufferReader(data)).schema != self._schema:
                raise ValueError(path.name)
            keys = _decoded(data, ["key"])["key"].to_pylist()
        except (OSError, ValueError, pa.ArrowException):
            self._discard(path.name)
        else:
            self._know(path.name, _Rows(keys, data=data))

    def _know(self, name: str, rows: "_Rows") -> None:
        self._tables[name] = rows
        for number, key in enumerate(rows.keys):
            self._place.setdefault(key, (name, number))

    def _discard(self, name: str) -> None:
        if self._folder is not None:
            with contextlib.suppress(OSError):
                (self._folder / name).unlink()


def _encoded(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())


def _decoded(data: bytes, columns: Sequence[str] | None = None) -> pa.Table:
    """The table in a file, or some of its columns."""
    source = pa.BufferReader(data)
    if columns is None:
        return pa.ipc.open_file(source).read_all()
    schema = pa.ipc.open_file(source).schema
    wanted = [schema.get_field_index(name) for name in columns]
    return pa.ipc.open_file(source, options=pa.ipc.IpcReadOptions(included_fields=wanted)).read_all()


def _write(folder: Path, name: str, data: bytes) -> None:
    """Under another name first, so that only whole files bear a checksum."""
    folder.mkdir(exist_ok=True)
    aside = folder / f"{_ASIDE}{os.getpid()}"
    try:
        aside.write_bytes(data)
        aside.replace(folder / name)
    finally:
        aside.unlink(missing_ok=True)


def sweep(folder: Path, *, everything: bool = False) -> None:
    """Remove what a killed build left half written, or all that is kept."""
    with contextlib.suppress(OSError):
        for path in list(folder.glob("*" if everything else f"{_ASIDE}*")):
            path.unlink()
