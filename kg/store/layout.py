"""Names of files and folders in a store, and what to say when they are not as they should be."""

import hashlib
import re
from pathlib import Path

from kg.errors import OutputError, StoreError

FORMAT = 2
POINTER = "CURRENT"
MANIFEST = "manifest.json"
LOCK = "LOCK"
INDEX = "quads"
NAME_INDEX = "name-index-1"
CACHE = "cache"
HISTORY = "HISTORY"
FORMER = "FORMER"
TABLES = ("documents", "edges", "entities", "facts", "links", "mentions", "names")
_VERSION = re.compile(r"v-[0-9a-f]{16}")
_OURS = re.compile(r"(v-[0-9a-f]{16}|building-\d+|replaced-\d+)")


def current_version(store: Path) -> Path:
    """The version folder that the pointer names; raises StoreError where there is none."""
    try:
        name = (store / POINTER).read_text("ascii").strip()
    except (FileNotFoundError, NotADirectoryError):
        raise missing(store) from None
    except (OSError, UnicodeDecodeError) as error:
        raise damaged(store, POINTER) from error
    if not _VERSION.fullmatch(name) or not (store / name).is_dir():
        raise damaged(store, POINTER)
    return store / name


def owned_folders(store: Path) -> list[Path]:
    """The version folders and the remains of builds in a store, sorted."""
    return sorted(p for p in store.iterdir() if _OURS.fullmatch(p.name))


def kept_versions(store: Path) -> list[Path]:
    """The versions before the current one that are still there, oldest first."""
    try:
        names = (store / HISTORY).read_text("ascii").split()
    except (OSError, UnicodeDecodeError):
        return []
    return [store / name for name in names if _VERSION.fullmatch(name) and (store / name).is_dir()]


def is_version(path: Path) -> bool:
    """Whether a path is named as the folder of a version is."""
    return _VERSION.fullmatch(path.name) is not None


def footer_digest(data: bytes) -> str:
    """SHA-256 of the footer of a Parquet file, given the file or an end of it that holds the footer."""
    length = int.from_bytes(data[-8:-4], "little") + 8
    return hashlib.sha256(data[-length:]).hexdigest()


def missing(store: Path) -> StoreError:
    """There is no store at this place."""
    return StoreError(
        f"找不到图谱 {store}：请先运行 kg build 文章目录 --store {store}",
        f"no graph at {store}: run kg build ARTICLES --store {store} first",
    )


def none_kept(store: Path, name: str) -> StoreError:
    """No former version of the store is there, or none of this name."""
    which = f" {name}" if name else ""
    return StoreError(
        f"图谱 {store} 没有保留以前的版本{which}：请用 kg build 文章目录 --keep 1 生成",
        f"no former version{which} of the graph {store} is kept: build with kg build ARTICLES --keep 1",
    )


def damaged(store: Path, what: str) -> StoreError:
    """A file of the store is gone or changed."""
    return StoreError(
        f"图谱 {store} 已损坏（{what}）：请重新运行 kg build",
        f"the graph {store} is damaged ({what}): run kg build again",
    )


def other_version(store: Path, found: object) -> StoreError:
    """The store was written in another format."""
    return StoreError(
        f"图谱 {store} 的格式是 {found}，本程序需要格式 {FORMAT}：请重新运行 kg build",
        f"the graph {store} has format {found}, this program needs format {FORMAT}: run kg build again",
    )


def unwritable(path: Path, error: OSError) -> OutputError:
    """A file or folder that the system does not let us write."""
    reason = error.strerror or str(error)
    return OutputError(f"无法写入 {path}：{reason}", f"cannot write {path}: {reason}")
