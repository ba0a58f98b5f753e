"""`kg conflicts`: what cannot all be true."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

from kg.cli import records, telling
from kg.cli.screen import Piece
from kg.cli.session import Session


def conflicts(
    session: Session,
    name: Annotated[str, typer.Argument(metavar="[NAME]")] = "",
    id_: Annotated[str, typer.Option("--id", metavar="ID")] = "",
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """What cannot all be true, with sentences."""
    from kg.curation.conflicts import all_conflicts, conflicts_of
    from kg.query import Graph
    from kg.query.evidence import observe

    with Graph.open(session.store) as graph:
        reader = graph.reader
        about = graph.entity(name, id=id_) if name or id_ else None
        found = conflicts_of(reader, about.id) if about else all_conflicts(reader)
        edges = [e for c in found for e in c.edges]
        seen = observe(reader, edges)
        names = {e.id: e for e in reader.entities({i for e in edges for i in (e.subject_id, e.object_id)})}
    if about:
        session.followed(id_, about)
    if as_json:
        session.screen.json({"conflicts": [conflict_record(c, seen, names) for c in found]})
        return
    for conflict in found:
        tell_conflict(session, conflict, seen, names)
    session.talk("listed", number=len(found))


def tell_conflict(session: Session, conflict: Any, seen: Mapping[str, Any], names: Mapping[str, Any]) -> None:
    """A conflict: what about, then each side with its sentences, the better supported first."""
    told = session.say(f"conflict_{conflict.kind}", name=names[conflict.about].name)
    session.screen.line((told, "bold yellow"), (f"  {conflict.weight:.2f}", "dim"))
    for number, edge in enumerate(conflict.edges, start=1):
        session.screen.line(f"{number}. ", *edge_line(session, edge, seen[edge.id], names), indent=2)
        telling.sentences(session, seen[edge.id].evidence, indent=6)


def edge_line(session: Session, edge: Any, seen: Any, names: Mapping[str, Any]) -> Sequence[Piece]:
    """An edge in a line: subject, predicate, qualifiers, object, date, confidence."""
    said = "".join(f" {edge.qualifier(q)}" for q in ("position", "amount") if edge.qualifier(q))
    date = edge.at or telling.spanned(seen.first_seen, seen.last_seen) or session.say("undated")
    return [
        (names[edge.subject_id].name, "bold"),
        (f"  {telling.predicate_label(session, edge.predicate)}{said}  ", "cyan"),
        (names[edge.object_id].name, "bold"),
        (f"  {date}  {edge.confidence:.2f}", "dim"),
    ]


def conflict_record(conflict: Any, seen: Mapping[str, Any], names: Mapping[str, Any]) -> dict[str, Any]:
    """A conflict as plain values."""
    about = names[conflict.about]
    return {
        "kind": conflict.kind,
        "about": {"id": about.id, "name": about.name, "type": about.type},
        "weight": conflict.weight,
        "sides": [edge_record(edge, seen[edge.id], names) for edge in conflict.edges],
    }


def edge_record(edge: Any, seen: Any, names: Mapping[str, Any]) -> dict[str, Any]:
    """An edge with both ends as plain values."""
    ends = {
        side: {"id": names[id_].id, "name": names[id_].name}
        for side, id_ in (("subject", edge.subject_id), ("object", edge.object_id))
    }
    return {
        "id": edge.id,
        "predicate": edge.predicate,
        **ends,
        "qualifiers": dict(edge.qualifiers),
        "at": edge.at or None,
        "first_seen": seen.first_seen,
        "last_seen": seen.last_seen,
        "status": edge.status,
        "confidence": edge.confidence,
        "evidence": records.evidence(seen.evidence),
    }
