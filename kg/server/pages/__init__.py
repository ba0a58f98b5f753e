"""Pages for people: search, entities, articles, lists, questions; each has a JSON twin."""

from collections.abc import Mapping

from kg.server.exchange import Page

ROUTES: Mapping[str, Page] = {}
