"""Printing: data to stdout, talk to stderr; colour and tables only on a terminal; Han characters two columns wide."""

import json
import os
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, TextIO

Piece = str | tuple[str, str]


class Screen:
    """Where a command prints. A piece of a line is a text, or a text with a style (`bold`, `dim`, `green`, …)."""

    def __init__(self, *, colour: bool = True) -> None:
        self._colour = colour and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    @property
    def on_terminal(self) -> bool:
        """Whether people read what goes to stdout."""
        return sys.stdout.isatty()

    def line(self, *pieces: Piece, indent: int = 0) -> None:
        """One line of data."""
        self._print(sys.stdout, pieces, indent)

    def talk(self, *pieces: Piece) -> None:
        """One line to the person, not to the program that reads the data."""
        self._print(sys.stderr, pieces, 0)

    def json(self, value: Any) -> None:
        """A JSON document."""
        utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
        print(json.dumps(value, ensure_ascii=not utf8, indent=2))

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()) -> None:
        """Columns; those of the numbers in `right` are set to the right."""
        if self.on_terminal:
            self._rich_table(heads, rows, right)
            return
        widths = [max(width(row[i]) for row in (heads, *rows)) for i in range(len(heads))]
        for row in (heads, *rows):
            cells = [pad(cell, widths[i], right=i in right) for i, cell in enumerate(row)]
            print("  ".join(cells).rstrip())

    def _rich_table(self, heads: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int]) -> None:
        from rich.table import Table
        from rich.text import Text

        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
        for number, head in enumerate(heads):
            table.add_column(Text(head), justify="right" if number in right else "left", overflow="fold")
        for row in rows:
            table.add_row(*map(Text, row))
        self._console(sys.stdout).print(table)

    def _print(self, stream: TextIO, pieces: Sequence[Piece], indent: int) -> None:
        if not stream.isatty():
            print(" " * indent + "".join(p if isinstance(p, str) else p[0] for p in pieces), file=stream)
            return
        from rich.padding import Padding
        from rich.text import Text

        text = Text.assemble(*pieces, overflow="fold")
        self._console(stream).print(Padding(text, (0, 0, 0, indent), expand=False))

    def _console(self, stream: TextIO) -> Any:
        from rich.console import Console

        return Console(file=stream, highlight=False, no_color=not self._colour, soft_wrap=False)


def width(text: str) -> int:
    """Columns that a text takes; `KG_WIDE=1` counts characters of ambiguous width as two.

    >>> width("科创局 A")
    8
    """
    wide = "WFA" if os.environ.get("KG_WIDE") == "1" else "WF"
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in wide) for c in text)


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """The text filled with spaces to a width."""
    space = " " * (columns - width(text))
    return space + text if right else text + space


def counted(counts: Mapping[str, int], labels: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Counts as rows of a table: tag, label, number."""
    return [(tag, labels.get(tag, ""), str(number)) for tag, number in counts.items()]
