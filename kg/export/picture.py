"""The best connected part of a graph as an SVG picture, for light and dark pages."""

import unicodedata
from collections.abc import Iterator, Sequence

from kg.export.files import Target, writing
from kg.export.layout import Box, Place, places
from kg.export.markup import empty, leaf, start
from kg.mapping import COLOURS, Link, Node, links, nodes
from kg.model import Snapshot
from kg.vocabulary import ontology

_MOST = 70
_LONGEST = 14  # characters of a label
_FONT = 12
_MARGIN = 24
_STYLE = (
    ".kg-picture{font:12px sans-serif}.kg-picture line{stroke:#b8b8b8}.kg-picture text{fill:#222;stroke:#fff;"
    "stroke-width:3px;paint-order:stroke;stroke-linejoin:round}.kg-picture .ground{fill:#fff}"
    "@media (prefers-color-scheme:dark){.kg-picture line{stroke:#555}.kg-picture text{fill:#e6e6e6;stroke:#16181c}"
    ".kg-picture .ground{fill:#16181c}}"
)


def svg(snapshot: Snapshot, target: Target, base: str) -> None:
    """Writes the picture as a file of its own."""
    with writing(target) as stream:
        stream.write(b'<?xml version="1.0" encoding="UTF-8"?>\n')
        stream.write(picture(snapshot, base).encode() + b"\n")


def picture(snapshot: Snapshot, base: str, *, most: int = _MOST, lang: str = "zh") -> str:
    """The `most` best connected entities of the largest part, coloured by type, as one `svg` element."""
    lines = list(links(snapshot))
    shown = _chosen(snapshot, lines, most)
    known = {n.id: n for n in nodes(snapshot, base) if n.id in shown}
    inner = [x for x in lines if x.source in known and x.target in known]
    order = sorted(known, key=lambda i: (-shown[i], i))
    boxes = {i: _box(known[i], shown[i]) for i in order}
    at = places(boxes, [(x.source, x.target) for x in inner])
    return "\n".join(_drawn([known[i] for i in order], inner, at, boxes, lang))


def _chosen(snapshot: Snapshot, lines: Sequence[Link], most: int) -> dict[str, int]:
    """The degree of each entity to show: the best connected ones, as far as they hang together."""
    degree: dict[str, int] = {e.id: 0 for e in snapshot.entities}
    for line in lines:
        degree[line.source] += 1
        degree[line.target] += 1
    best = set(sorted(degree, key=lambda i: (-degree[i], i))[:most])
    beside: dict[str, list[str]] = {i: [] for i in best}
    for line in lines:
        if line.source in best and line.target in best:
            beside[line.source].append(line.target)
            beside[line.target].append(line.source)
    parts: list[set[str]] = []
    for id_ in sorted(best):
        if not any(id_ in part for part in parts):
            parts.append(_reached(id_, beside))
    largest = max(parts, key=len, default=set())
    return {i: degree[i] for i in sorted(largest)}


def _reached(id_: str, beside: dict[str, list[str]]) -> set[str]:
    found, ahead = {id_}, [id_]
    while ahead:
        for other in beside[ahead.pop()]:
            if other not in found:
                found.add(other)
                ahead.append(other)
    return found


def _label(node: Node) -> str:
    """The name, or the shortest alias of a name too long to show, cut where all are too long."""
    fitting = min((node.label, *node.aliases), key=len) if len(node.label) > _LONGEST else node.label
    return fitting if len(fitting) <= _LONGEST else fitting[: _LONGEST - 1] + "…"


def _radius(degree: int) -> int:
    return 4 + min(14, degree)


def _width(text: str) -> float:
    return sum(_FONT if unicodedata.east_asian_width(c) in "WFA" else _FONT * 0.6 for c in text)


def _box(node: Node, degree: int) -> Box:
    radius = _radius(degree)
    half = max(radius, _FONT * 0.6)
    return radius + 2.0, radius + 6 + _width(_label(node)), half + 2, half + 2


def _drawn(
    shown: Sequence[Node], lines: Sequence[Link], at: dict[str, Place], boxes: dict[str, Box], lang: str
) -> Iterator[str]:
    left = round(min((at[i][0] - b[0] for i, b in boxes.items()), default=0)) - _MARGIN
    top = round(min((at[i][1] - b[2] for i, b in boxes.items()), default=0)) - _MARGIN
    right = round(max((at[i][0] + b[1] for i, b in boxes.items()), default=0)) + _MARGIN
    types = [t for t in ontology().types if any(n.type == t for n in shown)]
    bottom = round(max((at[i][1] + b[3] for i, b in boxes.items()), default=0)) + _MARGIN + 28
    frame = f"{left} {top} {right - left} {bottom - top}"
    title = "图谱中联系最多的实体" if lang == "zh" else "The best connected entities of the graph"
    yield start("svg", {"xmlns": "http://www.w3.org/2000/svg", "viewBox": frame, "class": "kg-picture", "role": "img"})
    yield leaf("title", title) + leaf("style", _STYLE)
    yield empty("rect", {"class": "ground", "x": left, "y": top, "width": right - left, "height": bottom - top})
    for line in lines:
        (x, y), (u, v) = at[line.source], at[line.target]
        ends = {"x1": round(x), "y1": round(y), "x2": round(u), "y2": round(v)}
        yield start("line", ends) + leaf("title", line.label) + "</line>"
    for node in shown:
        yield _node(node, at[node.id], boxes[node.id])
    yield from _legend(types, left + _MARGIN, bottom - 18, lang)
    yield "</svg>"


def _node(node: Node, place: Place, box: Box) -> str:
    x, y, radius = round(place[0]), round(place[1]), round(box[0] - 2)
    circle = start("circle", {"cx": x, "cy": y, "r": radius, "fill": colour(node.type)})
    return (
        circle + leaf("title", node.label) + "</circle>" + leaf("text", _label(node), {"x": x + radius + 3, "y": y + 4})
    )


def _legend(types: Sequence[str], x: float, y: float, lang: str) -> Iterator[str]:
    for tag in types:
        known = ontology().types[tag]
        name = known.zh if lang == "zh" else known.en
        yield empty("circle", {"cx": round(x), "cy": y - 4, "r": 6, "fill": colour(tag)})
        yield leaf("text", name, {"x": round(x) + 10, "y": y})
        x += 34 + _width(name)


def colour(tag: str) -> str:
    """The colour of a type of entity in pictures and pages."""
    red, green, blue = COLOURS.get(tag, (127, 127, 127))
    return f"#{red:02x}{green:02x}{blue:02x}"
