"""From what somebody typed to an entity, or to the ones that may be meant."""

import dataclasses
import re

from kg.errors import LookupFailed
from kg.query import Graph, Match
from kg.query.finding import search_names

_ID = re.compile(r"[a-z]-[a-z2-7]{1,32}")


@dataclasses.dataclass(frozen=True, slots=True)
class Named:
    """A name as typed with the entity it means; without one, with the entities that may be meant or are nearest."""

    text: str
    entity: Match | None = None
    candidates: tuple[Match, ...] = ()
    ambiguous: bool = False


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
