"""The kept results of a store."""

import dataclasses
from pathlib import Path

from kg.cache import annotating, reading
from kg.cache.segments import Segments, sweep
from kg.store import CACHE


@dataclasses.dataclass(frozen=True, slots=True)
class Cache:
    """What reading and annotating gave, by key."""

    read: Segments
    annotated: Segments


def open_cache(store: Path | None, *, fresh: bool = False) -> Cache:
    """The results kept in a store, none if `fresh`; without a store they are kept in memory only."""
    folder = None if store is None else store / CACHE
    if folder is not None:
        sweep(folder, everything=fresh)
    return Cache(Segments(folder, "read", reading.FIELDS), Segments(folder, "annotate", annotating.FIELDS))
