"""Who leads what, on one time line for all bodies."""

import dataclasses
import datetime as dt
from collections.abc import Sequence

from kg.export.report.html import Html, joined, tag, text
from kg.export.report.view import View
from kg.mapping import clean_name, is_head
from kg.model import Edge

_TICKS = 6
_RARE = 50  # one post in so many may lie before the axis


@dataclasses.dataclass(frozen=True, slots=True)
class Axis:
    """The years that all bars share: from the first of January of `first` to that of `last`."""

    first: int
    last: int

    def at(self, day: dt.date) -> float:
        """Where a day lies, in per cent; what lies before the axis stands at its beginning.

        >>> Axis(2019, 2021).at(dt.date(2020, 1, 1))
        50.0
        """
        years = day.year + (day.timetuple().tm_yday - 1) / 366 - self.first
        return max(0.0, round(100 * years / (self.last - self.first), 2))

    def ticks(self) -> list[int]:
        """The years to write, not too many."""
        step = max(1, -(-(self.last - self.first) // _TICKS))
        return list(range(self.first, self.last + 1, step))


def posts(view: View) -> Html:
    """A table for each body that has a head, then the bodies of which only other posts are known."""
    bodies: dict[str, list[Edge]] = {}
    for edge in view.edges("holds_position"):
        bodies.setdefault(edge.object_id, []).append(edge)
    if not bodies:
        return tag("p", text(view.words("nothing")))
    axis = _axis([e for edges in bodies.values() for e in edges])
    order = sorted(bodies, key=lambda i: (-len(bodies[i]), view.name(i), i))
    led = [i for i in order if any(_heads(view, e) for e in bodies[i])]
    note = tag("p", text(view.words("posts_note")), class_="note")
    parts = [note, *(_body(view, i, bodies[i], axis) for i in led)]
    if len(led) < len(order):
        parts.append(tag("h3", text(view.words("other_posts"))))
        parts += [_body(view, i, bodies[i], axis, level="h4") for i in order if i not in set(led)]
    return joined(parts)


def _heads(view: View, edge: Edge) -> bool:
    return is_head(edge.qualifier("position"), view.tables.entities[edge.object_id].name)


def _axis(edges: Sequence[Edge]) -> Axis:
    """All years but the few earliest, which would press the others together."""
    years = sorted(day.year for e in edges for day in (e.first_seen, e.last_seen) if day) or [2000]
    return Axis(years[len(years) // _RARE], years[-1] + 1)


def _body(view: View, body: str, edges: Sequence[Edge], axis: Axis, level: str = "h3") -> Html:
    ordered = sorted(
        edges, key=lambda e: (not _heads(view, e), str(e.first_seen or "9999"), view.name(e.subject_id), e.id)
    )
    rows = [_row(view, edge, axis) for edge in ordered]
    scale = [tag("span", text(y), style=f"left:{axis.at(dt.date(y, 1, 1))}%") for y in axis.ticks() if y < axis.last]
    head = tag("tr", tag("td"), tag("td"), tag("td", tag("div", *scale, class_="scale"), class_="line"), tag("td"))
    table = tag("table", tag("thead", head, aria_hidden="true"), tag("tbody", *rows), class_="posts")
    return tag("section", tag(level, view.link(body)), table, class_="body")


def _row(view: View, edge: Edge, axis: Axis) -> Html:
    title = clean_name(edge.qualifier("position"))
    shown = tag("strong", text(title)) if _heads(view, edge) else text(title)
    return tag(
        "tr",
        tag("th", view.link(edge.subject_id), view.sources(edge), scope="row"),
        tag("td", shown, text(" "), view.remark(edge)),
        tag("td", _bar(edge, axis), class_="line"),
        tag("td", text(view.when(edge)), class_="when"),
    )


def _bar(edge: Edge, axis: Axis) -> Html:
    if edge.first_seen is None or edge.last_seen is None:
        return Html("")
    years = [axis.at(dt.date(y, 1, 1)) for y in axis.ticks()]
    grid = [tag("line", x1=x, x2=x, y1=0, y2=16, class_="grid") for x in years]
    start = axis.at(edge.first_seen)
    width = max(axis.at(edge.last_seen + dt.timedelta(days=1)) - start, 1.2)
    rect = tag("rect", x=start, y=4, width=f"{width:.2f}", height=8, rx=0.6, class_=f"bar {edge.status}")
    return tag("svg", *grid, rect, viewBox="0 0 100 16", preserveAspectRatio="none", aria_hidden="true")
