"""Articles: lists of them, and one with everything that was read in it."""

import dataclasses
from collections.abc import Iterable

from kg.errors import LookupFailed
from kg.model import Document, Fact, Mention
from kg.query.answers import Match
from kg.query.resolver import labels
from kg.store import StoreReader, entities_of_mentions

_COLUMNS = ("id", "source", "part", "parts", "title", "published")


@dataclasses.dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article in a list: its title (its file's name where it has none), its file, its date as precise as known."""

    id: str
    title: str
    file: str
    published: str | None


@dataclasses.dataclass(frozen=True, slots=True)
class Article:
    """An article with its names by place, what each denotes, and its facts by place."""

    document: Document
    mentions: tuple[Mention, ...]
    entities: dict[str, Match]
    facts: tuple[Fact, ...]


def article_lines(reader: StoreReader, ids: Iterable[str] | None = None) -> tuple[ArticleLine, ...]:
    """All articles, or those of these ids, the newest first, undated ones last."""
    table = reader.table("documents", _COLUMNS) if ids is None else reader.select("documents", "id", ids, _COLUMNS)
    rows = table.to_pylist()
    rows.sort(key=lambda r: (r["source"], r["part"]))
    rows.sort(key=lambda r: r["published"]["latest"].toordinal() if r["published"] else 0, reverse=True)
    return tuple(_line(r["id"], r["title"], r["source"], r["published"] and r["published"]["iso"]) for r in rows)


def article_line(document: Document) -> ArticleLine:
    """A document as a line of a list."""
    published = document.published.iso if document.published else None
    return _line(document.id, document.title, document.source, published)


def _line(id_: str, title: str, source: str, published: str | None) -> ArticleLine:
    file = source.rpartition("/")[2]
    return ArticleLine(id_, " ".join(title.split()) or file, file, published)


def article(reader: StoreReader, id_: str) -> Article:
    """One article; raises LookupFailed if there is none of this id."""
    found = reader.documents([id_])
    if not found:
        raise LookupFailed(f"图谱中没有文章 {id_}", f"the graph has no article {id_}")
    mentions = sorted(reader.mentions_in([id_]), key=lambda m: (m.start, -m.end, m.id))
    facts = sorted(reader.facts_in([id_]), key=lambda f: (f.evidence, f.id))
    owners = entities_of_mentions(reader, [m.id for m in mentions])
    names = labels(reader, set(owners.values()))
    return Article(found[0], tuple(mentions), {m: names[e] for m, e in owners.items()}, tuple(facts))
