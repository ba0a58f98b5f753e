"""The handle on a graph: lookups over a store, each reading no more than it needs."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path as FilePath
from types import TracebackType
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from kg.errors import QueryError
from kg.model import Edge, name_key
from kg.query.answers import Answer, Evidence, Leaders, Match, Path, Portrait, Relation, Step
from kg.query.dates import Moment, parse_moment
from kg.query.evidence import Observed, observe
from kg.query.places import direct_parts, members
from kg.query.resolver import by_id, labels, pick, resolve
from kg.store import StoreReader, open_index, open_store
from kg.timeline import is_head

_LONGEST_PATH = 5
_LEADING_BODIES = ("党工委", "管委会", "管理委员会", "工作委员会")


class Graph:
    """A graph opened for reading; use it as a context manager or close it."""

    def __init__(self, reader: StoreReader) -> None:
        self._reader = reader

    @classmethod
    def open(cls, store: FilePath) -> "Graph":
        """The graph of a store; raises StoreError if there is none or it is damaged."""
        return cls(open_store(store))

    def __enter__(self) -> "Graph":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the store's files."""
        self._reader.close()

    def matches(self, name: str, *, within: str = "", types: Collection[str] = (), id_: str = "") -> tuple[Match, ...]:
        """The entities that a name can mean, `within` a zone or anywhere; raises LookupFailed if there is none."""
        if id_:
            return (by_id(self._reader, id_),)
        inside = members(self._reader, self.entity(within).id) if within else None
        return resolve(self._reader, name, types=types, inside=inside)

    def entity(self, name: str, *, within: str = "", types: Collection[str] = (), id_: str = "") -> Match:
        """The one entity that a name means; raises LookupFailed if there is none or several."""
        return pick(name, self.matches(name, within=within, types=types, id_=id_))

    def who_leads(
        self, name: str, *, on: str = "", within: str = "", id_: str = "", all_posts: bool = False
    ) -> Leaders:
        """Who leads a body, now or `on` a date, then who did before; with `all_posts` the deputies and others too."""
        moment = parse_moment(on) if on else None
        body = self.entity(name, within=within, types=("ORG", "PARK", "PROJECT"), id_=id_)
        bodies = [body.id, *self._governing(body)]
        edges = [
            e
            for e in self._reader.edges_of(bodies)
            if e.predicate == "holds_position" and e.object_id in bodies and e.status != "planned"
            if all_posts or is_head(e.qualifier("position"))
        ]
        held = _held_on(edges, moment) if moment else edges
        known = min((e.first_seen for e in edges if e.first_seen), default=None)
        answers = self._answers(held, moment)
        start = known.isoformat() if known and not answers else None
        return Leaders(name, moment.iso if moment else None, (body,), answers, start)

    def _governing(self, body: Match) -> list[str]:
        """A zone's Party committee and administrative committee, which lead it."""
        if body.type != "PARK":
            return []
        parts = labels(self._reader, direct_parts(self._reader, body.id))
        return [i for i in sorted(parts) if parts[i].name.endswith(_LEADING_BODIES)]

    def _answers(self, edges: Sequence[Edge], moment: Moment | None) -> tuple[Answer, ...]:
        seen = observe(self._reader, edges)
        known = labels(self._reader, {i for e in edges for i in (e.subject_id, e.object_id)})
        rank = {"current": 0, "uncertain": 1, "former": 2, "planned": 3}
        ordered = sorted(edges, key=lambda e: (rank[_status(e, moment)], -_day(e.last_seen), -e.confidence, e.id))
        return tuple(
            Answer(
                person=known[e.subject_id].name,
                position=e.qualifier("position"),
                organization=known[e.object_id].name,
                first_seen=seen[e.id].first_seen,
                last_seen=seen[e.id].last_seen,
                status=_status(e, moment),
                confidence=e.confidence,
                evidence=seen[e.id].evidence,
            )
            for e in ordered
        )

    def show(self, name: str, *, within: str = "", types: Collection[str] = (), id_: str = "") -> Portrait:
        """An entity with all its relations, grouped by predicate, the surest first."""
        match = self.entity(name, within=within, types=types, id_=id_)
        (entity,) = self._reader.entities([match.id])
        return Portrait(entity, self._relations(match.id, self._reader.edges_of([match.id])))

    def timeline(self, name: str, *, within: str = "", id_: str = "") -> Portrait:
        """An entity with its dated relations in order of time."""
        portrait = self.show(name, within=within, id_=id_)
        dated = [r for r in portrait.relations if r.at or r.first_seen]
        return Portrait(portrait.entity, tuple(sorted(dated, key=lambda r: (r.at or r.first_seen or "", r.id))))

    def _relations(self, me: str, edges: Iterable[Edge]) -> tuple[Relation, ...]:
        edges = list(edges)
        seen = observe(self._reader, edges)
        known = labels(self._reader, {i for e in edges for i in (e.subject_id, e.object_id)})
        ordered = sorted(edges, key=lambda e: (e.subject_id != me, e.predicate, -e.confidence, e.id))
        return tuple(_relation(e, me, known, seen[e.id]) for e in ordered)

    def find(self, text: str, *, limit: int = 50) -> tuple[Match, ...]:
        """Entities by part of a name, by pinyin (chuangxingu) or by initials (cxg)."""
        key = name_key(text)
        names = self._reader.table("names")
        listed = names.filter(pc.is_in(names["tier"], pa.array(["preferred", "alias"])))
        joined = pc.replace_substring(listed["pinyin"], " ", "")
        hit = pc.match_substring(listed["key"], key)
        if key.isascii() and key.isalpha():
            hit = pc.or_(hit, pc.or_(pc.match_substring(joined, key), pc.starts_with(listed["initials"], key)))
        best: dict[str, tuple[int, Match]] = {}
        for row in listed.filter(hit).to_pylist():
            match = Match(row["entity_id"], row["label"], row["type"], row["kind"], row["name"], "part")
            distance = abs(len(row["key"]) - len(key))
            if row["entity_id"] not in best or distance < best[row["entity_id"]][0]:
                best[row["entity_id"]] = (distance, match)
        return tuple(m for _, m in sorted(best.values(), key=lambda b: (b[0], b[1].name, b[1].id))[:limit])

    def list_entities(
        self, type_: str = "", *, kind: str = "", within: str = "", part_of: str = ""
    ) -> tuple[Match, ...]:
        """Entities of a type and kind, within a zone, or part of a body or framework; by name."""
        rows = self._reader.table("entities", ["id", "name", "type", "kind"]).to_pylist()
        inside = members(self._reader, self.entity(within).id) if within else None
        parts = direct_parts(self._reader, self.entity(part_of).id) if part_of else None
        found = [
            Match(r["id"], r["name"], r["type"], r["kind"])
            for r in rows
            if (not type_ or r["type"] == type_) and (not kind or r["kind"] == kind)
            if (inside is None or r["id"] in inside) and (parts is None or r["id"] in parts)
        ]
        return tuple(sorted(found, key=lambda m: (m.type, m.name, m.id)))

    def path(self, a: str, b: str) -> Path:
        """A shortest chain of relations between two entities, of at most five; no steps if there is none."""
        start, end = self.entity(a), self.entity(b)
        came: dict[str, Edge] = {}
        frontier, reached = [start.id], {start.id}
        for _ in range(_LONGEST_PATH):
            if end.id in reached or not frontier:
                break
            frontier = self._step(frontier, reached, came)
        chain: list[tuple[str, Edge]] = []
        at = end.id
        while at != start.id and at in came:
            edge = came[at]
            at = edge.subject_id if edge.object_id == at else edge.object_id
            chain.append((at, edge))
        return Path(start, end, self._steps(list(reversed(chain))) if at == start.id else ())

    def _step(self, frontier: list[str], reached: set[str], came: dict[str, Edge]) -> list[str]:
        following = []
        for edge in sorted(self._reader.edges_of(frontier), key=lambda e: (-e.confidence, e.id)):
            for here, there in ((edge.subject_id, edge.object_id), (edge.object_id, edge.subject_id)):
                if here in reached and here in frontier and there not in reached:
                    reached.add(there)
                    came[there] = edge
                    following.append(there)
        return sorted(following)

    def _steps(self, chain: Sequence[tuple[str, Edge]]) -> tuple[Step, ...]:
        seen = observe(self._reader, [e for _, e in chain])
        known = labels(self._reader, {i for _, e in chain for i in (e.subject_id, e.object_id)})
        steps = []
        for source, e in chain:
            target = e.object_id if e.subject_id == source else e.subject_id
            steps.append(Step(known[source], known[target], _relation(e, source, known, seen[e.id])))
        return tuple(steps)

    def edges(self, *, as_of: str = "") -> tuple[Edge, ...]:
        """All edges, or those seen to hold by a date."""
        snapshot = self._reader.snapshot()
        if not as_of:
            return snapshot.edges
        latest = parse_moment(as_of).latest
        return tuple(e for e in snapshot.edges if e.first_seen and e.first_seen <= latest)

    def info(self) -> dict[str, Any]:
        """Numbers of documents, entities by type and edges by predicate, and what the store says of itself."""
        counts: dict[str, dict[str, int]] = {"types": defaultdict(int), "predicates": defaultdict(int)}
        for t in self._reader.table("entities", ["type"])["type"].to_pylist():
            counts["types"][t] += 1
        for p in self._reader.table("edges", ["predicate"])["predicate"].to_pylist():
            counts["predicates"][p] += 1
        manifest = {k: v for k, v in self._reader.manifest.items() if k != "tables"}
        return {**manifest, **{k: dict(sorted(v.items())) for k, v in counts.items()}}

    def sparql(self, text: str) -> Any:
        """The result of a SPARQL query as pyoxigraph gives it; raises QueryError for a bad one."""
        from kg.mapping import triples

        base = str(self._reader.manifest.get("base", ""))
        index = open_index(self._reader.version, lambda: triples(self._reader.snapshot(), base))
        try:
            return index.query(text)
        except (SyntaxError, ValueError, OSError) as error:
            raise QueryError(f"SPARQL 有误：{error}", f"bad SPARQL: {error}") from error

    def to_rdflib(self) -> Any:
        """The graph as `rdflib.Graph`."""
        import rdflib

        from kg.mapping import triples

        base = str(self._reader.manifest.get("base", ""))
        data = "\n".join(f"{t} ." for t in triples(self._reader.snapshot(), base))
        return rdflib.Graph().parse(data=data, format="nt")

    def to_networkx(self) -> Any:
        """The graph as `networkx.MultiDiGraph`: nodes by entity id, edges by edge id."""
        import networkx as nx

        snapshot = self._reader.snapshot()
        graph = nx.MultiDiGraph()
        for entity in snapshot.entities:
            graph.add_node(entity.id, name=entity.name, type=entity.type, kind=entity.kind)
        for e in snapshot.edges:
            graph.add_edge(e.subject_id, e.object_id, key=e.id, predicate=e.predicate, confidence=e.confidence)
        return graph


def _held_on(edges: Sequence[Edge], moment: Moment) -> list[Edge]:
    """The tenures that hold on a date: per body and post the one seen latest by then, and those seen on it."""
    posts: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for e in edges:
        if e.first_seen and e.first_seen <= moment.latest:
            posts[e.object_id, e.qualifier("position")].append(e)
    held = []
    for group in posts.values():
        newest = max(e.first_seen for e in group if e.first_seen)
        held += [e for e in group if e.first_seen == newest or (e.last_seen and e.last_seen >= moment.earliest)]
    return [e for e in held if not (e.until and e.until.latest < moment.earliest)]


def _status(edge: Edge, moment: Moment | None) -> Any:
    """The status now, or at a date: whoever held the post then is its holder unless the sources overlap."""
    if moment is None or edge.status == "uncertain":
        return edge.status
    return "current"


def _day(day: dt.date | None) -> int:
    return day.toordinal() if day else 0


def _relation(edge: Edge, me: str, known: dict[str, Match], seen: Observed) -> Relation:
    outward = edge.subject_id == me
    evidence: tuple[Evidence, ...] = seen.evidence
    return Relation(
        id=edge.id,
        direction="out" if outward else "in",
        predicate=edge.predicate,
        other=known[edge.object_id if outward else edge.subject_id],
        qualifiers=edge.qualifiers,
        at=edge.at,
        first_seen=seen.first_seen,
        last_seen=seen.last_seen,
        since=edge.since.iso if edge.since else None,
        until=edge.until.iso if edge.until else None,
        status=edge.status,
        confidence=edge.confidence,
        evidence=evidence,
    )
