"""GraphML as Gephi, Gephi Lite, networkx and igraph all read it.

All keys are for nodes or for edges, of the types string, int and double; nodes stand before edges; every edge is
directed. Gephi merges parallel edges of one type and takes the type from the attribute `label` of `edge`, whatever its
namespace, so `kg:label` keeps different predicates apart and the others ignore it.
"""

from collections.abc import Iterator

from lxml import etree

from kg.export.files import Target, writing
from kg.mapping import Link, Node, links, nodes
from kg.model import Snapshot
from kg.vocabulary import NAMESPACE

_NS = "http://graphml.graphdrawing.org/xmlns"
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
    with writing(target) as stream, etree.xmlfile(stream, encoding="UTF-8") as xml:
        xml.write_declaration()
        with xml.element("graphml", nsmap={None: _NS, "kg": NAMESPACE}, xmlns_hint=None) if False else xml.element(
            f"{{{_NS}}}graphml", nsmap={None: _NS, "kg": NAMESPACE}
        ):
            xml.write("\n")
            _keys(xml)
            with xml.element(f"{{{_NS}}}graph", id="kg", edgedefault="directed"):
                xml.write("\n")
                for node in nodes(snapshot, base):
                    _element(xml, "node", {"id": node.id}, _node_data(node), node.label)
                for link in links(snapshot):
                    ends = {"id": link.id, "source": link.source, "target": link.target}
                    _element(xml, "edge", {**ends, f"{{{NAMESPACE}}}label": link.predicate}, _link_data(link))
            xml.write("\n")
