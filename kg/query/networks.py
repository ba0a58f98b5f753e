"""The graph as a networkx graph."""

from typing import Any

from kg.model import Snapshot


def multigraph(snapshot: Snapshot) -> Any:
    """A `networkx.MultiDiGraph`: a node for each entity, an edge for each edge, keyed by their ids."""
    import networkx as nx

    graph = nx.MultiDiGraph()
    for entity in snapshot.entities:
        graph.add_node(entity.id, name=entity.name, type=entity.type, kind=entity.kind, names=entity.names)
    for edge in snapshot.edges:
        graph.add_edge(
            edge.subject_id,
            edge.object_id,
            key=edge.id,
            predicate=edge.predicate,
            **dict(edge.qualifiers),
            at=edge.at,
            first_seen=edge.first_seen,
            last_seen=edge.last_seen,
            status=edge.status,
            confidence=edge.confidence,
        )
    return graph
