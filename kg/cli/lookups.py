"""`kg who-leads`, `show`, `find`, `list`, `path` and `timeline`."""

from typing import Annotated, Any

import typer

from kg.cli import records, telling
from kg.cli.session import Session
from kg.errors import LookupFailed, QueryError

Name = Annotated[str, typer.Argument(metavar="NAME")]
Json = Annotated[bool, typer.Option("--json")]
Within = Annotated[str | None, typer.Option("--in", metavar="ZONE")]
Types = Annotated[list[str] | None, typer.Option("--type", metavar="TYPE")]
Id = Annotated[str, typer.Option("--id", metavar="ID")]


def who_leads(
    session: Session,
    name: Name = "",
    on: Annotated[str | None, typer.Option("--on", metavar="DATE")] = None,
    within: Within = None,
    types: Types = None,
    id_: Id = "",
    all_posts: Annotated[bool, typer.Option("--all-posts")] = False,
    as_json: Json = False,
) -> None:
    """Who leads a body, now or on a date."""
    from kg.query import Graph
    from kg.query.leaders import LED_TYPES

    moment = _moment(session, on)
    _need(session, name or id_)
    with Graph.open(session.store) as graph:
        try:
            found = graph.who_leads(
                name, on=moment, within=within, all_posts=all_posts, id=id_, types=_tags(types) or LED_TYPES
            )
        except LookupFailed as error:
            if as_json:
                known = error.candidates if error.ambiguous else ()
                session.screen.json(records.leaders(name, moment.iso if moment else None, known, ()))
            raise
    session.followed(id_, found.matches[0])
    if as_json:
        session.screen.json(records.leaders(found.query, found.on, found.matches, found.answers))
    else:
        telling.leaders(session, found)


def show(
    session: Session, name: Name = "", within: Within = None, types: Types = None, id_: Id = "", as_json: Json = False
) -> None:
    """An entity with everything known of it."""
    from kg.query import Graph

    _need(session, name or id_)
    with Graph.open(session.store) as graph:
        found = graph.show(name, id=id_, types=_tags(types), within=within)
    session.followed(id_, found.entity)
    if as_json:
        session.screen.json(records.portrait(found))
    else:
        telling.portrait(session, found)


def find(
    session: Session, text: Annotated[str, typer.Argument(metavar="TEXT")], types: Types = None, as_json: Json = False
) -> None:
    """Entities by part of a name or by pinyin."""
    from kg.query import Graph

    with Graph.open(session.store) as graph:
        found = graph.find(text, types=_tags(types))
    if as_json:
        session.screen.json({"query": text, "matches": [records.match(m) for m in found]})
    else:
        telling.matches(session, found, matched=True)


def list_(
    session: Session,
    type_: Annotated[str, typer.Argument(metavar="TYPE")] = "",
    kind: Annotated[str | None, typer.Option("--kind", metavar="KIND")] = None,
    within: Within = None,
    part_of: Annotated[str | None, typer.Option("--part-of", metavar="NAME")] = None,
    as_json: Json = False,
) -> None:
    """All entities of a type."""
    from kg.query import Graph

    with Graph.open(session.store) as graph:
        found = graph.list_entities(type_, kind=kind, within=within, part_of=part_of)
    if as_json:
        asked = {"type": type_ or None, "kind": kind, "in": within, "part_of": part_of}
        session.screen.json({**asked, "entities": [records.match(m) for m in found]})
    else:
        telling.matches(session, found, matched=False)
        session.talk("listed", number=len(found))


def path(
    session: Session,
    start: Annotated[str, typer.Argument(metavar="A")],
    end: Annotated[str, typer.Argument(metavar="B")],
    as_json: Json = False,
) -> None:
    """The shortest chain of relations between two entities."""
    from kg.query import Graph

    with Graph.open(session.store) as graph:
        found = graph.path(start, end)
    if as_json:
        session.screen.json(records.path(found))
    else:
        telling.path(session, found)
    if not found.steps and found.start.id != found.end.id:
        raise typer.Exit(1)


def timeline(
    session: Session, name: Name = "", within: Within = None, types: Types = None, id_: Id = "", as_json: Json = False
) -> None:
    """What is known of an entity in the order of time."""
    from kg.query import Graph

    _need(session, name or id_)
    with Graph.open(session.store) as graph:
        entity = graph.entity(name, id=id_, types=_tags(types), within=within)
        found = graph.timeline(id=entity.id)
    session.followed(id_, entity)
    if as_json:
        session.screen.json({"entity": records.match(entity), "events": [records.event(r) for r in found]})
    else:
        telling.timeline(session, entity, found)


def _moment(session: Session, on: str | None) -> Any:
    from kg.query import parse_moment

    try:
        return parse_moment(on) if on else None
    except QueryError as error:
        raise typer.BadParameter(error.message(session.lang), param_hint="--on") from None


def _tags(types: list[str] | None) -> tuple[str, ...]:
    from kg.query import type_tag

    return tuple(type_tag(t) for t in types or ())


def _need(session: Session, name: str) -> None:
    if not name:
        raise typer.BadParameter(session.say("name_or_id"), param_hint="NAME")
