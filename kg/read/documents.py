"""A file → its articles as Documents."""

import hashlib

from kg.errors import DocumentError
from kg.model import Document, When, content_id
from kg.read.dates import parse_iso
from kg.read.encodings import decode
from kg.read.headline import find_byline, find_title
from kg.read.published import find_published
from kg.read.repair import Article, repair
from kg.read.sidecar import read_sidecar
from kg.read.sources import Source, read_bytes, too_large
from kg.read.traced import join


def read_source(source: Source, *, published: str | None = None, max_characters: int = 2_000_000) -> list[Document]:
    """The articles of a file, repaired; raises DocumentError where it cannot be read as text.

    `published` overrides every date that the file or its sidecar gives.
    """
    data = read_bytes(source, max_characters=max_characters)
    if not data.strip():
        raise _empty(source)
    raw, _ = decode(data, name=source.name)
    if len(raw) > max_characters:
        raise too_large(source.name, max_characters)
    articles = repair(raw)
    if not articles:
        raise _empty(source)
    sidecar = read_sidecar(source)
    given = _given(source, published, sidecar)
    sha256 = hashlib.sha256(data).hexdigest()
    return [
        _document(source, (number, len(articles)), sha256, article, given, sidecar.get("title", ""))
        for number, article in enumerate(articles, start=1)
    ]


def _document(
    source: Source,
    part: tuple[int, int],
    sha256: str,
    article: Article,
    given: tuple[When | None, str],
    title: str,
) -> Document:
    whole = join(article.paragraphs, "\n")
    found = find_title(article.texts)
    when, how = given if given[0] else find_published(article.texts, article.margins)
    return Document(
        id=content_id("d", source.name, str(part[0])),
        source=source.name,
        part=part[0],
        parts=part[1],
        raw_sha256=sha256,
        text=whole.text,
        title=title or found,
        byline=find_byline(article.texts, found),
        published=when,
        published_how=how,
        raw_offsets=whole.runs(),
        repairs=article.repairs,
    )


def _given(source: Source, published: str | None, sidecar: dict[str, str]) -> tuple[When | None, str]:
    for value, how, where in ((published, "option", "--published"), (sidecar.get("published"), "sidecar", "published")):
        if value is None:
            continue
        when = parse_iso(value)
        if when is None:
            raise DocumentError(
                f"{source.name}：{where} 的日期无效：{value}（应为 2021、2021-05 或 2021-05-12）",
                f"{source.name}: bad date for {where}: {value} (give 2021, 2021-05 or 2021-05-12)",
            )
        return when, how
    return None, ""


def _empty(source: Source) -> DocumentError:
    return DocumentError(f"{source.name}：没有文字，已跳过", f"{source.name}: no text in it, skipped")
