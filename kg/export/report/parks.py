"""Each park: what lies in it, what it belongs to, what it does."""

from kg.export.report.html import Html, joined, tag, text
from kg.export.report.view import View
from kg.mapping.tables import oriented
from kg.model import Edge, Entity

_FEW = 3
_BODIES = ("government", "party")
_SCIENCE = ("university", "institute", "hospital")
_ORDER = (
    "within", "founders", "bodies", "people", "parks", "firms", "science", "others", "projects", "programmes",
    "industries", "honours", "cooperation", "events", "places",
)  # fmt: skip
_FOUNDING = ("establishes", "operates", "invests_in", "attracts")
_OUTWARD = {
    "part_of": "within", "located_in": "within", "runs_programme": "programmes", "participates_in": "programmes",
    "develops_industry": "industries", "awarded": "honours", "cooperates_with": "cooperation", "hosts": "events",
}  # fmt: skip
_BY_TYPE = {
    "PERSON": "people", "PARK": "parks", "PROJECT": "projects", "PROGRAMME": "programmes", "INDUSTRY": "industries",
    "HONOUR": "honours", "EVENT": "events", "PLACE": "places",
}  # fmt: skip


def known_parks(view: View) -> list[Entity]:
    """The parks with relations enough for a paragraph, those with most first."""
    found = [e for e in view.snapshot.entities if e.type == "PARK" and len(view.edges_of[e.id]) >= _FEW]
    return sorted(found, key=lambda e: (-len(view.edges_of[e.id]), view.name(e.id), e.id))


def parks(view: View) -> Html:
    """A paragraph for each park, and the rest in one line."""
    known = known_parks(view)
    rest = [e.id for e in view.snapshot.entities if e.type == "PARK" and 0 < len(view.edges_of[e.id]) < _FEW]
    parts = [_park(view, park) for park in known]
    if rest:
        names = joined([view.link(i) for i in sorted(rest, key=lambda i: (view.name(i), i))], view.words("comma"))
        parts.append(tag("p", text(view.words("few", number=len(rest))), names, class_="few"))
    return joined(parts)


def _park(view: View, park: Entity) -> Html:
    groups: dict[str, dict[str, list[Edge]]] = {}
    for edge in view.edges_of[park.id]:
        other = next((i for i in oriented(edge) if i != park.id), park.id)
        groups.setdefault(_group(view, edge, park.id, other), {}).setdefault(other, []).append(edge)
    rows = [
        joined([tag("dt", text(view.words(f"group_{name}"))), tag("dd", _listed(view, groups[name]))])
        for name in _ORDER
        if name in groups
    ]
    number = tag("small", text(f"{len(view.edges_of[park.id])} {view.words('relations')}"))
    heading = tag("h3", view.link(park.id), text(" "), number, id=f"park-{park.id}")
    return tag("section", heading, tag("dl", *rows), class_="park")


def _group(view: View, edge: Edge, park_id: str, other_id: str) -> str:
    other = view.tables.entities[other_id]
    if edge.predicate == "cooperates_with":
        return "cooperation"
    if oriented(edge)[0] == park_id and edge.predicate in _OUTWARD:
        return _OUTWARD[edge.predicate]
    if oriented(edge)[1] == park_id and edge.predicate in _FOUNDING:
        return "founders"
    if other.type != "ORG":
        return _BY_TYPE[other.type]
    if other.kind == "company":
        return "firms"
    return "bodies" if other.kind in _BODIES else "science" if other.kind in _SCIENCE else "others"


def _listed(view: View, found: dict[str, list[Edge]]) -> Html:
    order = sorted(found, key=lambda i: (-len(found[i]), view.name(i), i))
    return joined([_item(view, i, found[i]) for i in order], view.words("comma"))


def _item(view: View, other: str, edges: list[Edge]) -> Html:
    said = dict.fromkeys(filter(None, (e.qualifier("position") or e.qualifier("amount") for e in edges)))
    note = text(f"（{view.words('comma').join(said)}）" if said else "")
    remarks = [view.remark(e) for e in edges[:1] if e.status != "current"]
    return tag("span", view.link(other), note, *remarks, *(view.sources(e) for e in edges[:2]), class_="item")
