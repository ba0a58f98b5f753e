"""Where words go: data to stdout, talk to stderr; Chinese or English; colours on a terminal only."""

import dataclasses
import datetime as dt
import json
import os
import sys
import unicodedata
from collections.abc import Sequence
from typing import Any

_lang = ""


def set_lang(lang: str) -> None:
    """Choose the language of messages: the option, else KG_LANG, else the locale, else Chinese."""
    global _lang
    wanted = lang or os.environ.get("KG_LANG", "")
    locale = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    _lang = wanted if wanted in ("zh", "en") else ("en" if locale.startswith("en") else "zh")


def lang() -> str:
    """`zh` or `en`."""
    return _lang or "zh"


def pick(zh: str, en: str) -> str:
    """The text in the chosen language."""
    return zh if lang() == "zh" else en


def say(zh: str, en: str) -> None:
    """A message on stderr."""
    print(pick(zh, en), file=sys.stderr)


def strong(text: str) -> str:
    """The text in bold on a terminal that shows colours."""
    shown = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return f"\x1b[1m{text}\x1b[0m" if shown else text


def print_json(value: Any) -> None:
    """A value as one JSON object."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=_plain))


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def width(text: str) -> int:
    """Columns of a text on a terminal: wide characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def print_table(rows: Sequence[Sequence[str]], header: Sequence[str]) -> None:
    """Aligned columns on a terminal, tab-separated when piped."""
    if not sys.stdout.isatty():
        for row in rows:
            print("\t".join(row))
        return
    table = [list(header), *map(list, rows)]
    widths = [max(width(r[i]) for r in table) for i in range(len(header))]
    for number, row in enumerate(table):
        line = "  ".join(cell + " " * (w - width(cell)) for cell, w in zip(row, widths, strict=True)).rstrip()
        print(strong(line) if number == 0 else line)
