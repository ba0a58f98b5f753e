"""Candidates for a name under conditions, each with a score, and whether it is certain."""

import dataclasses
import functools
from collections.abc import Iterable, Sequence
from typing import Any

from kg.query import Graph, Match
from kg.query.places import inside
from kg.query.resolver import labels, meanings, suggest
from kg.server.reconciling.conditions import ZONES, Condition, conditions, judged
from kg.server.reconciling.telling import described, type_value
from kg.vocabulary import ontology

_SCORES = {"preferred": 100, "alias": 95, "abbreviation": 80, "owner": 75, "part": 50}
_NEAR = 20  # a name that is merely alike, or no name but conditions alone
_CERTAIN = ("preferred", "alias")
# what a condition does to the score: met, it halves what is missing to 100
_UNMET, _UNKNOWN = 0.5, 0.9
_RESULTS, _MOST_RESULTS, _CONSIDERED = 10, 50, 200


@dataclasses.dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that may be meant: scores of its name and in all, and for each condition whether it is met (None: not
    known)."""

    match: Match
    name_score: int
    verdicts: tuple[bool | None, ...]
    score: float

    @property
    def fits(self) -> bool:
        """Whether every condition is met."""
        return all(self.verdicts)


def answer(graph: Graph, query: Any, lang: str) -> list[dict[str, Any]]:
    """The result of one query of a batch; raises ValueError, TypeError or KeyError for one that is none."""
    asked = conditions(graph, query.get("properties"))
    types = _types(query)
    limit = max(1, min(int(query.get("limit") or _RESULTS), _MOST_RESULTS))
    found = _named(graph, query.get("query") or "", types, asked) or _related(graph, query, types, asked)
    verdicts = judged(graph, found, asked)
    candidates = sorted(
        (_candidate(m, verdicts[m.id]) for m in found), key=lambda c: (-c.score, c.match.name, c.match.id)
    )
    certain = _certain(candidates)
    lines = described(graph, [c.match for c in candidates[:limit]], lang)
    return [_shown(c, asked, lines[c.match.id], lang, match=c is certain) for c in candidates[:limit]]


def _types(query: Any) -> list[str]:
    """The types to which the candidates are narrowed; an unknown one says nothing, `should` is no more than a wish."""
    wanted = query.get("type") or ()
    named = [wanted] if isinstance(wanted, str) else list(wanted)
    return [t for t in named if t in ontology().types] if query.get("type_strict") != "should" else []


def _named(graph: Graph, name: str, types: Sequence[str], asked: Iterable[Condition]) -> tuple[Match, ...]:
    """What the name can mean, also within a zone that a condition names (there 管委会 is a name); else what is near."""
    if not name.strip():
        return ()
    found: dict[str, Match] = {}
    for zone in (*_zones(graph, asked), None):
        within = functools.partial(inside, graph.reader, zone) if zone else None
        for match in meanings(graph.reader, name, types=types, within=within):
            found.setdefault(match.id, match)
    close = suggest(graph.reader, name, types=types) if not found else ()
    return tuple(found.values())[:_CONSIDERED] or tuple(dataclasses.replace(m, how="") for m in close)


def _zones(graph: Graph, asked: Iterable[Condition]) -> list[str]:
    """The ids of the zones, places and bodies in which conditions want what is asked for."""
    known = {i for condition in asked if condition.property in ZONES for i in condition.known}
    return sorted(i for i, m in labels(graph.reader, known).items() if m.type in ("PARK", "PLACE", "ORG"))


def _related(graph: Graph, query: Any, types: Sequence[str], asked: Sequence[Condition]) -> tuple[Match, ...]:
    """Without a name, whatever stands in a relation with an entity that a condition names."""
    if (query.get("query") or "").strip() or not asked:
        return ()
    known = {i for condition in asked for i in condition.known}
    ends = {i for e in graph.reader.edges_of(known) for i in (e.subject_id, e.object_id)} - known
    found = labels(graph.reader, ends).values()
    return tuple(sorted((m for m in found if not types or m.type in types), key=lambda m: (m.name, m.id)))[:_CONSIDERED]


def _candidate(match: Match, verdicts: Sequence[bool | None]) -> Candidate:
    named = _SCORES.get(match.how, _NEAR)
    score = float(named)
    for met in verdicts:
        score = 100 - (100 - score) / 2 if met else score * (_UNMET if met is False else _UNKNOWN)
    return Candidate(match, named, tuple(verdicts), round(score, 1))


def _certain(candidates: Sequence[Candidate]) -> Candidate | None:
    """The only one that bears the name and meets every condition."""
    fitting = [c for c in candidates if c.fits]
    return fitting[0] if len(fitting) == 1 and fitting[0].match.how in _CERTAIN else None


def _shown(candidate: Candidate, asked: Sequence[Condition], line: str, lang: str, *, match: bool) -> dict[str, Any]:
    met = [(f"property_{c.property}", v) for c, v in zip(asked, candidate.verdicts, strict=True) if v is not None]
    return {
        "id": candidate.match.id,
        "name": candidate.match.name,
        "description": line,
        "type": [type_value(candidate.match.type, lang)],
        "score": candidate.score,
        "match": match,
        "features": [{"id": name, "value": value} for name, value in [("name", candidate.name_score), *met]],
    }
