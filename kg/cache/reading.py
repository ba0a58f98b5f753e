"""Reading sources, those anew that are not kept."""

import dataclasses
import itertools
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from kg.cache import fingerprints
from kg.cache.rows import flat, key_of, list_of
from kg.cache.segments import Segments
from kg.cache.skipping import Skipped
from kg.errors import DocumentError
from kg.model import Document, to_row
from kg.read import Source, read_source, source_digest

FIELDS = (list_of("documents", Document),)
Step = Callable[[int, int], None]


@dataclasses.dataclass(frozen=True, slots=True)
class Read:
    """Documents by source and part, the key of the source of each, and the sources that cannot be read.

    The key is empty where the file was written to while it was read: its documents are good for now, but not kept.
    """

    documents: list[Document]
    keys: dict[str, str]
    skipped: list[Skipped]


def key_sources(
    sources: Sequence[Source], *, published: str | None, max_characters: int
) -> tuple[dict[Source, str], list[Skipped]]:
    """The key of each source's documents: of its bytes, the options and the code; and the sources without."""
    keys: dict[Source, str] = {}
    skipped: list[Skipped] = []
    for source in sources:
        try:
            keys[source] = _key(source, published, max_characters)
        except DocumentError as error:
            skipped.append(Skipped(source.name, error.zh, error.en))
    return keys, skipped


def read_sources(
    keys: Mapping[Source, str],
    kept: Segments,
    *,
    published: str | None,
    max_characters: int,
    step: Step,
    known: Collection[str] = (),
) -> Read:
    """The documents of the sources with these keys, those with a `known` key left out."""
    wanted = {source: key for source, key in keys.items() if key not in known}
    read = Read([], {}, [])
    live: list[str] = []
    for number, (source, key) in enumerate(wanted.items(), start=len(keys) - len(wanted) + 1):
        try:
            if key not in kept:
                found = read_source(source, published=published, max_characters=max_characters)
                if key != _key(source, published, max_characters):
                    _take(read, found, "")
                    continue
                kept.add([key], _table(found))
            live.append(key)
        except DocumentError as error:
            read.skipped.append(Skipped(source.name, error.zh, error.en))
        finally:
            step(number, len(keys))
    kept.compact(keys.values())
    for table in kept.rows(live):
        for key, rows in zip(table["key"].to_pylist(), _by_row(table), strict=True):
            _take(read, rows, key)
    read.documents.sort(key=lambda d: (d.source, d.part))
    return read


def _key(source: Source, published: str | None, max_characters: int) -> str:
    digest = source_digest(source, max_characters=max_characters)
    return key_of(fingerprints.reading(), digest, published or "", str(max_characters))


def _take(read: Read, documents: Sequence[Document], key: str) -> None:
    read.documents.extend(documents)
    read.keys.update((d.id, key) for d in documents)


def _by_row(table: pa.Table) -> Iterator[list[Document]]:
    """The documents in each row of a table."""
    documents = iter(flat(Document, table["documents"]))
    for number in pc.list_value_length(table["documents"]).to_pylist():
        yield list(itertools.islice(documents, number))


def _table(documents: Sequence[Document]) -> pa.Table:
    return pa.Table.from_pylist([{"documents": [to_row(d) for d in documents]}], schema=pa.schema(FIELDS))
