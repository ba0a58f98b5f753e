"""Search: by names, short forms, parts of names, pinyin and initials; and answers as you type."""

import re
from collections import Counter
from collections.abc import Sequence

from kg.errors import LookupFailed, QueryError
from kg.query import Graph, Match
from kg.query.finding import search_names
from kg.server.exchange import Reply, Request, json_reply
from kg.server.pages.asking import show_question
from kg.server.pages.gists import entries
from kg.server.pages.view import View, paged
from kg.server.rendering import kind_label, link, type_label
from kg.vocabulary import ontology

_ASKING = re.compile(r"[?？谁吗]|哪|什么|多少|几[个家]|是不是|何时")
_SUGGESTED = 8
_A_PAGE = 20
_LONGEST = 200


def show_results(graph: Graph, request: Request) -> View:
    """What a search finds, by type and page by page; a question that is no name is answered as one."""
    query, type_ = _text(request), request.first("type")
    found, near = look_up(graph, query)
    if not found and _ASKING.search(query):
        return show_question(graph, request)
    counts = Counter(m.type for m in found)
    facets = [(tag, counts[tag]) for tag in ontology().types if counts[tag]]
    part = paged([m for m in found if type_ in ("", m.type)], request, _A_PAGE)
    return View(
        "pages/search.html",
        {
            "query": query,
            "type": type_,
            "total": len(found),
            "facets": facets,
            "results": entries(graph.reader, part.entries),
            "near": near,
            "page": part.page,
            "pages": part.pages,
        },
    )


def look_up(graph: Graph, query: str) -> tuple[Sequence[Match], Sequence[Match]]:
    """What a text can mean, the nearest first, and, where it means nothing, the nearest names."""
    if not query:
        return (), ()
    named, near = _meant(graph, query)
    found = list({m.id: m for m in (*named, *search_names(graph.reader, query))}.values())
    return found, () if found else near


def _meant(graph: Graph, query: str) -> tuple[Sequence[Match], Sequence[Match]]:
    """The entities that a text is a name of; where there are none, the nearest names."""
    try:
        return graph.candidates(query), ()
    except LookupFailed as error:
        return (), [c for c in error.candidates if isinstance(c, Match)]


def suggest(graph: Graph, request: Request) -> Reply:
    """The first few entities for what has been typed so far, as JSON."""
    query = _text(request)
    found: Sequence[Match] = search_names(graph.reader, query, most=_SUGGESTED)
    if query and not found:
        named, near = _meant(graph, query)
        found = named or near
    results = [
        {
            "id": m.id,
            "name": m.name,
            "type": m.type,
            "kind": m.kind,
            "matched": m.matched,
            "label": _label(m, request.lang),
            "href": link(f"/page/{m.id}"),
        }
        for m in found[:_SUGGESTED]
    ]
    return json_reply({"query": query, "results": results})


def _label(match: Match, lang: str) -> str:
    told = match.kind and match.kind != "other"
    return kind_label(match.kind, lang) if told else type_label(match.type, lang)


def _text(request: Request) -> str:
    text = " ".join(request.first("q").split())
    if len(text) > _LONGEST:
        raise QueryError(f"搜索词长于 {_LONGEST} 个字", f"the search is longer than {_LONGEST} characters")
    return text
