"""What was known to hold at a date."""

from kg.model import Edge
from kg.query.dates import Moment
from kg.store import StoreReader


def edges_at(reader: StoreReader, moment: Moment | None, *, predicate: str | None = None) -> tuple[Edge, ...]:
    """The edges by id; with a moment those first seen by then, not yet ended and not merely planned."""
    edges = reader.edges(predicate)
    return edges if moment is None else tuple(e for e in edges if holds(e, moment))


def holds(edge: Edge, moment: Moment) -> bool:
    """Whether an edge was seen by a moment, had not ended and was not merely planned."""
    if edge.status == "planned" or edge.first_seen is None or edge.first_seen > moment.latest:
        return False
    if edge.until is not None:
        return edge.until.latest >= moment.earliest
    # an end that no text dates lies somewhere after the last sight of it
    return edge.status != "former" or (edge.last_seen is not None and edge.last_seen >= moment.earliest)
