"""Every entity that has relations: its names and its relations in a line each."""

from kg.export.report.html import Html, joined, tag, text
from kg.export.report.view import View
from kg.mapping import clean_name
from kg.mapping.tables import aliases, oriented
from kg.model import Edge, Entity
from kg.vocabulary import ontology


def index(view: View) -> Html:
    """By type, and by name within a type."""
    parts = [tag("p", text(view.words("index_note")), class_="note")]
    for type_ in ontology().types:
        mine = [e for e in view.snapshot.entities if e.type == type_ and e.id in view.indexed]
        if mine:
            ordered = sorted(mine, key=lambda e: (view.name(e.id), e.id))
            entries = [_entity(view, e) for e in ordered]
            number = tag("small", text(len(mine)))
            parts.append(tag("section", tag("h3", text(view.words.type(type_)), text(" "), number), *entries))
    return joined(parts)


def _entity(view: View, entity: Entity) -> Html:
    others = aliases(entity)
    known = view.words("comma").join(others)
    kind = view.words.kind(entity.kind) if entity.kind else ""
    about = " · ".join(filter(None, (kind, f"{view.words('also')} {known}" if others else "")))
    relations = [_relation(view, edge, entity.id) for edge in _ordered(view, entity.id)]
    name = tag("strong", text(view.name(entity.id)), class_=f"e {entity.type}")
    listed = (tag("ul", *relations),) if relations else ()
    return tag("div", tag("p", name, text(" "), tag("small", text(about))), *listed, class_="entry", id=entity.id)


def _ordered(view: View, entity_id: str) -> list[Edge]:
    known = list(ontology().predicates)
    edges = view.edges_of[entity_id]
    return sorted(edges, key=lambda e: (known.index(e.predicate), str(e.first_seen or "9999"), e.id))


def _relation(view: View, edge: Edge, entity_id: str) -> Html:
    subject, object_ = oriented(edge)
    verb = tag("span", text(f" {view.words.predicate(edge.predicate)} "), class_="verb")
    ends = [verb, view.link(object_)] if subject == entity_id else [view.link(subject), verb]
    said = [clean_name(edge.qualifier(q)) for q in ("position", "amount")]
    note = tag("small", text(" · ".join(filter(None, (*said, view.when(edge))))))
    return tag("li", *ends, text(" "), note, text(" "), view.remark(edge), view.sources(edge))
