"""Reading sources, those anew that are not kept."""

from collections.abc import Callable, Sequence

import pyarrow as pa

from kg.cache import fingerprints
from kg.cache.rows import flat, key_of, list_of
from kg.cache.segments import Segments
from kg.cache.skipping import Skipped
from kg.errors import DocumentError
from kg.model import Document, to_row
from kg.read import Source, read_source, source_digest

FIELDS = (list_of("documents", Document),)
Step = Callable[[int, int], None]


def read_sources(
    sources: Sequence[Source], kept: Segments, *, published: str | None, max_characters: int, step: Step
) -> tuple[list[Document], list[Skipped]]:
    """The documents of all sources by source and part, and the sources that cannot be read."""
    documents: list[Document] = []
    skipped: list[Skipped] = []
    live: list[str] = []

    def key(source: Source) -> str:
        digest = source_digest(source, max_characters=max_characters)
        return key_of(fingerprints.reading(), digest, published or "", str(max_characters))

    for number, source in enumerate(sources, start=1):
        try:
            before = key(source)
            if before not in kept:
                found = read_source(source, published=published, max_characters=max_characters)
                if before != key(source):  # written to meanwhile: good for now, but not to be kept
                    documents += found
                else:
                    kept.add([before], _table(found))
            live.append(before)
        except DocumentError as error:
            skipped.append(Skipped(source.name, error.zh, error.en))
        step(number, len(sources))
    kept.compact(live)
    for table in kept.rows(live):
        documents += flat(Document, table["documents"])
    return sorted(documents, key=lambda d: (d.source, d.part)), skipped


def _table(documents: Sequence[Document]) -> pa.Table:
    return pa.Table.from_pylist([{"documents": [to_row(d) for d in documents]}], schema=pa.schema(FIELDS))
