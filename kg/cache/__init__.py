"""What articles gave, kept beside the graph, so that a build redoes only what changed.

```
zone.kg/cache/read-…       documents by a key of the file, its sidecar, the options and the code that reads
zone.kg/cache/annotate-…   mentions and facts by a key of the text, its date, the model and the code that annotates
```

A key names everything that a result depends on, so a result is either exactly the one a build from scratch would give
or not found. Each file is named by the checksum of its bytes: one that is torn, damaged or foreign is thrown away and
its articles are done again. The whole folder may be deleted at any time.
"""

from kg.cache.annotating import annotate_documents
from kg.cache.changes import Changes, find_changes
from kg.cache.opening import Cache, open_cache
from kg.cache.reading import read_sources
from kg.cache.skipping import Skipped

__all__ = ["Cache", "Changes", "Skipped", "annotate_documents", "find_changes", "open_cache", "read_sources"]
