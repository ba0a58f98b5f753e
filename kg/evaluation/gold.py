"""Gold files and predictions in one form: what a careful reader would put into the graph, document by document."""

import dataclasses
import functools
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import pydantic

from kg.annotations import read_annotated, to_gold
from kg.errors import VocabularyError
from kg.model import FactStatus, name_key
from kg.vocabulary import ontology


def _named(*names: str) -> Any:
    return pydantic.Field(validation_alias=pydantic.AliasChoices(*names))


@dataclasses.dataclass(frozen=True, slots=True)
class GoldEntity:
    """An entity of one document; `optional` ones count neither way."""

    id: str
    type: str
    names: tuple[str, ...]
    kind: str = ""
    optional: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class GoldRelation:
    """A relation between two entities of the same document; `optional` ones count neither way.

    `since` and `until` may be called `start` and `end`, as annotated articles call them.
    """

    subject: str
    predicate: str
    object: str
    position: str = ""
    at: str = ""
    since: Annotated[str, _named("since", "start")] = ""
    until: Annotated[str, _named("until", "end")] = ""
    amount: str = ""
    status: FactStatus = "stated"
    optional: bool = False

    @property
    def times(self) -> frozenset[tuple[str, str]]:
        """The times that are told, each with what it is: at, since or until; a stretch is its beginning and its end."""
        told = [("at", self.at), ("since", self.since), ("until", self.until)]
        first, slash, last = self.at.partition("/")
        if slash:
            told = [("since", self.since or first), ("until", self.until or last)]
        return frozenset((role, name_key(time)) for role, time in told if time)


@dataclasses.dataclass(frozen=True, slots=True)
class Gold:
    """Entities and relations of one document, annotated or predicted."""

    document: str
    published: str | None
    entities: tuple[GoldEntity, ...]
    relations: tuple[GoldRelation, ...]

    @property
    def key(self) -> str:
        """The document's name without `.txt`, by which gold and prediction find each other."""
        return self.document.removesuffix(".txt")


def read_gold(path: Path) -> list[Gold]:
    """Gold documents from a file or folder: `*.json` (one document each), `*.jsonl` (one a line), annotated `*.txt`.

    A folder's `*.txt` are read only where it holds no JSON. Raises VocabularyError with the file and what is wrong.
    """
    found: dict[str, Gold] = {}
    for file in _files(path):
        for gold in _read(file):
            if gold.key in found:
                raise _error(str(file), f"文章 {gold.document} 重复", f"document {gold.document} occurs twice")
            found[gold.key] = gold
    return list(found.values())


def parse_gold(rows: Iterable[Mapping[str, Any]], *, where: str = "documents") -> list[Gold]:
    """Rows of the documents export (or gold files already parsed) as `Gold`; `where` names the source in errors."""
    return [_parse(row, f"{where}[{number}]") for number, row in enumerate(rows, start=1)]


def _files(path: Path) -> Sequence[Path]:
    if path.is_file():
        return [path]
    files = sorted([*path.glob("*.json"), *path.glob("*.jsonl")]) or sorted(path.glob("*.txt"))
    if not files:
        raise _error(str(path), "找不到 *.json、*.jsonl 或 *.txt 标注", "no *.json, *.jsonl or *.txt gold there")
    return files


def _read(file: Path) -> Iterator[Gold]:
    if file.suffix == ".txt":
        for article in read_annotated(file):
            yield _parse(to_gold(article), f"{file} ({article.id})")
        return
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise _error(str(file), f"无法读取：{error}", f"cannot be read: {error}") from error
    if file.suffix == ".jsonl":
        for number, line in enumerate(text.splitlines(), start=1):
            if line.strip():
                yield _parse(_json(line, f"{file}:{number}"), f"{file}:{number}")
    else:
        yield _parse(_json(text, str(file)), str(file))


def _json(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise _error(where, f"不是有效的 JSON：{error}", f"not valid JSON: {error}") from error


@functools.cache
def _adapter() -> pydantic.TypeAdapter[Gold]:
    return pydantic.TypeAdapter(Gold)


def _parse(row: Any, where: str) -> Gold:
    try:
        gold = _adapter().validate_python(row)
    except pydantic.ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise _error(where, f"{place}：{first['msg']}", f"{place}: {first['msg']}") from error
    for zh, en in _faults(gold):
        raise _error(where, zh, en)
    return gold


def _faults(gold: Gold) -> Iterator[tuple[str, str]]:
    known: set[str] = set()
    for entity in gold.entities:
        if entity.type not in ontology().types:
            yield f"实体 {entity.id} 的类型 {entity.type} 未知", f"entity {entity.id} has unknown type {entity.type}"
        if not any(name.strip() for name in entity.names):
            yield f"实体 {entity.id} 没有名称", f"entity {entity.id} has no name"
        if entity.id in known:
            yield f"实体编号 {entity.id} 重复", f"entity id {entity.id} occurs twice"
        known.add(entity.id)
    for number, relation in enumerate(gold.relations, start=1):
        if relation.predicate not in ontology().predicates:
            yield (
                f"第 {number} 条关系的谓词 {relation.predicate} 未知",
                f"relation {number} has unknown predicate {relation.predicate}",
            )
        for end in (relation.subject, relation.object):
            if end not in known:
                yield f"第 {number} 条关系指向不存在的实体 {end}", f"relation {number} names no entity: {end}"


def _error(where: str, zh: str, en: str) -> VocabularyError:
    return VocabularyError(f"{where}：{zh}", f"{where}: {en}")
