"""Names of the user's own: `type`, `name`, `aliases` in a table; the name is shown, the aliases are joined to it.

The format is that of the word lists in `seeds/`: a header row, then one thing a line, columns parted by tabs, comments
after `#`; aliases are parted by `|`. More columns (a source, a note) may follow. A name may stand in several lines.
"""

import dataclasses
import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.errors import JudgementError
from kg.model import Judgement, Verdict, content_id, name_key
from kg.resolve.references import NameReference
from kg.vocabulary import numbered_rows, ontology

_COLUMNS = ("type", "name", "aliases")


@dataclasses.dataclass(frozen=True, slots=True)
class OwnName:
    """A canonical name with its aliases, and the file and line it stands in."""

    type: str
    name: str
    aliases: tuple[str, ...]
    where: str


def read_names(path: Path) -> tuple[Judgement, ...]:
    """What the tables of a file or folder decide, as judgements without a time: any person's judgement outweighs them.

    Raises JudgementError with file and line for a row that is wrong or that claims an alias of another name.
    """
    rows = [row for file in _files(path) for row in _rows(file)]
    _refuse_claimed_twice(rows)
    by_name: dict[tuple[str, str], list[OwnName]] = {}
    for row in rows:
        by_name.setdefault((row.type, name_key(row.name)), []).append(row)
    return tuple(j for group in by_name.values() for j in _judgements(group))


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(path.glob("*.tsv"))
    if path.is_file():
        return [path]
    raise JudgementError(f"找不到名称表 {path}（curation.names）", f"no table of names {path} (curation.names)")


def _rows(file: Path) -> Iterator[OwnName]:
    for number, row in numbered_rows(file):
        where = f"{file}:{number}"
        missing = [c for c in _COLUMNS if c not in row]
        if missing:
            columns = ", ".join(_COLUMNS)
            raise _wrong(
                f"{file}:1", f"缺少 {missing[0]} 列（应有 {columns}）", f"no column {missing[0]} (needs {columns})"
            )
        type_, name = row["type"].strip(), row["name"].strip()
        if type_ not in ontology().types:
            known = ", ".join(ontology().types)
            raise _wrong(where, f"没有类型 {type_}；可用：{known}", f"no type {type_}; there are: {known}")
        if not name_key(name):
            raise _wrong(where, "名称是空的", "the name is empty")
        aliases = tuple(alias.strip() for alias in row["aliases"].split("|") if name_key(alias))
        yield OwnName(type_, name, aliases, where)


def _refuse_claimed_twice(rows: Sequence[OwnName]) -> None:
    claimed: dict[tuple[str, str], OwnName] = {}
    for row in rows:
        for text in (row.name, *row.aliases):
            other = claimed.setdefault((row.type, name_key(text)), row)
            if name_key(other.name) != name_key(row.name):
                raise _wrong(
                    row.where,
                    f"“{text}”在 {other.where} 已属于“{other.name}”",
                    f"{text} belongs to {other.name} since {other.where}",
                )


def _judgements(rows: Sequence[OwnName]) -> Iterator[Judgement]:
    """What the rows of one canonical name decide: its names are one thing, shown under the canonical one."""
    where: dict[str, str] = {}
    for row in rows:
        for text in (row.name, *row.aliases):
            where.setdefault(str(NameReference(row.type, name_key(text))), row.where)
    for name in where:
        yield _judgement("rename", name, rows[0].name, where[name])
    for left, right in itertools.combinations(where, 2):
        yield _judgement("same", left, right, where[right])


def _judgement(verdict: Verdict, left: str, right: str, where: str) -> Judgement:
    by = Path(where.rpartition(":")[0]).name
    return Judgement(content_id("j", verdict, left, right), verdict, left, right, by, "", "", where)


def _wrong(where: str, zh: str, en: str) -> JudgementError:
    return JudgementError(f"{where}：{zh}", f"{where}: {en}")
