"""Annotated pages whose text is not part of this repository: marks by place, and where each text is to be had.

A file of such marks is JSON lines: `id`; `source`, the file and the line (from 0) of a public collection, and for an
excerpt where it starts and ends in the text as `page_text` gives it; `sha256` of the text; `published`; `mentions` as
[start, end, type, entity]; `organizations` as entity → [kind, full name]; `relations` as [subject, predicate, object,
qualifiers]. See `seeds/training/FORMAT.md`.
"""

import gzip
import hashlib
import json
import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.annotations import AnnotatedArticle, MarkedMention, MarkedRelation
from kg.errors import DocumentError

PAGES = "pages.jsonl.gz"
"""The marks of pages, in the folder of the annotated articles."""

PAGE = "page"
"""The genre of what is marked by place."""

FIRST, LATER, PAGE_PART = "batches a to j", "later batches", "pages"
"""The parts of the training data that figures are given of: the later articles were written to be harder."""

_FIRST_BATCHES = frozenset("abcdefghij")

EXCERPTS = "excerpts.jsonl.gz"
"""The marks of excerpts, names only."""

logger = logging.getLogger(__name__)


def page_text(line: str) -> str:
    """A line of the collection (`stamp，正文：text`) as title and paragraphs; the stamp is the title.

    >>> page_text("23-07-31 10:33:29，正文：  一段。   \\u3000\\u3000又一段。")
    '2023-07-31 10:33:29\\n一段。\\n又一段。'
    """
    head, found, body = line.partition("，正文：")
    if not found:
        head, body = "", line
    head = re.sub(r"\s+", " ", head).strip()
    if re.match(r"\d\d-\d\d-\d\d", head):
        head = "20" + head
    paragraphs = re.sub(r" {3,}|\u3000{2,}", "\n", body).strip()
    return f"{head}\n" + re.sub(r"\n\s*\n+", "\n", paragraphs)


def pages_of(articles: Path, collection: Path, files: Iterable[str] = (PAGES,)) -> list[AnnotatedArticle]:
    """What is marked in `files` of a folder of annotated articles; none, with a warning, without the collection."""
    marks = [articles / name for name in files if (articles / name).is_file()]
    if marks and not collection.is_dir():
        logger.warning("no %s: what is marked in %s is left out", collection, ", ".join(map(str, marks)))
        return []
    return [page for file in marks for page in read_pages(file, collection)]


def read_pages(marks: Path, collection: Path) -> Iterator[AnnotatedArticle]:
    """The annotated pages, their texts taken from the collection's files; errors as in `texts_of`."""
    rows = read_rows(marks)
    for row, text in zip(rows, texts_of(rows, collection), strict=True):
        yield _article(row, text)


def part(article: AnnotatedArticle) -> str:
    """FIRST, LATER or PAGE_PART."""
    if article.genre == PAGE:
        return PAGE_PART
    return FIRST if article.batch in _FIRST_BATCHES else LATER


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of JSON lines, plain or .gz."""
    stored = path.read_bytes()
    text = (gzip.decompress(stored) if path.suffix == ".gz" else stored).decode("utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def texts_of(rows: Iterable[Mapping[str, Any]], collection: Path) -> Iterator[str]:
    """The texts that rows with `source` and `sha256` are about; `source` is a file's name without suffix, line, part.

    Raises DocumentError where a text is missing or another than the one that was marked.
    """
    lines: dict[str, list[str]] = {}
    for row in rows:
        file, number, *part = row["source"]
        if file not in lines:
            lines[file] = _lines(collection, file)
        text = page_text(lines[file][number])[slice(*part or [None])] if number < len(lines[file]) else ""
        if _digest(text) != row["sha256"]:
            raise DocumentError(
                f"{collection / file} 第 {number + 1} 行不是标注时的文本，请取同一版本",
                f"line {number + 1} of {collection / file} is not the text that was marked; take the same version",
            )
        yield text


def write_pages(pages: Iterable[tuple[AnnotatedArticle, Sequence[Any]]], marks: Path) -> None:
    """The marks of pages, each with its source; same pages, same bytes."""
    rows = []
    for a, source in pages:
        row = {
            "id": a.id,
            "source": list(source),
            "sha256": _digest(a.text),
            "published": a.published,
            "mentions": [[m.start, m.end, m.type, m.entity] for m in a.mentions],
            "organizations": a.organizations,
            "relations": [[r.subject, r.predicate, r.object, r.qualifiers] for r in a.relations],
        }
        rows.append(json.dumps(row, ensure_ascii=False, separators=(",", ":")))
    marks.write_bytes(gzip.compress(("\n".join(rows) + "\n").encode("utf-8"), mtime=0))


def _article(row: dict[str, Any], text: str) -> AnnotatedArticle:
    mentions = tuple(MarkedMention(*m) for m in row["mentions"])
    organizations = {e: (kind, full) for e, (kind, full) in row["organizations"].items()}
    relations = tuple(MarkedRelation(*r) for r in row["relations"])
    title = text.partition("\n")[0]
    return AnnotatedArticle(row["id"], row["published"], PAGE, title, text, mentions, organizations, relations)


def _lines(collection: Path, name: str) -> list[str]:
    file = next((p for p in (collection / name, collection / f"{name}.txt") if p.is_file()), None)
    if file is None:
        raise DocumentError(
            f"找不到文本 {collection / name}（来源见 seeds/training/FORMAT.md）",
            f"no text {collection / name}; seeds/training/FORMAT.md says where it can be had",
        )
    return file.read_text("utf-8", errors="replace").splitlines()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
