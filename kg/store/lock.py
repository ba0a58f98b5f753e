"""One build at a time: a lock file that the system releases even if the process is killed."""

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from kg.errors import StoreError
from kg.store.layout import LOCK, unwritable

_held: set[Path] = set()
_PAUSE = 0.02


class StoreLocked(StoreError):
    """Another process is building this store."""

    exit_code = 5


@contextlib.contextmanager
def locked(store: Path) -> Iterator[None]:
    """Hold the store for writing; raises StoreLocked at once, with the holder's process number, if another does.

    Inside the same process a second `with` passes through, so that a whole build can be wrapped around `write_store`.
    """
    here = store.resolve()
    if here in _held:
        yield
        return
    try:
        store.mkdir(parents=True, exist_ok=True)
        file = _acquire(store / LOCK)
    except OSError as error:
        raise unwritable(store, error) from error
    _held.add(here)
    try:
        yield
    finally:
        _held.discard(here)
        _release(file, store)


@contextlib.contextmanager
def exclusive(file: int) -> Iterator[None]:
    """Hold an open file for writing, after whoever holds it now; closing it, even by a crash, lets it go."""
    while not _try_lock(file):
        time.sleep(_PAUSE)
    yield


def _acquire(path: Path) -> int:
    while True:
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        if not _try_lock(file):
            holder = _holder(file)
            os.close(file)
            raise StoreLocked(
                f"图谱 {path.parent} 正由另一进程（{holder}）生成，请稍后再试",
                f"the graph {path.parent} is being built by process {holder}: try again later",
            )
        # the holder before us may have removed the file between our open and our lock
        if path.exists() and path.stat().st_ino == os.fstat(file).st_ino:
            os.ftruncate(file, 0)
            os.write(file, f"{os.getpid()}\n".encode())
            return file
        os.close(file)


def _holder(file: int) -> str:
    try:
        return os.read(file, 32).decode("ascii", "replace").strip() or "?"
    except OSError:  # Windows does not let others read what is locked
        return "?"


def _try_lock(file: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _release(file: int, store: Path) -> None:
    with contextlib.suppress(OSError):
        (store / LOCK).unlink()
    os.close(file)
    with contextlib.suppress(OSError):  # a build that failed leaves no empty folder behind
        store.rmdir()
