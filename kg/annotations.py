"""Annotated articles (`seeds/training/*.txt`): text with marked mentions, entities and relations.

The format is described in `seeds/training/FORMAT.md`; these articles train and tune, and serve as gold in the
same form as `seeds/gold/*.json` through `to_gold`.
"""

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.errors import VocabularyError

_MENTION = re.compile(r"\{([^{}|]+)\|([A-Z]+)(?::([a-z]+\d+))?\}")
_HEADER = re.compile(r"(id|published|genre|title): ?(.*)")


@dataclasses.dataclass(frozen=True, slots=True)
class MarkedMention:
    """A marked name: character offsets into the article's text, type, and entity id (empty for POSITION)."""

    start: int
    end: int
    type: str
    entity: str


@dataclasses.dataclass(frozen=True, slots=True)
class MarkedRelation:
    """A marked relation between two entity ids; qualifiers are `position`, `at`, `amount`, `start`, `end`,
    `status`, and `optional=yes` on one that counts neither way.
    """

    subject: str
    predicate: str
    object: str
    qualifiers: dict[str, str]

    @property
    def optional(self) -> bool:
        """Whether finding it is not rewarded and missing it not punished."""
        return "optional" in self.qualifiers


@dataclasses.dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article: `text` is the title, a newline, and the paragraphs, one a line.

    `organizations` maps an ORG's id to (kind, full name).
    """

    id: str
    published: str
    genre: str
    title: str
    text: str
    mentions: tuple[MarkedMention, ...]
    organizations: dict[str, tuple[str, str]]
    relations: tuple[MarkedRelation, ...]

    @property
    def batch(self) -> str:
        """The letters that its id begins with."""
        return self.id.rstrip("0123456789")

    def names(self) -> dict[str, list[str]]:
        """Every entity's names, the fullest first: as marked in the text, and the full form given below it."""
        found: dict[str, list[str]] = {}
        for m in self.mentions:
            if m.entity:
                found.setdefault(m.entity, []).append(self.text[m.start : m.end])
        for entity, (_, full) in self.organizations.items():
            if full:
                found.setdefault(entity, []).append(full)
        return {e: sorted(dict.fromkeys(names), key=lambda n: (-len(n), n)) for e, names in sorted(found.items())}


def read_annotated(path: Path) -> Iterator[AnnotatedArticle]:
    """The articles of one batch file, or of every `*.txt` of a folder in order of name."""
    if path.is_dir():
        for file in sorted(path.glob("*.txt")):
            yield from read_annotated(file)
        return
    line = 1
    for block in re.split(r"^===\n", path.read_text("utf-8"), flags=re.MULTILINE):
        if block.strip():
            yield _article(block, path, line)
        line += block.count("\n") + 1


def _article(block: str, path: Path, line: int) -> AnnotatedArticle:
    body, _, tail = block.partition("\n--\n")
    head: dict[str, str] = {}
    lines: list[str] = []
    for row in body.strip("\n").split("\n"):
        match = _HEADER.match(row)
        if match and match[1] not in head and not lines:
            head[match[1]] = match[2]
        else:
            lines.append(row)
    if "id" not in head:
        raise VocabularyError(
            f"{path} 第 {line} 行起的文章没有 id", f"{path}: the article from line {line} on has no id"
        )
    text, mentions = _unmark("\n".join([head.get("title", ""), *lines]))
    organizations, relations = _tail(tail, f"{path} ({head['id']})")
    title = text.partition("\n")[0]
    return AnnotatedArticle(
        head["id"], head.get("published", ""), head.get("genre", ""), title, text, mentions, organizations, relations
    )


def _unmark(marked: str) -> tuple[str, tuple[MarkedMention, ...]]:
    text, mentions, last = "", [], 0
    for match in _MENTION.finditer(marked):
        text += marked[last : match.start()]
        mentions.append(MarkedMention(len(text), len(text) + len(match[1]), match[2], match[3] or ""))
        text, last = text + match[1], match.end()
    return text + marked[last:], tuple(mentions)


def _tail(tail: str, where: str) -> tuple[dict[str, tuple[str, str]], tuple[MarkedRelation, ...]]:
    organizations: dict[str, tuple[str, str]] = {}
    relations = []
    for row in filter(None, (r.strip() for r in tail.split("\n"))):
        parts = row.split(" ")
        if "_" in parts[1] or (len(parts) > 2 and re.fullmatch(r"[a-z]+\d+", parts[2])):
            if len(parts) < 3:
                raise VocabularyError(f"{where}：关系不完整：{row}", f"{where}: incomplete relation: {row}")
            qualifiers = dict(q.partition("=")[::2] for q in parts[3:])
            relations.append(MarkedRelation(parts[0], parts[1], parts[2], qualifiers))
        else:
            organizations[parts[0]] = (parts[1], " ".join(parts[2:]))
    return organizations, tuple(relations)


_TYPE_OF_LETTER = {
    "p": "PERSON", "o": "ORG", "k": "PARK", "g": "PROGRAMME", "j": "PROJECT",
    "l": "PLACE", "h": "HONOUR", "i": "INDUSTRY", "e": "EVENT",
}  # fmt: skip


def to_gold(article: AnnotatedArticle) -> dict[str, Any]:
    """The article in the form of a gold file; relations that were denied (`status=negated`) are left out."""
    types = {m.entity: m.type for m in article.mentions if m.entity}
    entities = []
    for entity, names in article.names().items():
        row: dict[str, Any] = {"id": entity, "type": types.get(entity) or _TYPE_OF_LETTER[entity[0]], "names": names}
        if entity in article.organizations:
            row["kind"] = article.organizations[entity][0]
        entities.append(row)
    relations = [
        {"subject": r.subject, "predicate": r.predicate, "object": r.object, **r.qualifiers, "optional": r.optional}
        for r in article.relations
        if r.qualifiers.get("status") != "negated"
    ]
    return {"document": article.id, "published": article.published, "entities": entities, "relations": relations}
