"""Writing a store: built aside, flushed, renamed; then the pointer is replaced."""

import contextlib
import filecmp
import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from kg.errors import OutputError, StoreError
from kg.model import Snapshot
from kg.store.columns import snapshot_tables
from kg.store.former import lost_ids, noted_ids
from kg.store.layout import (
    CACHE,
    FORMAT,
    FORMER,
    HISTORY,
    LOCK,
    MANIFEST,
    POINTER,
    current_version,
    footer_digest,
    is_version,
    kept_versions,
    owned_folders,
    unwritable,
)
from kg.store.lock import locked

_ROWS_PER_GROUP = 16_384
_DOCUMENTS_PER_GROUP = 64  # a lookup reads the text of a few documents only


def write_store(path: Path, snapshot: Snapshot, manifest: Mapping[str, object], *, keep: int = 0) -> Path:
    """Write a snapshot as the store's new version and return its folder; see `write_tables`."""
    return write_tables(path, snapshot_tables(snapshot), manifest, keep=keep)


def write_tables(path: Path, tables: Mapping[str, pa.Table], manifest: Mapping[str, object], *, keep: int = 0) -> Path:
    """Write tables as the store's new version and return its folder; of those before it the last `keep` stay.

    Raises StoreLocked if another build holds the store, OutputError if it cannot be written or something else is there.
    """
    with locked(path):
        prepare_store(path)
        aside = path / f"building-{os.getpid()}"
        try:
            aside.mkdir()
            version = _publish(path, aside, _write_files(aside, tables, manifest), keep)
        except OSError as error:
            raise unwritable(path, error) from error
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        wanted = {version, *kept_versions(path)}
        for old in owned_folders(path):
            if old not in wanted:
                shutil.rmtree(old, ignore_errors=True)
        return version


def prepare_store(path: Path) -> None:
    """Refuse a folder with other people's files, which is no place for a store; sweep what killed builds left there.

    To be called by who holds the lock, before long work.
    """
    others = [p.name for p in path.iterdir() if p.name not in (LOCK, CACHE)]
    if others and not owned_folders(path) and not (path / POINTER).exists():
        raise OutputError(
            f"{path} 里有其他文件，不是图谱：请用 --store 指定别的目录",
            f"{path} holds other files and is no graph: choose another folder with --store",
        )
    for folder in owned_folders(path):
        if not is_version(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _write_files(folder: Path, tables: Mapping[str, pa.Table], manifest: Mapping[str, object]) -> str:
    """Write the tables, two at a time, and the manifest, and return the version's name."""

    def write(name: str) -> dict[str, object]:
        return _write_table(folder / f"{name}.parquet", tables[name].combine_chunks(), name)

    with ThreadPoolExecutor(2) as pool:
        entries = dict(zip(tables, pool.map(write, tables), strict=True))
    content = {**manifest, "format": FORMAT, "tables": entries}
    text = (json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
    _write_bytes(folder / MANIFEST, text)
    return f"v-{hashlib.sha256(text).hexdigest()[:16]}"


def _write_table(path: Path, table: pa.Table, name: str) -> dict[str, object]:
    with path.open("wb") as stream:
        pq.write_table(
            table,
            stream,
            row_group_size=_DOCUMENTS_PER_GROUP if name == "documents" else _ROWS_PER_GROUP,
            compression="zstd",
            write_page_checksum=True,
        )
        stream.flush()
        os.fsync(stream.fileno())
    data = path.read_bytes()
    return {
        "rows": len(table),
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "footer": footer_digest(data),
    }


def _write_bytes(path: Path, data: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _publish(store: Path, aside: Path, name: str, keep: int) -> Path:
    """Give the finished folder its name, then let the pointer name it.

    Where a version of this content stands whole it stays untouched: the pointer may name it, and people may read it.
    """
    version = store / name
    _sync_folder(aside)
    if not _equal(aside, version):
        if version.exists():
            version.rename(store / f"replaced-{os.getpid()}")
        aside.rename(version)
    _note_history(store, version, keep)
    _note_lost(store, version)
    _replace(store / POINTER, f"{name}\n")
    _sync_folder(store)
    return version


def _equal(aside: Path, version: Path) -> bool:
    try:
        return all(filecmp.cmp(file, version / file.name, shallow=False) for file in aside.iterdir())
    except OSError:
        return False


def _note_history(store: Path, version: Path, keep: int) -> None:
    """List the versions to keep, before the pointer moves on."""
    before = [*kept_versions(store)]
    with contextlib.suppress(StoreError):
        before.append(current_version(store))
    chosen = [old.name for old in dict.fromkeys(before) if old != version][-keep:] if keep else []
    if chosen:
        _replace(store / HISTORY, "".join(f"{old}\n" for old in chosen))
    else:
        (store / HISTORY).unlink(missing_ok=True)


def _note_lost(store: Path, version: Path) -> None:
    """Note where lost ids lead to, before the pointer moves on; nobody looks there for ids that are still in use."""
    lost = lost_ids(store, version)
    if lost:
        noted = noted_ids(store) | lost
        _replace(store / FORMER, "".join(f"{old} {noted[old]}\n" for old in sorted(noted)))


def _replace(path: Path, text: str) -> None:
    """A small file from one content to another in one step."""
    aside = path.with_name(f"{path.name}.new")
    _write_bytes(aside, text.encode())
    aside.replace(path)


def _sync_folder(folder: Path) -> None:
    """Folders can be flushed on POSIX systems only."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
