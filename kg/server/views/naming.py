"""From what somebody typed to an entity, or to the ones that may be meant."""

import dataclasses
import re

from kg.errors import LookupFailed
from kg.query import Graph, Match
from kg.query.finding import search_names
from kg.server.refusals import lookup_status

_ID = re.compile(r"[a-z]-[a-z2-7]{1,32}")


@dataclasses.dataclass(frozen=True, slots=True)
class Named:
    """A name as typed with the entity it means; without one, with the entities that may be meant or are nearest."""

    text: str
    entity: Match | None = None
    candidates: tuple[Match, ...] = ()
    ambiguous: bool = False

    @property
    def status(self) -> int:
        """The HTTP status of a view that needs the entity; a view without a name is no failure."""
        return lookup_status(ambiguous=self.ambiguous) if self.text and self.entity is None else 200

    def plain(self) -> dict[str, object]:
        """The name, its entity and the candidates as plain values."""
        entity = match_values(self.entity) if self.entity else None
        return {"text": self.text, "entity": entity, "candidates": [match_values(m) for m in self.candidates]}


def match_values(found: Match) -> dict[str, object]:
    """An entity as plain values."""
    return {"id": found.id, "name": found.name, "type": found.type, "kind": found.kind or None}


def named(graph: Graph, text: str) -> Named:
    """The entity of an id, a name, or a part of a name or its pinyin that only one has."""
    if not text:
        return Named("")
    try:
        if _ID.fullmatch(text):
            found = graph.entity(id=text)
            return Named(found.name, found)
        return Named(text, graph.entity(text))
    except LookupFailed as error:
        if error.ambiguous:
            return _several(text, error)
        return _spelled(graph, text, error)


def _spelled(graph: Graph, text: str, unknown: LookupFailed) -> Named:
    found = search_names(graph.reader, text)
    if not found:
        return _several(text, unknown)
    if len(found) == 1:
        return Named(found[0].name, found[0])
    return Named(text, None, found[:12], ambiguous=True)


def _several(text: str, error: LookupFailed) -> Named:
    known = tuple(c for c in error.candidates if isinstance(c, Match))
    return Named(text, None, known[:12], error.ambiguous)
