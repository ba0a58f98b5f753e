"""Lists: all entities of a type, narrowed by kind, zone and whole; all articles."""

from kg.query import ArticleLine, Graph, type_tag
from kg.query.resolver import by_id
from kg.server.exchange import Request
from kg.server.pages.gists import entries
from kg.server.pages.view import View, paged
from kg.vocabulary import ontology

_A_PAGE = 50


def show_list(graph: Graph, request: Request) -> View:
    """All entities of a type; `kind`, `zone` and `part_of` narrow the list."""
    type_ = type_tag(request.values["type"].removesuffix(".json"))
    kind, zone, whole = (request.first(name) for name in ("kind", "zone", "part_of"))
    found = graph.list_entities(type_, kind=kind or None, within=zone or None, part_of=whole or None)
    part = paged(found, request, _A_PAGE)
    return View(
        "pages/list.html",
        {
            "type": type_,
            "kind": kind,
            "zone": zone,
            "part_of": whole,
            "types": list(ontology().types),
            "kinds": list(ontology().kinds) if type_ == "ORG" else [],
            "total": part.total,
            "entries": entries(graph.reader, part.entries),
            "page": part.page,
            "pages": part.pages,
        },
    )


def show_articles(graph: Graph, request: Request) -> View:
    """All articles, the newest first; `q` is looked for in title and file, `entity` in what they name."""
    words, entity_id = request.first("q").casefold(), request.first("entity")
    lines = [line for line in graph.article_lines() if words in f"{line.title}\n{line.file}".casefold()]
    entity = by_id(graph.reader, entity_id) if entity_id else None
    if entity:
        documents = set(graph.reader.entities([entity.id])[0].documents)
        lines = [line for line in lines if line.id in documents]
    part = paged(lines, request, _A_PAGE)
    shown: tuple[ArticleLine, ...] = part.entries
    return View(
        "pages/articles.html",
        {
            "sought": request.first("q"),
            "entity": entity,
            "total": part.total,
            "articles": shown,
            "page": part.page,
            "pages": part.pages,
        },
    )
