"""All pages of the server by route, in order of precedence."""

from collections.abc import Mapping

from kg.server.exchange import Page
from kg.server.linked import ROUTES as LINKED
from kg.server.pages import ROUTES as PAGES
from kg.server.reconciling import ROUTES as RECONCILING
from kg.server.views import ROUTES as VIEWS

ROUTES: Mapping[str, Page] = {**VIEWS, **LINKED, **RECONCILING, **PAGES}
