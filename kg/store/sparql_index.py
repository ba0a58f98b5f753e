"""The SPARQL index: an Oxigraph folder made from the tables, thrown away and made again at will."""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph as ox

from kg.store.layout import INDEX


def open_index(version: Path, quads: Callable[[], Iterable[ox.Quad]]) -> ox.Store:
    """The index of a version, read-only; it is built first where it does not stand yet or is damaged.

    Where the folder cannot be written the index is built in memory.
    """
    folder = version / INDEX
    for _ in range(2):
        if folder.is_dir():
            with contextlib.suppress(OSError, RuntimeError):
                return ox.Store.read_only(str(folder))
        try:
            _build(folder, quads())
        except OSError:
            break
    store = ox.Store()
    store.bulk_extend(quads())
    return store


def _build(folder: Path, quads: Iterable[ox.Quad]) -> None:
    aside = folder.with_name(f"{INDEX}-{os.getpid()}")
    try:
        store = ox.Store(str(aside))
        store.bulk_extend(quads)
        store.flush()
        del store
        if folder.exists():
            shutil.rmtree(folder)
        with contextlib.suppress(OSError):  # another process was faster: its index is as good
            aside.rename(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
