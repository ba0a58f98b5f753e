"""The explorer's pages, by route."""

from collections.abc import Mapping

from kg.server.exchange import Page

ROUTES: Mapping[str, Page] = {}
