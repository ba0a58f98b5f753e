"""Annotating documents, those anew whose results are not kept."""

import dataclasses
import functools
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

import pyarrow as pa

from kg.cache import fingerprints
from kg.cache.rows import flat, key_of, list_of
from kg.cache.segments import Segments
from kg.cache.skipping import Skipped
from kg.engines import LocalEngine
from kg.model import Document, Fact, Mention, schema, to_row
from kg.nlp.pipeline import annotate

FIELDS = (list_of("mentions", Mention), list_of("facts", Fact))
Step = Callable[[int, int], None]
_BATCH = 16
_OURS = ("", "kg_recogniser")


@dataclasses.dataclass(frozen=True, slots=True)
class Annotated:
    """Mentions and facts of documents, the documents that failed (also by id), and which results had been kept.

    `keys` are those of the documents' results, by id.
    """

    mentions: list[Mention]
    facts: list[Fact]
    skipped: list[Skipped]
    failed: frozenset[str]
    reused: frozenset[str]
    keys: dict[str, str]


def lasting(recogniser: str) -> bool:
    """Whether results of a recogniser can be used again: one from elsewhere can change without our knowing."""
    return recogniser in _OURS


def annotate_documents(
    documents: Sequence[Document],
    kept: Segments,
    *,
    recogniser: str,
    model: str,
    workers: int,
    step: Step,
    others: Collection[str] = (),
) -> Annotated:
    """What the pipeline finds in the documents; what is new is kept batch by batch.

    Of what is kept, results with the keys of `others` stay beside those of the documents.
    """
    if not lasting(recogniser):
        kept = Segments(None, "annotate", FIELDS)
    settings = key_of(fingerprints.annotation(), recogniser, fingerprints.file_digest(Path(model)) if model else "")
    keys = {d.id: key_of(settings, *_seen(d)) for d in documents}
    todo = [d for d in documents if keys[d.id] not in kept]
    stage = functools.partial(annotate, recogniser=recogniser, model=model)
    failed: dict[str, str] = {}
    done = len(documents) - len(todo)
    for batch in LocalEngine(workers=workers).map(stage, _batches(todo)):
        table = pa.Table.from_batches([batch])
        failed |= {i: e for i, e in zip(*(table[c].to_pylist() for c in ("document_id", "error")), strict=True) if e}
        good = table.filter(pa.array([i not in failed for i in table["document_id"].to_pylist()]))
        kept.add([keys[i] for i in good["document_id"].to_pylist()], good)
        done += len(batch)
        step(done, len(documents))
    kept.compact({*keys.values(), *others})
    tables = kept.rows(keys.values())
    return Annotated(
        mentions=[m for table in tables for m in flat(Mention, table["mentions"])],
        facts=[f for table in tables for f in flat(Fact, table["facts"])],
        skipped=[_skipped(d.source, failed[d.id]) for d in documents if d.id in failed],
        failed=frozenset(failed),
        reused=frozenset(keys) - {d.id for d in todo},
        keys=keys,
    )


def _seen(document: Document) -> tuple[str, ...]:
    """What the pipeline sees of a document."""
    published = document.published
    return document.id, document.text, "" if published is None else str(to_row(published))


def _batches(documents: Sequence[Document]) -> Iterator[pa.RecordBatch]:
    for i in range(0, len(documents), _BATCH):
        yield pa.RecordBatch.from_pylist([to_row(d) for d in documents[i : i + _BATCH]], schema=schema(Document))


def _skipped(source: str, error: str) -> Skipped:
    return Skipped(source, f"{source} 未能分析：{error}", f"{source} could not be analysed: {error}")
