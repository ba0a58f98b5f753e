"""Writing a store: built aside, flushed, renamed; then the pointer is replaced."""

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from kg.errors import OutputError
from kg.model import Snapshot
from kg.store.columns import snapshot_tables
from kg.store.layout import FORMAT, LOCK, MANIFEST, POINTER, footer_digest, owned_folders, unwritable
from kg.store.lock import locked

_ROWS_PER_GROUP = 16_384
_DOCUMENTS_PER_GROUP = 64  # a lookup reads the text of a few documents only


def write_store(path: Path, snapshot: Snapshot, manifest: Mapping[str, object]) -> Path:
    """Write a snapshot as the store's new version and return its folder; the versions before it are removed.

    Raises StoreLocked if another build holds the store, OutputError if it cannot be written or something else is there.
    """
    with locked(path):
        _refuse_strangers(path)
        aside = path / f"building-{os.getpid()}"
        try:
            shutil.rmtree(aside, ignore_errors=True)
            aside.mkdir()
            version = _publish(path, aside, _write_files(aside, snapshot, manifest))
        except OSError as error:
            raise unwritable(path, error) from error
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        for old in owned_folders(path):
            if old != version:
                shutil.rmtree(old, ignore_errors=True)
        return version


def _refuse_strangers(path: Path) -> None:
    """A folder with other people's files is no place for a store."""
    others = [p.name for p in path.iterdir() if p.name != LOCK]
    if others and not owned_folders(path) and not (path / POINTER).exists():
        raise OutputError(
            f"{path} 里有其他文件，不是图谱：请用 --store 指定别的目录",
            f"{path} holds other files and is no graph: choose another folder with --store",
        )


def _write_files(folder: Path, snapshot: Snapshot, manifest: Mapping[str, object]) -> str:
    """Write the tables and the manifest and return the version's name."""
    entries: dict[str, Any] = {}
    for name, table in sorted(snapshot_tables(snapshot).items()):
        entries[name] = _write_table(folder / f"{name}.parquet", table, name)
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


def _publish(store: Path, aside: Path, name: str) -> Path:
    """Give the finished folder its name, then let the pointer name it."""
    version = store / name
    _sync_folder(aside)
    if version.exists():  # the same content again; the older files may be damaged, so the new ones take their place
        version.rename(store / f"replaced-{os.getpid()}")
    aside.rename(version)
    pointer = store / f"{POINTER}.new"
    _write_bytes(pointer, f"{name}\n".encode())
    pointer.replace(store / POINTER)
    _sync_folder(store)
    return version


def _sync_folder(folder: Path) -> None:
    """Folders can be flushed on POSIX systems only."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
