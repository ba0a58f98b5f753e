"""`/graph`: the surroundings of an entity, opened step by step; its JSON twin and its files."""

import dataclasses
import io
from collections.abc import Callable
from typing import Any

from kg.errors import KgError
from kg.export import edge_sheet, graphml
from kg.model import Snapshot
from kg.query import Graph, Match
from kg.query.neighbourhood import MOST, Neighbourhood, busiest, neighbourhood, subgraph
from kg.query.resolver import replacements
from kg.server.exchange import Reply, Request, json_reply
from kg.server.rendering import confidence_key, link, predicate_label, render, type_label
from kg.server.views.claims import Claim, claims
from kg.server.views.naming import Named, named
from kg.server.views.sentences import sentence, time_words
from kg.server.views.shapes import SHAPES
from kg.server.views.state import ViewState, view_state
from kg.server.views.wording import WORDS
from kg.server.wording import say
from kg.vocabulary import ontology

_LEAST = (0.6, 0.85)
_SUGGESTED = 12
_TEXT = "text/plain; charset=utf-8"


@dataclasses.dataclass(frozen=True, slots=True)
class Looked:
    """A state with what is in view."""

    state: ViewState
    found: Neighbourhood
    claims: tuple[Claim, ...]


def graph_page(graph: Graph, request: Request) -> Reply:
    """The page; without an entity in the middle it asks for one."""
    try:
        state, asked = _asked(graph, request)
    except KgError as error:
        return _ask(graph, request, Named(""), problem=error.message(request.lang), status=400)
    looked = _look(graph, state)
    if not looked.found.nodes:
        return _ask(graph, request, asked, status=404 if state.focus else asked.status)
    return render("views/graph.html", request, words=WORDS, **_values(looked, request))


def graph_json(graph: Graph, request: Request) -> Reply:
    """What is in view, as data; where nothing is, the entities that the name may mean."""
    try:
        state, asked = _asked(graph, request)
        if asked.status != 200 and not state.focus:
            return json_reply({"q": asked.plain()}, status=asked.status)
        return json_reply(drawing(_look(graph, state), request.lang))
    except KgError as error:
        return json_reply({"error": {"zh": error.zh, "en": error.en}}, status=400)


def _asked(graph: Graph, request: Request) -> tuple[ViewState, Named]:
    """The view with the entity of `q`, where one is named, in the middle; raises QueryError for a bad address.

    Replaced ids mean the entities that replace them.
    """
    state, asked = view_state(request), named(graph, request.first("q"))
    state = state.renamed(replacements(graph.reader, {*state.focus, *state.pages}))
    return (state.with_focus(asked.entity.id) if asked.entity else state), asked


def graph_graphml(graph: Graph, request: Request) -> Reply:
    """What is in view, for Gephi."""
    return _file(graph, request, graphml, "application/graphml+xml; charset=utf-8", "graph.graphml")


def graph_csv(graph: Graph, request: Request) -> Reply:
    """The relations in view, for spreadsheets."""
    return _file(graph, request, edge_sheet, "text/csv; charset=utf-8", "graph.csv")


def _file(
    graph: Graph, request: Request, write: Callable[[Snapshot, io.BytesIO, str], None], media_type: str, name: str
) -> Reply:
    try:
        state, asked = _asked(graph, request)
    except KgError as error:
        return Reply(error.message(request.lang).encode(), _TEXT, 400)
    if asked.status != 200 and not state.focus:
        key = "unknown" if not asked.candidates else "which_one" if asked.ambiguous else "nearest"
        lines = [say(WORDS, request.lang, key, name=asked.text), *(f"{m.id} {m.name}" for m in asked.candidates)]
        return Reply("\n".join(lines).encode(), _TEXT, asked.status)
    found = neighbourhood(graph.reader, state.focus, state.pages, state.lens)
    snapshot = subgraph(graph.reader, [n.entity.id for n in found.nodes], found.edges)
    stream = io.BytesIO()
    write(snapshot, stream, graph.base)
    return Reply(stream.getvalue(), media_type, headers=(("content-disposition", f'attachment; filename="{name}"'),))


def _look(graph: Graph, state: ViewState) -> Looked:
    found = neighbourhood(graph.reader, state.focus, state.pages, state.lens)
    return Looked(state, found, claims(graph.reader, found.edges))


def _ask(graph: Graph, request: Request, asked: Named, *, problem: str = "", status: int = 200) -> Reply:
    suggested = () if asked.candidates else busiest(graph.reader, _SUGGESTED)
    return render(
        "views/start.html", request, words=WORDS, status=status, asked=asked, problem=problem, suggested=suggested
    )


def address(state: ViewState, path: str = "/graph") -> str:
    """The address of a view."""
    return link(path, **state.parameters())


def drawing(looked: Looked, lang: str) -> dict[str, Any]:
    """Nodes and lines to draw, with the addresses that a click leads to."""
    state, found = looked.state, looked.found
    nodes = [
        {
            "id": n.entity.id,
            "name": n.entity.name,
            "type": n.entity.type,
            "kind": n.entity.kind or None,
            "degree": n.degree,
            "rest": n.rest,
            "opened": n.opened,
            "focus": n.entity.id in state.focus,
            "href": address(state.grown(n.entity.id)) if n.rest else link(f"/page/{n.entity.id}"),
        }
        for n in found.nodes
    ]
    return {
        "nodes": nodes,
        "links": [_line(claim, lang) for claim in looked.claims],
        "shapes": SHAPES,
        "types": {tag: type_label(tag, lang) for tag in SHAPES},
        "full": found.full,
    }


def _line(claim: Claim, lang: str) -> dict[str, Any]:
    told = claim.relation
    said = dict(told.qualifiers)
    return {
        "id": told.id,
        "source": claim.subject.id,
        "target": claim.object.id,
        "predicate": told.predicate,
        "label": said.get("position") or predicate_label(told.predicate, lang),
        "sentence": "".join(p.text for p in sentence(claim.subject, told, claim.object, lang)),
        "when": time_words(told, lang),
        "status": told.status,
        "confidence": told.confidence,
        "symmetric": ontology().predicates[told.predicate].symmetric,
        "evidence": claim.evidence(),
    }


def _values(looked: Looked, request: Request) -> dict[str, Any]:
    state, found, lang = looked.state, looked.found, request.lang
    centre = [n.entity for n in found.nodes if n.entity.id in state.focus]
    return {
        "title_names": [m.name for m in centre],
        "centre": centre,
        "state": state,
        "nodes": [_node(n.entity, state, n.rest, n.degree, opened=n.opened) for n in found.nodes],
        "claims": [
            (c, sentence(c.subject, c.relation, c.object, lang), time_words(c.relation, lang)) for c in looked.claims
        ],
        "data": drawing(looked, lang),
        "types": [(tag, found.types.get(tag, 0)) for tag in ontology().types if tag in found.types],
        "relations": list(found.predicates.items()),
        "least": [(f"{value:g}", confidence_key(value)) for value in _LEAST],
        "first": found.first.isoformat()[:7] if found.first else "",
        "last": found.last.isoformat()[:7] if found.last else "",
        "most": MOST,
        "full": found.full,
        "shapes": SHAPES,
        "unfiltered": address(state.unfiltered()),
        "files": {ending: address(state, f"/graph.{ending}") for ending in ("json", "graphml", "csv")},
    }


def _node(entity: Match, state: ViewState, rest: int, degree: int, *, opened: bool) -> dict[str, Any]:
    return {
        "entity": entity,
        "degree": degree,
        "rest": rest,
        "opened": opened,
        "grow": address(state.grown(entity.id)) if rest else "",
        "close": address(state.closed(entity.id)) if opened else "",
        "centre": address(ViewState().with_focus(entity.id)),
    }
