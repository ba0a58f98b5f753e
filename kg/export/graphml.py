"""GraphML as Gephi, Gephi Lite, networkx and igraph all read it.

All keys are for nodes or for edges, of the types string, int and double; nodes stand before edges; every edge is
directed. Gephi merges parallel edges of one type and takes the type from the attribute `label` of `edge`, whatever its
namespace, so `kg:label` keeps different predicates apart and the others ignore it.
"""

from collections.abc import Iterator, Mapping

from kg.export.files import Target, writing
from kg.export.markup import HEAD, empty, leaf, start
from kg.mapping import Link, Node, links, nodes
from kg.model import Snapshot
from kg.vocabulary import NAMESPACE

_NODE_KEYS = {
    "label": "string", "entity_type": "string", "kind": "string", "aliases": "string", "mentions": "int",
    "documents": "int", "size": "double", "r": "int", "g": "int", "b": "int", "iri": "string",
}  # fmt: skip
_EDGE_KEYS = {
    "label": "string", "weight": "double", "predicate": "string", "interaction": "string", "confidence": "double",
    "first_seen": "string", "last_seen": "string", "status": "string", "amount": "string", "edge_key": "string",
}  # fmt: skip


def graphml(snapshot: Snapshot, target: Target, base: str) -> None:
    """Writes nodes and links as GraphML."""
    with writing(target) as stream:
        for line in _lines(snapshot, base):
            stream.write(line.encode() + b"\n")


def _lines(snapshot: Snapshot, base: str) -> Iterator[str]:
    spaces = {"xmlns": "http://graphml.graphdrawing.org/xmlns", "xmlns:kg": NAMESPACE}
    yield HEAD + start("graphml", spaces)
    for owner, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for name, kind in keys.items():
            yield empty("key", {"id": _key(owner, name), "for": owner, "attr.name": name, "attr.type": kind})
    yield start("graph", {"id": "kg", "edgedefault": "directed"})
    for node in nodes(snapshot, base):
        # Gephi and Cytoscape take the label from `desc` where they find no other
        yield start("node", {"id": node.id}) + leaf("desc", node.label) + _data("node", _of_node(node)) + "</node>"
    for link in links(snapshot):
        ends = {"id": link.id, "source": link.source, "target": link.target, "kg:label": link.predicate}
        yield start("edge", ends) + _data("edge", _of_link(link)) + "</edge>"
    yield "</graph>\n</graphml>"


def _key(owner: str, name: str) -> str:
    return "edge_label" if (owner, name) == ("edge", "label") else name


def _data(owner: str, values: Mapping[str, object]) -> str:
    return "".join(leaf("data", v, {"key": _key(owner, k)}) for k, v in values.items() if v not in ("", None))


def _of_node(node: Node) -> dict[str, object]:
    red, green, blue = node.colour
    return {
        "label": node.label,
        "entity_type": node.type,
        "kind": node.kind,
        "aliases": "|".join(a.replace("|", "｜") for a in node.aliases),
        "mentions": node.mentions,
        "documents": node.documents,
        "size": node.size,
        "r": red,
        "g": green,
        "b": blue,
        "iri": node.iri,
    }


def _of_link(link: Link) -> dict[str, object]:
    return {
        "label": link.label,
        "weight": link.weight,
        "predicate": link.predicate,
        "interaction": link.predicate,
        "confidence": link.confidence,
        "first_seen": link.first_seen,
        "last_seen": link.last_seen,
        "status": link.status,
        "amount": link.amount,
        "edge_key": link.id,
    }
