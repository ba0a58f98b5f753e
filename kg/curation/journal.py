"""Judgements as lines of a file that is only ever appended to: who decided what, when and why.

A line is a JSON object with `id`, `verdict`, `left`, `right`, `by`, `at` and `note`. The file is meant for version
control: lines of several people can be merged in any order, equal lines count once, and nothing depends on the order.
A line with the verdict `undo` names in `left` the id of the judgement that no longer counts.
"""

import datetime as dt
import json
import os
from collections.abc import Sequence
from pathlib import Path

from kg.curation.validity import bad_judgement, check
from kg.errors import JudgementError, OutputError
from kg.model import Judgement, Verdict, content_id
from kg.store import exclusive

_FIELDS = ("id", "verdict", "left", "right", "by", "at", "note")
_NEEDED = ("verdict", "left", "by")


def read_judgements(path: Path) -> tuple[Judgement, ...]:
    """All judgements of a file, undone ones too, in its order; none where there is no file.

    Raises JudgementError with file and line for a line that is no judgement.
    """
    try:
        lines = path.read_text("utf-8-sig").split("\n")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise JudgementError(f"判断文件 {path} 无法读取：{error}", f"cannot read judgements {path}: {error}") from error
    found: dict[str, Judgement] = {}
    for number, line in enumerate(lines, start=1):
        if line.strip():
            judgement = _parse(line, f"{path}:{number}")
            found.setdefault(judgement.id, judgement)
    return tuple(found.values())


def in_force(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that count: without undone ones and without the lines that undo. An undo can itself be undone."""
    undone_by: dict[str, list[str]] = {}
    for j in judgements:
        if j.verdict == "undo":
            undone_by.setdefault(j.left, []).append(j.id)

    def holds(id_: str, above: frozenset[str] = frozenset()) -> bool:
        undos = [undo for undo in undone_by.get(id_, ()) if undo not in above]
        return not any(holds(undo, above | {id_}) for undo in undos)

    return tuple(j for j in judgements if j.verdict != "undo" and holds(j.id))


def new_judgement(verdict: Verdict, left: str, right: str = "", *, by: str, note: str = "") -> Judgement:
    """A judgement made now; raises JudgementError for one that could not be applied."""
    said = (left, right, by, dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds"), note)
    judgement = Judgement(content_id("j", verdict, *said), verdict, *said)
    check(judgement)
    return judgement


def append(path: Path, judgement: Judgement) -> None:
    """Add a judgement to the end of the file; when this returns it is on the disk.

    Raises OutputError where the file cannot be written.
    """
    row = {name: getattr(judgement, name) for name in _FIELDS}
    try:
        _append(path, (json.dumps(row, ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass"))
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(f"无法写入 {path}：{reason}", f"cannot write {path}: {reason}") from error


def _append(path: Path, line: bytes) -> None:
    """One write of a whole line to the end of the file; a line that an earlier crash cut off is closed first."""
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        with exclusive(file):
            size = os.fstat(file).st_size
            if size:
                os.lseek(file, size - 1, os.SEEK_SET)
                if os.read(file, 1) != b"\n":
                    line = b"\n" + line
            os.write(file, line)
            os.fsync(file)
    finally:
        os.close(file)


def _parse(line: str, where: str) -> Judgement:
    try:
        row = json.loads(line)
    except ValueError:
        raise bad_judgement(where, "不是 JSON，请改正或删去这一行", "not JSON: correct or remove this line") from None
    if not isinstance(row, dict) or not all(isinstance(row.get(name, ""), str) for name in _FIELDS):
        raise bad_judgement(where, "应为 JSON 对象，值均为文字", "should be a JSON object whose values are text")
    unknown = sorted(set(row) - set(_FIELDS))
    missing = [name for name in _NEEDED if not row.get(name)]
    if unknown or missing:
        zh = f"未知的键 {unknown[0]}" if unknown else f"缺少 {missing[0]}"
        raise bad_judgement(where, zh, f"unknown key {unknown[0]}" if unknown else f"{missing[0]} is missing")
    values = {name: str(row.get(name, "")) for name in _FIELDS}
    values["id"] = values["id"] or content_id("j", *(values[name] for name in _FIELDS[1:]))
    judgement = Judgement(**values, where=where)  # type: ignore[arg-type]
    check(judgement)
    return judgement
