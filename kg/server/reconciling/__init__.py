"""Matching names of other programs with entities: the Reconciliation Service API."""

from collections.abc import Mapping

from kg.server.exchange import Page
from kg.server.pages.twins import page
from kg.server.reconciling.extension import extend
from kg.server.reconciling.service import reconcile
from kg.server.reconciling.suggesting import flyout, preview, suggest_entities, suggest_properties, suggest_types

ROUTES: Mapping[str, Page] = {
    "/reconcile": page(reconcile),
    "/reconcile/extend": page(extend),
    "/reconcile/suggest/entity": page(suggest_entities),
    "/reconcile/suggest/type": page(suggest_types),
    "/reconcile/suggest/property": page(suggest_properties),
    "/reconcile/flyout/{kind}/{id}": page(flyout),
    "/reconcile/preview/{id}": page(preview),
}
