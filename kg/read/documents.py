"""A file → its articles as Documents."""

import hashlib
from collections import Counter
from collections.abc import Sequence

from kg.errors import DocumentError
from kg.model import Document, When, content_id
from kg.read.boilerplate import drop_boilerplate
from kg.read.clean import clean_text
from kg.read.dates import parse_iso
from kg.read.doubling import undouble
from kg.read.encodings import decode
from kg.read.headline import find_byline, find_title
from kg.read.joining import join_lines
from kg.read.lines import Line, split_lines
from kg.read.published import find_published
from kg.read.sidecar import read_sidecar
from kg.read.sources import Source, read_bytes, too_large
from kg.read.spacing import close_up, despace
from kg.read.splitting import split_articles
from kg.read.traced import Traced, join, trace


def read_source(
    source: Source, *, published: str | None = None, max_characters: int = 2_000_000
) -> list[Document]:
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
        _document(source, number, len(articles), sha256, article, repairs, given, sidecar.get("title", ""))
        for number, (article, repairs) in enumerate(articles, start=1)
    ]


def repair(raw: str) -> list[tuple[list[Traced], Counter[str]]]:
    """The articles of a decoded text, each as its paragraphs, with what was repaired and how often."""
    cleaned, counts = clean_text(trace(raw))
    lines = [_mended(line, counts) for line in split_lines(cleaned)]
    lines, dropped = drop_boilerplate(lines)
    counts["boilerplate_lines"] += dropped
    articles = []
    for part in split_articles(lines) if lines else []:
        own = Counter(counts)
        paragraphs, own["joined_lines"] = join_lines(part)
        result = []
        for paragraph in paragraphs:
            spaced, removed = despace(paragraph)
            own["stray_spaces"] += removed
            result.append(spaced)
        articles.append((result, +own))
    return articles


def _mended(line: Line, counts: Counter[str]) -> Line:
    piece, undone = undouble(line.piece)
    piece, removed = close_up(piece)
    counts["doubled_runs"] += undone
    counts["stray_spaces"] += removed
    return Line(piece, line.width, line.indent, line.gap) if undone or removed else line


def _document(
    source: Source,
    part: int,
    parts: int,
    sha256: str,
    article: Sequence[Traced],
    repairs: Counter[str],
    given: tuple[When | None, str],
    title: str,
) -> Document:
    whole = join(article, "\n")
    paragraphs = [p.text for p in article]
    found = find_title(paragraphs)
    when, how = given if given[0] else find_published(paragraphs)
    return Document(
        id=content_id("d", source.name, str(part)),
        source=source.name,
        part=part,
        parts=parts,
        raw_sha256=sha256,
        text=whole.text,
        title=title or found,
        byline=find_byline(paragraphs, found),
        published=when,
        published_how=how,
        raw_offsets=whole.runs(),
        repairs=tuple(f"{name}:{n}" for name, n in sorted(repairs.items())),
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
