"""The folder that holds a graph: Parquet tables in a version folder, and a pointer to the version that counts.

```
zone.kg/CURRENT            the name of the version folder
zone.kg/v-…/manifest.json  software, format, fingerprint of the input, numbers of rows, checksums
zone.kg/v-…/*.parquet      documents, mentions, facts, entities, edges; links and names for lookups
zone.kg/v-…/quads/         the SPARQL index, made from the tables when a query first needs it
```

A version is built aside, flushed to disk and renamed before the pointer is replaced, so whatever happens a reader
finds either the old graph or the new one. Equal input gives equal bytes.
"""

from kg.store.adjacency import Adjacency, Hop
from kg.store.layout import FORMAT
from kg.store.lock import StoreLocked, locked
from kg.store.reading import StoreReader, open_store, read_snapshot
from kg.store.searching import (
    NameRow,
    fullest_names,
    names_containing,
    names_ending,
    names_equal,
    names_sharing,
    names_spelled,
    names_starting,
)
from kg.store.sparql_index import open_index
from kg.store.writing import write_store

__all__ = [
    "FORMAT",
    "Adjacency",
    "Hop",
    "NameRow",
    "StoreLocked",
    "StoreReader",
    "fullest_names",
    "locked",
    "names_containing",
    "names_ending",
    "names_equal",
    "names_sharing",
    "names_spelled",
    "names_starting",
    "open_index",
    "open_store",
    "read_snapshot",
    "write_store",
]
