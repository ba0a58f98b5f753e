"""Each article: its names by type, and every fact with its sentence."""

from kg.export.report.html import Html, joined, tag, text
from kg.export.report.view import View
from kg.mapping import clean_name
from kg.model import Document, Fact
from kg.vocabulary import ontology


def articles(view: View) -> Html:
    """All articles in order of source."""
    found: dict[str, list[str]] = {}
    for entity in view.snapshot.entities:
        for document_id in entity.documents:
            found.setdefault(document_id, []).append(entity.id)
    return joined(_article(view, d, found.get(d.id, [])) for d in view.snapshot.documents)


def heading(view: View, document: Document) -> str:
    """The title of an article, or its file's name; with the part where a file holds several."""
    name = clean_name(document.title) or clean_name(document.name)
    return name if document.parts == 1 else f"{name} · {view.words('part', number=document.part)}"


def _article(view: View, document: Document, entities: list[str]) -> Html:
    dated = f"{view.words('published')} {clean_name(document.published.iso)}" if document.published else ""
    source = [tag("code", text(clean_name(document.name))), text(f" {dated}")]
    facts = [_fact(view, fact) for fact in view.facts_of[document.id]]
    said = tag("ol", *facts, class_="said") if facts else tag("p", text(view.words("no_facts")))
    return tag(
        "article",
        tag("h3", text(heading(view, document))),
        tag("p", *source, class_="source"),
        _names(view, entities),
        said,
        id=document.id,
    )


def _names(view: View, entities: list[str]) -> Html:
    rows = []
    for type_ in ontology().types:
        mine = [i for i in entities if view.tables.entities[i].type == type_]
        if mine:
            links = [view.link(i) for i in sorted(mine, key=lambda i: (view.name(i), i))]
            rows += [tag("dt", text(view.words.type(type_))), tag("dd", joined(links, view.words("comma")))]
    return tag("dl", *rows, class_="names") if rows else Html("")


def _fact(view: View, fact: Fact) -> Html:
    number = view.numbers[fact.id]
    ends = [view.tables.entity_of.get(i) for i in (fact.subject_id, fact.object_id)]
    left, right = (view.link(i) if i else text("?") for i in ends)
    said = [clean_name(fact.qualifier(q)) for q in ("position", "amount")]
    notes = [*said, clean_name(fact.when.text) if fact.when else "", *_status(view, fact)]
    middle = tag("span", text(f" {view.words.predicate(fact.predicate)} "), class_="verb")
    note = tag("small", text(" · ".join(filter(None, notes))))
    return tag(
        "li",
        tag("p", left, middle, right, text(" "), note, class_="claim"),
        tag("blockquote", view.quote(fact)),
        id=f"f{number}",
        value=number,
    )


def _status(view: View, fact: Fact) -> list[str]:
    status = [] if fact.status == "stated" else [view.words(fact.status)]
    return [*status, view.words("confidence", percent=round(fact.confidence * 100))]
