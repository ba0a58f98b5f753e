"""What cannot be answered, told in the design of all other pages."""

from kg.errors import KgError, LookupFailed, QueryError
from kg.query import Graph, Match
from kg.server.exchange import Request
from kg.server.pages.view import View
from kg.server.refusals import lookup_status

_TITLES = {400: "bad_request", 404: "not_found", 300: "ambiguous"}


def failure(error: KgError) -> View:
    """An error as a view: 300 for a name that means several things, 404 for none, 400 for a bad question."""
    status = 500
    if isinstance(error, LookupFailed):
        status = lookup_status(ambiguous=error.ambiguous)
    elif isinstance(error, QueryError):
        status = 400
    candidates = [c for c in getattr(error, "candidates", ()) if isinstance(c, Match)]
    return told(status, error.zh, error.en, candidates)


def show_missing(graph: Graph, request: Request) -> View:
    """The page for an address that leads nowhere."""
    return told(404, "没有这个页面；可以从首页搜索。", "There is no such page; search from the home page.")


def told(status: int, zh: str, en: str, candidates: list[Match] | None = None) -> View:
    """A failure of any status with its message in both languages and the entities that may be meant."""
    values = {
        "error": {"status": status, "zh": zh, "en": en},
        "title_key": _TITLES.get(status, "failed"),
        "candidates": candidates or [],
    }
    return View("pages/failure.html", values, status)
