"""The explorer's views of many entities at once, by route."""

from collections.abc import Mapping

from kg.server.exchange import Page

ROUTES: Mapping[str, Page] = {}
