"""GEXF 1.3 with time, for Gephi's time slider.

Dates are whole days, since one shorter date makes Gephi refuse the file; an edge that still holds has no end, which
Gephi reads as open. The attribute `kind` keeps parallel edges of different predicates apart.
"""

from collections.abc import Iterator, Mapping

from kg.export.files import Target, writing
from kg.export.markup import HEAD, empty, start
from kg.mapping import Link, Node, links, nodes
from kg.model import Snapshot

_NODE_ATTRIBUTES = {
    "entity_type": "string", "kind": "string", "aliases": "string", "mentions": "integer", "documents": "integer",
    "iri": "string",
}  # fmt: skip
_EDGE_ATTRIBUTES = {
    "predicate": "string", "confidence": "double", "first_seen": "string", "last_seen": "string", "status": "string",
    "amount": "string",
}  # fmt: skip


def gexf(snapshot: Snapshot, target: Target, base: str) -> None:
    """Writes nodes and links as GEXF."""
    with writing(target) as stream:
        for line in _lines(snapshot, base):
            stream.write(line.encode() + b"\n")


def _lines(snapshot: Snapshot, base: str) -> Iterator[str]:
    spaces = {"xmlns": "http://gexf.net/1.3", "xmlns:viz": "http://gexf.net/1.3/viz", "version": "1.3"}
    yield HEAD + start("gexf", spaces)
    time = {"mode": "dynamic", "timeformat": "date", "timerepresentation": "interval"}
    yield start("graph", {"defaultedgetype": "directed", **time})
    for owner, attributes in (("node", _NODE_ATTRIBUTES), ("edge", _EDGE_ATTRIBUTES)):
        yield start("attributes", {"class": owner})
        for name, kind in attributes.items():
            yield empty("attribute", {"id": name, "title": name, "type": kind})
        yield "</attributes>"
    yield "<nodes>"
    for node in nodes(snapshot, base):
        yield start("node", {"id": node.id, "label": node.label}) + _of_node(node) + "</node>"
    yield "</nodes>\n<edges>"
    for link in links(snapshot):
        yield start("edge", _attributes(link)) + _of_link(link) + "</edge>"
    yield "</edges>\n</graph>\n</gexf>"


def _attributes(link: Link) -> dict[str, object]:
    found: dict[str, object] = {
        "id": link.id,
        "source": link.source,
        "target": link.target,
        "kind": link.predicate,
        "label": link.label,
        "weight": link.weight,
    }
    if link.first_seen:
        found["start"] = link.first_seen
    if link.last_seen and not link.ongoing:
        found["end"] = link.last_seen
    return found


def _of_node(node: Node) -> str:
    red, green, blue = node.colour
    values = {
        "entity_type": node.type,
        "kind": node.kind,
        "aliases": "|".join(a.replace("|", "｜") for a in node.aliases),
        "mentions": node.mentions,
        "documents": node.documents,
        "iri": node.iri,
    }
    colour = empty("viz:color", {"r": red, "g": green, "b": blue})
    return _values(values) + empty("viz:size", {"value": node.size}) + colour


def _of_link(link: Link) -> str:
    return _values(
        {
            "predicate": link.predicate,
            "confidence": link.confidence,
            "first_seen": link.first_seen,
            "last_seen": link.last_seen,
            "status": link.status,
            "amount": link.amount,
        }
    )


def _values(values: Mapping[str, object]) -> str:
    rows = "".join(empty("attvalue", {"for": k, "value": v}) for k, v in values.items() if v not in ("", None))
    return f"<attvalues>{rows}</attvalues>"
