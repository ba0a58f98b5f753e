"""`kg diff`: what changed between two versions of a graph, or between two dates."""

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli import telling
from kg.cli.disputing import conflict_record, edge_line, edge_record, tell_conflict
from kg.cli.session import Session
from kg.errors import QueryError


def diff(
    session: Session,
    old: Annotated[str, typer.Argument(metavar="OLD")] = "",
    new: Annotated[str, typer.Argument(metavar="NEW")] = "",
    from_: Annotated[str, typer.Option("--from", metavar="DATE")] = "",
    to: Annotated[str, typer.Option("--to", metavar="DATE")] = "",
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """What changed between two versions of a graph, or between two dates."""
    from kg.query.changes import compare, state_at
    from kg.store import open_store

    if bool(from_) != bool(to) or (from_ and old):
        raise typer.BadParameter(session.say("diff_usage"), param_hint="--from / --to")
    with contextlib.ExitStack() as opened:
        after = opened.enter_context(open_store(Path(new) if new else session.store))
        if from_:
            whole, (first, last) = after.snapshot(), _moments(session, from_, to)
            found = compare(state_at(whole, first), state_at(whole, last), ends=True)
            view = _View(session, after, after, {e.id: e for e in whole.entities})
        else:
            before = opened.enter_context(_former(session, old))
            was, now = before.snapshot(), after.snapshot()
            found = compare(was, now)
            view = _View(session, before, after, {e.id: e for e in (*was.entities, *now.entities)})
        if as_json:
            session.screen.json({"summary": found.counts(), **view.records(found)})
        else:
            view.tell(found)


def _moments(session: Session, start: str, end: str) -> tuple[Any, Any]:
    from kg.query import parse_moment

    try:
        return parse_moment(start), parse_moment(end)
    except QueryError as error:
        raise typer.BadParameter(error.message(session.lang), param_hint="--from / --to") from None


def _former(session: Session, old: str) -> Any:
    """The graph that is compared with: a folder, a kept version by its name, or the newest kept version."""
    from kg.store import open_former, open_store

    if old and (Path(old).exists() or not old.startswith("v-")):
        return open_store(Path(old))
    return open_former(session.store, old)


class _View:
    """Changes as lines or as plain values, with the sentences of either side."""

    def __init__(self, session: Session, before: Any, after: Any, names: Mapping[str, Any]) -> None:
        self._session = session
        self._readers = before, after
        self._names = names

    def tell(self, changes: Any) -> None:
        """The summary in a line, then each group under its heading."""
        counts, say = changes.counts(), self._session.say
        if not counts:
            self._session.screen.line(say("diff_nothing"))
            return
        told = [say(f"diff_{group}", number=number) for group, number in counts.items()]
        self._session.screen.line((say("diff_comma").join(told), "bold"))
        for group, number in counts.items():
            self._session.screen.line()
            self._session.screen.line((say(f"diff_{group}", number=number), "bold cyan"))
            self._group(group, getattr(changes, group))

    def records(self, changes: Any) -> dict[str, Any]:
        """All groups as plain values."""
        return {name: self._records(name, getattr(changes, name)) for name in type(changes).__slots__}

    def _group(self, group: str, rows: Any) -> None:
        kind = group.partition("_")[0]
        if kind in ("posts", "relations"):
            self._edges(rows)
        elif kind == "conflicts":
            seen = self._observed(rows, after=group == "conflicts_new")
            for conflict in rows:
                tell_conflict(self._session, conflict, seen, self._names)
        else:
            for row in rows:
                self._session.screen.line(self._line(kind, row), indent=2)

    def _line(self, kind: str, row: Any) -> str:
        comma = self._session.say("comma")
        if kind in ("merges", "splits"):
            return " → ".join(comma.join(f"{e.name} ({e.id})" for e in side) for side in (row.before, row.after))
        if kind == "names":
            return f"{row.entity.name}  + {comma.join(row.names)}"
        if kind == "documents":
            return f"{row.source}  {row.title}".rstrip()
        return f"{telling.type_label(self._session, row.type)}  {row.name}  {row.id}"

    def _edges(self, changes: Any) -> None:
        seen = self._seen(changes)
        for change in changes:
            pieces = [*edge_line(self._session, change.edge, seen[change.edge.id], self._names)]
            self._session.screen.line(*pieces, (f"  {self._status(change)}".rstrip(), "yellow"), indent=2)
            telling.sentences(self._session, seen[change.edge.id].evidence[:1], indent=6)

    def _status(self, change: Any) -> str:
        """The status where it is another than before, or not the plain one."""
        both = [e.status for e in (change.before, change.after) if e]
        told = [self._session.say(f"status_{status}") for status in dict.fromkeys(both)]
        return " → ".join(told) if both != ["current"] and set(both) != {"current"} else ""

    def _seen(self, changes: Any) -> dict[str, Any]:
        from kg.query.evidence import observe

        gone = observe(self._readers[0], [c.edge for c in changes if not c.after])
        return {**gone, **observe(self._readers[1], [c.edge for c in changes if c.after])}

    def _observed(self, conflicts: Any, *, after: bool) -> dict[str, Any]:
        from kg.query.evidence import observe

        return observe(self._readers[after], [e for c in conflicts for e in c.edges])

    def _records(self, group: str, rows: Any) -> list[dict[str, Any]]:
        kind = group.partition("_")[0]
        if kind in ("posts", "relations"):
            seen = self._seen(rows)
            return [self._edge_record(change, seen[change.edge.id]) for change in rows]
        if kind == "conflicts":
            seen = self._observed(rows, after=group == "conflicts_new")
            return [conflict_record(c, seen, self._names) for c in rows]
        if kind in ("merges", "splits"):
            return [{side: [_entity(e) for e in getattr(r, side)] for side in ("before", "after")} for r in rows]
        if kind == "names":
            return [{**_entity(r.entity), "names": list(r.names)} for r in rows]
        if kind == "documents":
            return [{"id": d.id, "source": d.source, "part": d.part, "title": d.title} for d in rows]
        return [_entity(e) for e in rows]

    def _edge_record(self, change: Any, seen: Any) -> dict[str, Any]:
        states = {
            side: {"status": e.status, "at": e.at or None, "since": _iso(e.since), "until": _iso(e.until)}
            if e
            else None
            for side, e in (("before", change.before), ("after", change.after))
        }
        return {**edge_record(change.edge, seen, self._names), "head": change.head, **states}


def _iso(when: Any) -> str | None:
    return when.iso if when else None


def _entity(entity: Any) -> dict[str, str]:
    return {"id": entity.id, "type": entity.type, "name": entity.name}
