"""Writing whole files or none: a temporary sibling, then a rename."""

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, TypeAlias

from kg.errors import OutputError

Target: TypeAlias = Path | BinaryIO


@contextlib.contextmanager
def writing(target: Target) -> Iterator[BinaryIO]:
    """A binary stream into the target; a file appears under its name only when everything is on the disk.

    Raises OutputError where the system does not let us write; what stood there before then still stands. A stream is
    written as it is and left open, and so is a path that is no regular file (a pipe, /dev/stdout).
    """
    if not isinstance(target, Path):
        yield target
        return
    with reported(target):
        path = target.resolve()
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("wb") as stream:
                yield stream
            return
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        aside = sibling(path)
        try:
            with aside.open("xb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            aside.replace(path)
            _settle(path.parent)
        finally:
            aside.unlink(missing_ok=True)


@contextlib.contextmanager
def reported(target: Path) -> Iterator[None]:
    """Turns the system's refusals into one clear line."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        zh, en = f"无法写入 {target}：{reason}", f"cannot write {target}: {reason}"
        if isinstance(error, FileNotFoundError) and not target.parent.is_dir():
            zh, en = zh + f"，请先建立文件夹 {target.parent}", en + f"; make the folder {target.parent} first"
        raise OutputError(zh, en) from error


def sibling(path: Path) -> Path:
    """The name beside `path` under which it grows; the process in it keeps two writers apart."""
    return path.with_name(f".{path.name[:80]}.{os.getpid()}.part")


def _settle(folder: Path) -> None:
    """Puts the rename itself on the disk, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
