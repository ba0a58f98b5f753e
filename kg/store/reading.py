"""Opening a store and reading from it no more than is asked for."""

import bisect
import functools
import hashlib
import io
import json
from collections import Counter, OrderedDict
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kg.errors import StoreError
from kg.model import Document, Edge, Entity, Fact, Mention, Snapshot
from kg.store.columns import ROW_TYPES, rows_of, texts
from kg.store.layout import (
    FORMAT,
    MANIFEST,
    TABLES,
    current_version,
    damaged,
    footer_digest,
    kept_versions,
    none_kept,
    other_version,
)
from kg.store.name_index import NameIndex, open_name_index

_WHOLE = 8 << 20  # files up to this size are checked whole; larger ones by footer and page checksums
_KEPT = 96 << 20  # bytes of row groups kept in memory
_BROKEN = (OSError, pa.ArrowException, ValueError, KeyError, TypeError, EOFError)


def open_store(path: Path) -> "StoreReader":
    """A reader of the store's current version; raises StoreError if it is missing, damaged or of another version."""
    for attempt in (1, 2):
        version = current_version(path)
        try:
            return StoreReader(path, version)
        except StoreError:
            # a build may have replaced the version between our look at the pointer and our opening of its files
            if attempt == 2 or current_version(path) == version:
                raise
    raise AssertionError


def open_former(path: Path, name: str = "") -> "StoreReader":
    """A reader of a kept former version: the one of this name, else the newest; raises StoreError if there is none."""
    current = current_version(path)
    known = [*kept_versions(path), *([current] if name else [])]
    chosen = [version for version in known if name in ("", version.name)]
    if not chosen:
        raise none_kept(path, name)
    return StoreReader(path, chosen[-1])


def read_snapshot(path: Path) -> Snapshot:
    """Everything that the store holds."""
    with open_store(path) as reader:
        return reader.snapshot()


class StoreReader:
    """Reads tables of one version; its files stay open, so a build that replaces the version does not disturb it."""

    def __init__(self, store: Path, version: Path) -> None:
        self.store = store
        self.version = version
        self.manifest = _manifest(store, version)
        self._streams: dict[str, io.BufferedReader] = {}
        self._files: dict[str, pq.ParquetFile] = {}
        self._kept: OrderedDict[tuple[str, int, tuple[str, ...] | None], pa.Table] = OrderedDict()
        self._kept_bytes = 0
        try:
            for name in TABLES:
                self._streams[name] = (version / f"{name}.parquet").open("rb")
        except OSError as error:
            self.close()
            raise damaged(store, f"{name}.parquet") from error

    def __enter__(self) -> "StoreReader":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the files."""
        for stream in self._streams.values():
            stream.close()

    def table(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """A whole table, or some of its columns."""
        try:
            return self._file(name).read(columns=columns, use_threads=self._entry(name)["bytes"] > _WHOLE)
        except _BROKEN as error:
            raise damaged(self.store, f"{name}.parquet") from error

    def select(self, name: str, column: str, values: Iterable[str], columns: Sequence[str] | None = None) -> pa.Table:
        """The rows whose `column` is one of `values`; row groups that cannot hold any are not read."""
        wanted = sorted(set(values))
        try:
            file = self._file(name)
            needed = None if columns is None else tuple(sorted({column, *columns}))
            keys = texts(wanted)
            found = [
                group.filter(pc.is_in(group[column], keys))
                for number in _groups(file, column, wanted)
                for group in [self._group(name, number, needed)]
            ]
            return pa.concat_tables(found) if found else file.read_row_groups([], columns=needed, use_threads=False)
        except _BROKEN as error:
            raise damaged(self.store, f"{name}.parquet") from error

    def documents(self, ids: Iterable[str]) -> tuple[Document, ...]:
        """The documents of these ids, by source and part."""
        return rows_of(Document, self.select("documents", "id", ids))

    def facts(self, ids: Iterable[str]) -> tuple[Fact, ...]:
        """The facts of these ids, by id."""
        return rows_of(Fact, self.select("facts", "id", ids))

    def mentions(self, ids: Iterable[str]) -> tuple[Mention, ...]:
        """The mentions of these ids, by id."""
        return rows_of(Mention, self.select("mentions", "id", ids))

    def facts_in(self, document_ids: Iterable[str]) -> tuple[Fact, ...]:
        """The facts of these documents, by id."""
        return rows_of(Fact, self.select("facts", "document_id", document_ids))

    def mentions_in(self, document_ids: Iterable[str]) -> tuple[Mention, ...]:
        """The mentions of these documents, by id."""
        return rows_of(Mention, self.select("mentions", "document_id", document_ids))

    def entities(self, ids: Iterable[str]) -> tuple[Entity, ...]:
        """The entities of these ids, by id."""
        return rows_of(Entity, self.select("entities", "id", ids))

    def edges_of(self, entity_ids: Iterable[str]) -> tuple[Edge, ...]:
        """The edges at these entities, in either direction, by id."""
        found = {edge.id: edge for edge in rows_of(Edge, self.select("links", "entity_id", entity_ids))}
        return tuple(found[i] for i in sorted(found))

    def edges(self, predicate: str | None = None) -> tuple[Edge, ...]:
        """All edges, or those of a predicate, by id."""
        if predicate is None:
            return rows_of(Edge, self.table("edges"))
        return rows_of(Edge, self.select("edges", "predicate", [predicate]))

    @functools.cached_property
    def names(self) -> NameIndex:
        """The names made ready for search by parts; raises StoreError if they have to be read and are damaged."""
        return open_name_index(self.version, lambda: self.table("names"))

    def counts(self, name: str, column: str) -> dict[str, int]:
        """How often each value of a column occurs, the most frequent first."""
        values = self.table(name, [column])[column].to_pylist()
        return dict(sorted(Counter(values).items(), key=lambda item: (-item[1], item[0])))

    def snapshot(self) -> Snapshot:
        """Everything."""
        return Snapshot(**{name: rows_of(cls, self.table(name)) for name, cls in ROW_TYPES.items()})

    def check(self) -> None:
        """Compare every file with its checksum; raises StoreError for the first that differs."""
        for name in TABLES:
            stream = self._streams[name]
            stream.seek(0)
            if hashlib.file_digest(stream, "sha256").hexdigest() != self._entry(name)["sha256"]:
                raise damaged(self.store, f"{name}.parquet")

    def _group(self, name: str, number: int, columns: tuple[str, ...] | None) -> pa.Table:
        """A row group; those used last are kept, as far as they fit, for whoever asks next."""
        key = name, number, columns
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        # one thread: a thread of a pool that is still starting as the process ends would abort it
        group = self._file(name).read_row_group(number, columns=columns, use_threads=False)
        self._kept[key] = group
        self._kept_bytes += group.nbytes
        while len(self._kept) > 1 and self._kept_bytes > _KEPT:
            _, oldest = self._kept.popitem(last=False)
            self._kept_bytes -= oldest.nbytes
        return group

    def _entry(self, name: str) -> dict[str, Any]:
        entry: dict[str, Any] = self.manifest["tables"][name]
        return entry

    def _file(self, name: str) -> pq.ParquetFile:
        if name not in self._files:
            stream = self._streams[name]
            self._verify(name, stream)
            self._files[name] = pq.ParquetFile(stream, page_checksum_verification=True)
        return self._files[name]

    def _verify(self, name: str, stream: io.BufferedReader) -> None:
        entry = self._entry(name)
        if entry["bytes"] <= _WHOLE:
            stream.seek(0)
            good = hashlib.file_digest(stream, "sha256").hexdigest() == entry["sha256"]
        else:
            good = _footer(stream, entry["bytes"]) == entry["footer"]
        if not good:
            raise damaged(self.store, f"{name}.parquet")


def _footer(stream: io.BufferedReader, size: int) -> str:
    """The digest of a file's footer, which is as long as its end says: it grows with the number of row groups."""
    stream.seek(-8, 2)
    length = int.from_bytes(stream.read(4), "little") + 8
    stream.seek(-min(length, size), 2)
    return footer_digest(stream.read())


def _manifest(store: Path, version: Path) -> dict[str, Any]:
    try:
        text = (version / MANIFEST).read_bytes()
        manifest: dict[str, Any] = json.loads(text)
        found = manifest["format"]
    except _BROKEN as error:
        raise damaged(store, MANIFEST) from error
    if found != FORMAT:
        raise other_version(store, found)
    if version.name != f"v-{hashlib.sha256(text).hexdigest()[:16]}" or set(manifest["tables"]) != set(TABLES):
        raise damaged(store, MANIFEST)
    return manifest


def _groups(file: pq.ParquetFile, column: str, wanted: Sequence[str]) -> list[int]:
    """The row groups whose statistics admit one of the wanted values."""
    metadata = file.metadata
    if not wanted:
        return []
    index = metadata.schema.names.index(column)
    groups = []
    for number in range(metadata.num_row_groups):
        statistics = metadata.row_group(number).column(index).statistics
        if statistics is None or not statistics.has_min_max or _between(wanted, statistics.min, statistics.max):
            groups.append(number)
    return groups


def _between(wanted: Sequence[str], low: str, high: str) -> bool:
    at = bisect.bisect_left(wanted, low)
    return at < len(wanted) and wanted[at] <= high
