"""Numbers, and the picture of the graph."""

from collections import Counter
from collections.abc import Iterable

from kg.export.picture import colour, picture
from kg.export.report.html import Html, joined, tag, text
from kg.export.report.view import View, span


def lead(view: View) -> Html:
    """One sentence on what the report covers."""
    dated = [d.published for d in view.snapshot.documents if d.published]
    period = span(min((w.earliest for w in dated), default=None), max((w.latest for w in dated), default=None))
    counts = {name: len(getattr(view.snapshot, name)) for name in ("documents", "entities", "edges")}
    return tag("p", text(view.words("lead", period=period or view.words("no_period"), **counts)), class_="lead")


def overview(view: View) -> Html:
    """Two tables of numbers side by side, then the picture."""
    types = Counter(e.type for e in view.snapshot.entities)
    predicates = Counter(e.predicate for e in view.snapshot.edges)
    left = _bars(view.words("entities"), ((view.words.type(t), n, colour(t)) for t, n in types.most_common()))
    right = _bars(view.words("relations"), ((view.words.predicate(p), n, "") for p, n in predicates.most_common()))
    drawn = Html(picture(view.snapshot, "urn:x:", lang=view.words.lang))
    figure = tag("figure", drawn, tag("figcaption", text(view.words("picture"))))
    return joined([tag("div", left, right, class_="pair"), figure])


def _bars(caption: str, rows: Iterable[tuple[str, int, str]]) -> Html:
    found = sorted(rows, key=lambda r: (-r[1], r[0]))
    most = max((n for _, n, _ in found), default=1)
    lines = [
        tag(
            "tr",
            tag("th", text(name), scope="row"),
            tag("td", text(n), class_="number"),
            tag("td", _bar(n / most, ink)),
        )
        for name, n, ink in found
    ]
    return tag("table", tag("caption", text(caption)), *lines, class_="bars")


def _bar(share: float, ink: str) -> Html:
    rect = tag("rect", width=f"{max(share * 100, 0.5):.1f}", height=10, fill=ink or "#8a8f98")
    return tag("svg", rect, viewBox="0 0 100 10", preserveAspectRatio="none", aria_hidden="true")
