"""Views over the whole graph: neighbourhoods, paths, SPARQL; each with a twin for programs."""

from collections.abc import Mapping

from kg.server.exchange import Page
from kg.server.views.graph import graph_csv, graph_graphml, graph_json, graph_page
from kg.server.views.path import path_json, path_page
from kg.server.views.queries import query_page

ROUTES: Mapping[str, Page] = {
    "/graph": graph_page,
    "/graph.json": graph_json,
    "/graph.graphml": graph_graphml,
    "/graph.csv": graph_csv,
    "/path": path_page,
    "/path.json": path_json,
    "/query": query_page,
}
