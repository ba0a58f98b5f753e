"""`kg ask`."""

from typing import Annotated, Any

import typer

from kg.cli import records, telling
from kg.cli.session import Session
from kg.errors import KgError, LookupFailed, QueryError


def ask(
    session: Session,
    text: Annotated[str, typer.Argument(metavar="QUESTION")],
    explain: Annotated[bool, typer.Option("--explain")] = False,
    today: Annotated[str | None, typer.Option("--today", metavar="DATE")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Answer a question in Chinese."""
    from kg.query import Graph
    from kg.questions import answer

    day = _day(session, today)
    with Graph.open(session.store) as graph:
        found = answer(graph, text, today=day)
    if as_json:
        session.screen.json(records.answered(found))
    elif not found.trouble:
        telling.answered(session, found, explain=explain)
    if found.trouble:
        raise _error(found.trouble)


def _day(session: Session, today: str | None) -> Any:
    from kg.query import parse_moment

    try:
        return parse_moment(today).earliest if today else None
    except QueryError as error:
        raise typer.BadParameter(error.message(session.lang), param_hint="--today") from None


def _error(trouble: Any) -> KgError:
    zh, en = trouble.message.zh, trouble.message.en
    if trouble.kind in ("unknown", "ambiguous"):
        return LookupFailed(zh, en, candidates=trouble.candidates, ambiguous=trouble.kind == "ambiguous")
    return QueryError(zh, en)
