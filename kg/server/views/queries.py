"""`/query`: SPARQL with an editor, the shipped examples, and a plain form that works without a script."""

from kg.errors import KgError
from kg.query import Graph
from kg.server.exchange import Reply, Request
from kg.server.rendering import link, render
from kg.server.views.answer_table import AnswerTable, answer_table
from kg.server.views.editor import editor_data
from kg.server.views.examples import example, examples
from kg.server.views.wording import WORDS

_ROWS = 200
_IN_GRAPH = 60
_FIRST = "heads"
_FORMATS = ("csv", "tsv", "json", "xml")


def query_page(graph: Graph, request: Request) -> Reply:
    """The page; with a query (`query=`) also its first rows, with an example's name (`example=`) that query to edit."""
    text = request.first("query")
    chosen = example(request.first("example")) or (None if text else example(_FIRST))
    table, problem = _answer(graph, text, request.lang) if text else (None, "")
    shown = text or (chosen.text if chosen else "")
    return render(
        "views/query.html",
        request,
        words=WORDS,
        status=400 if problem else 200,
        text=shown,
        chosen=chosen.name if chosen else "",
        examples=examples(),
        editor=editor_data(graph, request.lang),
        table=table,
        problem=problem,
        most=_ROWS,
        downloads=[(name, link("/sparql", query=text, format=name)) for name in _FORMATS] if table else [],
        in_graph=link("/graph", focus=",".join(table.entities[:_IN_GRAPH]), open="-") if table else "",
    )


def _answer(graph: Graph, text: str, lang: str) -> tuple[AnswerTable | None, str]:
    try:
        return answer_table(graph.sparql(text), graph.base, _ROWS), ""
    except KgError as error:
        return None, error.message(lang)
