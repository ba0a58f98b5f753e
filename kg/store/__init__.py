"""The folder that holds a graph: Parquet tables in a version folder, and a pointer to the version that counts.

```
zone.kg/CURRENT            the name of the version folder
zone.kg/HISTORY            the version folders before it that are kept, oldest first; only if some are
zone.kg/FORMER             the ids that were lost, and where they lead to; only if some were
zone.kg/v-…/manifest.json  software, format, fingerprint of the input, numbers of rows, checksums
zone.kg/v-…/*.parquet      documents, mentions, facts, entities, edges; links and names for lookups
zone.kg/v-…/quads/         the SPARQL index, made from the tables when a query first needs it
zone.kg/v-…/name-index-1/  the names made ready for search by parts, likewise
zone.kg/cache/             what single articles gave, for the next build; see `kg.cache`
```

A version is built aside, flushed to disk and renamed before the pointer is replaced, so whatever happens a reader
finds either the old graph or the new one. Equal input gives equal bytes.
"""

from kg.store.adjacency import Adjacency, Hop
from kg.store.columns import ROW_TYPES, constant, numbers, snapshot_tables, texts
from kg.store.former import survivors
from kg.store.layout import CACHE, FORMAT
from kg.store.lock import StoreLocked, exclusive, locked
from kg.store.name_index import character_pairs
from kg.store.reading import StoreReader, open_former, open_store, read_snapshot
from kg.store.searching import (
    NameRow,
    entities_of_mentions,
    fullest_names,
    name_rows_of,
    names_containing,
    names_ending,
    names_equal,
    names_matching,
    names_sharing,
    names_starting,
)
from kg.store.sparql_index import open_index
from kg.store.writing import prepare_store, write_store, write_tables

__all__ = [
    "CACHE",
    "FORMAT",
    "ROW_TYPES",
    "Adjacency",
    "Hop",
    "NameRow",
    "StoreLocked",
    "StoreReader",
    "character_pairs",
    "constant",
    "entities_of_mentions",
    "exclusive",
    "fullest_names",
    "locked",
    "name_rows_of",
    "names_containing",
    "names_ending",
    "names_equal",
    "names_matching",
    "names_sharing",
    "names_starting",
    "numbers",
    "open_former",
    "open_index",
    "open_store",
    "prepare_store",
    "read_snapshot",
    "snapshot_tables",
    "survivors",
    "texts",
    "write_store",
    "write_tables",
]
