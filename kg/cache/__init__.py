"""What articles gave, kept beside the graph, so that a build redoes only what changed.

```
zone.kg/cache/read-…       documents by a key of the file, its sidecar, the options and the code that reads
zone.kg/cache/annotate-…   mentions and facts by a key of the text, its date, the model and the code that annotates
zone.kg/cache/state-…      who met whom in the current version, by a key of that and of all code; see `kg.growing`
```

A key names everything that a result depends on, so a result is either exactly the one a build from scratch would give
or not found. Each file is named by the checksum of its bytes: one that is torn, damaged or foreign is thrown away and
its articles are done again. The whole folder may be deleted at any time.
"""

from kg.cache.annotating import annotate_documents, lasting
from kg.cache.changes import Changes, find_changes
from kg.cache.fingerprints import file_digest
from kg.cache.opening import Cache, open_cache
from kg.cache.reading import key_sources, read_sources
from kg.cache.segments import Segments
from kg.cache.skipping import Skipped

__all__ = [
    "Cache",
    "Changes",
    "Segments",
    "Skipped",
    "annotate_documents",
    "file_digest",
    "find_changes",
    "key_sources",
    "lasting",
    "open_cache",
    "read_sources",
]
