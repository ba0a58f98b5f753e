"""The index of names: the table of names as it is searched, and which names hold which two characters in a row.

It is made from the table when a name is first looked for in parts, thrown away and made again at will. The file is
mapped into memory, so that opening it costs nothing and all processes share it.
"""

import bisect
import contextlib
import itertools
import os
from collections.abc import Callable, Collection
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from kg.store.layout import NAME_INDEX

_ROWS, _GRAMS = "rows.arrow", "grams.arrow"


class NameIndex:
    """The names with two columns more, `joined` (pinyin without spaces) and `pairs` (number of character pairs)."""

    def __init__(self, names: pa.Table, grams: pa.Table) -> None:
        self.names = names
        self._grams = grams["gram"].combine_chunks()
        self._rows = grams["rows"].combine_chunks()

    def holding(self, pair: str) -> pa.Array:
        """The numbers of the names that hold two characters in a row, ascending."""
        at = bisect.bisect_left(range(len(self._grams)), pair, key=lambda i: self._grams[i].as_py())
        if at < len(self._grams) and self._grams[at].as_py() == pair:
            return self._rows[at].values
        return self._rows.values[:0]

    def likely(self, part: str) -> pa.Table:
        """The names that can contain a part, in order: those with the rarest of its character pairs."""
        if len(part) < 2:
            return self.names
        return self.names.take(min(map(self.holding, sorted(character_pairs(part))), key=len))

    def sharing(self, pairs: Collection[str]) -> pa.Table:
        """The names that hold any of these character pairs, in order, with how many as column `shared`."""
        found = pa.chunked_array([self._having(pair) for pair in pairs], self._rows.type.value_type)
        counts = pc.value_counts(found)
        table = pa.table({"row": counts.field("values"), "shared": counts.field("counts")}).sort_by("row")
        return self.names.take(table["row"]).append_column("shared", table["shared"])

    def _having(self, pair: str) -> pa.Array:
        if len(pair) > 1:
            return self.holding(pair)
        return pc.indices_nonzero(pc.match_substring(self.names["key"], pair)).cast(self._rows.type.value_type)


def character_pairs(key: str) -> set[str]:
    """The pairs of neighbouring characters in a key; a key of one character stands for itself.

    >>> sorted(character_pairs("科创科创局")), character_pairs("鑫")
    (['创局', '创科', '科创'], {'鑫'})
    """
    return {key[i : i + 2] for i in range(len(key) - 1)} or {key}


def open_name_index(version: Path, names: Callable[[], pa.Table]) -> NameIndex:
    """The index of a version; it is made first where it does not stand yet or cannot be read.

    Where it cannot be written it is made in memory.
    """
    folder = version / NAME_INDEX
    for _ in range(2):
        with contextlib.suppress(OSError, pa.ArrowException, KeyError):
            return NameIndex(_mapped(folder / _ROWS), _mapped(folder / _GRAMS))
        rows, grams = _made(names())
        try:
            _write(folder / _ROWS, rows)
            _write(folder / _GRAMS, grams)
        except OSError:
            break
    return NameIndex(rows, grams)


def _made(names: pa.Table) -> tuple[pa.Table, pa.Table]:
    """The names with their additional columns, and the rows of each character pair, sorted."""
    grams: list[str] = []
    rows: list[int] = []
    numbers: list[int] = []
    for row, key in enumerate(names["key"].to_pylist()):
        pairs = character_pairs(key)
        grams.extend(pairs)
        rows.extend(itertools.repeat(row, len(pairs)))
        numbers.append(len(pairs))
    held = pa.table({"gram": pa.array(grams, pa.string()), "row": pa.array(rows, pa.int32())})
    held = held.sort_by([("gram", "ascending"), ("row", "ascending")])
    runs = pc.run_end_encode(held["gram"].combine_chunks())
    starts = pa.concat_arrays([pa.array([0], pa.int32()), runs.run_ends])
    lists = pa.ListArray.from_arrays(starts, held["row"].combine_chunks())
    made = names.append_column("joined", pc.replace_substring(names["pinyin"], " ", ""))
    made = made.append_column("pairs", pa.array(numbers, pa.int32()))
    return made, pa.table({"gram": runs.values, "rows": lists})


def _mapped(path: Path) -> pa.Table:
    return pa.ipc.open_file(pa.memory_map(str(path))).read_all()


def _write(path: Path, table: pa.Table) -> None:
    """Write a file aside and let it take its place: others may be reading, or writing the same."""
    path.parent.mkdir(exist_ok=True)
    aside = path.with_name(f"{path.name}-{os.getpid()}")
    try:
        with aside.open("wb") as stream:
            with pa.ipc.new_file(stream, table.schema) as writer:
                writer.write_table(table.combine_chunks())
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
