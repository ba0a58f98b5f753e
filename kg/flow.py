"""The stages in order: read, annotate, resolve, time line, store."""

import dataclasses
import functools
import hashlib
import importlib.metadata
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pyarrow as pa

from kg.config import Config
from kg.curation.applying import curate, read_decisions, told_unused
from kg.engines import LocalEngine
from kg.errors import DocumentError
from kg.model import Document, Fact, Mention, Snapshot, schema, to_row
from kg.nlp.pipeline import annotate, annotated_rows
from kg.read import Source, find_sources, read_source
from kg.resolve import resolve
from kg.store import write_store
from kg.timeline import build_edges

Progress = Callable[[str, int, int], None]
_BATCH = 16


@dataclasses.dataclass(frozen=True, slots=True)
class Skipped:
    """A source that is not in the graph, or a judgement that touches nothing there; why, in Chinese and in English."""

    source: str
    zh: str
    en: str
    judgement: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build made: numbers of rows, sources left out, seconds."""

    documents: int
    mentions: int
    facts: int
    entities: int
    edges: int
    skipped: tuple[Skipped, ...]
    seconds: float


def build(
    paths: Sequence[Path],
    store: Path,
    config: Config,
    *,
    published: str | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Read the articles below `paths` and write the store; documents that cannot be read are listed in the report.

    Raises DocumentError if no article can be read at all, StoreError or OutputError if the store cannot be written.
    """
    began = time.monotonic()
    snapshot, skipped = make_snapshot(paths, config, published=published, progress=progress)
    write_store(store, snapshot, manifest(snapshot, config))
    return BuildReport(
        documents=len(snapshot.documents),
        mentions=len(snapshot.mentions),
        facts=len(snapshot.facts),
        entities=len(snapshot.entities),
        edges=len(snapshot.edges),
        skipped=skipped,
        seconds=round(time.monotonic() - began, 3),
    )


def make_snapshot(
    paths: Sequence[Path], config: Config, *, published: str | None = None, progress: Progress | None = None
) -> tuple[Snapshot, tuple[Skipped, ...]]:
    """Everything a build computes, without writing it."""
    report = progress or (lambda stage, done, total: None)
    judgements = read_decisions(config.curation)
    documents, unread = _read(find_sources(paths), config, published, report)
    if not documents:
        raise DocumentError(f"没有可读的文章：{unread[0].zh}", f"no article could be read: {unread[0].en}")
    mentions, facts, failed = _annotate(documents, config, report)
    report("resolve", 0, 1)
    curated = curate(judgements, documents, mentions, facts)
    mentions, facts = curated.mentions, [f for f in curated.facts if f.confidence >= config.graph.min_confidence]
    entities = resolve(documents, mentions, facts, judgements=curated.judgements)
    edges = build_edges(documents, mentions, facts, entities)
    report("resolve", 1, 1)
    snapshot = Snapshot(
        documents=tuple(documents),
        mentions=tuple(sorted(mentions, key=lambda m: m.id)),
        facts=tuple(sorted(facts, key=lambda f: f.id)),
        entities=tuple(sorted(entities, key=lambda e: e.id)),
        edges=tuple(sorted(edges, key=lambda e: e.id)),
    )
    idle = [Skipped(j.where, *told_unused(j), judgement=True) for j in curated.unused]
    return snapshot, tuple(sorted([*unread, *failed, *idle], key=lambda s: s.source))


def _read(
    sources: Sequence[Source], config: Config, published: str | None, report: Progress
) -> tuple[list[Document], list[Skipped]]:
    documents: list[Document] = []
    skipped: list[Skipped] = []
    for number, source in enumerate(sources, start=1):
        try:
            documents += read_source(source, published=published, max_characters=config.build.max_characters)
        except DocumentError as error:
            skipped.append(Skipped(source.name, error.zh, error.en))
        report("read", number, len(sources))
    return sorted(documents, key=lambda d: (d.source, d.part)), skipped


def _annotate(
    documents: Sequence[Document], config: Config, report: Progress
) -> tuple[list[Mention], list[Fact], list[Skipped]]:
    stage = functools.partial(annotate, recogniser=config.nlp.recogniser, model=config.nlp.model)
    engine = LocalEngine(workers=config.build.workers)
    results = []
    for done, batch in enumerate(engine.map(stage, _batches(documents)), start=1):
        results.append(batch)
        report("annotate", min(done * _BATCH, len(documents)), len(documents))
    mentions, facts, errors = annotated_rows(results)
    source_of = {d.id: d.source for d in documents}
    skipped = [
        Skipped(source_of[i], f"{source_of[i]} 未能分析：{e}", f"{source_of[i]} could not be analysed: {e}")
        for i, e in errors
    ]
    return mentions, facts, skipped


def _batches(documents: Sequence[Document]) -> Iterator[pa.RecordBatch]:
    for i in range(0, len(documents), _BATCH):
        yield pa.RecordBatch.from_pylist([to_row(d) for d in documents[i : i + _BATCH]], schema=schema(Document))


def manifest(snapshot: Snapshot, config: Config) -> dict[str, object]:
    """What the store says of itself: versions, settings, the fingerprint of its input, numbers of rows."""
    digest = hashlib.sha256()
    for d in snapshot.documents:
        digest.update(f"{d.source}\x1f{d.part}\x1f{d.raw_sha256}\n".encode())
    return {
        "software": importlib.metadata.version("kg"),
        "input": digest.hexdigest(),
        "base": config.graph.base,
        "recogniser": config.nlp.recogniser,
        "model": config.nlp.model,
        "documents": len(snapshot.documents),
        "mentions": len(snapshot.mentions),
        "facts": len(snapshot.facts),
        "entities": len(snapshot.entities),
        "edges": len(snapshot.edges),
    }
