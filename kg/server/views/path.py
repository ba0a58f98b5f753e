"""`/path`: the shortest chains between two entities, each step with its sentences; and its JSON twin."""

import dataclasses
import itertools
from typing import Any

from kg.query import Graph, Match
from kg.query.neighbourhood import busiest
from kg.query.routes import FARTHEST, MOST, shortest_routes
from kg.server.exchange import Reply, Request, json_reply
from kg.server.rendering import link, render
from kg.server.views.claims import Told, claims, told
from kg.server.views.naming import Named, match_values, named
from kg.server.views.wording import WORDS

_IN_GRAPH = 60


@dataclasses.dataclass(frozen=True, slots=True)
class Step:
    """From one entity of a chain to the next."""

    source: Match
    target: Match
    told: tuple[Told, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """The two names, what is not to be walked through, and the chains found."""

    a: Named
    b: Named
    avoided: tuple[Match, ...]
    chains: tuple[tuple[Step, ...], ...]

    @property
    def status(self) -> int:
        """The HTTP status: a name to choose from comes before one that nothing bears."""
        return min((n.status for n in (self.a, self.b) if n.status != 200), default=200)


def path_page(graph: Graph, request: Request) -> Reply:
    """The page."""
    asked = _asked(graph, request)
    complete = bool(asked.a.text and asked.b.text)
    shown = dict.fromkeys(m.id for chain in asked.chains for step in chain for m in (step.source, step.target))
    return render(
        "views/path.html",
        request,
        words=WORDS,
        status=asked.status,
        asked=asked,
        farthest=FARTHEST,
        most=MOST,
        same=bool(asked.a.entity and asked.b.entity and asked.a.entity.id == asked.b.entity.id),
        in_graph=link("/graph", focus=",".join(list(shown)[:_IN_GRAPH]), open="-"),
        examples=() if complete else _examples(graph),
    )


def path_json(graph: Graph, request: Request) -> Reply:
    """The chains as data."""
    asked = _asked(graph, request)
    value = {
        "a": asked.a.plain(),
        "b": asked.b.plain(),
        "without": [match_values(m) for m in asked.avoided],
        "paths": [[_step(step) for step in chain] for chain in asked.chains],
    }
    return json_reply(value, status=asked.status)


def _asked(graph: Graph, request: Request) -> Asked:
    a, b = named(graph, request.first("a")), named(graph, request.first("b"))
    names = (named(graph, text.strip()) for text in request.query.get("without", ()))
    avoided = tuple(n.entity for n in names if n.entity)
    if not (a.entity and b.entity):
        return Asked(a, b, avoided, ())
    routes = shortest_routes(graph.reader, a.entity, b.entity, avoiding=[m.id for m in avoided])
    edges = {e.id: e for route in routes for step in route.edges for e in step}
    said = {c.relation.id: told(c, request.lang) for c in claims(graph.reader, list(edges.values()))}
    chains = tuple(
        tuple(
            Step(source, target, tuple(said[e.id] for e in step))
            for (source, target), step in zip(itertools.pairwise(route.entities), route.edges, strict=True)
        )
        for route in routes
    )
    return Asked(a, b, avoided, chains)


def _examples(graph: Graph) -> list[tuple[Match, Match]]:
    known = busiest(graph.reader, 6)
    return [(known[i], known[-1 - i]) for i in range(len(known) // 2)]


def _step(step: Step) -> dict[str, Any]:
    relations = [
        {
            "id": told.claim.relation.id,
            "subject": told.claim.subject.id,
            "predicate": told.claim.relation.predicate,
            "object": told.claim.object.id,
            "sentence": "".join(p.text for p in told.phrases),
            "when": told.when,
            "status": told.claim.relation.status,
            "confidence": told.claim.relation.confidence,
            "evidence": told.claim.evidence(),
        }
        for told in step.told
    ]
    return {"from": match_values(step.source), "to": match_values(step.target), "relations": relations}
