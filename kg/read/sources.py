"""Which files are articles, and their bytes."""

import dataclasses
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.errors import DocumentError


@dataclasses.dataclass(frozen=True, slots=True)
class Source:
    """A file that holds an article: `name` is its path relative to the folder that was read (with `/`)."""

    name: str
    path: Path


def find_sources(paths: Sequence[Path]) -> list[Source]:
    """The `*.txt` files among files and folders, sorted by name; hidden files are left out.

    Where two paths give the same name for different files, all names become relative to their common parent.
    """
    found: dict[Path, str] = {}
    for path in paths:
        for file, name in _files(Path(path)):
            found.setdefault(file, name)
    if not found:
        where = "、".join(str(p) for p in paths) or "."
        raise DocumentError(f"{where}：没有找到文章（*.txt）", f"{where}: no articles (*.txt) found")
    if len(set(found.values())) < len(found):
        parent = Path(os.path.commonpath([file.parent for file in found]))
        found = {file: file.relative_to(parent).as_posix() for file in found}
    return sorted((Source(name, file) for file, name in found.items()), key=lambda s: s.name)


def _files(path: Path) -> Iterator[tuple[Path, str]]:
    try:
        is_folder = path.is_dir()
        if is_folder:
            files = sorted(f for f in path.rglob("*.txt") if _visible(f.relative_to(path)) and not f.is_dir())
        elif path.exists() or path.is_symlink():
            yield Path(os.path.abspath(path)), path.name  # noqa: PTH100 - resolve() would follow links to other names
            return
        else:
            raise DocumentError(f"{path}：没有这个文件或目录", f"{path}: no such file or folder")
    except (OSError, ValueError) as error:
        raise unreadable(str(path), error) from error
    for file in files:
        yield Path(os.path.abspath(file)), file.relative_to(path).as_posix()  # noqa: PTH100


def _visible(path: Path) -> bool:
    return not any(part.startswith(".") for part in path.parts)


def read_bytes(source: Source, *, max_characters: int) -> bytes:
    """The file's bytes; a file too large to hold so few characters is refused before it is read."""
    try:
        status = source.path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise DocumentError(f"{source.name}：不是普通文件，已跳过", f"{source.name}: not a regular file, skipped")
        if status.st_size > 4 * max_characters + 4:
            raise too_large(source.name, max_characters)
        return source.path.read_bytes()
    except (OSError, ValueError) as error:
        raise unreadable(source.name, error) from error


def too_large(name: str, max_characters: int) -> DocumentError:
    """The error for a text above the limit."""
    return DocumentError(
        f"{name}：文件太大（上限 {max_characters:,} 字），请拆分或用 --set build.max_characters= 提高上限",
        f"{name}: too large (limit {max_characters:,} characters); split it or raise build.max_characters",
    )


def unreadable(name: str, error: Exception) -> DocumentError:
    """The error for a file that the system does not let us read."""
    if isinstance(error, PermissionError):
        return DocumentError(f"{name}：没有读取权限，请检查文件权限", f"{name}: permission denied, check its mode")
    reason = getattr(error, "strerror", None) or str(error)
    return DocumentError(f"{name}：无法读取（{reason}），请检查文件", f"{name}: cannot be read ({reason}), check it")
