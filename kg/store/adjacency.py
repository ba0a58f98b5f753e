"""Walking the edges of a whole graph, a set of entities at a time."""

import dataclasses
from collections.abc import Collection, Iterable, Iterator

import pyarrow.compute as pc

from kg.store.columns import texts
from kg.store.reading import StoreReader

_COLUMNS = ("id", "subject_id", "predicate", "object_id", "status")


@dataclasses.dataclass(frozen=True, slots=True)
class Hop:
    """An edge walked from one end to the other."""

    edge_id: str
    start: str
    end: str


class Adjacency:
    """The ends of all edges with one of these predicates and states; all that is kept in memory of a large graph."""

    def __init__(
        self, reader: StoreReader, *, predicates: Collection[str] | None = None, statuses: Collection[str] | None = None
    ) -> None:
        edges = reader.table("edges", _COLUMNS)
        for column, wanted in (("predicate", predicates), ("status", statuses)):
            if wanted is not None:
                edges = edges.filter(pc.is_in(edges[column], texts(sorted(wanted))))
        self._edges = edges

    def forward(self, starts: Iterable[str]) -> Iterator[Hop]:
        """From subjects to objects, in order of edge id."""
        yield from self._across("subject_id", "object_id", starts)

    def backward(self, starts: Iterable[str]) -> Iterator[Hop]:
        """From objects to subjects, in order of edge id."""
        yield from self._across("object_id", "subject_id", starts)

    def _across(self, near: str, far: str, starts: Iterable[str]) -> Iterator[Hop]:
        at = texts(sorted(set(starts)))
        rows = self._edges.filter(pc.is_in(self._edges[near], at))
        columns = (rows[name].to_pylist() for name in ("id", near, far))
        yield from (Hop(*values) for values in zip(*columns, strict=True))
