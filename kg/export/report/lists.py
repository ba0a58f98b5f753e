"""Honours, investments, listings and cooperation: a table each, every row with its sentence."""

from collections.abc import Callable, Sequence

from kg.export.report.html import Html, tag, text
from kg.export.report.view import View
from kg.mapping import clean_name
from kg.mapping.tables import oriented
from kg.model import Edge


def honours(view: View) -> Html:
    """Who was awarded what."""
    return _table(view, "awarded", ("who", "honour"))


def investments(view: View) -> Html:
    """Who invests in what, and how much."""
    return _table(view, "invests_in", ("who", "what"), amount=True)


def listings(view: View) -> Html:
    """Which firm is listed where."""
    return _table(view, "listed_on", ("who", "exchange"))


def cooperation(view: View) -> Html:
    """Who cooperates with whom."""
    return _table(view, "cooperates_with", ("who", "with"))


def _table(view: View, predicate: str, ends: tuple[str, str], *, amount: bool = False) -> Html:
    edges = view.edges(predicate)
    if not edges:
        return tag("p", text(view.words("nothing")))
    columns: list[tuple[str, Callable[[Edge], Html]]] = [
        (ends[0], lambda e: view.link(oriented(e)[0])),
        (ends[1], lambda e: view.link(oriented(e)[1])),
        *([("amount", _amount)] if amount else []),
        ("when", lambda e: text(view.when(e))),
        ("sentence", lambda e: _said(view, e)),
    ]
    head = tag("tr", *(tag("th", text(view.words(key)), scope="col") for key, _ in columns))
    body = [_row(edge, columns) for edge in edges]
    return tag("table", tag("thead", head), tag("tbody", *body), class_="facts")


def _row(edge: Edge, columns: Sequence[tuple[str, Callable[[Edge], Html]]]) -> Html:
    return tag("tr", *(tag("td", cell(edge), class_=key) for key, cell in columns))


def _amount(edge: Edge) -> Html:
    return text(clean_name(edge.qualifier("amount")))


def _said(view: View, edge: Edge) -> Html:
    remark = view.remark(edge)
    return tag("span", view.sentence(edge), text(" "), *((remark,) if remark else ()), view.sources(edge))
