"""Every IRI of the graph answers, for people and for programs; what this server is and holds."""

from collections.abc import Mapping

from kg.server.exchange import Page
from kg.server.linked.about import show_about
from kg.server.linked.addresses import send_document, send_id, send_name
from kg.server.linked.data import show_data, show_dataset, show_definitions, show_service, show_term
from kg.server.linked.posts import show_post
from kg.server.pages.twins import page

ROUTES: Mapping[str, Page] = {
    "/id/{id}": page(send_id),
    "/doc/{id}": page(send_document),
    "/name/{name:path}": page(send_name),
    "/post/{id}": page(show_post),
    "/data/{file}": page(show_data),
    "/vocab/{id}": page(show_term),
    "/def": page(show_definitions),
    "/dataset": page(show_dataset),
    "/sparql": page(show_service),
    "/about": page(show_about),
    "/about.json": page(show_about),
}
