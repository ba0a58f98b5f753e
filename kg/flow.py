"""The stages in order: read, annotate, resolve, time line, store.

What single articles give is kept in the store (`kg.cache`), so a build does again only what changed; what brings
articles together is done anew each time, from the same rows in the same order. So the graph is the same byte for byte
whether it grew article by article or was made at once.
"""

import contextlib
import dataclasses
import functools
import gc
import hashlib
import importlib.metadata
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kg.cache import Cache, Changes, Skipped, annotate_documents, find_changes, open_cache, read_sources
from kg.config import Config
from kg.curation.applying import curate, read_decisions, told_unused
from kg.errors import DocumentError
from kg.model import Snapshot
from kg.read import find_sources
from kg.resolve import resolve
from kg.store import locked, prepare_store, write_store
from kg.timeline import build_edges

Progress = Callable[[str, int, int], None]

__all__ = ["BuildReport", "Progress", "Skipped", "build", "make_snapshot", "manifest"]


@dataclasses.dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build made: numbers of rows, what became of the articles, sources left out, seconds."""

    documents: int
    mentions: int
    facts: int
    entities: int
    edges: int
    skipped: tuple[Skipped, ...]
    seconds: float
    changes: Changes = dataclasses.field(default_factory=Changes)


def build(
    paths: Sequence[Path],
    store: Path,
    config: Config,
    *,
    published: str | None = None,
    fresh: bool = False,
    progress: Progress | None = None,
) -> BuildReport:
    """Read the articles below `paths` and write the store; documents that cannot be read are listed in the report.

    Articles that are in the store's cache are not analysed again, unless `fresh`. The store is held from the start.
    Raises DocumentError if no article can be read at all, StoreError or OutputError if the store cannot be written.
    """
    began = time.monotonic()
    with locked(store):
        prepare_store(store)
        cache = open_cache(store, fresh=fresh)
        snapshot, skipped, reused = _compute(paths, config, published, progress, cache)
        changes = find_changes(store, snapshot.documents, reused)
        report = progress or _silent
        report("write", 0, 1)
        with _uncollected():
            write_store(store, snapshot, manifest(snapshot, config), keep=config.build.keep)
        report("write", 1, 1)
    return BuildReport(
        documents=len(snapshot.documents),
        mentions=len(snapshot.mentions),
        facts=len(snapshot.facts),
        entities=len(snapshot.entities),
        edges=len(snapshot.edges),
        skipped=skipped,
        seconds=round(time.monotonic() - began, 3),
        changes=changes,
    )


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for garbage in cycles: among millions of rows there is none, and it takes half of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _silent(stage: str, done: int, total: int) -> None:
    """Nobody watches."""


def make_snapshot(
    paths: Sequence[Path], config: Config, *, published: str | None = None, progress: Progress | None = None
) -> tuple[Snapshot, tuple[Skipped, ...]]:
    """Everything a build computes, without writing it or using what was kept."""
    return _compute(paths, config, published, progress, open_cache(None))[:2]


def _compute(
    paths: Sequence[Path], config: Config, published: str | None, progress: Progress | None, cache: Cache
) -> tuple[Snapshot, tuple[Skipped, ...], frozenset[str]]:
    report = progress or _silent
    judgements = read_decisions(config.curation)
    documents, unread = read_sources(
        find_sources(paths),
        cache.read,
        published=published,
        max_characters=config.build.max_characters,
        step=functools.partial(report, "read"),
    )
    if not documents:
        raise DocumentError(f"没有可读的文章：{unread[0].zh}", f"no article could be read: {unread[0].en}")
    found = annotate_documents(
        documents,
        cache.annotated,
        recogniser=config.nlp.recogniser,
        model=config.nlp.model,
        workers=config.build.workers,
        step=functools.partial(report, "annotate"),
    )
    report("resolve", 0, 1)
    curated = curate(judgements, documents, found.mentions, found.facts)
    mentions, facts = curated.mentions, [f for f in curated.facts if f.confidence >= config.graph.min_confidence]
    with _uncollected():
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
    skipped = sorted([*unread, *found.skipped, *idle], key=lambda s: s.source)
    return snapshot, tuple(skipped), found.reused


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
