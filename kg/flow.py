"""The stages in order: read, annotate, resolve, time line, store.

What single articles give is kept in the store (`kg.cache`), and where few of them changed the graph there is is taken
and only what they touch brought together again (`kg.growing`). The graph is the same byte for byte whether it grew
article by article or was made at once.
"""

import contextlib
import dataclasses
import functools
import gc
import hashlib
import importlib.metadata
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.cache import (
    Cache,
    Changes,
    Segments,
    Skipped,
    annotate_documents,
    file_digest,
    find_changes,
    key_sources,
    lasting,
    open_cache,
    read_sources,
)
from kg.config import Config
from kg.curation.applying import concerned, curate, read_decisions
from kg.errors import DocumentError
from kg.growing import (
    Built,
    State,
    grow,
    keep_state,
    lean_documents,
    left_out,
    made_state,
    open_states,
    origins_of,
    state_key,
)
from kg.model import Snapshot
from kg.read import find_sources
from kg.resolve import gather, resolve_items
from kg.store import ROW_TYPES, locked, prepare_store, snapshot_tables, write_tables
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
        work = _Work(paths, config, published, progress or _silent, open_cache(store, fresh=fresh))
        states = open_states(store)
        built = work.grow(store, states) or work.make_anew()
        tables = built.tables
        changes = find_changes(store, lean_documents(tables["documents"]), built.reused)
        work.report("write", 0, 1)
        with _uncollected():
            version = write_tables(store, tables, manifest(tables, config), keep=config.build.keep)
            if lasting(config.nlp.recogniser):
                keep_state(states, state_key(version.name, work.settings), built.state)
        work.report("write", 1, 1)
    return BuildReport(
        documents=len(tables["documents"]),
        mentions=len(tables["mentions"]),
        facts=len(tables["facts"]),
        entities=len(tables["entities"]),
        edges=len(tables["edges"]),
        skipped=built.skipped,
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
    work = _Work(paths, config, published, progress or _silent, open_cache(None))
    made = work.make()
    return made.snapshot, work.skipped(made.skipped)


@dataclasses.dataclass(frozen=True, slots=True)
class _Made:
    """What all articles gave at once."""

    snapshot: Snapshot
    state: State
    skipped: tuple[Skipped, ...]
    reused: frozenset[str]


class _Work:
    """One build: its articles by key, its settings, people's decisions, what is kept; `report` tells how far it is."""

    def __init__(
        self, paths: Sequence[Path], config: Config, published: str | None, report: Progress, cache: Cache
    ) -> None:
        self.report = report
        self._config = config
        self._judgements = read_decisions(config.curation)
        limit = config.build.max_characters
        self._keys, self._unread = key_sources(find_sources(paths), published=published, max_characters=limit)
        self._read = functools.partial(
            read_sources,
            self._keys,
            cache.read,
            published=published,
            max_characters=limit,
            step=functools.partial(report, "read"),
        )
        self._annotate = functools.partial(
            annotate_documents,
            kept=cache.annotated,
            recogniser=config.nlp.recogniser,
            model=config.nlp.model,
            workers=config.build.workers,
            step=functools.partial(report, "annotate"),
        )
        model = file_digest(Path(config.nlp.model)) if config.nlp.model else ""
        self.settings = (config.nlp.recogniser, model, str(config.graph.min_confidence))

    def skipped(self, others: Iterable[Skipped]) -> tuple[Skipped, ...]:
        """All that is left out, in order."""
        return tuple(sorted([*self._unread, *others], key=lambda s: s.source))

    def grow(self, store: Path, states: Segments) -> Built | None:
        """The graph made from the store's current version, if that can be done."""
        built = grow(
            store,
            states,
            self.settings,
            self._judgements,
            source_keys=self._keys.values(),
            read=lambda known: self._read(known=known),
            annotate=lambda documents, others: self._annotate(documents, others=others),
            min_confidence=self._config.graph.min_confidence,
        )
        return built and dataclasses.replace(built, skipped=self.skipped(built.skipped))

    def make_anew(self) -> Built:
        """The graph with all articles brought together."""
        made = self.make()
        with _uncollected():
            tables = snapshot_tables(made.snapshot)
        return Built(tables, made.state, self.skipped(made.skipped), made.reused)

    def make(self) -> _Made:
        """What all articles give; raises DocumentError if none can be read."""
        read = self._read()
        if not read.documents:
            first = self.skipped(read.skipped)[0]
            raise DocumentError(f"没有可读的文章：{first.zh}", f"no article could be read: {first.en}")
        documents = read.documents
        found = self._annotate(documents)
        self.report("resolve", 0, 1)
        curated = curate(self._judgements, documents, found.mentions, found.facts)
        least = self._config.graph.min_confidence
        mentions, facts = curated.mentions, [f for f in curated.facts if f.confidence >= least]
        judged = concerned(self._judgements, documents, found.mentions)
        with _uncollected():
            items = gather(documents, mentions)
            resolution = resolve_items(items, documents, facts, judgements=curated.judgements)
            entities = resolution.entities
            edges = build_edges(documents, mentions, facts, entities)
            state = made_state(origins_of(read.keys, found), items, resolution, judged)
        self.report("resolve", 1, 1)
        return _Made(
            snapshot=Snapshot(
                documents=tuple(documents),
                mentions=tuple(sorted(mentions, key=lambda m: m.id)),
                facts=tuple(sorted(facts, key=lambda f: f.id)),
                entities=tuple(entities),
                edges=tuple(sorted(edges, key=lambda e: e.id)),
            ),
            state=state,
            skipped=left_out([*read.skipped, *found.skipped], curated.unused),
            reused=found.reused,
        )


def manifest(tables: Mapping[str, Any], config: Config) -> dict[str, object]:
    """What the store says of itself: versions, settings, the fingerprint of its input, numbers of rows."""
    digest = hashlib.sha256()
    columns = (tables["documents"][name].to_pylist() for name in ("source", "part", "raw_sha256"))
    for source, part, raw_sha256 in zip(*columns, strict=True):
        digest.update(f"{source}\x1f{part}\x1f{raw_sha256}\n".encode())
    return {
        "software": importlib.metadata.version("kg"),
        "input": digest.hexdigest(),
        "base": config.graph.base,
        "recogniser": config.nlp.recogniser,
        "model": config.nlp.model,
        **{name: len(tables[name]) for name in ROW_TYPES},
    }
