"""Types, predicates and word lists, read once from `ontology/` and `seeds/` and checked against each other.

Both folders ship inside the wheel; in a checkout they stand beside the package.
"""

import csv
import dataclasses
import functools
from pathlib import Path
from typing import Any

from kg.errors import VocabularyError

NAMESPACE = "https://example.org/htz/def#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"


@dataclasses.dataclass(frozen=True, slots=True)
class EntityType:
    """An entity type: `tag` (ORG), class `iri`, one-letter id prefix, core type or not, labels."""

    tag: str
    iri: str
    letter: str
    core: bool
    zh: str
    en: str


@dataclasses.dataclass(frozen=True, slots=True)
class Predicate:
    """A predicate: `tag` (part_of), property `iri`, type signature, `state` or `event`, qualifiers, labels."""

    tag: str
    iri: str
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    lifetime: str
    symmetric: bool
    qualifiers: tuple[str, ...]
    zh: str
    en: str

    def allows(self, subject: str, object_: str) -> bool:
        """Whether the type signature admits this pair of type tags."""
        return subject in self.subjects and object_ in self.objects


@dataclasses.dataclass(frozen=True, slots=True)
class Ontology:
    """Everything the ontology file declares, by tag; `kinds` maps a kind of organization to its (zh, en) labels."""

    types: dict[str, EntityType]
    predicates: dict[str, Predicate]
    kinds: dict[str, tuple[str, str]]

    def oriented(self, predicate: str, subject: str, object_: str) -> tuple[str, str]:
        """The two entity ids of a statement in order: a symmetric one is said from the smaller id, if types admit it.

        >>> ontology().oriented("cooperates_with", "o-b", "o-a"), ontology().oriented("cooperates_with", "p-b", "o-a")
        (('o-a', 'o-b'), ('p-b', 'o-a'))
        >>> ontology().oriented("cooperates_with", "o-a", "p-b")
        ('p-b', 'o-a')
        """
        signature = self.predicates[predicate]
        if not signature.symmetric:
            return subject, object_
        letters = {t.letter: t.tag for t in self.types.values()}
        small, large = sorted((subject, object_))
        types = letters.get(small.partition("-")[0], ""), letters.get(large.partition("-")[0], "")
        return (small, large) if signature.allows(*types) or not all(types) else (large, small)


def folder(name: str) -> Path:
    """`ontology` or `seeds`: inside the installed package, else beside it."""
    here = Path(__file__).resolve().parent
    for candidate in (here / name, here.parent / name):
        if candidate.is_dir():
            return candidate
    raise VocabularyError(f"找不到目录 {name}，请重新安装", f"folder {name} is missing: install the package again")


@functools.cache
def ontology() -> Ontology:
    """The shipped ontology."""
    return read_ontology(folder("ontology") / "kg.ttl")


def read_ontology(path: Path) -> Ontology:
    """Parse an ontology file; raises VocabularyError with the file's name and the term at fault."""
    import pyoxigraph as ox

    about: dict[str, dict[str, list[Any]]] = {}
    try:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            subject = about.setdefault(str(quad.subject.value), {})
            subject.setdefault(quad.predicate.value, []).append(quad.object)
    except (OSError, SyntaxError, ValueError) as error:
        raise VocabularyError(f"本体文件 {path} 无法读取：{error}", f"cannot read ontology {path}: {error}") from error
    types = {t.tag: t for iri, d in about.items() if NAMESPACE + "idLetter" in d for t in [_entity_type(iri, d)]}
    tag_of = {t.iri: t.tag for t in types.values()}
    predicates = {
        p.tag: p for iri, d in about.items() if NAMESPACE + "lifetime" in d for p in [_predicate(iri, d, tag_of, path)]
    }
    kinds = {
        _one(d, NAMESPACE + "tag"): (_label(d, "zh", _SKOS + "prefLabel"), _label(d, "en", _SKOS + "prefLabel"))
        for iri, d in about.items()
        if "/kind-" in iri
    }
    return Ontology(types, predicates, kinds)


def _one(about: dict[str, list[Any]], iri: str) -> str:
    values = about.get(iri, [])
    return str(values[0].value) if values else ""


def _label(about: dict[str, list[Any]], lang: str, iri: str = _RDFS + "label") -> str:
    return next((str(v.value) for v in about.get(iri, []) if v.language == lang), "")


def _entity_type(iri: str, about: dict[str, list[Any]]) -> EntityType:
    return EntityType(
        tag=_one(about, NAMESPACE + "tag"),
        iri=iri,
        letter=_one(about, NAMESPACE + "idLetter"),
        core=_one(about, NAMESPACE + "core") == "true",
        zh=_label(about, "zh"),
        en=_label(about, "en"),
    )


def _predicate(iri: str, about: dict[str, list[Any]], tag_of: dict[str, str], path: Path) -> Predicate:
    sides = []
    for side in ("subjectType", "objectType"):
        iris = [str(v.value) for v in about.get(NAMESPACE + side, [])]
        unknown = [i for i in iris if i not in tag_of]
        if unknown or not iris:
            what = unknown[0] if unknown else side
            raise VocabularyError(
                f"{path}：谓词 {iri} 的 {what} 不是已声明的类型", f"{path}: {iri} has no valid {what}"
            )
        sides.append(tuple(sorted(tag_of[i] for i in iris)))
    return Predicate(
        tag=_one(about, NAMESPACE + "tag"),
        iri=iri,
        subjects=sides[0],
        objects=sides[1],
        lifetime=_one(about, NAMESPACE + "lifetime"),
        symmetric=_one(about, NAMESPACE + "symmetric") == "true",
        qualifiers=tuple(str(v.value) for v in about.get(NAMESPACE + "qualifier", [])),
        zh=_label(about, "zh"),
        en=_label(about, "en"),
    )


@functools.cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `seeds/<name>.tsv` (`positions`, `names/zones`, …) as dicts; every row must have every column."""
    return read_table(folder("seeds") / f"{name}.tsv")


def read_table(path: Path) -> tuple[dict[str, str], ...]:
    """Parse a word list: a header row, then one fact a line; raises VocabularyError with file and line."""
    return tuple(row for _, row in numbered_rows(path))


def numbered_rows(path: Path) -> tuple[tuple[int, dict[str, str]], ...]:
    """The rows of a word list as `read_table` gives them, each with the number of its line."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise VocabularyError(f"词表 {path} 无法读取：{error}", f"cannot read word list {path}: {error}") from error
    rows = list(csv.reader((line for line in lines), delimiter="\t", quoting=csv.QUOTE_NONE))
    if not rows:
        raise VocabularyError(f"词表 {path} 是空的", f"word list {path} is empty")
    header = rows[0]
    result = []
    for number, row in enumerate(rows[1:], start=2):
        if not row or row[0].startswith("#"):
            continue
        if len(row) != len(header):
            zh = f"{path} 第 {number} 行有 {len(row)} 列，应有 {len(header)} 列"
            raise VocabularyError(zh, f"{path} line {number}: {len(row)} columns instead of {len(header)}")
        result.append((number, dict(zip(header, row, strict=True))))
    return tuple(result)
