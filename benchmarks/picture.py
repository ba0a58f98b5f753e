"""Draws the most connected part of a graph as SVG: `picture.py zone.kg docs/graph.svg` (needs SciPy)."""

import html
import sys
from pathlib import Path

import networkx as nx

from kg.mapping import COLOURS
from kg.query import Graph
from kg.vocabulary import ontology

WIDTH, HEIGHT, MOST = 1200, 760, 70


def draw(store: Path, output: Path) -> None:
    """Write the picture: the largest component's best connected entities, coloured by type."""
    with Graph.open(store) as graph:
        snapshot = graph.snapshot()
    names = {e.id: (e.names[-1] if len(e.name) > 12 else e.name, e.type) for e in snapshot.entities}
    network = nx.Graph()
    for e in snapshot.edges:
        network.add_edge(e.subject_id, e.object_id, predicate=e.predicate)
    best = sorted(network, key=lambda n: (-network.degree(n), n))[:MOST]
    network = network.subgraph(best)
    network = network.subgraph(max(nx.connected_components(network), key=len))
    ordered = nx.Graph()
    ordered.add_nodes_from(sorted(network))
    ordered.add_edges_from(sorted((*sorted(pair), data) for *pair, data in network.edges(data=True)))
    places = nx.kamada_kawai_layout(ordered)
    at = {n: (WIDTH * (0.5 + 0.46 * x), HEIGHT * (0.5 + 0.46 * y)) for n, (x, y) in places.items()}
    output.write_text("\n".join(_svg(ordered, at, names)) + "\n", encoding="utf-8")


def _svg(network: nx.Graph, at: dict[str, tuple[float, float]], names: dict[str, tuple[str, str]]) -> list[str]:
    types = ontology().types
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"',
        '  font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for a, b in network.edges:
        (x, y), (u, v) = at[a], at[b]
        lines.append(f'<line x1="{x:.0f}" y1="{y:.0f}" x2="{u:.0f}" y2="{v:.0f}" stroke="#bbb"/>')
    for n in network:
        (x, y), (name, type_) = at[n], names[n]
        size = 4 + min(14, network.degree(n))
        lines.append(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{size}" fill="{_colour(type_)}"/>')
        lines.append(f'<text x="{x + size + 2:.0f}" y="{y + 4:.0f}" fill="#222">{html.escape(name)}</text>')
    shown = sorted({names[n][1] for n in network})
    for i, t in enumerate(shown):
        lines.append(f'<circle cx="20" cy="{22 + 20 * i}" r="6" fill="{_colour(t)}"/>')
        lines.append(f'<text x="32" y="{26 + 20 * i}" fill="#222">{types[t].zh} {types[t].en}</text>')
    return [*lines, "</svg>"]


def _colour(type_: str) -> str:
    r, g, b = COLOURS[type_]
    return f"#{r:02x}{g:02x}{b:02x}"


if __name__ == "__main__":
    draw(Path(sys.argv[1]), Path(sys.argv[2]))
