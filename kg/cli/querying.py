"""`kg query`."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.session import Session
from kg.errors import QueryError


def query(
    session: Session,
    text: Annotated[str, typer.Argument(metavar="QUERY|@FILE|-")],
    csv: Annotated[bool, typer.Option("--csv")] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Ask in SPARQL."""
    from kg.query import Graph

    words = _read(text)
    with Graph.open(session.store) as graph:
        results = graph.sparql(words)
        if csv or as_json:
            sys.stdout.write(_serialized(results, as_json))
        elif hasattr(results, "variables"):
            session.screen.table([v.value for v in results.variables], _rows(results))
        elif hasattr(results, "serialize") and not hasattr(results, "__bool__"):
            sys.stdout.write(_serialized(results, as_json))
        else:
            session.screen.line(session.say("yes" if bool(results) else "no"))


def _read(text: str) -> str:
    if text == "-":
        return sys.stdin.read()
    if not text.startswith("@"):
        return text
    path = Path(text[1:])
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise QueryError(f"无法读取 {path}：{reason}", f"cannot read {path}: {reason}") from error


def _serialized(results: Any, as_json: bool) -> str:
    import pyoxigraph as ox

    if isinstance(results, ox.QueryTriples):
        form: Any = ox.RdfFormat.JSON_LD if as_json else ox.RdfFormat.TURTLE
    else:
        form = ox.QueryResultsFormat.JSON if as_json else ox.QueryResultsFormat.CSV
    data: bytes = results.serialize(format=form)
    return data.decode()


def _rows(results: Any) -> list[list[str]]:
    return [[_shown(row[v]) for v in results.variables] for row in results]


def _shown(term: Any) -> str:
    return "" if term is None else str(getattr(term, "value", term))
