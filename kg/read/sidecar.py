"""`NAME.toml` beside `NAME.txt`: what a person knows about the article (`published`, `title`)."""

import datetime as dt
import tomllib
from pathlib import Path

from kg.errors import DocumentError
from kg.read.sources import Source, unreadable

_KEYS = ("published", "title")


def sidecar_path(source: Source) -> Path:
    """Where the sidecar of a source stands, if it has one."""
    return source.path.with_suffix(".toml")


def read_sidecar(source: Source) -> dict[str, str]:
    """The keys of the sidecar, all as text; empty where there is no such file."""
    path = sidecar_path(source)
    try:
        if not path.is_file():
            return {}
        values = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise unreadable(path.name, error) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        zh, en = f"{path.name}：不是有效的 TOML（{error}）", f"{path.name}: not valid TOML ({error})"
        raise DocumentError(zh, en) from error
    for key, value in values.items():
        if key not in _KEYS:
            known = ", ".join(_KEYS)
            raise DocumentError(
                f"{path.name}：未知的键 {key}（可用：{known}）", f"{path.name}: unknown key {key} (known: {known})"
            )
        if not isinstance(value, (str, dt.date, int)) or isinstance(value, bool):
            raise DocumentError(f"{path.name}：{key} 应为文字", f"{path.name}: {key} must be text")
    return {key: _text(value) for key, value in values.items()}


def _text(value: str | dt.date | int) -> str:
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, dt.date) else str(value).strip()
